"""What campaigns count, each figure with the rows it counts (codes of the results framework)."""

from collections import Counter
from collections.abc import Callable

from django.db.models import QuerySet

from arariwa.events.figures import Figure, Scope
from arariwa.outreach.choices import SOCIAL
from arariwa.outreach.models import Post


def published(scope: Scope) -> QuerySet[Post]:
    """Posts of real campaigns that went out on a social platform in the scope."""
    rows = Post.objects.filter(
        published_on__isnull=False, platform__in=SOCIAL, campaign__compartment__exercise=None
    )
    if scope.since:
        rows = rows.filter(published_on__gte=scope.since)
    if scope.until:
        rows = rows.filter(published_on__lt=scope.until)
    # A campaign follows no course.
    return scope.visible(rows.none() if scope.course else rows)


def platforms(scope: Scope) -> Figure:
    """OUT-02: social platforms with one published post at least. A platform used in two years stands in both."""
    rows = published(scope)
    found = list(rows.values_list("platform", "published_on"))
    used = {platform for platform, _on in found}
    by_year = {(str(on.year), platform) for platform, on in found if on}
    return Figure(
        "OUT-02",
        len(used),
        (rows,),
        parts={
            "platform": dict.fromkeys(sorted(used), 1),
            "year": dict(sorted(Counter(year for year, _platform in by_year).items())),
        },
        overlapping=frozenset({"year"}),
        beside={"posts": len(found)},
        of_persons=False,
    )


FIGURES: dict[str, Callable[[Scope], Figure]] = {"OUT-02": platforms}


def figure(code: str, scope: Scope | None = None) -> Figure:
    """One of FIGURES over a scope; KeyError for a code that is none."""
    return FIGURES[code](scope or Scope())
