"""What may be wrong with a law pack. Each check is one named function in CHECKS; a new one is one more."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from pydantic import ValidationError

from arariwa.core.domain.spans import Span
from arariwa.core.packs import Problem, problems_of
from arariwa.law.domain.calendars import Distance
from arariwa.law.domain.conditions import mistakes, offences_of, terms_of, units_of, uses_of
from arariwa.law.domain.examples import differences
from arariwa.law.domain.lawbook import Law, spans
from arariwa.law.domain.offences import Concurrence, Penalty, Rule
from arariwa.law.domain.reach import dead_branches
from arariwa.law.domain.rules import DatedValue
from arariwa.law.domain.situation import Situation
from arariwa.law.domain.verdict import aggravation_id, circumstance_id
from arariwa.law.read_packs import DISTANCES, KEPT, Parts, Place

# Rules that are asked after the verdict and may ask about it.
FOLLOW_THE_VERDICT = ("procedure.yaml", "associated.yaml", "sentencing.yaml", "time_limits.yaml")
# Lists whose rows entries.csv does not name: how offences stand to each other, and the days of the calendar.
UNNAMED = ("concurrence.yaml", "holidays.yaml")


def something_stands(parts: Parts) -> Iterator[Problem]:
    """A law pack without an offence answers nothing."""
    if not parts.offences:
        yield Problem(parts.pack.name, 0, "offences", "pack.no_offence", {})


def ids_stand_once(parts: Parts) -> Iterator[Problem]:
    """A code names one offence and an id one version, in the whole pack."""
    codes: set[str] = set()
    ids: set[str] = set()
    for file, offence in parts.offences.items():
        if offence.code in codes:
            yield parts.problem(file, ("code",), "pack.id_twice", given=offence.code)
        codes.add(offence.code)
        for i, version in enumerate(offence.versions):
            if version.id in ids:
                yield parts.problem(file, ("versions", i, "id"), "pack.id_twice", given=version.id)
            ids.add(version.id)
            for group in ("elements", "exclusions", "circumstances"):
                seen: set[str] = set()
                for j, element in enumerate(getattr(version, group)):
                    if element.code in seen:
                        yield parts.problem(
                            file, ("versions", i, group, j, "code"), "pack.id_twice", given=element.code
                        )
                    seen.add(element.code)


def versions_follow(parts: Parts) -> Iterator[Problem]:
    """Versions of one offence neither overlap nor stand on days before the pack's first day."""
    for file, offence in parts.offences.items():
        begun: dict[object, int] = {}
        for i, version in enumerate(offence.versions):
            if version.until and version.until <= version.from_:
                yield parts.problem(
                    file, ("versions", i, "until"), "pack.until_before_from", until=version.until
                )
            if version.from_ in begun:
                yield parts.problem(
                    file, ("versions", i, "from"), "pack.versions_overlap", given=version.from_
                )
            begun[version.from_] = i
            later = [v for v in offence.versions if v.from_ > version.from_]
            if version.until and any(v.from_ < version.until for v in later):
                yield parts.problem(
                    file, ("versions", i, "until"), "pack.versions_overlap", given=version.until
                )
            if version.from_ < parts.country.first_day:
                yield parts.problem(
                    file, ("versions", i, "from"), "pack.before_first_day", given=version.from_
                )


def versions_have_their_parts(parts: Parts) -> Iterator[Problem]:
    """An aggravated form has circumstances and names what it raises; anything else has elements, one of them key."""
    for file, offence in parts.offences.items():
        for i, version in enumerate(offence.versions):
            at: Place = ("versions", i)
            raises = offence.kind == "aggravated"
            if raises and not version.circumstances:
                yield parts.problem(file, (*at, "circumstances"), "pack.no_circumstances")
            if raises and not version.aggravates:
                yield parts.problem(file, (*at, "aggravates"), "pack.no_aggravates")
            if raises and (version.elements or version.exclusions):
                yield parts.problem(file, (*at, "elements"), "pack.aggravated_with_elements")
            if not raises and (version.circumstances or version.aggravates):
                yield parts.problem(file, (*at, "circumstances"), "pack.circumstances_without_aggravated")
            if not raises and not any(e.key for e in version.elements):
                yield parts.problem(file, (*at, "elements"), "pack.no_key_element")
            penalty = version.penalty
            if not (penalty.prison_years or penalty.day_fines or penalty.fine_uit or penalty.note):
                yield parts.problem(file, (*at, "penalty"), "pack.no_penalty")


def codes_stand_once(parts: Parts) -> Iterator[Problem]:
    """A rule, definition, lawful use or time limit is named by one code on each day."""
    standing: dict[tuple[str, str], list[Any]] = {}
    for file, at, row in parts.listed():
        alike = standing.setdefault((file, row.code), [])
        for other in alike:
            if not _apart(row, other):
                yield parts.problem(file, (*at, "code"), "pack.id_twice", given=row.code)
        alike.append(row)


def _apart(one: Any, other: Any) -> bool:
    """Whether the days of two rows of one code do not meet; rows without days always meet."""
    days = [
        (getattr(r, "from_", None) or date.min, getattr(r, "until", None) or date.max) for r in (one, other)
    ]
    (a, b), (c, d) = days
    return b <= c or d <= a


def days_follow(parts: Parts) -> Iterator[Problem]:
    """A rule, or an amount of a dated value, ends after it begins; amounts of one value do not overlap."""
    for file, at, row in parts.listed():
        if isinstance(row, Rule) and row.from_ and row.until and row.until <= row.from_:
            yield parts.problem(file, (*at, "until"), "pack.until_before_from", until=row.until)
        if isinstance(row, DatedValue):
            for i, amount in enumerate(row.amounts):
                if any(not _apart(amount, other) for other in row.amounts[:i]):
                    yield parts.problem(
                        file, (*at, "amounts", i, "from"), "pack.versions_overlap", given=amount.from_
                    )


def rules_have_a_heading(parts: Parts) -> Iterator[Problem]:
    """Each rule of procedure stands under a heading: two pages of rules in one row are not read."""
    for i, rule in enumerate(parts.procedure):
        if rule.group is None:
            yield parts.problem("procedure.yaml", ("rules", i, "group"), "pack.missing")


def names_are_known(parts: Parts) -> Iterator[Problem]:
    """Each norm cited, each id raised, led or asked about, and each dated unit stands in the pack."""
    for k, norm in enumerate(parts.country.read_first):
        if norm not in parts.norms:
            yield parts.problem("law.yaml", ("read_first", k), "pack.unknown_norm", given=norm)
    ids = {v.id for o in parts.offences.values() for v in o.versions}
    codes = {o.code for o in parts.offences.values()}
    for file, at, _, entry in parts.sourced():
        if entry.source.norm not in parts.norms:
            yield parts.problem(file, (*at, "source", "norm"), "pack.unknown_norm", given=entry.source.norm)
        counting = getattr(entry, "counting", None)
        if counting and counting.source.norm not in parts.norms:
            where: Place = (*at, "counting", "source", "norm")
            yield parts.problem(file, where, "pack.unknown_norm", given=counting.source.norm)
        for k, norm in enumerate(entry.source.amended_by):
            if norm not in parts.norms:
                yield parts.problem(file, (*at, "source", "amended_by", k), "pack.unknown_norm", given=norm)
    for file, offence in parts.offences.items():
        for i, version in enumerate(offence.versions):
            for k, raised in enumerate(version.aggravates):
                if raised not in ids:
                    yield parts.problem(
                        file, ("versions", i, "aggravates", k), "pack.unknown_id", given=raised
                    )
    for file, at, rule in parts.rules():
        if isinstance(rule, Concurrence):
            for name in ("leads", "yields"):
                if getattr(rule, name) not in codes:
                    yield parts.problem(file, (*at, name), "pack.unknown_id", given=getattr(rule, name))
    units = {value.code for value in parts.values}
    for file, at, node in parts.nodes():
        for given in offences_of(node) - codes - ids:
            yield parts.problem(file, at, "pack.unknown_id", given=given)
        for given in units_of(node) - units:
            yield parts.problem(file, at, "pack.unknown_unit", given=given)


def extensions_are_known(parts: Parts) -> Iterator[Problem]:
    """A length that prolongs another names one of the same time limit, and codes stand once."""
    for i, time_limit in enumerate(parts.time_limits):
        codes = [limit.code for limit in time_limit.limits]
        for j, limit in enumerate(time_limit.limits):
            at: Place = ("time_limits", i, "limits", j)
            if limit.code in codes[:j]:
                yield parts.problem("time_limits.yaml", (*at, "code"), "pack.id_twice", given=limit.code)
            if limit.extends and (limit.extends not in codes or limit.extends == limit.code):
                yield parts.problem(
                    "time_limits.yaml", (*at, "extends"), "pack.unknown_id", given=limit.extends
                )


def distances_are_known(parts: Parts) -> Iterator[Problem]:
    """Each row of the table of travel times cites a norm of the pack, and a route has one time on each day."""
    standing: dict[tuple[str, str], list[Distance]] = {}
    for line, row in parts.distances:
        name = f"{parts.pack.name}/{DISTANCES}"
        if row.norm not in parts.norms:
            yield Problem(name, line, "norm", "pack.unknown_norm", {"given": row.norm})
        alike = standing.setdefault((row.from_, row.to), [])
        if any(o.holds(row.from_day) or row.holds(o.from_day) for o in alike):
            yield Problem(name, line, "from", "pack.id_twice", {"given": f"{row.from_}-{row.to}"})
        alike.append(row)


def entries_are_held(parts: Parts) -> Iterator[Problem]:
    """Each row of entries.csv names something that stands: an entry of the pack, or an example that guards a trap."""
    codes = {code for _, _, code, _ in parts.sourced()}
    codes |= {row.code for _, _, row in parts.listed()} | set(parts.norms)
    guarded = {trap for _, _, example in parts.all_examples() for trap in example.traps}
    seen: set[tuple[str, str]] = set()
    for line, row in parts.kept:
        stands = row.code in (codes if row.held_in == "law" else guarded)
        name = f"{parts.pack.name}/{KEPT}"
        if row.held_in != "institutions" and not stands:
            yield Problem(name, line, "code", "pack.unknown_id", {"given": row.code})
        if (row.held_in, row.code) in seen:
            yield Problem(name, line, "code", "pack.id_twice", {"given": row.code})
        seen.add((row.held_in, row.code))


def entries_are_named(parts: Parts) -> Iterator[Problem]:
    """Where a pack says how many entries it was written from, entries.csv has them all, and names all the pack holds."""
    if parts.country.entries is None:
        return
    found = len({row.id for _, row in parts.kept if row.id})
    if found != parts.country.entries:
        values = {"found": found, "expected": parts.country.entries, "table": KEPT}
        yield parts.problem("law.yaml", ("entries",), "pack.entries_lost", **values)
    named = {row.code for _, row in parts.kept if row.held_in == "law"}
    for file, offence in parts.offences.items():
        for i, version in enumerate(offence.versions):
            if version.id not in named:
                yield parts.problem(
                    file, ("versions", i, "id"), "pack.not_named", given=version.id, table=KEPT
                )
    for file, at, row in parts.listed():
        if file not in UNNAMED and row.code not in named:
            yield parts.problem(file, (*at, "code"), "pack.not_named", given=row.code, table=KEPT)
    traps = {row.code for _, row in parts.kept if row.held_in == "trap"}
    for file, at, example in parts.all_examples():
        for k, trap in enumerate(example.traps):
            if trap not in traps:
                yield parts.problem(file, (*at, "traps", k), "pack.not_named", given=trap, table=KEPT)


def words_are_known(parts: Parts) -> Iterator[Problem]:
    """Each condition asks only for facts of the vocabulary, with a fitting test and known values."""
    for file, at, node in parts.nodes():
        for place, code, values in mistakes(node, parts.conditions, at):
            yield parts.problem(file, place, code, **values)
        about_verdict = [t for t in terms_of(node) if t.startswith("verdict.")] + sorted(offences_of(node))
        if about_verdict and file not in FOLLOW_THE_VERDICT:
            yield parts.problem(file, at, "pack.verdict_term", given=about_verdict[0])


def conditions_can_hold(parts: Parts) -> Iterator[Problem]:
    """No condition, and none of its alternatives, asks for what can never be on the days it is asked about."""
    named = {name: c.when for name, c in parts.conditions.items()}
    always = Span(parts.country.first_day, date.max)
    days = {
        (file, i): span
        for file, offence in parts.offences.items()
        for version, span in spans(offence)
        for i in [offence.versions.index(version)]
    }
    for file, at, node in parts.nodes():
        span = days.get((file, int(at[1])), always) if at[0] == "versions" else always
        for place in dead_branches(node, named, span, at):
            yield parts.problem(file, place, "pack.never")


def conditions_end(parts: Parts) -> Iterator[Problem]:
    """A named condition does not use itself, straight or by way of others."""

    graph = {name: uses_of(c.when) for name, c in parts.conditions.items()}
    for name in graph:
        reached, todo = set(), list(graph[name])
        while todo:
            step = todo.pop()
            if step not in reached:
                reached.add(step)
                todo += graph.get(step, ())
        if name in reached:
            yield parts.problem("conditions.yaml", ("conditions", name), "pack.condition_circle", given=name)


def examples_can_be_read(parts: Parts) -> Iterator[Problem]:
    """The situation of each example has the shape of a situation, and its answers name ids of the pack."""
    ids = {v.id for o in parts.offences.values() for v in o.versions}
    for file, at, example in parts.all_examples():
        try:
            Situation.model_validate(example.situation)
        except ValidationError as error:
            for p in problems_of(error):
                place: Place = (
                    *at,
                    "situation",
                    *(int(x) if x.isdecimal() else x for x in p.field.split(".")),
                )
                yield parts.problem(file, place, p.code, **p.values)
        named = {
            *(example.expect.offences or {}),
            *(example.expect.considered or {}),
            *(a.id for a in example.expect.aggravations or []),
        }
        for given in sorted(named - ids):
            yield parts.problem(file, (*at, "expect"), "pack.unknown_id", given=given)


def versions_have_examples(parts: Parts) -> Iterator[Problem]:
    """Each version is named by the answer of an example whose facts fall on its days."""
    shown: set[str] = set()
    for _, _, example in parts.all_examples():
        e = example.expect
        shown |= {
            *(e.offences or {}),
            *(e.considered or {}),
            *(a.id for a in e.aggravations or []),
            *(e.administrative or []),
            *(e.associated or []),
        }
    for file, offence in parts.offences.items():
        for i, version in enumerate(offence.versions):
            if version.id not in shown:
                yield parts.problem(file, ("versions", i, "id"), "pack.no_example", given=version.id)


def penalties_are_said(parts: Parts) -> Iterator[Problem]:
    """Each figure of a penalty is said once more by an example: under `penalties`, or as the range or day-fines it reaches."""
    said: set[tuple[str, str, tuple[object, object]]] = set()
    for _, _, example in parts.all_examples():
        e = example.expect
        for id_, penalty in (e.penalties or {}).items():
            said |= {(id_, figure, given) for figure, given in penalty.figures.items()}
        listed = {id_ for id_, status in (e.offences or {}).items() if status != "no"}
        for up in e.aggravations or []:
            listed |= {up.id, aggravation_id(up.id, up.num)}
        for figure, reached in (("prison_years", e.penalty_range_years), ("day_fines", e.day_fines)):
            if reached:
                said |= {(id_, figure, (reached.min, reached.max)) for id_ in listed}
    for file, offence in parts.offences.items():
        for i, version in enumerate(offence.versions):
            at: Place = ("versions", i)
            rows: list[tuple[str, Place, Penalty]] = [(version.id, (*at, "penalty"), version.penalty)]
            rows += [
                (
                    circumstance_id(version.id, c.num, c.code),
                    (*at, "circumstances", j, "penalty"),
                    c.penalty,
                )
                for j, c in enumerate(version.circumstances)
                if c.penalty
            ]
            for id_, place, penalty in rows:
                for figure, given in penalty.figures.items():
                    if (id_, figure, given) not in said:
                        values = {"given": id_, "figure": figure}
                        yield parts.problem(file, (*place, figure), "pack.penalty_unsaid", **values)


def examples_are_answered(parts: Parts, law: Law) -> Iterator[Problem]:
    """Each example is answered as it says."""
    for file, at, example in parts.all_examples():
        for what, wanted, found in differences(example, law):
            yield parts.problem(
                file,
                (*at, "expect", what.split(".")[0]),
                "pack.example_differs",
                name=example.name.es,
                what=what,
                wanted=wanted,
                found=found,
            )


Check = Callable[[Parts], Iterator[Problem]]
CHECKS: list[Check] = [
    something_stands,
    ids_stand_once,
    versions_follow,
    versions_have_their_parts,
    codes_stand_once,
    days_follow,
    rules_have_a_heading,
    names_are_known,
    extensions_are_known,
    distances_are_known,
    words_are_known,
    conditions_end,
    examples_can_be_read,
    versions_have_examples,
    entries_are_held,
]
# Asked only of a pack whose words are known and whose conditions end.
LAST_CHECKS: list[Check] = [conditions_can_hold]


def what_differs(parts: Parts, law: Law) -> list[Problem]:
    """What a pack that can be read must answer and hold besides; a correction is warned of it and not refused."""
    answered = list(examples_are_answered(parts, law))
    # a figure that examples answer otherwise is told by them
    return [*entries_are_named(parts), *(answered or penalties_are_said(parts))]
