"""Commands of core: run, back up, restore, check; packs, journal, sign-ins."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils import translation
from rich.console import Console

from arariwa.core.domain.refused import Refused

app = typer.Typer(no_args_is_help=True, help="People, journal, sign-ins.")
Lang = Annotated[str, typer.Option("--lang", help="es | en")]


def stop(error: Refused) -> "typer.Exit":
    """A line on standard error for each thing refused, and exit status 2."""
    from arariwa.core.refusals import worded

    for one in error.every:
        print(worded(one), file=sys.stderr)  # noqa: T201
    return typer.Exit(2)


def backup(folder: Path, lang: Lang = "es") -> None:
    """Copy database, files and keys into a new folder, with a manifest of hashes."""
    from arariwa.core import backup as copies

    translation.activate(lang)
    try:
        manifest = copies.backup(folder)
    except Refused as error:
        raise stop(error) from error
    Console().print(f"{folder}: {len(manifest['files'])}", highlight=False)  # type: ignore[arg-type]


def restore(folder: Path, lang: Lang = "es") -> None:
    """Put a copy back into an empty home."""
    from arariwa.core import backup as copies

    translation.activate(lang)
    try:
        manifest = copies.restore(folder)
    except Refused as error:
        raise stop(error) from error
    Console().print(f"{settings.HOME}: {len(manifest['files'])}", highlight=False)  # type: ignore[arg-type]


def check(
    deep: Annotated[bool, typer.Option(help="read every file again")] = False,
    json_: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Tables, triggers, journal chain, files, packs, disk. Exit status 1 when something does not hold."""
    from arariwa.core import health

    findings = list(health.look(deep))
    if json_:
        print(json.dumps([finding.__dict__ for finding in findings]))  # noqa: T201
    else:
        for finding in findings:
            Console().print(
                f"{'ok' if finding.ok else 'NO':4}{finding.code:12}{finding.detail}", highlight=False
            )
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)


def setup() -> None:
    """Make the home ready: tables, triggers, packs. Harmless when repeated."""
    from arariwa.core import setup as home
    from arariwa.core.packs import PackError

    try:
        home.prepare()
    except PackError as error:
        raise stop_at(error) from error


def stop_at(error: Exception) -> "typer.Exit":
    """Every mistake of a pack, a line each, and exit status 2."""
    from arariwa.core.refusals import located

    for problem in error.problems:  # type: ignore[attr-defined]
        print(located(problem), file=sys.stderr)  # noqa: T201
    return typer.Exit(2)


def work(once: Annotated[bool, typer.Option(help="run what is queued and stop")] = False) -> None:
    """The background loop: files, links, reports."""
    from arariwa.core import jobs

    if once:
        jobs.revive()
        jobs.drain()
    else:
        jobs.loop()


def serve(
    port: int = 8000,
    host: str = "127.0.0.1",
    workers: int = 2,
    no_work: Annotated[bool, typer.Option("--no-work", help="leave the background loop out")] = False,
) -> None:
    """Serve the pages, with the background loop beside them."""
    if not _free(host, port):
        raise stop(Refused("serve.port", "--port", port=port))
    setup()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    command += ["--workers", str(workers), "--no-ws", "--respawn-failed-workers", "arariwa.wsgi:application"]
    children = [subprocess.Popen(command)]  # noqa: S603
    if not no_work:
        children.append(subprocess.Popen([sys.executable, "-m", "arariwa.cli", "work"]))  # noqa: S603
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: _stop(children))
    ended, _ = os.wait()
    for child in children:
        if child.pid != ended:
            child.terminate()
            child.wait(timeout=15)
    raise typer.Exit(0)


def _free(host: str, port: int) -> bool:
    """Whether the port can be taken; two copies on one port would share its visitors."""
    import socket

    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, OverflowError):
        return False
    return True


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()


top = {"backup": backup, "restore": restore, "check": check, "setup": setup, "work": work, "serve": serve}

journal_app = typer.Typer(no_args_is_help=True, help="The journal.")
app.add_typer(journal_app, name="journal")


@journal_app.command("verify")
def journal_verify() -> None:
    """Walk the hash chain; exit status 1 and the places where it does not hold."""
    from arariwa.core import journal
    from arariwa.core.models import JournalHead

    broken = list(journal.verify())
    for one in broken:
        print(f"{one.seq}: {one.what}", file=sys.stderr)  # noqa: T201
    head = JournalHead.objects.filter(pk=1).first()
    Console().print(f"{head.seq if head else 0} {head.hash if head else ''}", highlight=False)
    if broken:
        raise typer.Exit(1)


packs_app = typer.Typer(no_args_is_help=True, help="Law, species, forms and places as data.")


@packs_app.command("check")
def packs_check(
    root: Annotated[Path | None, typer.Argument(help="folder of packs; default: the one in use")] = None,
    lang: Lang = "es",
) -> None:
    """Check every pack: shape, dates, sources, examples. Exit status 2 and a line for each mistake."""
    from arariwa.core import setup as home
    from arariwa.core.packs import PackError

    translation.activate(lang)
    try:
        home.check_packs(root)
    except PackError as error:
        raise stop_at(error) from error
    for name in home.names(root or settings.PACKS):
        Console().print(name, highlight=False)


@packs_app.command("load")
def packs_load(root: Path | None = None, lang: Lang = "es") -> None:
    """Check every pack, then answer from them; repeating it changes nothing, a mistake loads nothing."""
    from arariwa.core import setup as home
    from arariwa.core.packs import PackError

    translation.activate(lang)
    try:
        for stored in home.load_packs(root):
            Console().print(f"{stored.name:16} {stored.fingerprint}", highlight=False)
    except PackError as error:
        raise stop_at(error) from error


@app.command("administrator")
def administrator(email: str, given_names: str, surnames: str, lang: Lang = "es") -> None:
    """Make the first sign-in, which may edit people, offices and memberships; the password is asked for."""
    from arariwa.core import actions

    translation.activate(lang)
    password = typer.prompt("Password / Contraseña", hide_input=True, confirmation_prompt=True)
    try:
        person = actions.register_person(by=None, given_names=given_names, surnames=surnames, email=email)
        actions.make_sign_in(by=None, person=person, email=email, password=password, staff=True)
    except Refused as error:
        raise stop(error) from error
