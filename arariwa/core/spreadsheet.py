"""Tables for spreadsheets: streamed, UTF-8 with its mark, no cell that a spreadsheet would run as a formula or that
turns the text beside it."""

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.text import slugify

from arariwa.core.domain.steering import marked

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - full-width signs count too


class _Line:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def safe(cell: Any) -> str:
    """The cell as text, what steers text as its mark; one that begins like a formula is preceded by an apostrophe."""
    text = "" if cell is None else marked(str(cell))
    return f"'{text}" if text.lstrip(" ").startswith(DANGEROUS) else text


def each(rows: QuerySet[Any], cells: Callable[[Any], list[Any]]) -> Iterator[list[Any]]:
    """Cells of each row, in the language of the page, without holding all rows."""
    language = translation.get_language()
    for row in rows.iterator(chunk_size=500):
        with translation.override(language):
            yield cells(row)


def answer(name: Any, head: list[Any], rows: Iterable[list[Any]]) -> StreamingHttpResponse:
    """A download of that name and day."""
    writer = csv.writer(_Line())
    titles = [str(title) for title in head]

    def lines() -> Iterator[str]:
        yield "\ufeff"
        yield writer.writerow([safe(title) for title in titles])
        for row in rows:
            yield writer.writerow([safe(cell) for cell in row])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = (
        f'attachment; filename="{slugify(str(name))}-{timezone.localdate():%Y-%m-%d}.csv"'
    )
    response["Cache-Control"] = "private, no-store"
    return response
