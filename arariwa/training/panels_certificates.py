"""What certificates add to other pages: the menu, the home, the pages of a group and of a place, the visitor's welcome."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import access, desk, formatting, panels
from arariwa.core.action import may
from arariwa.core.actor import Actor
from arariwa.core.desk import SHOWN, Block
from arariwa.training import actions_certificates as actions
from arariwa.training import certificate_words as words
from arariwa.training import queries_certificates as queries
from arariwa.training.models import Cohort, Enrolment


def welcome(request: HttpRequest, by: Actor | None) -> panels.Panel:
    """For visitors: checking a certificate."""
    return panels.Panel("training/_welcome_certificate.html", {})


def of_cohort(cohort: Cohort, by: Actor | None) -> panels.Panel | None:
    """On the page of a group, for who issues its certificates."""
    if by is None or not may(by, actions.ask_issue_all) or access.level_of(by, cohort) < access.MANAGE:
        return None
    return _panel(
        reverse("training:cohort_certificates", args=[cohort.pk]),
        _("Who earned one, and what the others lack"),
    )


def of_place(enrolment: Enrolment, by: Actor | None) -> panels.Panel | None:
    """On the page of a place: the certificate, or what it rests on."""
    if by is None:
        return None
    found = queries.latest(enrolment)
    if found:
        return _panel(reverse("training:certificate", args=[found.pk]), found.number, _("It was issued."))
    (progress,) = queries.progress(enrolment.cohort, [enrolment])
    return _panel(
        reverse("training:place_certificate", args=[enrolment.pk]),
        _("What it rests on"),
        conditions=words.told(progress.conditions),
    )


def _panel(url: str, label: Any, text: Any = "", conditions: Any = ()) -> panels.Panel:
    context = {
        "heading": _("Certificate"),
        "url": url,
        "label": label,
        "text": text,
        "conditions": conditions,
    }
    return panels.Panel("training/_certificate_panel.html", context)


def own(by: Actor) -> Block | None:
    """One's certificates, on the home of whoever has one."""
    rows = [
        {
            "text": str(one.enrolment.cohort),
            "url": reverse("training:certificate", args=[one.pk]),
            "when": formatting.day_brief(one.issued_at),
            "more": one.number,
        }
        for one in queries.own(by)[: SHOWN + 1]
    ]
    if not rows:
        return None
    return Block(
        _("My certificates"),
        rows,
        things=_("certificates"),
        comes=_("The certificates of the courses you complete."),
        waits=False,
        more_url=reverse("training:my_certificates"),
        last=True,
    )


panels.register("welcome", welcome)
panels.register("cohort", of_cohort)
panels.register("enrolment", of_place)
panels.register_place(
    panels.Place(
        "training:certificates",
        gettext_lazy("Certificates"),
        46,
        roles=frozenset(str(role) for role in actions.ISSUERS),
    )
)
desk.register(own)
