"""A proposed correction: the text it begins with, what it changes, what would answer otherwise, and its patch.

An entry of the law is corrected in the text of its file; a taxon in its rows, those of all tables one under the other.
"""

import csv
import difflib
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from arariwa.core import formatting, refusals
from arariwa.core.domain.refused import Refused
from arariwa.core.packs import Pack, PackError, Problem
from arariwa.law import queries
from arariwa.law.domain.entries import Entry
from arariwa.law.models import EntryReview
from arariwa.law.packs import differing
from arariwa.law.reviewing import LAW, SPECIES, Reviewed
from arariwa.law.species_packs import load_species, species_packs

MOST_TOLD = 5
# What a lost or moved row of the species table is told by: it answers otherwise, it is not misshapen.
COUNTED = {"species.count", "species.not_as_checked"}
HEAD = "# "


@dataclass(frozen=True)
class Proposal:
    """A change as a unified diff of the folder of packs, and what would answer otherwise with it."""

    change: str
    differs: list[Problem]

    @property
    def seen(self) -> str:
        """What one has seen who accepts what would answer otherwise; "" when nothing does."""
        if not self.differs:
            return ""
        return hashlib.sha256(json.dumps(self.stored, sort_keys=True).encode()).hexdigest()

    @property
    def stored(self) -> list[dict[str, Any]]:
        """What would answer otherwise, as the row keeps it."""
        rows = ({**asdict(p), "values": {k: str(v) for k, v in p.values.items()}} for p in self.differs)
        return list(rows)


def begins(entry: Reviewed) -> str:
    """The text a correction begins with: the file of an entry of the law, the rows of a taxon."""
    if isinstance(entry, Entry):
        return queries.pack(LAW).text(entry.file)
    parts = [
        "\n".join([f"{HEAD}{table.path}", table.head, *(table.lines[n] for n in table.own)])
        for table in _tables(entry.name)
    ]
    return "\n\n".join(parts) + "\n"


def made(entry: Reviewed, proposed: str) -> Proposal:
    """The proposal of a text; Refused when it changes nothing or leaves packs that cannot be read."""
    text = proposed.replace("\r\n", "\n").rstrip() + "\n"
    if isinstance(entry, Entry):
        path = f"{LAW}/{entry.file}"
        changed = {path: (queries.pack(LAW).text(entry.file), text)}
    else:
        changed = dict(_changed_rows(entry.name, text))
    changed = {path: both for path, both in changed.items() if both[0] != both[1]}
    if not changed:
        raise Refused("review.same", "proposed")
    after = {path: new for path, (_old, new) in changed.items()}
    try:
        differs = _tried(LAW if isinstance(entry, Entry) else SPECIES, after)
    except PackError as error:
        lines = [refusals.located(problem) for problem in error.problems[:MOST_TOLD]]
        raise Refused("review.broken", "proposed", mistakes="; ".join(lines)) from error
    return Proposal("".join(_diff(path, *both) for path, both in sorted(changed.items())), differs)


def patch(review: EntryReview) -> str:
    """A proposal as a file for `git apply`: who proposes it, when and why, what would answer otherwise, the change."""
    who = review.reviewed_by
    when = formatting.moment(review.reviewed_at)
    lines = [
        _("Correction proposed of %(key)s (%(pack)s)") % {"key": review.key, "pack": review.pack},
        f"{who.person}, {who.office.name}, {when}",
        *review.reason.splitlines(),
    ]
    if review.differs:
        lines += [_("With it these answer otherwise, and are to be changed or the correction is wrong:")]
        lines += review.told
    return "".join(f"# {line}\n" for line in lines) + review.change


def _tried(pack: str, after: Mapping[str, str]) -> list[Problem]:
    if pack == LAW:
        return differing(_with(LAW, after))
    try:
        load_species([_with(name, after) for name in species_packs(queries.COUNTRY)], queries.COUNTRY)
    except PackError as error:
        if {p.code for p in error.problems} <= COUNTED:
            return error.problems
        raise
    return []


def _with(name: str, after: Mapping[str, str]) -> Pack:
    """A pack with the files of it that a proposal changes."""
    own = {p.removeprefix(f"{name}/"): t.encode() for p, t in after.items() if p.startswith(f"{name}/")}
    return Pack(name, {**queries.pack(name).files, **own})


def _diff(path: str, old: str, new: str) -> str:
    name = f"packs/{path}"
    lines = difflib.unified_diff(
        old.splitlines(keepends=True), new.splitlines(keepends=True), f"a/{name}", f"b/{name}"
    )
    ended = (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
    return f"diff --git a/{name} b/{name}\n" + "".join(ended)


# The rows of a taxon


@dataclass(frozen=True)
class _Table:
    """A table of the species packs: its lines, and which of them speak of the taxon."""

    path: str
    head: str
    lines: list[str]
    own: list[int]


def _tables(taxon: str) -> Iterator[_Table]:
    """The tables in which a taxon may stand, each with the lines that speak of it."""
    species = queries.species()
    above = set(species.above[taxon])
    lists = [f"{queries.COUNTRY}/species/{decree.code}.csv" for decree in species.lists]
    speaks: dict[str, tuple[tuple[str, ...], set[str]]] = {
        "int/taxa/taxa.csv": (("taxon",), {taxon}),
        "int/taxa/synonyms.csv": (("taxon",), {taxon}),
        "int/taxa/lookalikes.csv": (("taxon", "lookalike"), {taxon}),
        "int/cites/appendices.csv": (("covers",), above),
        "int/cites/notes.csv": (("taxon",), {taxon}),
        **{path: (("taxon",), above) for path in lists},
        f"{queries.COUNTRY}/species/occurrence.csv": (("taxon",), {taxon}),
        f"{queries.COUNTRY}/names/es.csv": (("taxon",), {taxon}),
        f"{queries.COUNTRY}/names/local.csv": (("taxon",), {taxon}),
        "int/names/en.csv": (("taxon",), {taxon}),
    }
    for path, (columns, names) in speaks.items():
        pack, _slash, file = path.rpartition("/")
        lines = queries.pack(pack).text(file).splitlines()
        head = next(csv.reader(lines[:1]))
        at = [head.index(column) for column in columns]
        own = [
            n
            for n, row in enumerate(csv.reader(lines))
            if n and any(names & set(row[i].split("|")) for i in at if i < len(row))
        ]
        yield _Table(path, lines[0], lines, own)


def _changed_rows(taxon: str, text: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """(path, (the file before, the file after)) of every table named in the text; Refused when its form is lost."""
    tables = {table.path: table for table in _tables(taxon)}
    parts: dict[str, list[str]] = {}
    rows: list[str] | None = None
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if line.startswith(HEAD):
            path = line.removeprefix(HEAD)
            if path not in tables or path in parts:
                raise Refused("review.rows", "proposed", given=line[:80])
            rows = parts.setdefault(path, [])
        elif rows is None:
            raise Refused("review.rows", "proposed", given=line[:80])
        else:
            rows.append(line)
    for path, (head, *wanted) in ((path, rows or [""]) for path, rows in parts.items()):
        table = tables[path]
        if head != table.head:
            raise Refused("review.rows", "proposed", given=head[:80])
        before = "\n".join(table.lines) + "\n"
        yield path, (before, "\n".join(_edited(table, wanted)) + "\n")


def _edited(table: _Table, wanted: list[str]) -> list[str]:
    """The lines of a table with the taxon's rows as wanted, each kept where it stood."""
    own = [table.lines[n] for n in table.own]
    instead: dict[int, list[str]] = {n: [table.lines[n]] for n in table.own}
    end: list[str] = []
    for what, i, j, k, m in difflib.SequenceMatcher(None, own, wanted, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        new = wanted[k:m]
        for n, old in enumerate(table.own[i:j]):
            instead[old] = new[n : n + 1]
        rest = new[j - i :]
        if rest and j > 0:
            instead[table.own[j - 1]] = [*instead[table.own[j - 1]], *rest]
        elif rest and table.own:
            instead[table.own[0]] = [*rest, *instead[table.own[0]]]
        else:
            end += rest
    lines = [new for n, line in enumerate(table.lines) for new in instead.get(n, [line])]
    return [*lines, *end]
