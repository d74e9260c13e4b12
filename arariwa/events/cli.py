"""Commands of events."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _

from arariwa.core.console import Commands, Lang

app = Commands(help="Events: gatherings of any kind and who was there.")


@app.callback()
def events() -> None:
    """Events: gatherings of any kind and who was there."""


Year = Annotated[int | None, typer.Option("--year", min=1990, max=2200, help="only that year")]
OfCourse = Annotated[
    str | None, typer.Option("--course", metavar="CODE", help="only that course or track, such as ASY-1")
]
AsJson = Annotated[bool, typer.Option("--json", help="print the answer as JSON, with breakdowns")]
WithIds = Annotated[bool, typer.Option("--ids", help="in the JSON, also the ids of the rows counted")]


@app.command("figures")
def figures(
    year: Year = None,
    course: OfCourse = None,
    lang: Lang = "es",
    as_json: AsJson = False,
    with_ids: WithIds = False,
) -> None:
    """The programme's counts of events, persons and attendances. Exercises never count.

    Whoever runs this command holds the machine: it counts every closed event.
    """
    from arariwa.events.figure_words import WHY
    from arariwa.events.figures import FIGURES, figure

    scope = scope_of(year, course)
    found = [figure(code, scope) for code in sorted(FIGURES)]
    print_figures(found, WHY, as_json=as_json, with_ids=with_ids)


def scope_of(year: int | None, course: str | None) -> Any:
    """What is counted: a year or all of them, a course or all."""
    from arariwa.events.figures import Scope

    return replace(Scope.year(year) if year else Scope(), course=course or "")


def print_figures(
    found: Iterable[Any],
    why: Mapping[str, Any],
    *,
    as_json: bool,
    with_ids: bool,
    beside: Callable[[Any], str] = lambda one: "",
) -> None:
    """Figures as JSON, or a line each. What is not known has no value and says why (`why`: code -> words).

    `beside`: what a figure is never to be read without, in words.
    """
    from arariwa.core import formatting
    from arariwa.events.figure_words import read

    if as_json:
        typer.echo(json.dumps([_told(one, with_ids) for one in found], ensure_ascii=False, default=float))
        return
    for one in found:
        if one.unknown:
            typer.echo(f"{one.code}  {formatting.unknown()}: {why[one.unknown]}")
            continue
        of = _(" of %(n)s") % {"n": read(one.of)} if one.of is not None else ""
        result = f" = {read(one.result, one.unit)}" if one.unit != "count" else ""
        said = beside(one)
        typer.echo(f"{one.code}  {read(one.value)}{of}{result}{f' ({said})' if said else ''}")


def _told(one: Any, with_ids: bool) -> dict[str, Any]:
    """A figure as JSON reads it."""
    told = {
        "code": one.code,
        "value": None if one.unknown else one.value,
        "of": one.of,
        "unit": one.unit,
        "result": one.result,
        "why": one.unknown,
        "rows": sum(rows.count() for rows in one.rows),
        "parts": one.parts,
        "of_parts": one.of_parts,
        "n_parts": one.n_parts,
        "beside": one.beside,
        "not_known": one.not_known,
    }
    if with_ids:
        told["ids"] = [
            {
                "record": rows.model._meta.label_lower,
                "ids": [str(pk) for pk in rows.values_list("pk", flat=True)],
            }
            for rows in one.rows
        ]
    return told
