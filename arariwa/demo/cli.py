"""`arariwa demo`: sets up a home, runs the main job on real reported seizures, and serves."""

import json
import os
import sys
import time
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from rich.console import Console
from rich.table import Table

from arariwa.core.console import Commands
from arariwa.core.domain.refused import Refused

top = Commands()


@top.command("demo", home=False)
def demo(
    serve: Annotated[
        bool, typer.Option("--serve/--no-serve", help="serve on 127.0.0.1 after the job")
    ] = True,
    port: Annotated[int, typer.Option(help="port to listen on", min=1, max=65535)] = 8000,
) -> None:
    """Set up the embedded database, load packs and the demonstration's world, run the main job, then serve."""
    from arariwa.core import cli

    if serve:
        cli.require_port("127.0.0.1", port)
    if not settings.DEMO:
        _claim_home()
    from arariwa.demo import world

    began = time.perf_counter()
    cli.setup()
    papers = settings.HOME / "demo"
    console = Console(width=None if sys.stdout.isatty() else 140)
    table = Table(title="De seis incautaciones reportadas a seis carpetas fiscales", show_lines=True)
    for head in ("Incautación", "Qué se reconoció", "Qué falta saber", "Calificación propuesta", "Carpeta"):
        table.add_column(head, overflow="fold")
    table.add_column("s", justify="right")
    kept = made = 0
    for outcome in world.run(settings.PACKS, papers):
        kept, made = kept + outcome.kept, made + (not outcome.kept)
        table.add_row(
            f"{outcome.title}\n{outcome.day}",
            "\n".join(outcome.found) or "nada con certeza",
            "\n".join(outcome.uncertain) or "nada",
            "\n".join(outcome.qualified) or "ninguna",
            f"{_short(outcome.file)}\n{outcome.pages} páginas",
            f"{outcome.seconds:.1f}",
        )
    console.print(table)
    _tell_programme(console)
    _tell_sign_ins(console, world.load(settings.PACKS)[0])
    if kept:
        console.print(_stands(kept, made))
    console.print(
        f"Carpetas: {papers}   Tiempo en total: {time.perf_counter() - began:.1f} s", highlight=False
    )
    console.print(
        f"Páginas: http://127.0.0.1:{port}/   English: http://127.0.0.1:{port}/en/", highlight=False
    )
    if serve:
        console.print("Para terminar: Ctrl+C", highlight=False)
        cli.serve(port=port, host="127.0.0.1", workers=2, no_work=False)


def _stands(kept: int, made: int) -> str:
    """What a run after the first did with the files of the one before."""
    if not made:
        return "Las carpetas quedan como se hicieron: no cambió nada de lo que las sustenta."
    return f"Carpetas que quedan como se hicieron: {kept}. Hechas de nuevo, porque cambió algo de lo que las sustenta: {made}."


def _short(path: Path | None) -> str:
    return path.name if path else ""


def _claim_home() -> None:
    """Mark an empty home as a demonstration's and start again under its settings; a home with records is refused."""
    database = settings.HOME / "db.sqlite3"
    if database.exists() or "postgresql" in str(settings.DATABASES["default"]["ENGINE"]):
        from django.db import connection

        from arariwa.core.models import JournalHead

        if (
            "core_journalhead" in connection.introspection.table_names()
            and JournalHead.objects.filter(seq__gt=0).exists()
        ):
            raise Refused("home.holds_records", home=str(settings.HOME))
    settings.HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
    (settings.HOME / "demo.json").write_text(json.dumps({"demo": True}), encoding="utf-8")
    os.execv(sys.executable, [sys.executable, "-m", "arariwa.cli", *sys.argv[1:]])  # noqa: S606


def _tell_programme(console: Console) -> None:
    """Make the programme, a line for each series of events, then its figures beside what was reported."""
    from arariwa.demo import (
        campaign_packs,
        consultation_packs,
        consultations,
        current,
        notices,
        outreach,
        programme,
        programme_packs,
        reach,
        world,
    )

    members, _seizures, _password = world.settle(settings.PACKS)
    read = programme_packs.load(settings.PACKS)
    for step in chain(
        programme.run(read, members),
        current.run(read, members),
        notices.run(members),
        consultations.run(consultation_packs.load(settings.PACKS), members),
        outreach.run(campaign_packs.load(settings.PACKS), members),
        reach.run(members),
    ):
        said = "como se hicieron" if not step.made else f"{step.made} de {step.events}"
        console.print(f"{step.title}: {said}   {step.seconds:.1f} s", highlight=False)
    table = Table(title="El programa 2020-2023, contado en sus registros")
    table.add_column("Indicador")
    table.add_column("Qué se cuenta")
    table.add_column("Registros", justify="right")
    table.add_column("Publicado", justify="right")
    for row in programme.counted():
        table.add_row(row.code, row.name, row.shown, row.reported)
    console.print(table)


def _tell_sign_ins(console: Console, people: object) -> None:
    from arariwa.core.models import Role

    table = Table(title=f"Accesos de la demostración (contraseña: {people.password})")  # type: ignore[attr-defined]
    for head in ("Correo", "Función", "Oficina"):
        table.add_column(head)
    offices = {o.code: o.name_es for o in people.offices}  # type: ignore[attr-defined]
    for person in people.people:  # type: ignore[attr-defined]
        table.add_row(person.email, str(Role(person.role).label), offices[person.office])
    console.print(table)
