"""Events for a calendar program (RFC 5545): each session, or the days of an event without sessions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import slugify

from arariwa.events.listing import place_of
from arariwa.events.models import Event


@dataclass(frozen=True)
class Entry:
    """One thing of a calendar. `starts` and `ends` are moments, or days of which the last is exclusive."""

    uid: str
    title: str
    starts: date
    ends: date
    changed_at: datetime
    url: str
    place: str = ""
    version: int = 1
    cancelled: bool = False

    def lines(self) -> list[str]:
        """As a calendar program reads it."""
        return [
            "BEGIN:VEVENT",
            f"UID:{self.uid}@arariwa",
            f"DTSTAMP:{_utc(self.changed_at)}",
            f"SEQUENCE:{self.version}",
            f"DTSTART{_when(self.starts)}",
            f"DTEND{_when(self.ends)}",
            f"SUMMARY:{_text(self.title)}",
            f"LOCATION:{_text(self.place)}",
            f"URL:{settings.PUBLIC_ADDRESS}{self.url}",
            f"STATUS:{'CANCELLED' if self.cancelled else 'CONFIRMED'}",
            "END:VEVENT",
        ]


def answer(events: Iterable[Event], name: str) -> HttpResponse:
    """A download with these events."""
    return answer_entries(_entries(events), name)


def answer_entries(entries: Iterable[Entry], name: str) -> HttpResponse:
    """A download with these entries."""
    response = HttpResponse(written(entries), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}.ics"'
    response["Cache-Control"] = "private, no-store"
    return response


def calendar(events: Iterable[Event]) -> str:
    """The events as one calendar."""
    return written(_entries(events))


def written(entries: Iterable[Entry]) -> str:
    """The entries as one calendar; lines end in CRLF and are folded at 75 bytes."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Arariwa//Eventos//ES", "CALSCALE:GREGORIAN"]
    lines += [line for entry in entries for line in entry.lines()]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _entries(events: Iterable[Event]) -> Iterator[Entry]:
    for event in events:
        sessions = list(event.sessions.filter(voided_at=None))
        for session in sessions:
            title = f"{event}: {session}" if len(sessions) > 1 else str(event)
            yield _entry(
                event, str(session.pk), title, session.starts_at, session.ends_at, session.place_text
            )
        if not sessions:
            after = event.until_on + timedelta(days=1)
            yield _entry(event, str(event.pk), str(event), event.from_on, after, "")


def _entry(event: Event, uid: str, title: str, starts: date, ends: date, place: str) -> Entry:
    return Entry(
        uid,
        title,
        starts,
        ends,
        event.cancelled_at or event.announced_at or event.made_at,
        reverse("events:call", args=[event.pk]),
        place or place_of(event) or event.link,
        event.version,
        bool(event.cancelled_at),
    )


def _when(on: date) -> str:
    return f":{_utc(on)}" if isinstance(on, datetime) else f";VALUE=DATE:{on:%Y%m%d}"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> Iterable[str]:
    data = line.encode()
    first = True
    while data:
        size = 75 if first else 74
        cut = min(size, len(data))
        while cut < len(data) and data[cut] & 0xC0 == 0x80:
            cut -= 1
        yield ("" if first else " ") + data[:cut].decode()
        data, first = data[cut:], False
