"""Writes on notices: what someone without an account sends, and what the desk that receives it decides."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from arariwa.core import access, files, journal, pictures, versions
from arariwa.core.action import action
from arariwa.core.actor import Actor
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Compartment, Office
from arariwa.core.models.access import Grant
from arariwa.core.numbering import free_number
from arariwa.evidence import actions as evidence
from arariwa.evidence.models import Intervention
from arariwa.rights import queries_notices as queries
from arariwa.rights import return_codes
from arariwa.rights.domain.notices import coarse, fingerprint, kind_of_none
from arariwa.rights.models import Notice, NoticeDecision, NoticePhoto, NoticeReply, NoticeReporter
from arariwa.rights.queries_notices import HANDLERS

OWNER = "AVISO"
# A text that comes again within this time is joined to the first.
JOINED_WITHIN = timedelta(days=7)
MOST_PHOTOS, MOST_REPLIES = 10, 50
PHOTO_LIMIT = 15 * 1024 * 1024
Kind = NoticeDecision.Kind
NO_PHOTO = {"": "notice.photo", "heic": "notice.photo_heic", "film": "notice.film"}


@dataclass(frozen=True)
class Photo:
    """A photo as it is kept: made small and without what the camera wrote, or as it came because the person chose so."""

    data: bytes
    with_data: bool = False


def photo(data: bytes, with_data: bool = False) -> Photo:
    """The photo to keep; Refused("notice.photo") for what is none or too large to open."""
    if len(data) > PHOTO_LIMIT:
        raise Refused("file.too_large", "photos", limit_mb=PHOTO_LIMIT // (1024 * 1024))
    try:
        plain = pictures.photo(data)
    except pictures.PictureError as error:
        raise Refused(NO_PHOTO[kind_of_none(data)], "photos") from error
    return Photo(data, True) if with_data else Photo(plain)


@action(roles=("system", *HANDLERS))
def send_notice(
    *,
    by: Actor | None,
    id: UUID,
    code: str,
    values: Mapping[str, Any],
    photos: Sequence[Photo] = (),
    name: str = "",
    contact: str = "",
    channel: str = Notice.Channel.WEB,
    at: datetime | None = None,
) -> Notice:
    """Take a notice; the same id with the same code and text again is the same notice.

    `by` None: someone without an account sends it, at `at` (now). The place is made coarse unless `values` say "exact".
    """
    now = by.now if by else at or timezone.now()
    digest = return_codes.digest(queries.CODES, code)
    versions.one_at_a_time(id)
    if standing := Notice.objects.filter(pk=id).first():
        if hmac.compare_digest(standing.code_digest, digest) and standing.text == values["text"]:
            return standing
        raise Refused("id.malformed")
    if Notice.objects.filter(code_digest=digest).exists():
        raise Refused("id.malformed")
    given = _placed(values)
    desk = queries.desk_for(given["kind"], given.get("ubigeo", ""))
    if desk is None:
        none_at_all = queries.desk_for("other", "") is None
        raise Refused("notice.no_desk" if none_at_all else "notice.no_desk_of_kind")
    same = fingerprint(given["kind"], given.get("ubigeo", ""), given["text"])
    versions.one_at_a_time(UUID(same[:32]))
    first = _first_of(same, now, by)
    notice = Notice.objects.create(
        id=id,
        compartment=first.compartment if first else _compartment(by, desk.office, now),
        number=free_number(Notice, timezone.localtime(now).year, OWNER),
        code_digest=digest,
        office=first.office if first else desk.office,
        competent=first.competent if first else desk.competent,
        channel=channel,
        text_digest=same,
        joined_to=first,
        received_at=now,
        **given,
    )
    if name.strip():
        _name(by, notice, name, contact, now)
    _keep(by, notice, photos)
    journal.write(by, "notice.received", notice, kind=notice.kind, to=notice.office.code, channel=channel)
    return notice


def _placed(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with the point as coarse as the person left it."""
    given = dict(values)
    for key in ("latitude", "longitude"):
        if given.get(key) is not None:
            given[key] = round(float(given[key]), 6) if given.get("exact") else coarse(float(given[key]))
    given["exact"] = bool(given.get("exact")) and given.get("latitude") is not None
    return given


def _first_of(same: str, now: datetime, by: Actor | None) -> Notice | None:
    """The notice of the same text that came a short while ago and is not closed; spam that comes again stays set aside."""
    # Locked, so that it is neither passed on nor closed while the other is joined to it. Of two at once the one written first
    # may have come a moment later than the one that waited for it.
    rows = Notice.objects.select_for_update(of=("self",)).filter(
        text_digest=same, joined_to=None, closed_at=None,
        received_at__gt=now - JOINED_WITHIN, received_at__lt=now + JOINED_WITHIN,
        compartment__exercise=by.exercise if by else None,
    )  # fmt: skip
    return rows.order_by("received_at").first()


def _compartment(by: Actor | None, office: Office, now: datetime) -> Compartment:
    return access.new_compartment(by, office) if by else access.visitors_compartment(office, now)


def _name(by: Actor | None, notice: Notice, name: str, contact: str, now: datetime) -> None:
    """Keep who gave it, in a compartment only whoever has taken the notice up is let into, now or later."""
    compartment = Compartment.objects.create(
        id=uuid7(),
        exercise=by.exercise if by else None,
        created_at=now,
        created_by=by.membership if by else None,
    )
    NoticeReporter.objects.create(
        notice=notice, compartment=compartment, name=name.strip(), contact=contact.strip()
    )
    if notice.joined_to and notice.joined_to.taken_by:
        Grant.objects.create(
            compartment=compartment, person=notice.joined_to.taken_by.person, level=access.READ,
            from_at=now, reason="notice_taken", by=by.membership if by else None,
        )  # fmt: skip


def _keep(by: Actor | None, notice: Notice, photos: Sequence[Photo]) -> None:
    """Keep photos beside those there are; the same bytes again are the same photo."""
    standing = set(notice.photos.values_list("attachment__blob_id", flat=True))
    fresh = []
    for one in photos:
        kept = files.keep([one.data], kinds=files.PHOTOS, field="photos", limit=PHOTO_LIMIT)
        if kept.sha256 not in standing:
            standing.add(kept.sha256)
            fresh.append((one, kept))
    if len(standing) > MOST_PHOTOS:
        raise Refused("notice.too_many_photos", "photos", most=MOST_PHOTOS)
    for one, kept in fresh:
        # The name a file has on someone's telephone may tell who they are.
        attachment = files.attach(by, notice, kept, name="foto", purpose="photo")
        NoticePhoto.objects.create(notice=notice, attachment=attachment, with_data=one.with_data)


@action(roles=("system",))
def add_to_notice(
    *, by: None, id: UUID, code: str, text: str = "", photos: Sequence[Photo] = (), at: datetime | None = None
) -> Notice:
    """What whoever holds the code adds later: an answer, photos. The same id again adds nothing."""
    notice = queries.by_code(code)
    notice = Notice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    if standing := NoticeReply.objects.filter(pk=id).first():
        if standing.notice_id != notice.pk:
            raise Refused("id.malformed")
        return notice
    if not text.strip() and not photos:
        raise Refused("notice.nothing_added", "text")
    if notice.replies.count() >= MOST_REPLIES:
        raise Refused("notice.too_many_replies", "text", most=MOST_REPLIES)
    now = at or timezone.now()
    _keep(None, notice, photos)
    NoticeReply.objects.create(id=id, notice=notice, text=text.strip(), at=now)
    Notice.objects.filter(pk__in=[notice.pk, notice.joined_to_id or notice.pk]).update(answered_at=now)
    journal.write(None, "notice.added_to", notice, photos=len(photos))
    return notice


# The desk. `read`: how many additions of the reporter the page showed on which someone decided; None: all there are.


def _held(by: Actor, id: UUID, *, closed: bool = False) -> Notice:
    """The notice, locked, that the actor may work on; a closed one or spam is refused unless `closed`."""
    notice = access.get(Notice.objects.select_for_update(of=("self",)), by, pk=id)
    # While one waited for it, another may have passed it on.
    access.require(versions.late(by), access.ACT, notice)
    if notice.joined_to_id:
        raise Refused("notice.joined", number=str(notice.joined_to))
    if not closed and notice.spam_at:
        raise Refused("notice.spam", number=notice.number)
    if not closed and notice.closed_at:
        raise Refused("notice.closed", number=notice.number)
    return notice


def _decide(
    by: Actor, notice: Notice, kind: str, *, read: int | None, reason: str = "", **more: Any
) -> Notice:
    """Note the decision, and that what the reporter had added was read."""
    NoticeDecision.objects.create(
        notice=notice, kind=kind, at=by.now, by=by.membership, reason=reason, **more
    )
    _was_read(notice, read)
    notice.save()
    return notice


def _was_read(notice: Notice, read: int | None) -> None:
    """Nothing that was added waits any more; what came after the page on which `read` stood goes on waiting."""
    if read is None or read >= queries.additions(notice):
        notice.answered_at = None


def _reason(text: str) -> str:
    if not text.strip():
        raise Refused("notice.reason", "reason")
    return text.strip()


@action(roles=HANDLERS)
def ask_reporter(*, by: Actor, id: UUID, reply_id: UUID, text: str, read: int | None = None) -> NoticeReply:
    """Put a question that whoever gave the notice reads with their code; the same id again asks once."""
    notice = _held(by, id)
    if standing := NoticeReply.objects.filter(pk=reply_id).first():
        if standing.notice_id != notice.pk or standing.text != text.strip():
            raise Refused("id.malformed")
        return standing
    if not text.strip():
        raise Refused("notice.question", "text")
    reply = NoticeReply.objects.create(
        id=reply_id, notice=notice, text=text.strip(), at=by.now, asked_by=by.membership
    )
    _was_read(notice, read)
    notice.save(update_fields=["answered_at"])
    journal.write(by, "notice.asked", notice)
    return reply


@action(roles=HANDLERS)
def take_up(*, by: Actor, id: UUID, read: int | None = None) -> Notice:
    """Look into the notice in one's own name; who gave it, if they said so, is shown to this person from now on.

    Taking up what one has taken up changes nothing; what a colleague has is refused.
    """
    notice = _held(by, id)
    if notice.taken_by_id:
        if notice.taken_by_id == by.membership.pk:
            return notice
        raise Refused("notice.taken", name=str(notice.taken_by.person))  # type: ignore[union-attr]
    notice.taken_at, notice.taken_by = by.now, by.membership
    for row in _reporters(notice):
        access.allow(by, row, by.person, access.READ, "notice_taken")
    _decide(by, notice, Kind.TAKEN, read=read)
    journal.write(by, "notice.taken", notice)
    return notice


def _reporters(notice: Notice) -> list[NoticeReporter]:
    """Who gave the notice and those joined to it, as far as they said so."""
    rows = NoticeReporter.objects.filter(notice=notice) | NoticeReporter.objects.filter(
        notice__joined_to=notice
    )
    return list(rows)


def _end(by: Actor, compartments: Sequence[UUID], keep: Office | None = None) -> None:
    """End every running grant on these compartments, but that of the office to keep."""
    rows = Grant.objects.filter(compartment__in=compartments, until_at=None)
    (rows.exclude(office=keep) if keep else rows).update(until_at=by.now)


@action(roles=HANDLERS)
def pass_on(*, by: Actor, id: UUID, office: Office, reason: str, read: int | None = None) -> Notice:
    """Hand the notice to the desk of another office, for a reason; from then on only that office sees it."""
    notice = _held(by, id)
    if office.pk == notice.office_id:
        raise Refused("notice.same_office", "office")
    if not queries.desks(by).filter(pk=office.pk).exists():
        raise Refused("notice.office", "office")
    if not queries.desks_for(by, notice).filter(pk=office.pk).exists():
        raise Refused("notice.kind_not_theirs", "office")
    why = _reason(reason)
    access.allow(by, notice, office, access.MANAGE, "notice_passed")
    _end(by, [notice.compartment_id], keep=office)
    _end(by, [row.compartment_id for row in _reporters(notice)])
    notice.office, notice.competent = office, True
    notice.taken_at = notice.taken_by = None
    notice.joined.update(office=office, competent=True)
    _decide(by, notice, Kind.PASSED, read=read, reason=why, to_office=office)
    journal.write(by, "notice.passed", notice, to=office.code)
    return notice


@action(roles=HANDLERS)
def keep_as_lead(*, by: Actor, id: UUID, reason: str, read: int | None = None) -> Notice:
    """Keep the notice as a lead: something to follow that no act of authority rests on yet."""
    notice = _held(by, id)
    why = _reason(reason)
    _require_taken(notice)
    if notice.lead_at:
        return notice
    notice.lead_at = by.now
    _decide(by, notice, Kind.LEAD, read=read, reason=why)
    journal.write(by, "notice.lead", notice)
    return notice


def _require_taken(notice: Notice) -> None:
    if not notice.taken_at:
        raise Refused("notice.not_taken", number=notice.number)


@action(roles=evidence.RECORDERS)
def begin_intervention(*, by: Actor, id: UUID, read: int | None = None) -> Intervention:
    """Begin the record of the intervention the notice led to, with its place and day; anew only once parted from it."""
    notice = _held(by, id)
    _require_taken(notice)
    if notice.intervention:
        return access.get(Intervention, by, pk=notice.intervention_id)
    day = timezone.localtime(by.now).date()
    before = notice.decisions.filter(kind=Kind.RECORDED).count()
    made = evidence.draft_intervention(
        by=by,
        id=uuid5(notice.pk, f"intervention {before}" if before else "intervention"),
        values={
            "facts_from": notice.facts_from or day,
            "facts_until": notice.facts_until or day + timedelta(days=1),
            "ubigeo": notice.ubigeo,
            "place_text": notice.place_text or queries.place_of(notice) or notice.number,
        },
    )
    notice.intervention = made
    _decide(by, notice, Kind.RECORDED, read=read)
    journal.write(by, "notice.recorded", notice, intervention=made.pk)
    return made


@action(roles=HANDLERS)
def join_intervention(
    *, by: Actor, id: UUID, intervention: UUID, reason: str, read: int | None = None
) -> Notice:
    """Join the notice to an intervention that stands already and that the official sees; nobody sees more of either for it."""
    notice = _held(by, id)
    _require_taken(notice)
    found = access.get(Intervention, by, pk=intervention)
    if notice.intervention_id == found.pk:
        return notice
    if notice.intervention_id:
        raise Refused("notice.has_intervention", number=notice.number)
    if found.voided_at:
        raise Refused("record.voided")
    why = _reason(reason)
    notice.intervention = found
    _decide(by, notice, Kind.LINKED, read=read, reason=why)
    journal.write(by, "notice.linked", notice, intervention=found.pk)
    return notice


@action(roles=HANDLERS)
def part_from_intervention(*, by: Actor, id: UUID, reason: str, read: int | None = None) -> Notice:
    """Undo that, or having begun it from the notice: it was about something else. The intervention itself stays as it is."""
    notice = _held(by, id)
    if not notice.intervention_id:
        return notice
    why, was = _reason(reason), notice.intervention_id
    notice.intervention = None
    _decide(by, notice, Kind.UNLINKED, read=read, reason=why)
    journal.write(by, "notice.unlinked", notice, intervention=was)
    return notice


@action(roles=HANDLERS)
def close_notice(*, by: Actor, id: UUID, outcome: str, reason: str, read: int | None = None) -> Notice:
    """Close it with a word the reporter reads and a reason only officials do."""
    notice = _held(by, id, closed=True)
    if notice.spam_at:
        raise Refused("notice.spam", number=notice.number)
    if outcome not in Notice.Outcome.values:
        raise Refused("notice.outcome", "outcome")
    why = _reason(reason)
    if notice.closed_at:
        if notice.outcome == outcome:
            return notice
        raise Refused("notice.closed", number=notice.number)
    notice.closed_at, notice.outcome = by.now, outcome
    _decide(by, notice, Kind.CLOSED, read=read, reason=why, outcome=outcome)
    journal.write(by, "notice.closed", notice, outcome=outcome)
    return notice


@action(roles=HANDLERS)
def reopen_notice(*, by: Actor, id: UUID, reason: str, read: int | None = None) -> Notice:
    """Open a closed notice again, for a reason; it stays with whoever had taken it up."""
    notice = _held(by, id, closed=True)
    if not notice.closed_at:
        return notice
    why = _reason(reason)
    notice.closed_at, notice.outcome = None, ""
    _decide(by, notice, Kind.REOPENED, read=read, reason=why)
    journal.write(by, "notice.reopened", notice)
    return notice


@action(roles=HANDLERS)
def set_aside(*, by: Actor, id: UUID, reason: str, read: int | None = None) -> Notice:
    """Mark as spam: out of the lists and figures, not out of the records. Whoever sent it reads what they read before."""
    notice = _held(by, id, closed=True)
    if notice.spam_at:
        return notice
    notice.spam_at = by.now
    _decide(by, notice, Kind.SPAM, read=read, reason=_reason(reason))
    journal.write(by, "notice.set_aside", notice)
    return notice


@action(roles=HANDLERS)
def take_back(*, by: Actor, id: UUID, reason: str, read: int | None = None) -> Notice:
    """Undo `set_aside`."""
    notice = _held(by, id, closed=True)
    if not notice.spam_at:
        return notice
    notice.spam_at = None
    _decide(by, notice, Kind.NOT_SPAM, read=read, reason=_reason(reason))
    journal.write(by, "notice.taken_back", notice)
    return notice
