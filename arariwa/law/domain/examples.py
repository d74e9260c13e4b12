"""Does a verdict answer an example as expected? Pure; the loader, the command and the tests ask the same."""

from collections.abc import Iterator, Mapping

from arariwa.law.domain.bindings import Lookup
from arariwa.law.domain.lawbook import Law
from arariwa.law.domain.legality import qualify
from arariwa.law.domain.offences import Example, Expected
from arariwa.law.domain.situation import Situation
from arariwa.law.domain.verdict import Pointer, Verdict, circumstance_id


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
        ("sentencing", expect.sentencing, [p.id for p in verdict.sentencing]),
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
    absent_ones: list[tuple[str, list[str] | None, list[Pointer]]] = [
        ("no_flags", expect.no_flags, verdict.procedure_flags),
        ("no_sentencing", expect.no_sentencing, verdict.sentencing),
        ("no_associated", expect.no_associated, verdict.associated_to_explore),
    ]
    for name, unwanted, rows in absent_ones:
        for given in set(unwanted or []) & {p.id for p in rows}:
            yield name, f"-{given}", given
    if "lawful_uses" in asked:
        uses = {u.id: u.status for u in verdict.lawful_uses}
        if uses != expect.lawful_uses:
            yield "lawful_uses", str(expect.lawful_uses), str(uses)
    yield from _prescription(expect, verdict)
    yield from _penalties(expect, verdict)
    considered = {o.id: o for o in verdict.considered} if expect.considered or expect.elements else {}
    for id_, status in (expect.considered or {}).items():
        answered = considered[id_].status if id_ in considered else "-"
        if answered != status:
            yield f"considered.{id_}", status, answered
    for id_, states in (expect.elements or {}).items():
        elements = {e.code: e.state for e in considered[id_].elements} if id_ in considered else {}
        for code, state in states.items():
            if elements.get(code) != state:
                yield f"elements.{id_}.{code}", state, str(elements.get(code, "-"))


def _prescription(expect: Expected, verdict: Verdict) -> Iterator[tuple[str, str, str]]:
    found = {p.id: p for p in verdict.prescription}
    for id_, wanted in (expect.prescription or {}).items():
        if id_ not in found:
            yield f"prescription.{id_}", str(wanted.ordinary_years), "-"
            continue
        got = found[id_]
        pairs = (
            ("ordinary_years", wanted.ordinary_years, got.ordinary_years),
            ("longest_years", wanted.longest_years, got.longest_years),
            ("ordinary_on", wanted.ordinary_on and wanted.ordinary_on.isoformat(), got.ordinary_on),
        )
        for name, one, other in pairs:
            if one is not None and one != other:
                yield f"prescription.{id_}.{name}", str(one), str(other)


def _penalties(expect: Expected, verdict: Verdict) -> Iterator[tuple[str, str, str]]:
    rows = [(row.id, row.penalty) for row in verdict.offences]
    rows += [
        (p.id, p.penalty) for p in (*verdict.associated_to_explore, *verdict.administrative) if p.penalty
    ]
    for up in verdict.aggravations:
        rows += [(name, up.penalty) for name in (up.id, circumstance_id(up.id, up.num, up.code))]
    for id_, wanted in (expect.penalties or {}).items():
        found = [penalty.figures for name, penalty in rows if name == id_]
        if any(wanted.figures.items() <= figures.items() for figures in found):
            continue
        # of the figures only those on which they differ
        told = {
            k: v for k, v in wanted.figures.items() if all(f.get(k) != v for f in found)
        } or wanted.figures
        answered = [_figures({k: figures[k] for k in told if k in figures}) for figures in found]
        yield f"penalties.{id_}", _figures(told), "; ".join(filter(None, answered)) or "-"


def _figures(figures: Mapping[str, tuple[object, object]]) -> str:
    return ", ".join(f"{name} {least}-{most}" for name, (least, most) in figures.items())
