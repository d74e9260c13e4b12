"""The campaigns of the demonstration as a pack: one that was held, one that goes on in the days the demonstration runs. Pure."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from arariwa.core.packs import Pack, PackError, Problem
from arariwa.demo import programme_packs

NAME = "demo"
FILE = "campaign.yaml"
# Drawings a post's picture may be made of.
DRAWINGS = "pe/rights/session/cards"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Message(_Shape):
    """What people shall remember."""

    slug: str
    es: str
    en: str
    audience: str


class Line(_Shape):
    """A line of the budget, in soles."""

    slug: str
    kind: str
    what: str
    amount: Decimal


class Spent(_Shape):
    """Money spent, of a line or beside the budget; `why` where the row is declared void."""

    line: str = ""
    kind: str = ""
    what: str
    amount: Decimal
    on: date
    document: str = ""
    why: str = ""


class OwnClaim(_Shape):
    """A claim of harm of the campaign's own."""

    theme: str
    es: str
    caveat: str
    source: str


class Picture(_Shape):
    """A drawing of the species cards (pe/rights/session/cards) with words; `alt` is what is said to those who do not see it."""

    drawing: str
    words: str
    alt: str


class TakenDown(_Shape):
    """When a platform took a post down, and why."""

    on: date
    why: str


class Post(_Shape):
    """A post; of a campaign that was held it was published on its day, of one that goes on it is in `state`, its day counted from today."""

    slug: str
    channel: str
    on: date | int
    at: int
    by: str
    message: str
    title: str
    text: str
    claims: list[str] = []
    own_claim: bool = False
    picture: Picture | None = None
    taken_down: TakenDown | None = None
    state: Literal["draft", "waiting", "returned", "approved", "published"] = "published"
    why: str = ""

    def day(self, today: date) -> date:
        """The day it is planned for."""
        return self.on if isinstance(self.on, date) else today + timedelta(days=self.on)


class _Told(_Shape):
    """What is told of every campaign."""

    slug: str
    by: str
    name_es: str
    name_en: str
    objectives: str
    audience: str
    regions: list[str]
    messages: list[Message]
    budget: list[Line]
    spent: list[Spent]
    posts: list[Post]
    shared_with: list[str] = []
    claim: OwnClaim | None = None


class Campaign(_Told):
    """A campaign that was held."""

    from_on: date
    until_on: date
    events: list[str] = []
    void: Spent | None = None


class Now(_Told):
    """A campaign that goes on: its days are counted from today."""

    began: int
    ends: int

    def on_from(self, today: date) -> Campaign:
        """The campaign as it stands that day."""
        given = self.model_dump(exclude={"began", "ends"})
        days = {
            "from_on": today + timedelta(days=self.began),
            "until_on": today + timedelta(days=self.ends),
        }
        return Campaign.model_validate({**given, **days})


class Campaigns(_Shape):
    """The file."""

    approver: str
    reviewer: str
    reviewed_on: date
    claims: list[str]
    campaigns: list[Campaign]
    now: Now


def load(root: Path) -> Campaigns:
    """The campaigns; PackError with file, line and field."""
    return Pack.from_folder(root, NAME).yaml(FILE, Campaigns)


def check(root: Path, emails: Iterable[str]) -> list[Problem]:
    """Whoever and whatever a campaign names exists."""
    try:
        read = load(root)
    except PackError as error:
        return error.problems
    try:
        events = {event.slug for event in programme_packs.load(root).events}
    except PackError:
        # Told where the programme itself is checked.
        return []
    known = set(emails)
    drawings = {file.stem for file in (root / DRAWINGS).glob("*.svg")}
    named: list[tuple[str, str, Collection[str]]] = [
        ("approver", read.approver, known),
        ("reviewer", read.reviewer, known),
    ]
    for one in (*read.campaigns, read.now.on_from(read.reviewed_on)):
        messages, lines = {m.slug for m in one.messages}, {line.slug for line in one.budget}
        named.append((one.slug, one.by, known))
        named += [(one.slug, slug, events) for slug in one.events]
        named += [(one.slug, row.line, lines) for row in (*one.spent, *filter(None, [one.void])) if row.line]
        for post in one.posts:
            named += [(post.slug, post.by, known), (post.slug, post.message, messages)]
            named += [(post.slug, claim, read.claims) for claim in post.claims]
            if post.picture:
                named.append((post.slug, post.picture.drawing, drawings))
    return [
        Problem(f"{NAME}/{FILE}", 0, field, "pack.unknown_reference", {"given": given})
        for field, given, there in named
        if given not in there
    ]
