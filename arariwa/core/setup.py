"""Making a home ready: database, tables, triggers, cache table, files of the pages, packs, institutions. Repeatable."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction

from arariwa.core import actions, fingerprints
from arariwa.core.models import CurrentPack, StoredPack
from arariwa.core.packs import Pack, PackError, Problem

# Folders of packs/ that hold packs: `int`, each country by its two letters, courses and exercises. The files at their
# top are one pack (`pe`), every folder below is another (`pe/law`).
SHELF = re.compile(r"int|[a-z]{2}|courses|exercises")
# Under which code and packs were last found right.
CHECKED = "core.packs_checked"


def prepare() -> None:
    """Tables, triggers, files of the pages and packs of a home, new or old."""
    for folder in (settings.HOME, settings.FILES, settings.KEYS, settings.STATIC_ROOT):
        Path(folder).mkdir(parents=True, exist_ok=True, mode=0o700)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    # Where files of pages carry their hash in their name, a page finds them only once they are collected.
    if not settings.WHITENOISE_USE_FINDERS:
        call_command("collectstatic", interactive=False, verbosity=0)
    load_packs(again=False)


def names(root: Path) -> list[str]:
    """Every pack: `int`, each country, and each folder below them, such as `pe/law` and `courses/asy-1`."""
    found = []
    for folder in sorted(p for p in root.iterdir() if p.is_dir() and SHELF.fullmatch(p.name)):
        inside = sorted(folder.iterdir())
        found += [folder.name] if any(p.is_file() for p in inside) else []
        found += [f"{folder.name}/{p.name}" for p in inside if p.is_dir()]
    return found


def check_packs(root: Path | None = None) -> None:
    """Let every system check its packs (`check(root) -> problems` in its packs.py); one PackError with every mistake.

    Core's own packs are read by `core/reference.py`, papers are set by `core/documents.py`; `core/packs.py` is the
    reader all use.
    """
    folder = root or settings.PACKS
    if not folder.is_dir():
        raise PackError([Problem(str(folder), 0, "", "pack.no_folder", {"name": str(folder)})])
    problems: list[Problem] = []
    for name in [
        "arariwa.core.reference",
        "arariwa.core.documents",
        *(f"{system}.packs" for system in _systems()),
    ]:
        if find_spec(name):
            try:
                problems += import_module(name).check(folder)
            except PackError as error:
                problems += error.problems
    if problems:
        raise PackError(problems)


def told_of_packs(root: Path | None = None) -> Iterator[str]:
    """What every system says of packs that were found right: `tell(root) -> lines` in its packs_told.py."""
    for system in _systems():
        if find_spec(f"{system}.packs_told"):
            yield from import_module(f"{system}.packs_told").tell(root or settings.PACKS)


def _systems() -> list[str]:
    return [
        c.name for c in apps.get_app_configs() if c.name.startswith("arariwa.") and c.name != "arariwa.core"
    ]


def load_packs(root: Path | None = None, *, again: bool = True) -> list[StoredPack]:
    """Check every pack, then store them all; a mistake anywhere raises PackError and loads nothing. Repeatable.

    Without `again` packs are not checked that the same code found right before, to the byte.
    """
    from arariwa.core import packs as reader
    from arariwa.core import reference

    folder = root or settings.PACKS
    state = f"{fingerprints.code()} {Pack.from_folder(folder.parent, folder.name).fingerprint()}"
    if again or cache.get(CHECKED) != state:
        check_packs(folder)
        cache.set(CHECKED, state, timeout=None)
    with transaction.atomic():
        stored = [
            actions.store_pack(by=None, pack=reader.Pack.from_folder(folder, name, deep="/" in name))
            for name in names(folder)
        ]
        actions.load_institutions(by=None, institutions=reference.institutions(folder))
    return stored


def current(name: str) -> Pack:
    """The pack of that name the running system answers from; from the folder while none is stored yet."""
    row = CurrentPack.objects.filter(pk=name).values_list("pack_id", flat=True).first()
    return stored_pack(row) if row else Pack.from_folder(settings.PACKS, name)


def current_fingerprints(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """(name, fingerprint) of the packs answered from, in that order; "" while one is not stored."""
    wanted = list(names)
    found = dict(CurrentPack.objects.filter(pk__in=wanted).values_list("pk", "pack_id"))
    return tuple((name, found.get(name, "")) for name in wanted)


def current_fingerprint(name: str) -> str:
    """The fingerprint of the pack answered from; "" while none is stored."""
    return current_fingerprints([name])[0][1]


@lru_cache(maxsize=8)
def stored_pack(fingerprint: str) -> Pack:
    """A stored pack by fingerprint, also one long replaced."""
    row = StoredPack.objects.get(pk=fingerprint)
    with zipfile.ZipFile(io.BytesIO(bytes(row.content))) as archive:
        return Pack(row.name, {name: archive.read(name) for name in archive.namelist()})
