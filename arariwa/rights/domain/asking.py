"""From what a citizen picked to the situation the law engine reads. What was not picked is not known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from arariwa.core.domain.refused import Refused
from arariwa.law.domain.species import Species
from arariwa.law.domain.text import Text
from arariwa.rights.domain.choices import Act, Choices, Kind, Option, among, kind_of

# Taxa one name may mean in an address; more is no question any more.
MOST_TAXA = 12
# The refinements of an answer: field of the pack, in the order in which they are asked.
REFINED = ("places", "who", "papers")


@dataclass(frozen=True)
class Meant:
    """The animal or plant asked about. `id` stands in the address; no taxa where nobody knows which it is, no kind where they are of several."""

    id: str
    taxa: tuple[str, ...]
    kind: Kind | None
    words: Text | None
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Choice:
    """What was picked, by the ids of choices.yaml; "" for what was not."""

    meant: Meant
    act: str
    place: str = ""
    who: str = ""
    paper: str = ""

    def picked(self, choices: Choices) -> Iterator[Option]:
        """The options picked beside the act."""
        for field, id in zip(REFINED, (self.place, self.who, self.paper), strict=True):
            if id:
                yield getattr(choices, field)[id]


def meant(id: str, choices: Choices, species: Species) -> Meant:
    """The animal or plant of an id: a local name of the pack, a taxon of the table, or several joined by a dot.

    Refused for anything else.
    """
    if id in choices.unknown:
        unknown, kind = choices.unknown[id]
        return Meant(id, (), kind, unknown.words, unknown.facts)
    if row := choices.by_id.get(id):
        taxa, words = tuple(row.taxa), row.words
    else:
        slugs = id.split(".")
        found = [species.by_slug.get(slug, "") for slug in slugs]
        if not all(found) or not 0 < len(found) <= MOST_TAXA:
            raise Refused("ask.animal", "animal")
        taxa, words = tuple(dict.fromkeys(found)), None
    kinds = {kind_of(taxon, species) for taxon in taxa}
    return Meant(id, taxa, kinds.pop() if len(kinds) == 1 else None, words, {})


def acts_for(it: Meant, choices: Choices) -> list[str]:
    """The acts that can be asked about it."""
    return [id for id, act in choices.acts.items() if it.kind is None or it.kind in act.of]


def options(it: Meant, act: Act, field: str, choices: Choices, species: Species) -> dict[str, Option]:
    """The places, roles or papers offered with an act, in the order of the act."""
    held: Mapping[str, Option] = getattr(choices, field)
    order = held if field == "who" else getattr(act, field)
    return {id: held[id] for id in order if _fits(held[id], it, species)}


def _fits(option: Option, it: Meant, species: Species) -> bool:
    if it.kind is not None and it.kind not in option.of:
        return False
    return not option.only or among(option.only, it.taxa, None, species)


def choice(given: Mapping[str, str], choices: Choices, species: Species) -> Choice:
    """The choice of an address. Refused with the field of the first thing that is no choice or does not go together."""
    it = meant(given["animal"], choices, species)
    if given["acto"] not in choices.acts:
        raise Refused("ask.act", "acto")
    if given["acto"] not in acts_for(it, choices):
        raise Refused("ask.not_together", "acto")
    act, picked = choices.acts[given["acto"]], []
    for field, name in zip(REFINED, ("lugar", "quien", "papeles"), strict=True):
        id = given.get(name, "")
        if id and id not in getattr(choices, field):
            raise Refused("ask.option", name)
        if id and id not in options(it, act, field, choices, species):
            raise Refused("ask.not_together", name)
        picked.append(id)
    return Choice(it, given["acto"], *picked)


def told(asked: Choice, choices: Choices) -> dict[str, Any]:
    """What was picked, as facts by path. Refused where two picks contradict each other, which the check of packs rules out."""
    facts = {**asked.meant.facts, **choices.acts[asked.act].facts}
    for option in asked.picked(choices):
        for path, value in option.told(asked.act).items():
            if facts.setdefault(path, value) != value:
                raise Refused("ask.not_together", path)
    return facts


def situation(asked: Choice, choices: Choices, on: date) -> dict[str, Any]:
    """The same as the law engine reads it, on a day: one specimen and one person."""
    found: dict[str, Any] = {"on": on.isoformat(), "specimens": [{}], "actors": [{}]}
    if asked.meant.taxa:
        found["specimens"][0]["taxa"] = list(asked.meant.taxa)
    for path, value in told(asked, choices).items():
        group, name = path.split(".", 1)
        place = found[f"{group}s"][0] if group in ("specimen", "actor") else found.setdefault(group, {})
        place[name] = value
    return found
