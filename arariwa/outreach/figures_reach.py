"""What the platforms say of campaigns, each figure with the rows it counts (codes of the results framework).

A campaign counts by its last day; exercises never do. Reach is never one number: the value is the upper bound, the lower stands
beside it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from django.db.models import QuerySet

from arariwa.events.figures import NOT_RECORDED, Figure, Scope
from arariwa.outreach import reach
from arariwa.outreach.choices import SOCIAL
from arariwa.outreach.domain.bounds import Seen, standing
from arariwa.outreach.models import Campaign, Snapshot

Parts = dict[str, dict[str, float]]
# What no platform tells of whom a post reached.
NOT_IN_FILES = "not_in_files"
ABOUT_WHOM = ("region", "sex", "age_band")
# Who was reached without money and for it; the platform counts whom both reached in both.
PAID = {"reach_organic": "organic", "reach_boosted": "paid"}


def campaigns(scope: Scope) -> QuerySet[Campaign]:
    """Real campaigns whose last day lies in the scope."""
    rows = Campaign.objects.filter(compartment__exercise=None)
    if scope.since:
        rows = rows.filter(until_on__gte=scope.since)
    if scope.until:
        rows = rows.filter(until_on__lt=scope.until)
    # A campaign follows no course.
    return scope.visible(rows.none() if scope.course else rows)


def _rows(seen: Iterable[Seen]) -> QuerySet[Snapshot]:
    return Snapshot.objects.filter(pk__in=[one.id for one in seen])


def _add(parts: Parts, name: str, key: str, number: float | Decimal) -> None:
    part = parts.setdefault(name, {})
    part[key] = part.get(key, 0) + float(number)


def _whole(parts: Parts) -> Parts:
    return {name: {key: round(value) for key, value in cells.items()} for name, cells in parts.items()}


def _month(one: Seen, published: Mapping[tuple[str, str], date]) -> str:
    """The month a figure is of: that of its day, or the one its post went out in."""
    on = one.day or published.get((one.platform, one.object))
    return f"{on:%Y-%m}" if on else NOT_RECORDED


def reached(scope: Scope) -> Figure:
    """OUT-01: at the end of each campaign, between bounds. Across campaigns as across platforms: the largest, and the sum.

    A month is that of the days, or the one in which the posts went out: their whole life counts in it.
    """
    lower, upper, missing, estimates = Decimal(0), Decimal(0), 0, list[Decimal | None]()
    parts, used, gaps = Parts(), list[Seen](), Counter[str]()
    for campaign in campaigns(scope):
        every = reach.until_end(campaign, reach.seen(campaign, ["reach", *PAID]))
        seen = [one for one in every if one.metric == "reach"]
        found = reach.bounds_of(campaign, seen, reach.at_end(campaign))
        for gap in reach.gaps(campaign, seen, found, ended=True):
            gaps[gap.what] += gap.n
        if found.lower is None or found.upper is None:
            continue
        counted = [one for one in standing(seen, reach.at_end(campaign)) if one.value is not None]
        used += counted
        published = reach.published_of(campaign)
        for one in counted:
            _add(parts, "month", _month(one, published), one.high)
        _add_paid(parts, every, counted, reach.at_end(campaign))
        lower, upper, missing = max(lower, found.lower), upper + found.upper, missing + found.missing
        estimates.append(found.estimate)
        for share in found.by_platform:
            _add(parts, "platform", share.platform, share.upper)
        _add(parts, "campaign", campaign.number, found.upper)
        for name in ABOUT_WHOM:
            _add(parts, name, NOT_IN_FILES, found.upper)
    # What is stated is the overlap within a campaign; how many two of them reached both nobody did.
    estimate = estimates[0] if len(estimates) == 1 else None
    beside: dict[str, int | None] = {
        "reach_lower": int(lower) if used else None,
        "reach_estimate": None if estimate is None else min(max(int(estimate), int(lower)), round(upper)),
        "posts_without_reach": missing,
        "posts_in_no_export": gaps["posts"] + gaps["platform"],
        "days_without_reach": gaps["days"],
    }
    return Figure(
        "OUT-01",
        round(upper) if used else None,
        (_rows(used),),
        parts=_by_month(_whole(parts)),
        beside=beside,
        of_persons=False,
        overlapping=frozenset({"paid_organic"}),
        why="" if used else "no_export",
    )


def _add_paid(parts: Parts, every: Sequence[Seen], counted: Sequence[Seen], as_of: date) -> None:
    """What was reached for money and without, where a post's file parts it; of the others that it does not."""
    told = set()
    for metric, key in PAID.items():
        for one in standing([row for row in every if row.metric == metric], as_of):
            if one.value is not None:
                told.add(one.of)
                _add(parts, "paid_organic", key, one.high)
    for one in counted:
        if one.of not in told:
            _add(parts, "paid_organic", NOT_IN_FILES, one.high)


def _by_month(parts: Parts) -> Parts:
    return {name: dict(sorted(cells.items())) if name == "month" else cells for name, cells in parts.items()}


def growth(scope: Scope) -> Figure:
    """OUT-03: what came to the views since the end of each campaign, month by month; impressions until the platform gave
    views. Nothing across a change of definition. The growth of the upper bound of reach stands beside it."""
    total, parts, used, later, grown = Decimal(0), Parts(), list[Seen](), False, False
    reach_more: Decimal | None = None
    for campaign in campaigns(scope):
        seen, end = reach.seen(campaign, ["views", "impressions"]), reach.at_end(campaign)
        for platform, metric, mine in _followed(seen):
            after = [one for one in mine if (one.day > campaign.until_on if one.day else one.as_of > end)]
            later = later or bool(after)
            changes = reach.growth_after(campaign, mine, metric)
            of = {point.object for point, _change in changes}
            used += [one for one in after if one.object in of]
            for point, change in changes:
                grown = True
                total += change
                _add(parts, "platform", platform, change)
                _add(parts, "month", f"{point.as_of:%Y-%m}", change)
                _add(parts, "metric", metric, change)
        for _point, more in reach.growth_after(campaign, reach.seen(campaign, ["reach"]), "reach"):
            reach_more = (reach_more or Decimal(0)) + more
    return Figure(
        "OUT-03",
        round(total) if grown else None,
        (_rows(used),),
        parts=_by_month(_whole(parts)),
        beside={"reach_growth": None if reach_more is None else round(reach_more)},
        of_persons=False,
        why="" if grown else "no_comparable_export" if later else "no_later_export",
    )


def _followed(seen: Sequence[Seen]) -> Iterator[tuple[str, str, list[Seen]]]:
    """(platform, metric, its figures): views, and impressions until there are views of the same post or of the account.

    A platform that goes over from one to the other takes nothing back of what grew before, and nothing counts twice.
    """
    first: dict[tuple[str, str], date] = {}
    for one in seen:
        if one.metric == "views" and one.value is not None:
            at = one.day or one.as_of
            # What an account shows is in its posts: the first views of either end the impressions of the whole account.
            for key in {(one.platform, one.object), (one.platform, "")}:
                first[key] = min(at, first.get(key, at))
    accounts = {one.platform for one in seen if one.metric == "views" and not one.object}

    def before(one: Seen) -> bool:
        since = first.get((one.platform, "" if one.platform in accounts else one.object))
        # An export that holds both ends the one series and begins the other.
        return since is None or (one.day < since if one.day else one.as_of <= since)

    for platform in sorted({one.platform for one in seen}):
        mine = [one for one in seen if one.platform == platform]
        yield platform, "impressions", [one for one in mine if one.metric == "impressions" and before(one)]
        yield platform, "views", [one for one in mine if one.metric == "views"]


def engagement(scope: Scope) -> Figure:
    """OUT-04: engagement of posts for each hundred accounts they reached, of posts whose reach and engagement are both known.

    How many have one of both at most stands beside it, by platform: those of the exports, and those published no export tells of.
    """
    engaged_all, reached_all, without = Decimal(0), Decimal(0), Counter[str]()
    parts, of_parts, used, rates = Parts(), Parts(), list[Seen](), list[float]()
    last = scope.until - timedelta(days=1) if scope.until else None
    for campaign in campaigns(scope):
        seen = reach.seen(campaign, ["reach", reach.ENGAGEMENT])
        known, published = reach.posts_of(campaign), reach.published_of(campaign)
        by: dict[tuple[str, str], dict[str, Seen]] = defaultdict(dict)
        for metric in ("reach", reach.ENGAGEMENT):
            for one in standing([row for row in seen if row.metric == metric], last):
                if one.object and one.grain == "lifetime":
                    by[one.platform, one.object][metric] = one
        told = set()
        for (platform, object), of in by.items():
            post = known.get((platform, object))
            told.add(post)
            reached_by, engaged = of.get("reach"), of.get(reach.ENGAGEMENT)
            if not reached_by or not reached_by.value or engaged is None or engaged.value is None:
                without[platform] += 1
                continue
            used += [reached_by, engaged]
            engaged_all, reached_all = engaged_all + engaged.value, reached_all + reached_by.value
            rates.append(float(engaged.value * 100 / reached_by.value))
            cells = {
                "platform": platform,
                "post": str(post.pk) if post else object,
                "month": _month(reached_by, published),
            }
            for name, key in cells.items():
                _add(parts, name, key, engaged.value)
                _add(of_parts, name, key, reached_by.value)
        out = campaign.posts.filter(platform__in=SOCIAL, published_on__isnull=False)
        for post in out.filter(published_on__lte=last) if last else out:
            if post not in told:
                without[post.platform] += 1
    return Figure(
        "OUT-04",
        int(engaged_all),
        (_rows(used),),
        of=int(reached_all),
        parts=_by_month(_whole(parts)),
        of_parts=_whole(of_parts),
        beside={
            "median_rate": round(median(rates), 1) if rates else None,
            "posts_without_rate": without.total(),
            **{f"posts_without_rate_{platform}": n for platform, n in sorted(without.items())},
        },
        unit="percent",
        of_persons=False,
        why="" if used else "no_export",
    )


FIGURES: dict[str, Callable[[Scope], Figure]] = {"OUT-01": reached, "OUT-03": growth, "OUT-04": engagement}
