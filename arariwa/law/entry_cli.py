"""`arariwa law show`: one entry of a law pack, whatever it is, with its days, source and confidence. Packs only."""

from typing import Annotated, Any

import typer
import yaml
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from arariwa.core.console import Commands, Lang, Packs
from arariwa.core.packs import Pack, PackError, Problem
from arariwa.law.domain.entries import called
from arariwa.law.packs import entries

COMMAND = "arariwa law show"


def register(app: Commands) -> None:
    """Add the verb `show` to the commands of law."""
    app.command("show", home=False)(show)


def show(
    code: Annotated[str, typer.Argument(help="a code or id, such as CP-308, DEF-FAUNA or PR-IP")],
    lang: Lang = "es",
    country: Annotated[str, typer.Option(help="whose law: the two letters of the country")] = "pe",
    packs: Packs = None,
) -> None:
    """Print what the pack holds under a code, in any letter case; of an article with several, list them: definition, rule, lawful use, time limit, offence, holiday."""
    held = entries(Pack.from_folder(packs or settings.PACKS, f"{country.lower()}/law"))
    rows = list(held)
    names = called(code, (name for _file, name, _entry in rows))
    if not names:
        raise PackError([Problem(COMMAND, 0, "CODE", "law.no_entry", {"given": code[:40]})])
    if len(names) > 1:
        with translation.override(lang):
            typer.echo(_("%(n)s entries are called so; show one of them:") % {"n": len(names)})
        for name in names:
            typer.echo(name)
        return
    found = [(file, entry) for file, name, entry in rows if name == names[0]]
    for file, entry in found:
        typer.echo(f"# {country.lower()}/law/{file}")
        typer.echo(
            yaml.safe_dump(
                _in(entry.model_dump(mode="json", by_alias=True), lang),
                allow_unicode=True,
                sort_keys=False,
                width=110,
            )
        )


def _in(value: Any, lang: str) -> Any:
    """The value in one language, without what is empty."""
    if isinstance(value, dict):
        if set(value) == {"es", "en"}:
            return value[lang if lang == "en" else "es"]
        return {key: _in(part, lang) for key, part in value.items() if part not in (None, [], {})}
    return [_in(part, lang) for part in value] if isinstance(value, list) else value
