"""`arariwa law deadline`: when a time limit ends, and why on that day. Packs only, no database."""

import json
import re
from datetime import date, datetime
from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from arariwa.core.console import Commands, Lang, Packs
from arariwa.core.domain.refused import Refused
from arariwa.core.domain.spans import Span
from arariwa.core.packs import Pack, PackError, Problem
from arariwa.law.domain import time_limit_wording as words
from arariwa.law.domain.calendars import UBIGEO
from arariwa.law.domain.lawbook import Law
from arariwa.law.domain.rules import TimeLimit
from arariwa.law.domain.time_limits import Deadline, Moment, data, deadline, lengths, on_day
from arariwa.law.domain.wording import cited
from arariwa.law.packs import load_law

COMMAND = "arariwa law deadline"
# The option a refusal concerns.
OPTIONS = {"code": "CODE", "limit": "--limit", "start": "--from"}


def register(app: Commands) -> None:
    """Add the verb `deadline` to the commands of law."""
    app.command("deadline", home=False)(show)


def show(
    code: Annotated[str, typer.Argument(help="a time limit, such as PR-DETENCION")],
    start: Annotated[
        str, typer.Option("--from", help="when it began: 2026-03-16T14:35, or a day: 2026-03-16")
    ],
    limit: Annotated[str, typer.Option(help="one length of it, such as complex; all if left out")] = "",
    place: Annotated[str, typer.Option(help="district where it runs (ubigeo), such as 160101")] = "",
    seat: Annotated[str, typer.Option(help="district of the authority, for the time of travel")] = "",
    suspended: Annotated[
        list[str] | None,
        typer.Option(help="days that do not run, the last one exclusive: 2026-07-27/2026-08-03"),
    ] = None,
    at: Annotated[str, typer.Option(help="the moment it is asked for; now if left out")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="print the answer as JSON")] = False,
    lang: Lang = "es",
    country: Annotated[str, typer.Option(help="whose law: the two letters of the country")] = "pe",
    packs: Packs = None,
) -> None:
    """Say when a time limit ends, how it was counted, and what is not known about it."""
    try:
        law = load_law(
            Pack.from_folder(packs or settings.PACKS, f"{country.lower()}/law"), try_examples=False
        )
        begins, asked = _moment(start, "--from"), _moment(at, "--at") if at else timezone.localtime()
        time_limit = on_day(
            (ready.time_limit for ready in law.time_limits),
            code,
            begins.date() if isinstance(begins, datetime) else begins,
        )
        found = [
            deadline(
                time_limit,
                one,
                begins,
                law.calendar,
                place=_district(place, "--place"),
                seat=_district(seat, "--seat"),
                suspended=[_span(text) for text in suspended or []],
                distances=law.distances,
            )
            for one in ([limit] if limit else lengths(time_limit))
        ]
    except Refused as error:
        where = OPTIONS.get(error.field, error.field)
        raise PackError([Problem(COMMAND, 0, where, error.code, error.values)]) from error
    now = (
        asked
        if isinstance(asked, datetime)
        else timezone.make_aware(datetime.combine(asked, datetime.min.time()))
    )
    if as_json:
        answers = [data(one, now) for one in found]
        typer.echo(json.dumps(answers, ensure_ascii=False, indent=1))
    else:
        typer.echo("\n".join(_lines(time_limit, found, law, now, lang)))


def _lines(time_limit: TimeLimit, found: list[Deadline], law: Law, now: datetime, lang: str) -> list[str]:
    states = {"running": _("running"), "due_today": _("due today"), "late": _("late")}
    weakest = min((one.confidence for one in found), key=("low", "medium", "high").index)
    confidence = {"high": _("high"), "medium": _("medium"), "low": _("low")}[weakest]
    source = cited(law.norm_name(time_limit.source.norm, lang), time_limit.source.article, lang)
    lines = [f"{time_limit.name.in_(lang)} ({source})", f"{_('From')}: {time_limit.starts.in_(lang)}"]
    for one in found:
        ends = words.moment(one.ends_at) if one.ends_at else words.day(one.ends_on)
        by = f" ({one.by.in_(lang)})" if one.by else ""
        lines.append(
            f"\n{one.limit}  {one.limit_name.in_(lang)}{by}: {ends.in_(lang)} · {states[one.state(now)]}"
        )
        lines += [f"    {sentence.in_(lang)}" for sentence in one.why]
    cautions = {c.text.in_(lang): None for one in found for c in one.cautions}
    counting = time_limit.counting and time_limit.counting.note
    said = [*time_limit.suspended_by, time_limit.restarts, time_limit.after, time_limit.note, counting]
    lines += ["", *(t.in_(lang) for t in said if t), *cautions]
    lines.append(
        _("Confidence: %(confidence)s; %(review)s. Pack %(fingerprint)s.")
        % {
            "confidence": confidence,
            "review": _("no lawyer has signed it yet")
            if time_limit.review == "unreviewed"
            else _("signed by a lawyer"),
            "fingerprint": law.fingerprint[:12],
        }
    )
    return lines


def _moment(text: str, option: str) -> Moment:
    """A day, or a moment; without a zone it is that of the country's clocks."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else timezone.make_aware(moment)
    except (ValueError, OverflowError) as error:
        raise _problem(option, "time_limit.not_a_moment", text) from error


def _span(text: str) -> Span:
    try:
        start, until = (date.fromisoformat(part) for part in text.split("/"))
        return Span(start, until)
    except ValueError as error:
        raise _problem("--suspended", "time_limit.not_a_span", text) from error


def _district(text: str, option: str) -> str | None:
    if text and not re.match(UBIGEO, text):
        raise _problem(option, "time_limit.not_a_district", text)
    return text or None


def _problem(option: str, code: str, given: str) -> PackError:
    return PackError([Problem(COMMAND, 0, option, code, {"given": given[:40]})])
