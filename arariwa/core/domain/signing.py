"""Ed25519 signatures anyone can check with a public key alone: keys as JWK and multibase, compact JWS (RFC 7515, 8037)."""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from arariwa.core.domain.refused import Refused

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
# The multicodec that says an Ed25519 public key follows.
ED25519 = b"\xed\x01"
# Clocks differ, and a process may sign while another begins the next key.
SLACK = timedelta(minutes=5)


@dataclass(frozen=True)
class PublicKey:
    """The public half of a key: what for, and from when until when it signed (`until_at` None: it still does)."""

    purpose: str
    raw: bytes
    from_at: datetime
    until_at: datetime | None = None

    @property
    def id(self) -> str:
        """The thumbprint of the key (RFC 7638): what is signed names it, and no other key can bear it."""
        return b64(hashlib.sha256(_plain({"crv": "Ed25519", "kty": "OKP", "x": b64(self.raw)})).digest())

    @property
    def jwk(self) -> dict[str, str]:
        return {
            "kty": "OKP",
            "crv": "Ed25519",
            "x": b64(self.raw),
            "kid": self.id,
            "alg": "EdDSA",
            "use": "sig",
        }

    @property
    def multibase(self) -> str:
        return f"z{base58(ED25519 + self.raw)}"

    def signed(self, data: bytes, signature: bytes) -> bool:
        """Whether that signature of the data was made with this key."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, data)
        except (InvalidSignature, ValueError):
            return False
        return True

    def held_at(self, moment: datetime) -> bool:
        """Whether the key signed at that moment, give or take SLACK."""
        return self.from_at - SLACK <= moment and (self.until_at is None or moment <= self.until_at + SLACK)


def published(keys: Iterable[PublicKey]) -> dict[str, Any]:
    """What the public page of keys says, and the file for checking without network."""
    return {
        "keys": [
            {
                "id": key.id,
                "purpose": key.purpose,
                "from": moment(key.from_at),
                "until": moment(key.until_at) if key.until_at else None,
                "publicKeyJwk": key.jwk,
                "publicKeyMultibase": key.multibase,
            }
            for key in keys
        ]
    }


def read_published(text: bytes) -> list[PublicKey]:
    """The keys of such a file; Refused("keys.unreadable") when it is none, or a key is not the one its id names."""
    try:
        found = [_key(row) for row in json.loads(text)["keys"]]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refused("keys.unreadable") from error
    if not found:
        raise Refused("keys.unreadable")
    return found


def _key(row: Mapping[str, Any]) -> PublicKey:
    until = row.get("until")
    key = PublicKey(
        str(row["purpose"]),
        unb64(row["publicKeyJwk"]["x"]),
        read_moment(row["from"]),
        read_moment(until) if until else None,
    )
    if len(key.raw) != 32 or key.id != row["id"]:
        raise ValueError("a key of another id")
    return key


def jws(header: Mapping[str, Any], payload: Mapping[str, Any], sign: Callable[[bytes], bytes]) -> str:
    """A compact JWS (EdDSA) of the payload."""
    body = f"{b64(_plain({'alg': 'EdDSA', **header}))}.{b64(_plain(payload))}"
    return f"{body}.{b64(sign(body.encode()))}"


def read_jws(text: str) -> tuple[dict[str, Any], dict[str, Any], bytes, bytes]:
    """(header, payload, what was signed, signature) of a compact JWS; ValueError when it is none. Checks no signature."""
    head, body, signature = text.split(".")
    header, payload = json.loads(unb64(head)), json.loads(unb64(body))
    if not isinstance(header, dict) or not isinstance(payload, dict):
        raise ValueError("not a JWS of an object")
    return header, payload, f"{head}.{body}".encode(), unb64(signature)


def _plain(value: Mapping[str, Any]) -> bytes:
    return json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode()


def b64(data: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    """The bytes of base64url without padding, written the one way they can be; ValueError otherwise.

    The last sign of a text may leave bits unused, so that several texts would decode to the same bytes: a changed
    character must not go unseen.
    """
    try:
        data = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("not base64url") from error
    if b64(data) != text:
        raise ValueError("not base64url")
    return data


def base58(data: bytes) -> str:
    """Base 58 as Bitcoin writes it."""
    number, out = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        out = BASE58[rest] + out
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + out


def moment(at: datetime) -> str:
    """A moment in whole seconds, UTC: 2026-03-16T19:35:00Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_moment(text: str) -> datetime:
    """The moment of such a text; ValueError otherwise."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("a moment without zone")
    return found
