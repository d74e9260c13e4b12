"""Which kind of file it is: by its set of heads, in any of the languages, never by its name alone."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from arariwa.core.domain.places import folded
from arariwa.core.domain.refused import Refused
from arariwa.core.domain.steering import marked
from arariwa.outreach.domain import sniff
from arariwa.outreach.domain.kinds import LANGUAGES, Column, Kind, Platforms
from arariwa.outreach.domain.sniff import Part

# Rows above the head a file may have.
PREAMBLE = 10
# So many heads of a kind make a table one of it whose other columns were renamed.
LEAST_ALIKE = 3


@dataclass(frozen=True)
class Recognised:
    """A table of a known kind: where its head stands, what each column holds."""

    part: Part
    delimiter: str
    kind: Kind
    head_at: int  # row of the head, counted from 1
    heads: tuple[str, ...]
    # Position -> column; heads nobody knows are missing.
    columns: Mapping[int, Column]
    # Folded heads that are only remembered, with the column they suggest.
    doubtful: Mapping[str, Column]
    language: str
    # What stands above the head: the name of the metric.
    above: str = ""


def recognise(
    found: Sequence[Part], pack: Platforms, told: Mapping[str, str]
) -> tuple[Recognised, list[Part]]:
    """The one table of a known kind among the parts of a file, and the parts left out.

    `told`: what a person said heads mean (folded head, or `<kind>:<head>` -> code of a column, "" to leave it out). Refused(
    "platform_file.unknown") with the heads found and the nearest kind when none is known or more than one fits.
    """
    # What a sheet holds that nobody sees does not count.
    known = [one for part in found if not part.hidden for one in _best(part, pack, told)]
    named = [one for one in known if one.kind.grain == "named"]
    usable = [one for one in known if one.kind.grain != "named"]
    if not usable and named:
        raise Refused("platform_file.named", "file", kind=named[0].kind.id)
    if not usable:
        heads, nearest = _nearest(found, pack)
        if not nearest:
            raise Refused("platform_file.unlike", "file")
        raise Refused("platform_file.unknown", "file", heads=marked(", ".join(heads))[:300], kind=nearest.id)
    if len(usable) > 1:
        # Several tables of one download: the one about posts says the most; two alike cannot be told apart.
        usable.sort(key=lambda one: one.kind.grain != "post")
        if usable[0].kind.grain == usable[1].kind.grain:
            raise Refused("platform_file.several", "file", parts=", ".join(one.part.name for one in usable))
    return usable[0], [part for part in found if part is not usable[0].part]


def _best(part: Part, pack: Platforms, told: Mapping[str, str]) -> list[Recognised]:
    """The kind a part is of, as a list of one or none; Refused when two fit equally."""
    fits = list(_fits(part, pack, told))
    if not fits:
        return []
    fits.sort(key=lambda one: (-len(one.columns), one.head_at))
    best = [one for one in fits if len(one.columns) == len(fits[0].columns)]
    kinds = {one.kind.id for one in best}
    if len(kinds) > 1:
        raise Refused(
            "platform_file.unknown",
            "file",
            heads=marked(", ".join(best[0].heads))[:300],
            kind=best[0].kind.id,
        )
    return best[:1]


def _fits(part: Part, pack: Platforms, told: Mapping[str, str]) -> Iterator[Recognised]:
    for delimiter in sniff.delimiters(part):
        head = part.head(delimiter)
        for n, cells in enumerate(head[:PREAMBLE], start=1):
            if len([cell for cell in cells if cell.strip()]) < 2:
                continue
            for kind in pack.kinds.values():
                if kind.columns and (one := _as(part, delimiter, kind, pack, n, cells, told)):
                    above = next(
                        (
                            row[0].strip()
                            for row in reversed(head[: n - 1])
                            if row and row[0].strip() and not sniff.SEP.match(",".join(row).strip())
                            and not any(cell.strip() for cell in row[1:])
                        ),
                        "",
                    )  # fmt: skip
                    yield Recognised(**{**one.__dict__, "above": above})


def almost(found: Sequence[Part], pack: Platforms, told: Mapping[str, str]) -> Recognised | None:
    """The table that would be of a known kind if its other heads were understood, for platforms rename columns; None when no
    kind knows three of its heads, or two know as many."""
    near: dict[str, Recognised] = {}
    for part in (part for part in found if not part.hidden):
        for delimiter in sniff.delimiters(part):
            for n, cells in enumerate(part.head(delimiter)[:PREAMBLE], start=1):
                for kind in pack.kinds.values():
                    one = (
                        _as(part, delimiter, kind, pack, n, cells, told, whole=False)
                        if kind.columns
                        else None
                    )
                    if not one or kind.grain == "named" or len(one.columns) < LEAST_ALIKE:
                        continue
                    if kind.id not in near or len(near[kind.id].columns) < len(one.columns):
                        near[kind.id] = one
    ranked = sorted(near.values(), key=lambda one: -len(one.columns))
    if not ranked or (len(ranked) > 1 and len(ranked[1].columns) == len(ranked[0].columns)):
        return None
    return ranked[0]


def lacking(found: Recognised) -> list[list[Column]]:
    """The columns its kind cannot do without and no head says: one of each group."""
    there = {column.code for column in found.columns.values()}
    groups = [group for group in found.kind.needs if not there & {*group}]
    return [[column for column in found.kind.columns if column.code in group] for group in groups]


def _as(
    part: Part,
    delimiter: str,
    kind: Kind,
    pack: Platforms,
    n: int,
    cells: list[str],
    told: Mapping[str, str],
    *,
    whole: bool = True,
) -> Recognised | None:
    """The row read as the head of that kind; None when a column it needs is missing and it has to be `whole`."""
    known, columns, doubtful = pack.known[kind.id], {}, {}
    votes = dict.fromkeys(LANGUAGES, 0)
    there: set[str] = set()
    for position, cell in enumerate(cells):
        head = folded(cell)
        if (meant := meaning(told, kind, head)) is not None:
            column = told_column(kind, pack, meant)
            if column:
                columns[position] = column
                there.add(column.code)
            continue
        options = known.get(head, [])
        for _column, language, _sure in options:
            votes[language] += 1
        if not options:
            continue
        column = options[0][0]
        there.add(column.code)
        if any(sure for _column, _language, sure in options):
            columns[position] = column
        else:
            columns[position] = doubtful[head] = column
    if whole and not all(any(code in there for code in group) for group in kind.needs):
        return None
    other = {folded(head) for code in kind.not_with for head in _heads_of(pack, code)} - set(known)
    if other & {folded(cell) for cell in cells}:
        return None
    # The language most heads speak; one they share says nothing.
    language = max(LANGUAGES, key=lambda one: (votes[one], one == "es"))
    return Recognised(part, delimiter, kind, n, tuple(cells), columns, doubtful, language)


def meaning(told: Mapping[str, str], kind: Kind, head: str) -> str | None:
    """What a person said that head means in that kind of file, now or before; None when nobody said."""
    return told.get(head, told.get(f"{kind.id}:{head}"))


def told_column(kind: Kind, pack: Platforms, code: str) -> Column | None:
    """The column a person named: one of the kind, or a metric of the pack (`metric.reach`)."""
    if code.startswith("metric.") and code[7:] in pack.metrics:
        return Column.model_validate({"code": code, "as": "metric", "metric": code[7:], "heads": {}})
    return kind.column(code)


def above_metric(kind: Kind, said: str, told: Mapping[str, str]) -> tuple[str, bool]:
    """(the metric a folded name above the head means, whether surely); ("", False) when nobody knows it."""
    if (meant := meaning(told, kind, said) or "").startswith("metric."):
        return meant[7:], True
    for one in kind.above:
        for head, _language, sure in one.each():
            if head == said:
                return one.metric, sure
    return "", False


def open_heads(found: Recognised, told: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Heads a person may say something of (folded -> as it stands), and what is suggested for them (folded -> code)."""
    heads = {
        folded(head): head.strip()
        for position, head in enumerate(found.heads)
        if folded(head)
        and meaning(told, found.kind, folded(head)) is None
        and (position not in found.columns or folded(head) in found.doubtful)
    }
    suggested = {head: column.code for head, column in found.doubtful.items()}
    if found.kind.metric_above and found.above:
        metric, sure = above_metric(found.kind, folded(found.above), told)
        if not sure:
            heads[folded(found.above)] = found.above
            suggested |= {folded(found.above): f"metric.{metric}"} if metric else {}
    return heads, suggested


def _heads_of(pack: Platforms, code: str) -> Iterator[str]:
    for kind in pack.kinds.values():
        if column := kind.column(code):
            yield from (head for heads in column.heads.values() for head in heads)


def _nearest(found: Sequence[Part], pack: Platforms) -> tuple[list[str], Kind | None]:
    """The heads a person sees, and the kind that knows most of them."""
    best: tuple[int, list[str], Kind | None] = (0, [], None)
    for part in found:
        for delimiter in sniff.delimiters(part):
            for cells in part.head(delimiter)[:PREAMBLE]:
                heads = [cell.strip() for cell in cells if cell.strip()]
                for kind in pack.kinds.values():
                    n = sum(folded(head) in pack.known[kind.id] for head in heads)
                    if n > best[0]:
                        best = (n, heads, kind)
                if not best[0] and len(heads) > len(best[1]):
                    best = (0, heads, None)
    return best[1], best[2]


# What the name of a file adds: the first day, when it was exported, whose account it is. It never decides the kind.

ENDING = re.compile(r"\.(csv|txt|tsv|zip|xlsx)$", re.IGNORECASE)


@dataclass(frozen=True)
class Named:
    """What a file's name says."""

    first: date | None = None
    last: date | None = None
    exported: date | None = None
    account: str = ""


def of_name(kind: Kind, *names: str) -> Named:
    """What the names a file or its folder bears say, by the patterns of its kind."""
    for name in names:
        for pattern in kind.file_names:
            if match := re.match(pattern, ENDING.sub("", name.strip()), re.IGNORECASE):
                said = match.groupdict()
                epoch = said.get("epoch")
                return Named(
                    _day(said.get("first")),
                    _day(said.get("last")),
                    datetime.fromtimestamp(int(epoch), UTC).date() if epoch else None,
                    said.get("account") or "",
                )
    return Named()


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
