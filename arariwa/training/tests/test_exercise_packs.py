"""Every exercise is solved by its model answer, and each planted mistake loses the points it must and no others."""

import pytest
from django.conf import settings

from arariwa.core import formatting
from arariwa.core.packs import Pack
from arariwa.law import queries as law
from arariwa.training import exercise_packs, gathering
from arariwa.training.tests import exercising

NAMES = exercise_packs.names(settings.PACKS)
READ = {name: exercise_packs.read(Pack.from_folder(settings.PACKS, name)) for name in NAMES}
SOLVED = [name.partition("/")[2] for name, one in READ.items() if one.model]
PLANTED = [
    pytest.param(name.partition("/")[2], wrong, id=f"{one.code}-{wrong.code}")
    for name, one in READ.items()
    for wrong in one.wrong
]


@pytest.mark.django_db
@pytest.mark.parametrize("slug", SOLVED)
def test_the_model_answer_solves_it(slug):
    standing = exercising.played(slug)
    lost = {m.criterion.code: m.said.es for m in standing.graded.criteria if m.lost}
    assert not lost
    assert (standing.graded.score, standing.graded.level, standing.graded.passed) == (100, 3, True)


@pytest.mark.django_db
@pytest.mark.parametrize(("slug", "wrong"), PLANTED)
def test_a_planted_mistake_loses_exactly_its_points(slug, wrong):
    graded = exercising.played(slug, wrong.code).graded
    assert {m.criterion.code: m.lost for m in graded.criteria if m.lost} == wrong.loses
    assert {m.criterion.code for m in graded.critical_failures} == set(wrong.critical)
    assert not (wrong.critical and graded.passed)


def test_every_exercise_of_the_programme_is_there():
    assert [one.code for one in READ.values()] == [f"EX-0{n}" for n in range(1, 10)]
    waiting = {one.code: one.needs for one in READ.values() if one.needs}
    assert waiting == {"EX-05": ["network"], "EX-07": ["assessment"], "EX-08": ["cooperation"]}


@pytest.mark.django_db
def test_the_texts_one_may_cite_begin_on_the_day_the_law_says():
    for option in READ["exercises/ex-01"].question("f1_version").options:
        if option.code == "none":
            continue
        begins = law.law().version(option.code).span.start
        whole = (formatting.day(begins, "es"), formatting.day(begins, "en"))
        # The text of 1995 is named by its year.
        told = (
            (f"texto de {begins.year}", f"text of {begins.year}") if option.code.endswith("v1995") else whole
        )
        assert told[0] in option.text.es and told[1] in option.text.en, option.code


@pytest.mark.django_db
def test_what_the_hearing_says_of_the_offer_holds_in_law():
    """Two years are below the legal minimum even with one sixth off."""
    years = gathering.keys_of(READ["exercises/ex-03"])["charge"].years
    assert years and years[0] * 5 / 6 > 2


@pytest.mark.django_db
def test_every_species_named_is_called_as_the_species_table_calls_it():
    """A learner chooses from that table: a synonym in the pack could never be met on the real screens."""
    named = {}
    for one in READ.values():
        for criterion in one.criteria:
            named |= dict.fromkeys(criterion.given.get("things", {}), criterion.code)
        for step in (*one.model, *one.planted):
            for thing in step.given.get("things", {}).values():
                named |= dict.fromkeys(thing.get("taxa", []), step.step)
        for _code, situation in one.situations():
            for specimen in situation["specimens"]:
                taxa = specimen.get("taxa", [])
                named |= dict.fromkeys([taxa] if isinstance(taxa, str) else taxa, one.code)
    table = law.species().taxa
    assert not {name: where for name, where in named.items() if name not in table}
