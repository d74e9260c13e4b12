"""Commands of training: check, load, hand on and lock course folders."""

import io
import zipfile
from pathlib import Path
from typing import Annotated

import typer
import yaml
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arariwa.core.console import Commands, Lang, Packs
from arariwa.core.domain.refused import Refused
from arariwa.core.packs import Pack, PackError, Problem
from arariwa.core.refusals import located
from arariwa.events.cli import AsJson, OfCourse, WithIds, Year, print_figures, scope_of
from arariwa.training import cli_certificates, exercises_cli, question_cli
from arariwa.training import packs as reader
from arariwa.training.domain.courses import LawLock

app = Commands(help="Courses: check them, load them, hand them on; verify a certificate.")
app.add_typer(question_cli.app, name="questions")
app.add_typer(exercises_cli.app, name="exercises")
cli_certificates.register(app)
# A course without video is small; more than this is no course folder.
MOST_BYTES, MOST_FILES = 20_000_000, 500

Slug = Annotated[str, typer.Argument(metavar="COURSE", help="a course, such as asy-1")]


@app.command(home=False)
def check(
    course: Annotated[
        str | None, typer.Argument(metavar="COURSE", help="a course, such as asy-1; without it, all")
    ] = None,
    lang: Lang = "es",
    packs: Packs = None,
) -> None:
    """Read course folders: every mistake with file and line (exit status 2), and what should be put right (warnings)."""
    root = packs or settings.PACKS
    shared, problems = reader.Shared.of(root), []
    for slug in _chosen(root, course):
        pack = Pack.from_folder(root, f"{reader.COURSES}/{slug}")
        wrong = reader.check_course(pack, shared)
        problems += wrong
        if not wrong:
            read = reader.read_course(pack)
            typer.echo(_told(read))
            for warning in reader.warnings(read, pack, shared):
                typer.echo(f"  {_('warning')}: {located(warning)}")
    if problems:
        raise PackError(problems)


def _told(course: reader.Course) -> str:
    """ "asy-1: 5 lessons, 3,760 words, 30 questions, 0 of 5 lessons also in English"."""
    lessons = [lesson for (_n, lang), lesson in course.lessons.items() if lang == "es"]
    return f"{course.slug}: " + ", ".join(
        [
            ngettext("%(n)s lesson", "%(n)s lessons", len(lessons)) % {"n": len(lessons)},
            _("%(n)s words") % {"n": sum(lesson.words for lesson in lessons)},
            ngettext("%(n)s question", "%(n)s questions", len(course.bank)) % {"n": len(course.bank)},
            _("%(n)s of %(all)s lessons also in English") % {"n": course.in_english, "all": len(lessons)},
        ]
    )


@app.command()
def load(lang: Lang = "es", packs: Packs = None) -> None:
    """Check every course, then teach from them; repeating it changes nothing, a mistake loads nothing."""
    from django.db import transaction

    from arariwa.core import actions

    root = packs or settings.PACKS
    if problems := reader.check(root):
        raise PackError(problems)
    names = [reader.CASES, reader.COURSES, *(f"{reader.COURSES}/{slug}" for slug in reader.courses(root))]
    with transaction.atomic():
        for name in names:
            stored = actions.store_pack(by=None, pack=Pack.from_folder(root, name, deep="/" in name))
            typer.echo(f"{stored.name:16} {stored.fingerprint}")


@app.command(home=False)
def export(
    course: Slug,
    out: Annotated[Path, typer.Option("--out", help="the file to write, such as asy-1.zip")],
    lang: Lang = "es",
    packs: Packs = None,
) -> None:
    """Put a course folder into one file, to hand it to another programme. The same folder gives the same bytes."""
    from arariwa.core.actions import zipped

    root = packs or settings.PACKS
    (slug,) = _chosen(root, course)
    out.write_bytes(zipped(Pack.from_folder(root, f"{reader.COURSES}/{slug}")))
    typer.echo(out)


@app.command("import", home=False)
def import_(
    file: Annotated[Path, typer.Argument(help="a course as arariwa training export wrote it")],
    lang: Lang = "es",
    packs: Packs = None,
) -> None:
    """Take a course from a file into the packs folder, after checking it. What is already there is not written over."""
    root = packs or settings.PACKS
    pack = _unpacked(file)
    if problems := reader.check_course(pack, reader.Shared.of(root)):
        raise PackError(problems)
    folder = root / pack.name
    if folder.exists() and Pack.from_folder(root, pack.name).fingerprint() != pack.fingerprint():
        raise Refused("course.exists", folder=str(folder))
    for name, data in pack.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    typer.echo(folder)


def _unpacked(file: Path) -> Pack:
    """The course in an exported file, under the folder its own code names. Refused for a file that is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as archive:
            rows = archive.infolist()
            if len(rows) > MOST_FILES or sum(row.file_size for row in rows) > MOST_BYTES:
                raise Refused("course.too_large", file=str(file), limit_mb=MOST_BYTES // 1_000_000)
            files = {row.filename: archive.read(row) for row in rows if not row.is_dir()}
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise Refused("course.not_a_file", file=str(file)) from error
    for name in files:
        parts = name.split("/")
        if name.startswith("/") or "\\" in name or ":" in name or {"", ".", ".."} & set(parts):
            raise Refused("course.path", file=str(file), given=name)
    read = Pack(file.name, files).yaml("course.yaml", reader.CourseFile)
    return Pack(f"{reader.COURSES}/{read.slug}", files)


@app.command("figures")
def figures(
    year: Year = None,
    course: OfCourse = None,
    lang: Lang = "es",
    as_json: AsJson = False,
    with_ids: WithIds = False,
) -> None:
    """The programme's counts of what was learnt: completion, tests, gain, exercises, certificates.

    Whoever runs this command holds the machine: it counts every course that ended.
    """
    from arariwa.training.figure_words import WHY
    from arariwa.training.figures import FIGURES, figure

    scope = scope_of(year, course)
    found = [figure(code, scope) for code in sorted(FIGURES)]
    print_figures(found, WHY, as_json=as_json, with_ids=with_ids)


@app.command(home=False)
def lock(course: Slug, lang: Lang = "es", packs: Packs = None) -> None:
    """Note what the law says today that a course rests on, once its lessons and questions were reviewed by it.

    From then on `check`, trainers and learners are told when one of these rules says something else.
    """
    root = packs or settings.PACKS
    (slug,) = _chosen(root, course)
    read = reader.read_course(Pack.from_folder(root, f"{reader.COURSES}/{slug}"))
    if read.problems:
        raise PackError(read.problems)
    entries = reader.Shared.of(root).book.digests(read.codes())
    path = root / reader.COURSES / slug / LawLock.FILE
    path.write_text(yaml.safe_dump({"entries": entries}, allow_unicode=True), encoding="utf-8")
    typer.echo(f"{path}: " + ngettext("%(n)s rule", "%(n)s rules", len(entries)) % {"n": len(entries)})


def _chosen(root: Path, course: str | None) -> list[str]:
    known = reader.courses(root)
    if course is None:
        if not known:
            raise PackError(
                [Problem(str(root / reader.COURSES), 0, "", "pack.no_folder", {"name": "courses"})]
            )
        return known
    if course.lower() not in known:
        raise Refused("course.no_such", given=course, known=", ".join(known))
    return [course.lower()]
