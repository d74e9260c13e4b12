"""Pages on which a prosecutor reads the law's answer, decides on it, and states the facts it rests on."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arariwa.cases import actions, deciding, queries, showing, stating
from arariwa.cases.views import answered, case_for, done, form_page, offers
from arariwa.core.http import Request


@form_page
def qualify(request: Request, id: UUID, intervention: UUID) -> HttpResponse:
    """Legal qualification of one intervention: the answer, why, and what the prosecutor decides."""
    case = case_for(request.actor, id)
    found = queries.joined(case, intervention)
    answer = showing.answer_on(case, found, lookalikes=True)
    forms = deciding.forms_for(answer, request.POST if request.method == "POST" else None)
    where: dict[str, Any] = {"by": request.actor, "case_id": case.pk, "intervention_id": found.pk}
    if forms.sent and done(forms.sent, lambda given: actions.qualify(**where, **given)):
        messages.success(request, _("Your decision was recorded, with your name and your reason."))
        return redirect("cases:qualify", id=case.pk, intervention=found.pk)
    context = {"form": forms.sent, "add": forms.add, **showing.qualification(case, found, answer)}
    return answered(request, "cases/qualify.html", {**context, **offers(request.actor, case)})


@form_page
def state_facts(request: Request, id: UUID, intervention: UUID) -> HttpResponse:
    """The facts the law asks about: what the record says, what was stated, what is still open."""
    case = case_for(request.actor, id)
    found = queries.joined(case, intervention)
    asked = showing.asking(case, found, request.GET.get("item", ""))
    form = stating.StateFacts(request.POST if request.method == "POST" else None, **asked.form)
    where: dict[str, Any] = {"by": request.actor, "case_id": case.pk, "intervention_id": found.pk}
    if form.is_bound and done(form, lambda given: actions.state_facts(**where, **form.stated())):
        count = len(form.facts())
        said = ngettext("%(n)s answer was saved.", "%(n)s answers were saved.", count) % {"n": count}
        messages.success(request, said)
        return redirect("cases:qualify", id=case.pk, intervention=found.pk)
    context = {"case": case, "intervention": found, "form": form, "asked": asked}
    return answered(request, "cases/state_facts.html", {**context, **offers(request.actor, case)})
