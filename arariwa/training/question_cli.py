"""Commands of question banks: as QTI 3.0 packages, and made from the law packs. Files and packs only, no database."""

from html import unescape
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml
from django.conf import settings
from django.utils import timezone, translation
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arariwa.core.console import Commands, Lang, Packs
from arariwa.core.domain.refused import Refused
from arariwa.core.packs import Pack, PackError, Problem
from arariwa.core.refusals import located
from arariwa.law.packs import load_law
from arariwa.law.referring import Referring
from arariwa.law.species_packs import load_species, species_packs
from arariwa.training import packs as reader
from arariwa.training.domain import generated, lessons, qti
from arariwa.training.domain.keys import Engine
from arariwa.training.domain.questions import Question

app = Commands(help="Question banks: hand them on as QTI 3.0, take them over, make questions from the law.")

Out = Annotated[Path | None, typer.Option("--out", help="the file to write; without it, standard output")]
Module = Annotated[int, typer.Option("--module", min=1, help="the module the questions belong to")]
Competency = Annotated[str, typer.Option("--competency", help="a code of courses/common.yaml")]


@app.command("qti-export", home=False)
def qti_export(
    course: Annotated[str, typer.Argument(metavar="COURSE", help="a course, such as asy-1")],
    out: Annotated[Path, typer.Option("--out", help="the file to write, such as asy-1-qti.zip")],
    lang: Lang = "es",
    packs: Packs = None,
) -> None:
    """Write the questions with one key, several keys, an order or pairs as a QTI 3.0 package. The same bank gives the
    same bytes; other kinds stay here and are named."""
    root, slug = packs or settings.PACKS, course.lower()
    if slug not in reader.courses(root):
        raise Refused("course.no_such", given=course, known=", ".join(reader.courses(root)))
    read = reader.read_course(Pack.from_folder(root, f"{reader.COURSES}/{slug}"))
    # In Spanish, by the law of today.
    refer = Referring(reader.Shared.of(root).book, timezone.localdate(), links=False)

    def put(written: str) -> str:
        return unescape(strip_tags(lessons.inline(written, refer)))

    with translation.override("es"):
        content, left = qti.package(read.bank.questions.values(), slug, put)
    out.write_bytes(content)
    taken = len(read.bank) - len(left)
    typer.echo(f"{out}: " + ngettext("%(n)s question", "%(n)s questions", taken) % {"n": taken})
    for id_ in left:
        typer.echo(
            f"  {_('left here, QTI has no such kind:')} {id_} ({read.bank.questions[id_].kind})", err=True
        )


@app.command("qti-import", home=False)
def qti_import(
    file: Annotated[Path, typer.Argument(help="a QTI 3.0 package or a single item")],
    out: Out = None,
    module: Module = 1,
    competency: Competency = "C-LAW",
    lang: Lang = "es",
) -> None:
    """Read questions of a QTI 3.0 package, to put them into questions.yaml. An item is taken whole or not at all; what is
    not taken is told, and the exit status is then 1."""
    try:
        data = file.read_bytes()
    except FileNotFoundError as error:
        raise PackError([Problem(str(file), 0, "", "pack.no_file", {})]) from error
    except OSError as error:
        raise Refused("command.not_readable", file=str(file)) from error
    found = qti.read(data, qti.Unsaid(module=module, competency=competency))
    _write(found.questions, out)
    for kept, rows in ((_("not taken"), found.left_out), (_("left out of it"), found.notes)):
        for row in rows:
            told = located(Problem(row.file, 0, "", row.code, row.values))
            typer.echo(f"  {kept}: {told}", err=True)
    if found.left_out:
        raise typer.Exit(1)


@app.command(home=False)
def generate(
    count: Annotated[int, typer.Option("--count", min=1, help="how many")] = 10,
    module: Module = 1,
    competency: Competency = "C-LAW",
    seed: Annotated[str, typer.Option("--seed", help="another word, other questions")] = "1",
    prefix: Annotated[str, typer.Option("--prefix", help="how their ids begin, such as asy-1-m2")] = "gen",
    out: Out = None,
    lang: Lang = "es",
    packs: Packs = None,
) -> None:
    """Make questions from the examples of the law pack, to put them into questions.yaml: the engine's verdict is the key,
    neighbouring rules are the wrong answers. No test takes one before a trainer approved it."""
    root = packs or settings.PACKS
    law = load_law(Pack.from_folder(root, "pe/law"), try_examples=False)
    species = load_species([Pack.from_folder(root, part) for part in species_packs("pe")], "pe")
    engine = Engine(law, species.lookup)
    made = generated.generate(engine, generated.Place(module, competency), seed, prefix)
    _write(list(islice(made, count)), out)


def _write(questions: list[Any] | list[Question], out: Path | None) -> None:
    rows = [each.model_dump(mode="json", exclude_defaults=True) for each in questions]
    text = yaml.safe_dump({"questions": rows}, allow_unicode=True, sort_keys=False, width=110)
    if out:
        out.write_text(text, encoding="utf-8")
        n = len(rows)
        typer.echo(f"{out}: " + ngettext("%(n)s question", "%(n)s questions", n) % {"n": n})
    else:
        typer.echo(text, nl=False)
