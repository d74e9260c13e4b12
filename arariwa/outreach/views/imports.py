"""Imports of platforms' files: bringing one, checking what was read, one import with its figures, taking it back; reach."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arariwa.core import access, files, formatting, lists, spreadsheet
from arariwa.core.action import may, require_role
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.http import Request
from arariwa.core.refusals import worded
from arariwa.events.views.shared import answered, form_page
from arariwa.outreach import actions_imports, checking_imports, listing_imports, reach, showing_reach
from arariwa.outreach.domain.reading import Answers, Asked, Reading
from arariwa.outreach.forms.imports import CheckForm, FileForm, OverlapForm, VoidForm
from arariwa.outreach.models import Campaign, PlatformFile
from arariwa.outreach.platforms import kind_name, metric_name, platform_name, platforms

SALT = "outreach.import"
# An uploaded file waits so long to be looked at; `files.sweep` removes it after a day.
WAITS = 20 * 60 * 60


def campaign_for(request: Request, id: UUID, level: int = 0) -> Campaign:
    """The campaign, or Hidden; with a level for whoever may act on it, in a role that imports."""
    campaign = access.get(Campaign.objects.select_related("office"), request.actor, pk=id)
    if level:
        access.require(request.actor, level, campaign)
        require_role(request.actor, actions_imports.IMPORTERS)
    return campaign


def file_for(request: Request, id: UUID) -> PlatformFile:
    """One import, or Hidden."""
    return access.get(
        PlatformFile.objects.select_related(
            "campaign", "void__voided_by__person", "imported_by__person", "blob"
        ),
        request.actor,
        pk=id,
    )


def may_import(request: Request, campaign: Campaign) -> bool:
    """Whether the actor may bring files to the campaign."""
    return (
        may(request.actor, actions_imports.void_file)
        and access.level_of(request.actor, campaign) >= access.ACT
    )


@require_safe
def imports(request: Request, id: UUID) -> HttpResponse:
    """The files of a campaign, the newest figures first."""
    campaign = campaign_for(request, id)
    asked = lists.asked(request.GET, listing_imports.CONDITIONS, listing_imports.SORTS)
    page = asked.page(listing_imports.found(campaign, asked.values))
    pack = platforms()
    for row in page.rows:
        row.kind_said, row.platform_said = kind_name(row.kind, pack), platform_name(row.platform)
    context = {
        "campaign": campaign,
        **asked.shown(page, "outreach:imports_csv", campaign.pk),
        "may_import": may_import(request, campaign),
    }
    return render(request, "outreach/imports.html", context)


@require_safe
def imports_csv(request: Request, id: UUID) -> StreamingHttpResponse:
    """The same rows, all of them."""
    campaign = campaign_for(request, id)
    asked = lists.asked(request.GET, listing_imports.CONDITIONS, listing_imports.SORTS)
    rows = asked.every(listing_imports.found(campaign, asked.values))
    name = f"{_('imports')}-{campaign.number}"
    return spreadsheet.answer(
        name, listing_imports.head(), spreadsheet.each(rows, listing_imports.cells(platforms()))
    )


# Bringing a file


@form_page
def import_file(request: Request, id: UUID) -> HttpResponse:
    """Choose a file. What cannot be read at all is said here, row by row; the rest is checked on the next page."""
    campaign = campaign_for(request, id, access.ACT)
    form = FileForm(request.POST or None, request.FILES or None)
    problems: list[dict[str, Any]] = []
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["file"]
        data, name = upload.read(), upload.name
        try:
            try:
                read: Reading | None = actions_imports.read_export(data, name, Answers())
            except Asked:
                read = None
            except Refused as refused:
                # Where only columns were renamed, the next page asks what they hold.
                if refused.code != "platform_file.unknown" or not checking_imports.nearly(data, name):
                    raise
                read = None
            if read and read.tally:
                # A chat does not wait on the disk: nothing of it is kept.
                made = _import(request, campaign, data, name, Answers(), False, uuid7())
                return redirect("outreach:platform_file", id=made.pk)
            kept = files.keep([data], kinds=actions_imports.EXPORTS, field="file")
        except Refused as refused:
            problems = _problems(refused)
            if not problems:
                form.refuse(refused)
        else:
            ticket = {"sha": kept.sha256, "name": name, "campaign": str(campaign.pk), "id": str(uuid7())}
            address = reverse("outreach:check_import", args=[campaign.pk])
            return redirect(f"{address}?archivo={signing.dumps(ticket, salt=SALT, compress=True)}")
    kinds = [kind for kind in platforms().kinds.values() if kind.grain != "named"]
    context = {"campaign": campaign, "form": form, "problems": problems, "kinds": kinds}
    return answered(request, "outreach/import_file.html", context, wrong=bool(problems))


def _problems(refused: Refused) -> list[dict[str, Any]]:
    """What is wrong, with row and column where it is known."""
    return [
        {"row": one.values["row"], "column": one.values.get("column", ""), "text": worded(one)}
        for one in refused.every
        if one.values.get("row")
    ]


def _import(
    request: Request, campaign: Campaign, data: bytes, name: str, answers: Answers, only_known: bool, id: UUID
) -> PlatformFile:
    made = actions_imports.import_file(
        by=request.actor,
        id=id,
        campaign_id=campaign.pk,
        data=data,
        name=name,
        answers=answers,
        only_known=only_known,
    )
    if made.pk == id:
        messages.success(request, _("The file was imported."))
    else:
        messages.info(request, _("It was imported before; nothing changed."))
    return made


@form_page
def check_import(request: Request, id: UUID) -> HttpResponse:
    """What was read, what is left out, what the file leaves open; nothing is stored until it is said so."""
    campaign = campaign_for(request, id, access.ACT)
    ticket, data = _ticket(request, campaign)
    name = ticket["name"]
    asks, must, heads, suggested, kind = checking_imports.questions(data, name)
    ahead = checking_imports.ahead(data, name)
    form = CheckForm(
        request.POST or None,
        asks=asks,
        must=must,
        kind=kind,
        heads=heads,
        suggested=suggested,
        as_of=ahead.as_of if ahead else None,
        # The export of a page holds whatever it published in those days.
        only_known=bool(ahead) and 0 < checking_imports.known(campaign, ahead) < ahead.posts,
    )
    answers = Answers()
    if form.is_bound:
        if not form.is_valid():
            return _check_page(request, campaign, form, None, name, wrong=True)
        answers = form.answers()
    problems: list[dict[str, Any]] = []
    read: Reading | None = None
    open_ = ""
    try:
        read = actions_imports.read_export(data, name, answers)
        if form.is_bound and "importar" in request.POST:
            kept = {head: code for head, code in answers.columns.items() if code or head in suggested}
            if kept:
                actions_imports.say_meanings(by=request.actor, kind=read.kind.id, meanings=kept)
            only_known = form.cleaned_data.get("only_known", False)
            made = _import(request, campaign, data, name, answers, only_known, UUID(ticket["id"]))
            return redirect("outreach:platform_file", id=made.pk)
    except Asked as asked:
        if form.is_bound:
            form.refuse(asked)
        else:
            # Why the file cannot be read yet, with the row and column it is about.
            [at] = _problems(asked) or [{}]
            where = [_("row %(row)s") % at, at["column"]] if at else []
            open_ = ": ".join([*filter(None, where), worded(asked)])
    except Refused as refused:
        problems, near = _problems(refused), None
        if refused.code == "platform_file.unknown":
            near = checking_imports.nearly(data, name, answers)
        if near:
            open_ = f"{worded(refused)} {checking_imports.lacking_columns(near)}"
        elif form.is_bound and not problems:
            form.refuse(refused)
        elif not problems:
            messages.error(request, worded(refused))
    doubts = checking_imports.doubts(request.actor, campaign, read, ticket["sha"]) if read else []
    return _check_page(request, campaign, form, read, name, problems=problems, open_=open_, doubts=doubts)


def _ticket(request: Request, campaign: Campaign) -> tuple[dict[str, str], bytes]:
    """The uploaded file the address speaks of; Hidden when it is another campaign's, too old or gone."""
    try:
        ticket = signing.loads(request.GET.get("archivo", ""), salt=SALT, max_age=WAITS)
    except signing.BadSignature as error:
        raise access.Hidden from error
    path = files.path_of(ticket["sha"])
    if ticket["campaign"] != str(campaign.pk) or not path.exists():
        raise access.Hidden
    return ticket, path.read_bytes()


def _check_page(
    request: Request,
    campaign: Campaign,
    form: CheckForm,
    read: Reading | None,
    name: str,
    *,
    problems: list[dict[str, Any]] | None = None,
    wrong: bool = False,
    open_: str = "",
    doubts: Sequence[str] = (),
) -> HttpResponse:
    context: dict[str, Any] = {
        "campaign": campaign,
        "form": form,
        "problems": problems or [],
        "name": name,
        "open": open_,
        "doubts": doubts,
    }
    if read:
        context |= checking_imports.preview(read)
        if read.posts:
            said = _("%(n)s of %(all)s, by id or address")
            numbers = {
                "n": formatting.number(checking_imports.known(campaign, read)),
                "all": formatting.number(read.posts),
            }
            context["facts"] = [*context["facts"], (_("Posts of the campaign"), said % numbers)]
    bad = wrong or bool(problems) or bool(form.is_bound and form.errors)
    return render(request, "outreach/check_import.html", context, status=422 if bad else 200)


# One import


@require_safe
def platform_file(request: Request, id: UUID) -> HttpResponse:
    """One file: what it is, what was left out, its figures as delivered."""
    file = file_for(request, id)
    asked = lists.asked(request.GET, listing_imports.figure_conditions(file), listing_imports.FIGURE_SORTS)
    page = asked.page(listing_imports.figures(file, asked.values))
    pack = platforms()
    for row in page.rows:
        row.metric_said, row.grain_said = metric_name(row.metric, pack), listing_imports.GRAINS[row.grain]
    void = getattr(file, "void", None)
    context = {
        "campaign": file.campaign,
        "file": file,
        "void": void,
        "facts": checking_imports.file_facts(file),
        "left_out": file.read.get("columns_left_out", []),
        "other_parts": file.read.get("other_parts", []),
        **asked.shown(page, "outreach:platform_file_csv", file.pk),
        "may_void": void is None and may_import(request, file.campaign),
    }
    return render(request, "outreach/platform_file.html", context)


@require_safe
def platform_file_csv(request: Request, id: UUID) -> StreamingHttpResponse:
    """The figures of an import, exactly those shown."""
    file = file_for(request, id)
    asked = lists.asked(request.GET, listing_imports.figure_conditions(file), listing_imports.FIGURE_SORTS)
    rows = asked.every(listing_imports.figures(file, asked.values))
    name = f"{_('figures')}-{file.as_of:%Y-%m-%d}"
    return spreadsheet.answer(
        name, listing_imports.figure_head(), spreadsheet.each(rows, listing_imports.figure_cells(platforms()))
    )


@require_safe
def platform_file_attachment(request: Request, id: UUID) -> FileResponse:
    """The file as it was delivered."""
    file = file_for(request, id)
    if file.blob is None or not files.path_of(file.blob.sha256).exists():
        raise Http404
    response = FileResponse(
        files.path_of(file.blob.sha256).open("rb"),
        content_type="application/octet-stream",
        as_attachment=True,
        filename=file.name,
    )
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@form_page
def void_import(request: Request, id: UUID) -> HttpResponse:
    """Take an import back: a final act."""
    file = file_for(request, id)
    campaign = campaign_for(request, file.campaign_id, access.ACT)
    form = VoidForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions_imports.void_file(by=request.actor, id=file.pk, why=form.cleaned_data["why"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The import was taken back."))
            return redirect("outreach:platform_file", id=file.pk)
    context = {
        "form": form,
        "rows": [(_("File name"), file.name), (_("Day of the figures"), formatting.day(file.as_of)), (_("Rows"), formatting.number(file.rows))],
        "heading": _("Take the import back"),
        "above": [
            (_("Campaigns"), reverse("outreach:campaigns")),
            (str(campaign), reverse("outreach:campaign", args=[campaign.pk])),
            (_("Figures of the platforms"), reverse("outreach:imports", args=[campaign.pk])),
            (file.name, reverse("outreach:platform_file", args=[file.pk])),
        ],
        "effect": _("Its figures stay readable with your reason and count nowhere. The same file can be imported again."),
        "button": _("Take the import back"),
        "back_url": reverse("outreach:platform_file", args=[file.pk]),
        "danger": True,
    }  # fmt: skip
    return answered(request, "core/final.html", context)


# Reach


@require_safe
def reach_page(request: Request, id: UUID) -> HttpResponse:
    """Reach between bounds, by platform, with its method; posts with their engagement. Over time: the page of charts."""
    campaign = campaign_for(request, id)
    rows = reach.seen(campaign, ["reach"])
    until_end = reach.until_end(campaign, rows)
    now = reach.bounds_of(campaign, rows, None)
    end = reach.bounds_of(campaign, until_end, reach.at_end(campaign))
    viewers = reach.bounds(campaign, metric="viewers")
    stated = reach.overlap(campaign)
    ended = request.actor.today > campaign.until_on
    at_end = ended and end.lower is not None
    parts = showing_reach.parts(end if at_end else now)
    gaps = reach.gaps(campaign, until_end if at_end else rows, end if at_end else now, ended=at_end)
    context = {
        "campaign": campaign,
        "ended": ended,
        "gaps": showing_reach.gaps_said(gaps),
        "now": now,
        "now_said": showing_reach.told(now),
        "end": end,
        "end_said": showing_reach.told(end),
        "viewers_said": showing_reach.told(viewers) if viewers.lower is not None else "",
        "method": showing_reach.METHODS[now.method],
        "parts": [{**part, "days": showing_reach.days(part["days"])} for part in parts],
        "stated": stated,
        "estimate": None if now.estimate is None else round(now.estimate),
        "posts": showing_reach.posts(campaign)[:50],
        "changes": _changes(campaign),
        "may_import": may_import(request, campaign),
        "export_url": reverse("outreach:charts_csv", args=[campaign.pk]),
    }
    return render(request, "outreach/reach.html", context)


def _changes(campaign: Campaign) -> list[dict[str, Any]]:
    """When a platform of the campaign began to count otherwise since it began."""
    there = set(reach.snapshots([campaign]).order_by().values_list("platform", flat=True).distinct())
    lang = formatting.language()
    return [
        {"day": one.first, "on": one.on, "platform": platform_name(one.platform), "what": one.what.in_(lang),
         "source": one.source, "confidence": one.confidence}
        for one in platforms().changes
        if one.platform in there and one.metrics and one.first > campaign.from_on
    ]  # fmt: skip


@form_page
def state_overlap(request: Request, id: UUID) -> HttpResponse:
    """Assume how much the audiences overlap, by name and with a reason; or take the assumption back."""
    campaign = campaign_for(request, id, access.ACT)
    stated = reach.overlap(campaign)
    form = OverlapForm(request.POST or None)
    if form.is_bound and "quitar" in request.POST:
        form.fields["share"].required = False
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        share = None if "quitar" in request.POST else given["share"]
        try:
            actions_imports.state_overlap(
                by=request.actor, id=given["id"], campaign_id=campaign.pk, share=share, reason=given["reason"]
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The assumption was recorded."))
            return redirect("outreach:reach", id=campaign.pk)
    history = campaign.overlaps.select_related("stated_by__person").order_by("-stated_at", "-id")
    context = {
        "campaign": campaign,
        "form": form,
        "stated": stated,
        "history": history,
        "bounds_said": showing_reach.told(reach.bounds(campaign)),
    }
    return answered(request, "outreach/state_overlap.html", context)
