"""Reads of cases: lists, the situation the law is asked about, the verdict, what was decided."""

from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from arariwa.cases.models import Case, CaseFact, Qualification
from arariwa.core import access, formatting, reference
from arariwa.core.actor import Actor
from arariwa.core.domain.spans import Span
from arariwa.evidence.choices import Condition, Kind, Part, Taking, YesNo
from arariwa.evidence.models import Intervention, Item
from arariwa.law import queries as law

BEGAN = {"voluntary": "voluntary_hand_in"}
# What the name said the thing is, in the law's words.
FORMS = {"meat": "meat", "skin": "skin", "leather": "skin", "eggs": "egg", "egg": "egg"}


def cases(by: Actor, *, text: str = "", state: str = "") -> QuerySet[Case]:
    """Cases the actor may see, open ones first asked for by `state`."""
    rows = access.visible(Case.objects.select_related("office", "lead__person"), by)
    if state == "open":
        rows = rows.filter(closed_at=None)
    elif state == "closed":
        rows = rows.filter(closed_at__isnull=False)
    if text:
        rows = rows.filter(
            Q(title__icontains=text) | Q(number__iexact=text) | Q(official_number__icontains=text)
        )
    return rows


def without_case(by: Actor) -> QuerySet[Intervention]:
    """Registered interventions the actor may act on that belong to no case yet, newest facts first."""
    rows = access.visible(Intervention.objects.filter(registered_at__isnull=False, voided_at=None), by, access.ACT)
    return rows.filter(case_links=None).select_related("office").order_by("-facts_from", "-id")


def interventions_of(case: Case) -> list[Intervention]:
    """The interventions a case rests on, by day. Whoever sees the case sees that they belong to it."""
    return list(case.interventions.select_related("office__institution", "compartment").order_by("facts_from", "id"))


def standing_facts(case: Case, intervention: Intervention) -> list[CaseFact]:
    """The latest statement of each (path, item) about that intervention, taken-back ones left out."""
    latest: dict[tuple[str, Any], CaseFact] = {}
    for fact in case.facts.filter(intervention=intervention).select_related("stated_by__person"):
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
    by_item = {item.pk: specimen for item, specimen in zip(specimens_of(intervention), situation["specimens"], strict=True)}
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
            situation[group][name] = told
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
    form = {Condition.LIVE: "live", Condition.DEAD: "dead", Condition.PRODUCT: "product"}.get(Condition(item.condition))
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
    return {
        "reported": "Nombre científico tal como se reportó",
        "proposed": "Propuesto a partir del nombre escrito; sin peritaje",
        "official": "Identificado por un funcionario",
        "expert": "Peritaje",
    }.get(item.identified_by, "")


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
