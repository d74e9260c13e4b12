"""Notices as the officials who receive them see them: the list, one notice, what is decided of it."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from arariwa.core import access, formatting, lists, spreadsheet
from arariwa.core.action import may
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.http import Request
from arariwa.core.refusals import worded
from arariwa.rights import actions_notices as actions
from arariwa.rights import listing_notices as listing
from arariwa.rights import queries_notices as queries
from arariwa.rights.forms.notices import AskForm, CloseForm, DeskForm, JoinForm, PassForm, ReasonForm
from arariwa.rights.models import Notice

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _require_handler(by: Actor) -> None:
    if not may(by, actions.take_up):
        raise access.Hidden


@never_cache
@require_safe
def notices(request: Request) -> HttpResponse:
    """The notices one may see: conditions, how long they wait, where they are."""
    by = request.actor
    _require_handler(by)
    asked = lists.asked(request.GET, listing.asked(), listing.SORTS)
    found, kinds = queries.found(by, asked.values), queries.kind_names()
    page = asked.page(found)
    context = {
        **asked.shown(page, "rights:notices_csv"),
        "rows": [
            (row, kinds.get(row.kind, row.kind), queries.place_of(row), listing.waits(row, by))
            for row in page.rows
        ],
        "signs": listing.SIGNS,
        "map": listing.map_of(found) if page.rows else None,
    }
    return render(request, "rights/notices.html", context)


@require_safe
def notices_csv(request: Request) -> StreamingHttpResponse:
    """The same rows, all of them."""
    _require_handler(request.actor)
    asked = lists.asked(request.GET, listing.asked(), listing.SORTS)
    rows = asked.every(queries.found(request.actor, asked.values))
    return spreadsheet.answer(
        _("notices"),
        listing.head(),
        spreadsheet.each(rows, partial(listing.cells, kinds=queries.kind_names())),
    )


def _found(request: Request, id: UUID) -> Notice:
    """The notice one may see, the first of those joined; Hidden for who does not work on notices."""
    _require_handler(request.actor)
    return access.get(queries.notices(request.actor), request.actor, pk=id)


@never_cache
@require_safe
def notice(request: Request, id: UUID) -> HttpResponse:
    """One notice with everything said and decided of it."""
    return _page(request, _found(request, id))


def _page(request: Request, found: Notice, form: AskForm | None = None) -> HttpResponse:
    by = request.actor
    level = access.level_of(by, found)
    joined = list(found.joined.order_by("received_at"))
    context: dict[str, Any] = {
        "notice": found,
        "facts": _facts(found),
        "kind": queries.kind_name(found.kind),
        "sign": listing.SIGNS[found.state],
        "photos": queries.photos_of([found, *joined]),
        "told": queries.told(found),
        "joined": [(one, _joined_facts(one)) for one in joined],
        "joined_replies": queries.replies_of(joined),
        "replies": found.replies.select_related("asked_by__person").order_by("at", "id"),
        "entries": _entries(found),
        "reporters": queries.reporters(by, found),
        "named": queries.is_named(found),
        "may_act": level >= access.ACT and not found.closed_at and not found.spam_at,
        "may_undo": level >= access.ACT,
        "may_record": may(by, actions.begin_intervention),
        "is_mine": found.taken_by_id == by.membership.pk,
        "intervention": queries.intervention_of(by, found),
        "form": form,
        "ask_form": form or AskForm(by=by, notice=found),
    }
    return render(request, "rights/notice_at_desk.html", context, status=422 if form else 200)


def _facts(found: Notice) -> list[tuple[Any, Any]]:
    point = ""
    if found.latitude is not None:
        near = _("exact point") if found.exact else _("middle of a square of about 5 km")
        point = f"{found.latitude.normalize():f}, {found.longitude.normalize():f} ({near})"  # type: ignore[union-attr]
    when = formatting.span(found.facts) if found.facts else ""
    return [
        (_("Number in Arariwa"), found.number),
        (_("Received"), formatting.moment(found.received_at)),
        (
            _("When it happened"),
            ", ".join(part for part in (when, _("it goes on") if found.going_on else "") if part),
        ),
        (_("District"), queries.place_of(found)),
        (_("Place"), found.place_text),
        *([(_("On the map"), point)] if point else []),
        (_("How it came"), found.get_channel_display()),
        (_("Office"), found.office.name),
        *([(_("Taken up by"), str(found.taken_by.person))] if found.taken_by else []),
    ]


def _joined_facts(one: Notice) -> str:
    """What a notice of the same text says besides it: when, where."""
    when = formatting.span(one.facts) if one.facts else ""
    goes_on = _("it goes on") if one.going_on else ""
    return ", ".join(str(part) for part in (when, goes_on, one.place_text) if part)


def _entries(found: Notice) -> list[dict[str, Any]]:
    """What was decided, with who and why."""
    rows = found.decisions.select_related("by__person", "to_office").order_by("at", "id")
    entries = [
        {"at": found.received_at, "text": _("A notice was received"), "more": found.get_channel_display()}
    ]
    for row in rows:
        what = str(row.get_kind_display())
        if row.to_office:
            what = f"{what}: {row.to_office.name}"
        if row.outcome:
            what = f"{what}: {Notice.Outcome(row.outcome).label}"
        more = f"{row.person}. {row.reason}" if row.reason else str(row.person)
        entries.append({"at": row.at, "text": what, "more": more})
    return entries


@never_cache
@require_POST
def ask(request: Request, id: UUID) -> HttpResponse:
    """Put a question to whoever gave the notice."""
    found = _found(request, id)
    access.require(request.actor, access.ACT, found)
    form = AskForm(request.POST, by=request.actor, notice=found)
    if form.is_valid():
        try:
            actions.ask_reporter(by=request.actor, id=found.pk, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(
                request, _("The question was put. Whoever gave the notice reads it with their code.")
            )
            return redirect("rights:notice_at_desk", id=found.pk)
    return _page(request, found, form)


def _read(request: Request) -> int | None:
    """How many additions the page of a notice showed."""
    given = request.POST.get("read", "")
    return int(given) if given.isdecimal() and len(given) < 6 else None


@require_POST
def take_up(request: Request, id: UUID) -> HttpResponse:
    """Look into it in one's own name."""
    found = _found(request, id)
    access.require(request.actor, access.ACT, found)
    try:
        actions.take_up(by=request.actor, id=found.pk, read=_read(request))
    except Refused as refused:
        messages.error(request, worded(refused))
    else:
        messages.success(request, _("You took the notice up."))
    return redirect("rights:notice_at_desk", id=found.pk)


@require_POST
def begin_intervention(request: Request, id: UUID) -> HttpResponse:
    """Begin the record of the intervention, its place and day filled in."""
    found = _found(request, id)
    access.require(request.actor, access.ACT, found)
    try:
        made = actions.begin_intervention(by=request.actor, id=found.pk, read=_read(request))
    except Refused as refused:
        messages.error(request, worded(refused))
        return redirect("rights:notice_at_desk", id=found.pk)
    return redirect("evidence:place" if made.is_draft else "evidence:intervention", id=made.pk)


def _decision(
    act: Callable[..., Any],
    form: type[DeskForm] = ReasonForm,
    *,
    heading: Any,
    effect: Any,
    said: Any,
    button: Any = None,
    danger: bool = False,
    leaves: bool = False,
) -> Callable[..., HttpResponse]:
    """The page of a decision: shows what will be recorded and what the reporter added, and asks for the reason."""

    @form_page
    def decide(request: Request, id: UUID) -> HttpResponse:
        found = _found(request, id)
        access.require(request.actor, access.ACT, found)
        filled = form(request.POST or None, by=request.actor, notice=found)
        if filled.is_bound and filled.is_valid():
            given = {key: value for key, value in filled.cleaned_data.items() if key != "word"}
            try:
                act(by=request.actor, id=found.pk, **given)
            except Refused as refused:
                filled.refuse(refused)
            else:
                messages.success(request, said)
                return (
                    redirect("rights:notices") if leaves else redirect("rights:notice_at_desk", id=found.pk)
                )
        context = {
            "notice": found,
            "heading": heading,
            "rows": [(_("About"), queries.kind_name(found.kind)), *(row for row in _facts(found) if row[1])],
            "added": queries.added(found) if found.answered_at else [],
            "effect": effect,
            "form": filled,
            "button": button or heading,
            "danger": danger,
        }
        return render(request, "rights/notice_decide.html", context, status=422 if filled.is_bound else 200)

    return decide


join_intervention = _decision(
    actions.join_intervention,
    JoinForm,
    heading=gettext_lazy("Join the notice to an intervention"),
    effect=gettext_lazy(
        "The notice counts as what led to it, or as more about it. Whoever sees one of them does not see the other for it."
    ),
    button=gettext_lazy("Join it"),
    said=gettext_lazy("The notice was joined to the intervention."),
)
part_from_intervention = _decision(
    actions.part_from_intervention,
    heading=gettext_lazy("Part the notice from the intervention"),
    effect=gettext_lazy(
        "The intervention stays as it is; the notice may be joined to another or lead to a new one."
    ),
    button=gettext_lazy("Part it"),
    said=gettext_lazy("The notice was parted from the intervention."),
)
pass_on = _decision(
    actions.pass_on,
    PassForm,
    heading=gettext_lazy("Pass the notice on"),
    effect=gettext_lazy(
        "From then on only that office sees it. Whoever gave it reads to which institution it was passed."
    ),
    button=gettext_lazy("Pass it on"),
    said=gettext_lazy("The notice was passed on."),
    leaves=True,
)
keep_as_lead = _decision(
    actions.keep_as_lead,
    heading=gettext_lazy("Keep the notice as a lead"),
    effect=gettext_lazy(
        "It stays with you, to be followed. Whoever gave it goes on reading that it is being looked at."
    ),
    button=gettext_lazy("Keep as a lead"),
    said=gettext_lazy("The notice is kept as a lead."),
)
close = _decision(
    actions.close_notice,
    CloseForm,
    heading=gettext_lazy("Close the notice"),
    effect=gettext_lazy("Whoever gave it reads the outcome in one sentence, never the reason."),
    said=gettext_lazy("The notice was closed."),
)
reopen = _decision(
    actions.reopen_notice,
    heading=gettext_lazy("Open the notice again"),
    effect=gettext_lazy("It goes back to where it was before it was closed."),
    button=gettext_lazy("Open it again"),
    said=gettext_lazy("The notice is open again."),
)
set_aside = _decision(
    actions.set_aside,
    heading=gettext_lazy("Set the notice aside as spam"),
    effect=gettext_lazy(
        "It leaves lists and figures; it can be taken back. Whoever sent it notices nothing."
    ),
    button=gettext_lazy("Set it aside"),
    said=gettext_lazy("The notice was set aside."),
    danger=True,
)
take_back = _decision(
    actions.take_back,
    heading=gettext_lazy("Take the notice back from spam"),
    effect=gettext_lazy("It stands in lists and figures again."),
    button=gettext_lazy("Take it back from spam"),
    said=gettext_lazy("The notice was taken back."),
)
