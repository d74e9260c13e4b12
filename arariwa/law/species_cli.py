"""`arariwa law species`: from what people write to taxa and their protection on a day. Packs only, no database."""

import csv
import json
import sys
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console

from arariwa.core.console import Commands, Lang, Packs
from arariwa.core.domain.spans import Span
from arariwa.core.packs import Pack, PackError, Problem
from arariwa.law.domain.answer_wording import rank, short, understood
from arariwa.law.domain.names import Answer, Index, Match
from arariwa.law.domain.protection import Protection
from arariwa.law.species_packs import load_species, species_packs
from arariwa.law.species_table import WINDOWS, harmless, queries, target

COLUMNS = ("query", "answer", "taxon", "rank", "score", "protection", "confidence", "alternatives")


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
        with target(out) as opened:
            encoding = desk.table(file, opened)
        if encoding == WINDOWS:
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
        # asked again and again in a long table
        self._protection = lru_cache(maxsize=None)(lambda taxon: table.protection(taxon, span))
        self._row = lru_cache(maxsize=8192)(lambda query: self.row(query, self.index.find(query)))

    def protections(self, answer: Answer) -> list[Protection]:
        """What protects each taxon the answer names."""
        return [self._protection(match.taxon) for match in answer.matches]

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
            "lookalikes": [
                self._alike(match.taxon, n) for n in self.index.species.taxa[match.taxon].lookalikes
            ],
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

    def _alike(self, taxon: str, other: str) -> dict[str, Any]:
        """A look-alike, and what tells it apart where that is recorded."""
        tell = self.index.species.tell(taxon, other)
        return {
            "taxon": other,
            "tells": tell.text.in_(self.lang) if tell else None,
            "confidence": tell.confidence if tell else None,
            "review": tell.review if tell else None,
            "sources": list(tell.sources) if tell else [],
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
        with queries(file) as (rows, encoding):
            writer.writerow(COLUMNS)
            for query in rows:
                writer.writerow([harmless(cell) for cell in self._row(query)])
        return encoding
