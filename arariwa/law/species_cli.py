"""`arariwa law species`: from what people write to taxa and their protection on a day. Packs only, no database."""

import codecs
import csv
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console

from arariwa.core.console import Commands, Lang, Packs
from arariwa.core.domain.spans import Span
from arariwa.core.packs import Pack, PackError, Problem, not_csv
from arariwa.law.domain.answer_wording import rank, short, understood
from arariwa.law.domain.names import Answer, Index, Match
from arariwa.law.domain.protection import Protection
from arariwa.law.species_packs import load_species, species_packs

COLUMNS = ("query", "answer", "taxon", "rank", "score", "protection", "confidence", "alternatives")
LONGEST_LINE = 1_000_000


def register(app: Commands) -> None:
    """Add the verb `species` to the commands of law."""
    app.command("species", home=False)(species)


def species(
    text: Annotated[list[str] | None, typer.Argument(help="a name, or a sentence that has one")] = None,
    on: Annotated[
        str, typer.Option(help="day, month or year: 2026-03-16, 2026-03, 2026; today if left out")
    ] = "",
    file: Annotated[Path | None, typer.Option("--csv", help="table with a column 'query'")] = None,
    out: Annotated[
        Path | None, typer.Option(help="where the answers go; standard output if left out")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print the answers as JSON")] = False,
    lang: Lang = "es",
    country: Annotated[
        str, typer.Option(help="whose names and lists: the two letters of the country")
    ] = "pe",
    packs: Packs = None,
) -> None:
    """Find the taxa a name means, and what protects them on a day."""
    words = " ".join(text or []).strip()
    if bool(words) == bool(file) or (out and not file) or (as_json and file):
        raise PackError([Problem("arariwa law species", 0, "TEXT", "species.text_or_csv")])
    desk = _Desk(packs or settings.PACKS, country.lower(), _span(on), lang)
    if file:
        with _target(out) as target:
            encoding = desk.table(file, target)
        if encoding == "latin-1":
            print(_("%(file)s: read as Latin-1, for it is not UTF-8") % {"file": file}, file=sys.stderr)  # noqa: T201
        return
    answer = desk.index.find(words)
    if as_json:
        typer.echo(json.dumps(desk.data(answer), ensure_ascii=False, indent=1))
    else:
        desk.show(answer)


def _span(on: str) -> Span:
    if not on:
        return Span.day(timezone.localdate())
    try:
        return Span.parse(on)
    except ValueError as error:
        raise PackError(
            [Problem("arariwa law species", 0, "--on", "pack.not_a_date", {"given": on[:40]})]
        ) from error


class _Desk:
    """The index and the day a run answers from."""

    def __init__(self, root: Path, country: str, span: Span, lang: str) -> None:
        if not (len(country) == 2 and country.isalpha() and (root / country).is_dir()) and root.is_dir():
            values = {"given": country[:20]}
            raise PackError(
                [Problem("arariwa law species", 0, "--country", "species.unknown_country", values)]
            )
        table = load_species([Pack.from_folder(root, name) for name in species_packs(country)], country)
        self.index, self.span, self.lang = Index.build(table), span, lang

    def protections(self, answer: Answer) -> list[Protection]:
        """What protects each taxon the answer names."""
        return [self.index.species.protection(match.taxon, self.span) for match in answer.matches]

    def row(self, query: str, answer: Answer) -> list[str]:
        """The answer in the columns of the table."""
        best = answer.best
        others = answer.matches[1:] if answer.answer == "several" else ()
        names = dict.fromkeys(m.taxon for m in (*others, *answer.alternatives))
        return [
            query,
            answer.answer,
            best.taxon if best else "",
            best.rank if best else "",
            f"{best.score:.3f}" if best else "",
            short(self.protections(answer)).in_(self.lang) if best else "",
            answer.confidence,
            "|".join(names),
        ]

    def data(self, answer: Answer) -> dict[str, Any]:
        """The answer as JSON holds it."""
        labels = self.index.species.words.product_labels
        return {
            "query": answer.query,
            "on": str(self.span),
            "answer": answer.answer,
            "reason": answer.reason,
            "understood": understood(answer, self.index.species).in_(self.lang),
            "confidence": answer.confidence,
            "common_taxon": answer.common,
            "product": {"term": answer.product, "label": labels[answer.product].in_(self.lang)}
            if answer.product
            else None,
            "matches": [self._match(m) for m in answer.matches],
            "alternatives": [self._match(m) for m in answer.alternatives],
        }

    def _match(self, match: Match) -> dict[str, Any]:
        protection = self.index.species.protection(match.taxon, self.span)
        return {
            "taxon": match.taxon,
            "rank": match.rank,
            "label": self.index.species.label(match.taxon, self.lang),
            "score": match.score,
            "how": match.how,
            "name": match.name,
            "protection": {
                "cites_appendix": protection.cites_appendix,
                "possible_appendices": protection.possible_appendices,
                "national_category": protection.national_category,
                "possible_categories": protection.possible_categories,
                "aquatic": protection.aquatic,
                "aquatic_basis": protection.aquatic_basis,
                "endemic": protection.endemic,
                "exotic": protection.exotic,
                "confidence": protection.confidence,
                "sources": protection.sources,
                "reason": protection.sentence(self.lang),
                "notes": [note.in_(self.lang) for note in protection.notes],
            },
        }

    def show(self, answer: Answer) -> None:
        """The answer for a person: what was understood, each candidate with what protects it."""
        console = Console(highlight=False, soft_wrap=True)
        table, lang = self.index.species, self.lang
        console.print(understood(answer, table).in_(lang), markup=False, style="bold")
        if answer.product:
            what = {"what": table.words.product_labels[answer.product].in_(lang)}
            console.print(_("What is spoken of: %(what)s") % what, markup=False)
        for match in answer.matches:
            protection = table.protection(match.taxon, self.span)
            head = f"{match.taxon} · {rank(match.rank).in_(lang)} · {table.label(match.taxon, lang)} · {match.score:.2f}"
            console.print("\n" + head, markup=False)
            console.print("  " + protection.sentence(lang), markup=False)
            for note in protection.notes:
                console.print("  " + note.in_(lang), markup=False, style="dim")
        others = [m.taxon for m in answer.alternatives if m not in answer.matches]
        if others:
            console.print("\n" + _("It may also be: %(taxa)s") % {"taxa": ", ".join(others)}, markup=False)

    def table(self, file: Path, target: TextIO) -> str:
        """Answer a table row by row; what is read is never held whole. Tells how it was read."""
        writer = csv.writer(target, lineterminator="\n")
        with _opened(file) as (rows, encoding):
            writer.writerow(COLUMNS)
            for query in rows:
                writer.writerow([_harmless(cell) for cell in self.row(query, self.index.find(query))])
        return encoding


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula is kept as text."""
    risky = cell.startswith(("=", "+", "@", "\t", "\r")) or (cell[:1] == "-" and cell[1:2].isalpha())
    return f"'{cell}" if risky else cell


@contextmanager
def _target(out: Path | None) -> Iterator[TextIO]:
    """The file of answers, which stands whole or not at all; standard output without one."""
    if out is None:
        # a mistake in the last line must leave nothing half said
        with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as held:
            yield held
            held.seek(0)
            shutil.copyfileobj(held, sys.stdout)
        return
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as opened:
            yield opened
        part.replace(out)
    except OSError as error:
        raise PackError([Problem(str(out), 0, "--out", "species.not_written")]) from error
    finally:
        # Where it could not be written there is none to remove.
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _encoding(file: Path) -> str:
    """utf-8, or latin-1 where some byte is no UTF-8; read through once, in pieces."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with file.open("rb") as opened:
        while piece := opened.read(1 << 20):
            if b"\0" in piece:
                raise PackError([Problem(str(file), 0, "", "species.not_text")])
            try:
                decoder.decode(piece)
            except UnicodeDecodeError:
                return "latin-1"
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8-sig"


@contextmanager
def _opened(file: Path) -> Iterator[tuple[Iterator[str], str]]:
    """The cells of the column 'query', one at a time, and the encoding they are read in."""
    name = str(file)
    csv.field_size_limit(LONGEST_LINE)
    try:
        encoding = _encoding(file)
        with file.open(encoding=encoding, newline="") as opened:
            yield _queries(name, opened), encoding
    except OSError as error:
        raise PackError([Problem(name, 0, "--csv", "species.no_file")]) from error


def _queries(name: str, opened: TextIO) -> Iterator[str]:
    first = opened.readline()
    separator = (
        ";" if first.count(";") > first.count(",") else "\t" if first.count("\t") > first.count(",") else ","
    )
    opened.seek(0)
    reader = csv.reader(opened, delimiter=separator, strict=True)
    try:
        head = [cell.strip().lower() for cell in next(reader, [])]
        if not head:
            raise PackError([Problem(name, 0, "", "pack.empty")])
        if head.count("query") != 1:
            raise PackError([Problem(name, 1, "query", "species.no_column", {"found": ", ".join(head)[:80]})])
        place, empty = head.index("query"), True
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(head):
                values = {"found": len(row), "expected": len(head)}
                raise PackError([Problem(name, reader.line_num, "", "pack.wrong_width", values)])
            empty = False
            yield row[place].strip()
        if empty:
            raise PackError([Problem(name, 0, "query", "pack.empty")])
    except csv.Error as error:
        raise PackError([not_csv(name, reader.line_num, error)]) from error
