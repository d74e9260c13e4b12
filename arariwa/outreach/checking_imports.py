"""What a chosen file of a platform tells before it is imported: what it leaves open, why it may be the wrong one, what it says."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from arariwa.core import access, formatting
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.outreach import actions_imports, listing_imports, reach, showing_reach
from arariwa.outreach.domain import chats, sniff
from arariwa.outreach.domain.bounds import Bounds
from arariwa.outreach.domain.reading import Answers, Asked, Reading, summary
from arariwa.outreach.domain.recognising import Recognised, almost, lacking, open_heads, recognise
from arariwa.outreach.forms.imports import meaning_of
from arariwa.outreach.models import Campaign, PlatformFile
from arariwa.outreach.platforms import kind_name, metric_name, platform_name, platforms

# Rows of a file that are shown before it is imported.
PREVIEW = 8


def nearly(data: bytes, name: str, answers: Answers | None = None) -> Recognised | None:
    """The table of a file that is of a known kind but for columns its platform renamed."""
    told = {**actions_imports.meanings_said(), **(answers.columns if answers else {})}
    return almost(sniff.parts(data, name), platforms(), told)


def lacking_columns(found: Recognised) -> str:
    """Which columns have to be named before the file can be read."""
    pack = platforms()
    groups = [f" {_('or')} ".join(meaning_of(column, pack) for column in group) for group in lacking(found)]
    return _("If it is one, its columns were renamed: say below which of them holds: %(lacking)s.") % {
        "lacking": "; ".join(groups)
    }


def questions(data: bytes, name: str) -> tuple[set[str], set[str], dict[str, str], dict[str, str], Any]:
    """What to ask: fields of the form, which of them cannot stay open, columns by their heads, what is suggested, the kind."""
    parts = sniff.parts(data, name)
    if any(part.text and chats.is_chat(part.text) for part in parts):
        raise access.Hidden
    renamed = None
    try:
        found, _others = recognise(parts, platforms(), actions_imports.meanings_said())
    except Refused:
        renamed = nearly(data, name)
        if not renamed:
            raise
        found = renamed
    asks = {"as_of", *found.kind.asks} - {"period"}
    if renamed:
        # What else is open is seen only when its columns are known.
        asks |= {"decimal", "order"}
    if "period" in found.kind.asks:
        asks |= {"first", "last"}
    if found.kind.grain == "post":
        asks.add("only_known")
    heads, suggested = open_heads(found, actions_imports.meanings_said())
    # What stays open with everything else answered.
    stops = {question: _stops(data, name, question) for question in ("decimal", "order")}
    must = {question for question, stopped in stops.items() if stopped}
    asks |= {question for question, stopped in stops.items() if stopped is not None}
    return asks, must, heads, suggested, found.kind


def _stops(data: bytes, name: str, question: str) -> bool | None:
    """Whether reading the file stops at this question (True), or it leaves publication days open (False); None: no question."""
    tries: dict[str, Any] = {"suggested": True, "as_of": date(2100, 1, 1)}
    for key, answer in (("order", "mdy"), ("decimal", ".")):
        if key != question:
            tries[key] = answer
    try:
        read = actions_imports.read_export(data, name, Answers(**tries))
    except Asked as asked:
        return True if asked.question == question else None
    except Refused:
        return None
    return False if question == "order" and read.days_open else None


def ahead(data: bytes, name: str) -> Reading | None:
    """What the file itself tells before anything is answered; None while it cannot be read."""
    try:
        return actions_imports.read_export(data, name, Answers(suggested=True))
    except Refused:
        return None


def known(campaign: Campaign, read: Reading) -> int:
    """How many of the posts of a file the campaign has, by id or address."""
    links = {one.object: one.link for one in read.values if one.object}
    there = ((read.platform, object, link) for object, link in links.items())
    return reach.known_among(campaign, there)


def doubts(by: Actor, campaign: Campaign, read: Reading, sha: str) -> list[str]:
    """Why it may be the file of another page, or count twice: none of its posts is the campaign's, earlier files are of another
    account, another campaign has it, it does not say of which platform it is."""
    found: list[str] = []
    same = access.visible(PlatformFile.objects.filter(sha256=sha, void=None), by)
    if twin := same.exclude(campaign=campaign).select_related("campaign").first():
        said = _(
            "This file was already imported for “%(campaign)s”: what counts in both campaigns counts twice in the figures."
        )
        found.append(said % {"campaign": twin.campaign})
    if read.platform == "meta":
        found.append(
            _(
                "The file does not say whether it is of Facebook or of Instagram. Say it below: left open, it counts beside what the files of both say, and the upper bound may hold the same accounts twice."
            )
        )
    if read.posts and not known(campaign, read):
        found.append(
            _(
                "The campaign has none of these posts by id or address. If they are its own, record address or id on each post; if they are not, do not import the file: all of them would count."
            )
        )
    files = campaign.platform_files.filter(platform=read.platform, void=None).exclude(account="")
    before = sorted({one for said in files.values_list("account", flat=True) for one in said.split(", ")})
    if read.account and before and not {*before} & {*read.account.split(", ")}:
        said = _(
            "Earlier files of this platform are of another account: %(before)s. This one is of %(account)s."
        )
        found.append(said % {"before": ", ".join(before[:5]), "account": read.account})
    return found


def preview(read: Reading) -> dict[str, Any]:
    """What a person looks at before saying yes."""
    found, pack = dict(summary(read)), platforms()
    metrics = list(dict.fromkeys(one.metric for one in read.values))[:6]
    rows: dict[int, dict[str, Any]] = {}
    for one in read.values:
        row = rows.setdefault(one.row, {"row": one.row, "what": one.object or one.first, "cells": {}})
        row["cells"][one.metric] = one
        if one.grain == "total" or (one.object and one.grain == "day"):
            row["note"] = listing_imports.GRAINS[one.grain]
    shown = [
        {**row, "cells": [row["cells"].get(metric) for metric in metrics]}
        for row in list(rows.values())[:PREVIEW]
    ]
    return {
        "read": read,
        "facts": _read_facts(read, found),
        "metrics": [metric_name(metric, pack) for metric in metrics],
        "shown": shown,
        "more": max(0, len(rows) - len(shown)),
    }


LANGUAGES = {"es": "español", "en": "English", "pt": "português"}


def _read_facts(read: Reading, found: dict[str, Any]) -> list[tuple[str, Any]]:
    number = formatting.number
    facts: list[tuple[str, Any]] = [
        (_("Kind"), kind_name(read.kind.id)),
        (_("Platform"), platform_name(read.platform)),
        (_("Language of its heads"), LANGUAGES.get(read.language, "")),
        (_("Account"), read.account or formatting.unknown()),
        (_("Rows"), number(read.rows)),
    ]
    if read.posts:
        facts.append((_("Posts"), number(read.posts)))
    if read.total_rows and read.kind.grain == "day":
        facts.append(
            (_("Totals"), _("%(n)s, beside the days; they do not count") % {"n": number(read.total_rows)})
        )
    elif read.daily_rows and read.total_rows:
        said = _("%(days)s rows of days beside %(totals)s totals; only the totals count")
        facts.append(
            (_("Totals"), said % {"days": number(read.daily_rows), "totals": number(read.total_rows)})
        )
    if read.first and read.last:
        facts.append((_("Days"), showing_reach.days((read.first, read.last))))
    for name, label in (
        ("sum_views", "views"),
        ("sum_impressions", "impressions"),
        ("sum_interactions", "interactions"),
    ):
        if name in found:
            facts.append((metric_name(label), number(found[name])))
    if read.computed:
        said = _("%(n)s, added from its parts: the file has no column for it")
        facts.append((metric_name("interactions"), said % {"n": number(found["interactions_computed"])}))
    for metric in ("reach", "viewers"):
        if f"{metric}_lower_bound" in found:
            low, high = found[f"{metric}_lower_bound"], found[f"{metric}_upper_bound"]
            facts.append((metric_name(metric), showing_reach.told(Bounds(metric, low, high))))
    if read.missing:
        said = _("%(n)s cells; they stay not given, never zero") % {"n": number(sum(read.missing.values()))}
        facts.append((_("Not given"), said))
    if read.without_id:
        facts.append((_("Rows without id"), _("%(n)s, left out") % {"n": number(read.without_id)}))
    if read.replies:
        facts.append((_("Replies"), number(read.replies)))
    return facts


def file_facts(file: PlatformFile) -> list[tuple[str, Any]]:
    """What stands at the head of an imported file."""
    facts: list[tuple[str, Any]] = [
        (_("Kind"), kind_name(file.kind)),
        (_("Platform"), platform_name(file.platform)),
        (_("Account"), file.account or formatting.unknown()),
        (_("Day of the figures"), f"{formatting.day(file.as_of)} ({listing_imports.source(file)})"),
    ]
    if file.first and file.last:
        facts.append((_("Days"), showing_reach.days((file.first, file.last))))
    facts += [
        (_("Rows"), formatting.number(file.rows)),
        (_("Imported"), f"{formatting.moment_brief(file.imported_at)}, {listing_imports.brought_by(file)}"),
        ("SHA-256", file.sha256),
    ]
    if file.only_known:
        facts.append((_("What counts"), _("only posts the campaign has by their id or address")))
    if file.kind.startswith("whatsapp"):
        said = _(
            "%(messages)s messages of %(senders)s persons; %(media)s with media, %(deleted)s deleted. It is no reach, and the text was not kept."
        )
        facts.append((_("Tally"), said % {k: formatting.number(int(file.read[k])) for k in ("messages", "senders", "media", "deleted")}))  # fmt: skip
    return facts
