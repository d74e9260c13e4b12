"""What stands around an event: agreements and commitments, photos and consents, costs, materials, the way of a trip, opinions."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from arariwa.core import access, formatting
from arariwa.core.action import may
from arariwa.core.domain.refused import Refused
from arariwa.core.http import Request
from arariwa.core.refusals import worded
from arariwa.events import following, opinions, papers, photographing, promising, spending, stocking
from arariwa.events.choices import EventKind, ImagePurpose
from arariwa.events.forms.follow_up import (
    AgreementForm,
    CommitmentForm,
    ConsentForm,
    CostForm,
    EvidenceForm,
    GiveBackForm,
    HandOutForm,
    HandToAllForm,
    MaterialForm,
    MoveForm,
    NewForm,
    OpinionForm,
    PhotoForm,
    StopForm,
    WhyForm,
)
from arariwa.events.models import Cost, Evidence, ImageConsent, Material, Promise, TripStop
from arariwa.events.views.shared import answered, done, event_for, event_to_run, form_page


@require_safe
def follow_up(request: Request, id: UUID) -> HttpResponse:
    """Everything that follows from an event."""
    event = event_for(request.actor, id)
    photos = list(event.photos.select_related("attachment").prefetch_related("consents"))
    words = dict(ImagePurpose.choices)
    for photo in photos:
        photo.uses = [words[code] for code in photographing.uses(photo)]  # type: ignore[attr-defined]
    context = {
        "event": event,
        "promises": following.of_event(event, request.actor.today),
        "delivery": stocking.delivery(event),
        "costs": event.costs.filter(voided_at=None),
        "totals": spending.total(event),
        "photos": photos,
        "consents": [(row, [words[code] for code in row.purposes]) for row in event.consents.all()],
        "stops": event.stops.filter(removed_at=None).select_related("host"),
        "is_trip": event.kind == EventKind.STUDY_TRIP,
        "opinions": opinions.answered(event),
        "may_help": access.level_of(request.actor, event) >= access.ACT and not event.cancelled_at,
    }
    return render(request, "events/follow_up.html", context)


def _add(
    request: Request,
    id: UUID,
    form: type[NewForm],
    act: Callable[..., Any],
    heading: Any,
    saved: Any,
    read: Callable[[dict[str, Any]], dict[str, Any]] = dict,
) -> HttpResponse:
    """A page that adds one row to an event."""
    event = event_to_run(request.actor, id)
    shown = form(request.POST or None, request.FILES or None, event=event)

    def run(**given: Any) -> None:
        act(by=request.actor, event_id=event.pk, **read(given))

    if done(shown, run):
        messages.success(request, str(saved))
        return redirect("events:follow_up", id=event.pk)
    return answered(request, "events/follow_form.html", {"event": event, "form": shown, "heading": heading})


@form_page
def add_agreement(request: Request, id: UUID) -> HttpResponse:
    """Record what an institution agreed to."""
    return _add(
        request,
        id,
        AgreementForm,
        promising.promise,
        gettext_lazy("Record an agreement"),
        gettext_lazy("The agreement was recorded."),
    )


@form_page
def add_commitment(request: Request, id: UUID) -> HttpResponse:
    """Record what a participant committed to."""
    return _add(
        request,
        id,
        CommitmentForm,
        promising.promise,
        gettext_lazy("Record a commitment"),
        gettext_lazy("The commitment was recorded."),
        lambda given: given | {"participation": given["participation"].pk},
    )


@form_page
def add_cost(request: Request, id: UUID) -> HttpResponse:
    """Record money spent."""
    return _add(
        request,
        id,
        CostForm,
        spending.add_cost,
        gettext_lazy("Record a cost"),
        gettext_lazy("The cost was recorded."),
    )


@form_page
def add_consent(request: Request, id: UUID) -> HttpResponse:
    """Record that someone agreed to be seen in photos."""
    return _add(
        request,
        id,
        ConsentForm,
        photographing.consent,
        gettext_lazy("Record a consent to photos"),
        gettext_lazy("The consent was recorded."),
    )


@form_page
def add_photo(request: Request, id: UUID) -> HttpResponse:
    """Keep a photo."""
    return _add(
        request,
        id,
        PhotoForm,
        photographing.add_photo,
        gettext_lazy("Add a photo"),
        gettext_lazy("The photo was added."),
        lambda given: (
            given
            | {"recognisable": int(given["recognisable"]), "consents": [one.pk for one in given["consents"]]}
        ),
    )


@form_page
def add_stop(request: Request, id: UUID) -> HttpResponse:
    """A stop of a study trip."""
    return _add(
        request,
        id,
        StopForm,
        spending.add_stop,
        gettext_lazy("Add a stop"),
        gettext_lazy("The stop was added."),
        lambda given: {"id": given.pop("id"), "values": given},
    )


@form_page
def hand_out(request: Request, id: UUID) -> HttpResponse:
    """Hand out materials at an event."""
    event = event_to_run(request.actor, id)
    form = HandOutForm(request.POST or None, event=event, materials=following.materials(request.actor))

    def run(material: Any, to: Any, public: Any, id: UUID) -> None:
        stocking.hand_out(
            by=request.actor,
            event_id=event.pk,
            material_id=material.pk,
            to=[one.pk for one in to],
            public=int(public or 0),
            id=id,
        )

    if done(form, run):
        messages.success(request, _("What was handed out left the stock."))
        return redirect("events:follow_up", id=event.pk)
    heading = _("Hand out materials")
    return answered(request, "events/follow_form.html", {"event": event, "form": form, "heading": heading})


@form_page
def hand_to_all(request: Request, id: UUID) -> HttpResponse:
    """One piece to everyone who was there: what that would be of each material, then the act."""
    event = event_to_run(request.actor, id)
    materials = following.materials(request.actor)
    form = HandToAllForm(request.POST or None, event=event, materials=materials)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            handed = stocking.hand_to_all(
                by=request.actor, event_id=event.pk, material_id=given["material"].pk, id=given["id"]
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            pieces = formatting.number(handed.persons + handed.public)
            messages.success(request, _("Pieces handed out: %(n)s.") % {"n": pieces})
            if handed.lacking:
                lacking = formatting.number(handed.lacking)
                messages.warning(request, _("The stock did not reach: %(n)s went without.") % {"n": lacking})
            return redirect("events:follow_up", id=event.pk)
    rows = []
    for row in materials:
        fresh, public = stocking.to_hand(row, event)
        held = row.stock or 0
        rows.append(
            {
                "material": row,
                "stock": held,
                "persons": len(fresh),
                "public": public,
                "lacking": max(0, len(fresh) + public - held),
            }
        )
    context = {"event": event, "form": form, "rows": rows, "delivery": stocking.delivery(event)}
    return answered(request, "events/hand_to_all.html", context)


@form_page
def give_back(request: Request, id: UUID) -> HttpResponse:
    """Pieces of an event that come back into the stock."""
    event = event_to_run(request.actor, id)
    form = GiveBackForm(request.POST or None, event=event, materials=following.materials(request.actor))

    def run(material: Any, participation: Any, public: Any, why: str, id: UUID) -> None:
        stocking.take_back(
            by=request.actor,
            event_id=event.pk,
            material_id=material.pk,
            id=id,
            why=why,
            participation=participation.pk if participation else None,
            public=int(public or 0),
        )

    if done(form, run):
        messages.success(request, _("What came back is in the stock."))
        return redirect("events:follow_up", id=event.pk)
    heading = _("Take materials back")
    return answered(request, "events/follow_form.html", {"event": event, "form": form, "heading": heading})


@require_safe
def delivery_sheet(request: Request, id: UUID) -> HttpResponse:
    """The sheet on which those who receive something sign, or put their fingerprint."""
    event = event_to_run(request.actor, id)
    return papers.answer(papers.delivery_sheet(event, request.actor), f"entrega-{event.number}.pdf")


@form_page
def show_evidence(request: Request, promise: UUID) -> HttpResponse:
    """Record what shows that a promise was kept."""
    row = access.get(Promise.objects.select_related("event", "institution"), request.actor, pk=promise)
    event = event_to_run(request.actor, row.event_id)
    form = EvidenceForm(request.POST or None, request.FILES or None, event=event)
    if done(form, promising.show, by=request.actor, promise_id=row.pk):
        messages.success(request, _("The evidence was recorded."))
        return redirect("events:follow_up", id=event.pk)
    context = {"event": event, "form": form, "heading": _("What shows that it was kept"), "promise": row}
    return answered(request, "events/follow_form.html", context)


def _take_back(
    request: Request, model: Any, pk: UUID, event_path: str, act: Callable[..., Any], heading: Any, saved: Any
) -> HttpResponse:
    """A page that asks for the reason of taking a row back."""
    row = access.get(model, request.actor, pk=pk)
    owner: Any = row
    for step in event_path.split("."):
        owner = getattr(owner, step)
    event = event_to_run(request.actor, owner.pk)
    form = WhyForm(request.POST or None)
    if done(form, act, by=request.actor, id=row.pk):
        messages.success(request, str(saved))
        return redirect("events:follow_up", id=event.pk)
    context = {"event": event, "form": form, "heading": heading, "lead": str(row)}
    return answered(request, "events/follow_form.html", context)


@form_page
def drop_promise(request: Request, promise: UUID) -> HttpResponse:
    """A promise its owner is no longer held to."""
    return _take_back(
        request,
        Promise,
        promise,
        "event",
        promising.drop,
        gettext_lazy("No longer owed"),
        gettext_lazy("It is no longer owed."),
    )


@form_page
def void_evidence(request: Request, evidence: UUID) -> HttpResponse:
    """Evidence that turned out wrong."""
    return _take_back(
        request,
        Evidence,
        evidence,
        "promise.event",
        promising.void_evidence,
        gettext_lazy("Take the evidence back"),
        gettext_lazy("The evidence was taken back."),
    )


@form_page
def void_cost(request: Request, cost: UUID) -> HttpResponse:
    """A cost recorded by mistake."""
    return _take_back(
        request,
        Cost,
        cost,
        "event",
        spending.void_cost,
        gettext_lazy("Declare the cost void"),
        gettext_lazy("The cost is void."),
    )


@require_POST
def withdraw_consent(request: Request, consent: UUID) -> HttpResponse:
    """Someone takes their consent back."""
    row = access.get(ImageConsent, request.actor, pk=consent)
    photographing.withdraw_consent(by=request.actor, id=row.pk)
    messages.success(request, _("The consent no longer holds; no photo of this person may be used."))
    return redirect("events:follow_up", id=row.event_id)


@require_POST
def remove_stop(request: Request, stop: UUID) -> HttpResponse:
    """Take a stop off the way."""
    row = access.get(TripStop, request.actor, pk=stop)
    spending.remove_stop(by=request.actor, id=row.pk)
    messages.success(request, _("The stop was taken out."))
    return redirect("events:follow_up", id=row.event_id)


# Materials


@form_page
def materials(request: Request) -> HttpResponse:
    """What the office hands out, and what is in stock."""
    form = MaterialForm(request.POST or None) if may(request.actor, stocking.add_material) else None
    if form and done(form, stocking.add_material, by=request.actor):
        messages.success(request, _("The material was added."))
        return redirect("events:materials")
    context = {"rows": following.materials(request.actor), "form": form}
    return answered(request, "events/materials.html", context)


@form_page
def material(request: Request, id: UUID) -> HttpResponse:
    """One material: what came, what went, and to which events."""
    row = access.get(Material.objects.select_related("office"), request.actor, pk=id)
    acting = may(request.actor, stocking.move) and access.level_of(request.actor, row) >= access.ACT
    form = MoveForm(request.POST or None) if acting else None
    if form and done(form, stocking.move, by=request.actor, material_id=row.pk):
        messages.success(request, _("The stock was changed."))
        return redirect("events:material", id=row.pk)
    moves = row.moves.select_related("event", "moved_by__person")[:200]
    context = {"material": row, "stock": stocking.in_stock(row), "moves": moves, "form": form}
    return answered(request, "events/material.html", context)


# Opinions


def opinion(request: HttpRequest, ticket: str) -> HttpResponse:
    """The feedback form of whoever holds a ticket; no account is asked for."""
    try:
        event = opinions.event_of(ticket)
    except Refused as refused:
        return render(request, "events/opinion.html", {"said": worded(refused)}, status=404)
    form = OpinionForm(request.POST if request.method == "POST" else None)
    if opinions.used(ticket):
        return render(
            request, "events/opinion.html", {"event": event, "said": _("Thank you: your answer is in.")}
        )
    if form.is_bound and form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("best", "better")}
        try:
            opinions.give_opinion(by=None, text=ticket, scores=form.scores, **words)
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(request.path)
    return answered(request, "events/opinion.html", {"event": event, "form": form})


@require_safe
def tickets(request: Request, id: UUID) -> HttpResponse:
    """A slip for each who came, to be printed and cut: it opens the feedback form once, and tells nobody who answered."""
    from arariwa.events import queries

    event = event_to_run(request.actor, id)
    rows = queries.took_part(queries.participations(event))
    links = [
        request.build_absolute_uri(reverse("events:opinion", args=[opinions.ticket(row)])) for row in rows
    ]
    # In no order that would tell whose slip it is.
    return render(
        request, "events/tickets.html", {"event": event, "links": sorted(links, key=lambda t: t[::-1])}
    )
