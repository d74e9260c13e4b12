"""Lists: interventions, items, hand-overs; with conditions one can remove, and the same as CSV."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from arariwa.core import formatting, lists, spreadsheet
from arariwa.core.action import may
from arariwa.core.lists import Condition
from arariwa.evidence import acta, actions, custody_actions, queries
from arariwa.evidence.choices import Answer, Began, Kind, Point
from arariwa.evidence.models import Handover, Intervention, Item

INTERVENTIONS = (
    Condition("q", gettext_lazy("Words: a place, a thing, a number"), gettext_lazy("with “%(value)s”")),
    Condition(
        "estado",
        gettext_lazy("State"),
        "%(value)s",
        (
            ("draft", gettext_lazy("drafts")),
            ("registered", gettext_lazy("registered, not drafts")),
            ("void", gettext_lazy("only those declared void")),
        ),
    ),
    Condition(
        "inicio", gettext_lazy("How it began"), gettext_lazy("begun as: %(value)s"), tuple(Began.choices)
    ),
    Condition(
        "punto",
        gettext_lazy("Where on the way to the buyer"),
        gettext_lazy("met at: %(value)s"),
        tuple(Point.choices),
    ),
    Condition("anio", gettext_lazy("Year of the facts"), gettext_lazy("of the year %(value)s")),
)
ITEMS = (
    Condition("q", gettext_lazy("Words: a name, a number, a plate"), gettext_lazy("with “%(value)s”")),
    Condition("clase", gettext_lazy("Kind"), gettext_lazy("of kind: %(value)s"), tuple(Kind.choices)),
    Condition(
        "tiene",
        gettext_lazy("Who holds it"),
        gettext_lazy("held by %(value)s"),
        (("mine", gettext_lazy("our office")),),
    ),
    Condition("especie", gettext_lazy("Scientific name"), gettext_lazy("that may be %(value)s")),
    Condition(
        "ident",
        gettext_lazy("Identification"),
        "%(value)s",
        (("open", gettext_lazy("still to be identified")),),
    ),
)
HANDOVERS = (
    Condition(
        "ver",
        gettext_lazy("Which"),
        "%(value)s",
        (
            ("waiting", gettext_lazy("waiting for our answer")),
            ("received", gettext_lazy("offered to us")),
            ("sent", gettext_lazy("offered by us")),
        ),
    ),
)
# Heads one may sort by, the usual first: parameter -> order of the rows, the last one unique.
Sorts = dict[str, tuple[str, ...]]
SORTS: Sorts = {"-dia": ("-facts_from", "-id"), "dia": ("facts_from", "id")}
ITEM_SORTS: Sorts = {"": ("-id",), "numero": ("number",), "-numero": ("-number",)}
HANDOVER_SORTS: Sorts = {"-ofrecida": ("-offered_at", "-id"), "ofrecida": ("offered_at", "id")}


def found_interventions(request: HttpRequest, values: Mapping[str, str]) -> QuerySet[Intervention]:
    """What the conditions find."""
    return queries.interventions(
        request.actor,
        text=values["q"],
        began=values["inicio"],
        point=values["punto"],
        year=values["anio"],
        state=values["estado"],
    )


@require_safe
def interventions(request: HttpRequest) -> HttpResponse:
    """Interventions the actor may see, the latest facts first."""
    asked = lists.asked(request.GET, INTERVENTIONS, SORTS)
    page = asked.page(found_interventions(request, asked.values))
    things = queries.things_of(page.rows, request.actor)
    context = {
        **asked.shown(page, "evidence:interventions_csv"),
        "rows": [(row, things.get(row.pk, [])) for row in page.rows],
        "may_make": may(request.actor, actions.draft_intervention),
    }
    return render(request, "evidence/interventions.html", context)


@require_safe
def interventions_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same rows, all of them, for a spreadsheet."""
    asked = lists.asked(request.GET, INTERVENTIONS, SORTS)
    rows = asked.every(found_interventions(request, asked.values))
    head = [
        _("Number"),
        _("State"),
        _("First day"),
        _("Last day"),
        _("How it began"),
        _("Place"),
        _("District code"),
        _("Where on the way to the buyer"),
        _("Led by"),
        _("Office"),
    ]
    return spreadsheet.answer(_("interventions"), head, spreadsheet.each(rows, _intervention_cells))


def _intervention_cells(row: Intervention) -> list[Any]:
    last = row.facts.until - timedelta(days=1)  # a span ends before `until`; people read its last day
    return [
        row.number or "",
        state_of(row)[1],
        row.facts_from.isoformat(),
        last.isoformat(),
        row.get_began_display(),
        row.place_text,
        row.ubigeo,
        row.get_point_display(),
        row.led_by,
        row.office.name,
    ]


def state_of(row: Intervention) -> tuple[str, Any]:
    """Sign and word of an intervention's state."""
    if row.voided_at:
        return "no", _("declared void")
    return ("open", _("draft")) if row.is_draft else ("yes", _("registered"))


def found_items(request: HttpRequest, values: Mapping[str, str]) -> QuerySet[Item]:
    """What the conditions find."""
    return queries.items(
        request.actor,
        text=values["q"],
        kind=values["clase"],
        held=values["tiene"],
        taxon=values["especie"],
        open_only=values["ident"] == "open",
    )


@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """Items the actor may see, the latest first."""
    asked = lists.asked(request.GET, ITEMS, ITEM_SORTS)
    page = asked.page(found_items(request, asked.values))
    holders = queries.holder_names(page.rows)
    context = {
        **asked.shown(page, "evidence:items_csv"),
        "rows": [(row, holders.get(row.holder)) for row in page.rows],
        "may_offer": may(request.actor, custody_actions.offer) and asked.values["tiene"] == "mine",
    }
    return render(request, "evidence/items.html", context)


@require_safe
def items_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same rows, all of them, for a spreadsheet."""
    asked = lists.asked(request.GET, ITEMS, ITEM_SORTS)
    rows = asked.every(found_items(request, asked.values))
    head = [
        _("Number"),
        _("Kind"),
        _("As reported"),
        _("Species it may be"),
        _("Quantity"),
        _("Unit"),
        _("What was done with it"),
        _("Seal"),
        _("Held by"),
    ]
    names: Callable[[Any], str] = queries.holder_namer()
    return spreadsheet.answer(_("items"), head, spreadsheet.each(rows, lambda row: _item_cells(row, names)))


def _item_cells(row: Item, holder: Callable[[Any], str]) -> list[Any]:
    amount = formatting.number(row.quantity) if row.quantity is not None else ""
    return [
        row.number,
        row.get_kind_display(),
        row.reported_as,
        " | ".join(row.taxa),
        acta.quantity_of(row) if row.money is not None else amount,
        row.get_unit_display(),
        row.get_taking_display(),
        row.holder_seal or "",  # type: ignore[attr-defined]
        holder(row.holder),  # type: ignore[attr-defined]
    ]


@require_safe
def handovers(request: HttpRequest) -> HttpResponse:
    """Hand-overs from and to the actor's office, the latest first."""
    asked = lists.asked(request.GET, HANDOVERS, HANDOVER_SORTS)
    page = asked.page(queries.handovers(request.actor, side=asked.values["ver"]))
    context = {
        **asked.shown(page, "evidence:handovers_csv"),
        "rows": [(row, handover_state(row)) for row in page.rows],
        "may_offer": may(request.actor, custody_actions.offer),
    }
    return render(request, "evidence/handovers.html", context)


@require_safe
def handovers_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same rows, all of them, for a spreadsheet."""
    asked = lists.asked(request.GET, HANDOVERS, HANDOVER_SORTS)
    rows = asked.every(queries.handovers(request.actor, side=asked.values["ver"]))
    head = [
        _("Number"),
        _("Offered"),
        _("Gives"),
        _("Receives"),
        _("What for"),
        _("Items"),
        _("State"),
        _("Answered on"),
    ]
    return spreadsheet.answer(_("hand-overs"), head, spreadsheet.each(rows, _handover_cells))


def _handover_cells(row: Handover) -> list[Any]:
    answered = row.answered_at
    return [
        row.number,
        formatting.moment_brief(row.offered_at),
        row.from_office.name,
        row.to_office.name,
        row.get_why_display(),
        row.count,  # type: ignore[attr-defined]
        row.state.label,
        formatting.moment_brief(answered) if answered else "",
    ]


def handover_state(row: Handover) -> tuple[str, Any]:
    """Sign and word of a hand-over's state."""
    sign = {Answer.OFFERED: "open", Answer.ACCEPTED: "yes", Answer.REFUSED: "no", Answer.WITHDRAWN: "wait"}
    return sign[row.state], row.state.label
