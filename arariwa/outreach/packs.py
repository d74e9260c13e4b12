"""Reads `packs/int/platforms`, with every mistake: what platforms export and what their figures mean."""

import re
from collections.abc import Iterator
from pathlib import Path

from arariwa.core.packs import Pack, PackError, Problem
from arariwa.outreach.domain.kinds import ChangesFile, Kind, MetricsFile, Platforms, WordsFile

NAME = "int/platforms"
SHARED = ("metrics.yaml", "changes.yaml", "words.yaml")


def read(pack: Pack) -> Platforms:
    """The pack of platforms. Raises PackError with what cannot be read."""
    kinds: dict[str, Kind] = {}
    for path in sorted(pack.files):
        if path in SHARED or not path.endswith(".yaml"):
            continue
        kind = pack.yaml(path, Kind)
        if path != f"{kind.id}.yaml":
            raise PackError([Problem(f"{pack.name}/{path}", 1, "id", "pack.unexpected_file", {})])
        kinds[kind.id] = kind
    metrics = {one.id: one for one in pack.yaml("metrics.yaml", MetricsFile).metrics}
    changes = pack.yaml("changes.yaml", ChangesFile).changes
    return Platforms.of(
        kinds, metrics, changes, pack.yaml("words.yaml", WordsFile), fingerprint=pack.fingerprint()
    )


def check(root: Path) -> list[Problem]:
    """Every mistake of the folder below `root`."""
    if not (root / NAME).is_dir():
        return []
    try:
        pack = Pack.from_folder(root, NAME)
        found = read(pack)
    except PackError as error:
        return error.problems
    return list(mistakes(found, pack))


def mistakes(found: Platforms, pack: Pack) -> Iterator[Problem]:
    """Names that lead nowhere, patterns that cannot be read, heads that two columns of a kind claim."""
    for kind in found.kinds.values():
        file = f"{pack.name}/{kind.id}.yaml"
        codes = [column.code for column in kind.columns]
        named = [(f"columns.{c.code}", c.metric) for c in kind.columns if c.as_ == "metric"]
        named += [("above", one.metric) for one in kind.above]
        for where, metric in named:
            if metric not in found.metrics and not (metric == "above" and kind.metric_above):
                yield Problem(file, 0, where, "pack.unknown_reference", {"given": metric})
        elsewhere = {column.code for other in found.kinds.values() for column in other.columns}
        for where, given, known in (
            ("needs", [code for group in kind.needs for code in group], set(codes)),
            ("interactions", kind.interactions, set(codes)),
            ("totals_in", [kind.totals_in] if kind.totals_in else [], set(codes)),
            ("not_with", kind.not_with, elsewhere),
        ):
            for code in given:
                if code not in known:
                    yield Problem(file, 0, where, "pack.unknown_reference", {"given": code})
        for pattern in kind.file_names:
            try:
                re.compile(pattern)
            except re.error:
                yield Problem(file, 0, "file_names", "pack.not_a_pattern", {"given": pattern})
        for head, columns in found.known[kind.id].items():
            if len({column.code for column, _language, _sure in columns}) > 1:
                yield Problem(file, 0, "columns", "pack.id_twice", {"given": head})
    for change in found.changes:
        for metric in change.metrics:
            if metric not in found.metrics:
                yield Problem(
                    f"{pack.name}/changes.yaml", 0, change.on, "pack.unknown_reference", {"given": metric}
                )
