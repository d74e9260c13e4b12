"""`arariwa training exercises`: check exercise folders, load them, list the vocabulary of criteria."""

from typing import Annotated

import typer
from django.conf import settings
from django.utils.translation import gettext as _

from arariwa.core.console import Commands, Lang, Packs
from arariwa.core.packs import Pack, PackError, Problem
from arariwa.training import exercise_packs
from arariwa.training.domain.checks import CHECKS

app = Commands(help="Exercises: check them, load them, list what can be graded.")


@app.callback()
def exercises() -> None:
    """Exercises: check them, load them, list what can be graded."""


@app.command(home=False)
def check(lang: Lang = "es", packs: Packs = None) -> None:
    """Read every exercise folder; each mistake with file, line and field."""
    root = packs or settings.PACKS
    problems: list[Problem] = []
    read = []
    for name in exercise_packs.names(root):
        try:
            read.append(exercise_packs.read(Pack.from_folder(root, name)))
        except PackError as error:
            problems += error.problems
    if problems:
        raise PackError(problems)
    for one in read:
        told = {
            "code": one.code,
            "title": one.title.in_(lang),
            "criteria": len(one.criteria),
            "wrong": len(one.wrong),
            "needs": ", ".join(one.needs),
        }
        if one.needs:
            typer.echo(_("%(code)s %(title)s: not yet available, needs %(needs)s") % told)
        else:
            typer.echo(
                _("%(code)s %(title)s: %(criteria)s criteria, %(wrong)s planted wrong solutions") % told
            )
    typer.echo(
        _("%(all)s exercises, %(waiting)s of them not yet available")
        % {"all": len(read), "waiting": sum(bool(one.needs) for one in read)}
    )


@app.command()
def load(lang: Lang = "es", packs: Packs = None) -> None:
    """Check every exercise, then make the running system answer from these folders; all or nothing, repeatable."""
    from django.db import transaction

    from arariwa.core import actions

    root = packs or settings.PACKS
    if problems := exercise_packs.check(root):
        raise PackError(problems)
    names = exercise_packs.names(root)
    with transaction.atomic():
        for name in names:
            actions.store_pack(by=None, pack=Pack.from_folder(root, name))
    typer.echo(_("%(n)s exercises loaded") % {"n": len(names)})


@app.command(home=False)
def criteria(
    name: Annotated[str | None, typer.Argument(help="one check; without it, all")] = None,
    lang: Lang = "es",
) -> None:
    """The vocabulary of criteria: what each check reads and what has to be given to it."""
    for check in CHECKS.values():
        if name in (None, check.name):
            typer.echo(f"{check.name}: {check.says.in_(lang)}")
            for given, must in check.takes.items():
                typer.echo(f"    {given}{'' if must else ' ' + _('(may be left out)')}")
