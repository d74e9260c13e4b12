"""Reads a country's `rights` folder, with every mistake: shapes, ids, names that lead nowhere, facts the engine does not know.

Pure: a pack is bytes, what is read an object (`domain/content.py`).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path as Folder
from typing import TypeVar

from pydantic import ValidationError

from arariwa.core import reference_packs
from arariwa.core.packs import Pack, PackError, Problem, problems_of
from arariwa.events.domain import polls
from arariwa.law.domain import references
from arariwa.law.domain.legality import qualify
from arariwa.law.domain.references import Book
from arariwa.law.domain.situation import Situation
from arariwa.law.packs import load_law
from arariwa.law.species_packs import load_species, species_packs
from arariwa.rights.domain import choosing
from arariwa.rights.domain.choices import Choices
from arariwa.rights.domain.content import (
    AGREES,
    Asked,
    ChannelsFile,
    CommunityFile,
    HarmsFile,
    Limits,
    NormsFile,
    Rights,
    SituationsFile,
    VerdictWord,
    WaysFile,
    verdict_word,
)

NAME = "pe/rights"
Row = TypeVar("Row")


def read(pack: Pack) -> Rights:
    """The rights pack of a country. Raises PackError with what cannot be read."""
    situations = pack.yaml("situations.yaml", SituationsFile)
    return Rights(
        ways=_by_id(pack, "ways.yaml", pack.yaml("ways.yaml", WaysFile).ways),
        channels=_by_id(pack, "channels.yaml", pack.yaml("channels.yaml", ChannelsFile).channels),
        norms=_by_id(pack, "norms.yaml", pack.yaml("norms.yaml", NormsFile).norms),
        community=pack.yaml("community_justice.yaml", CommunityFile),
        claims=_by_id(pack, "harms.yaml", pack.yaml("harms.yaml", HarmsFile).claims),
        groups=situations.groups,
        acts=situations.acts,
        script=situations.script,
        shared=situations.shared,
        asked=_by_id(pack, "situations.yaml", situations.situations),
        held_on=situations.held_on,
        poll=pack.yaml(polls.FILE, polls.PollFile).by_id(),
        limits=pack.yaml("limits.yaml", Limits),
        choices=pack.yaml("choices.yaml", Choices),
        fingerprint=pack.fingerprint(),
    )


def _by_id(pack: Pack, file: str, rows: Iterable[Row]) -> Mapping[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        if (id := row.id) in found:  # type: ignore[attr-defined]
            raise PackError([Problem(f"{pack.name}/{file}", 0, "id", "pack.id_twice", {"given": id})])
        found[id] = row
    return found


def check(root: Folder) -> list[Problem]:
    """Every mistake of the rights folders below `root`."""
    if not (root / NAME).is_dir():
        return []
    try:
        pack = Pack.from_folder(root, NAME)
        rights = read(pack)
        law = load_law(Pack.from_folder(root, "pe/law"), try_examples=False)
        species = load_species([Pack.from_folder(root, part) for part in species_packs("pe")], "pe")
        institutions = {i.code for i in reference_packs.load_institutions(root)}
    except PackError as error:
        return error.problems
    return list(mistakes(rights, Book.of(law, species), institutions, pack))


def mistakes(rights: Rights, book: Book, institutions: set[str], pack: Pack) -> Iterator[Problem]:
    """Names that lead nowhere, references that say nothing, situations the engine cannot read or answers otherwise."""
    codes = set(book.by_code) | set(rights.norms) | institutions

    def wrong(file: str, id: str, code: str, given: object) -> Problem:
        return Problem(f"{pack.name}/{file}", _line(pack, file, id), id, code, {"given": given})

    for way in rights.ways.values():
        yield from (
            wrong("ways.yaml", way.id, "pack.unknown_reference", c)
            for c in way.authority
            if c not in institutions
        )
        yield from (
            wrong("ways.yaml", way.id, "pack.unknown_law", c) for c in way.legal_basis if c not in codes
        )
    for channel in rights.channels.values():
        if channel.institution not in institutions:
            yield wrong("channels.yaml", channel.id, "pack.unknown_reference", channel.institution)
    community = rights.community
    for actor in community.actors:
        where = "community_justice.yaml"
        yield from (
            wrong(where, actor.id, "pack.unknown_law", c) for c in actor.legal_basis if c not in codes
        )
        yield from (
            wrong(where, actor.id, "pack.unknown_reference", c)
            for c in actor.institutions
            if c not in institutions
        )
    for asked in rights.asked.values():
        yield from (
            wrong("situations.yaml", asked.id, code, given)
            for code, given in _of_asked(asked, rights, codes, institutions, book)
        )
    for question, answers in rights.script.items():
        known = (rights.asked, rights.ways, rights.channels, {a.id for a in community.actors})
        yield from (
            wrong("situations.yaml", question, "pack.unknown_reference", given)
            for given in answers
            if not any(given in part for part in known)
        )
    for poll in rights.poll.values():
        yield from (wrong(polls.FILE, poll.id, "pack.unknown_law", c) for c in poll.why if c not in codes)
        situation = rights.asked.get(poll.situation)
        if situation is None:
            yield wrong(polls.FILE, poll.id, "pack.unknown_reference", poll.situation)
        elif situation.answer != poll.answer:
            yield wrong(polls.FILE, poll.id, "pack.poll_answer", poll.situation)
    for field, code, given in choosing.mistakes(rights, book, institutions):
        yield Problem(f"{pack.name}/choices.yaml", 0, field, code, {"given": given})
    for at, words in rights.texts():
        for lang in ("es", "en"):
            for _, inner in references.written(words.in_(lang)):
                try:
                    found = book.mistake(references.read(inner))
                except references.Unread as error:
                    found = (error.code, error.values)
                if found:
                    yield Problem(pack.name, 0, at, *found)


def _of_asked(
    asked: Asked, rights: Rights, codes: set[str], institutions: set[str], book: Book
) -> Iterator[tuple[str, object]]:
    """(code of the mistake, what was given) of one question."""
    yield from (("pack.unknown_reference", key) for key in [asked.group] if key not in rights.groups)
    yield from (("pack.unknown_reference", key) for key in [asked.act] if key not in rights.acts)
    yield from (("pack.unknown_reference", key) for key in asked.ways if key not in rights.ways)
    yield from (("pack.unknown_reference", key) for key in asked.contact if key not in institutions)
    yield from (("pack.unknown_law", key) for key in asked.why if key not in codes)
    used = [said.use for said in (*asked.consequence, *asked.uncertain) if said.use]
    yield from (("pack.unknown_reference", key) for key in used if key not in rights.shared)
    if asked.situation is not None:
        try:
            found = verdict_of(asked, book, rights.held_on)
        except ValidationError as error:
            first = problems_of(error)[0]
            yield "pack.unknown_term", first.field
            return
        expected = AGREES[asked.answer]
        if asked.engine is None and found != expected:
            yield "pack.answer_differs", found
        elif asked.engine and (asked.engine.differs != found or found == expected):
            yield "pack.answer_agrees", found
    elif asked.engine:
        yield "pack.answer_agrees", "-"


def verdict_of(asked: Asked, book: Book, on: date) -> VerdictWord:
    """What the engine says of the facts of a question on a day, or on the past day it asks about."""
    situation = Situation.model_validate({"on": on.isoformat(), **(asked.situation or {})})
    return verdict_word(qualify(situation, book.law, book.species.lookup).lawful)


def _line(pack: Pack, file: str, id: str) -> int:
    """The line on which an entry of that id begins; 0 where it is not found."""
    lines = pack.text(file).splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.strip() in (f"- id: {id}", f"{id}:")), 0)
