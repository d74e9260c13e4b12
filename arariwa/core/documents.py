"""The templates of papers in packs: each is set with its samples before anyone needs it.

A country's `documents/` holds `<name>.<language>.typ`, shared parts beside them, and `samples/<name>.<language>.json`
(or `<name>.<language>.<variant>.json`): a whole invented record of that paper, shaped as docs/papers.md says.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

from arariwa.core.packs import Problem
from arariwa.core.paper import PaperError, render

AT = datetime(2026, 3, 16, 14, 0, tzinfo=timezone(timedelta(hours=-5)))


def check(root: Path) -> list[Problem]:
    """Every mistake of the templates and samples of all countries."""
    return [problem for folder in sorted(root.glob("*/documents")) for problem in _folder(folder)]


def _folder(folder: Path) -> Iterator[Problem]:
    pack = f"{folder.parent.name}/documents"
    # "acta.es.typ" is a paper, "arariwa.typ" a part that papers share
    templates = {path.stem for path in folder.glob("*.typ") if "." in path.stem}
    samples = sorted(folder.glob("samples/*.json"))
    for template in sorted(templates - {_template(path) for path in samples}):
        yield Problem(
            f"{pack}/{template}.typ", 0, "", "pack.no_sample", {"sample": f"samples/{template}.json"}
        )
    for path in samples:
        name = f"{pack}/samples/{path.name}"
        if _template(path) not in templates:
            yield Problem(name, 0, "", "pack.unexpected_file", {})
        else:
            yield from _sample(folder, pack, name, path)


def _template(sample: Path) -> str:
    """ "acta.es" of "acta.es.borrador.json"."""
    return ".".join(sample.name.split(".")[:2])


def _sample(folder: Path, pack: str, name: str, path: Path) -> Iterator[Problem]:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        yield Problem(name, 0, "", "pack.not_utf8", {})
        return
    except ValueError as error:
        yield Problem(name, getattr(error, "lineno", 0), "", "pack.not_json", {})
        return
    if not isinstance(record, dict):
        yield Problem(name, 1, "", "pack.not_a_mapping", {})
        return
    if odd := [part for part in ("frame", "body") if not isinstance(record.get(part), dict)]:
        yield from (Problem(name, 0, part, "pack.not_a_mapping", {}) for part in odd)
        return
    try:
        render(record, folder=folder, template=f"{_template(path)}.typ", issued_at=AT)
    except PaperError as error:
        where = f"{pack}/{error.file}" if error.file else name
        yield Problem(
            where, error.line, "", "pack.not_set", {"why": " ".join(error.why.split()), "sample": path.name}
        )
