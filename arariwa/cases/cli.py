"""Commands of cases."""

import json
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from arariwa.core.console import Commands, Lang, folder_there
from arariwa.core.domain.refused import Refused

app = Commands(help="Cases and the prosecutor's file.")


@app.callback()
def cases() -> None:
    """Cases and the prosecutor's file."""


@app.command("file")
def file(
    case: Annotated[str, typer.Argument(help="number or id of the case")],
    out: Annotated[Path, typer.Option("--out", help="folder to write to")],
    lang: Lang = "es",
) -> None:
    """Write the prosecutor's file and its annexes into a folder.

    Whoever runs this command holds the machine; it acts as the case's lead and leaves its line in the journal.
    """
    from arariwa.cases import actions, courtfile, queries
    from arariwa.core import files
    from arariwa.core.actor import actor_for
    from arariwa.core.paper import PaperError

    found = queries.by_number(case)
    # Nothing is made, and no line written, for a folder that cannot be written to.
    annexes = out / "anexos"
    annexes.mkdir(parents=True, exist_ok=True)
    by = actor_for(found.lead)
    try:
        made = courtfile.make(by, found.pk)
    except PaperError as error:
        raise Refused("paper.not_set", why=str(error)) from error
    except files.Changed as error:
        raise Refused("file.changed", file=error.sha256) from error
    actions.keep_file(by=by, case_id=found.pk, paper=made.paper, state=made.state)
    path = out / f"carpeta-{found.number}.pdf"
    path.write_bytes(made.paper.pdf)
    (out / f"carpeta-{found.number}.json").write_bytes(made.paper.record)
    for name, data in made.annexes.items():
        (annexes / name).write_bytes(data)
    told = {"path": path, "pages": made.paper.pages, "fingerprint": made.paper.fingerprint}
    typer.echo(_("%(path)s: %(pages)s pages, fingerprint %(fingerprint)s") % told)


@app.command("impact")
def impact(
    pack: Annotated[
        Path,
        typer.Option(
            "--pack",
            help="a changed law pack: its folder, or the folder of all packs",
            callback=folder_there,
        ),
    ],
    lang: Lang = "es",
    as_json: Annotated[bool, typer.Option("--json", help="print the answer as JSON")] = False,
) -> None:
    """Open cases whose verdict a changed law pack would change, before and after. Nothing is loaded or written.

    Whoever runs this command holds the machine: it reads every open case.
    """
    from arariwa.cases import impact as comparing
    from arariwa.law.packs import law_at

    found = list(comparing.impact(law_at(pack)))
    touched = [row for row in found if row.changes]
    if as_json:
        typer.echo(json.dumps([comparing.data(row) for row in touched], ensure_ascii=False))
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
