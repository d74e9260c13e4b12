"""Reads a country's law pack (`<country>/law`) into a `Law`, or says every mistake with file, line and field.

Pure: a pack is bytes, a law is an object. The shapes of the files: `read_packs.py`; what may be wrong with them:
`checked_packs.py`.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path as Folder

from pydantic import BaseModel

from arariwa.core.packs import Pack, PackError, Problem
from arariwa.law.checked_packs import CHECKS, LAST_CHECKS, what_differs
from arariwa.law.domain.coverage import Leaf, Watch, coverage
from arariwa.law.domain.lawbook import Law, build
from arariwa.law.domain.legality import qualify
from arariwa.law.domain.situation import Situation
from arariwa.law.read_packs import Parts, read
from arariwa.law.species_packs import load_species, species_packs


def load_law(pack: Pack, *, try_examples: bool = True) -> Law:
    """The law of one pack. Raises PackError with every mistake found; nothing is half loaded.

    `try_examples=False` leaves out the answers of the examples, for a command that shows them one by one.
    """
    parts = _checked(pack)
    law = _built(parts)
    if try_examples and (wrong := what_differs(parts, law)):
        raise PackError(wrong)
    return law


def differing(pack: Pack) -> list[Problem]:
    """The examples a pack answers otherwise than they say, and what it no longer holds. Raises PackError with every
    other mistake."""
    parts = _checked(pack)
    return what_differs(parts, _built(parts))


def entries(pack: Pack) -> Iterator[tuple[str, str, BaseModel]]:
    """(file, code, entry) of everything that has a source. Raises PackError when the pack cannot be read."""
    return ((file, code, entry) for file, _, code, entry in read(pack).sourced())


def covered(pack: Pack) -> list[Leaf]:
    """What the examples of a pack show of every leaf of every condition; whether they are answered right is not asked.

    Raises PackError for a pack that cannot be read.
    """
    parts, watch = _checked(pack), Watch()
    law = _built(parts, watch)
    for _, example in law.examples:
        # also the reasons why nothing points to an offence, which are made when read
        list(qualify(Situation.model_validate(example.situation), law).considered)
    return coverage(parts.nodes(), watch, law.changes_after(date.min))


def _checked(pack: Pack) -> Parts:
    parts = read(pack)
    for checks in (CHECKS, LAST_CHECKS):
        if problems := [p for check in checks for p in check(parts)]:
            raise PackError(problems)
    return parts


def _built(parts: Parts, watch: Watch | None = None) -> Law:
    return build(
        country=parts.country,
        offences=list(parts.offences.values()),
        conditions=parts.conditions,
        norms=parts.norms,
        procedure=parts.procedure,
        associated=parts.associated,
        sentencing=parts.sentencing,
        lawful=parts.lawful,
        time_limits=parts.time_limits,
        holidays=parts.holidays,
        distances=[row for _, row in parts.distances],
        definitions=parts.definitions,
        values=parts.values,
        prescription=parts.prescription,
        concurrences=parts.concurrences,
        examples=[(file, example) for file, _, example in parts.all_examples()],
        entries=parts.entries(),
        fingerprint=parts.pack.fingerprint(),
        watch=watch,
    )


def law_at(folder: Folder, name: str = "pe/law") -> Law:
    """The law of a folder: the law pack itself, or a folder of packs that holds `name`. PackError when it is none.

    Its examples are not asked: who drafts a change wants to know what it does before rewriting them.
    """
    inside = folder if (folder / "law.yaml").is_file() else folder / name
    if not inside.is_dir():
        raise PackError([Problem(str(folder), 0, "", "pack.no_law", {})])
    pack = Pack.from_folder(inside.parent, inside.name)
    return load_law(Pack(name, pack.files), try_examples=False)


def law_packs(root: Folder) -> list[str]:
    """The law packs below a folder of packs, such as `pe/law`."""
    return sorted(f"{p.parent.name}/law" for p in root.glob("*/law") if p.is_dir())


def check(root: Folder) -> list[Problem]:
    """Every mistake in the law and species packs below `root`."""
    problems: list[Problem] = []
    for name in law_packs(root):
        try:
            load_law(Pack.from_folder(root, name))
            country = name.split("/")[0]
            if (root / country / "species").is_dir():
                load_species([Pack.from_folder(root, part) for part in species_packs(country)], country)
        except PackError as error:
            problems += error.problems
    return problems
