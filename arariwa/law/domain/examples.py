"""Does a verdict answer an example as expected? Pure; the loader, the command and the tests ask the same."""

from collections.abc import Iterator

from arariwa.law.domain.bindings import Lookup
from arariwa.law.domain.lawbook import Law
from arariwa.law.domain.legality import qualify
from arariwa.law.domain.offences import Example, Expected
from arariwa.law.domain.situation import Situation
from arariwa.law.domain.verdict import Verdict


def differences(example: Example, law: Law, protection: Lookup | None = None) -> list[tuple[str, str, str]]:
    """(what, expected, answered) for each point on which the verdict differs; ValidationError for a bad situation."""
    verdict = qualify(Situation.model_validate(example.situation), law, protection)
    return list(_compare(example.expect, verdict))


def _compare(expect: Expected, verdict: Verdict) -> Iterator[tuple[str, str, str]]:
    asked = expect.model_fields_set
    whole: list[tuple[str, object, object]] = [
        ("lawful", expect.lawful, verdict.lawful),
        ("offences", expect.offences, {o.id: o.status for o in verdict.offences}),
        (
            "aggravations",
            sorted([(a.id, a.num or 0, a.status) for a in expect.aggravations or []]),
            sorted([(a.id, a.num or 0, a.status) for a in verdict.aggravations]),
        ),
        ("penalty_range_years", expect.penalty_range_years, verdict.penalty_range_years),
        (
            "alternative_range_years",
            expect.alternative_range_years,
            verdict.alternative_reading and verdict.alternative_reading.penalty_range_years,
        ),
        ("day_fines_disputed", expect.day_fines_disputed, bool(verdict.day_fines and verdict.day_fines.note)),
    ]
    for name, wanted, found in whole:
        if name in asked and wanted != found:
            yield name, str(wanted), str(found)
    if "day_fines" in asked:
        found_fines = (verdict.day_fines.min, verdict.day_fines.max) if verdict.day_fines else None
        wanted_fines = (expect.day_fines.min, expect.day_fines.max) if expect.day_fines else None
        if wanted_fines != found_fines:
            yield "day_fines", str(wanted_fines), str(found_fines)
    among: list[tuple[str, list[str] | None, list[str]]] = [
        ("associated", expect.associated, [p.id for p in verdict.associated_to_explore]),
        ("flags", expect.flags, [p.id for p in verdict.procedure_flags]),
        ("administrative", expect.administrative, [p.id for p in verdict.administrative]),
        ("warnings", expect.warnings, [w.code for w in verdict.warnings]),
        ("later_milder", expect.later_milder, [m.id for m in verdict.later_milder]),
        ("to_find_out", expect.to_find_out, [f.path for f in verdict.to_find_out]),
        ("alternatives", expect.alternatives, [r.id for r in verdict.readings]),
    ]
    for name, wanted_ids, found_ids in among:
        absent = [w for w in wanted_ids or [] if w not in found_ids]
        if absent or (wanted_ids == [] and found_ids):
            yield name, ", ".join(wanted_ids or ["-"]), ", ".join(found_ids) or "-"
    for flag in expect.no_flags or []:
        if flag in [p.id for p in verdict.procedure_flags]:
            yield "no_flags", flag, flag
    considered = {o.id: o for o in verdict.considered}
    for id_, status in (expect.considered or {}).items():
        answered = considered[id_].status if id_ in considered else "-"
        if answered != status:
            yield f"considered.{id_}", status, answered
    for id_, states in (expect.elements or {}).items():
        elements = {e.code: e.state for e in considered[id_].elements} if id_ in considered else {}
        for code, state in states.items():
            if elements.get(code) != state:
                yield f"elements.{id_}.{code}", state, str(elements.get(code, "-"))
