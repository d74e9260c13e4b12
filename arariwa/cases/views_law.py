"""Pages on which a prosecutor reads the law's answer, decides on it, and states the facts it rests on."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arariwa.cases import actions, deciding, queries, showing, stating
from arariwa.cases.views import case_for, done, form_page, may_act


@form_page
def qualify(request: HttpRequest, id: UUID, intervention: UUID) -> HttpResponse:
    """Legal qualification of one intervention: the answer, why, and what the prosecutor decides."""
    case = case_for(request.actor, id)
    found = queries.joined(case, intervention)
    answer = showing.answer_on(case, found)
    forms = deciding.forms_for(answer, request.POST if request.method == "POST" else None)
    given = {"by": request.actor, "case_id": case.pk, "intervention_id": found.pk}
    if forms.sent and done(forms.sent, lambda: actions.qualify(**given, **forms.sent.cleaned_data)):
        messages.success(request, _("Your decision was recorded, with your name and your reason."))
        return redirect("cases:qualify", id=case.pk, intervention=found.pk)
    context = {
        "case": case,
        "intervention": found,
        "answer": answer,
        "deciding": forms,
        "form": forms.sent,
        "questions": showing.questions(case, found, answer),
        "decisions": showing.decisions(case, found, answer),
        "may_qualify": may_act(request.actor, case, actions.qualify),
        "may_state": may_act(request.actor, case, actions.state_facts),
    }
    return render(request, "cases/qualify.html", context, status=422 if forms.sent else 200)


@form_page
def state_facts(request: HttpRequest, id: UUID, intervention: UUID) -> HttpResponse:
    """The facts the law asks about: what the record says, what was stated, what is still open."""
    case = case_for(request.actor, id)
    found = queries.joined(case, intervention)
    asked = showing.asking(case, found, request.GET.get("item", ""))
    form = stating.StateFacts(request.POST if request.method == "POST" else None, **asked.form)
    given = {"by": request.actor, "case_id": case.pk, "intervention_id": found.pk}
    if form.is_bound and done(form, lambda: _state(form, given)):
        count = len(form.facts())
        messages.success(
            request, ngettext("%(n)s answer was saved.", "%(n)s answers were saved.", count) % {"n": count}
        )
        return redirect("cases:qualify", id=case.pk, intervention=found.pk)
    context = {"case": case, "intervention": found, "form": form, "asked": asked}
    context["may_state"] = may_act(request.actor, case, actions.state_facts)
    return render(request, "cases/state_facts.html", context, status=422 if form.is_bound else 200)


def _state(form: stating.StateFacts, given: dict) -> None:
    actions.state_facts(**given, facts=form.facts(), source=form.cleaned_data["source"], seen=form.seen())
