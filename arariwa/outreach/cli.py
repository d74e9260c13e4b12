"""Commands of outreach."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from django.utils.translation import gettext as _

from arariwa.core.console import Commands, Lang, stop
from arariwa.core.domain.refused import Refused
from arariwa.events.cli import AsJson as FiguresAsJson
from arariwa.events.cli import WithIds, Year, print_figures, scope_of

app = Commands(help="Campaigns, conferences and what is honestly known of whom they reached.")


@app.callback()
def outreach() -> None:
    """Campaigns, conferences and what is honestly known of whom they reached."""


Day = Annotated[
    datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="the day the file was exported")
]
Since = Annotated[
    datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="first day of its period")
]
Until = Annotated[
    datetime | None, typer.Option("--until", formats=["%Y-%m-%d"], help="last day of its period")
]
OfCampaign = Annotated[
    str | None,
    typer.Option(
        "--campaign",
        help="number of the campaign; where there are several and none is said, see the documentation",
    ),
]
Account = Annotated[
    str, typer.Option("--account", help="whose figures they are, where the file does not say")
]
OnPlatform = Annotated[
    Literal["facebook", "instagram"] | None,
    typer.Option("--platform", help="for a chart of Meta that names neither"),
]
Decimals = Annotated[
    Literal["dot", "comma"] | None, typer.Option("--decimal", help="what parts decimals, where 1.234 is open")
]
Dates = Annotated[
    Literal["day", "month"] | None,
    typer.Option("--dates", help="what comes first in 03/11, where it is open"),
]
Suggested = Annotated[
    bool, typer.Option("--suggested", help="take heads that are only remembered as they are remembered")
]
OnlyKnown = Annotated[
    bool, typer.Option("--only-known", help="count only posts the campaign has by their id or address")
]
OPTIONS = {"as_of": "--as-of", "first": "--from", "last": "--until", "account": "--account", "platform": "--platform",
           "decimal": "--decimal", "order": "--dates"}  # fmt: skip
AsJson = Annotated[bool, typer.Option("--json", help="print what was read as JSON")]


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="an export of a platform: CSV, XLSX, zip or a chat")],
    campaign: OfCampaign = None,
    as_of: Day = None,
    first: Since = None,
    last: Until = None,
    account: Account = "",
    platform: OnPlatform = None,
    decimal: Decimals = None,
    dates: Dates = None,
    suggested: Suggested = False,
    only_known: OnlyKnown = False,
    lang: Lang = "es",
    as_json: AsJson = False,
) -> None:
    """Take a platform's export in as a snapshot of its day: all of it, or nothing and what is wrong in which row and column.

    The same file again changes nothing. Whoever runs this command holds the machine.
    """
    from arariwa.core.domain.ids import uuid7
    from arariwa.core.refusals import worded
    from arariwa.outreach import actions_imports
    from arariwa.outreach.domain.reading import Answers

    data = file.read_bytes()
    answers = Answers(
        as_of=as_of.date() if as_of else None,
        account=account.strip(),
        platform=platform or "",
        decimal={"dot": ".", "comma": ","}.get(decimal or "", ""),
        order={"day": "dmy", "month": "mdy"}.get(dates or "", ""),
        suggested=suggested,
        first=first.date() if first else None,
        last=last.date() if last else None,
    )
    try:
        found, why = _campaign(campaign, data, file.name, answers)
        id = uuid7()
        made = actions_imports.import_file(
            by=None,
            id=id,
            campaign_id=found.pk,
            data=data,
            name=file.name,
            answers=answers,
            # Nobody said that what is in the file is this campaign's.
            only_known=only_known or why not in ("told", "only"),
        )
    except Refused as refused:
        stop(_line(file, one, worded(one)) for one in refused.every)
    new = made.pk == id
    if as_json:
        told = {"file": file.name, "id": str(made.pk), "new": new, "campaign": found.number, "campaign_from": why,
                **made.read, "as_of": made.as_of.isoformat(), "as_of_from": made.as_of_from, "sha256": made.sha256,
                "only_known": made.only_known, "figures": made.snapshots.count()}  # fmt: skip
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    typer.echo(_told(made, new))
    if new and made.as_of_from == "arrival":
        typer.echo(
            _(
                "The file names no day: its figures are taken as of today. If they are of another, take the import back and say --as-of."
            )
        )
    typer.echo(_("Campaign %(number)s: %(name)s.") % {"number": found.number, "name": found})
    if made.only_known and why != "told":
        typer.echo(
            _(
                "Only posts this campaign has by id or address count; say --campaign if all of the file is its."
            )
        )


def _campaign(number: str | None, data: bytes, name: str, answers: Any) -> tuple[Any, str]:
    """The campaign of that number, the only one there is, or the likeliest; and how it was found.

    The likeliest: the one whose posts stand in the file, else one that ran on the day of the figures, else the latest begun.
    """
    from arariwa.outreach import actions_imports, reach
    from arariwa.outreach.models import Campaign

    rows = Campaign.objects.filter(compartment__exercise=None).order_by("-from_on", "-id")
    if number:
        found = rows.filter(number__iexact=number).first()
        if found is None:
            raise Refused("campaign.no_such", "--campaign", given=number)
        return found, "told"
    known = list(rows)
    if not known:
        raise Refused("campaign.none", "--campaign")
    if len(known) == 1:
        return known[0], "only"
    read = actions_imports.read_export(data, name, answers)
    there = {(read.platform, one.object, one.link) for one in read.values if one.object}
    same = {campaign: reach.known_among(campaign, there) for campaign in known}
    if any(same.values()):
        return max(known, key=lambda one: same[one]), "posts"
    if read.as_of and (
        ran := next((one for one in known if one.from_on <= read.as_of <= one.until_on), None)
    ):
        return ran, "running"
    return known[0], "latest"


def _line(file: Path, refused: Refused, said: str) -> str:
    """ "posts.csv: row 7: Reach: “3x0” is no number." as far as the refusal knows them."""
    row, column = refused.values.get("row"), refused.values.get("column")
    where = [
        str(file),
        *([_("row %(row)s") % {"row": row}] if row else []),
        *([str(column)] if column else []),
    ]
    if not row and refused.field and refused.field != "file":
        # Answers have options of the command.
        where.append(OPTIONS.get(refused.field, refused.field))
    return ": ".join([*where, said])


def _told(made: Any, new: bool) -> str:
    from arariwa.core import formatting
    from arariwa.outreach.platforms import kind_name

    said = _("%(kind)s: %(rows)s rows as of %(day)s. %(what)s")
    what = _("Imported.") if new else _("It was imported before; nothing changed.")
    return said % {
        "kind": kind_name(made.kind),
        "rows": formatting.number(made.rows),
        "day": formatting.day(made.as_of),
        "what": what,
    }


@app.command("figures")
def figures(
    year: Year = None, lang: Lang = "es", as_json: FiguresAsJson = False, with_ids: WithIds = False
) -> None:
    """The programme's counts of campaigns, conferences, polls and reach. Exercises never count.

    Whoever runs this command holds the machine: it counts everything.
    """
    from arariwa.outreach.figure_words import WHY
    from arariwa.outreach.figures import FIGURES, figure
    from arariwa.outreach.showing_figures import BOOK

    def beside(one: Any) -> str:
        said = BOOK.said(one)
        # An upper bound is named as one, with the lower beside it.
        return "; ".join(part for part in (said.name if one.code == "OUT-01" else "", said.beside) if part)

    scope = scope_of(year, None)
    found = [figure(code, scope) for code in sorted(FIGURES)]
    print_figures(found, WHY, as_json=as_json, with_ids=with_ids, beside=beside)
