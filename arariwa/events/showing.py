"""What the page of an event shows."""

from typing import Any

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from arariwa.core import formatting
from arariwa.core.actor import Actor
from arariwa.core.journal_words import told
from arariwa.core.models import JournalEntry
from arariwa.events import listing, queries
from arariwa.events.choices import State, Tongue
from arariwa.events.models import Event, Session
from arariwa.events.models.registrations import IN_STATE


def facts(event: Event) -> list[tuple[str, Any]]:
    """What identifies it, under its title."""
    tongues = dict(Tongue.choices)
    rows = [
        (_("Number"), event.number),
        (_("Kind of event"), event.get_kind_display()),
        (_("State"), listing.STATES[event.state]),
        (_("Days"), listing.days_of(event)),
        (_("Place"), listing.place_of(event)),
        (_("Modality"), event.get_modality_display()),
        (_("Languages"), formatting.listing([str(tongues.get(code, code)) for code in event.languages])),
        (_("Organiser"), event.office.name),
    ]
    if event.series:
        rows.append((_("Series"), str(event.series)))
    if event.track:
        rows.append((_("Course or track"), event.track))
    return rows


def registration(event: Event) -> list[tuple[str, Any]]:
    """Who may come and until when."""
    last = event.registration_until_on or event.until_on
    meant = [(_("Whom it is meant for"), event.audience_text)] if event.audience_text else []
    return [
        (_("Who may ask to take part"), event.get_audience_display()),
        *meant,
        (_("Seats"), _("no limit") if event.capacity is None else formatting.number(event.capacity)),
        (_("Registration"), _("until %(day)s") % {"day": formatting.day(last)}),
        (_("Approval"), _("the organiser approves each one") if event.needs_approval else _("not needed")),
    ]


def parts(event: Event) -> dict[str, Any]:
    """Sessions, trainers and invitations, with what is known of each."""
    sessions = list(event.sessions.filter(voided_at=None))
    for session in sessions:
        session.hours = hours_of(session)  # type: ignore[attr-defined]
    return {
        "sessions": sessions,
        "trainers": list(event.trainers.filter(removed_at=None).select_related("institution", "person")),
        "invitations": list(event.invitations.filter(withdrawn_at=None).select_related("institution")),
    }


def of_event(event: Event, by: Actor) -> dict[str, Any]:
    """Everything of the page."""
    shown = parts(event)
    states = queries.by_state(event)
    there = queries.standing_attendance().filter(session__event=event)
    at = dict(there.values_list("session").annotate(n=Count("pk")).values_list("session", "n"))
    public = dict(
        event.sessions.values_list("pk").annotate(n=Sum("headcounts__number")).values_list("pk", "n")
    )
    for session in shown["sessions"]:
        session.attended, session.public = at.get(session.pk, 0), public.get(session.pk) or 0
    taken = dict(
        event.participations.filter(IN_STATE[State.APPROVED])
        .values_list("institution")
        .annotate(n=Count("pk"))
        .values_list("institution", "n")
    )
    for invitation in shown["invitations"]:
        invitation.taken = taken.get(invitation.institution_id, 0)
    counted = queries.counted(event)
    return {
        **shown,
        "facts": facts(event),
        "registration": registration(event),
        "states": [
            {
                "text": str(state.label).capitalize(),
                "url": f"{reverse('events:registrations', args=[event.pk])}?estado={state}",
                "when": formatting.number(states[state]),
            }
            for state in State
            if states[state] or state in (State.APPROVED, State.WAITING)
        ],
        "counted": counted,
        "attendances": sum(at.values()),
        "history": history(event),
        "today": next((one for one in shown["sessions"] if one.day == by.today and not event.is_over), None),
        "reopenings": list(event.reopenings.all()),
    }


def history(event: Event) -> list[dict[str, Any]]:
    """What happened with the event itself, and who did it."""
    lines = JournalEntry.objects.filter(compartment=event.compartment_id, record=str(event.pk))
    lines = lines.exclude(verb="access.granted").order_by("seq")
    return [{"at": line.at, "text": what, "more": who} for line, who, what in told(lines)]


def hours_of(session: Session) -> str:
    """Its hours, such as 09:00 – 13:00."""
    starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return f"{starts:%H:%M} – {ends:%H:%M}"
