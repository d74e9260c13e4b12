"""Reads a chat exported from WhatsApp: Android and iPhone, in Spanish, English and Portuguese.

Pure: text in, messages out. Whether day or month comes first is decided from the whole file; where the file cannot tell,
that is said and someone has to. Senders become "A", "B" ...: their names and telephone numbers go no further.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from arariwa.core.domain.refused import Refused

# What stands at the head of a message: a date in two or four signs a part, an hour, and what follows the sign of the telephone.
DATE = r"(?P<a>\d{1,4})[/.\-](?P<b>\d{1,2})[/.\-](?P<c>\d{2,4})"
HOUR = r"(?P<h>\d{1,2})[:.](?P<m>\d{2})(?:[:.](?P<s>\d{2}))?(?:\s?(?P<half>[aApP])\.?\s?[mM]\.?)?"
IPHONE = re.compile(rf"^\[{DATE},?\s+{HOUR}\]\s?(?P<rest>.*)$")
ANDROID = re.compile(rf"^{DATE},?\s+{HOUR}\s+-\s+(?P<rest>.*)$")
SENDER = re.compile(r"^(?P<sender>[^:]{1,80}):\s(?P<text>.*)$", re.DOTALL)
# Signs that are not seen: directions, and spaces that do not break.
UNSEEN = dict.fromkeys([0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x2066, 0x2067, 0x2068, 0x2069, 0xFEFF])
SPACES = {0x202F: " ", 0x00A0: " "}
DELETED = re.compile(
    r"^(?:se eliminó este mensaje|este mensaje fue eliminado|eliminaste este mensaje|mensagem apagada|.*apagou esta mensagem"
    r"|this message was deleted|you deleted this message)\.?$",
    re.IGNORECASE,
)
MEDIA = re.compile(
    r"<(?:multimedia omitido|media omitted|mídia oculta)>|(?:image|video|audio|sticker|document|gif) omitted"
    r"|(?:imagen|video|audio|sticker|documento) omitid[oa]|(?:imagem|vídeo|áudio|figurinha) (?:ocultad|omitid)[oa]",
    re.IGNORECASE,
)
ATTACHED = re.compile(
    r"<(?:attached|adjunto|anexado):\s*(?P<one>[^>]+)>"
    r"|^(?P<two>[\w .()\-]+\.\w{2,5})\s+\((?:file attached|archivo adjunto|arquivo anexado)\)",
    re.IGNORECASE | re.MULTILINE,
)
# Sentences of the program itself that hold a colon.
SYSTEM = re.compile(
    r"cifrados de extremo a extremo|end-to-end encrypted|criptografia de ponta a ponta|creó el grupo|created group"
    r"|criou o grupo|cambió (?:el asunto|la descripción)|changed the (?:subject|group)|mudou",
    re.IGNORECASE,
)
MOST_MESSAGES = 100_000


@dataclass(frozen=True)
class Message:
    """One message: its line in the file, when, by whom of this chat ("A"), its words, the file sent with it."""

    line: int
    at: datetime
    sender: str
    text: str
    media: str = ""

    @property
    def empty(self) -> bool:
        """Nothing to tell: a picture that was left out, with no words."""
        return not self.text and not self.media


@dataclass(frozen=True)
class Chat:
    """What was read. `day_first` None: nothing in the file tells whether the day or the month comes first."""

    messages: list[Message]
    day_first: bool | None
    senders: int
    system_lines: int
    deleted: int


@dataclass
class _Raw:
    line: int
    date: tuple[int, int, int]
    hour: time
    rest: str


def read(text: str, day_first: bool | None = None) -> Chat:
    """The messages of a chat, Refused("chat.none" | "chat.line" | "chat.too_long") for anything else.

    `day_first` is what someone answered when the file itself could not tell; where it can, it wins.
    """
    rows = list(_raw(text))
    if not rows:
        raise Refused("chat.none")
    found = _day_first(rows)
    order = found if found is not None else day_first
    messages, names, system, deleted = [], dict[str, str](), 0, 0
    for row in rows:
        match = None if SYSTEM.search(row.rest.split("\n")[0]) else SENDER.match(row.rest)
        if match is None:
            system += 1
            continue
        words = match["text"].strip()
        sender = names.setdefault(match["sender"].strip(), _letter(len(names)))
        if DELETED.match(words):
            deleted += 1
            continue
        media = next((m["one"] or m["two"] for m in ATTACHED.finditer(words)), "").strip()
        plain = MEDIA.sub("", ATTACHED.sub("", words)).strip()
        messages.append(Message(row.line, _moment(row, order), sender, plain, media))
    return Chat(messages, order, len(names), system, deleted)


def _raw(text: str) -> Iterable[_Raw]:
    """Each message with its lines; what stands before the first is refused."""
    current: _Raw | None = None
    count = 0
    for number, line in enumerate(text.splitlines(), 1):
        line = line.translate(UNSEEN).translate(SPACES)
        match = IPHONE.match(line) or ANDROID.match(line)
        if match is None:
            if current is None:
                if not line.strip():
                    continue
                raise Refused("chat.line", line=number)
            current.rest += f"\n{line}"
            continue
        if current:
            yield current
        count += 1
        if count > MOST_MESSAGES:
            raise Refused("chat.too_long", most=MOST_MESSAGES)
        current = _Raw(
            number, (int(match["a"]), int(match["b"]), int(match["c"])), _hour(match, number), match["rest"]
        )
    if current:
        yield current


def _hour(match: re.Match[str], line: int) -> time:
    hour, half = int(match["h"]), (match["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        raise Refused("chat.line", line=line)
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    try:
        return time(hour, int(match["m"]), int(match["s"] or 0))
    except ValueError as error:
        raise Refused("chat.line", line=line) from error


def _day_first(rows: Sequence[_Raw]) -> bool | None:
    """From the whole file: a first part above 12 is a day, a second one is; else how the days follow each other."""
    parts = [row.date for row in rows]
    if any(a > 31 for a, _b, _c in parts):
        return True  # year, month, day: nothing to be told apart
    if any(a > 12 for a, _b, _c in parts):
        return True
    if any(b > 12 for _a, b, _c in parts):
        return False
    return None if any(a != b for a, b, _c in parts) else True


def _moment(row: _Raw, day_first: bool | None) -> datetime:
    a, b, c = row.date
    if a > 31:
        year, month, day = a, b, c
    else:
        year = c if c > 99 else 2000 + c
        day, month = (a, b) if day_first is not False else (b, a)
    try:
        return datetime.combine(date(year, month, day), row.hour)
    except ValueError as error:
        raise Refused("chat.line", line=row.line) from error


def _letter(n: int) -> str:
    """A, B ... Z, AA, AB ..."""
    letters = ""
    n += 1
    while n:
        n, rest = divmod(n - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
