"""The signing keys of this copy: Ed25519, made at first use under `keys/`, each for one purpose.

A key is one file, `keys/<purpose>-<number>.json`, linked into place whole or not at all; the highest number signs.
When a key begins the one before ends, so nothing is written twice. Rotating takes the private half out of the key
that ends; its public half stays, for what it signed must be checkable for as long as anyone holds it.
"""

import json
import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.utils import timezone

from arariwa.core.domain.refused import Refused
from arariwa.core.domain.signing import PublicKey, b64, moment, read_moment, unb64

CERTIFICATES = "certificates"
CUSTODY = "custody"
PURPOSES = (CERTIFICATES, CUSTODY)
NAME = re.compile(r"([a-z]+)-(\d{4})\.json")
# Left out of safe copies; what a process that died left here was never used.
INCOMING = "incoming"
STALE = timedelta(hours=1)


@dataclass(frozen=True)
class Signer:
    """The key that signs now for a purpose."""

    public: PublicKey
    private: Ed25519PrivateKey

    @property
    def id(self) -> str:
        return self.public.id

    def sign(self, data: bytes) -> bytes:
        return self.private.sign(data)


@dataclass(frozen=True)
class _Kept:
    """What one file says."""

    purpose: str
    number: int
    raw: bytes
    seed: bytes | None
    from_at: datetime


def signer(purpose: str) -> Signer:
    """The key that signs for that purpose; the first call ever makes it. Refused("keys.damaged") when it is not whole."""
    if purpose not in PURPOSES:
        raise ValueError(f"no such purpose: {purpose}")
    kept = _of(purpose) or [_make(purpose, 1)]
    last = kept[-1]
    if last.seed is None:
        raise Refused("keys.damaged", file=str(_path(purpose, last.number)))
    return Signer(PublicKey(purpose, last.raw, last.from_at), Ed25519PrivateKey.from_private_bytes(last.seed))


def public_keys(purpose: str = "") -> list[PublicKey]:
    """Every key there ever was for the purpose (or any), oldest first; makes none."""
    found = []
    for one in [purpose] if purpose else PURPOSES:
        kept = _of(one)
        found += [
            PublicKey(one, key.raw, key.from_at, after.from_at if after else None)
            for key, after in zip_longest(kept, kept[1:])
        ]
    return found


def rotate(purpose: str) -> Signer:
    """Begin a new key; the one before signs no more and loses its private half."""
    signer(purpose)
    last = _of(purpose)[-1].number
    _make(purpose, last + 1)
    for kept in _of(purpose)[:-1]:
        if kept.seed is not None:
            _write(_path(purpose, kept.number), _text(kept, private=False), replace=True)
    return signer(purpose)


def faults() -> Iterator[str]:
    """What is wrong with the keys: files others may read, halves that do not fit, a missing number."""
    folder = Path(settings.KEYS)
    if not folder.exists():
        return
    if folder.stat().st_mode & 0o077:
        yield f"{folder.name}/ {folder.stat().st_mode & 0o777:o}"
    for path in sorted(p for p in folder.iterdir() if p.is_file()):
        if path.stat().st_mode & 0o077:
            yield f"{path.name} {path.stat().st_mode & 0o777:o}"
    for purpose in PURPOSES:
        numbers = [number for number, _ in _files(purpose)]
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"{purpose} {', '.join(map(str, numbers))}"
        for number, path in _files(purpose):
            try:
                kept = _read(path, purpose, number)
            except Refused:
                yield path.name
            else:
                if (kept.seed is None) != (number < numbers[-1]):
                    yield path.name


def close_to_others() -> None:
    """Take away from others what a restored copy let them read."""
    folder = Path(settings.KEYS)
    if folder.exists():
        folder.chmod(0o700)
        for path in folder.rglob("*"):
            path.chmod(0o700 if path.is_dir() else 0o600)


def _path(purpose: str, number: int) -> Path:
    return Path(settings.KEYS) / f"{purpose}-{number:04d}.json"


def _files(purpose: str) -> list[tuple[int, Path]]:
    folder = Path(settings.KEYS)
    named = [(NAME.fullmatch(path.name), path) for path in folder.iterdir()] if folder.exists() else []
    return sorted((int(m[2]), path) for m, path in named if m and m[1] == purpose)


def _of(purpose: str) -> list[_Kept]:
    return [_read(path, purpose, number) for number, path in _files(purpose)]


def _read(path: Path, purpose: str, number: int) -> _Kept:
    try:
        given = json.loads(path.read_bytes())
        seed = unb64(given["private"]) if "private" in given else None
        kept = _Kept(purpose, number, unb64(given["public"]), seed, read_moment(given["from"]))
        whole = len(kept.raw) == 32 and given["purpose"] == purpose
        if not whole or (
            seed is not None and _public(Ed25519PrivateKey.from_private_bytes(seed)) != kept.raw
        ):
            raise ValueError("halves that do not fit")
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refused("keys.damaged", file=str(path)) from error
    return kept


def _make(purpose: str, number: int) -> _Kept:
    """The key of that number: made here, or by whoever was quicker."""
    private = Ed25519PrivateKey.generate()
    seed = private.private_bytes(
        serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption()
    )
    made = _Kept(
        purpose, number, _public(private), seed, timezone.now().astimezone(UTC).replace(microsecond=0)
    )
    path = _path(purpose, number)
    _write(path, _text(made, private=True), replace=False)
    return _read(path, purpose, number)


def _public(private: Ed25519PrivateKey) -> bytes:
    return private.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def _text(kept: _Kept, *, private: bool) -> bytes:
    given = {"purpose": kept.purpose, "from": moment(kept.from_at), "public": b64(kept.raw)}
    if private and kept.seed is not None:
        given["private"] = b64(kept.seed)
    return json.dumps(given, indent=1).encode()


def _write(path: Path, data: bytes, *, replace: bool) -> None:
    """Put the whole file in its place, or leave the one that stands unless told to replace it."""
    incoming = path.parent / INCOMING
    incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.parent.chmod(0o700)
    _sweep(incoming)
    temporary = incoming / f"{path.stem}-{secrets.token_hex(8)}"
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    try:
        if replace:
            temporary.replace(path)
        else:
            # Unlike a rename, a link takes no place that is taken: of two processes one makes the key.
            os.link(temporary, path)
    except FileExistsError:
        pass
    finally:
        temporary.unlink(missing_ok=True)
    _sync(path.parent)


def _sweep(incoming: Path) -> None:
    before = (timezone.now() - STALE).timestamp()
    for path in incoming.iterdir():
        try:
            if path.stat().st_mtime < before:
                path.unlink()
        except FileNotFoundError:
            continue


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
