"""Reads of cases: lists, the situation the law is asked about, the verdict, what was decided."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy

from arariwa.cases.models import Case, CaseFact, CaseFile, Qualification
from arariwa.core import access, formatting, reference
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.domain.spans import Span
from arariwa.core.models import Job, JournalEntry, Office
from arariwa.evidence import acta
from arariwa.evidence import queries as evidence
from arariwa.evidence.choices import Condition, Kind, Part, Taking, YesNo
from arariwa.evidence.models import Intervention, Item
from arariwa.law import queries as law
from arariwa.law.domain.terms import GROUPS, TERMS

# No offence of any intervention of the case has been decided on.
NOTHING_DECIDED = ~Exists(Qualification.objects.filter(case=OuterRef("pk")))
# The groups of facts a prosecutor may state; place, day and what was found come from the record itself.
STATED_GROUPS = tuple(group for group in GROUPS if group != "place")
IDENTIFIED = {
    "reported": gettext_lazy("scientific name as reported"),
    "proposed": gettext_lazy("proposed from the name written, without expert examination"),
    "official": gettext_lazy("identified by an official"),
    "expert": gettext_lazy("expert examination"),
}
STATABLE = frozenset(path for path in TERMS if path.split(".")[0] in STATED_GROUPS)
BEGAN = {"voluntary": "voluntary_hand_in"}
# What the name said the thing is, in the law's words.
FORMS = {"meat": "meat", "skin": "skin", "leather": "skin", "eggs": "egg", "egg": "egg"}


def cases(
    by: Actor, *, text: str = "", state: str = "", year: str = "", whose: str = "", undecided: bool = False
) -> QuerySet[Case]:
    """Cases the actor may see, narrowed by what the filters say; `whose="mine"` those the actor's office leads."""
    rows = access.visible(Case.objects.select_related("office", "lead__person"), by)
    if undecided:
        rows = rows.filter(NOTHING_DECIDED)
    if whose == "mine":
        rows = rows.filter(office=by.office.pk)
    if year.isdecimal() and len(year) == 4 and 0 < int(year) < date.max.year:
        rows = rows.filter(opened_at__year=int(year))
    if state == "open":
        rows = rows.filter(closed_at=None)
    elif state == "closed":
        rows = rows.filter(closed_at__isnull=False)
    if text:
        rows = rows.filter(
            Q(title__icontains=text) | Q(number__iexact=text) | Q(official_number__icontains=text)
        )
    return rows


def by_number(text: str) -> Case:
    """The case of that number or id, for commands run on the machine itself; Refused("case.no_such")."""
    rows = Case.objects.select_related("lead__person", "lead__office__institution")
    try:
        found = rows.filter(pk=UUID(text)).first()
    except ValueError:
        found = rows.filter(number__iexact=text.strip()).first()
    if found is None:
        raise Refused("case.no_such", "CASE", case=text[:60])
    return found


def without_case(by: Actor) -> QuerySet[Intervention]:
    """Registered interventions the actor may act on that belong to no case they see, newest facts first.

    A case of others does not show by what is left out.
    """
    rows = access.visible(
        Intervention.objects.filter(registered_at__isnull=False, voided_at=None), by, access.ACT
    )
    rows = rows.exclude(cases__in=access.visible(Case.objects.all(), by))
    return rows.select_related("office").order_by("-facts_from", "-id")


def choosable(by: Actor, text: str = "", most: int = 50) -> list[Intervention]:
    """What a case may be opened on, at most so many, by words of its place, title or number."""
    rows = without_case(by)
    if text:
        rows = rows.filter(Q(place_text__icontains=text) | Q(title__icontains=text) | Q(number__iexact=text))
    return list(rows[:most])


def to_qualify(by: Actor) -> QuerySet[Case]:
    """Open cases of the actor's office in which nothing has been decided yet, the oldest first."""
    rows = access.visible(Case.objects.filter(office=by.office.pk, closed_at=None), by, access.ACT)
    return rows.filter(NOTHING_DECIDED).order_by("opened_at", "id")


def latest_files(by: Actor, most: int = 5) -> list[CaseFile]:
    """The files produced last in the cases the actor may see."""
    rows = access.visible(CaseFile.objects.select_related("case", "produced_by__person"), by)
    return list(rows.order_by("-produced_at")[:most])


def cases_on(intervention_id: UUID, by: Actor) -> list[Case]:
    """The cases that rest on an intervention, as far as the actor may see them."""
    return list(
        access.visible(Case.objects.filter(links__intervention=intervention_id), by).order_by("opened_at")
    )


def joined(case: Case, intervention_id: UUID) -> Intervention:
    """The intervention, if it belongs to the case; access.Hidden otherwise."""
    links = case.links.select_related("intervention__office__institution", "intervention__compartment")
    if link := links.filter(intervention=intervention_id).first():
        return link.intervention
    raise access.Hidden


@dataclass(frozen=True)
class Held:
    """An item of a case and where it is: who holds it, under which seal ("" where nobody told of one)."""

    item: Item
    holder: Office | None
    seal: str

    @property
    def quantity(self) -> str:
        return acta.quantity_of(self.item)


def items_of(interventions: list[Intervention], by: Actor) -> dict[UUID, list[Held]]:
    """The items the actor may see of each intervention, in the order of the record, with who holds them."""
    rows = Item.objects.filter(intervention__in=interventions, voided_at=None, number__isnull=False)
    items = access.seen(evidence.with_holder(rows).order_by("intervention", "order"), by)
    offices = Office.objects.in_bulk({item.holder for item in items if item.holder})
    found: dict[UUID, list[Held]] = {i.pk: [] for i in interventions}
    for item in items:
        found[item.intervention_id].append(
            Held(
                item,
                offices.get(item.holder),
                evidence.seal_told(item.holder_seal or "", item.holder_seal_state),
            )
        )
    return found


def decisions(case: Case, intervention: Intervention) -> list[Qualification]:
    """Every decision on the qualification of an intervention, newest first, those taken back too."""
    rows = case.qualifications.filter(intervention=intervention).select_related(
        "decided_by__person", "decided_by__office"
    )
    return list(rows.order_by("-decided_at", "-id"))


def latest_lines(ids: list[UUID], most: int, without: tuple[str, ...] = ()) -> list[JournalEntry]:
    """The last journal lines about those records, newest first. The caller has already been let to them."""
    rows = JournalEntry.objects.filter(record__in=[str(i) for i in ids]).exclude(verb__in=without)
    return list(rows.order_by("-seq")[:most])


def files_of(case: Case) -> QuerySet[CaseFile]:
    """The files produced of a case, the newest first."""
    return case.files.select_related("attachment__blob", "produced_by__person")


def running_job(case: Case) -> Job | None:
    """The making of the case's file that is going on, if any."""
    return Job.objects.filter(record=case.pk, kind="cases.file", state__in=["queued", "running"]).first()


def interventions_of(case: Case) -> list[Intervention]:
    """The interventions a case rests on, by day. Whoever sees the case sees that they belong to it."""
    return list(
        case.interventions.select_related("office__institution", "compartment").order_by("facts_from", "id")
    )


def standing_facts(case: Case, intervention: Intervention) -> list[CaseFact]:
    """The latest statement of each (path, item) about that intervention, taken-back ones left out."""
    latest: dict[tuple[str, Any], CaseFact] = {}
    for fact in case.facts.filter(intervention=intervention).select_related("stated_by__person", "item"):
        latest[fact.path, fact.item_id] = fact
    return [fact for fact in latest.values() if fact.value is not None]


def standing_qualifications(case: Case, intervention: Intervention) -> dict[str, Qualification]:
    """The decision that holds for each offence, those taken back left out."""
    latest = {}
    for row in case.qualifications.filter(intervention=intervention).select_related("decided_by__person"):
        latest[row.offence] = row
    return {offence: row for offence, row in latest.items() if row.decision != "undone"}


def situation_of(case: Case, intervention: Intervention) -> dict[str, Any]:
    """What the law is asked about one intervention: what its record says, then what the prosecutor stated.

    Nothing is filled in that nobody said. `arariwa law schema` describes the shape.
    """
    facts = standing_facts(case, intervention)
    situation = recorded_situation(intervention)
    by_item = {
        item.pk: specimen
        for item, specimen in zip(specimens_of(intervention), situation["specimens"], strict=True)
    }
    for fact in facts:
        group, name = fact.path.split(".", 1)
        told = {"value": fact.value, "source": fact.source}
        if group == "specimen":
            for item_id, specimen in by_item.items():
                if fact.item_id in (None, item_id):
                    specimen[name] = told
        elif group == "actor":
            if not situation["actors"]:
                situation["actors"].append({})
            for actor in situation["actors"]:
                actor[name] = told
        else:
            situation.setdefault(group, {})[name] = told
    law.validate(situation)
    return situation


def specimens_of(intervention: Intervention) -> list[Item]:
    """The specimens a qualification is about: taken or left in place. What was only seen is not charged."""
    rows = intervention.items.filter(kind=Kind.SPECIMEN, voided_at=None).exclude(taking=Taking.SEEN)
    return list(rows.order_by("order"))


def recorded_situation(intervention: Intervention) -> dict[str, Any]:
    """The facts the record itself says, each with the record as its source."""
    source = intervention.source or f"Acta {intervention.number or ''}".strip()

    def told(value: Any) -> dict[str, Any]:
        return {"value": value, "source": source[:500]}

    place = {"text": told(intervention.place_text[:2000]), "country": told(intervention.country)}
    if intervention.ubigeo:
        place["ubigeo"] = told(intervention.ubigeo)
    circumstances: dict[str, Any] = {}
    if intervention.began != "unknown":
        circumstances["began"] = told(BEGAN.get(intervention.began, intervention.began))
    people = intervention.participants.filter(part=Part.INTERVENED, voided_at=None).count()
    persons = intervention.persons_reported or people
    if persons:
        circumstances["persons"] = told(persons)
    return {
        "on": day_of(intervention.facts),
        "place": place,
        "acts": {},
        "purpose": {},
        "title": {},
        "specimens": [_specimen(item, told) for item in specimens_of(intervention)],
        "actors": [{} for _ in range(people)],
        "circumstances": circumstances,
    }


def day_of(span: Span) -> str | dict[str, str]:
    """The day as the situation's schema writes it."""
    if span.precision == "span":
        return {"from": span.start.isoformat(), "until": span.until.isoformat()}
    return str(span)


def _specimen(item: Item, told: Any) -> dict[str, Any]:
    row: dict[str, Any] = {"name_as_written": told(item.reported_as)}
    if item.taxa:
        row["taxa"] = {"value": item.taxa, "source": _identified(item)}
    form = {Condition.LIVE: "live", Condition.DEAD: "dead", Condition.PRODUCT: "product"}.get(
        Condition(item.condition)
    )
    if item.condition == Condition.PART:
        form = FORMS.get(item.product, "part")
    if form:
        row["form"] = told(form)
    if item.quantity is not None:
        row["quantity"] = told(_plain(item.quantity))
        row["unit"] = told(formatting.unit_name(item.unit or "unit", "es"))
    if item.on_permit == YesNo.NO:
        row["title"] = told("not_covering")
    return row


def _identified(item: Item) -> str:
    """Who says which species it is, as the source of the taxon.

    In Spanish whatever the page's language is: the situation is kept with a decision and compared later.
    """
    with translation.override("es"):
        return str(IDENTIFIED.get(item.identified_by, ""))


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def verdict_of(case: Case, intervention: Intervention) -> dict[str, Any]:
    """The engine's answer on the facts as they stand today, from the packs loaded now."""
    return law.qualify(situation_of(case, intervention))


def title_for(interventions: list[Intervention]) -> str:
    """A title for a new case: the first intervention's own, or its place and day."""
    if not interventions:
        return ""
    first = interventions[0]
    if first.title:
        return first.title
    district = reference.places().full_name(first.ubigeo) if first.ubigeo else ""
    return ", ".join(p for p in (first.place_text, district) if p)[:200]
