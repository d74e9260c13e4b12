"""Three values: what is not told is not known, never false."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from arariwa.core.domain.spans import Span
from arariwa.law.domain.asking import HINTS, STATES, compiled
from arariwa.law.domain.conditions import CONTRADICTED, NOT_KNOWN, SATISFIED, Node, mistakes
from arariwa.law.domain.situation import UNSURE, Told

SELL, HUNT = {"fact": "acts.sell", "is": True}, {"fact": "acts.hunt", "is": True}


def facts(**told):
    return {
        path.replace("__", "."): Told(path, value if isinstance(value, tuple) else (value,))
        for path, value in told.items()
    }


def ask(node, named=None, **told):
    """The whole answer; where it stands must be the same when asked without reasons."""
    known = {k: Node.model_validate(v) for k, v in (named or {}).items()}
    test = compiled(Node.model_validate(node), known)
    answer, mark = test.answer(facts(**told)), test.mark(facts(**told))
    assert (answer.state, answer.hint) == (STATES[mark], HINTS[mark])
    return answer


@pytest.mark.parametrize(
    ("told", "all_", "any_"),
    [
        ({}, NOT_KNOWN, NOT_KNOWN),
        ({"acts__sell": True}, NOT_KNOWN, SATISFIED),
        ({"acts__sell": False}, CONTRADICTED, NOT_KNOWN),
        ({"acts__sell": True, "acts__hunt": True}, SATISFIED, SATISFIED),
        ({"acts__sell": True, "acts__hunt": False}, CONTRADICTED, SATISFIED),
        ({"acts__sell": False, "acts__hunt": False}, CONTRADICTED, CONTRADICTED),
    ],
)
def test_all_and_any(told, all_, any_):
    assert ask({"all": [SELL, HUNT]}, **told).state == all_
    assert ask({"any": [SELL, HUNT]}, **told).state == any_


def test_not_turns_the_known_and_leaves_the_unknown():
    assert ask({"not": SELL}, acts__sell=True).state == CONTRADICTED
    assert ask({"not": SELL}, acts__sell=False).state == SATISFIED
    assert ask({"not": SELL}).state == NOT_KNOWN


def test_an_unknown_leaf_says_what_would_decide_it():
    answer = ask({"all": [SELL, HUNT]}, acts__sell=True)
    assert answer.missing == ("acts.hunt",)
    assert answer.hint, "one of the two is told, so something points to it"


def test_a_contradiction_names_only_what_contradicts():
    answer = ask({"all": [SELL, HUNT]}, acts__sell=True, acts__hunt=False)
    assert [f.path for f in answer.facts] == ["acts__hunt"]


def test_alternatives_hold_only_if_they_all_do():
    listed = {"fact": "specimen.national_category", "in": ["EN", "VU"]}
    assert ask(listed, specimen__national_category=("EN", "VU")).state == SATISFIED
    mixed = ask(listed, specimen__national_category=("EN", "none"))
    assert (mixed.state, mixed.hint) == (NOT_KNOWN, True)
    assert ask(listed, specimen__national_category=("none",)).state == CONTRADICTED


def test_a_possible_value_beside_the_unknown_only_points():
    listed = {"fact": "specimen.national_category", "in": ["EN", "VU"]}
    assert (a := ask(listed, specimen__national_category=("EN", UNSURE))).state == NOT_KNOWN and a.hint
    assert (a := ask(listed, specimen__national_category=("none", UNSURE))).state == NOT_KNOWN and not a.hint


def test_a_paper_not_shown_points_but_does_not_decide():
    without = {"fact": "title.state", "in": ["none", "expired"]}
    answer = ask(without, title__state="not_shown")
    assert (answer.state, answer.hint) == (NOT_KNOWN, True)


def test_numbers_compare_and_an_unknown_number_is_not_zero():
    many = {"fact": "circumstances.persons", "at_least": 2}
    assert ask(many, circumstances__persons=Decimal(2)).state == SATISFIED
    assert ask(many, circumstances__persons=Decimal(1)).state == CONTRADICTED
    assert ask(many).state == NOT_KNOWN
    assert (
        ask({"fact": "circumstances.persons", "more_than": 2}, circumstances__persons=Decimal(2)).state
        == CONTRADICTED
    )
    assert (
        ask({"fact": "circumstances.persons", "at_most": 2}, circumstances__persons=Decimal(2)).state
        == SATISFIED
    )
    assert (
        ask({"fact": "circumstances.persons", "less_than": 2}, circumstances__persons=Decimal(2)).state
        == CONTRADICTED
    )


def test_known_and_told_look_at_the_telling():
    assert ask({"fact": "acts.sell", "known": True}).state == CONTRADICTED
    assert ask({"fact": "acts.sell", "known": True}, acts__sell=False).state == SATISFIED
    assert ask({"fact": "acts.sell", "told": True}, acts__sell=False).state == CONTRADICTED


@pytest.mark.parametrize(
    ("span", "state"),
    [
        (Span.day(date(2014, 4, 9)), SATISFIED),
        (Span.day(date(2014, 4, 8)), CONTRADICTED),
        (Span.parse("2014-04"), NOT_KNOWN),
    ],
)
def test_a_span_of_days_around_a_limit_is_not_known(span, state):
    assert ask({"fact": "on", "from": "2014-04-09"}, on=span).state == state


def test_a_named_condition_stands_for_its_tree():
    assert ask({"use": "trade"}, {"trade": SELL}, acts__sell=True).state == SATISFIED


@pytest.mark.parametrize(
    ("node", "code"),
    [
        ({}, "pack.condition_form"),
        ({"all": [SELL], "any": [SELL]}, "pack.condition_form"),
        ({"fact": "acts.sell"}, "pack.condition_test"),
        ({"fact": "acts.sell", "is": True, "known": True}, "pack.condition_test"),
        ({"use": "x", "is": True}, "pack.condition_test"),
        ({"all": []}, "too_short"),
        ({"fact": "acts.sell", "equals": True}, "extra_forbidden"),
    ],
)
def test_a_node_says_one_thing(node, code):
    with pytest.raises(ValidationError) as refused:
        Node.model_validate(node)
    assert code in [e["type"] for e in refused.value.errors()]


@pytest.mark.parametrize(
    ("node", "code"),
    [
        ({"fact": "acts.fly", "is": True}, "pack.unknown_term"),
        ({"fact": "title.state", "in": ["lost"]}, "pack.unknown_value"),
        ({"fact": "acts.sell", "is": "yes"}, "pack.unknown_value"),
        ({"fact": "acts.sell", "at_least": 2}, "pack.wrong_test"),
        ({"fact": "specimen.quantity", "is": True}, "pack.wrong_test"),
        ({"use": "nowhere"}, "pack.unknown_condition"),
    ],
)
def test_unknown_words_are_mistakes_wherever_they_stand(node, code):
    for tree in (node, {"not": node}, {"all": [SELL, {"any": [node]}]}):
        assert code in [found for _, found, _ in mistakes(Node.model_validate(tree), {}, ())]
