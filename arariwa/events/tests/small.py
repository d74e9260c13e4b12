"""Small worlds of events, built by the actions people use."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from arariwa.core import testing
from arariwa.core.formatting import LIMA
from arariwa.events import actions, registering
from arariwa.events.attending import Mark, check_in
from arariwa.events.models import Event, Participation, Session


def coordinator(name: str = "Tania") -> testing.Someone:
    """Who organises: programme staff of an office of her own."""
    return testing.someone(name, testing.office("PROG-LI", "MINAM", "Programa de capacitación"), "programme")


def about_event(**changes: Any) -> dict[str, Any]:
    """Values of a one-day workshop held today in Iquitos."""
    today = timezone.localdate()
    return {
        "kind": "workshop",
        "title_es": "Taller de custodia",
        "title_en": "Custody workshop",
        "modality": "IN_PERSON",
        "languages": ["es"],
        "country": "PE",
        "ubigeo": "160101",
        "place_text": "Auditorio de la fiscalía",
        "from_on": today,
        "until_on": today,
        "audience": "open",
        **changes,
    }


def hours(day: Any, start: int = 9, end: int = 13) -> dict[str, datetime]:
    """From so many hours until so many, of a day in Peru."""
    return {
        "starts_at": datetime.combine(day, time(start), LIMA),
        "ends_at": datetime.combine(day, time(end), LIMA),
    }


def an_event(by: Any = None, *, sessions: int = 1, announced: bool = True, **changes: Any) -> Event:
    """An event of `by` (Tania) with sessions on its first day, announced unless told otherwise."""
    who = testing.actor(by or coordinator())
    event = actions.create_event(by=who, id=testing.uuid7(), values=about_event(**changes))
    for n in range(sessions):
        values = hours(event.from_on, 8 + 2 * n, 10 + 2 * n)
        actions.save_session(by=who, event_id=event.pk, id=testing.uuid7(), values=values)
    if announced:
        actions.announce(by=who, id=event.pk)
    event.refresh_from_db()
    return event


def about_person(n: int = 1, **changes: Any) -> dict[str, Any]:
    """Values of the registration of an invented official."""
    return {
        "given_names": f"Nombre{n}",
        "surnames": f"Apellido{n} Prueba",
        "document_kind": "dni",
        "document_number": f"{40_000_000 + n}",
        "role": "POLICE_OTHER",
        "region": "16",
        "sex": "F" if n % 2 else "M",
        **changes,
    }


def registered(event: Event, n: int = 1, by: Any = None, **changes: Any) -> Participation:
    """The n-th invented official, registered by `by` (Tania)."""
    return registering.register(
        by=testing.actor(by or coordinator()),
        event_id=event.pk,
        id=testing.uuid7(),
        values=about_person(n, **changes),
    )


def attended(row: Participation, session: Session | None = None, by: Any = None, how: str = "list") -> Any:
    """The registered person ticked at a session (the first) by `by` (Tania)."""
    at = session or row.event.sessions.first()
    assert at
    who = testing.actor(by or coordinator())
    mark = Mark(testing.uuid7(), how, who.now, participation=row.pk)
    return check_in(by=who, event_id=row.event_id, session_id=at.pk, marks=[mark])[0]


def a_closed_event(persons: int = 2, by: Any = None, **changes: Any) -> Event:
    """An event that was held yesterday by so many persons, and closed."""
    yesterday = timezone.localdate() - timedelta(days=1)
    who = by or coordinator()
    event = an_event(who, **{"from_on": yesterday, "until_on": yesterday, **changes})
    for n in range(persons):
        attended(registered(event, n + 1, who), by=who)
    return actions.close(by=testing.actor(who), id=event.pk)
