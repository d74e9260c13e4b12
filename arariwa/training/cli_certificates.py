"""Commands of certificates."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from arariwa.core import formatting
from arariwa.core.console import Commands, Lang
from arariwa.core.domain.refused import Refused
from arariwa.training.domain.credentials import Checked

if TYPE_CHECKING:
    from arariwa.training.verifying import Verified


def register(app: Commands) -> None:
    """Add the verbs of certificates."""
    app.command(home=False)(verify)


def verify(
    file: Annotated[
        Path,
        typer.Argument(
            help="a certificate: its PDF, its credential (.jwt or .json), or the record in the PDF"
        ),
    ],
    keys: Annotated[
        Path | None,
        typer.Option(
            "--keys",
            help="the issuer's public keys (/.well-known/arariwa-keys.json); without it those of this copy",
        ),
    ] = None,
    status: Annotated[
        Path | None, typer.Option("--status", help="the issuer's list of revoked certificates (.jwt)")
    ] = None,
    on: Annotated[
        str, typer.Option("--on", help="the day asked about, such as 2026-03-16; without it today")
    ] = "",
    lang: Lang = "es",
) -> None:
    """Verify a certificate with nothing but its file and the public keys; nothing is fetched.

    Exit status 1 when it has expired or was revoked, 2 when it proves nothing: changed, of another issuer, no certificate.
    """
    from arariwa.core import keys as own
    from arariwa.training import verifying

    day = _day(on)
    known = verifying.keys_in(keys) if keys else own.public_keys(own.CERTIFICATES)
    found = verifying.verify(file, known, day, timezone.now(), status)
    for line in _told(found.checked):
        typer.echo(line)
    typer.echo(_worth(found))
    if not found.valid:
        raise typer.Exit(1)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else timezone.localdate()
    except ValueError as error:
        raise Refused("day.unreadable", "--on", given=text) from error


def _told(checked: Checked) -> list[str]:
    lang = translation.get_language() or "es"
    said = checked.shown.get(lang) or checked.shown["es"]
    rows = [
        (_("Number"), checked.number),
        (_("Person"), " · ".join(filter(None, (said["person"], said["document"])))),
        (_("Course"), said["course"]),
        *((fact[0], " · ".join(fact[1:])) for fact in said["facts"]),
        (_("Issued by"), said["institution"]),
        (_("Key"), checked.key.id),
    ]
    return [f"{label}: {value}" for label, value in rows]


def _worth(found: "Verified") -> str:
    told = {"day": formatting.day(found.checked.expires_on), "number": found.checked.number}
    if found.revoked:
        return _("The signature holds, but certificate %(number)s was revoked.") % told
    if found.expired:
        return _("The signature holds, but the certificate expired on %(day)s.") % told
    if found.revoked is None:
        address = found.checked.status.list_address
        return _(
            "The signature holds; in force until %(day)s. Whether it was revoked was not looked at: %(address)s (--status)."
        ) % {**told, "address": address}
    return _("The signature holds; in force until %(day)s, not revoked.") % told
