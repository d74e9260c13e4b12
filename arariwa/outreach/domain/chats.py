"""A WhatsApp chat as a tally: how many messages, from how many persons. Its text is read, counted and let go."""

import re
from dataclasses import dataclass
from datetime import date

from arariwa.core.domain.refused import Refused
from arariwa.outreach.domain.cells import Open, Unread
from arariwa.outreach.domain.kinds import WordsFile

HOUR = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[\s\u202f\u00a0]*[ap]\.?[\s\u202f\u00a0]*m\.?)?"
ANDROID = re.compile(rf"^(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}|\d{{2}}),?[\s\u202f\u00a0]+{HOUR}[\s\u202f\u00a0]+-[\s\u202f\u00a0](.*)$", re.IGNORECASE)  # fmt: skip
IOS = re.compile(rf"^\u200e?\[(\d{{1,2}})[/.](\d{{1,2}})[/.](\d{{4}}|\d{{2}}),?[\s\u202f\u00a0]+(?:klo )?{HOUR}\][\s\u202f\u00a0](.*)$", re.IGNORECASE)  # fmt: skip
SENDER = re.compile(r"^([^:]{1,80}): ?(.*)$", re.DOTALL)
# How many of the first lines may be none before it is no chat.
SEARCHED = 5


@dataclass(frozen=True)
class Tally:
    """What a chat gives: never reach, and no word of what was said."""

    kind: str
    messages: int
    system_lines: int
    senders: int
    media: int
    deleted: int
    day_first: bool | None
    first: date | None
    last: date | None


def is_chat(text: str) -> str:
    """The kind of chat a text is; "" when it is none."""
    for line in text.splitlines()[:SEARCHED]:
        if ANDROID.match(line):
            return "whatsapp_chat_android"
        if IOS.match(line):
            return "whatsapp_chat_ios"
    return ""


def tally(text: str, words: WordsFile, order: str = "") -> Tally:
    """Count a chat. Which of 1/6 is the day is told by the whole file, else by `order` ("dmy", "mdy"), else not known.

    Without a message or a system line Refused("platform_file.nothing").
    """
    kind = is_chat(text)
    form = IOS if kind.endswith("ios") else ANDROID
    days: list[tuple[int, int, int]] = []
    bodies: list[str] = []
    for line in text.splitlines():
        match = form.match(line)
        if match:
            year = int(match[3])
            days.append((int(match[1]), int(match[2]), year if year > 99 else 2000 + year))
            bodies.append(match[4])
        elif bodies:
            bodies[-1] += "\n" + line
    messages = system = media = deleted = 0
    senders: set[str] = set()
    for n, body in enumerate(bodies):
        said = SENDER.match(body)
        # An iPhone's first line is the group's own notice, in the group's name.
        if not said or (n == 0 and kind.endswith("ios") and "\u200e" in body):
            system += 1
            continue
        messages += 1
        senders.add(said[1].strip("\u200e\u202a\u202c ~\u00a0"))
        what = said[2].strip("\u200e\u202f ")
        media += any(sign.casefold() in what.casefold() for sign in words.chat.media)
        deleted += any(sign.casefold() in what.casefold() for sign in words.chat.deleted)
    if not days:
        raise Refused("platform_file.nothing", "file")
    try:
        day_first = _day_first(days, order)
    except Open:
        return Tally(kind, messages, system, len(senders), media, deleted, None, None, None)
    found = [_date(one, day_first) for one in days]
    return Tally(kind, messages, system, len(senders), media, deleted, day_first, min(found), max(found))


def _day_first(days: list[tuple[int, int, int]], order: str) -> bool:
    first = any(a > 12 for a, _b, _year in days)
    second = any(b > 12 for _a, b, _year in days)
    if first and second:
        raise Refused("platform_file.mixed_days", "file", row="", column="")
    if not first and not second:
        if not order:
            raise Open
        return order == "dmy"
    return first


def _date(one: tuple[int, int, int], day_first: bool) -> date:
    a, b, year = one
    try:
        return date(year, b if day_first else a, a if day_first else b)
    except ValueError as error:
        raise Unread("not_day") from error
