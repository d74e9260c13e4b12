"""Reach without self-deception: which figures stand on a day, and between what bounds the number of accounts lies.

Reach is never added over posts, days or platforms as if it were persons. Within a platform at least the largest single
figure was reached and at most their sum; across platforms at least the largest platform and at most the sum of all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

ZERO = Decimal(0)


@dataclass(frozen=True)
class Seen:
    """One figure a platform gave: of which post (or of the whole account), of its life or of one day, as of which day."""

    platform: str
    account: str
    object: str
    metric: str
    grain: str
    value: Decimal | None
    as_of: date
    day: date | None = None
    precision: Decimal | None = None
    # The record behind it; two of the same are one figure.
    id: Any = field(default=None, compare=False)
    # The file it came in, where it is known.
    file: Any = field(default=None, compare=False)

    @property
    def whose(self) -> tuple[str, str, str]:
        """The post, or the account where it is a figure of the whole account.

        A post has one id on its platform; files name its account otherwise (by id, by a name that changed) or not at all.
        """
        return (self.platform, "" if self.object else self.account, self.object)

    @property
    def of(self) -> tuple[str, str, str, str, date | None]:
        """What it is a figure of; later ones of the same take its place."""
        return (*self.whose, self.grain, self.day)

    @property
    def low(self) -> Decimal:
        """The least a rounded figure may have been."""
        return max(ZERO, (self.value or ZERO) - (self.precision or ZERO) / 2)

    @property
    def high(self) -> Decimal:
        """The most a rounded figure may have been."""
        return (self.value or ZERO) + (self.precision or ZERO) / 2


def standing(seen: Iterable[Seen], as_of: date | None = None) -> list[Seen]:
    """The figures of one metric that count on that day (None: the latest): each once, in whatever order they came.

    The newest export wins, of one day the larger figure. Where a post has a figure of its whole life its days do not
    count; where a platform gives figures of posts those of the whole account do not.
    """
    latest: dict[tuple[object, ...], Seen] = {}
    seen = _of_accounts(seen)
    shared = _on_several_pages(seen)
    for one in seen:
        # A later export may say more of an earlier day; of a post it says what came since.
        if one.grain == "total" or (as_of and (one.day or one.as_of) > as_of):
            continue
        # Each page a post was shared to reached people of its own.
        of = (*one.of, one.account if (one.platform, one.object) in shared else "")
        before = latest.get(of)
        if before is None or _rank(one) > _rank(before):
            latest[of] = one
    whole_life = {one.whose for one in latest.values() if one.grain == "lifetime"}
    by_post = {one.platform for one in latest.values() if one.object}
    found = [
        one
        for one in latest.values()
        if (one.object or one.platform not in by_post)
        and not (one.grain == "day" and one.whose in whole_life)
    ]
    return sorted(found, key=lambda one: (one.platform, one.account, one.object, one.day or date.min))


def _of_accounts(seen: Iterable[Seen]) -> list[Seen]:
    """With the only account of a platform where a file that was renamed no longer says whose figures it holds: else the same
    days would count twice."""
    seen, named = list(seen), dict[str, set[str]]()
    for one in seen:
        if one.account and not one.object:
            named.setdefault(one.platform, set()).add(one.account)
    return [
        replace(one, account=next(iter(named[one.platform])))
        if not one.account and not one.object and len(named.get(one.platform, ())) == 1
        else one
        for one in seen
    ]


def _on_several_pages(seen: Iterable[Seen]) -> set[tuple[str, str]]:
    """Posts of which one file gives figures of several accounts: they were shared to several pages."""
    pages: dict[tuple[object, ...], set[str]] = {}
    for one in seen:
        if one.object and one.file is not None:
            pages.setdefault((one.file, one.platform, one.object), set()).add(one.account)
    return {(platform, object) for (_file, platform, object), accounts in pages.items() if len(accounts) > 1}  # type: ignore[misc]


def _rank(one: Seen) -> tuple[bool, date, Decimal, Decimal, str]:
    # What is not given never hides what an earlier export gave.
    return (one.value is not None, one.as_of, one.value or ZERO, one.precision or ZERO, one.account)


@dataclass(frozen=True)
class Share:
    """One platform's part: `missing` posts gave no figure, so that the upper bound is one of the others only."""

    platform: str
    lower: Decimal
    upper: Decimal
    figures: int
    missing: int
    first_as_of: date
    last_as_of: date
    of_account: bool
    # Days within its figures from which the platform counts otherwise.
    breaks: tuple[date, ...] = ()


@dataclass(frozen=True)
class Bounds:
    """At least `lower`, at most `upper`; `estimate` only by a stated assumption about overlap, and between them."""

    metric: str
    lower: Decimal | None
    upper: Decimal | None
    by_platform: tuple[Share, ...] = ()
    as_of: date | None = None
    overlap: Decimal | None = None

    @property
    def estimate(self) -> Decimal | None:
        """The upper bound less the assumed share of what the bounds leave open."""
        if self.overlap is None or self.lower is None or self.upper is None:
            return None
        found = self.upper - min(max(self.overlap, ZERO), Decimal(1)) * (self.upper - self.lower)
        return min(max(found, self.lower), self.upper)

    @property
    def missing(self) -> int:
        """Posts without a figure."""
        return sum(one.missing for one in self.by_platform)

    @property
    def method(self) -> str:
        """Code of how the bounds were found (words.METHODS)."""
        return "unknown" if self.lower is None else "one" if len(self.by_platform) == 1 else "platforms"


def bounds(
    seen: Sequence[Seen],
    metric: str,
    as_of: date | None = None,
    *,
    overlap: Decimal | None = None,
    breaks: dict[str, list[date]] | None = None,
) -> Bounds:
    """Between what the number of accounts reached lies, by what the platforms said until that day."""
    rows = standing([one for one in seen if one.metric == metric], as_of)
    shares = []
    for platform in sorted({one.platform for one in rows}):
        mine = [one for one in rows if one.platform == platform]
        given = [one for one in mine if one.value is not None]
        if not given:
            continue
        days = [one.day or one.as_of for one in given]
        shares.append(
            Share(
                platform,
                lower=max(one.low for one in given),
                upper=sum((one.high for one in given), ZERO),
                figures=len(given),
                missing=len(mine) - len(given),
                first_as_of=min(one.as_of for one in given),
                last_as_of=max(one.as_of for one in given),
                of_account=not given[0].object,
                breaks=tuple(day for day in (breaks or {}).get(platform, ()) if min(days) < day <= max(days)),
            )
        )
    if not shares:
        return Bounds(metric, None, None, as_of=as_of, overlap=overlap)
    return Bounds(
        metric,
        lower=max(one.lower for one in shares),
        upper=sum((one.upper for one in shares), ZERO),
        by_platform=tuple(shares),
        as_of=max(one.last_as_of for one in shares),
        overlap=overlap,
    )


@dataclass(frozen=True)
class Point:
    """What a platform's figures came to on a day. For what counts accounts `value` is the upper bound, `lower` the lower.

    `break_before`: since the point before the platform counts otherwise; no line leads here.
    """

    platform: str
    as_of: date
    value: Decimal
    object: str = ""
    break_before: bool = False
    lower: Decimal | None = None
    # Added up from figures by day: it ends with that day, whenever it was exported.
    daily: bool = False
    # Posts in it that the point before had no figure of: their whole life came at once and is no growth.
    joined: int = 0


def points(
    seen: Sequence[Seen],
    *,
    unique: bool,
    breaks: dict[str, list[date]] | None = None,
    by_object: bool = False,
    mark: date | None = None,
) -> list[Point]:
    """The figures of one metric over time, by platform (and post): a point each day an export was made of.

    Figures by day come month by month, and until `mark` where it lies among them: the last day of a campaign.
    """
    found: list[Point] = []
    groups: dict[tuple[str, str], list[Seen]] = {}
    for one in seen:
        groups.setdefault((one.platform, one.object if by_object else ""), []).append(one)
    by_post = {one.platform for one in seen if one.object}
    for (platform, object), rows in sorted(groups.items()):
        if by_object and not object and platform in by_post:
            # What its posts have the account's figures hold again.
            continue
        before: date | None = None
        had: set[tuple[str, str, str]] = set()
        for day in _days(rows, mark):
            given = [one for one in standing(rows, day) if one.value is not None]
            if not given:
                continue
            total = sum((one.high if unique else one.value or ZERO for one in given), ZERO)
            lower = max(one.low for one in given) if unique else total
            changed = bool(before) and any(before < at <= day for at in (breaks or {}).get(platform, ()))  # type: ignore[operator]
            daily = any(one.day for one in given)
            there = {one.whose for one in given}
            # From figures of the account to figures of posts nothing grew: something else is counted.
            changed = changed or bool(had) and any(of[2] for of in had) != any(of[2] for of in there)
            joined = len(there - had) if had and not changed else 0
            found.append(Point(platform, day, total, object, changed, lower, daily, joined))
            before, had = day, there
    return found


def _days(rows: Sequence[Seen], mark: date | None) -> list[date]:
    """The days a point stands for: of each export, and of figures by day the last of each month."""
    found: set[date] = set()
    months: dict[tuple[int, int], date] = {}
    for one in rows:
        if not one.day:
            found.add(one.as_of)
        else:
            key = (one.day.year, one.day.month)
            months[key] = max(one.day, months.get(key, one.day))
    days = [one.day for one in rows if one.day]
    if mark and days and min(days) <= mark < max(days):
        found.add(mark)
    return sorted(found | set(months.values()))
