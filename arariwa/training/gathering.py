"""Gathering what an exercise left behind, from journal and records of its compartments alone, as plain values."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.utils import timezone

from arariwa.cases import queries as case_queries
from arariwa.cases.models import Case
from arariwa.core.models import Attachment
from arariwa.evidence.actions import moment_of
from arariwa.evidence.models import CustodyLink, Handover, Intervention, Item
from arariwa.law import queries as law
from arariwa.training import queries_exercises as queries
from arariwa.training.domain import traces
from arariwa.training.domain.exercise import Exercise
from arariwa.training.models import ExerciseRun


def traces_of(run: ExerciseRun) -> traces.Traces:
    """Everything the run left behind, held by roles."""
    roles = queries.roles_of(run)
    offices = {role.membership.office_id: role.role for role in roles}
    one = queries.exercise_of(run)
    return traces.Traces(
        begins_at=run.begins_at,
        interventions=tuple(_interventions(run, offices)),
        handovers=tuple(_handovers(run, offices)),
        cases=tuple(_cases(run)),
        choices=tuple(
            traces.Choice(choice.code, choice.value, choice.role.role, choice.at)
            for choice in run.choices.select_related("role")
        ),
        keys=keys_of(one),
    )


def keys_of(one: Exercise) -> dict[str, traces.Key]:
    """What the engine of the law answers on each planted fact today."""
    return {code: _key(law.qualify(situation)) for code, situation in one.situations()}


def _key(verdict: Mapping[str, Any]) -> traces.Key:
    considered = verdict["considered"]
    listed = [row for row in verdict["offences"] if row["role"] == "listed" and row["status"] == "firm"]
    associated = [row for row in considered if row["role"] == "associated"]
    years = verdict["penalty_range_years"]
    return traces.Key(
        lawful=verdict["lawful"],
        offences={row["code"]: (row["role"], row["status"]) for row in reversed(considered)}
        | {row["code"]: (row["role"], row["status"]) for row in listed},
        versions=tuple(row["id"] for row in listed),
        associated=tuple(sorted({row["code"] for row in associated})),
        shown=tuple(sorted({row["code"] for row in associated if _is_told(row)})),
        years=(Decimal(str(years["min"])), Decimal(str(years["max"]))) if years else None,
        infringements=tuple(row["id"] for row in verdict["administrative"]),
    )


def _is_told(row: Mapping[str, Any]) -> bool:
    """Whether the facts tell what an offence turns on, instead of leaving signs of it to be looked into."""
    keys = {element.shape.code for element in law.law().version(row["id"]).keys}
    return all(e["state"] == "satisfied" for e in row["elements"] if e["code"] in keys)


def _interventions(run: ExerciseRun, offices: Mapping[Any, str]) -> Iterable[traces.Intervention]:
    rows = Intervention.objects.filter(compartment__exercise=run.pk, voided_at=None).order_by(
        "created_at", "id"
    )
    for row in rows.prefetch_related("participants"):
        began, _ = moment_of(row)
        yield traces.Intervention(
            id=str(row.pk),
            by=offices.get(row.office_id, ""),
            registered_at=row.registered_at,
            began=row.began,
            point=row.point,
            day=row.facts_from,
            start=_hour(row, row.start_time),
            end=began if row.end_time else None,
            told=row.prosecutor_told,
            told_office=offices.get(row.prosecutor_office_id, ""),
            told_at=_hour(row, row.prosecutor_told_at),
            actas=tuple(row.other_actas),
            read_to_all=row.read_to_all,
            persons=sum(p.part == "intervened" and p.voided_at is None for p in row.participants.all()),
            legal_act=row.legal_act,
            items=tuple(_items(row, offices)),
        )


def _hour(row: Intervention, hour: Any) -> datetime | None:
    """An hour of the record as a moment; one before it began is of the next day."""
    if hour is None:
        return None
    day = row.facts_from + timedelta(
        days=bool(row.ends_next_day and row.start_time and hour < row.start_time)
    )
    return datetime.combine(day, hour, tzinfo=timezone.get_default_timezone())


def _items(row: Intervention, offices: Mapping[Any, str]) -> Iterable[traces.Item]:
    items = list(Item.objects.filter(intervention=row, voided_at=None).order_by("order"))
    photos = dict(
        Attachment.objects.filter(record__in=[i.pk for i in items], purpose="photo", voided_at=None)
        .values_list("record")
        .annotate(Count("id"))
    )
    links: dict[Any, list[traces.Link]] = {item.pk: [] for item in items}
    for link in CustodyLink.objects.filter(item__in=items).order_by("item", "seq"):
        links[link.item_id].append(
            traces.Link(
                seq=link.seq,
                kind=link.kind,
                holder=offices.get(link.holder_id, ""),
                at=link.at,
                recorded_at=link.recorded_at,
                seal=link.seal,
                seal_state=link.seal_state,
                precision=link.precision,
                why=link.why,
            )
        )
    for item in items:
        yield traces.Item(
            id=str(item.pk),
            kind=item.kind,
            taking=item.taking,
            taxa=tuple(item.taxa),
            condition=item.condition,
            quantity=item.quantity,
            seal=item.seal,
            photos=photos.get(item.pk, 0),
            links=tuple(links[item.pk]),
        )


def _handovers(run: ExerciseRun, offices: Mapping[Any, str]) -> Iterable[traces.Handover]:
    rows = Handover.objects.filter(compartment__exercise=run.pk).order_by("offered_at", "id")
    for row in rows.prefetch_related("lines"):
        yield traces.Handover(
            id=str(row.pk),
            giver=offices.get(row.from_office_id, ""),
            receiver=offices.get(row.to_office_id, ""),
            why=row.why,
            offered_at=row.offered_at,
            accepted_at=row.accepted_at,
            open=row.answered_at is None,
            items=tuple(str(line.item_id) for line in row.lines.all()),
        )


def _cases(run: ExerciseRun) -> Iterable[traces.Case]:
    for case in Case.objects.filter(compartment__exercise=run.pk).order_by("opened_at", "id"):
        facts: dict[str, Any] = {}
        decisions: list[traces.Decision] = []
        engine: dict[str, tuple[str, str]] = {}
        interventions = case_queries.interventions_of(case)
        for one in interventions:
            facts |= {fact.path: fact.value for fact in case_queries.standing_facts(case, one)}
            decisions += [
                traces.Decision(row.offence, row.decision, row.reason, row.decided_at)
                for row in case_queries.standing_qualifications(case, one).values()
            ]
            for row in case_queries.verdict_of(case, one)["considered"]:
                engine[row["id"]] = (row["role"], row["status"])
        yield traces.Case(
            id=str(case.pk),
            opened_at=case.opened_at,
            interventions=tuple(str(one.pk) for one in interventions),
            facts=facts,
            decisions=tuple(decisions),
            engine=engine,
            files=case.files.count(),
        )
