"""Small worlds of imports: a campaign that ended, exports of its posts, files brought to it."""

from datetime import date, timedelta
from typing import Any

from arariwa.core.domain.ids import uuid7
from arariwa.events.tests.small import coordinator
from arariwa.outreach import actions_campaigns, actions_imports
from arariwa.outreach.domain.reading import Answers
from arariwa.outreach.models import Campaign, PlatformFile
from arariwa.outreach.tests.exports import written

END = date(2025, 6, 30)
HEADS = ["Post ID", "Page ID", "Permalink", "Date", "Views", "Reach", "Reactions", "Comments", "Shares"]


def a_campaign(who: Any = None, **changes: Any) -> Campaign:
    """A campaign of Tania's office that ended on 30 June 2025."""
    values = {
        "name_es": "Guardianes", "name_en": "", "objectives": "Que se sepa", "audience": "Familias", "regions": [],
        "from_on": END - timedelta(days=90), "until_on": END, **changes,
    }  # fmt: skip
    by = (who or coordinator()).actor
    return actions_campaigns.create_campaign(by=by, id=uuid7(), values=values)


def posts(*reached: int, views: int = 1000, start: int = 1) -> bytes:
    """An export of Facebook posts that reached so many; each with six acts of engagement."""
    rows = [
        [
            f"1221001234567800{n:02}",
            "1",
            f"https://example.org/p/{n}",
            "Lifetime",
            str(views),
            str(value),
            "3",
            "2",
            "1",
        ]
        for n, value in enumerate(reached, start=start)
    ]
    return written([HEADS, *rows])


def brought(
    campaign: Campaign,
    who: Any = None,
    data: bytes | None = None,
    *,
    name: str = "posts.csv",
    as_of: date | None = END,
    only_known: bool = False,
    **answers: Any,
) -> PlatformFile:
    """A file brought to the campaign, by the console where nobody is named; without bytes one of a post that reached 500."""
    return actions_imports.import_file(
        by=who.actor if who else None, id=uuid7(), campaign_id=campaign.pk, data=data or posts(500), name=name,
        answers=Answers(as_of=as_of, **answers), only_known=only_known,
    )  # fmt: skip
