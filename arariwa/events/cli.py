"""Commands of events."""

import json
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _

from arariwa.core.console import Commands, Lang

app = Commands(help="Events: gatherings of any kind and who was there.")


@app.callback()
def events() -> None:
    """Events: gatherings of any kind and who was there."""


@app.command("figures")
def figures(
    year: Annotated[int | None, typer.Option("--year", min=1990, max=2200, help="only that year")] = None,
    lang: Lang = "es",
    as_json: Annotated[
        bool, typer.Option("--json", help="print the answer as JSON, with breakdowns")
    ] = False,
) -> None:
    """The programme's counts of events, persons and attendances. Exercises never count.

    Whoever runs this command holds the machine: it counts every closed event.
    """
    from arariwa.events.figures import FIGURES, Span, figure

    span = Span.year(year) if year else Span()
    found = [figure(code, span) for code in sorted(FIGURES)]
    if as_json:
        rows: list[dict[str, Any]] = [
            {
                "code": one.code,
                "value": one.value,
                "of": one.of,
                "rows": sum(rows.count() for rows in one.rows),
                "parts": one.parts,
            }
            for one in found
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for one in found:
        of = _(" of %(n)s") % {"n": one.of} if one.of is not None else ""
        typer.echo(f"{one.code}  {one.value}{of}")
