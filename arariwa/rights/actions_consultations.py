"""Writes of consultations: a question asked, taken up, answered and corrected, followed up; each undone by another act."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from arariwa.core import access, contents, journal, versions
from arariwa.core.action import action
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Compartment, Grant, Institution, Office
from arariwa.core.numbering import free_number
from arariwa.law import queries as law
from arariwa.rights import book, consulting, return_codes
from arariwa.rights.consultation_choices import AGAIN_DAYS, ENDS, FOLLOW_UP_DAYS, STAFF, TRIES, Channel
from arariwa.rights.domain.following import next_due
from arariwa.rights.models import Consultation, ConsultationAnswer, FollowUp

KIND = "consultation"
ROLES = tuple(str(role) for role in STAFF)
# Why an office was let to a question that is not its own.
LET = "consultation"
# What is known of a question besides its words; staff may put it right.
SORTED_BY = ("topic", "act", "animal", "ubigeo", "language")


def _held(by: Actor, id: UUID, level: int = access.ACT) -> Consultation:
    """The consultation, locked, for whoever may act on it."""
    row = access.get(Consultation.objects.select_for_update(of=("self",)), by, pk=id)
    # While one waited for it, another may have found it to be of what one may not read.
    access.require(versions.late(by), level, row)
    return row


def _known(values: Mapping[str, Any]) -> None:
    rights = book.rights()
    if values["topic"] and values["topic"] not in rights.groups:
        raise Refused("consultation.topic", "topic")
    if values["act"] and values["act"] not in rights.acts:
        raise Refused("consultation.act", "act")


@action(roles=("system", *ROLES))
def ask(
    *, by: Actor | None, id: UUID, code: str, values: Mapping[str, Any], at: datetime | None = None
) -> Consultation:
    """Keep a question. `by` None: a citizen wrote it; else staff took it down. With `code` the person comes back to it.

    It waits at the programme's desk and with the wildlife authority of the place. Sent again, nothing happens. `at`: when
    it came, where that is not now.
    """
    now = by.now if by else at or timezone.now()
    today = timezone.localtime(now).date()
    given: dict[str, Any] = {
        name: str(values.get(name) or "").strip() for name in (*SORTED_BY, "question", "contact", "channel")
    }
    given |= {
        "event": values.get("event"),
        "asked_on": values.get("asked_on") or today,
        "code": return_codes.digest(KIND, code),
    }
    if by is None:
        given |= {"channel": Channel.WEB, "event": None}
        versions.one_at_a_time(id)
        if standing := Consultation.objects.filter(pk=id).first():
            # Who has the code sent it; anyone else learns nothing of what stands there.
            if standing.code != given["code"] or standing.question != given["question"]:
                raise Refused("id.malformed")
            return standing
    elif standing := versions.again(Consultation, by, id, given):
        return standing
    if Consultation.objects.filter(code=given["code"]).exists():
        raise Refused("id.malformed")
    if not given["question"]:
        raise Refused("field.missing", "question")
    _known(given)
    if given["asked_on"] > today:
        raise Refused("consultation.future", "asked_on")
    if given["channel"] == Channel.SESSION and given["event"] is None:
        raise Refused("consultation.session", "event")
    if given["channel"] != Channel.SESSION:
        given["event"] = None
    office = consulting.desk_office(today)
    if office is None and by is None:
        raise Refused("consultation.no_desk")
    compartment = (
        access.new_compartment(by, office if not by.exercise else None)
        if by
        else access.visitors_compartment(office, now)  # type: ignore[arg-type]
    )
    if not (by and by.exercise):
        _let(by, compartment, [by.office] if by and by.office != office else [], now)
        _let(by, compartment, consulting.offices_near(given["ubigeo"], given["topic"]), now)
    row = Consultation.objects.create(
        id=id,
        compartment=compartment,
        number=free_number(Consultation, today.year, "CON"),
        received_at=now,
        received_by=by.membership if by else None,
        **given,
    )
    journal.write(by, "consultation.asked", row, channel=row.channel, **contents.sealed(row))
    return row


def _let(by: Actor | None, compartment: Compartment, offices: Sequence[Office], now: datetime) -> None:
    """Offices that may answer what stands in the compartment."""
    for office in offices:
        if not Grant.objects.filter(compartment=compartment, office=office, until_at=None).exists():
            Grant.objects.create(
                compartment=compartment,
                office=office,
                level=access.ACT,
                from_at=now,
                reason=LET,
                by=by.membership if by else None,
            )


@action(roles=ROLES)
def sort(*, by: Actor, id: UUID, version: int, values: Mapping[str, Any]) -> Consultation:
    """Put right what a question is about, where it comes from, in which language; its words stay as they were asked.

    Found to be about corruption, it is no longer read by wildlife offices it had been let to, not even that of who says so.
    """
    row = _held(by, id)
    given = {name: str(values.get(name) or "").strip() for name in SORTED_BY}
    _known(given)
    was = contents.digest(row)
    if changed := versions.save(row, version, given):
        ended = _end_near(by, row) if "topic" in changed and row.topic in consulting.NOT_NEAR else []
        _let(
            by, row.compartment, [] if by.exercise else consulting.offices_near(row.ubigeo, row.topic), by.now
        )
        more = {"ended": ended} if ended else {}
        journal.write(by, "consultation.sorted", row, fields=changed, **more, **contents.sealed(row, was))
    return row


def _end_near(by: Actor, row: Consultation) -> list[str]:
    """End what wildlife offices may read of it, and free it of who had taken it up there; tells which offices."""
    let = Grant.objects.filter(
        compartment=row.compartment, until_at=None, reason=LET, office__institution__in=consulting.NEAR
    )
    offices = dict(let.values_list("office", "office__code"))
    let.update(until_at=by.now)
    if row.taken_by and row.taken_by.office_id in offices and not row.answered_at:
        row.taken_at = row.taken_by = None
        row.save(update_fields=["taken_at", "taken_by"])
    return sorted(offices.values())


@action(roles=ROLES)
def take_up(*, by: Actor, id: UUID) -> Consultation:
    """Say that one is going to answer, so that two do not."""
    row = _held(by, id)
    _open(row)
    if row.taken_by_id == by.membership.pk:
        return row
    if row.taken_by_id:
        raise Refused("consultation.taken", name=str(row.taken_by.person))  # type: ignore[union-attr]
    row.taken_at, row.taken_by = by.now, by.membership
    row.save(update_fields=["taken_at", "taken_by"])
    journal.write(by, "consultation.taken", row)
    return row


@action(roles=ROLES)
def give_back(*, by: Actor, id: UUID) -> Consultation:
    """Let another take it up: who had it gives it back, or who manages the desk takes it from them."""
    row = _held(by, id)
    if not row.taken_by_id or row.answered_at:
        return row
    if row.taken_by_id != by.membership.pk:
        access.require(by, access.MANAGE, row)
    row.taken_at = row.taken_by = None
    row.save(update_fields=["taken_at", "taken_by"])
    journal.write(by, "consultation.given_back", row)
    return row


@action(roles=ROLES)
def pass_on(*, by: Actor, id: UUID, office: Office) -> Consultation:
    """Let another office, such as one with a lawyer, answer; ours still may."""
    row = _held(by, id)
    if office.closed_on:
        raise Refused("consultation.office", "office")
    if not consulting.answering_offices(by.today).filter(pk=office.pk).exists():
        raise Refused("consultation.office_answers_not", "office")
    if not Grant.objects.filter(compartment=row.compartment, office=office, until_at=None).exists():
        _let(by, row.compartment, [office], by.now)
        journal.write(by, "consultation.passed_on", row, office=office.code)
    return row


def _open(row: Consultation) -> None:
    if row.set_aside_at:
        raise Refused("consultation.set_aside")


@action(roles=ROLES)
def answer(
    *,
    by: Actor,
    consultation_id: UUID,
    id: UUID,
    after: int,
    word: str,
    text: str,
    norms: Sequence[str],
    facts: Mapping[str, Any] | None = None,
    written: Sequence[str] = (),
    way: str = "",
    authority: Institution | None = None,
    why: str = "",
) -> ConsultationAnswer:
    """Answer under one's name, or correct the answer that stands (`after`: how many stood when it was written).

    Without a norm there is no answer; a lawful way comes with the authority that grants the title. The word may not
    contradict what the engine finds of the `facts` stated (consulting.stated).
    """
    row = _held(by, consultation_id)
    rights = book.rights()
    norms = list(dict.fromkeys(norms))
    given: dict[str, Any] = {
        "consultation": row,
        "word": word,
        "text": text.strip(),
        "norms": norms,
        "facts": dict(facts or {}),
        "written": [key for key in written if key in rights.asked],
        "way": way,
        "authority": authority,
        "why_again": why.strip(),
    }
    if standing := versions.again(ConsultationAnswer, by, id, given):
        return standing
    _open(row)
    if row.answers.count() != after:
        raise Refused("consultation.answered_meanwhile")
    if row.taken_by_id and row.taken_by_id != by.membership.pk and not after:
        raise Refused("consultation.taken", name=str(row.taken_by.person))  # type: ignore[union-attr]
    if not given["text"]:
        raise Refused("field.missing", "text")
    if not norms:
        raise Refused("consultation.no_norm", "norms")
    if unknown := [code for code in norms if not consulting.knows(code)]:
        raise Refused("consultation.unknown_norm", "norms", given=unknown[0])
    _way(way, authority)
    verdict = consulting.word_of(law.qualify(facts["situation"])) if facts else ""
    if word in consulting.AGAINST.get(verdict, ()):
        raise Refused("consultation.against_verdict", "word")
    if after and not given["why_again"]:
        raise Refused("reason.missing", "why")
    found = ConsultationAnswer.objects.create(
        id=id,
        n=after + 1,
        **given,
        verdict=verdict,
        law_on=by.today,
        law_pack=law.law().fingerprint,
        rights_pack=rights.fingerprint,
        answered_at=by.now,
        answered_by=by.membership,
    )
    row.answered_at, row.referred = row.answered_at or by.now, bool(way)
    if not row.taken_by_id:
        row.taken_at, row.taken_by = by.now, by.membership
    _ask_again(row)
    verb = "consultation.corrected" if after else "consultation.answered"
    journal.write(by, verb, row, answer=found.pk, norms=norms, way=way, **contents.sealed(found))
    return found


def _way(way: str, authority: Institution | None) -> None:
    if not way:
        if authority:
            raise Refused("consultation.way_missing", "way")
        return
    known = book.rights().ways.get(way)
    if known is None:
        raise Refused("consultation.way", "way")
    if authority is None:
        raise Refused("consultation.authority", "authority")
    if authority.pk not in known.authority:
        raise Refused("consultation.authority_of_way", "authority")


def _ask_again(row: Consultation) -> None:
    """Set the day one asks what became of it, from the answers and what was told since."""
    due = None
    if row.referred and not row.set_aside_at:
        assert row.answered_at
        referred = row.answers.exclude(way="").order_by("n").first()
        assert referred
        told = row.follow_ups.filter(voided_at=None).values_list("on", "outcome")
        due = next_due(
            timezone.localtime(referred.answered_at).date(),
            told,
            ends=ENDS,
            days=FOLLOW_UP_DAYS,
            again=AGAIN_DAYS,
            tries=TRIES,
        )
    row.follow_up_on = due
    row.save(update_fields=["answered_at", "referred", "taken_at", "taken_by", "follow_up_on"])


@action(roles=ROLES)
def set_aside(*, by: Actor, id: UUID, why: str) -> Consultation:
    """What is no question, or was asked twice: it waits no longer and counts nowhere; it stays to be read."""
    row = _held(by, id)
    if row.set_aside_at:
        return row
    if row.answered_at:
        raise Refused("consultation.answered")
    if not why.strip():
        raise Refused("reason.missing", "why")
    was = contents.digest(row)
    row.set_aside_at, row.set_aside_by, row.set_aside_why = by.now, by.membership, why.strip()
    row.save(update_fields=["set_aside_at", "set_aside_by", "set_aside_why"])
    journal.write(by, "consultation.set_aside", row, **contents.sealed(row, was))
    return row


@action(roles=ROLES)
def bring_back(*, by: Actor, id: UUID) -> Consultation:
    """Undo setting it aside: it waits again."""
    row = _held(by, id)
    if not row.set_aside_at:
        return row
    was = contents.digest(row)
    row.set_aside_at, row.set_aside_by, row.set_aside_why = None, None, ""
    row.save(update_fields=["set_aside_at", "set_aside_by", "set_aside_why"])
    journal.write(by, "consultation.brought_back", row, **contents.sealed(row, was))
    return row


@action(roles=ROLES)
def follow_up(
    *, by: Actor, consultation_id: UUID, id: UUID, outcome: str, on: date, note: str = ""
) -> FollowUp:
    """Record what became of the lawful way, as the person says it, or that nobody could be reached."""
    row = _held(by, consultation_id)
    given = {"consultation": row, "outcome": outcome, "on": on, "note": note.strip()}
    if standing := versions.again(FollowUp, by, id, given):
        return standing
    if not row.referred:
        raise Refused("consultation.not_referred")
    assert row.answered_at
    if on > by.today:
        raise Refused("follow_up.future", "on")
    if on < timezone.localtime(row.answered_at).date():
        raise Refused("follow_up.early", "on")
    found = FollowUp.objects.create(id=id, **given, recorded_at=by.now, recorded_by=by.membership)
    _ask_again(row)
    journal.write(
        by, "consultation.followed_up", row, follow_up=found.pk, outcome=outcome, **contents.sealed(found)
    )
    return found


@action(roles=ROLES)
def void_follow_up(*, by: Actor, id: UUID, why: str) -> FollowUp:
    """Take back what was recorded by mistake; it stays in the history."""
    found = access.get(FollowUp, by, pk=id)
    row = _held(by, found.consultation_id)
    if found.voided_at:
        return found
    if not why.strip():
        raise Refused("reason.missing", "why")
    was = contents.digest(found)
    found.voided_at, found.voided_by, found.voided_why = by.now, by.membership, why.strip()
    found.save(update_fields=["voided_at", "voided_by", "voided_why"])
    _ask_again(row)
    journal.write(by, "consultation.follow_up_voided", row, follow_up=found.pk, **contents.sealed(found, was))
    return found
