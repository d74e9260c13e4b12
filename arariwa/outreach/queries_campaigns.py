"""Reads of campaigns and posts: lists, states, money."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from arariwa.core import access
from arariwa.core.actor import Actor
from arariwa.outreach import claims
from arariwa.outreach.models import BudgetLine, Campaign, ClaimUse, Post

_DECIDED = Q(decided_version=F("version"))
_OPEN = Q(dropped_at=None, published_on=None)
# The states of a post as the database tells them; the same as `Post.state`.
STATES = {
    "draft": _OPEN & ~_DECIDED & ~Q(asked_version=F("version")),
    "waiting": _OPEN & ~_DECIDED & Q(asked_version=F("version")),
    "returned": _OPEN & _DECIDED & Q(approved=False),
    "approved": _OPEN & _DECIDED & Q(approved=True),
    "published": Q(published_on__isnull=False, taken_down_on=None),
    "taken_down": Q(taken_down_on__isnull=False),
    "dropped": Q(dropped_at__isnull=False),
}


def doubted() -> Exists:
    """Whether a post uses a claim of harm that may not be used today: found unfit, not reviewed as it reads now, withdrawn."""
    fit = [claim.key for claim in claims.of_country() if claim.state == "reviewed"]
    uses = ClaimUse.objects.filter(post=OuterRef("pk"), removed_at=None)
    not_own = Q(own__fit=None) | Q(own__fit=False) | Q(own__withdrawn_at__isnull=False)
    return Exists(uses.filter(Q(own=None) & ~Q(code__in=fit) | Q(own__isnull=False) & not_own))


def states(doubt: Exists) -> dict[str, Q]:
    """The states as people are told them: an approved post that a claim holds up is not simply approved."""
    found = {}
    for state, rows in STATES.items():
        found[state] = rows & ~Q(doubt) if state == "approved" else rows
        if state == "approved":
            found["stopped"] = rows & Q(doubt)
    return found


def campaigns(
    by: Actor, *, text: str = "", state: str = "", region: str = "", year: str = ""
) -> QuerySet[Campaign]:
    """Campaigns the actor may see, narrowed by what the conditions say."""
    rows = access.visible(Campaign.objects.select_related("office"), by)
    states = {
        "planned": Q(from_on__gt=by.today),
        "running": Q(from_on__lte=by.today, until_on__gte=by.today),
        "ended": Q(until_on__lt=by.today),
    }
    if state in states:
        rows = rows.filter(states[state])
    if year.isdecimal() and len(year) == 4 and 0 < int(year) < date.max.year:
        rows = rows.filter(from_on__year__lte=int(year), until_on__year__gte=int(year))
    if region:
        # A list of two-digit codes: one of them as it stands in the column. Empty is the whole country.
        rows = rows.filter(Q(regions__icontains=f'"{region}"') | Q(regions=[]))
    for word in text.split():
        rows = rows.filter(Q(name_es__icontains=word) | Q(name_en__icontains=word) | Q(number__iexact=word))
    return rows


def posts(
    by: Actor,
    *,
    text: str = "",
    channel: str = "",
    state: str = "",
    language: str = "",
    campaign: str = "",
) -> QuerySet[Post]:
    """Posts the actor may see, of every campaign, narrowed by what the conditions say."""
    doubt = doubted()
    rows = access.visible(Post.objects.select_related("campaign"), by).annotate(doubted=doubt)
    if channel:
        rows = rows.filter(channel=channel)
    if found := states(doubt).get(state):
        rows = rows.filter(found)
    if language:
        rows = rows.filter(language=language)
    if campaign:
        rows = rows.filter(campaign__number__iexact=campaign)
    for word in text.split():
        rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word))
    return rows


def by_state(campaign: Campaign, doubt: Exists | None = None) -> dict[str, int]:
    """How many posts stand in each state."""
    known = states(doubt or doubted())
    # A state may be called as a column is.
    counts = {f"n_{state}": Count("pk", filter=found) for state, found in known.items()}
    counted = campaign.posts.aggregate(**counts)
    return {state: counted[f"n_{state}"] for state in known}


@dataclass(frozen=True)
class Line:
    """A line of the budget with what was spent from it; without `line`: spent beside the budget."""

    line: BudgetLine | None
    what: str
    currency: str
    planned: Decimal
    spent: Decimal

    @property
    def left(self) -> Decimal:
        """What is left; below zero when more was spent."""
        return self.planned - self.spent


def budget(campaign: Campaign, beside: str) -> list[Line]:
    """The budget line by line, then what was spent beside it (`beside` is its name), a row for each currency."""
    spent = {
        (row["line"], row["currency"]): row["sum"]
        for row in campaign.spendings.filter(voided_at=None)
        .order_by()
        .values("line", "currency")
        .annotate(sum=Sum("amount"))
    }
    rows = [
        Line(line, line.what, line.currency, line.amount, spent.get((line.pk, line.currency), Decimal(0)))
        for line in campaign.budget_lines.filter(withdrawn_at=None)
    ]
    rows += [
        Line(None, beside, currency, Decimal(0), total)
        for (line, currency), total in sorted(spent.items(), key=lambda pair: pair[0][1])
        if line is None
    ]
    return rows


def totals(rows: list[Line]) -> list[tuple[str, Decimal, Decimal]]:
    """(currency, planned, spent) of each currency; currencies are never added up."""
    found: dict[str, list[Decimal]] = {}
    for row in rows:
        sums = found.setdefault(row.currency, [Decimal(0), Decimal(0)])
        sums[0] += row.planned
        sums[1] += row.spent
    return [(currency, *sums) for currency, sums in sorted(found.items())]  # type: ignore[misc]


def spent(campaign: Campaign, until: Any = None) -> list[tuple[str, Decimal]]:
    """What was spent on the campaign, a sum for each currency; until a day, inclusive."""
    rows = campaign.spendings.filter(voided_at=None)
    if until:
        rows = rows.filter(paid_on__lte=until)
    sums = rows.order_by("currency").values("currency").annotate(sum=Sum("amount"))
    return [(row["currency"], row["sum"]) for row in sums]
