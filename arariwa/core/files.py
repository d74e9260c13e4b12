"""Keeping files: bytes once by their hash, attachments per record.

A file is written to a temporary name, synced, renamed; only then is its row committed. A crash in between
leaves bytes without a row, which `sweep` removes; a row without bytes cannot happen.
"""

import hashlib
import os
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from uuid import UUID

import puremagic
from django.conf import settings
from django.db import models
from django.utils import timezone

from arariwa.core import access, contents, journal, versions
from arariwa.core.actor import Actor
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.models.files import Attachment, Blob

CHUNK = 256 * 1024
# What may be kept, by what the bytes are. A renamed executable has other bytes.
PHOTOS = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}
PAPERS = {"application/pdf": ".pdf", **PHOTOS}
# What people say, recorded on a telephone.
RECORDINGS = {"audio/mpeg": ".mp3", "audio/ogg": ".ogg", "audio/mp4": ".m4a"}
PRODUCED = {
    **PAPERS,
    **RECORDINGS,
    "application/json": ".json",
    "text/csv": ".csv",
    "application/zip": ".zip",
}

MORE_ENDINGS = {"image/jpeg": (".jpeg",), "audio/ogg": (".opus", ".oga"), "audio/mp4": (".mp4",)}


@dataclass(frozen=True)
class Kept:
    """Bytes that are safely on the disk, their row not yet written."""

    sha256: str
    size: int
    kind: str


class Changed(ValueError):
    """The bytes on the disk are not the ones that were kept."""

    def __init__(self, sha256: str) -> None:
        super().__init__(f"file {sha256} was changed on the disk")
        self.sha256 = sha256


def path_of(sha256: str) -> Path:
    """Where the bytes of that hash lie."""
    return Path(settings.FILES) / sha256[:2] / sha256[2:4] / sha256


def keep(
    source: IO[bytes] | Iterable[bytes], *, kinds: dict[str, str], field: str = "", limit: int | None = None
) -> Kept:
    """Stream bytes to the disk and tell their hash, size and real kind.

    Refused("file.empty" | "file.too_large" | "file.kind") leaves nothing behind. Bytes that were already
    there are written again before being found, so that the time taken tells nothing.
    """
    limit = settings.UPLOAD_LIMIT if limit is None else limit
    folder = Path(settings.FILES) / "incoming"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(dir=folder)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in _chunks(source):
                size += len(chunk)
                if size > limit:
                    raise Refused("file.too_large", field, limit_mb=limit // (1024 * 1024))
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if not size:
            raise Refused("file.empty", field)
        kind = kind_of(temporary)
        if kind not in kinds:
            raise Refused(
                "file.kind", field, allowed=", ".join(sorted({e.lstrip(".") for e in kinds.values()}))
            )
        kept = Kept(digest.hexdigest(), size, kind)
        target = path_of(kept.sha256)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary.replace(target)
        _sync_folder(target.parent)
        return kept
    finally:
        temporary.unlink(missing_ok=True)


def _chunks(source: Any) -> Iterator[bytes]:
    if hasattr(source, "chunks"):
        yield from source.chunks(CHUNK)
    elif hasattr(source, "read"):
        while chunk := source.read(CHUNK):
            yield chunk
    else:
        yield from source


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def kind_of(path: Path) -> str:
    """The media type the bytes themselves show; "application/octet-stream" when they show none we know."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if sound := _sound(head):
        return sound
    try:
        found = puremagic.from_string(head, mime=True)
    except (puremagic.PureError, ValueError):
        found = ""
    if found in PHOTOS:
        return _readable_image(path, found)
    if found == "application/zip" or head.startswith(b"PK\x03\x04"):
        return "application/zip"
    if head.lstrip().startswith((b"{", b"[")):
        return "application/json"
    return found or "application/octet-stream"


def _sound(head: bytes) -> str:
    """The media type of a recording by its first bytes; "" for anything else, a film among them."""
    if head.startswith(b"OggS") and (b"OpusHead" in head[:64] or b"\x01vorbis" in head[:64]):
        return "audio/ogg"
    if head[4:8] == b"ftyp" and head[8:12] in (b"M4A ", b"M4B "):
        return "audio/mp4"
    # MPEG layer III: a tag, or the sync bits of a frame with a rate that exists.
    frame = len(head) > 3 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2 and head[2] & 0xF0 not in (0, 0xF0)
    return "audio/mpeg" if head.startswith(b"ID3") or frame else ""


def _readable_image(path: Path, kind: str) -> str:
    """An image is one only when it opens and is of a sane size; a bomb of pixels is not."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # The library warns below our own limit; telephones make photos that large.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path) as image:
                width, height = image.size
                image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return "application/octet-stream"
    return kind if 0 < width * height <= 120_000_000 else "application/octet-stream"


def attach(
    by: Actor | None,
    record: models.Model,
    kept: Kept,
    *,
    name: str,
    purpose: str,
    caption: str = "",
    id: UUID | None = None,
) -> Attachment:
    """Make kept bytes a file of the record; `by` None: a visitor's. Called from inside an action, which has checked
    that they may.

    The same `id` with the same bytes again is the same attachment; with others Refused("id.conflict"), and one of
    a record the actor may not see is answered as a malformed id.
    """
    if id:
        versions.one_at_a_time(id)
    blob, _ = Blob.objects.get_or_create(sha256=kept.sha256, defaults={"size": kept.size, "kind": kept.kind})
    if id and (standing := Attachment.objects.filter(pk=id).first()):
        if standing.blob_id == blob.pk and standing.record == record.pk:
            return standing
        seen = access.visible(Attachment.objects.filter(pk=id), by).exists()
        raise Refused("id.conflict" if seen else "id.malformed")
    attachment = Attachment.objects.create(
        id=id or uuid7(),
        blob=blob,
        compartment_id=access.compartment_of(record),
        record_type=record._meta.label_lower,
        record=record.pk,
        purpose=purpose,
        name=safe_name(name, kept.kind),
        caption=caption,
        added_at=by.now if by else timezone.now(),
        added_by=by.membership if by else None,
    )
    journal.write(
        by,
        "file.attached",
        attachment,
        to=record.pk,
        sha256=kept.sha256,
        purpose=purpose,
        **contents.sealed(attachment),
    )
    return attachment


def safe_name(name: str, kind: str) -> str:
    """A file name without path, control signs or a false ending."""
    stem = "".join(c for c in name.replace("\\", "/").rsplit("/", 1)[-1] if c.isprintable()).strip(" .")[:150]
    endings = (PRODUCED[kind], *MORE_ENDINGS.get(kind, ())) if kind in PRODUCED else ("",)
    return stem if stem and stem.lower().endswith(endings) else f"{stem or 'archivo'}{endings[0]}"


def files_of(record: models.Model, purpose: str | None = None) -> models.QuerySet[Attachment]:
    """The standing attachments of a record, oldest first. The caller has already been let to the record."""
    rows = (
        Attachment.objects.filter(record=record.pk, voided_at=None)
        .select_related("blob")
        .order_by("added_at", "id")
    )
    return rows.filter(purpose=purpose) if purpose else rows


def files_of_any(records: Iterable[UUID], purpose: str) -> list[Attachment]:
    """The standing attachments of many records, read in one go; the caller has already been let to them."""
    rows = Attachment.objects.filter(record__in=list(records), voided_at=None, purpose=purpose)
    return list(rows.select_related("blob").order_by("added_at", "id"))


def read(attachment: Attachment) -> bytes:
    """The bytes; OSError when they are gone, Changed when they are not the ones that were kept."""
    data = path_of(attachment.blob_id).read_bytes()
    if hashlib.sha256(data).hexdigest() != attachment.blob_id:
        raise Changed(attachment.blob_id)
    return data


def sweep() -> int:
    """Remove bytes no row speaks of and unfinished uploads older than a day; tells how many."""
    import time

    removed, now = 0, time.time()
    root = Path(settings.FILES)
    for path in root.rglob("*") if root.exists() else []:
        old = path.is_file() and now - path.stat().st_mtime > 86_400
        if old and (path.parent.name == "incoming" or not Blob.objects.filter(pk=path.name).exists()):
            path.unlink(missing_ok=True)
            removed += 1
    return removed
