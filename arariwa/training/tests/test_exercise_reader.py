"""A broken exercise is told with file, line and field; nothing of it is used."""

import pytest
from django.conf import settings

from arariwa.core.packs import Pack, PackError
from arariwa.training import exercise_packs

NAME = "exercises/ex-06"
WHOLE = Pack.from_folder(settings.PACKS, NAME).text(exercise_packs.FILE)


def problems(old, new, name=NAME):
    assert old in WHOLE
    with pytest.raises(PackError) as error:
        exercise_packs.read(Pack(name, {exercise_packs.FILE: WHOLE.replace(old, new, 1).encode()}))
    return [(p.file, p.line, p.field, p.code) for p in error.value.problems]


def line_of(text):
    return WHOLE[: WHOLE.index(text)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "at", "field", "code"),
    [
        ("check: one_owner", "check: two_owners", "check: one_owner", "criteria.1.check", "pack.unknown_reference"),
        ("points: 24", "points: 25", "criteria:", "criteria", "pack.points_not_100"),
        ("given: {values: {clash: both}}", "given: {}", "given: {values: {clash: both}}", "criteria.4.given", "pack.missing"),
        ("given: {values: {clash: both}}", "given: {values: {clahs: both}}", "given: {values: {clash: both}}", "criteria.4.given.values", "pack.unknown_reference"),
        ("kind: agreements", "kind: agreement", "kind: agreements", "questions.14.kind", "pack.not_one_of"),
        ("drop: [threat]", "drop: [thread]", "drop: [threat]", "wrong.10.drop", "pack.unknown_reference"),
        ("loses: {clash: 12}", "loses: {clash: 13}", "loses: {clash: 12}", "wrong.3.loses.clash", "pack.out_of_range"),
        ("speed: 12", "speed: 0", "speed: 12", "speed", "pack.out_of_range"),
        ("speed: 12", "speeed: 12", "speed: 12", "speeed", "pack.unknown_field"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_where_it_stands(old, new, at, field, code):
    found = problems(old, new)
    assert (f"{NAME}/exercise.yaml", line_of(at), field, code) in found


def test_the_folder_is_named_like_the_code():
    assert problems("code: EX-06", "code: EX-07")[0][2:] == ("code", "pack.other_form")


def test_a_question_of_a_role_nobody_plays():
    assert problems("  - code: t1\n", "  - code: t1\n    of: [admiral]\n")[0][2:] == ("questions.0.of.0", "pack.unknown_reference")  # fmt: skip


def test_too_few_planted_mistakes():
    cut = WHOLE[: WHOLE.index("  - code: late\n")]
    with pytest.raises(PackError) as error:
        exercise_packs.read(Pack(NAME, {exercise_packs.FILE: cut.encode()}))
    assert [(p.field, p.code) for p in error.value.problems] == [("wrong", "pack.too_few_wrong")]


def test_all_exercises_of_the_folder_are_right():
    assert exercise_packs.check(settings.PACKS) == []


INTERDICTION = Pack.from_folder(settings.PACKS, "exercises/ex-04").text(exercise_packs.FILE)


@pytest.mark.parametrize(
    ("old", "new", "field", "code"),
    [
        ("commerce: first_sale", "commerce: checkpoint", "goal.commerce", "pack.unknown_reference"),
        ("    l05: {seize: checkpoint}", "    l55: {seize: checkpoint}", "goal.goods.l55", "pack.unknown_reference"),
        ("    l05: {seize: checkpoint}", "    l05: {sieze: checkpoint}", "goal.goods.l05.sieze", "pack.unknown_reference"),
        ("    l05: {seize: checkpoint}", "    l05: {seize: mismatch}", "goal.goods.l05.seize", "pack.unknown_reference"),
        ("escort: point}", "escort: l01}", "goal.goods.l10.escort", "pack.unknown_reference"),
        ("{code: retail, text: {es: en el", "{code: storage, text: {es: en el", "goal.chain.3", "pack.id_twice"),
    ],
)  # fmt: skip
def test_a_goal_names_what_there_is(old, new, field, code):
    assert INTERDICTION.count(old) == 1
    with pytest.raises(PackError) as error:
        exercise_packs.read(
            Pack("exercises/ex-04", {exercise_packs.FILE: INTERDICTION.replace(old, new).encode()})
        )
    (problem, *_more) = error.value.problems
    assert (problem.field, problem.code) == (field, code)
    at = INTERDICTION.replace(old, new).split("\n")[problem.line - 1]
    assert new.strip() in at or "commerce" in field and "commerce" in at
