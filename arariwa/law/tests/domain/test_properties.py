"""What must hold whatever is told."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from arariwa.law.domain.bindings import bindings
from arariwa.law.domain.holding import glance, outcome
from arariwa.law.domain.lawbook import spans
from arariwa.law.domain.legality import outline, qualify
from arariwa.law.domain.situation import COMMON, Situation, flatten
from arariwa.law.domain.terms import GROUPS
from arariwa.law.domain.verdict import Outline
from arariwa.law.tests.worlds import asked, law

CHEAP = settings(max_examples=120, deadline=None, derandomize=True)


def some(group):
    """Some facts of a group, each known or not."""
    options = {}
    for name, term in GROUPS[group].items():
        if term.kind == "yes_no":
            options[name] = st.booleans()
        elif term.kind == "one_of":
            options[name] = st.sampled_from(list(term.values))
    return st.fixed_dictionaries({}, optional=options)


TOLD_ONCE = [group for group in COMMON if group != "place"]
DAYS = st.dates(date(1991, 4, 9), date(2026, 12, 31)).map(date.isoformat)
SITUATIONS = st.fixed_dictionaries(
    {
        "on": st.one_of(DAYS, DAYS.map(lambda day: day[:7])),
        **{group: some(group) for group in TOLD_ONCE},
        "specimens": st.lists(some("specimen"), max_size=2),
        "actors": st.lists(some("actor"), max_size=2),
    }
)


def likely(situation):
    """The same situation leaning to an offence, so that the firm answers are reached often."""
    situation["acts"].setdefault("sell", True)
    situation["title"]["state"] = "none"
    situation["specimens"] = [
        {"what": "wild_fauna", **s, "title": "none"} for s in situation["specimens"]
    ] or [{"what": "wild_fauna", "aquatic": False, "national_category": "EN"}]
    return situation


EITHER = st.one_of(SITUATIONS, SITUATIONS.map(likely))


def unknown_places(situation):
    """Every (group, place in a list or None, name) that is not told."""
    for group in TOLD_ONCE:
        yield from (
            (group, None, n)
            for n, t in GROUPS[group].items()
            if t.kind in ("yes_no", "one_of") and n not in situation[group]
        )
    for key, group in (("specimens", "specimen"), ("actors", "actor")):
        for i, told in enumerate(situation[key]):
            yield from (
                (key, i, n)
                for n, t in GROUPS[group].items()
                if t.kind in ("yes_no", "one_of") and n not in told
            )


@CHEAP
@given(EITHER, st.data())
def test_learning_a_fact_takes_an_offence_away_only_by_contradicting_it(situation, data):
    before = {o.id: o for o in asked(situation).considered}
    key, place, name = data.draw(st.sampled_from(sorted(unknown_places(situation), key=str)))
    term = GROUPS[{"specimens": "specimen", "actors": "actor"}.get(key, key)][name]
    value = data.draw(st.booleans() if term.kind == "yes_no" else st.sampled_from(list(term.values)))
    told = situation[key] if place is None else situation[key][place]
    told[name] = value
    for offence in asked(situation).considered:
        was = before[offence.id]
        if was.status != "no" and offence.status == "no":
            against = [
                e
                for e in offence.elements
                if (e.excludes and e.state == "satisfied")
                or (not e.excludes and e.state == "contradicted" and not e.disputed)
            ]
            assert against, f"{offence.id} vanished without a reason"
            if was.status == "firm":
                learnt = f"{key}.{place}.{name}" if place is not None else f"{key}.{name}"
                later = any(e.code == "later_law" for e in against)
                assert later or any(learnt == f.path for e in against for f in e.facts), offence.id


@CHEAP
@given(EITHER)
def test_a_firm_offence_rests_on_told_facts_alone(situation):
    verdict = asked(situation)
    for offence in verdict.considered:
        elements = [e for e in offence.elements if not e.excludes]
        if offence.status == "firm":
            assert all(e.state == "satisfied" and e.facts for e in elements)
        if offence.status == "no":
            assert not all(e.state == "satisfied" for e in elements) or any(
                e.excludes and e.state == "satisfied" for e in offence.elements
            )
    for up in verdict.considered_aggravations:
        if up.status == "firm":
            assert all(e.state == "satisfied" and e.facts for e in up.elements)


@CHEAP
@given(st.one_of(DAYS, DAYS.map(lambda day: day[:7])))
def test_nothing_told_is_never_firm(on):
    verdict = asked({"on": on})
    assert verdict.lawful is None
    assert all(o.status != "firm" for o in verdict.considered)
    assert all(a.status != "firm" for a in verdict.considered_aggravations)


@CHEAP
@given(EITHER, st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(situation, random):
    def shuffled(told):
        items = list(told.items())
        random.shuffle(items)
        return dict(items)

    other = {k: shuffled(v) if isinstance(v, dict) else v for k, v in shuffled(situation).items()}
    other["specimens"] = [shuffled(s) for s in reversed(situation["specimens"])]
    other["actors"] = [shuffled(a) for a in reversed(situation["actors"])]
    one, two = asked(situation), asked(other)

    def gist(verdict):
        return (
            verdict.lawful,
            [(o.id, o.status, o.role) for o in verdict.considered],
            sorted((a.id, a.num or 0, a.code, a.status) for a in verdict.aggravations),
            verdict.penalty_range_years,
            verdict.day_fines,
            verdict.alternative_reading,
            sorted(
                p.id
                for p in [*verdict.associated_to_explore, *verdict.procedure_flags, *verdict.administrative]
            ),
            sorted(w.code for w in verdict.warnings),
        )

    assert gist(one) == gist(two)


@CHEAP
@given(EITHER)
def test_everything_said_is_cited(situation):
    verdict = asked(situation)
    pointers = [*verdict.associated_to_explore, *verdict.procedure_flags, *verdict.administrative]
    for each in [*verdict.considered, *verdict.considered_aggravations, *pointers]:
        assert each.source.norm in law().norms and each.source.article and each.source.read
    for each in [*verdict.considered, *verdict.considered_aggravations]:
        for element in each.elements:
            assert element.source and element.why.es and element.why.en
    assert verdict.pack_fingerprint == law().fingerprint


@CHEAP
@given(EITHER)
def test_the_outline_is_the_verdict_without_its_reasons(situation):
    told = Situation.model_validate(situation)
    assert outline(told, law()) == Outline.of(qualify(told, law()))


def test_the_outline_of_each_example_is_its_verdict_without_reasons():
    for _, example in law().examples:
        told = Situation.model_validate(example.situation)
        assert outline(told, law()) == Outline.of(qualify(told, law())), example.name.es


def test_no_day_since_1991_is_without_a_law_of_trade():
    first = law().country.first_day
    assert first == date(1991, 4, 9)
    for day in [first + timedelta(days=i) for i in range((date(2027, 1, 1) - first).days)]:
        assert len([v for v in law().in_force(day) if v.offence.code == "CP-308"]) == 1, day


def test_the_versions_of_each_offence_follow_without_a_gap():
    for offence in law().offences:
        held = [span for _, span in spans(offence)]
        assert all(a.until == b.start for a, b in zip(held, held[1:], strict=False)), offence.code
        assert held[-1].until == date.max, offence.code


@CHEAP
@given(EITHER)
def test_a_glance_sees_every_offence_that_something_points_to(situation):
    """Leaving out what nothing points to is only quicker: it never hides an offence."""
    flat = flatten(Situation.model_validate(situation))
    for segment in law().segments(flat.span):
        over = bindings(flat, segment, None, law().used, {})
        for ready in law().in_force(segment.start):
            for binding in over:
                quick, whole = glance(ready, binding), outcome(ready, binding)
                assert quick.pointed == whole.pointed, ready.id
                if quick.pointed:
                    assert quick.status == whole.status
