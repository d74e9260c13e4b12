"""A WhatsApp chat on its way to becoming notices: read, shown, chosen from. Between the two pages nothing is kept but the
bytes of its photos, which a sweep removes after a day when no notice took them; what was shown travels signed with the form.

Opening a photo is work, and a chat may hold hundreds: one is opened only when it is looked at or its message chosen.
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

from arariwa.core import access, files, formatting, pictures
from arariwa.core.actor import Actor
from arariwa.core.domain.places import folded
from arariwa.core.domain.refused import Refused
from arariwa.rights import actions_notices as actions
from arariwa.rights import queries_notices as queries
from arariwa.rights import return_codes
from arariwa.rights.domain import whatsapp
from arariwa.rights.models import Notice

SALT, PHOTO_SALT = "rights.notice_chat", "rights.notice_chat_photo"
NAMESPACE = UUID("5f0c1d3e-6a5b-4a0e-9c55-2f6b9f0c7a31")
LIMIT = 40 * 1024 * 1024
# Of the text itself: a hundred thousand messages are shorter.
TEXT_LIMIT = 16 * 1024 * 1024
# Messages shown to choose from, and their letters together, which travel with the form; words narrow a longer chat.
SHOWN, LETTERS = 300, 300_000
# Letters of a notice made of messages; WhatsApp writes none longer than 65,536.
LONGEST = 100_000
# Of them, what stands before the words of a message at most.
HEAD = 100
# Pixels of a photo's longer side while one chooses.
THUMBNAIL = 240
# What a damaged or hostile archive raises when it is read.
BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError)
CHAT_NAME = re.compile(r"(?:^|/)(?:_chat|[^/]*whatsapp[^/]*)\.txt$", re.IGNORECASE)
# How long what was shown may be chosen from, in seconds: the bytes of photos lie that long.
HOLDS = 20 * 3600


@dataclass(frozen=True)
class Shown:
    """A message as it is shown: what travels with the form, when, by whom, its words, the photo that comes with it (by its
    hash), or the ending of a file that does not."""

    token: str
    at: datetime
    sender: str
    text: str
    photo: str
    left_out: str


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
    if long := next((m for m in chat.messages if len(m.text) > LONGEST - HEAD), None):
        raise Refused("chat.message", "file", line=long.line, most=formatting.number(LONGEST - HEAD))
    asked = folded(words).split()
    fitting = [m for m in chat.messages if not m.empty and all(w in folded(m.text) for w in asked)]
    shown: list[Shown] = []
    letters = 0
    for message in reversed(fitting[-SHOWN:]):
        letters += len(message.text)
        if letters > LETTERS:
            break
        shown.append(_shown(message, media))
    return chat, shown, len(fitting) - len(shown)


class _Media:
    """The files of an archive by name. No more of their bytes are kept than an archive has itself: photos do not pack."""

    def __init__(self, archive: zipfile.ZipFile, inside: Sequence[zipfile.ZipInfo]) -> None:
        self.archive = archive
        self.inside = {info.filename.rsplit("/", 1)[-1]: info for info in inside}
        self.left = 2 * LIMIT

    def kept(self, name: str) -> str:
        """The hash of a photo, kept as it came until it is chosen; empty for anything else."""
        if name not in self.inside:
            return ""
        try:
            content = _bytes(self.archive, self.inside[name], min(actions.PHOTO_LIMIT, self.left))
            self.left -= len(content)
            return files.keep([content], kinds=files.PHOTOS).sha256
        except (Refused, *BROKEN):
            return ""


def _opened(data: bytes) -> tuple[str, _Media | None]:
    """The text of the chat, and its media."""
    media = None
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
        media = _Media(archive, inside)
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


def _shown(message: whatsapp.Message, media: _Media | None) -> Shown:
    photo = media.kept(message.media) if media else ""
    # Of a file that is not taken its ending stays: its name may be that of a person.
    left_out = "" if photo or not message.media else message.media.rsplit(".", 1)[-1].lower()[:5]
    values = [message.at.isoformat(), message.sender, message.text, photo, left_out]
    token = signing.dumps(values, salt=SALT, compress=True)
    return Shown(token, message.at, message.sender, message.text, photo, left_out)


def again(token: str) -> Shown | None:
    """A message that was shown, from what travelled with the form; None when it is not ours or too old."""
    try:
        at, sender, text, photo, left_out = signing.loads(token, salt=SALT, max_age=HOLDS)
    except signing.BadSignature:
        return None
    return Shown(token, datetime.fromisoformat(at), sender, text, photo, left_out)


def photo_token(by: Actor, one: Shown) -> str:
    """What in an address shows the photo of a message to whoever read the chat in, and to nobody else."""
    return signing.dumps([str(by.person.pk), one.photo], salt=PHOTO_SALT)


def thumbnail(by: Actor, token: str) -> bytes:
    """A photo, small; Hidden when the address is not theirs or too old, when it is damaged."""
    try:
        person, photo = signing.loads(token, salt=PHOTO_SALT, max_age=HOLDS)
        if person != str(by.person.pk):
            raise access.Hidden
        return pictures.photo(files.path_of(photo).read_bytes(), THUMBNAIL)
    except (signing.BadSignature, pictures.PictureError, FileNotFoundError) as error:
        raise access.Hidden from error


def make_notice(by: Actor, tokens: Sequence[str], values: dict[str, Any]) -> tuple[Notice, bool]:
    """The notice of the chosen messages, and whether it has the code of `values`: the same messages again are the same
    notice, which another code does not open.

    Words are kept with the letter of who wrote them in this chat, never with name or telephone.
    """
    chosen = [one for one in map(again, tokens) if one]
    if len(chosen) < len(tokens) or not chosen:
        raise Refused("chat.old", "chosen")
    chosen.sort(key=lambda one: one.at)
    first, last = chosen[0].at.date(), chosen[-1].at.date()
    if last > by.today:
        raise Refused("day.future", "chosen", today=formatting.day(by.today))
    # What was made of them in an exercise is no notice outside it.
    where = [f"exercise {by.exercise}"] if by.exercise else []
    said = (f"{one.at.isoformat()}|{one.sender}|{one.text}" for one in chosen)
    id = uuid5(NAMESPACE, hashlib.sha256("\n".join([*where, *said]).encode()).hexdigest())
    standing = Notice.objects.filter(pk=id).first()
    if standing:
        digest = return_codes.digest(queries.CODES, values["code"])
        return standing, hmac.compare_digest(standing.code_digest, digest)
    if len([one for one in chosen if one.photo]) > actions.MOST_PHOTOS:
        raise Refused("notice.too_many_photos", "chosen", most=actions.MOST_PHOTOS)
    photos, lines = [], []
    for one in chosen:
        photo, line = _taken(one)
        photos += photo
        lines.append(line)
    text = "\n".join(lines)
    if len(text) > LONGEST:
        raise Refused("chat.too_much", "chosen", most=formatting.number(LONGEST))
    notice = actions.send_notice(
        by=by,
        id=id,
        code=values["code"],
        values={
            "kind": values["kind"],
            "text": text,
            "ubigeo": values["district"],
            "place_text": values["place_text"],
            "facts_from": first,
            "facts_until": last + timedelta(days=1),
            "consent": "",
        },
        photos=photos,
        name=values["name"],
        contact=values["contact"],
        channel=Notice.Channel.WHATSAPP,
    )
    return notice, True


def _taken(one: Shown) -> tuple[list[actions.Photo], str]:
    """The photo of a message, and its line; a file that is not taken, or cannot be opened, is told of in it: `[opus]`."""
    left_out, photo = one.left_out, []
    if one.photo:
        try:
            photo = [actions.photo(files.path_of(one.photo).read_bytes())]
        except FileNotFoundError as error:
            raise Refused("chat.old", "chosen") from error
        except Refused:
            left_out = "jpg"
    words = " ".join(filter(None, (f"[{left_out}]" if left_out else "", one.text)))
    return photo, f"{one.sender}, {one.at:%Y-%m-%d %H:%M}: {words}"
