"""Commands of core: run, back up, restore, check; packs, journal, sign-ins."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core.console import Commands, Lang, folder_there, stop
from arariwa.core.domain.refused import Refused
from arariwa.core.refusals import worded

app = Commands(help="People, journal, sign-ins.")
# These stand at the top: `arariwa backup`.
top = Commands()
packs_app = Commands(help="Law, species, forms and places as data.")
journal_app = Commands(help="The journal.")
keys_app = Commands(help="The keys that sign certificates and custody.")
app.add_typer(journal_app, name="journal")
app.add_typer(keys_app, name="keys")

# What a line of the journal that does not hold is told to be (core/domain/chain.py).
BREAKS = {
    "gap": gettext_lazy("lines before it are missing"),
    "previous": gettext_lazy("it does not follow the line before it"),
    "content": gettext_lazy("its content was changed"),
    "head": gettext_lazy("the head of the chain does not fit its last line"),
}

Json = Annotated[bool, typer.Option("--json", help="print the answer as JSON")]


@top.command("backup")
def backup(folder: Annotated[Path, typer.Argument(help="a new or empty folder")], lang: Lang = "es") -> None:
    """Copy database, files and keys into a new folder, with a manifest of hashes."""
    from arariwa.core import backup as copies

    manifest = copies.backup(folder)
    _tell_copied(folder, manifest)


@top.command("restore", home=False)
def restore(
    folder: Annotated[Path, typer.Argument(help="a copy made by arariwa backup")], lang: Lang = "es"
) -> None:
    """Put a copy back into an empty home."""
    from arariwa.core import backup as copies

    manifest = copies.restore(folder)
    _tell_copied(settings.HOME, manifest)


def _tell_copied(to: Path, manifest: Mapping[str, Any]) -> None:
    typer.echo(_("%(folder)s: %(n)s files") % {"folder": to, "n": len(manifest["files"])})


@top.command("check", home=False)
def check(
    deep: Annotated[
        bool, typer.Option("--deep", help="also read every file again and compare its hash")
    ] = False,
    json_: Json = False,
    lang: Lang = "es",
) -> None:
    """Tables, triggers, journal chain, files, packs, disk, custody. Exit status 1 when something does not hold.

    Without --deep it sees that each file is there, not what is in it: a changed byte shows with --deep only.
    """
    from arariwa.core import health

    findings = list(health.look(deep))
    if json_:
        typer.echo(json.dumps([finding.__dict__ for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            typer.echo(f"{'ok' if finding.ok else 'NO':4}{finding.code:12}{finding.detail}".rstrip())
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)


@top.command("setup", home=False)
def setup(lang: Lang = "es") -> None:
    """Make the home ready: tables, triggers, packs. Harmless when repeated."""
    from arariwa.core import setup as preparing

    preparing.prepare()


@top.command("work")
def work(
    once: Annotated[bool, typer.Option("--once", help="run what is queued and stop")] = False,
    lang: Lang = "es",
) -> None:
    """The background loop: files, links, reports."""
    from arariwa.core import jobs

    if once:
        jobs.revive()
        jobs.drain()
    else:
        jobs.loop()


@top.command("serve", home=False)
def serve(
    port: Annotated[int, typer.Option(help="port to listen on", min=1, max=65535)] = 8000,
    host: Annotated[str, typer.Option(help="address to listen on")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(help="processes that answer", min=1, max=64)] = 2,
    no_work: Annotated[bool, typer.Option("--no-work", help="leave the background loop out")] = False,
    lang: Lang = "es",
) -> None:
    """Serve the pages, with the background loop beside them, until told to stop. Prepares the home first.

    Exit status 0 after SIGTERM or Ctrl+C; 1 when the server or the loop ended by itself.
    """
    from arariwa.core import serving
    from arariwa.core import setup as preparing

    require_port(host, port)
    ended = serving.run(preparing.prepare, serving.commands(host, port, workers, work=not no_work))
    if ended:
        stop([worded(Refused("serve.ended", what=ended.name, status=ended.status))], status=1)


def require_port(host: str, port: int) -> None:
    """Refused when nothing can be served there."""
    from arariwa.core import serving

    if code := serving.obstacle(host, port):
        raise Refused(code, host=host, port=port)


@journal_app.command("verify")
def journal_verify(lang: Lang = "es") -> None:
    """Walk the hash chain; exit status 1 and the places where it does not hold."""
    from arariwa.core import journal
    from arariwa.core.models import JournalHead

    broken = list(journal.verify())
    head = JournalHead.objects.filter(pk=1).first()
    typer.echo(f"{head.seq if head else 0} {head.hash if head else ''}".rstrip())
    if broken:
        stop([f"{one.seq}: {BREAKS[one.what]}" for one in broken], status=1)


@keys_app.command("show", home=False)
def keys_show(lang: Lang = "es") -> None:
    """The public keys, old ones too: the file with which anyone checks a certificate without network."""
    from arariwa.core import keys
    from arariwa.core.domain.signing import published

    typer.echo(json.dumps(published(keys.public_keys()), indent=1))


@keys_app.command("rotate", home=False)
def keys_rotate(
    purpose: Annotated[str, typer.Argument(help="certificates or custody")], lang: Lang = "es"
) -> None:
    """Begin a new key for a purpose. The one before signs no more, and stays published."""
    from arariwa.core import keys

    if purpose not in keys.PURPOSES:
        raise Refused("keys.purpose", given=purpose, known=", ".join(keys.PURPOSES))
    typer.echo(keys.rotate(purpose).id)


Root = Annotated[
    Path | None, typer.Argument(help="folder of packs; default: the one in use", callback=folder_there)
]


@packs_app.command("check", home=False)
def packs_check(root: Root = None, lang: Lang = "es") -> None:
    """Check every pack: shape, dates, sources, examples, papers. Exit status 2 and a line for each mistake.

    Then what the examples of each law pack show of its conditions, and each state of a condition that none shows.
    """
    from arariwa.core import setup as preparing

    preparing.check_packs(root)
    for name in preparing.names(root or settings.PACKS):
        typer.echo(name)
    for line in preparing.told_of_packs(root):
        typer.echo(line)


@packs_app.command("load")
def packs_load(
    root: Annotated[
        Path | None, typer.Option(help="folder of packs; default: the one in use", callback=folder_there)
    ] = None,
    lang: Lang = "es",
) -> None:
    """Check every pack, then answer from them; repeating it changes nothing, a mistake loads nothing."""
    from arariwa.core import setup as preparing

    for stored in preparing.load_packs(root):
        typer.echo(f"{stored.name:16} {stored.fingerprint}")


@app.command("administrator")
def administrator(
    email: Annotated[str, typer.Argument(help="address to sign in with")],
    given_names: Annotated[str, typer.Argument(help="given names, in quotation marks if several")],
    surnames: Annotated[str, typer.Argument(help="surnames, in quotation marks if several")],
    lang: Lang = "es",
) -> None:
    """Make the first sign-in, which may edit people, offices and memberships.

    The password is asked for twice; without a terminal it is the first line of standard input.
    """
    from arariwa.core import actions

    password = _password()
    # Without its sign-in nobody is registered either.
    with transaction.atomic():
        person = actions.register_person(by=None, given_names=given_names, surnames=surnames, email=email)
        actions.make_sign_in(by=None, person=person, email=email, password=password, staff=True)


def _password() -> str:
    if not sys.stdin.isatty():
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = typer.prompt(_("Password"), hide_input=True)
        if password != typer.prompt(_("The same once more"), hide_input=True):
            raise Refused("password.differs", "password")
    if not password:
        raise typer.Abort
    return password
