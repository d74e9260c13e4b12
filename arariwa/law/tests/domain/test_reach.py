"""Conditions that can never be satisfied are found; those that can are not."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arariwa.core.domain.spans import Span
from arariwa.law.domain.asking import HINTS, STATES, compiled
from arariwa.law.domain.conditions import SATISFIED, Node
from arariwa.law.domain.reach import dead_branches, satisfiable
from arariwa.law.domain.situation import UNSURE, Told

DAYS = Span(date(2010, 1, 1), date(2020, 1, 1))
SOLD, NOT_SOLD = {"fact": "acts.sell", "is": True}, {"fact": "acts.sell", "is": False}


def can(condition, named=None):
    return satisfiable(
        Node.model_validate(condition), {k: Node.model_validate(v) for k, v in (named or {}).items()}, DAYS
    )


@pytest.mark.parametrize(
    "condition",
    [
        {"all": [SOLD, NOT_SOLD]},
        {"all": [SOLD, {"not": SOLD}]},
        {"all": [{"fact": "specimen.form", "is": "live"}, {"fact": "specimen.form", "in": ["dead", "egg"]}]},
        {
            "all": [
                {"fact": "organisation.members", "at_least": 3},
                {"fact": "organisation.members", "less_than": 3},
            ]
        },
        {
            "all": [
                {"fact": "organisation.members", "more_than": 3},
                {"fact": "organisation.members", "at_most": 3},
            ]
        },
        {"fact": "on", "before": "2010-01-01"},
        {"fact": "on", "from": "2020-01-01"},
        {"all": [{"fact": "on", "from": "2015-01-01"}, {"fact": "on", "before": "2015-01-01"}]},
        {"not": {"any": [SOLD, NOT_SOLD]}},
        {"fact": "title.state", "is": "not_shown"},
        {"all": [{"use": "sold"}, NOT_SOLD]},
    ],
)
def test_what_can_never_be(condition):
    assert not can(condition, {"sold": SOLD})


@pytest.mark.parametrize(
    "condition",
    [
        {"any": [SOLD, NOT_SOLD]},
        {"all": [SOLD, {"not": NOT_SOLD}]},
        {
            "all": [
                {"fact": "organisation.members", "at_least": 3},
                {"fact": "organisation.members", "at_most": 3},
            ]
        },
        {"fact": "on", "from": "2019-12-31"},
        {"not": {"all": [SOLD, NOT_SOLD]}},
        {
            "all": [
                {"fact": "specimen.taxa", "in": ["A b", "C d"]},
                {"not": {"fact": "specimen.taxa", "is": "A b"}},
            ]
        },
        {"fact": "customs.value_soles", "more_than_times": {"unit": "UIT", "times": 4}},
    ],
)
def test_what_can_be(condition):
    assert can(condition)


def test_a_dead_alternative_is_named_by_its_place():
    node = Node.model_validate({"all": [SOLD, {"any": [NOT_SOLD, {"fact": "acts.store", "is": True}]}]})
    assert list(dead_branches(node, {}, DAYS, ("when",))) == [("when", "all", 1, "any", 0)]


LEAVES = [
    *({"fact": f"acts.{a}", "is": v} for a in ("sell", "store") for v in (True, False)),
    *(
        {"fact": "organisation.members", t: n}
        for t in ("at_least", "more_than", "at_most", "less_than")
        for n in (1, 2)
    ),
    *({"fact": "specimen.origin", "in": list(v)} for v in (["wild"], ["wild", "captive_bred"])),
]
conditions = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda xs: {"all": xs}),
        st.lists(inner, min_size=1, max_size=3).map(lambda xs: {"any": xs}),
        inner.map(lambda x: {"not": x}),
    ),
    max_leaves=7,
)
# Every mixture of facts the leaves can tell apart.
WORLDS = [
    {
        "acts.sell": Told("acts.sell", (sell,)),
        "acts.store": Told("acts.store", (store,)),
        "organisation.members": Told("organisation.members", (Decimal(members),)),
        "specimen.origin": Told("specimen.origin", (origin,)),
    }
    for sell, store, members, origin in product(
        (True, False), (True, False), ("0", "1", "1.5", "2", "3"), ("wild", "captive_bred", "management_area")
    )
]


@given(conditions)
def test_it_agrees_with_trying_every_mixture_of_facts(condition):
    node = Node.model_validate(condition)
    test = compiled(node, {})
    assert satisfiable(node, {}, DAYS) == any(test.state(world) == SATISFIED for world in WORLDS)


# Some of the facts, some of them in alternatives.
HALF_WORLDS = [
    {},
    {"acts.sell": Told("acts.sell", (True,))},
    {
        "acts.store": Told("acts.store", (False,)),
        "specimen.origin": Told("specimen.origin", ("wild", UNSURE)),
    },
    {"organisation.members": Told("organisation.members", (Decimal(1), Decimal(3)))},
    {
        "acts.sell": Told("acts.sell", (True, False)),
        "specimen.origin": Told("specimen.origin", ("wild", "captive_bred")),
    },
]


@given(conditions)
def test_where_it_stands_is_the_same_with_reasons_and_without(condition):
    test = compiled(Node.model_validate(condition), {})
    watched = compiled(Node.model_validate(condition), {}, watch=lambda node, state: None)
    for world in [*WORLDS, *HALF_WORLDS]:
        day = {"on": Told("on", (DAYS,)), **world}
        mark, answer = test.mark(day), test.answer(day)
        assert (STATES[mark], HINTS[mark]) == (answer.state, answer.hint)
        assert watched.mark(day) == mark
