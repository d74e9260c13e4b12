"""Keys and signatures, held against the examples of the standards (RFC 8037, RFC 7638, did:key)."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from arariwa.core.domain import signing
from arariwa.core.domain.refused import Refused
from arariwa.core.domain.signing import PublicKey, b64, unb64

BEGAN = datetime(2026, 3, 16, tzinfo=UTC)
# RFC 8037, appendix A.
SEED = unb64("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A")
X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
THUMBPRINT = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
KEY = PublicKey("certificates", unb64(X), BEGAN)
PRIVATE = Ed25519PrivateKey.from_private_bytes(SEED)


def test_the_key_of_rfc_8037_has_its_thumbprint_and_its_signature():
    assert KEY.id == THUMBPRINT
    header, payload = "eyJhbGciOiJFZERTQSJ9", "RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
    signature = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
    assert KEY.signed(f"{header}.{payload}".encode(), unb64(signature))
    assert not KEY.signed(f"{header}.{payload}x".encode(), unb64(signature))
    assert not KEY.signed(b"", b"short")


def test_the_multibase_form_is_that_of_did_key():
    raw = bytes.fromhex("2e6fcce36701dc791488e0d0b1745cc1e33a4c1c9fcc41c63bd343dbbe0970e6")
    assert PublicKey("x", raw, BEGAN).multibase == "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"


def test_a_published_file_is_read_back():
    ended = PublicKey("certificates", KEY.raw, BEGAN, BEGAN + timedelta(days=9))
    assert signing.read_published(json.dumps(signing.published([ended])).encode()) == [ended]
    assert signing.read_published(json.dumps(signing.published([KEY])).encode()) == [KEY]


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"{}", b'{"keys": []}', b'{"keys": [{}]}', b"\xff"])
def test_a_file_that_is_none_is_refused(text):
    with pytest.raises(Refused, match=r"keys\.unreadable"):
        signing.read_published(text)


def test_a_key_under_the_id_of_another_is_refused():
    given = signing.published([KEY])
    given["keys"][0]["publicKeyJwk"]["x"] = b64(b"\1" * 32)
    with pytest.raises(Refused, match=r"keys\.unreadable"):
        signing.read_published(json.dumps(given).encode())


def test_a_signed_object_is_read_back_and_checked():
    text = signing.jws({"kid": KEY.id}, {"name": "Ñahuinlla"}, PRIVATE.sign)
    header, payload, data, signature = signing.read_jws(text)
    assert (header, payload) == ({"alg": "EdDSA", "kid": KEY.id}, {"name": "Ñahuinlla"})
    assert KEY.signed(data, signature)


def test_no_character_of_a_signed_object_can_be_changed_unseen():
    text = signing.jws({"kid": KEY.id}, {"n": "17"}, PRIVATE.sign)
    for i, sign in enumerate(text):
        for other in {"A", "B", "g", "_", "."} - {sign}:
            changed = text[:i] + other + text[i + 1 :]
            try:
                _, _, data, signature = signing.read_jws(changed)
            except ValueError:
                continue
            assert not KEY.signed(data, signature), (i, sign, other)


@given(st.binary(max_size=40))
def test_base64_has_one_form(data):
    assert unb64(b64(data)) == data
    with pytest.raises(ValueError, match="base64"):
        unb64(b64(data) + "=")


@given(st.binary(min_size=1, max_size=40))
def test_base58_keeps_every_byte(data):
    number = 0
    text = signing.base58(data)
    for sign in text:
        number = number * 58 + signing.BASE58.index(sign)
    zeros = len(text) - len(text.lstrip("1"))
    assert b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big") == data


def test_a_key_holds_from_its_first_moment_until_the_next_key_begins():
    ended = PublicKey("certificates", KEY.raw, BEGAN, BEGAN + timedelta(days=9))
    for at, held in [(-1, False), (0, True), (9, True), (10, False)]:
        assert ended.held_at(BEGAN + timedelta(days=at)) is held
    assert KEY.held_at(BEGAN + timedelta(days=9999))
