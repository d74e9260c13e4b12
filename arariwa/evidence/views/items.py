"""One item: what it is, who may say so, and its custody link by link."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arariwa.core import access
from arariwa.core.action import may
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Role
from arariwa.evidence import acta, actions, chain, custody_actions, integrity, item_papers, queries, species
from arariwa.evidence.forms.acts import IdentifyForm, MoveForm, SealForm
from arariwa.evidence.models import Item
from arariwa.evidence.views.steps import posted, status_of


@require_safe
def item(request: HttpRequest, id: UUID) -> HttpResponse:
    """Everything about one item."""
    found = queries.item(request.actor, id)
    links = queries.custody_history(found)
    context = {
        "item": found,
        "facts": facts(found, links),
        "rows": rows(found),
        "protection": species.protection_rows(found.taxa, found.intervention.facts),
        "chain": chain.drawn(links, request.actor.now),
        "links": chain.told(links),
        "seal": links[-1].seal if links else found.seal,
        "breaks": integrity.chain_breaks(links, integrity.links_told([found])[found.pk]) if links else [],
        "changed": bool(integrity.changed_items([found])),
        "offered": queries.open_handover(found, request.actor),
        "photos": queries.photos(found, request.actor),
        "intervention": queries.intervention_of(found, request.actor),
        "address": item_papers.item_address(found),
        **allowed(request, found, links),
    }
    return render(request, "evidence/item.html", context)


def facts(found: Item, links: list[Any]) -> list[tuple[Any, Any]]:
    """The facts that identify, under the title."""
    last = links[-1] if links else None
    return [
        (_("Label"), found.number),
        (_("Quantity"), acta.quantity_of(found)),
        (_("Held by"), last.holder.name if last else found.get_taking_display()),
        (_("Where it is"), last.place if last else found.found_where),
    ]


def rows(found: Item) -> list[tuple[Any, Any]]:
    """The facts as the record has them; what does not apply is left out."""
    weights = [
        (_("Gross weight"), acta.kg(found.gross_kg)),
        (_("Net weight"), acta.kg(found.net_kg)),
        (_("Scale used"), found.scale),
    ]
    own = [
        (_("Kind"), found.get_kind_display()),
        (_("What was done with it"), found.get_taking_display()),
        (_("As reported"), found.reported_as),
        *(
            [
                (_("Scientific name as reported"), found.scientific_as_reported),
                (_("Condition"), found.get_condition_display()),
            ]
            if found.kind == "specimen"
            else []
        ),
        (_("Part or product"), dict(species.products()).get(found.product, found.product))
        if found.product
        else None,
        (_("Number as read"), found.identifier) if found.identifier else None,
        (_("Description"), found.description) if found.description else None,
        *(weights if found.kind == "specimen" else []),
        (_("State"), found.state),
        (_("Where it was found"), found.found_where),
        (_("Does a permit or guide shown cover it?"), found.get_on_permit_display())
        if found.kind == "specimen"
        else None,
        (_("Goes to"), found.goes_to),
    ]
    return [row for row in own if row]


def allowed(request: HttpRequest, found: Item, links: list[Any]) -> dict[str, bool]:
    """What the actor may do with the item as it stands."""
    by = request.actor
    acts = access.level_of(by, found) >= access.ACT and found.number is not None
    holds = (
        acts
        and bool(links)
        and links[-1].holder_id == by.office.pk
        and queries.open_handover(found, by) is None
    )
    return {
        "may_identify": acts and found.kind == "specimen" and may(by, actions.identify_item),
        "may_keep": holds and may(by, custody_actions.move),
        "may_offer": holds and may(by, custody_actions.offer),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def identify(request: HttpRequest, id: UUID) -> HttpResponse:
    """Say which taxon a specimen is."""
    found = queries.item(request.actor, id)
    if not allowed(request, found, [])["may_identify"]:
        raise access.Hidden
    form = IdentifyForm(posted(request), record=found)
    expert = request.actor.role == Role.LABORATORY
    save = partial(actions.identify_item, by=request.actor, id=id, by_expert=expert)
    if "buscar" in request.POST:
        form.errors.clear()
    elif request.method == "POST" and form.is_valid():
        taxa = species.taxa_of(form.cleaned_data["choice"])
        if form.saved(lambda version, _values: save(version=version, taxa=taxa)):
            messages.success(request, _("The identification was recorded with your name."))
            return redirect("evidence:item", id=id)
    return render(request, "evidence/identify.html", {"item": found, "form": form}, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def seal(request: HttpRequest, id: UUID) -> HttpResponse:
    """Put a new seal on an item one holds."""
    return _kept(
        request, id, SealForm, custody_actions.seal_again, _("Seal again"), _("The new seal was recorded.")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, id: UUID) -> HttpResponse:
    """Record another place within the office."""
    return _kept(
        request, id, MoveForm, custody_actions.move, _("Record where it is now"), _("The place was recorded.")
    )


def _kept(request: HttpRequest, id: UUID, kind: Any, act: Any, heading: str, said: str) -> HttpResponse:
    found = queries.item(request.actor, id)
    links = queries.custody_history(found)
    if not allowed(request, found, links)["may_keep"]:
        raise access.Hidden
    form = kind(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            act(by=request.actor, item_id=id, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, said)
            return redirect("evidence:item", id=id)
    context = {"item": found, "form": form, "heading": heading, "last": links[-1]}
    return render(request, "evidence/keep.html", context, status=status_of(form))
