"""What an answer owes a citizen: no flat yes without an origin, no flat no to who hunts to eat, the way that fits."""

import pytest

from arariwa.law.tests.worlds import species
from arariwa.rights.domain import asking
from arariwa.rights.domain.choices import Choices
from arariwa.rights.tests.worlds import answered, rights

CHOICES: Choices = rights().choices
# A law of their own forbids it, whoever asks.
NEVER = {"vicuna", "bufeo", "manati"}
ANIMALS = [id for id in CHOICES.by_id]
# Acts after which somebody has the animal or what comes of it.
HAVING = ("keep", "sell", "carry", "buy", "inherit", "export", "breed", "photograph", "craft")


@pytest.mark.parametrize("animal", [*ANIMALS, "no-se", "no-se-pez", "no-se-planta"])
def test_no_flat_yes_while_the_origin_was_not_asked(animal: str) -> None:
    it = asking.meant(animal, CHOICES, species())
    for act in set(asking.acts_for(it, CHOICES)) & set(HAVING):
        offered = asking.options(it, CHOICES.acts[act], "papers", CHOICES, species())
        for paper in ("", *(p for p in ("none", "receipt", "unknown", "other") if p in offered)):
            assert answered(animal, act, paper=paper).word != "allowed", (act, paper)


@pytest.mark.parametrize("animal", [a for a in ANIMALS if a not in NEVER])
def test_no_flat_no_to_who_hunts_or_fishes_to_eat(animal: str) -> None:
    it = asking.meant(animal, CHOICES, species())
    for act in set(asking.acts_for(it, CHOICES)) & {"hunt", "fish"}:
        for who, place in (("community", "community"), ("rural", "land"), ("", "")):
            if place in ("", *CHOICES.acts[act].places):
                assert answered(animal, act, place, who).word != "not_allowed", (act, who)


def test_a_vicuna_is_not_hunted_to_eat() -> None:
    told = answered("vicuna", "hunt", "community", "community")
    assert told.word != "allowed_if" and not told.uses
    assert told.ways == ["W-VICUNA"]
    assert answered("vicuna", "hunt", "community", "community", "none").word == "not_allowed"


@pytest.mark.parametrize(
    ("choice", "first"),
    [
        # a dolphin or a manatee is no catch: what to do when one falls into the net
        (("bufeo", "fish"), "W-INCIDENTAL"),
        (("manati", "sell"), None),
        (("paiche", "fish"), "W-PESCA"),
        # a nursery of orchids is no way for timber
        (("caoba", "sell"), None),
        (("cedro", "carry"), None),
        (("orquidea", "sell"), "W-VIVERO"),
        (("no-se-planta", "sell"), "W-VIVERO"),
        # the way the paper comes from
        (("sajino", "sell", "market", "community", "plan"), "W-MANEJO"),
        (("taricaya", "sell", "market", "trader", "plan"), "W-TARICAYA"),
        # nobody is led to hope for the custody of a seized animal
        (("pihuicho", "inherit"), "W-ENTREGA"),
    ],
)
def test_the_first_way_is_the_one_that_fits(choice: tuple[str, ...], first: str | None) -> None:
    assert next(iter(answered(*choice).ways), None) == first


def test_what_is_asked_of_fish_is_not_asked_of_a_plant() -> None:
    for animal in ("no-se-planta", "no-se"):
        asked = " ".join(q.es for q in answered(animal, "sell").questions)
        assert "talla" not in asked and "vedada" not in asked


def test_a_permit_is_named() -> None:
    rows = [t.es for c in answered("guacamayo", "export").conditions for t in c.conditions]
    assert rows and all("SERFOR" in row for row in rows)


def test_no_penalty_rises_where_no_offence_is_named() -> None:
    told = answered("lagarto", "hunt", "community", "community")
    assert not told.consequences and not told.worse
