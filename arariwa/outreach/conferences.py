"""Conferences and sessions by region: how many, who came, what each left behind. Only what was held and closed, as figures count it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import charts, formatting
from arariwa.core.actor import Actor
from arariwa.core.lists import Condition
from arariwa.events import figures, listing, stocking
from arariwa.events.choices import NO_REGION, CommunityRole, EventKind
from arariwa.events.domain import polls as domain
from arariwa.events.figures import NOT_RECORDED, Scope
from arariwa.events.models import Event
from arariwa.events.region_map import region_map
from arariwa.outreach import polls
from arariwa.outreach.models import Poll

KINDS = (EventKind.CONFERENCE, EventKind.KNOW_YOUR_RIGHTS)
# Roles named in a row of the table; the spreadsheet of figures has them all.
NAMED_ROLES = 4


def conditions(by: Actor) -> tuple[Condition, ...]:
    """The kind of gathering, and the year."""
    days = figures.held(KINDS, Scope(by=by)).values_list("until_on", flat=True)
    years = sorted({day.year for day in days}, reverse=True)
    return (
        Condition(
            "clase",
            gettext_lazy("Kind of event"),
            gettext_lazy("%(value)s"),
            tuple((str(kind), kind.label) for kind in KINDS),
        ),
        Condition(
            "anio",
            gettext_lazy("Year"),
            gettext_lazy("of the year %(value)s"),
            tuple((str(year), str(year)) for year in years),
        ),
    )


def scope_of(by: Actor, values: Mapping[str, str]) -> tuple[list[str], Scope]:
    """The kinds and the span the conditions ask for."""
    kinds = [values["clase"]] if values["clase"] else [str(kind) for kind in KINDS]
    scope = Scope.year(int(values["anio"])) if values["anio"] else Scope()
    return kinds, replace(scope, by=by)


@dataclass
class Gathering:
    """One conference or session: who came by sex and role, what was handed out, what changed."""

    event: Event
    delivery: stocking.Delivery
    sex: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    change: domain.Change | None = None

    @property
    def people(self) -> int:
        """How many came: by name, and the public of the fullest session."""
        return self.delivery.present


def held(kinds: Iterable[str], scope: Scope) -> list[Gathering]:
    """The gatherings of a scope, the latest first."""
    events = figures.held(kinds, scope).select_related("office").order_by("-until_on", "-id")
    found = {event.pk: Gathering(event, stocking.delivery(event)) for event in events}
    for row in figures.fullest(events).select_related("session"):
        one = found[row.session.event_id]
        one.sex[row.sex] += row.number
        one.roles[row.community_role] += row.number
    for event, sex in figures.took_part(events).values_list("event", "sex"):
        found[event].sex[sex] += 1
        # By name come officials, whose role in a community is not asked.
        found[event].roles[NOT_RECORDED] += 1
    pairs: dict[Any, list[domain.Compared]] = {}
    for pair in polls.compared(polls.read_along(polls.standing(Poll.objects.filter(event__in=events)))):
        pairs.setdefault(pair.event.pk, []).append(pair.compared)
    for pk, each in pairs.items():
        found[pk].change = domain.change(each)
    return list(found.values())


@dataclass
class Region:
    """The gatherings of one region together."""

    code: str
    gatherings: int = 0
    people: int = 0
    sex: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """The department, or that none is recorded."""
        return listing.region_name(self.code)

    @property
    def largest(self) -> list[tuple[str, int]]:
        """The largest roles that are recorded, each with how many."""
        words = dict(CommunityRole.choices)
        known = [(role, n) for role, n in self.roles.most_common() if role != NOT_RECORDED]
        return [(str(words[role]), n) for role, n in known[:NAMED_ROLES]]


def by_region(gatherings: Iterable[Gathering]) -> list[Region]:
    """The same by region, the region of most people first."""
    found: dict[str, Region] = {}
    for one in gatherings:
        code = one.event.ubigeo[:2] or NO_REGION
        row = found.setdefault(code, Region(code))
        row.gatherings += 1
        row.people += one.people
        row.sex += one.sex
        row.roles += one.roles
    return sorted(found.values(), key=lambda row: (-row.people, row.code))


def map_of(regions: Iterable[Region]) -> charts.PointMap | None:
    """How many came, by region."""
    return region_map(
        {row.code: row.people for row in regions},
        summary=_("How many came to conferences and sessions, by region where they were held."),
        value_label=_("People who came"),
    )


def head() -> list[str]:
    """The heads of the table of gatherings."""
    return [
        _("Number in Arariwa"), _("Kind of event"), _("Title"), _("Last day"), _("Region"), _("Place"), _("People who came"),
        _("Women"), _("Men"), _("Sex not recorded or other"), _("Role in the community"), _("Received something"),
        _("Right answers before"), _("Right answers after"), _("Difference, in points"), _("Lower end"), _("Upper end"),
    ]  # fmt: skip


def cells(one: Gathering) -> list[Any]:
    """A row of it."""
    event, change = one.event, one.change
    words = dict(CommunityRole.choices)
    roles = "; ".join(f"{words[role]}: {formatting.number(n)}" for role, n in one.roles.most_common())
    shares = [change.before, change.after, change.difference, change.low, change.high] if change else []
    women, men = one.sex["F"], one.sex["M"]
    return [
        event.number, event.get_kind_display(), str(event), formatting.day_short(event.until_on),
        listing.region_name(event.ubigeo[:2]), listing.place_of(event), one.people, women, men, one.people - women - men,
        roles, one.delivery.received if one.delivery.items else "", *(round(share * 100, 1) for share in shares), *[""] * (5 - len(shares)),
    ]  # fmt: skip
