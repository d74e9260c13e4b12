"""Marking: what each kind is worth, and that no answer breaks it."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from arariwa.core.domain.refused import Refused
from arariwa.training.domain.keys import Engine, key_of
from arariwa.training.domain.questions import KINDS, mark, own_key, question
from arariwa.training.tests.domain.samples import PARTS, SALE, a_question, data, engine, es, option

ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["a", "l1", "r1", "NaN"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=8,
)


def points(kind, answer, **changes):
    asked = a_question(kind, **changes)
    return mark(asked, answer, key_of(asked, engine())).points


@pytest.mark.parametrize("kind", KINDS)
def test_the_key_is_worth_everything_and_no_answer_nothing(kind):
    asked = a_question(kind)
    key = key_of(asked, engine())
    assert mark(asked, key.answer, key).points == 1
    assert mark(asked, None, key).points == 0


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None)
@given(answer=ANY)
def test_whatever_is_sent_is_marked_between_nothing_and_everything(kind, answer):
    asked = a_question(kind)
    assert 0 <= mark(asked, answer, key_of(asked, engine())).points <= 1


@pytest.mark.parametrize(
    ("chosen", "worth"),
    [
        (["a", "c"], 1),
        (["c", "a"], 1),
        (["a"], Fraction(1, 2)),
        (["a", "b"], 0),
        (["a", "c", "b"], Fraction(1, 2)),
        (["a", "b", "c", "d"], 0),
        (["b"], 0),
        ([], 0),
        (["a", "a"], 0),
        (["a", "z"], 0),
    ],
)
def test_several_keys_chosen_less_others(chosen, worth):
    assert points("several", chosen) == worth


@pytest.mark.parametrize(
    ("order", "worth"),
    [
        ("abcd", 1),
        ("bcda", Fraction(2, 3)),
        ("abdc", Fraction(1, 3)),
        ("dcba", 0),
        ("abc", Fraction(2, 3)),
        ("aabb", 0),
    ],
)
def test_order_is_worth_its_neighbours(order, worth):
    assert points("order", list(order)) == worth


@settings(deadline=None)
@given(st.permutations("abcd"))
def test_only_the_right_order_is_worth_everything(order):
    assert (points("order", order) == 1) == (order == list("abcd"))


def test_match_is_worth_the_pairs_that_fit():
    assert points("match", {"l1": "r1", "l2": "r3", "l3": "r2"}) == Fraction(1, 3)
    assert points("match", {"l1": "r1", "l2": "r2"}) == Fraction(2, 3)
    assert points("match", {"l1": "r4", "l2": "r4", "l3": "r4"}) == 0
    assert points("match", {"l1": "r9"}) == 0


def test_two_lefts_may_share_a_right():
    pairs = [{"left": es(left), "right": es(right)} for left, right in (("a", "x"), ("b", "x"), ("c", "y"))]
    assert a_question("match", pairs=pairs, extra=[]).key == {"l1": "r1", "l2": "r1", "l3": "r2"}


def test_a_number_within_its_tolerance():
    assert points("number", "5") == points("number", "5.0") == points("number", " 5 ") == 1
    assert points("number", "5.1") == points("number", "1e99999") == points("number", "NaN") == 0
    assert points("number", "5.5", tolerance="0.5") == 1
    assert points("number", "5.51", tolerance="0.5") == 0


@pytest.mark.parametrize("written", ["fiscal", " FISCAL. ", "Él Fiscal", "«fiscal»"])
def test_text_is_folded(written):
    assert points("text", written) == 1
    assert points("text", f"{written} adjunto") == 0
    assert points("text", "x" * 501) == 0


def test_a_vignette_asks_the_engine():
    assert points("vignette", "a") == 1 and points("vignette", "b") == 0
    assert points("vignette", "no", ask="lawful", options=[]) == 1
    assert points("vignette", "firm", ask="status:CP-308", options=[]) == 1
    assert points("vignette", "no", ask="status:CP-310", options=[]) == 1
    reached = engine().verdict(SALE).penalty_range_years
    assert points("vignette", str(reached.max), ask="max_years", options=[]) == 1
    assert points("vignette", str(reached.max + 1), ask="max_years", options=[]) == 0


def test_an_offence_beside_a_wildlife_offence_has_its_own_answer():
    """A bribe offered, or a gang, is not listed with the sale; the question about it is answered all the same."""
    bribe = {**SALE, "bribery": {"offered": True, "breach": True, "official": "police"}}
    asked = a_question("vignette", situation=bribe, ask="status:CP-398-A", options=[])
    assert key_of(asked, engine()).answer == "firm"
    gang = {**SALE, "organisation": {"members": 3, "concerted": True}}
    asked = a_question("vignette", situation=gang, ask="status:CP-317-B", options=[])
    assert key_of(asked, engine()).answer == "firm"
    alone = a_question("vignette", ask="status:CP-317-B", options=[])
    assert key_of(alone, engine()).answer == "no"


def test_a_version_of_another_day_is_a_wrong_option():
    """The sale of 2026 falls under today's text; the option of 2008 is told apart from it."""
    options = [{"id": "a", "offence": "CP-308-v2008"}, {"id": "b", "offence": "CP-308"}]
    assert key_of(a_question("vignette", options=options), engine()).answer == "b"
    then = {**SALE, "on": "2012-05-04"}
    assert key_of(a_question("vignette", options=options, situation=then), engine()).answer == "a"
    # By its code alone an offence is meant whatever its version.
    options = [{"id": "a", "offence": "CP-308-C"}, {"id": "b", "offence": "CP-308"}]
    assert key_of(a_question("vignette", options=options, situation=then), engine()).answer == "b"


def test_no_key_where_the_engine_gives_no_clear_answer():
    unclear = a_question("vignette", situation={"on": "2026-03-16"}, ask="lawful", options=[])
    with pytest.raises(Refused, match=r"question\.not_clear"):
        key_of(unclear, engine())
    with pytest.raises(Refused, match=r"question\.situation"):
        key_of(a_question("vignette", situation={"on": "ayer"}), engine())
    with pytest.raises(Refused, match=r"question\.unknown_offence"):
        key_of(a_question("vignette", ask="status:CP-999", options=[]), engine())


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ({"time_limit": "PR-FLAGRANCIA"}, "24"),
        ({"time_limit": "PR-DETENCION", "limit": "preliminary"}, "72"),
        ({"penalty": "CP-308", "bound": "min"}, "3"),
        ({"penalty": "CP-308", "bound": "max", "on": "2001-01-01"}, "3"),
    ],
)
def test_a_figure_of_the_law(value, key):
    asked = a_question("number", answer=None, law_value=value)
    assert own_key(asked) is None and key_of(asked, engine()).answer == key


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"time_limit": "PR-NADA"}, "time_limit.unknown"),
        ({"time_limit": "PR-DETENCION"}, "question.which_length"),
        ({"time_limit": "PR-DETENCION", "limit": "nada"}, "question.no_length"),
        ({"penalty": "CP-999", "bound": "min"}, "question.no_penalty"),
        ({"penalty": "CP-308", "bound": "min", "on": "1950-01-01"}, "question.no_penalty"),
    ],
)
def test_a_figure_the_law_does_not_hold(value, code):
    with pytest.raises(Refused) as refused:
        key_of(a_question("number", answer=None, law_value=value), engine())
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("kind", "changes", "code"),
    [
        ("one", {"options": [option("a"), option("b")]}, "pack.no_key"),
        ("one", {"options": [option("a", key=True), option("b", key=True)]}, "pack.two_keys"),
        ("one", {"options": [option(i, key=i == "a") for i in "abcde"]}, "too_long"),
        ("one", {"options": [option("a", key=True), option("a", text="otra")]}, "pack.id_twice"),
        ("one", {"options": [option("a", key=True, text="Sí."), option("b", text="si")]}, "pack.option_twice"),
        ("several", {"options": [option("a"), option("b")]}, "pack.no_key"),
        ("number", {"answer": None}, "pack.no_key"),
        ("number", {"law_value": {"time_limit": "PR-IP"}}, "pack.two_keys"),
        ("number", {"answer": None, "law_value": {"penalty": "CP-308"}}, "pack.law_value_form"),
        ("text", {"accept": ["..."]}, "pack.no_key"),
        ("vignette", {"options": []}, "pack.no_options"),
        ("vignette", {"ask": "lawful"}, "pack.options_unasked"),
        ("order", {"items": [{"id": "a", "es": "uno"}, {"id": "b", "es": "Uno"}, {"id": "c", "es": "x"}]}, "pack.option_twice"),
    ],
)  # fmt: skip
def test_what_is_no_question(kind, changes, code):
    with pytest.raises(ValidationError) as refused:
        question(data(kind, **changes))
    assert code in {error["type"] for error in refused.value.errors()}


def test_feedback_tells_of_what_was_chosen_then_of_the_key():
    asked = a_question("one", why=es("En general"))
    told = mark(asked, "b", key_of(asked, engine())).feedback
    assert [said.es for said in told] == ["Por b", "Por a", "En general"]
    assert (
        "art. 308: 3 a 5 años"
        in mark(a_question("vignette"), "b", key_of(a_question("vignette"), engine())).feedback[-1].es
    )


def test_the_digest_is_of_what_is_asked_not_of_who_reviewed_it():
    asked = a_question("one")
    assert asked.digest == a_question("one", review="reviewed").digest
    assert asked.digest != a_question("one", stem=es("Otra cosa")).digest
    assert len({a_question(kind).digest for kind in PARTS}) == len(PARTS)


def test_the_engine_has_a_day_of_its_own():
    assert Engine(engine().law).day == engine().law.country.read_until
