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
from arariwa.rights.domain import choosing, guides, kit
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
    RoutingFile,
    SituationsFile,
    VerdictWord,
    WaysFile,
    verdict_word,
)
from arariwa.rights.domain.guides import Guide

NAME = "pe/rights"
Row = TypeVar("Row")
# A drawing is lines: nothing that runs, loads or links.
DRAWING_MAY_NOT = ("<script", "href", "<image", "<style", "<foreignobject", " on", "<!entity", "url(")


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
        notice_kinds=_by_id(pack, "routing.yaml", pack.yaml("routing.yaml", RoutingFile).kinds),
        fingerprint=pack.fingerprint(),
    )


def read_kit(pack: Pack) -> kit.Kit:
    """The know-your-rights session of a rights pack."""
    script = pack.yaml(kit.SCRIPT, kit.KitFile)
    return kit.Kit(
        script=script,
        tongues={code: pack.yaml(f"session/texts.{code}.yaml", kit.TongueFile) for code in kit.TONGUES},
        glyphs={
            card.glyph: pack.text(f"session/cards/{card.glyph}.svg")
            for card in script.cards
            if f"session/cards/{card.glyph}.svg" in pack.files
        },
    )


def mistakes_of_kit(session: kit.Kit, rights: Rights, book: Book, pack: Pack) -> Iterator[Problem]:
    """Steps and cards that lead nowhere, slots without a place, drawings that are missing or hold more than lines."""

    def wrong(file: str, at: str, code: str, given: object) -> Problem:
        return Problem(f"{pack.name}/{file}", 0, at, code, {"given": given})

    script = session.script
    for step in script.steps:
        for key in step.questions:
            if key not in script.questions:
                yield wrong(kit.SCRIPT, f"steps {step.n}", "pack.unknown_reference", key)
    for key in script.questions:
        if key not in rights.script:
            yield wrong(kit.SCRIPT, f"questions {key}", "pack.unknown_reference", key)
    for card in script.cards:
        if card.situation not in rights.asked:
            yield wrong(kit.SCRIPT, f"cards {card.id}", "pack.unknown_reference", card.situation)
        if book.taxon(card.taxon) is None:
            yield wrong(kit.SCRIPT, f"cards {card.id}", "lesson.unknown_species", card.taxon)
        drawing = session.glyphs.get(card.glyph, "")
        if not drawing.startswith("<svg ") or any(part in drawing.lower() for part in DRAWING_MAY_NOT):
            yield wrong(f"session/cards/{card.glyph}.svg", card.id, "pack.drawing", card.glyph)
    for code, tongue in session.tongues.items():
        file = f"session/texts.{code}.yaml"
        if tongue.language != code:
            yield wrong(file, "language", "pack.unknown_reference", tongue.language)
        for key in sorted(set(tongue.slots) ^ set(script.slots())):
            yield wrong(file, key, "pack.slot", key)


def _by_id(pack: Pack, file: str, rows: Iterable[Row]) -> Mapping[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        if (id := row.id) in found:  # type: ignore[attr-defined]
            raise PackError([Problem(f"{pack.name}/{file}", 0, "id", "pack.id_twice", {"given": id})])
        found[id] = row
    return found


def read_guides(pack: Pack) -> Mapping[str, Mapping[str, Guide]]:
    """The guides by name and language, in their order. Raises PackError with what cannot be read."""
    found: dict[str, dict[str, Guide]] = {}
    for path in pack.under("guides", ".md"):
        guide = guides.read(pack, path)
        found.setdefault(guide.slug, {})[guide.lang] = guide
    return dict(sorted(found.items(), key=lambda one: (min(g.head.order for g in one[1].values()), one[0])))


def check(root: Folder) -> list[Problem]:
    """Every mistake of the rights folders below `root`."""
    if not (root / NAME).is_dir():
        return []
    try:
        pack = Pack.from_folder(root, NAME)
        rights, written, session = read(pack), read_guides(pack), read_kit(pack)
        law = load_law(Pack.from_folder(root, "pe/law"), try_examples=False)
        species = load_species([Pack.from_folder(root, part) for part in species_packs("pe")], "pe")
        institutions = {i.code for i in reference_packs.load_institutions(root)}
    except PackError as error:
        return error.problems
    book = Book.of(law, species)
    return [
        *mistakes(rights, book, institutions, pack),
        *(wrong for both in written.values() for wrong in _of_guide(both, rights, book, institutions)),
        *mistakes_of_kit(session, rights, book, pack),
    ]


def _of_guide(
    both: Mapping[str, Guide], rights: Rights, book: Book, institutions: set[str]
) -> Iterator[Problem]:
    """What is wrong in the texts of one guide: names that lead nowhere, and languages that do not say the same."""
    entries = {*rights.asked, *rights.ways, *rights.channels, *(a.id for a in rights.community.actors)}
    codes = set(book.by_code) | set(rights.norms) | institutions
    heads = {tuple(repr(getattr(guide.head, name)) for name in guides.SHARED) for guide in both.values()}
    for guide in both.values():
        yield from guides.mistakes(guide)
        if set(both) != set(guides.LANGUAGES) or len(heads) > 1:
            yield Problem(guide.file, 1, "", "guide.other_language", {})
        head = guide.head
        for name in (*head.questions, *head.ways, *head.actors):
            if name not in entries:
                yield Problem(guide.file, 1, "", "pack.unknown_reference", {"given": name})
        yield from (
            Problem(guide.file, 1, "law", "pack.unknown_law", {"given": code})
            for code in head.law
            if code not in codes
        )
        for line, href in guide.links:
            if not (guides.is_entry(href) and href in {*entries, "acta", "canales"}):
                yield Problem(guide.file, line, "", "guide.link", {"given": href})
        for line, inner in guide.references():
            if found := _of_reference(inner, book):
                yield Problem(guide.file, line, "", *found)


def _of_reference(inner: str, book: Book) -> tuple[str, Mapping[str, object]] | None:
    """Why a reference says nothing, as code and values."""
    try:
        return book.mistake(references.read(inner))
    except references.Unread as error:
        return error.code, error.values


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
    for kind in rights.notice_kinds.values():
        yield from (
            wrong("routing.yaml", kind.id, "pack.unknown_reference", c)
            for c in kind.route
            if c not in institutions
        )
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
                if found := _of_reference(inner, book):
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
