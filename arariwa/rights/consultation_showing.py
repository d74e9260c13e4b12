"""What the pages of consultations show: to the citizen with the code, and to staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from arariwa.core import access, formatting
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.journal_words import told as told_lines
from arariwa.core.models import Grant, JournalEntry
from arariwa.events.models import Event
from arariwa.rights import actions_consultations, book, consulting, return_codes
from arariwa.rights import consultation_listing as listing
from arariwa.rights.consultation_choices import Channel, State
from arariwa.rights.domain.content import Asked
from arariwa.rights.models import Consultation, ConsultationAnswer
from arariwa.rights.showing import channel


def by_code(code: str) -> Consultation:
    """The consultation of a code; Refused("return_code.mistyped" | "return_code.unknown"). The code itself is the door:
    whoever has it may read question and answer, nothing else."""
    kept = return_codes.digest(actions_consultations.KIND, code)
    row = Consultation.objects.filter(code=kept).first()
    if row is None:
        raise Refused("return_code.unknown", "code")
    return row


@dataclass(frozen=True)
class Shown:
    """An answer in words: by whom, from which norms of which day, where it leads."""

    answer: ConsultationAnswer
    by: str
    office: str
    norms: list[consulting.Cited]
    step: consulting.Step | None
    current: bool


def answers(row: Consultation) -> list[Shown]:
    """The answers, the one that stands first. The caller was let to the consultation, by compartment or code."""
    rows = list(
        row.answers.select_related("answered_by__person", "answered_by__office__institution", "authority")
    )
    return [
        Shown(
            answer=one,
            by=_signed(one),
            office=f"{one.answered_by.office.name}, {one.answered_by.office.institution.name}",
            norms=[consulting.cited(code, one.law_on) for code in one.norms],
            step=consulting.step(one.way, one.authority, one.law_on) if one.way else None,
            current=one is rows[-1],
        )
        for one in reversed(rows)
    ]


def _signed(one: ConsultationAnswer) -> str:
    member = one.answered_by
    return f"{member.person}, {member.post or member.get_role_display()}"  # type: ignore[attr-defined]


def told(row: Consultation) -> dict[str, Any]:
    """Where it stands, in a sentence for the person who asked."""
    sentences = {
        State.WAITING: _("Your question arrived and waits for someone to answer it."),
        State.TAKEN: _("Someone is answering your question."),
        State.SET_ASIDE: _(
            "Your question was set aside: it was no question about wildlife, or it was asked twice."
        ),
        State.ANSWERED: _("Your question was answered."),
        State.REFERRED: _("Your question was answered, with the steps to do it lawfully."),
    }
    return {"told": sentences[row.state]}


def open_channels() -> list[dict[str, Any]]:
    """Official channels by telephone or message, the surest first: for what cannot wait for an answer."""
    order = ("high", "medium", "low")
    rows = [
        c for c in book.rights().channels.values() if {"telephone", "whatsapp"} & set(c.kinds) and c.contacts
    ]
    return [channel(c) for c in sorted(rows, key=lambda c: order.index(c.confidence))[:4]]


def facts(row: Consultation) -> list[tuple[str, Any]]:
    """What identifies it, under its title."""
    return [
        (_("State"), row.state.label),
        (_("How it came"), row.get_channel_display()),  # type: ignore[attr-defined]
        (_("Asked on"), formatting.day(row.asked_on)),
        (_("Subject"), listing.topic_word(row.topic)),
        (_("What they want to do"), listing.act_word(row.act)),
        (_("Animal or plant"), row.animal),
        (_("Place"), listing.place_word(row.ubigeo)),
        (_("Language"), row.get_language_display()),  # type: ignore[attr-defined]
    ]


def history(row: Consultation) -> list[dict[str, Any]]:
    """What was done and by whom, the latest first."""
    lines = JournalEntry.objects.filter(record=str(row.pk)).order_by("-seq")
    return [{"at": line.at, "text": what, "more": _who(line, who)} for line, who, what in told_lines(lines)]


def _who(line: JournalEntry, who: str) -> str:
    asked = line.verb == "consultation.asked" and line.membership is None
    return _("someone without an account") if asked else who


def offices(row: Consultation) -> QuerySet[Grant]:
    """The offices that see it."""
    return Grant.objects.filter(
        compartment=row.compartment, office__isnull=False, until_at=None
    ).select_related("office__institution")


def prefilled(query: QueryDict, by: Actor) -> dict[str, Any]:
    """How the form of a question taken down begins: at a session, about a subject, in the words noted there."""
    start: dict[str, Any] = {"channel": Channel.TELEPHONE}
    if id := query.get("evento"):
        event = access.get(Event, by, pk=id)
        start |= {"channel": Channel.SESSION, "event": event.pk, "ubigeo": event.ubigeo}
        start["language"] = event.languages[0] if event.languages else "es"
    for name, key in (("topic", "tema"), ("question", "pregunta")):
        if value := query.get(key, "")[:4000]:
            start[name] = value
    return start


def begins(chosen: Iterable[Asked], row: Consultation, today: date) -> dict[str, Any]:
    """How an answer begins: with the words of the written question chosen, or with the answer that stands."""
    rows = list(chosen)
    if rows:
        said = [book.said(one.short, today, links=False) for one in rows]
        said += [book.said(words, today, links=False) for one in rows for words in one.do_now]
        return {"text": "\n".join(said)}
    if standing := row.answers.last():
        way = f"{standing.way}|{standing.authority_id}" if standing.way else ""
        return {
            "text": standing.text,
            "word": standing.word,
            "more_norms": ", ".join(standing.norms),
            "way": way,
        }
    return {}


def waited(row: Consultation, now: Any) -> int:
    """Days it has been waiting."""
    return (timezone.localtime(now).date() - timezone.localtime(row.received_at).date()).days
