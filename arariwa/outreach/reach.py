"""What the platforms said of a campaign: each metric over time, reach between bounds. Read from snapshots, never stored."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from arariwa.outreach.choices import SOCIAL
from arariwa.outreach.domain import bounds as domain
from arariwa.outreach.domain.bounds import Bounds, Point, Seen
from arariwa.outreach.domain.kinds import Platforms
from arariwa.outreach.models import Campaign, Overlap, Post, Snapshot
from arariwa.outreach.platforms import platforms

# An export made so soon after the last day still tells the state at the end of the campaign.
GRACE = timedelta(days=14)
ENGAGEMENT = "interactions"


def snapshots(campaigns: Iterable[Campaign], metrics: Sequence[str] = ()) -> QuerySet[Snapshot]:
    """The figures of campaigns that count: of imports that stand."""
    rows = Snapshot.objects.filter(file__campaign__in=list(campaigns), file__void=None).exclude(grain="total")
    return rows.filter(metric__in=metrics) if metrics else rows


def seen(campaign: Campaign, metrics: Sequence[str] = ()) -> list[Seen]:
    """The same as values; of files that hold other posts too only those the campaign has."""
    return [_seen(row) for row in counted(campaign, metrics)]


def counted(campaign: Campaign, metrics: Sequence[str] = ()) -> Iterator[Snapshot]:
    """The rows behind `seen`."""
    known = _Known(campaign)
    for row in snapshots([campaign], metrics).select_related("file").order_by("as_of", "id"):
        if not row.file.only_known or (row.object and known.has(row)):
            yield row


def _seen(row: Snapshot) -> Seen:
    return Seen(
        row.platform,
        row.account,
        row.object,
        row.metric,
        row.grain,
        row.value,
        row.as_of,
        row.first if row.grain == "day" else None,
        row.precision,
        row.pk,
        row.file_id,
    )


def tidy(link: str) -> str:
    """An address as compared: without scheme, `www.`, query and last stroke."""
    text = link.strip().split("?")[0].split("#")[0].rstrip("/")
    return text.split("://", 1)[-1].removeprefix("www.").casefold()


class _Known:
    """The posts of a campaign by what the platforms call them."""

    def __init__(self, campaign: Campaign) -> None:
        self.posts: dict[tuple[str, str], Post] = {}
        for post in campaign.posts.filter(dropped_at=None).exclude(platform=""):
            if post.platform_id:
                self.posts[post.platform, post.platform_id] = post
            if post.permalink:
                self.posts[post.platform, tidy(post.permalink)] = post

    def of(self, platform: str, object: str, link: str) -> Post | None:
        """The post of that id or address."""
        return self.posts.get((platform, object)) or (
            self.posts.get((platform, tidy(link))) if link else None
        )

    def has(self, row: Snapshot) -> bool:
        return self.of(row.platform, row.object, row.link) is not None


def posts_of(campaign: Campaign) -> dict[tuple[str, str], Post]:
    """(platform, id in its exports) -> the campaign's post, by id or address."""
    known, found = _Known(campaign), {}
    # Without an order: one more column of it would make every row distinct.
    there = snapshots([campaign]).exclude(object="").order_by()
    for platform, object, link in there.values_list("platform", "object", "link").distinct():
        if post := known.of(platform, object, link):
            found[platform, object] = post
    return found


def published_of(campaign: Campaign) -> dict[tuple[str, str], date]:
    """(platform, id in its exports) -> the day the post went out: as recorded, else as the exports tell it."""
    found = {}
    files = campaign.platform_files.filter(void=None).order_by("as_of", "id")
    for platform, read in files.values_list("platform", "read"):
        for object, day in (read.get("published") or {}).items():
            found[platform, object] = date.fromisoformat(str(day)[:10])
    for of, post in posts_of(campaign).items():
        if post.published_on:
            found[of] = post.published_on
    return found


def known_among(campaign: Campaign, there: Iterable[tuple[str, str, str]]) -> int:
    """How many of the posts (platform, id, address) of a file the campaign has."""
    known = _Known(campaign)
    return sum(known.of(*one) is not None for one in there)


def series(
    campaign: Campaign, metric: str, *, by_object: bool = False, pack: Platforms | None = None
) -> list[Point]:
    """A metric over time, by platform (and post): each day an export was made of, breaks where a platform counts otherwise."""
    return points_of(campaign, seen(campaign, [metric]), metric, by_object=by_object, pack=pack)


def points_of(
    campaign: Campaign,
    rows: Sequence[Seen],
    metric: str,
    *,
    by_object: bool = False,
    pack: Platforms | None = None,
) -> list[Point]:
    """The same from figures at hand."""
    pack = pack or platforms()
    breaks = {platform: pack.breaks(platform, metric) for platform in {one.platform for one in rows}}
    unique = metric in pack.metrics and pack.metrics[metric].unique
    return domain.points(rows, unique=unique, breaks=breaks, by_object=by_object, mark=campaign.until_on)


def is_after(campaign: Campaign, point: Point) -> bool:
    """Whether a point tells of what came after the campaign: of days after its last one, of posts exported later than soon after."""
    return point.as_of > (campaign.until_on if point.daily else at_end(campaign))


def bounds(campaign: Campaign, as_of: date | None = None, *, metric: str = "reach") -> Bounds:
    """At least and at most so many accounts, by the exports made until that day (None: all of them)."""
    return bounds_of(campaign, seen(campaign, [metric]), as_of, metric)


def bounds_of(campaign: Campaign, rows: Sequence[Seen], as_of: date | None, metric: str = "reach") -> Bounds:
    """The same from figures at hand."""
    pack = platforms()
    breaks = {platform: pack.breaks(platform, metric) for platform in {one.platform for one in rows}}
    stated = overlap(campaign)
    return domain.bounds(rows, metric, as_of, overlap=stated.share if stated else None, breaks=breaks)


def bounds_at_end(campaign: Campaign, *, metric: str = "reach") -> Bounds:
    """At the end of the campaign: posts by the exports made soon after, days until its last one."""
    return bounds_of(campaign, until_end(campaign, seen(campaign, [metric])), at_end(campaign), metric)


@dataclass(frozen=True)
class Gap:
    """What the campaign did that no figure tells of, so that the upper bound is one of the rest only.

    `what`: posts published that stand in no export, a platform with posts and no figure of reach, days of the campaign without
    figures of the account, or an export of posts made `on` a day before the end.
    """

    what: str  # posts, platform, days, early
    platform: str
    n: int = 0
    on: date | None = None


def gaps(campaign: Campaign, rows: Sequence[Seen], found: Bounds, *, ended: bool) -> list[Gap]:
    """What is missing in bounds made of these figures of reach: at the end of the campaign, or by the latest exports."""
    until = campaign.until_on if ended or found.as_of is None else found.as_of
    first: dict[str, date] = {}
    stand = domain.standing(rows, at_end(campaign) if ended else None)
    there = {(one.platform, one.object) for one in stand}
    told = {(of[0], post.pk) for of, post in posts_of(campaign).items() if of in there}
    without: Counter[str] = Counter()
    out = campaign.posts.filter(platform__in=SOCIAL, published_on__lte=until, dropped_at=None)
    for pk, platform, on in out.values_list("pk", "platform", "published_on"):
        if on:
            first[platform] = min(on, first.get(platform, on))
            without[platform] += (platform, pk) not in told
    shares = {share.platform: share for share in found.by_platform}
    gaps = [
        Gap("platform", platform, n)
        for platform, n in sorted(without.items())
        if n and platform not in shares
    ]
    for platform, share in shares.items():
        if not share.of_account:
            if without[platform]:
                gaps.append(Gap("posts", platform, without[platform]))
            if ended and share.last_as_of < campaign.until_on:
                gaps.append(Gap("early", platform, on=share.last_as_of))
            continue
        # Before its first post the campaign reached nobody there.
        begin, last = first.get(platform, campaign.from_on), min(until, campaign.until_on)
        if timezone.localdate() <= campaign.until_on:
            # While it runs, what came since the last export is not missing, nor the day on which it was made.
            last = min(last, share.last_as_of - timedelta(days=1))
        days = {one.day for one in stand if one.platform == platform and one.day and one.value is not None}
        n = (last - begin).days + 1 - sum(begin <= day <= last for day in days)
        if n > 0:
            gaps.append(Gap("days", platform, n))
    return gaps


def until_end(campaign: Campaign, rows: Sequence[Seen]) -> list[Seen]:
    """Without the days after the last one of the campaign."""
    return [one for one in rows if one.day is None or one.day <= campaign.until_on]


def overlap(campaign: Campaign) -> Overlap | None:
    """The assumption about overlap that stands."""
    last = campaign.overlaps.select_related("stated_by__person").order_by("-stated_at", "-id").first()
    return last if last and last.share is not None else None


def at_end(campaign: Campaign) -> date:
    """Until which day exports tell the state at the end of the campaign."""
    return campaign.until_on + GRACE


def metrics_of(campaign: Campaign) -> list[str]:
    """The metrics there are figures of, in the order of the pack."""
    there = set(
        snapshots([campaign]).exclude(value=None).order_by().values_list("metric", flat=True).distinct()
    )
    return [metric for metric in platforms().metrics if metric in there]


def growth(points: Sequence[Point]) -> list[tuple[Point, Decimal | None]]:
    """Each point with its change since the one before; None where there is none or the platform changed its counting."""
    found: list[tuple[Point, Decimal | None]] = []
    before: dict[tuple[str, str], Point] = {}
    for point in points:
        last = before.get((point.platform, point.object))
        found.append((point, None if last is None or point.break_before else point.value - last.value))
        before[point.platform, point.object] = point
    return found


def growth_after(campaign: Campaign, rows: Sequence[Seen], metric: str) -> list[tuple[Point, Decimal]]:
    """What came after the end, post by post: each change between two exports that both stand after the last day.

    An export from before the end is no base, for part of the change came while the campaign ran; a post first seen later is no
    growth, for its whole life came at once; and nothing is compared across a change of definition.
    """
    found = []
    before: dict[tuple[str, str], Point] = {}
    for point in points_of(campaign, rows, metric, by_object=True):
        last = before.get((point.platform, point.object))
        before[point.platform, point.object] = point
        if not is_after(campaign, point) or point.break_before or point.joined:
            continue
        if last is None and point.daily:
            # Days that all lie after the end.
            found.append((point, point.value))
        elif last is not None and last.as_of >= campaign.until_on:
            found.append((point, point.value - last.value))
    return found
