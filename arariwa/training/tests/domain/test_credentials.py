"""The credential: it verifies with the public key alone, here and in an independent reader; any change is refused."""

import base64
import dataclasses
import gzip
import json
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from arariwa.core.domain.refused import Refused
from arariwa.core.domain.signing import PublicKey, jws, unb64
from arariwa.training.domain import credentials
from arariwa.training.domain.credentials import Certified, Status

PRIVATE = Ed25519PrivateKey.from_private_bytes(b"\7" * 32)
RAW = PRIVATE.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
AT = datetime(2026, 3, 16, 19, 0, tzinfo=UTC)
KEY = PublicKey("certificates", RAW, AT - timedelta(days=1))
OTHER = PublicKey("certificates", b"\5" * 32, AT - timedelta(days=1))
ADDRESS = "https://arariwa.example"
LIST = f"{ADDRESS}/certificados/estado/1.jwt"
CERTIFIED = Certified(
    number="2026-CERT-7K3QXM",
    person="Rosaura Ñahuinlla Peñaloza",
    document="DNI terminado en 004",
    course="Del hallazgo a la sentencia",
    course_code="INT-1",
    course_key="0123456789abcdef0123",
    description="Curso intensivo",
    criteria="80 % de asistencia",
    hours=40.0,
    percent=85,
    cut=70,
    mark=17,
    issuer="Programa Arariwa",
    issued_at=AT,
    expires_on=date(2096, 3, 16),
    shown={"es": {"person": "Rosaura Ñahuinlla Peñaloza"}, "en": {"person": "Rosaura Ñahuinlla Peñaloza"}},
)


def signed(what=CERTIFIED, *, signed_at=AT, **changes):
    body = credentials.payload(what, address=ADDRESS, status=Status(LIST, 94_567), signed_at=signed_at)
    return jws({"kid": KEY.id, "typ": "vc+jwt"}, {**body, **changes}, PRIVATE.sign)


def refused(jwt, keys=(KEY,)):
    with pytest.raises(Refused) as error:
        credentials.check(jwt, keys)
    return error.value.code


def test_it_is_checked_with_the_public_key_alone():
    found = credentials.check(signed(), [OTHER, KEY])
    assert (found.number, found.key, found.expires_on) == (CERTIFIED.number, KEY, CERTIFIED.expires_on)
    assert found.shown == CERTIFIED.shown
    assert found.status == Status(LIST, 94_567)


def test_an_independent_reader_checks_it():
    """Written from the standards (RFC 7515, RFC 8037), with nothing of ours but the public key."""
    head, body, signature = signed().split(".")

    def read(part):
        return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))

    assert json.loads(read(head))["alg"] == "EdDSA"
    PRIVATE.public_key().verify(read(signature), f"{head}.{body}".encode())
    vc = json.loads(read(body))
    assert vc["@context"][:2] == [credentials.VC, credentials.OPEN_BADGES]
    assert {"VerifiableCredential", "AchievementCredential"} <= set(vc["type"])
    assert vc["iss"] == vc["issuer"]["id"]
    assert vc["jti"] == vc["id"] == "https://arariwa.example/certificados/2026-CERT-7K3QXM/"
    assert vc["nbf"] == datetime.fromisoformat(vc["validFrom"]).timestamp()
    assert vc["exp"] == datetime.fromisoformat(vc["validUntil"]).timestamp()
    assert vc["credentialSubject"]["achievement"]["achievementType"] == "Certificate"
    described = {d["id"] for d in vc["credentialSubject"]["achievement"]["resultDescription"]}
    assert {r["resultDescription"] for r in vc["credentialSubject"]["result"]} == described


def test_the_library_of_open_badges_checks_it():
    ob3 = pytest.importorskip("openbadgeslib.ob3")
    from openbadgeslib.ob3.verifier import OB3VerificationError

    pem = PRIVATE.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    verifier = ob3.OB3Verifier(pubkey_pem=pem)
    found = verifier.verify(signed())
    assert found.achievement.name == CERTIFIED.course
    assert found.issuer.name == CERTIFIED.issuer
    assert [i.identity_hash for i in found.identifiers] == [CERTIFIED.person, CERTIFIED.document]
    assert [r.value for r in found.results] == ["85", "17"]
    assert found.credential_status[0]["statusListIndex"] == "94567"
    with pytest.raises(OB3VerificationError, match="signature"):
        verifier.verify(changed_at(signed(), 200))
    expired = dataclasses.replace(CERTIFIED, expires_on=date(2026, 4, 1))
    with pytest.raises(OB3VerificationError, match="expired"):
        verifier.verify(signed(expired))


@pytest.mark.parametrize("revoked", [False, True])
def test_the_library_of_open_badges_follows_our_list(revoked):
    """The library asks for the list the credential names, checks its signature and reads the bit; we hand it over."""
    ob3 = pytest.importorskip("openbadgeslib.ob3")
    from openbadgeslib.ob3.verifier import OB3VerificationError

    pem = PRIVATE.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    now = datetime.now(UTC).replace(microsecond=0)
    asked = []

    def download(address, *args, **kwargs):
        asked.append(address)
        return listed([94_567] if revoked else [94_566], at=now).encode()

    verifier = ob3.OB3Verifier(pubkey_pem=pem)
    if revoked:
        with pytest.raises(OB3VerificationError, match="is set at index 94567"):
            verifier.verify(signed(), check_status=True, download=download)
    else:
        verifier.verify(signed(), check_status=True, download=download)
    assert asked == [LIST]


def test_the_library_of_open_badges_reads_the_status_list():
    pytest.importorskip("openbadgeslib.ob3")
    from openbadgeslib.ob3.status_list import encode_bitstring

    assert bits(credentials.encoded([94_567, 3])) == bits(encode_bitstring([94_567, 3]))


def bits(encoded):
    assert encoded[0] == "u"
    return gzip.decompress(base64.urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4)))


def changed_at(text, i):
    return text[:i] + ("A" if text[i] != "A" else "B") + text[i + 1 :]


def test_each_character_changed_is_refused():
    whole = signed()
    said = {refused(changed_at(whole, i)) for i in range(0, len(whole), 7)}
    said |= {refused(changed_at(whole, i)) for i in range(len(whole) - 90, len(whole))}
    assert said <= {"credential.changed", "credential.unreadable", "credential.unknown_key"}
    assert "credential.changed" in said


def test_a_changed_name_is_told_as_changed():
    head, body, signature = signed().split(".")
    vc = json.loads(unb64(body))
    vc["credentialSubject"]["shown"]["es"]["person"] = "Otra persona"
    other = base64.urlsafe_b64encode(json.dumps(vc).encode()).decode().rstrip("=")
    assert refused(f"{head}.{other}.{signature}") == "credential.changed"


@pytest.mark.parametrize("text", ["", "a.b.c", "a", "{}", "....", "é.é.é", "W10.W10.AA"])
def test_what_is_no_credential_is_told(text):
    assert refused(text) == "credential.unreadable"


def test_a_key_the_header_brings_along_is_not_believed():
    thief = Ed25519PrivateKey.generate()
    raw = thief.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    jwk = PublicKey("certificates", raw, AT).jwk
    body = credentials.payload(CERTIFIED, address=ADDRESS, status=Status(LIST, 1), signed_at=AT)
    assert refused(jws({"kid": jwk["kid"], "jwk": jwk}, body, thief.sign)) == "credential.unknown_key"
    assert refused(jws({"kid": KEY.id, "jwk": jwk}, body, thief.sign)) == "credential.changed"
    assert refused(jws({"kid": KEY.id, "alg": "none"}, body, lambda _: b"")) == "credential.unknown_key"


def test_a_key_of_another_purpose_signs_no_certificate():
    assert refused(signed(), [dataclasses.replace(KEY, purpose="custody")]) == "credential.unknown_key"


def test_a_key_signs_only_in_its_days():
    ended = dataclasses.replace(KEY, until_at=AT + timedelta(days=1))
    assert credentials.check(signed(), [ended]).key == ended
    assert refused(signed(signed_at=AT + timedelta(days=9)), [ended]) == "credential.no_certificate"


@pytest.mark.parametrize(
    "changes",
    [
        {"type": ["VerifiableCredential"]},
        {"iss": "https://other.example"},
        {"jti": "x"},
        {"id": f"{ADDRESS}/certificados/2026-CERT-ANOTHR/"},
        {"nbf": 1},
        {"exp": 1},
        {"credentialSubject": {}},
        {"credentialStatus": {}},
        {"iat": "soon"},
    ],
)
def test_something_else_we_signed_is_no_certificate(changes):
    assert refused(signed(**changes)) == "credential.no_certificate"


@pytest.mark.parametrize("how", ["itself", "enveloped", "record", "with a mark of order"])
def test_it_is_found_in_each_file_it_is_handed_out_in(how):
    jwt = signed()
    files = {
        "itself": f"{jwt}\n",
        "enveloped": json.dumps(credentials.enveloped(jwt)),
        "record": json.dumps({"paper": "certificado", "credential": jwt}),
        "with a mark of order": "\ufeff" + jwt,
    }
    assert credentials.jwt_of(files[how].encode()) == jwt


@pytest.mark.parametrize("data", [b"\xff\xfe", b"{", b"{}", b'{"id": 3}', b'{"credential": []}'])
def test_a_file_that_holds_none_is_told(data):
    with pytest.raises(Refused, match=r"credential\.unreadable"):
        credentials.jwt_of(data)


def listed(revoked, at=AT, address=LIST, days=7):
    body = credentials.status_list(
        address=ADDRESS, list_address=address, revoked=revoked, at=at, until=at + timedelta(days=days)
    )
    return jws({"kid": KEY.id}, body, PRIVATE.sign)


def test_the_list_tells_what_was_revoked_and_nothing_else():
    status = Status(LIST, 94_567)
    assert credentials.is_set(listed([94_567]), status, [KEY], AT)
    assert not credentials.is_set(listed([94_566, 94_568]), status, [KEY], AT)
    assert len(bits(credentials.encoded([]))) * 8 == credentials.LIST_SIZE
    assert credentials.encoded([1, 2]) == credentials.encoded([2, 1])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (listed([], address=f"{ADDRESS}/other"), "credential.other_list"),
        (listed([], days=0), "credential.list_stale"),
        (changed_at(listed([1]), 300), "credential.list_unreadable"),
        ("", "credential.list_unreadable"),
        (signed(), "credential.list_unreadable"),
    ],
)
def test_a_list_that_proves_nothing_is_refused(text, code):
    with pytest.raises(Refused) as error:
        credentials.is_set(text, Status(LIST, 1), [KEY], AT + timedelta(hours=1))
    assert error.value.code == code
