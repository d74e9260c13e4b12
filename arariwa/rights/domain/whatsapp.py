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
UNSEEN = dict.fromkeys(
    [0, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0xFEFF]
)
HIDDEN = "".join(map(chr, UNSEEN))
SPACES = {0x202F: " ", 0x00A0: " "}
DELETED = re.compile(
    r"^(?:se eliminó este mensaje|este mensaje fue eliminado|eliminaste este mensaje|(?:esta )?mensagem (?:foi )?apagada|.*apagou esta mensagem"
    r"|el administrador .* eliminó este mensaje|this message was deleted|you deleted this message)\.?$",
    re.IGNORECASE,
)
MEDIA = re.compile(
    r"<(?:multimedia omitido|media omitted|mídia oculta)>|(?:image|video(?: note)?|audio|sticker|document|gif|contact card) omitted"
    r"|(?:imagen|(?:nota de )?video|audio|sticker|documento|gif|tarjeta de contacto) omitid[oa]"
    r"|(?:imagem|vídeo|mensagem de vídeo|áudio|figurinha|documento|gif|cartão de contato) (?:ocultad|omitid)[oa]"
    r"|<(?:se editó este mensaje|this message was edited|mensagem editada)\.?>|^null$",
    re.IGNORECASE,
)
ATTACHED = re.compile(
    r"<(?:attached|adjunto|anexado):\s{0,3}(?P<one>[^<>\n]{1,200})>"
    r"|^(?P<two>[\w .()\-]{1,120}\.\w{2,5})\s{1,3}\((?:file attached|archivo adjunto|arquivo anexado)\)",
    re.IGNORECASE | re.MULTILINE,
)
# Where a sentence of the program holds a colon, it begins in what looks like the sender.
SYSTEM = re.compile(
    r"cifrados de extremo a extremo|end-to-end encrypted|criptografia de ponta a ponta|creó el grupo|created group"
    r"|criou o grupo|cambió (?:el asunto|el nombre|la descripción)|changed the (?:subject|group)|mudou (?:o nome|o assunto|a descrição)",
    re.IGNORECASE,
)
# An iPhone writes the program's sentences as if a member had; a sign that is not seen stands before them. These are a member's.
TOLD = re.compile(r"(?:ubicación|location|localização|encuesta|poll|enquete):", re.IGNORECASE)
MARK = "\u200e"
# A member called by name or number in a message.
MENTION = re.compile(r"@(?:\u2068(?P<name>[^\u2069\n]{1,80})\u2069|(?P<number>\d{8,15})\b)")
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
    lines: list[str]


def read(text: str, day_first: bool | None = None) -> Chat:
    """The messages of a chat, Refused("chat.none" | "chat.line" | "chat.too_long") for anything else.

    `day_first` is what someone answered when the file itself could not tell; where it can, it wins.
    """
    rows = list(_raw(text))
    if not rows:
        raise Refused("chat.none")
    found = _day_first(rows)
    order = found if found is not None else day_first
    said = [(row, _said(row)) for row in rows]
    names: dict[str, str] = {}
    for _row, one in said:
        if one:
            names.setdefault(_who(one[0]), _letter(len(names)))
    messages, system, deleted = [], 0, 0
    for row, one in said:
        if one is None:
            system += 1
            continue
        sender, words = names[_who(one[0])], _seen(MENTION.sub(lambda m: _called(m, names), one[1])).strip()
        if DELETED.match(words):
            deleted += 1
            continue
        media = next((m["one"] or m["two"] for m in ATTACHED.finditer(words)), "").strip()
        plain = MEDIA.sub("", ATTACHED.sub("", words)).strip()
        messages.append(Message(row.line, _moment(row, order), sender, plain, media))
    return Chat(messages, order, len(names), system, deleted)


def _seen(text: str) -> str:
    return text.translate(UNSEEN).translate(SPACES)


def _said(row: _Raw) -> tuple[str, str] | None:
    """The sender and the words of a message; None for a sentence of the program."""
    match = SENDER.match("\n".join(row.lines))
    if match is None:
        return None
    sender, text = _seen(match["sender"]).strip(), match["text"]
    if SYSTEM.search(sender):
        return None
    if text.startswith(MARK):
        words = _seen(text).strip()
        if not (DELETED.match(words) or MEDIA.search(words) or ATTACHED.search(words) or TOLD.match(words)):
            return None
    return sender, text


def _who(sender: str) -> str:
    """A sender as one is told from another: a number by its digits, a name without the sign of whoever is no contact."""
    digits = re.sub(r"[\s()+\-]", "", sender)
    return digits if digits.isdecimal() else sender.removeprefix("~").strip()


def _called(mention: re.Match[str], names: dict[str, str]) -> str:
    """A mention by the letter of whoever is called, else by none."""
    return f"@{names.get(_who(_seen(mention['name'] or mention['number'])), '…')}"


def _raw(text: str) -> Iterable[_Raw]:
    """Each message with its lines; what stands before the first is refused."""
    current: _Raw | None = None
    count = 0
    if text.count("\n") > 5 * MOST_MESSAGES:
        raise Refused("chat.too_long", most=MOST_MESSAGES)
    for number, line in enumerate(text.splitlines(), 1):
        match = _head(line)
        if match is None:
            if current is None:
                if not _seen(line).strip():
                    continue
                raise Refused("chat.line", line=number)
            current.lines.append(line)
            continue
        if current:
            yield current
        count += 1
        if count > MOST_MESSAGES:
            raise Refused("chat.too_long", most=MOST_MESSAGES)
        current = _Raw(
            number,
            (int(match["a"]), int(match["b"]), int(match["c"])),
            _hour(match, number),
            [match["rest"]],
        )
    if current:
        yield current


def _head(line: str) -> re.Match[str] | None:
    """The line as one a message begins with, the signs in its words left in."""
    line = line.translate(SPACES).lstrip(HIDDEN)
    if not (line.startswith("[") or line[:1].isdecimal()):
        return None
    return IPHONE.match(line) or ANDROID.match(line)


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
    days = {True: [(c, b, a) for a, b, c in parts], False: [(c, a, b) for a, b, c in parts]}
    if any(a > 31 for a, _b, _c in parts):
        return True  # year, month, day: nothing to be told apart
    if any(a > 12 for a, _b, _c in parts):
        return True
    if any(b > 12 for _a, b, _c in parts):
        return False
    follow = [first for first, row in days.items() if row == sorted(row)]
    if len(follow) == 1:
        return follow[0]
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
