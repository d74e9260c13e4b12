"""Writes of cases: open one, state facts, decide on offences, ask for the file."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from arariwa.cases import queries, readers
from arariwa.cases.models import Case, CaseFact, CaseFile, CaseIntervention, Qualification
from arariwa.core import access, contents, files, jobs, journal, versions
from arariwa.core.action import action
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.formatting import language, unknown
from arariwa.core.models import IssuedPaper, Job, Role
from arariwa.core.numbering import free_number
from arariwa.core.paper import Paper
from arariwa.evidence import actions as evidence
from arariwa.evidence.models import Intervention, Item
from arariwa.law import queries as law
from arariwa.law.domain.terms import TERMS

PROSECUTORS = (Role.PROSECUTOR,)
PROSECUTOR_OFFICE = (Role.PROSECUTOR, Role.PROSECUTOR_STAFF)


@action(roles=PROSECUTORS)
def open_case(
    *, by: Actor, id: UUID, interventions: list[UUID], title: str, official_number: str = ""
) -> Case:
    """Open a case on one or more registered interventions; the prosecutor's office then reaches them whole."""
    values = {"title": title.strip(), "official_number": official_number.strip(), "office": by.office}
    if standing := versions.again(Case, by, id, values):
        if set(standing.links.values_list("intervention", flat=True)) != set(interventions):
            raise Refused("id.conflict")
        return standing
    if not title.strip():
        raise Refused("field.missing", "title")
    found = [_for_case(by, pk) for pk in sorted(set(interventions))]
    if not found:
        raise Refused("case.no_interventions", "interventions")
    case = Case.objects.create(
        id=id,
        compartment=access.new_compartment(by),
        number=free_number(Case, by.today.year, by.office.code),
        **values,
        lead=by.membership,
        opened_at=by.now,
        opened_by=by.membership,
    )
    journal.write(by, "case.opened", case, interventions=[i.pk for i in found], **contents.sealed(case))
    for intervention in found:
        _link(by, case, intervention)
    return case


def _for_case(by: Actor, pk: UUID) -> Intervention:
    intervention = access.get(Intervention.objects.select_for_update(of=("self",)), by, pk=pk)
    access.require(by, access.ACT, intervention)
    if intervention.is_draft:
        raise Refused("case.draft_intervention", "interventions", title=str(intervention))
    if intervention.voided_at:
        raise Refused("record.voided", "interventions")
    return intervention


def _link(by: Actor, case: Case, intervention: Intervention) -> None:
    CaseIntervention.objects.create(
        case=case, intervention=intervention, added_at=by.now, added_by=by.membership
    )
    evidence.rely_on(by, intervention)
    for item in Item.objects.filter(intervention=intervention).exclude(
        compartment=intervention.compartment_id
    ):
        access.allow(by, item, case.office, access.READ, "case")
    readers.extend(by, case, intervention)


@action(roles=PROSECUTORS)
def add_intervention(*, by: Actor, case_id: UUID, intervention_id: UUID) -> Case:
    """Join another intervention to the case."""
    case = _open(by, case_id)
    intervention = _for_case(by, intervention_id)
    if case.links.filter(intervention=intervention).exists():
        raise Refused("case.already_joined", "intervention")
    _link(by, case, intervention)
    journal.write(by, "case.joined", case, intervention=intervention.pk)
    return case


@action(roles=PROSECUTOR_OFFICE)
def edit_case(*, by: Actor, id: UUID, version: int, values: Mapping[str, Any]) -> Case:
    """Title, summary, official number. Raises versions.Stale when someone saved first."""
    case = _open(by, id)
    was = contents.digest(case)
    changed = versions.save(case, version, values)
    if changed:
        journal.write(by, "case.edited", case, fields=sorted(changed), **contents.sealed(case, was))
    return case


def _open(by: Actor, id: UUID) -> Case:
    case = access.get(Case.objects.select_for_update(of=("self",)), by, pk=id)
    access.require(by, access.ACT, case)
    if case.closed_at:
        raise Refused("case.closed", number=case.number)
    return case


@action(roles=PROSECUTOR_OFFICE)
def state_facts(
    *,
    by: Actor,
    case_id: UUID,
    intervention_id: UUID,
    facts: list[tuple[str, Any, UUID | None]],
    source: str,
    seen: Mapping[tuple[str, UUID | None], Any] | None = None,
) -> list[CaseFact]:
    """State facts (path, value, item) the law asks about, with the source they rest on; unchanged ones are left out.

    `seen`: the values the person had before them. Refused("fact.meanwhile") when someone stated another one since.
    """
    case = _open(by, case_id)
    intervention = queries.joined(case, intervention_id)
    if not source.strip():
        raise Refused("fact.source", "source")
    standing = {(f.path, f.item_id): f for f in queries.standing_facts(case, intervention)}
    rows = []
    for path, value, item_id in facts:
        if path not in queries.STATABLE:
            raise Refused("fact.unknown", path, path=path[:80])
        fact = standing.get((path, item_id))
        now = fact.value if fact else None
        if _same(path, now, value):
            continue
        if seen is not None and not _same(path, now, seen.get((path, item_id))):
            said = TERMS[path].shown(now).in_(language()) if fact else unknown()
            raise Refused("fact.meanwhile", path, value=said)
        if item_id:
            access.get(Item.objects.filter(intervention=intervention), by, pk=item_id)
        row = CaseFact.objects.create(
            case=case,
            intervention=intervention,
            item_id=item_id,
            path=path,
            value=value,
            source=source.strip(),
            stated_at=by.now,
            stated_by=by.membership,
        )
        rows.append(row)
        journal.write(by, "fact.stated", case, path=path, item=item_id, **contents.sealed(row))
    queries.situation_of(
        case, intervention
    )  # a value the law does not know is refused here, and nothing is saved
    return rows


def _same(path: str, one: Any, other: Any) -> bool:
    """Whether two values of a fact say the same; 3 and "3.0" do."""
    if TERMS[path].kind == "number" and None not in (one, other):
        return Decimal(str(one)) == Decimal(str(other))
    return bool(one == other)


@action(roles=PROSECUTORS)
def qualify(
    *, by: Actor, case_id: UUID, intervention_id: UUID, offence: str, decision: str, reason: str
) -> Qualification:
    """Decide on an offence the engine proposes (accept, reject), add one it does not, or take a decision back."""
    case = _open(by, case_id)
    intervention = queries.joined(case, intervention_id)
    if decision not in Qualification.Decision.values:
        raise Refused("qualification.decision", "decision")
    if not reason.strip():
        raise Refused("reason.missing", "reason")
    situation = queries.situation_of(case, intervention)
    verdict = law.qualify(situation)
    known = {row["id"]: row for row in verdict["considered"]}
    if offence not in known:
        raise Refused("qualification.unknown", "offence", offence=offence[:40])
    standing = queries.standing_qualifications(case, intervention).get(offence)
    if decision == "undone" and standing is None:
        raise Refused("qualification.nothing", "offence")
    row = Qualification.objects.create(
        case=case,
        intervention=intervention,
        offence=offence,
        decision=decision,
        reason=reason.strip(),
        verdict=verdict,
        situation=situation,
        fingerprint=verdict["pack_fingerprint"],
        decided_at=by.now,
        decided_by=by.membership,
    )
    journal.write(by, f"qualification.{decision}", case, offence=offence, **contents.sealed(row))
    return row


@action(roles=PROSECUTOR_OFFICE)
def ask_file(*, by: Actor, case_id: UUID) -> Job:
    """Queue the making of the prosecutor's file; one at a time for a case."""
    case = access.get(Case.objects.select_for_update(of=("self",)), by, pk=case_id)
    access.require(by, access.ACT, case)
    return queries.running_job(case) or jobs.start(by, "cases.file", case)


@action(roles=PROSECUTOR_OFFICE)
def keep_file(*, by: Actor, case_id: UUID, paper: Paper, state: str) -> CaseFile:
    """Keep a produced file with the case and make it checkable by its fingerprint; the same one again is the same row."""
    case = access.get(Case, by, pk=case_id)
    access.require(by, access.ACT, case)
    if standing := CaseFile.objects.filter(case=case, fingerprint=paper.fingerprint).first():
        return standing
    kept = files.keep([paper.pdf], kinds=files.PRODUCED, limit=1 << 32)
    attachment = files.attach(by, case, kept, name=f"carpeta-{case.number}.pdf", purpose="produced")
    IssuedPaper.objects.create(
        fingerprint=paper.fingerprint,
        kind="carpeta",
        number=case.number,
        state=state,
        pages=paper.pages,
        sha256=kept.sha256,
        issued_at=by.now,
        compartment=case.compartment,
    )
    row = CaseFile.objects.create(
        case=case,
        attachment=attachment,
        fingerprint=paper.fingerprint,
        pages=paper.pages,
        produced_at=by.now,
        produced_by=by.membership,
    )
    journal.write(
        by,
        "case.file_produced",
        case,
        fingerprint=paper.fingerprint,
        pages=paper.pages,
        **contents.sealed(row),
    )
    return row
