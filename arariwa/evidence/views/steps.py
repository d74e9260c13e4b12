"""The steps of an intervention, one page each, saved one at a time; going back never loses anything."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from arariwa.core import access
from arariwa.core.action import may
from arariwa.core.domain.refused import Refused
from arariwa.evidence import actions, law_acts, queries, species
from arariwa.evidence.choices import Kind, Part
from arariwa.evidence.forms.people import ParticipantForm
from arariwa.evidence.forms.steps import (
    ClosingForm,
    NewPlaceForm,
    PlaceForm,
    ProsecutorForm,
    ReasonForm,
    RegisterForm,
    districts,
)
from arariwa.evidence.forms.things import PhotosForm, ThingForm, WeightForm
from arariwa.evidence.models import Intervention
from arariwa.evidence.views import answers

form_page = require_http_methods(["GET", "HEAD", "POST"])

STEPS = [
    ("place", gettext_lazy("Place and hour")),
    ("reason", gettext_lazy("Why and what was done")),
    ("people", gettext_lazy("Who")),
    ("things", gettext_lazy("What was found")),
    ("weights", gettext_lazy("Weights and seals")),
    ("photos", gettext_lazy("Photos")),
    ("review", gettext_lazy("Review")),
]
NAMES = [name for name, _label in STEPS]
# Rows of weights on one page: a page that a poor line still carries.
WEIGHED_AT_ONCE = 40


def to_edit(request: HttpRequest, id: UUID) -> Intervention:
    """The draft, if the actor may change it; Hidden for the rest, a refusal with its reason for a registered one."""
    intervention = queries.intervention(request.actor, id)
    if not may(request.actor, actions.edit_intervention):
        raise access.Hidden
    access.require(request.actor, access.MANAGE, intervention)
    if intervention.voided_at:
        raise Refused("record.voided")
    if not intervention.is_draft:
        raise Refused("intervention.registered", number=str(intervention.number))
    return intervention


def posted(request: HttpRequest) -> Any:
    """What a form was sent, or None when it is only shown."""
    return request.POST if request.method == "POST" else None


def status_of(*forms: Any) -> int:
    """200, 422 when something must be corrected, 409 when someone else saved first."""
    if any(getattr(form, "conflict", None) for form in forms):
        return 409
    return 422 if any(form.wrong for form in forms) else 200


def step(
    request: HttpRequest,
    draft: Intervention | None,
    name: str,
    form: Any = None,
    *,
    page: str = "",
    status: int | None = None,
    **more: Any,
) -> HttpResponse:
    """The page of a step, or another `page` that belongs to it."""
    at = NAMES.index(name)
    links = [
        {
            "label": label,
            "url": reverse(f"evidence:{n}", args=[draft.pk]) if draft else "",
            "current": n == name,
        }
        for n, label in STEPS
    ]
    context = {
        "draft": draft,
        "steps": links,
        "heading": STEPS[at][1],
        "back_url": links[at - 1]["url"] if at else "",
        "form": form,
        **more,
    }
    return render(
        request,
        f"evidence/step_{page or name}.html",
        context,
        status=status or (status_of(form) if form else 200),
    )


def onward(request: HttpRequest, name: str, id: UUID) -> HttpResponse:
    """After saving: the next step, or the one before when that button was pressed."""
    at = NAMES.index(name) + (-1 if request.POST.get("ir") == "atras" else 1)
    return redirect(f"evidence:{NAMES[at]}", id=id)


def saver(request: HttpRequest, draft: Intervention) -> Callable[[int, dict[str, Any]], Any]:
    """What saves columns of this draft."""
    return lambda version, values: actions.edit_intervention(
        by=request.actor, id=draft.pk, version=version, values=values
    )


@form_page
def new_intervention(request: HttpRequest) -> HttpResponse:
    """The first step of an intervention that does not exist yet. Its id is made here, so sending twice makes one."""
    if not may(request.actor, actions.draft_intervention):
        raise access.Hidden
    form = NewPlaceForm(
        posted(request),
        by=request.actor,
        initial={"id": actions.new_id(), "began": "", "point": "", "written_elsewhere": ""},
    )
    if "buscar" in request.POST:
        form.errors.clear()
    elif request.method == "POST" and form.is_valid():
        try:
            made = actions.draft_intervention(
                by=request.actor, id=form.cleaned_data["id"], values=form.values()
            )
        except Refused as refused:
            if refused.code == "id.conflict":
                return _place(request, to_edit(request, form.cleaned_data["id"]))
            form.refuse(refused)
        else:
            return onward(request, "place", made.pk)
    return step(request, None, "place", form)


@form_page
def place(request: HttpRequest, id: UUID) -> HttpResponse:
    """Step 1: where and when."""
    return _place(request, to_edit(request, id))


def _place(request: HttpRequest, draft: Intervention) -> HttpResponse:
    form = PlaceForm(posted(request), by=request.actor, record=draft)
    if "buscar" in request.POST:
        form.errors.clear()
    elif request.method == "POST" and form.is_valid() and form.saved(saver(request, draft)):
        return onward(request, "place", draft.pk)
    return step(request, draft, "place", form)


@require_safe
def find_district(request: HttpRequest) -> HttpResponse:
    """Districts of a name with their province, for the first step while one types."""
    options = districts(request.GET.get("district_text", "")[:100], request.GET.get("ubigeo", "")[:6])
    return render(
        request, "evidence/_districts.html", {"options": options, "chosen": request.GET.get("ubigeo", "")}
    )


@form_page
def reason(request: HttpRequest, id: UUID) -> HttpResponse:
    """Step 2: the ground, what was done and found."""
    draft = to_edit(request, id)
    form = ReasonForm(posted(request), record=draft)
    if request.method == "POST" and form.is_valid() and form.saved(saver(request, draft)):
        return onward(request, "reason", id)
    return step(request, draft, "reason", form, legal_acts=law_acts.suggested(draft))


@form_page
def people(request: HttpRequest, id: UUID) -> HttpResponse:
    """Step 3: who took part, and whether the prosecutor knew."""
    draft = to_edit(request, id)
    form = ProsecutorForm(posted(request), record=draft)
    if request.method == "POST" and form.is_valid() and form.saved(saver(request, draft)):
        return onward(request, "people", id)
    rows = list(draft.participants.all())
    return step(
        request,
        draft,
        "people",
        form,
        participants=[p for p in rows if p.voided_at is None],
        removed=[p for p in rows if p.voided_at],
        parts=Part.choices,
    )


@form_page
def participant(request: HttpRequest, id: UUID, participant: UUID | None = None) -> HttpResponse:
    """Someone who took part: added, or corrected."""
    draft = to_edit(request, id)
    pk = participant or _id(request)
    standing = draft.participants.filter(pk=pk).first()
    if participant and standing is None:
        raise access.Hidden
    part = request.POST.get("part") or request.GET.get("parte") or (standing.part if standing else "")
    if part not in Part.values:
        return redirect("evidence:people", id=id)
    form = ParticipantForm(posted(request), record=standing, part=part)
    save = partial(actions.save_participant, by=request.actor, intervention_id=id, id=pk)
    if (
        request.method == "POST"
        and form.is_valid()
        and form.saved(lambda v, values: save(version=v, values=values))
    ):
        messages.success(
            request, _("Saved: %(name)s.") % {"name": form.cleaned_data["name"] or Part(part).label}
        )
        return redirect("evidence:people", id=id)
    more = {"part": Part(part), "id": pk, "standing": standing}
    return step(request, draft, "people", form, page="participant", **more)


def _id(request: HttpRequest) -> UUID:
    """The id a form carries for what it is about to make; a new one when the form is first shown."""
    try:
        return UUID(request.POST["id"]) if request.method == "POST" else actions.new_id()
    except (KeyError, ValueError) as error:
        raise Refused("id.malformed") from error


@require_POST
def remove_participant(request: HttpRequest, id: UUID, participant: UUID) -> HttpResponse:
    """Take someone off, or put them back."""
    undo = request.POST.get("accion") == "reponer"
    actions.remove_participant(by=request.actor, id=participant, undo=undo)
    messages.success(request, _("Put back.") if undo else _("Removed. It can be put back below."))
    return redirect("evidence:people", id=id)


@form_page
def things(request: HttpRequest, id: UUID) -> HttpResponse:
    """Step 4: everything that was found, and what to add."""
    draft = to_edit(request, id)
    if request.method == "POST":
        return onward(request, "things", id)
    rows = list(draft.items.all())
    return step(
        request,
        draft,
        "things",
        things=[i for i in rows if i.voided_at is None],
        removed=[i for i in rows if i.voided_at],
        kinds=Kind.choices,
    )


@form_page
def thing(request: HttpRequest, id: UUID, item: UUID | None = None) -> HttpResponse:
    """One thing: added, or changed."""
    draft = to_edit(request, id)
    pk = item or _id(request)
    standing = draft.items.filter(pk=pk).first()
    if item and standing is None:
        raise access.Hidden
    kind = request.POST.get("kind") or request.GET.get("tipo") or (standing.kind if standing else "")
    if kind not in Kind.values:
        return redirect("evidence:things", id=id)
    form = ThingForm(posted(request), record=standing, kind=kind, role=request.actor.role)
    save = partial(actions.save_item, by=request.actor, intervention_id=id, id=pk)
    if "buscar" in request.POST:
        form.errors.clear()
    elif (
        request.method == "POST"
        and form.is_valid()
        and form.saved(lambda v, values: save(version=v, values=values))
    ):
        messages.success(request, _("Saved: %(name)s.") % {"name": form.cleaned_data["reported_as"]})
        again = request.POST.get("ir") == "otro"
        return redirect(
            f"{reverse('evidence:add_thing', args=[id])}?tipo={kind}"
            if again
            else reverse("evidence:things", args=[id])
        )
    more = {"kind": Kind(kind), "id": pk, "standing": standing, "kinds": Kind.choices}
    return step(request, draft, "things", form, page="thing", **more)


@require_safe
def find_species(request: HttpRequest) -> HttpResponse:
    """Species a name may mean, for the form of a thing while one types."""
    name = request.GET.get("other_name", "").strip() or request.GET.get("reported_as", "").strip()
    found = species.find(name[:300]) if name else None
    context = {"found": found, "options": species.choices(found), "chosen": request.GET.get("choice", "")}
    return render(request, "evidence/_species.html", context)


@require_POST
def remove_thing(request: HttpRequest, id: UUID, item: UUID) -> HttpResponse:
    """Take a thing off, or put it back."""
    undo = request.POST.get("accion") == "reponer"
    actions.remove_item(by=request.actor, id=item, undo=undo)
    messages.success(request, _("Put back.") if undo else _("Removed. It can be put back below."))
    return redirect("evidence:things", id=id)


@form_page
def weights(request: HttpRequest, id: UUID) -> HttpResponse:
    """Step 5: weight, scale, seal, state, where found and where it goes, thing by thing."""
    draft = to_edit(request, id)
    rows, at = answers.slice_of(
        draft.items.filter(voided_at=None), request.GET.get("desde", ""), WEIGHED_AT_ONCE
    )
    forms = [WeightForm(posted(request), record=item, prefix=item.pk.hex) for item in rows.shown]
    if request.method == "POST" and all([form.is_valid() for form in forms]):
        save = partial(actions.save_item, by=request.actor, intervention_id=id)
        if all(
            [
                form.saved(lambda v, values, pk=form.record.pk: save(id=pk, version=v, values=values))
                for form in forms
            ]
        ):
            if rows.next and request.POST.get("ir") != "atras":
                return redirect(f"{reverse('evidence:weights', args=[id])}?desde={rows.next}")
            return onward(request, "weights", id)
    return step(request, draft, "weights", forms=forms, status=status_of(*forms), rows=rows)


@form_page
def photos(request: HttpRequest, id: UUID) -> HttpResponse:
    """Step 6: photos of the place and of each thing. Those that can be kept are, the others are named."""
    draft = to_edit(request, id)
    form = PhotosForm(
        posted(request), request.FILES or None, draft=draft, initial={"batch": actions.new_id()}
    )
    if request.method == "POST" and request.POST.get("ir"):
        return onward(request, "photos", id)
    if (
        request.method == "POST"
        and form.is_valid()
        and form.keep(partial(actions.add_photo, by=request.actor, intervention_id=id))
    ):
        messages.success(request, _("Photos kept."))
        return redirect("evidence:photos", id=id)
    return step(request, draft, "photos", form, photos=queries.photos(draft, request.actor))


@require_POST
def remove_photo(request: HttpRequest, id: UUID, photo: UUID) -> HttpResponse:
    """Declare a photo void."""
    actions.remove_photo(by=request.actor, id=photo, why=request.POST.get("why", ""))
    messages.success(request, _("The photo was removed."))
    return redirect("evidence:photos", id=id)


@form_page
def review(request: HttpRequest, id: UUID) -> HttpResponse:
    """Step 7: check the answers, see what is missing, and register: the final act."""
    draft = to_edit(request, id)
    closing = ClosingForm(posted(request) if "cerrar" in request.POST else None, record=draft)
    final = RegisterForm(
        posted(request) if "registrar" in request.POST else None, initial={"seen": queries.state_of(draft)}
    )
    if closing.is_bound and closing.is_valid() and closing.saved(saver(request, draft)):
        messages.success(request, _("Saved."))
        return redirect("evidence:review", id=id)
    if final.is_bound and final.is_valid():
        try:
            done = actions.register_intervention(by=request.actor, id=id, seen=final.cleaned_data["seen"])
        except Refused as refused:
            final.look_again(queries.state_of(draft), refused)
        else:
            messages.success(request, _("Registered with number %(number)s.") % {"number": done.number})
            return redirect("evidence:intervention", id=id)
    return step(
        request,
        draft,
        "review",
        final,
        closing=closing,
        status=status_of(closing, final),
        **answers.review(draft),
    )
