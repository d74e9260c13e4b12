"""Questions made from the law pack: the engine's key, wrong options that are near and wrong."""

import re
from functools import cache

import pytest

from arariwa.training.domain.generated import Place, generate, in_words
from arariwa.training.domain.keys import key_of
from arariwa.training.domain.questions import question
from arariwa.training.tests.domain.samples import SALE, engine


@cache
def made():
    return list(generate(engine(), Place(2), "semilla"))


def test_there_are_many_and_each_is_generated_until_approved():
    assert len(made()) > 150
    assert {q.review for q in made()} == {"generated"}
    assert {q.ask for q in made()} == {"offence", "lawful"}
    assert len({q.id for q in made()}) == len(made())


def test_the_key_is_what_the_engine_says_and_the_others_are_not():
    for asked in made():
        if asked.ask != "offence":
            continue
        key = key_of(asked, engine()).answer
        verdict = engine().verdict(asked.situation)
        (row,) = verdict.offences
        named = {row.id} | {p.id for p in verdict.associated_to_explore}
        for option in asked.options:
            assert (option.offence == row.id) == (option.id == key)
            assert option.offence in named if option.id == key else option.offence not in named


def test_options_differ_and_say_why():
    for asked in made():
        assert 3 <= len(asked.options) <= 4 or asked.ask == "lawful"
        assert len({o.es for o in asked.options}) == len(asked.options)
        assert all(o.why and o.why.es and o.why.en for o in asked.options)


def test_some_wrong_options_are_texts_of_other_days_and_some_neighbouring_offences():
    whys = [o.why.es for q in made() for o in q.options]
    assert any(w.startswith("Este texto rigió") for w in whys) and any(
        w.startswith("Este texto rige") for w in whys
    )
    assert any(w.startswith("Falta un elemento") for w in whys)


def test_the_key_stands_at_every_place():
    places = [[o.id for o in q.options].index(key_of(q, engine()).answer) for q in made() if q.options]
    assert all(places.count(n) > 20 for n in range(4))


def test_the_same_seed_makes_the_same_questions():
    assert [q.id for q in generate(engine(), Place(2), "semilla")] == [q.id for q in made()]
    assert [q.id for q in generate(engine(), Place(2), "otra")] != [q.id for q in made()]


def test_they_can_be_kept_in_a_file():
    for asked in made():
        assert question(asked.model_dump(mode="json")) == asked


def test_laws_named_are_entries_of_the_pack():
    keys = {each for e in engine().law.entries for each in (e.key, e.group)}
    assert all(set(q.law) <= keys and q.law for q in made())


@pytest.mark.parametrize("lang", ["es", "en"])
def test_facts_in_words(lang):
    day, groups = in_words(
        {**SALE, "circumstances": {"persons": {"value": 3, "source": "un dato reservado"}}}
    )
    assert day == "2026-03-16" and [(g.kind, g.number) for g in groups] == [
        ("", 0),
        ("specimen", 1),
        ("actor", 1),
    ]
    told = [f"{f.label.in_(lang)}: {f.value.in_(lang)}" for g in groups for f in g.facts]
    assert ("Vender: sí" if lang == "es" else "Selling: yes") in told
    assert not re.search("reservado|acts\\.|national_category", " ".join(told))
