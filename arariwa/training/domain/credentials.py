"""A certificate as an Open Badges 3.0 credential: a W3C Verifiable Credential signed as a JWT (EdDSA).

It holds what the paper shows and nothing else: the paper and the public page are set from it, so that the three can
never differ. It is checked with the public keys alone. The addresses of contexts and schema are names; nothing is
fetched, here or by whoever checks it offline.
"""

import base64
import binascii
import gzip
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from arariwa.core.domain.refused import Refused
from arariwa.core.domain.signing import PublicKey, moment, read_jws, read_moment

PURPOSE = "certificates"
VC = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
# What the paper says, in both languages, as data no processor of linked data looks into.
OWN = {"shown": {"@id": "urn:arariwa:certificate:shown", "@type": "@json"}}
SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
ENVELOPED = "data:application/vc+jwt,"
# Bits of a status list: the least the standard asks, so that no bit tells of one person.
LIST_SIZE = 131_072
LIMA = timezone(timedelta(hours=-5))


@dataclass(frozen=True)
class Certified:
    """What a certificate says, as data; `shown` are the texts of the paper by language."""

    number: str
    person: str
    document: str
    course: str
    course_code: str
    course_key: str  # the course as it was taught: its fingerprint
    description: str
    criteria: str
    hours: float
    percent: int
    cut: int
    mark: int
    issuer: str
    issued_at: datetime
    expires_on: date
    shown: Mapping[str, Any]


@dataclass(frozen=True)
class Status:
    """Where the public list says whether a certificate was revoked."""

    list_address: str
    index: int


def payload(what: Certified, *, address: str, status: Status, signed_at: datetime) -> dict[str, Any]:
    """The credential with the claims of its JWT. `address` is where the issuer's copy is reached."""
    course = f"urn:arariwa:course:{what.course_code.lower()}:{what.course_key[:16]}"
    own = certificate_address(address, what.number)
    identity = [_identity(what.person, "name")]
    if what.document:
        identity.append(_identity(what.document, "ext:document"))
    vc: dict[str, Any] = {
        "@context": [VC, OPEN_BADGES, OWN],
        "id": own,
        "type": ["VerifiableCredential", "AchievementCredential"],
        "name": what.course,
        "issuer": {"id": address, "type": ["Profile"], "name": what.issuer},
        "validFrom": moment(what.issued_at),
        "validUntil": moment(end_of_day(what.expires_on)),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": identity,
            "licenseNumber": what.number,
            "achievement": {
                "id": course,
                "type": ["Achievement"],
                "achievementType": "Certificate",
                "name": what.course,
                "description": what.description,
                "criteria": {"narrative": what.criteria},
                "humanCode": what.course_code,
                "creditsAvailable": int(what.hours) if what.hours == int(what.hours) else what.hours,
                "inLanguage": "es",
                "resultDescription": [
                    _described(f"{course}:percent", "Porcentaje", "Percent", "100", str(what.cut)),
                    _described(f"{course}:mark", "Calificación sobre 20", "ScaledScore", "20"),
                ],
            },
            "result": [
                _result(f"{course}:percent", what.percent),
                _result(f"{course}:mark", what.mark),
            ],
            "shown": what.shown,
        },
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
        "credentialStatus": {
            "id": f"{status.list_address}#{status.index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(status.index),
            "statusListCredential": status.list_address,
        },
    }
    return {
        **vc,
        "iss": address,
        "jti": own,
        "nbf": int(what.issued_at.timestamp()),
        "exp": int(end_of_day(what.expires_on).timestamp()),
        "iat": int(signed_at.timestamp()),
    }


def certificate_address(address: str, number: str) -> str:
    """Where anyone checks the certificate of that number."""
    return f"{address}/certificados/{number}/"


def end_of_day(on: date) -> datetime:
    """The last second of a day in Peru."""
    return datetime.combine(on, time(23, 59, 59), LIMA)


def _identity(text: str, kind: str) -> dict[str, Any]:
    return {"type": "IdentityObject", "hashed": False, "identityHash": text, "identityType": kind}


def _described(id_: str, name: str, kind: str, most: str, required: str = "") -> dict[str, Any]:
    found = {"id": id_, "type": ["ResultDescription"], "name": name, "resultType": kind, "valueMin": "0"}
    return {**found, "valueMax": most, **({"requiredValue": required} if required else {})}


def _result(described: str, value: int) -> dict[str, Any]:
    return {"type": ["Result"], "resultDescription": described, "value": str(value)}


def enveloped(jwt: str) -> dict[str, Any]:
    """The signed credential as a JSON document (VC Data Model 2.0)."""
    return {"@context": [VC], "id": f"{ENVELOPED}{jwt}", "type": "EnvelopedVerifiableCredential"}


@dataclass(frozen=True)
class Checked:
    """A credential whose signature holds: what it says and which key signed it."""

    body: Mapping[str, Any]
    key: PublicKey

    @property
    def number(self) -> str:
        return str(self.body["credentialSubject"]["licenseNumber"])

    @property
    def shown(self) -> Mapping[str, Any]:
        return dict(self.body["credentialSubject"]["shown"])

    @property
    def issued_at(self) -> datetime:
        return read_moment(self.body["validFrom"])

    @property
    def until_at(self) -> datetime:
        return read_moment(self.body["validUntil"])

    @property
    def expires_on(self) -> date:
        return self.until_at.astimezone(LIMA).date()

    @property
    def status(self) -> Status:
        entry = self.body["credentialStatus"]
        return Status(str(entry["statusListCredential"]), int(entry["statusListIndex"]))


def check(jwt: str, keys: Iterable[PublicKey]) -> Checked:
    """The credential of a signed text. Refused: no credential, signed by no key known, changed since, or not a certificate.

    Whether it has expired or was revoked is asked afterwards: `until_at`, `is_set`.
    """
    try:
        header, body, data, signature = read_jws(jwt.strip())
    except (ValueError, RecursionError) as error:
        raise Refused("credential.unreadable") from error
    named = [key for key in keys if key.id == header.get("kid") and key.purpose == PURPOSE]
    if header.get("alg") != "EdDSA" or not named:
        raise Refused("credential.unknown_key")
    key = named[0]
    if not key.signed(data, signature):
        raise Refused("credential.changed")
    checked = Checked(body, key)
    _require_shape(checked)
    return checked


def _require_shape(checked: Checked) -> None:
    """What we sign has these parts; something else signed with the same key, a status list, is no certificate."""
    body = checked.body
    try:
        fine = (
            "AchievementCredential" in body["type"]
            and body["iss"] == body["issuer"]["id"]
            and body["jti"] == body["id"] == certificate_address(body["iss"], checked.number)
            and body["nbf"] == int(checked.issued_at.timestamp())
            and body["exp"] == int(checked.until_at.timestamp())
            and bool(checked.shown["es"])
            and checked.status.index >= 0
            and checked.key.held_at(datetime.fromtimestamp(body["iat"], LIMA))
        )
    except (KeyError, TypeError, ValueError, OverflowError, OSError, AttributeError):
        fine = False
    if not fine:
        raise Refused("credential.no_certificate")


def jwt_of(text: bytes) -> str:
    """The signed text in a file: itself, in its JSON envelope, or in the record attached to the paper."""
    try:
        plain = text.decode("utf-8-sig").strip()
        if not plain.startswith("{"):
            return plain
        given = json.loads(plain)
        found = given.get("credential") or given.get("id")
    except (ValueError, AttributeError, RecursionError) as error:
        raise Refused("credential.unreadable") from error
    if not isinstance(found, str):
        raise Refused("credential.unreadable")
    return found.removeprefix(ENVELOPED)


def status_list(
    *, address: str, list_address: str, revoked: Collection[int], at: datetime, until: datetime
) -> dict[str, Any]:
    """The list of what was revoked, as a credential with the claims of its JWT (Bitstring Status List 1.0)."""
    return {
        "@context": [VC],
        "id": list_address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": address,
        "validFrom": moment(at),
        "validUntil": moment(until),
        "credentialSubject": {
            "id": f"{list_address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(revoked),
        },
        "iss": address,
        "jti": list_address,
        "nbf": int(at.timestamp()),
        "exp": int(until.timestamp()),
        "iat": int(at.timestamp()),
    }


def encoded(indices: Collection[int]) -> str:
    """The bits of a list, compressed, as the standard writes them."""
    bits = bytearray(LIST_SIZE // 8)
    for index in indices:
        bits[index // 8] |= 0x80 >> index % 8
    packed = base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode()
    return f"u{packed.rstrip('=')}"


def is_set(jwt: str, status: Status, keys: Iterable[PublicKey], at: datetime) -> bool:
    """Whether a signed list says that the certificate was revoked. Refused when the list is another, changed, or stale."""
    try:
        header, body, data, signature = read_jws(jwt.strip())
    except (ValueError, RecursionError) as error:
        raise Refused("credential.list_unreadable") from error
    named = [key for key in keys if key.id == header.get("kid") and key.purpose == PURPOSE]
    if header.get("alg") != "EdDSA" or not named or not named[0].signed(data, signature):
        raise Refused("credential.list_unreadable")
    try:
        subject = body["credentialSubject"]
        other = body["id"] != status.list_address or subject["type"] != "BitstringStatusList"
        stale = at > read_moment(body["validUntil"])
        text = subject["encodedList"].removeprefix("u")
        bits = gzip.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        found = bool(bits[status.index // 8] & 0x80 >> status.index % 8)
    except (
        KeyError,
        TypeError,
        ValueError,
        IndexError,
        OSError,
        EOFError,
        binascii.Error,
        AttributeError,
    ) as error:
        raise Refused("credential.list_unreadable") from error
    if other:
        raise Refused("credential.other_list")
    if stale:
        raise Refused("credential.list_stale", until=body["validUntil"])
    return found
