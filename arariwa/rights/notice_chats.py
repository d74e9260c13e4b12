"""A WhatsApp chat on its way to becoming notices: read, shown, chosen from. Between the two pages nothing is kept but the
bytes of its photos, which a sweep removes after a day when no notice took them; what was shown travels signed with the form.
"""

import hashlib
import hmac
import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Any
from uuid import UUID, uuid5

from django.core import signing

from arariwa.core import files, formatting
from arariwa.core.actor import Actor
from arariwa.core.domain.places import folded
from arariwa.core.domain.refused import Refused
from arariwa.rights import actions_notices as actions
from arariwa.rights import queries_notices as queries
from arariwa.rights import return_codes
from arariwa.rights.domain import whatsapp
from arariwa.rights.models import Notice

SALT = "rights.notice_chat"
NAMESPACE = UUID("5f0c1d3e-6a5b-4a0e-9c55-2f6b9f0c7a31")
LIMIT = 40 * 1024 * 1024
# Of the text itself: a hundred thousand messages are shorter.
TEXT_LIMIT = 16 * 1024 * 1024
# Messages shown to choose from, and their letters together, which travel with the form; words narrow a longer chat.
SHOWN, LETTERS = 300, 300_000
# What a damaged or hostile archive raises when it is read.
BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError)
CHAT_NAME = re.compile(r"(?:^|/)(?:_chat|[^/]*whatsapp[^/]*)\.txt$", re.IGNORECASE)
# How long what was shown may be chosen from, in seconds: the bytes of photos lie that long.
HOLDS = 20 * 3600


@dataclass(frozen=True)
class Shown:
    """A message as it is shown: what travels with the form, when, by whom, its words, whether a photo comes with it."""

    token: str
    at: datetime
    sender: str
    text: str
    photo: bool


def read(upload: IO[bytes], order: str, words: str) -> tuple[whatsapp.Chat, list[Shown], int]:
    """The chat of a file, the messages to choose from, the newest first, and how many older ones fit besides.

    Refused("chat.kind" | "chat.encoding" | "chat.order" | "chat.line" ...) keeps nothing.
    """
    data = upload.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise Refused("file.too_large", "file", limit_mb=LIMIT // (1024 * 1024))
    text, media = _opened(data)
    chat = whatsapp.read(text, {"day": True, "month": False}.get(order))
    if chat.day_first is None:
        raise Refused("chat.order", "order")
    asked = folded(words).split()
    fitting = [m for m in chat.messages if not m.empty and all(w in folded(m.text) for w in asked)]
    shown: list[Shown] = []
    letters = 0
    for message in reversed(fitting[-SHOWN:]):
        letters += len(message.text)
        if shown and letters > LETTERS:
            break
        shown.append(_shown(message, media))
    return chat, shown, len(fitting) - len(shown)


def _opened(data: bytes) -> tuple[str, dict[str, zipfile.ZipInfo | Any]]:
    """The text of the chat, and its media by name."""
    media: dict[str, Any] = {}
    if data.startswith(b"PK"):
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
            # A Mac that packs again adds a shadow of each file.
            inside = [
                i for i in archive.infolist() if not i.is_dir() and not i.filename.startswith("__MACOSX/")
            ]
            texts = [info for info in inside if info.filename.lower().endswith(".txt")]
            # Someone may have sent a text in the chat: then the chat is known by its name.
            if len(texts) > 1:
                texts = [info for info in texts if CHAT_NAME.search(info.filename)]
            if len(texts) != 1:
                raise Refused("chat.kind", "file")
            data = _bytes(archive, texts[0], TEXT_LIMIT)
        except BROKEN as error:
            raise Refused("chat.kind", "file") from error
        media = {info.filename.rsplit("/", 1)[-1]: (archive, info) for info in inside}
    elif len(data) > TEXT_LIMIT:
        raise Refused("file.too_large", "file", limit_mb=TEXT_LIMIT // (1024 * 1024))
    try:
        return data.decode("utf-8-sig"), media
    except UnicodeDecodeError as error:
        raise Refused("chat.encoding", "file", line=data[: error.start].count(b"\n") + 1) from error


def _bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    """A file of the archive; what its entry says of its size is not believed, and only the usual packing is opened: the
    others give all they hold at once."""
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("chat.kind", "file")
    with archive.open(info) as opened:
        content = opened.read(limit + 1)
    if len(content) > limit:
        raise Refused("file.too_large", "file", limit_mb=limit // (1024 * 1024))
    return content


def _shown(message: whatsapp.Message, media: dict[str, Any]) -> Shown:
    sha = _kept(media, message.media)
    token = signing.dumps(
        [message.at.isoformat(), message.sender, message.text, sha], salt=SALT, compress=True
    )
    return Shown(token, message.at, message.sender, message.text, bool(sha))


def again(token: str) -> Shown | None:
    """A message that was shown, from what travelled with the form; None when it is not ours or too old."""
    try:
        at, sender, text, sha = signing.loads(token, salt=SALT, max_age=HOLDS)
    except signing.BadSignature:
        return None
    return Shown(token, datetime.fromisoformat(at), sender, text, bool(sha))


def _kept(media: dict[str, Any], name: str) -> str:
    """The hash of a photo of the archive, made small and kept until it is chosen; empty for anything else."""
    if name not in media:
        return ""
    archive, info = media[name]
    try:
        plain = actions.photo(_bytes(archive, info, actions.PHOTO_LIMIT))
    except (Refused, *BROKEN):
        return ""
    return files.keep([plain.data], kinds=files.PHOTOS).sha256


def make_notice(by: Actor, tokens: Sequence[str], values: dict[str, Any]) -> tuple[Notice, bool]:
    """The notice of the chosen messages, and whether it has the code of `values`: the same messages again are the same
    notice, which another code does not open.

    Words are kept with the letter of who wrote them in this chat, never with name or telephone.
    """
    try:
        chosen = [signing.loads(token, salt=SALT, max_age=HOLDS) for token in tokens]
    except signing.BadSignature as error:
        raise Refused("chat.old", "chosen") from error
    chosen.sort(key=lambda row: row[0])
    moments = [datetime.fromisoformat(row[0]) for row in chosen]
    if moments[-1].date() > by.today:
        raise Refused("day.future", "chosen", today=formatting.day(by.today))
    # What was made of them in an exercise is no notice outside it.
    where = [f"exercise {by.exercise}"] if by.exercise else []
    whole = hashlib.sha256("\n".join([*where, *("|".join(row[:3]) for row in chosen)]).encode()).hexdigest()
    id = uuid5(NAMESPACE, whole)
    standing = Notice.objects.filter(pk=id).first()
    if standing:
        digest = return_codes.digest(queries.CODES, values["code"])
        return standing, hmac.compare_digest(standing.code_digest, digest)
    text = "\n".join(f"{row[1]}, {row[0][:10]} {row[0][11:16]}: {row[2]}" for row in chosen)
    if len(text) > 4000:
        raise Refused("chat.too_much", "chosen")
    photos = [actions.Photo(files.path_of(row[3]).read_bytes()) for row in chosen if row[3]]
    notice = actions.send_notice(
        by=by,
        id=id,
        code=values["code"],
        values={
            "kind": values["kind"],
            "text": text,
            "ubigeo": values["district"],
            "place_text": values["place_text"],
            "facts_from": moments[0].date(),
            "facts_until": moments[-1].date() + timedelta(days=1),
            "consent": "",
        },
        photos=photos,
        name=values["name"],
        contact=values["contact"],
        channel=Notice.Channel.WHATSAPP,
    )
    return notice, True
