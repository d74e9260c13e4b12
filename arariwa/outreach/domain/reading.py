"""An export of a platform read as values, each with its row: refused whole, with row and column, when one cell is wrong.

What the file alone does not decide is asked (`Answers`): whether 03/11 is in March or in November, whether 1.234 is a
thousand, what a head that is only remembered means, whose account it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from arariwa.core.domain.places import folded
from arariwa.core.domain.refused import Refused
from arariwa.core.domain.steering import marked
from arariwa.outreach.domain import cells, chats, sniff
from arariwa.outreach.domain.cells import Number, Open, Unread
from arariwa.outreach.domain.chats import Tally
from arariwa.outreach.domain.kinds import Column, Kind, Platforms
from arariwa.outreach.domain.recognising import Named, Recognised, above_metric, of_name, recognise

# So many mistakes are told; who sees twenty knows enough.
MOST_TOLD = 20
LONGEST_ACCOUNT = 120
# Sixteen digits before the point are what the database takes.
LARGEST = Decimal(10) ** 16
LONGEST_ID = 120


@dataclass(frozen=True)
class Answers:
    """What a person says where the file does not."""

    as_of: date | None = None
    account: str = ""
    platform: str = ""
    decimal: str = ""  # "." or ","
    order: str = ""  # "mdy" or "dmy"
    # Folded head -> code of a column, `metric.<id>`, or "" to leave it out.
    columns: Mapping[str, str] = field(default_factory=dict)
    # Heads that are only remembered are taken as they are remembered.
    suggested: bool = False
    first: date | None = None
    last: date | None = None


class Asked(Refused):
    """The file leaves something open; `question` names it, `options` what is suggested for it."""

    def __init__(self, question: str, options: Mapping[str, str] | None = None, **values: object) -> None:
        super().__init__(f"platform_file.ask_{question}", question, **values)
        self.question, self.options = question, dict(options or {})


@dataclass(frozen=True)
class Value:
    """What one cell says. `value` None: not given, which is not zero. `grain`: lifetime of a post, one day, or a total."""

    row: int
    account: str
    object: str
    link: str
    metric: str
    grain: str
    value: Decimal | None
    precision: Decimal | None
    first: date | None
    last: date | None
    raw: str

    @property
    def key(self) -> tuple[str, str, str, str, date | None]:
        """What it is a value of."""
        return (self.account, self.object, self.metric, self.grain, self.first)


@dataclass
class Reading:
    """A file as read."""

    kind: Kind
    platform: str
    language: str
    container: str
    encoding: str
    delimiter: str
    values: list[Value] = field(default_factory=list)
    account: str = ""
    account_from: str = ""  # file, name, told, or "" when it is not known
    as_of: date | None = None
    as_of_from: str = ""  # told, name, days; "" when only the day of import is left
    first: date | None = None
    last: date | None = None
    rows: int = 0
    posts: int = 0
    daily_rows: int = 0
    total_rows: int = 0
    replies: int = 0
    without_id: int = 0
    metric: str = ""
    computed: bool = False
    missing: dict[str, int] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    other_parts: list[str] = field(default_factory=list)
    published: dict[str, date] = field(default_factory=dict)
    # Publication days were not read: which of 03/11 is the month is open, and no figure depends on it.
    days_open: bool = False
    tally: Tally | None = None


def read(data: bytes, name: str, pack: Platforms, answers: Answers) -> Reading:
    """The file read whole. Raises Refused (every problem, each with its row and column) or Asked."""
    found = sniff.parts(data, name)
    for part in found:
        if part.text and chats.is_chat(part.text):
            return _chat(part, pack, answers, name)
    if not found:
        raise Refused("platform_file.zip", "file")
    recognised, others = recognise(found, pack, answers.columns)
    return _Reader(recognised, others, name, pack, answers).read()


def _chat(part: sniff.Part, pack: Platforms, answers: Answers, name: str) -> Reading:
    try:
        counted = chats.tally(part.text, pack.words, answers.order)
    except Unread as error:
        raise Refused(f"platform_file.{error.code}", "file", row="", column="", given="") from error
    kind = pack.kinds[counted.kind]
    reading = Reading(kind, kind.platform, "", part.container, part.encoding, "", tally=counted)
    reading.first, reading.last = counted.first, counted.last
    reading.as_of = answers.as_of or counted.last
    reading.as_of_from = "told" if answers.as_of else "days" if counted.last else ""
    reading.account = answers.account[:LONGEST_ACCOUNT]
    reading.account_from = "told" if answers.account else ""
    reading.days_open = counted.day_first is None
    for metric in ("messages", "senders"):
        value = Decimal(getattr(counted, metric))
        reading.values.append(
            Value(0, reading.account, "", "", metric, "total", value, None, counted.first, counted.last, "")
        )
    return reading


class _Reader:
    """Reads one recognised table."""

    def __init__(
        self, found: Recognised, others: list[sniff.Part], name: str, pack: Platforms, answers: Answers
    ) -> None:
        self.found, self.pack, self.answers, self.words = found, pack, answers, pack.words
        self.kind, self.columns = found.kind, dict(found.columns)
        self.named: Named = of_name(found.kind, name, found.part.name)
        self.problems: list[Refused] = []
        self.reading = Reading(
            found.kind,
            found.kind.platform,
            found.language,
            found.part.container,
            found.part.encoding,
            found.delimiter,
            other_parts=[part.name for part in others],
        )

    def read(self) -> Reading:
        """Everything, in the order in which one thing needs another."""
        self._heads()
        body = self._body()
        self._stop()
        self._metric_above()
        self._marks(body)
        days = self._days(body)
        self._stop()
        for n, row in body:
            self._row(n, row, days.get(n))
            if len(self.problems) >= MOST_TOLD:
                break
        self._stop()
        self._once()
        self._stop()
        self._origin(days)
        self._interactions()
        if not any(value.value is not None for value in self.reading.values):
            raise Refused("platform_file.nothing", "file")
        return self.reading

    # Heads

    def _heads(self) -> None:
        doubtful = {} if self.answers.suggested else self.found.doubtful
        if doubtful:
            options = {head: column.code for head, column in doubtful.items()}
            shown = [cell for cell in self.found.heads if folded(cell) in doubtful]
            raise Asked("columns", options, heads=", ".join(shown)[:300])
        twice: dict[str, int] = {}
        for position, column in self.columns.items():
            if column.code in twice:
                raise Refused(
                    "platform_file.head_twice", "file", row=self.found.head_at,
                    column=self._shown(position), other=self._shown(twice[column.code]),
                )  # fmt: skip
            twice[column.code] = position
        self.at = {column.code: position for position, column in self.columns.items()}
        self.of_role = {column.as_: position for position, column in self.columns.items()}
        self.reading.left_out = [
            marked(cell.strip())[:120] or self._shown(position)
            for position, cell in enumerate(self.found.heads)
            if position not in self.columns and (cell.strip() or position < len(self.found.heads) - 1)
        ]

    def _metric_above(self) -> None:
        self.above = ""
        if not self.kind.metric_above:
            return
        said = folded(self.found.above)
        if not said:
            raise Refused("platform_file.no_metric", "file", row=self.found.head_at)
        metric, sure = above_metric(self.kind, said, self.answers.columns)
        if not metric or not (sure or self.answers.suggested):
            options = {said: f"metric.{metric}" if metric else ""}
            raise Asked("columns", options, heads=marked(self.found.above)[:120])
        self.above = metric
        self.reading.metric = self.above
        for platform in ("facebook", "instagram"):
            if platform in said.split():
                self.reading.platform = platform

    # Rows

    def _body(self) -> list[tuple[int, list[str]]]:
        """(row, cells) of what is below the head; a row cut short or too wide is a mistake."""
        rows, width = self.found.part.rows(self.found.delimiter), len(self.found.heads)
        found = []
        for n, row in enumerate(rows[self.found.head_at :], start=self.found.head_at + 1):
            if not any(cell.strip() for cell in row):
                continue
            spreadsheet = self.found.part.container == "xlsx"
            if len(row) > width and any(cell.strip() for cell in row[width:]):
                self._wrong("too_wide", n, "", found=len(row), expected=width)
            elif len(row) < width and not spreadsheet:
                self._wrong("too_narrow", n, "", found=len(row), expected=width)
            else:
                found.append((n, [*row[:width], *[""] * (width - len(row))]))
        if not found and not self.problems:
            raise Refused("platform_file.no_rows", "file")
        return found

    def _given(self, text: str) -> bool:
        return text.strip().casefold() not in self.words.not_given

    def _is_total(self, text: str) -> bool:
        return folded(text) in self.words.total_words

    # Numbers

    def _marks(self, body: list[tuple[int, list[str]]]) -> None:
        """The decimal mark of each column: from its own cells, else from the other columns, else from a person."""
        self.marks: dict[int, str] = {}
        sure: dict[int, bool] = {}
        figures = {p: c for p, c in self.columns.items() if c.as_ == "metric"}
        for position, column in figures.items():
            texts = [row[position] for _n, row in body if self._given(row[position])]
            self.marks[position], sure[position] = cells.decimal_mark(texts, self._whole(column))
        of_file = {mark for position, mark in self.marks.items() if mark and sure[position]}
        weak = {mark for mark in self.marks.values() if mark}
        elsewhere = next(iter(of_file)) if len(of_file) == 1 else next(iter(weak)) if len(weak) == 1 else ""
        said = self.answers.decimal
        for position, column in figures.items():
            if sure[position]:
                continue
            opened = next(
                ((n, row[position]) for n, row in body if cells.is_open(row[position].strip())), None
            )
            mark = self.marks[position]
            if opened and not said and not of_file and (not elsewhere or self._odd(opened[1], column)):
                raise Asked("decimal", row=opened[0], column=self._shown(position), given=opened[1])
            self.marks[position] = said or (elsewhere if of_file else mark or elsewhere)

    def _odd(self, text: str, column: Column) -> bool:
        """Whether a whole number is grouped as its language does not group: 1.234 in an English file."""
        return self._whole(column) and "." in text and self.reading.language == "en"

    def _whole(self, column: Column) -> bool:
        metric = self.pack.metrics[self._metric(column)]
        return metric.unit in ("count", "accounts", "seconds", "milliseconds") and column.form == "number"

    def _metric(self, column: Column) -> str:
        return self.above if column.metric == "above" else column.metric

    # Days

    def _days(self, body: list[tuple[int, list[str]]]) -> dict[int, date]:
        """The day of each row that has one, with its year."""
        position = self.of_role.get("day")
        published = self.of_role.get("published")
        dated = [
            (n, row[at])
            for at in (position, published)
            if at is not None
            for n, row in body
            if self._given(row[at]) and not self._is_total(row[at])
        ]
        self.order = self.answers.order
        try:
            self.order = cells.order_of(dated) or self.order
        except Open:
            if not self.order and position is not None and self._has_days(body, position):
                first = next(text for _n, text in dated if cells.PARTED.match(text.strip()))
                raise Asked("order", column=self._shown(position), row=dated[0][0], given=first) from None
            self.reading.days_open = not self.order
        except Unread as error:
            _code, row, text = error.args
            at = next(p for p in (position, published) if p is not None and (row, text) in _at(body, p))
            self._wrong(error.code, row, at, given=text)
            return {}
        if position is None:
            return {}
        read: list[tuple[int, cells.Day]] = []
        for n, row in body:
            text = row[position]
            if self._is_total(text):
                continue
            if not self._given(text):
                if self.kind.grain == "day":
                    self._wrong("no_day", n, position)
                continue
            try:
                read.append((n, cells.day(text, self.order, self.words.month_of)))
            except Unread as error:
                self._wrong(error.code, n, position, given=text)
        try:
            known = cells.years(
                [one for _n, one in read],
                None if any(one.year for _n, one in read) else self.named.first,
                self.answers.as_of or self.named.exported or self._today_not_needed(read),
            )
        except Open:
            raise Asked("as_of") from None
        except Unread:
            bad = next((n for n, one in read if (one.month, one.day) == (2, 29)), read[0][0])
            self._wrong("not_day", bad, position, given=body[0][1][position])
            return {}
        return {n: one for (n, _day), one in zip(read, known, strict=True)}

    def _today_not_needed(self, read: list[tuple[int, cells.Day]]) -> date | None:
        """Any last day, when every row has its year."""
        return date(2100, 12, 31) if all(one.year for _n, one in read) else None

    def _has_days(self, body: list[tuple[int, list[str]]], position: int) -> bool:
        return any(self._given(row[position]) and not self._is_total(row[position]) for _n, row in body)

    # One row

    def _row(self, n: int, row: list[str], on: date | None) -> None:
        reading = self.reading
        by_day = self.kind.grain == "day"
        total_at = self.of_role.get("day") if by_day else self.at.get(self.kind.totals_in)
        is_total = total_at is not None and self._is_total(row[total_at])
        # A sum below the days or the posts is a figure of none of them.
        whole_table = is_total and (by_day or self.columns[total_at].as_ == "object")  # type: ignore[index]
        reading.rows += not whole_table
        reading.total_rows += is_total
        reading.daily_rows += on is not None
        object, link = ("", "") if whole_table or by_day else self._object(n, row)
        if self.kind.grain == "post" and not whole_table and not object:
            return
        if object and (at := self.of_role.get("published")) is not None:
            self._published(n, row[at], object, at)
        if self.kind.replies_begin and (said_at := self.at.get("post_text")) is not None:
            reading.replies += row[said_at].lstrip().startswith(self.kind.replies_begin)
        account = self._account(row) or (self.answers.account or self.named.account)[:LONGEST_ACCOUNT]
        grain = "total" if whole_table else "day" if on is not None else "lifetime"
        first, last = (
            (on, on) if on else (self.answers.first or self.named.first, self.answers.last or self.named.last)
        )
        if grain == "lifetime" and self.kind.id != "youtube_table":
            first = last = None
        for position, column in self.columns.items():
            if column.as_ != "metric":
                continue
            text, number = row[position].strip(), None
            if self._given(text):
                try:
                    number = self._number(text, position, column)
                except Unread as error:
                    self._wrong(error.code, n, position, given=text)
                    continue
            elif not whole_table:
                head = self.found.heads[position].strip()
                reading.missing[head] = reading.missing.get(head, 0) + 1
            reading.values.append(
                Value(
                    n, account, object, link, self._metric(column), grain,
                    number.value if number else None, number.precision if number else None, first, last, text[:60],
                )
            )  # fmt: skip

    def _object(self, n: int, row: list[str]) -> tuple[str, str]:
        """(id of the post, its address); ("", "") when the row has none and may."""
        link_at = self.of_role.get("link", self.of_role.get("link_object"))
        link = marked(row[link_at].strip())[:500] if link_at is not None else ""
        at = self.of_role.get("object")
        if at is None:
            at = self.of_role["link_object"]
            text = link.split("?")[0].split("#")[0].rstrip("/").rsplit("/", 1)[-1]
        else:
            text = row[at].strip()
        if not text or not self._given(row[at]):
            if self.kind.id_may_lack:
                self.reading.without_id += 1
            else:
                self._wrong("no_id", n, at)
            return "", ""
        if cells.BLURRED.match(text) and not text.isdecimal():
            self._wrong("blurred", n, at, given=text)
            return "", ""
        if (
            len(text) > LONGEST_ID
            or self._is_total(text)
            or any(c.isspace() or not c.isprintable() for c in text)
        ):
            self._wrong("not_id", n, at, given=text)
            return "", ""
        return text, link

    def _account(self, row: list[str]) -> str:
        at = self.of_role.get("account", self.of_role.get("account_name"))
        return marked(" ".join(row[at].split()))[:LONGEST_ACCOUNT] if at is not None else ""

    def _published(self, n: int, text: str, object: str, at: int) -> None:
        if not self._given(text):
            return
        try:
            day = cells.day(text, self.order, self.words.month_of)
        except Unread as error:
            self._wrong(error.code, n, at, given=text)
            return
        numeric = bool(cells.PARTED.match(text.strip()))
        if day.year and not (numeric and self.reading.days_open):
            self.reading.published[object] = day.in_(day.year)

    def _number(self, text: str, position: int, column: Column) -> Number:
        """What a cell holds; more than a column of the database takes is a mistake, whichever the database."""
        found = self._counted(text, position, column)
        if abs(found.value) >= LARGEST:
            raise Unread("not_clock" if column.form == "clock" else "not_number")
        return found

    def _counted(self, text: str, position: int, column: Column) -> Number:
        if column.form == "clock":
            return cells.clock(text)
        number = cells.number(text, self.marks[position], self.words, whole=self._whole(column))
        metric = self.pack.metrics[self._metric(column)]
        if text.endswith("%") and column.form != "share" and metric.unit != "percent":
            raise Unread("not_number")
        if column.form == "share" and not text.endswith("%"):
            if not 0 <= number.value <= 1:
                raise Unread("not_share")
            return Number(number.value * 100)
        if metric.unit == "percent" and not 0 <= number.value <= 1000:
            raise Unread("not_percent")
        if number.value < 0 and metric.id not in ("follows", "unfollows"):
            raise Unread("negative")
        return number

    # The whole

    def _once(self) -> None:
        """A figure stands once; the same row twice is read once, two that differ are a mistake."""
        seen: dict[tuple[object, ...], Value] = {}
        told: set[int] = set()
        kept: list[Value] = []
        for value in self.reading.values:
            before = seen.setdefault(value.key, value)
            if before is value:
                kept.append(value)
            elif before.value != value.value and value.row not in told:
                told.add(value.row)
                self.problems.append(
                    Refused("platform_file.twice", f"{value.row}-", row=value.row, other=before.row)
                )
        self.reading.values = kept

    def _origin(self, days: dict[int, date]) -> None:
        """Whose file it is, from which days, and of which day its figures are."""
        reading, said = self.reading, self.answers
        accounts = {value.account for value in reading.values if value.account}
        if self.of_role.get("account", self.of_role.get("account_name")) is not None and accounts:
            reading.account, reading.account_from = ", ".join(sorted(accounts))[:200], "file"
        elif self.named.account and not said.account:
            reading.account, reading.account_from = self.named.account[:LONGEST_ACCOUNT], "name"
        elif said.account:
            reading.account, reading.account_from = said.account[:LONGEST_ACCOUNT], "told"
        if (
            self.kind.platform == "meta"
            and reading.platform == "meta"
            and said.platform in ("facebook", "instagram")
        ):
            reading.platform = said.platform
        reading.posts = len({value.object for value in reading.values if value.object})
        if days:
            reading.first, reading.last = min(days.values()), max(days.values())
        else:
            reading.first, reading.last = said.first or self.named.first, said.last or self.named.last
        for day, source in (
            (said.as_of, "told"),
            (self.named.exported, "name"),
            (self.named.last, "name"),
            (max(days.values()) if days else None, "days"),
        ):
            if day:
                reading.as_of, reading.as_of_from = day, source
                break
        if reading.as_of and days and reading.as_of < max(days.values()):
            at = self.of_role["day"]
            row = max(days, key=lambda n: (days[n], n))
            raise Refused(
                "platform_file.later", "as_of", row=row, column=self._shown(at), day=days[row], as_of=reading.as_of,
            )  # fmt: skip

    def _interactions(self) -> None:
        """Where no column says the engagement, the parts that are given are added, and the reader is told so."""
        reading, codes = self.reading, [code for code in self.kind.interactions if code in self.at]
        if not codes or "interactions" in self.at:
            return
        metrics = [self.columns[self.at[code]].metric for code in codes]
        rows: dict[tuple[int, str, str], list[Value]] = {}
        for value in reading.values:
            if value.metric in metrics:
                rows.setdefault((value.row, value.object, value.account), []).append(value)
        for parts in rows.values():
            given = [part for part in parts if part.value is not None]
            if given:
                one = given[0]
                total = sum((part.value for part in given if part.value is not None), Decimal(0))
                fuzz = sum((part.precision or Decimal(0) for part in given), Decimal(0))
                reading.values.append(
                    Value(
                        one.row, one.account, one.object, one.link, "interactions", one.grain, total,
                        fuzz or None, one.first, one.last, " + ".join(part.metric for part in given)[:60],
                    )
                )  # fmt: skip
                reading.computed = True

    # Mistakes

    def _shown(self, position: int) -> str:
        head = marked(self.found.heads[position].strip())[:60] if position < len(self.found.heads) else ""
        return head or str(position + 1)

    def _wrong(self, code: str, row: int, at: int | str | None, **values: object) -> None:
        column = self._shown(at) if isinstance(at, int) else ""
        given = marked(str(values.pop("given", "")))[:60]
        self.problems.append(
            Refused(f"platform_file.{code}", f"{row}-{column}", row=row, column=column, given=given, **values)
        )

    def _stop(self) -> None:
        if self.problems:
            first, *others = self.problems[:MOST_TOLD]
            first.others = tuple(others)
            raise first


def _at(body: list[tuple[int, list[str]]], position: int) -> list[tuple[int, str]]:
    """(row, cell) of one column."""
    return [(n, row[position]) for n, row in body]


def summary(reading: Reading) -> Iterator[tuple[str, object]]:
    """What a person checks at a glance, and a program reads: counts, sums and bounds of the file alone."""
    yield from (
        ("kind", reading.kind.id), ("platform", reading.platform), ("language", reading.language or None),
        ("container", reading.container), ("encoding", reading.encoding or None),
        ("delimiter", reading.delimiter or None), ("account", reading.account or None),
        ("as_of", reading.as_of), ("as_of_from", reading.as_of_from or None),
        ("first", reading.first), ("last", reading.last),
    )  # fmt: skip
    if reading.tally:
        told = reading.tally
        yield from (
            ("messages", told.messages), ("system_lines", told.system_lines), ("senders", told.senders),
            ("media", told.media), ("deleted", told.deleted), ("day_first", told.day_first), ("reach", None),
        )  # fmt: skip
        return
    yield from (
        ("rows", reading.rows), ("posts", reading.posts), ("daily_rows", reading.daily_rows),
        ("total_rows", reading.total_rows), ("replies", reading.replies), ("metric", reading.metric or None),
        ("missing_cells", reading.missing), ("left_out", len(reading.left_out)),
    )  # fmt: skip
    yield from totals(reading)


def totals(reading: Reading) -> Iterator[tuple[str, object]]:
    """Sums of what may be added, bounds of reach and viewers: the totals of posts, or the days, never both."""
    lifetime = {value.object for value in reading.values if value.grain == "lifetime"}
    used = [
        value
        for value in reading.values
        if value.value is not None
        and value.grain != "total"
        and not (value.grain == "day" and value.object and value.object in lifetime)
    ]
    for metric in ("views", "impressions", "interactions"):
        if found := [value.value for value in used if value.metric == metric and value.value is not None]:
            name = (
                "interactions_computed" if metric == "interactions" and reading.computed else f"sum_{metric}"
            )
            yield name, sum(found, Decimal(0))
    for metric in ("reach", "viewers"):
        found = [value.value for value in used if value.metric == metric and value.value is not None]
        if found:
            yield f"{metric}_lower_bound", max(found)
            yield f"{metric}_upper_bound", sum(found, Decimal(0))
        elif metric == "reach":
            yield "reach", None
