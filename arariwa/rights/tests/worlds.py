"""The rights pack, the law and the species of the repository, read once; a choice in one line."""

from datetime import date
from functools import cache
from pathlib import Path

from arariwa.core.packs import Pack
from arariwa.law.domain.legality import qualify
from arariwa.law.domain.situation import Situation
from arariwa.law.domain.verdict import Verdict
from arariwa.law.tests.worlds import law, species
from arariwa.rights import packs
from arariwa.rights.domain import answer as answers
from arariwa.rights.domain import asking
from arariwa.rights.domain.answer import Answer
from arariwa.rights.domain.asking import Choice
from arariwa.rights.domain.content import Rights

PACKS = Path(__file__).resolve().parents[3] / "packs"
DAY = date(2026, 11, 27)


@cache
def rights() -> Rights:
    return packs.read(Pack.from_folder(PACKS, packs.NAME))


def a_choice(animal: str, act: str, place: str = "", who: str = "", paper: str = "") -> Choice:
    given = {"animal": animal, "acto": act, "lugar": place, "quien": who, "papeles": paper}
    return asking.choice(given, rights().choices, species())


def verdict_of(asked: Choice, on: date = DAY) -> Verdict:
    told = asking.situation(asked, rights().choices, on)
    return qualify(Situation.model_validate(told), law(), species().lookup)


def answered(animal: str, act: str, place: str = "", who: str = "", paper: str = "") -> Answer:
    asked = a_choice(animal, act, place, who, paper)
    return answers.answer(asked, verdict_of(asked), rights(), species())
