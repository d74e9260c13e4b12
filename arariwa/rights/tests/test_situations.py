"""The engine's verdict and the written answer agree for every question: one law, whoever asks."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from arariwa.core.packs import Pack
from arariwa.law.domain.legality import qualify
from arariwa.law.domain.references import Book
from arariwa.law.domain.situation import Situation
from arariwa.law.domain.verdict import Verdict
from arariwa.law.packs import load_law
from arariwa.law.species_packs import load_species, species_packs
from arariwa.rights import packs
from arariwa.rights.domain.content import AGREES, Rights

ROOT = Path(__file__).resolve().parents[3] / "packs"
PACK = Pack.from_folder(ROOT, packs.NAME)
RIGHTS: Rights = packs.read(PACK)
ASKED = [asked for asked in RIGHTS.asked.values() if asked.situation]


@pytest.fixture(scope="module")
def book() -> Book:
    law = load_law(Pack.from_folder(ROOT, "pe/law"), try_examples=False)
    return Book.of(law, load_species([Pack.from_folder(ROOT, part) for part in species_packs("pe")], "pe"))


@pytest.mark.parametrize("id", [asked.id for asked in ASKED])
def test_the_verdict_and_the_answer_agree(book: Book, id: str) -> None:
    asked = RIGHTS.asked[id]
    found = packs.verdict_of(asked, book, RIGHTS.held_on)
    assert found == (asked.engine.differs if asked.engine else AGREES[asked.answer]), asked.question.es


def test_few_answers_part_from_the_verdict_and_all_the_facts_are_there() -> None:
    assert [a.id for a in ASKED if a.engine] == ["S08"]
    # Giving notice, being inspected, being asked for money, what a committee may do, helping, a bite.
    assert [a.id for a in RIGHTS.asked.values() if not a.situation] == [
        "S55",
        "S56",
        "S57",
        "S58",
        "S60",
        "S66",
        "S68",
    ]


def merged(facts: Any, more: Any) -> Any:
    """The facts of a question with more told; a list of acts as told so."""
    if isinstance(facts, dict) and isinstance(more, dict):
        return {**facts, **{key: merged(facts.get(key), value) for key, value in more.items()}}
    if isinstance(facts, list) and isinstance(more, dict):
        return {**dict.fromkeys(facts, True), **more}
    if isinstance(facts, list) and facts and isinstance(facts[0], dict):
        return [merged(facts[0], more[0])]
    return more


def verdict(book: Book, id: str, more: dict[str, Any]) -> Verdict:
    told = merged(RIGHTS.asked[id].situation, more)
    return qualify(Situation.model_validate({"on": "2026-11-27", **told}), book.law, book.species.lookup)


NO_TITLE = {"title": {"state": "none"}}


@pytest.mark.parametrize(
    ("id", "more", "lawful"),
    [
        # who fishes or hunts to eat has no paper, and is no offender for that
        ("S41", {}, True),
        ("S41", {"acts": {"sell": True}}, False),
        ("S41", {"circumstances": {"toxic": True, "prohibited_method": True}}, False),
        ("S41", {"specimens": [{"taxa": "Trichechus inunguis"}]}, False),
        ("S13", NO_TITLE, None),
        ("S13", {**NO_TITLE, "specimens": [{"national_category": "none", "in_regional_authorisation": True}]}, True),
        ("S13", {**NO_TITLE, "specimens": [{"national_category": "none", "in_regional_authorisation": False}]}, False),
        # a threatened species asks for more than the communal agreement
        ("S12", {"specimens": [{"national_category": "VU"}]}, None),
        ("S12", {"specimens": [{"national_category": "VU", "in_communal_agreement": False}]}, False),
        ("S12", {"place": {"kind": "protected_area"}}, None),
        ("S12", {"acts": {"sell": True}}, False),
        # defence of life: notice within 48 hours; not out of provocation
        ("S37", {"circumstances": {"provoked": False, "notice_given": True}}, True),
        ("S37", {"circumstances": {"provoked": True, "notice_given": True}}, False),
        # a certificate of what is managed or farmed
        ("S20", {"title": {"kind": "protected_area_certificate", "state": "valid"}, "specimens": [{"origin": "management_area"}]}, True),
        ("S20", NO_TITLE, False),
        ("S40", {"acts": {"extract": False}, "title": {"kind": "fish_origin_certificate", "state": "valid"}, "specimens": [{"origin": "captive_bred"}]}, True),
        ("S40", {"title": {"state": "none"}, "specimens": [{"closed_season": True}]}, False),
        # a quota has days
        ("S35", {"title": {"kind": "hide_quota", "state": "valid"}}, None),
        ("S35", {"title": {"kind": "hide_quota", "state": "valid", "quota_in_force": True}}, True),
        ("S35", NO_TITLE, False),
        # what takes nothing
        ("S01", {"circumstances": {"notice_given": True}}, True),
        ("S01", {"acts": {"possess": True}, **NO_TITLE}, False),
        ("S30", {"place": {"kind": "river"}}, True),
        ("S30", {"acts": {"capture": True}, **NO_TITLE}, False),
        ("S39", {"acts": {"possess": False}}, True),
        ("S39", {"acts": {"possess": True}, **NO_TITLE}, False),
        ("S59", {"acts": {"hand_in": True}}, True),
        # custom does not give a title
        ("S71", NO_TITLE, False),
    ],
)  # fmt: skip
def test_what_is_asked_turns_the_verdict_as_the_answer_says(
    book: Book, id: str, more: dict[str, Any], lawful: bool | None
) -> None:
    assert verdict(book, id, more).lawful is lawful


def test_an_animal_found_hurt_points_to_no_cruelty(book: Book) -> None:
    assert verdict(book, "S01", {}).offences == []


def changed(old: str, new: str) -> Rights:
    text = PACK.text("situations.yaml")
    assert old in text
    data = text.replace(old, new, 1).encode()
    return packs.read(replace(PACK, files={**PACK.files, "situations.yaml": data}))


def problems(book: Book, rights: Rights) -> list[tuple[str, str]]:
    """(question, code) of what the check says of the answers."""
    found = packs.mistakes(rights, book, {c for a in rights.asked.values() for c in a.contact}, PACK)
    return [(p.field, p.code) for p in found if p.code.startswith("pack.answer")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("answer: not_allowed", "answer: allowed", [("S03", "pack.answer_differs")]),
        ("    engine:\n      differs: not_lawful", "    engine:\n      differs: lawful", [("S08", "pack.answer_agrees")]),
        ("held_on: 2026-11-27", "held_on: 2010-05-01", None),
    ],
)  # fmt: skip
def test_an_answer_that_parts_from_the_verdict_is_told(
    book: Book, old: str, new: str, expected: list[tuple[str, str]] | None
) -> None:
    found = problems(book, changed(old, new))
    # the law of another day answers otherwise
    assert found == expected if expected is not None else found


def test_the_answers_hold_since_the_law_of_vicunas_changed(book: Book) -> None:
    since = RIGHTS.model_copy(update={"held_on": date(2026, 7, 18)})
    assert problems(book, since) == []
