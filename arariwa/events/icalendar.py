"""Events for a calendar program (RFC 5545): each session, or the days of an event without sessions."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import slugify

from arariwa.events.listing import place_of
from arariwa.events.models import Event


def answer(events: Iterable[Event], name: str) -> HttpResponse:
    """A download with these events."""
    response = HttpResponse(calendar(events), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}.ics"'
    response["Cache-Control"] = "private, no-store"
    return response


def calendar(events: Iterable[Event]) -> str:
    """The events as one calendar; lines end in CRLF and are folded at 75 bytes."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Arariwa//Eventos//ES", "CALSCALE:GREGORIAN"]
    for event in events:
        sessions = list(event.sessions.filter(voided_at=None))
        for session in sessions:
            title = f"{event}: {session}" if len(sessions) > 1 else str(event)
            when = [f"DTSTART:{_utc(session.starts_at)}", f"DTEND:{_utc(session.ends_at)}"]
            lines += _entry(event, str(session.pk), title, when, session.place_text)
        if not sessions:
            after = event.until_on + timedelta(days=1)
            when = [f"DTSTART;VALUE=DATE:{event.from_on:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]
            lines += _entry(event, str(event.pk), str(event), when, "")
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _entry(event: Event, uid: str, title: str, when: list[str], place: str) -> list[str]:
    changed = event.cancelled_at or event.announced_at or event.made_at
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}@arariwa",
        f"DTSTAMP:{_utc(changed)}",
        f"SEQUENCE:{event.version}",
        *when,
        f"SUMMARY:{_text(title)}",
        f"LOCATION:{_text(place or place_of(event) or event.link)}",
        f"URL:{settings.PUBLIC_ADDRESS}{reverse('events:call', args=[event.pk])}",
        f"STATUS:{'CANCELLED' if event.cancelled_at else 'CONFIRMED'}",
        "END:VEVENT",
    ]


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
