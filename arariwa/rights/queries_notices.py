"""Reads of notices: the desk one goes to, those an official sees, what whoever holds a code is told."""

import hmac
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from arariwa.core import access, formatting, reference
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Institution, Membership, Office, Role
from arariwa.evidence.models import Intervention
from arariwa.rights import book, return_codes
from arariwa.rights.domain.notices import Place, competent
from arariwa.rights.models import Notice, NoticeDecision, NoticePhoto, NoticeReply, NoticeReporter
from arariwa.rights.models.notices import IN_STATE

CODES = "notice"
# Who works on notices; what exactly they may do is asked of the notice.
HANDLERS = (
    Role.POLICE,
    Role.CUSTOMS,
    Role.WILDLIFE,
    Role.FISHERIES,
    Role.PROSECUTOR,
    Role.PROSECUTOR_STAFF,
    Role.CENTRAL_AUTHORITY,
    Role.PROGRAMME,
)


# Desks


@dataclass(frozen=True)
class Desk:
    """Where a notice goes, and whether that office is competent for it or only receives for whoever runs this copy."""

    office: Office
    competent: bool


def _staffed(today: date, roles: Any = None) -> QuerySet[Membership]:
    rows = Membership.objects.filter(exercise=None, from_on__lte=today).filter(
        Q(until_on=None) | Q(until_on__gt=today)
    )
    return rows.filter(role__in=roles) if roles else rows


def desks(by: Actor | None = None) -> QuerySet[Office]:
    """Offices where someone works on notices today."""
    today = by.today if by else timezone.localdate()
    staff = _staffed(today, HANDLERS).filter(office=OuterRef("pk"))
    return Office.objects.filter(Exists(staff), closed_on=None).select_related("institution").order_by("code")


def desks_for(by: Actor, notice: Notice) -> QuerySet[Office]:
    """The desks a notice may be passed on to: of some kinds nobody outside the route reads any."""
    kind = book.rights().notice_kinds.get(notice.kind)
    rows = desks(by).exclude(pk=notice.office_id)
    return rows.filter(institution__in=kind.route) if kind and kind.only else rows


def desk_for(kind: str, ubigeo: str) -> Desk | None:
    """The desk a notice of this kind and district goes to; None when this copy has none at all, or none that may read it."""
    offices = {office.pk: office for office in desks()}
    found = book.rights().notice_kinds.get(kind)
    if found is None:
        raise Refused("notice.kind", "kind")
    places = {pk: Place(office.institution_id, office.ubigeo) for pk, office in offices.items()}
    if chosen := competent(found.route, ubigeo, places):
        return Desk(offices[chosen], True)
    if found.only:
        near = [
            office for code in found.route for office in offices.values() if office.institution_id == code
        ]
        return Desk(near[0], False) if near else None
    for role in (Role.PROGRAMME, Role.CENTRAL_AUTHORITY):
        row = (
            _staffed(timezone.localdate(), [role])
            .filter(office__in=list(offices))
            .order_by("office__code")
            .first()
        )
        if row:
            return Desk(offices[row.office_id], False)
    return None


# What officials see


def notices(by: Actor | None) -> QuerySet[Notice]:
    """Every notice the official may see, those joined to another left out."""
    rows = access.visible(Notice.objects.filter(joined_to=None), by)
    return rows.select_related("office__institution", "taken_by__person", "intervention")


def waiting(by: Actor) -> QuerySet[Notice]:
    """Notices nobody has taken up, and those whose reporter has added something, closed ones too, that the official may work on; the oldest first."""
    rows = access.visible(Notice.objects.filter(joined_to=None, spam_at=None), by, access.ACT)
    nobody = Q(taken_at=None, closed_at=None)
    return rows.filter(nobody | Q(answered_at__isnull=False)).order_by("received_at", "id")


def found(by: Actor, values: Any) -> QuerySet[Notice]:
    """The notices the conditions of the list find; spam only where it is asked for."""
    rows = notices(by)
    for word in values["q"].split():
        rows = rows.filter(
            Q(number__icontains=word) | Q(text__icontains=word) | Q(place_text__icontains=word)
        )
    if values["clase"]:
        rows = rows.filter(kind=values["clase"])
    if values["region"]:
        rows = rows.filter(ubigeo__startswith=values["region"])
    if values["via"]:
        rows = rows.filter(channel=values["via"])
    if values["dias"]:
        rows = rows.filter(IN_STATE[Notice.State.WAITING])
        rows = rows.filter(received_at__lte=by.now - timedelta(days=int(values["dias"])))
    if values["estado"] == "answered":
        return rows.filter(spam_at=None, answered_at__isnull=False)
    return rows.filter(IN_STATE[values["estado"]] if values["estado"] else Q(spam_at=None))


def reporters(by: Actor, notice: Notice) -> list[NoticeReporter]:
    """Who gave it and those joined to it, as far as they said so and this official took it up."""
    rows = NoticeReporter.objects.filter(Q(notice=notice) | Q(notice__joined_to=notice))
    return access.seen(rows.order_by("notice__received_at"), by)


def is_named(notice: Notice) -> bool:
    """Whether someone said their name."""
    return NoticeReporter.objects.filter(Q(notice=notice) | Q(notice__joined_to=notice)).exists()


def replies_of(notices: list[Notice]) -> QuerySet[NoticeReply]:
    """What the reporters of these notices added; the caller has been let to them."""
    return NoticeReply.objects.filter(notice__in=notices).select_related("notice").order_by("at", "id")


def additions(notice: Notice) -> int:
    """How often its reporter, and those of the notices joined to it, added something."""
    return added(notice).count()


def added(notice: Notice) -> QuerySet[NoticeReply]:
    """What its reporter, and those of the notices joined to it, added; the latest first. The caller has been let to it."""
    rows = NoticeReply.objects.filter(Q(notice=notice) | Q(notice__joined_to=notice), asked_by=None)
    return rows.order_by("-at", "-id")


def photos_of(notices: list[Notice]) -> QuerySet[NoticePhoto]:
    """The photos of these notices; the caller has been let to them."""
    rows = NoticePhoto.objects.filter(notice__in=notices)
    return rows.select_related("attachment__blob").order_by("id")


def intervention_of(by: Actor, notice: Notice) -> Intervention | None:
    """The intervention begun from it or joined to it, if the official may see it."""
    return access.visible(Intervention.objects.filter(notices=notice), by).first()


def interventions_near(by: Actor, notice: Notice, most: int = 12) -> list[Intervention]:
    """Interventions the official sees that the notice may be about: not over before it happened; those of its department
    first, then the latest."""
    rows = access.visible(Intervention.objects.filter(voided_at=None), by)
    if notice.facts_from:
        rows = rows.filter(facts_until__gt=notice.facts_from)
    there = Q(ubigeo__startswith=notice.ubigeo[:2]) if notice.ubigeo else Q(pk=None)
    order = Case(When(there, then=Value(0)), default=Value(1))
    return list(rows.order_by(order, "-facts_from", "-id")[:most])


def intervention_numbered(by: Actor, number: str) -> Intervention:
    """The intervention of that number the official sees; Refused("notice.no_such_intervention") otherwise."""
    rows = access.visible(Intervention.objects.filter(number__iexact=number.strip()), by)
    if found := rows.first():
        return found
    raise Refused("notice.no_such_intervention", "number", given=number.strip())


def institution_names(codes: set[str]) -> dict[str, str]:
    """Institutions by code, in the language of the page."""
    return {row.pk: row.name for row in Institution.objects.filter(pk__in=codes)}


def place_of(notice: Notice | Intervention) -> str:
    """The district and department, as papers write them."""
    return str(reference.places().full_name(notice.ubigeo)) if notice.ubigeo else ""


def kind_names() -> dict[str, str]:
    """What notices may be about, in words; read once for a list."""
    lang = formatting.language()
    return {id: kind.name.in_(lang) for id, kind in book.rights().notice_kinds.items()}


def kind_name(kind: str) -> str:
    """What a notice is about, in words."""
    return kind_names().get(kind, kind)


# What whoever holds a code is told


def by_code(code: str) -> Notice:
    """The notice of a code; Refused("return_code.mistyped" | "notice.unknown_code") otherwise.

    The digest is slow to make and made the same way whether there is such a notice or not.
    """
    digest = return_codes.digest(CODES, code)
    notice = Notice.objects.filter(code_digest=digest).select_related("office__institution").first()
    if not hmac.compare_digest(notice.code_digest if notice else "", digest) or notice is None:
        raise Refused("notice.unknown_code", "code")
    return notice


def told(notice: Notice) -> str:
    """Where it stands, in the words for whoever gave it: a closed list that reveals nothing secret."""
    held = notice.joined_to or notice
    if held.closed_at and held.outcome == Notice.Outcome.ACTED:
        return _("It was acted upon. What was done is not told here, for everyone's safety.")
    if held.closed_at and held.outcome == Notice.Outcome.UNCONFIRMED:
        return _("It could not be confirmed. If you know more, you can add it below.")
    if held.closed_at:
        return _("It is not a matter of this institution. The official channels say who can help.")
    if held.taken_at:
        return _("It is being looked at.")
    passed = NoticeDecision.objects.filter(notice=held, kind=NoticeDecision.Kind.PASSED).exists()
    if passed:
        return _("It was passed to: %(institution)s.") % {"institution": held.office.institution.name}
    return _("It was received. Nobody has taken it up yet.")
