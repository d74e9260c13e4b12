"""Which answers are taken: their form, their role, their time, once or as often as one likes."""

import pytest

from arariwa.core.domain.refused import Refused
from arariwa.law.domain.text import text
from arariwa.training.domain import answering
from arariwa.training.domain.exercise import Option, Question
from arariwa.training.tests.domain.exercise_samples import an_exercise

OPTIONS = [Option(code=c, text=text(c, c)) for c in ("x", "y", "z")]


def question(kind="one", **changes):
    return Question(code="q", kind=kind, ask=text("¿?", "?"), options=OPTIONS, rows=[Option(code="r", text=text("r", "r"))], **changes)  # fmt: skip


def refused(run, code):
    with pytest.raises(Refused) as error:
        run()
    assert error.value.code == code


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        ("one", "x", "x"),
        ("several", ["x", "y", "x"], ["x", "y"]),
        ("match", {"r": "x", "other": ""}, {"r": "x"}),
        ("number", " 90 ", "90"),
        ("number", "4.5", "4.5"),
        ("hour", "07:05", "07:05"),
        ("text", " por qué ", "por qué"),
        ("agreements", [{"what": "a", "owner": "x", "on": "2026-05-20"}], [{"what": "a", "owner": "x", "on": "2026-05-20"}]),
    ],
)  # fmt: skip
def test_an_answer_is_kept_in_its_form(kind, given, kept):
    assert answering.clean(question(kind), given) == kept


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("one", "w"), ("one", None), ("one", ["x"]), ("several", []), ("several", "x"), ("several", ["x", "w"]),
        ("match", {}), ("match", {"s": "x"}), ("match", {"r": "w"}), ("number", "muchos"), ("number", "-1"),
        ("number", "1e9"), ("hour", "25:00"), ("hour", "7"), ("text", "  "), ("text", "x" * 8001), ("agreements", []),
        ("agreements", [{"what": "", "owner": "x", "on": ""}]), ("agreements", [{"what": "a", "owner": "w", "on": ""}]),
        ("agreements", [{"what": "a", "owner": "x", "on": "mañana"}]),
    ],
)  # fmt: skip
def test_another_form_is_refused(kind, given):
    refused(lambda: answering.clean(question(kind), given), "exercise.answer")


def test_at_most_so_many_may_be_chosen():
    assert answering.clean(question("several", most=2), ["x", "y"])
    refused(lambda: answering.clean(question("several", most=2), ["x", "y", "z"]), "exercise.too_many")


def test_who_may_answer_and_when():
    def may(q, role="police", minute=10, answered=()):
        answering.may_answer(an_exercise(questions=[q]), q, role, minute, dict.fromkeys(answered))

    may(question())
    may(question(), answered=["q"])
    may(question(until=5))  # late is late, not forbidden: it is graded as late
    refused(lambda: may(question(of=["judge"])), "exercise.other_role")
    refused(lambda: may(question(opens=11)), "exercise.not_yet")
    refused(lambda: may(question(once=True), answered=["q"]), "exercise.once")


def test_a_group_is_used_up():
    three = [question(group="g", most=2).model_copy(update={"code": c}) for c in ("a", "b", "c")]
    one = an_exercise(questions=three)
    answering.may_answer(one, three[2], "police", 0, {"a": 1})
    refused(
        lambda: answering.may_answer(one, three[2], "police", 0, {"a": 1, "b": 1}), "exercise.group_used_up"
    )
    # What was chosen may be answered again.
    answering.may_answer(one, three[1], "police", 0, {"a": 1, "b": 1})
