"""Commands of law: qualify a situation, print the shapes, run the examples. Files and packs only, no database."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils.translation import gettext as _

from arariwa.core.console import Commands, Lang, Packs, folder_there
from arariwa.core.domain.refused import Refused
from arariwa.core.packs import Pack, PackError, Problem
from arariwa.law import entry_cli, printing, species_cli, time_limit_cli, written_names
from arariwa.law.domain import verdict as verdicts
from arariwa.law.domain.answers import Answer
from arariwa.law.domain.bindings import Protection
from arariwa.law.domain.comparing import changes
from arariwa.law.domain.examples import differences
from arariwa.law.domain.legality import qualify as answer
from arariwa.law.domain.lookalikes import with_lookalikes
from arariwa.law.domain.names import Index
from arariwa.law.domain.situation import Situation, flatten
from arariwa.law.domain.species import Species
from arariwa.law.packs import law_at, law_packs, load_law
from arariwa.law.packs_told import tell
from arariwa.law.situation_file import read
from arariwa.law.species_packs import load_species, species_packs

app = Commands(help="What the law of a day says: species, offences, penalties.")
for verbs in (species_cli, time_limit_cli, entry_cli):
    verbs.register(app)

Country = Annotated[str, typer.Option(help="whose law: the two letters of the country, such as pe")]


@app.command(home=False)
def qualify(
    file: Annotated[Path, typer.Argument(help="a situation, YAML or JSON (arariwa law schema)")],
    as_json: Annotated[bool, typer.Option("--json", help="print the verdict as JSON")] = False,
    lang: Lang = "es",
    country: Country = "pe",
    packs: Packs = None,
) -> None:
    """Hold a situation against the law of its day: offences element by element, penalty, what to find out.

    A specimen told only by its name as written is read as the taxa that name means, when that is certain.
    """
    # The examples of a pack are tried by `packs check` and `law examples`, not before each answer.
    law = load_law(Pack.from_folder(packs or settings.PACKS, f"{country.lower()}/law"), try_examples=False)
    try:
        situation, table = read(file), _Table(packs or settings.PACKS, country.lower())
        situation, names = written_names.resolved(situation, table.find)
        verdict = answer(situation, law, table)
        named = any("specimen.taxa" in facts for facts in flatten(situation).specimens)
        if named and table.species:
            verdict = with_lookalikes(verdict, situation, law, table.species, table)
    except Refused as error:
        raise PackError([Problem(str(file), 0, error.field, error.code, error.values)]) from error
    for name in names:
        typer.echo(written_names.told(name), err=as_json)
    if as_json:
        typer.echo(json.dumps(verdict.data(), ensure_ascii=False, indent=1))
    else:
        typer.echo("\n".join(printing.lines(verdict, law, lang)))


@app.command(home=False)
def schema() -> None:
    """The JSON Schema of a situation and of a verdict."""
    both = {"situation": Situation.model_json_schema(), "verdict": verdicts.schema()}
    typer.echo(json.dumps(both, ensure_ascii=False, indent=1))


@app.command(home=False)
def examples(lang: Lang = "es", packs: Packs = None) -> None:
    """Run every example of every law pack, and count what they show of each leaf of each condition.

    Exit status 1 when one is answered otherwise than it says.
    """
    root = packs or settings.PACKS
    wrong = total = 0
    if not law_packs(root):
        raise PackError([Problem(str(root), 0, "", "pack.no_law", {})])
    for name in law_packs(root):
        law = load_law(Pack.from_folder(root, name), try_examples=False)
        for file, example in law.examples:
            differs = differences(example, law)
            total, wrong = total + 1, wrong + bool(differs)
            typer.echo(f"{'NO' if differs else 'ok':3} {name}/{file}  {example.name.in_(lang)}")
            for what, wanted, found in differs:
                values = {"what": what, "wanted": wanted, "found": found}
                typer.echo("      " + _("%(what)s: expected %(wanted)s, answered %(found)s") % values)
    typer.echo(
        _("%(right)s of %(total)s examples answered as expected") % {"right": total - wrong, "total": total}
    )
    if wrong:
        raise typer.Exit(1)
    for line in tell(root):
        typer.echo(line)


@app.command(home=False)
def compare(
    other: Annotated[
        Path,
        typer.Argument(
            help="another law pack: its folder, or the folder of all packs", callback=folder_there
        ),
    ],
    files: Annotated[
        list[Path] | None, typer.Argument(help="situations; without them, every example")
    ] = None,
    lang: Lang = "es",
    packs: Packs = None,
) -> None:
    """Ask two law packs about the same situations. Exit status 1 when some answer differs."""
    root = packs or settings.PACKS
    here, there = load_law(Pack.from_folder(root, "pe/law")), law_at(other)
    told = [(str(file), read(file)) for file in files or []] or [
        (e.name.in_(lang), Situation.model_validate(e.situation)) for _file, e in here.examples
    ]
    differing, table = 0, _Table(root, "pe")
    for name, situation in told:
        found = changes(answer(situation, here, table), answer(situation, there, table))
        differing += bool(found)
        if found:
            typer.echo(name)
        for change in found:
            typer.echo(f"    {change.what}: {change.before.in_(lang)} → {change.after.in_(lang)}")
    typer.echo(
        _("%(differing)s of %(all)s situations are answered otherwise.")
        % {"differing": differing, "all": len(told)}
    )
    if differing:
        raise typer.Exit(1)


class _Table:
    """The species table as the engine asks it; read when a taxon is first asked for."""

    def __init__(self, root: Path, country: str) -> None:
        self.root, self.country = root, country

    @property
    def species(self) -> Species | None:
        """The table itself, None for a country without one."""
        return _species(self.root, self.country)

    def find(self, name: str) -> Answer:
        """What a written name means; nothing for a country without a table."""
        index = _index(self.root, self.country)
        return index.find(name) if index else Answer(name, "none", (), (), None, "low", "species.not_found")

    def __call__(self, taxon: str, on: date) -> Protection | None:
        return self.species.lookup(taxon, on) if self.species else None


@cache
def _index(root: Path, country: str) -> Index | None:
    table = _species(root, country)
    return Index.build(table) if table else None


@cache
def _species(root: Path, country: str) -> Species | None:
    if not (root / country / "species").is_dir():
        return None
    return load_species([Pack.from_folder(root, name) for name in species_packs(country)], country)
