"""Commands of cases."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from django.utils import translation
from django.utils.translation import gettext as _
from rich.console import Console

from arariwa.core.domain.refused import Refused

app = typer.Typer(no_args_is_help=True, help="Cases and the prosecutor's file.")


@app.callback()
def cases() -> None:
    """Cases and the prosecutor's file."""


@app.command("file")
def file(
    case: Annotated[str, typer.Argument(help="number or id of the case")],
    out: Annotated[Path, typer.Option("--out", help="folder to write to")],
    lang: Annotated[str, typer.Option("--lang", help="es | en, for messages")] = "es",
) -> None:
    """Write the prosecutor's file and its annexes into a folder.

    Whoever runs this command holds the machine; it acts as the case's lead and leaves its line in the journal.
    """
    from arariwa.cases import actions, courtfile, queries
    from arariwa.core.actor import actor_for
    from arariwa.core.cli import stop

    translation.activate(lang)
    try:
        found = queries.by_number(case)
        by = actor_for(found.lead)
        made = courtfile.make(by, found.pk)
        actions.keep_file(by=by, case_id=found.pk, paper=made.paper, state=made.state)
    except Refused as error:
        raise stop(error) from error
    try:
        out.mkdir(parents=True, exist_ok=True)
        path = out / f"carpeta-{found.number}.pdf"
        path.write_bytes(made.paper.pdf)
        (out / f"carpeta-{found.number}.json").write_bytes(made.paper.record)
        annexes = out / "anexos"
        annexes.mkdir(exist_ok=True)
        for name, data in made.annexes.items():
            (annexes / name).write_bytes(data)
    except OSError as error:
        print(f"{out}: {error.strerror}", file=sys.stderr)  # noqa: T201
        raise typer.Exit(2) from error
    Console().print(f"{path}: {made.paper.pages} páginas, huella {made.paper.fingerprint}", highlight=False)


@app.command("impact")
def impact(
    pack: Annotated[
        Path, typer.Option("--pack", help="a changed law pack: its folder, or the folder of all packs")
    ],
    lang: Annotated[str, typer.Option("--lang", help="es | en")] = "es",
    json_: Annotated[bool, typer.Option("--json", help="the whole answer as JSON")] = False,
) -> None:
    """Open cases whose verdict a changed law pack would change, before and after. Nothing is loaded or written.

    Whoever runs this command holds the machine: it reads every open case.
    """
    from arariwa.cases import impact as comparing
    from arariwa.core.cli import stop_at
    from arariwa.core.packs import PackError
    from arariwa.law.packs import law_at

    translation.activate(lang)
    try:
        found = list(comparing.impact(law_at(pack)))
    except PackError as error:
        raise stop_at(error) from error
    touched = [row for row in found if row.changes]
    if json_:
        print(json.dumps([comparing.data(row) for row in touched], ensure_ascii=False))  # noqa: T201
        return
    for row in touched:
        typer.echo(f"{row.case.number}  {row.intervention.number}  {row.case.title}")
        for change in row.changes:
            before, after = change.before.in_(lang), change.after.in_(lang)
            typer.echo(f"    {change.what}: {before} → {after}")
    typer.echo(
        _("%(touched)s of %(all)s interventions of open cases would be answered otherwise.")
        % {"touched": len(touched), "all": len(found)}
    )
