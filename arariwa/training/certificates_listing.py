"""The lists of certificates and of a cohort's places: their conditions, how they are sorted, their rows for spreadsheets."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import formatting
from arariwa.core.actor import Actor
from arariwa.core.lists import Condition
from arariwa.training import certificate_words as words
from arariwa.training import queries_certificates as queries
from arariwa.training.models import Certificate
from arariwa.training.queries_certificates import Progress

CONDITIONS = (
    Condition("q", gettext_lazy("Name of the person, or a number"), gettext_lazy("with “%(value)s”")),
    Condition(
        "estado",
        gettext_lazy("State"),
        gettext_lazy("%(value)s"),
        (
            ("valid", gettext_lazy("those in force")),
            ("expired", gettext_lazy("expired ones")),
            ("revoked", gettext_lazy("revoked ones")),
        ),
    ),
    Condition("curso", gettext_lazy("Code of the course"), gettext_lazy("of course %(value)s")),
    Condition("anio", gettext_lazy("Year of issue"), gettext_lazy("issued in %(value)s")),
)
# Heads one may sort by, the usual first: parameter -> order of the rows, the last one unique.
SORTS: dict[str, tuple[str, ...]] = {
    "-emision": ("-issued_at", "-id"),
    "emision": ("issued_at", "id"),
    "vence": ("expires_on", "id"),
    "-vence": ("-expires_on", "-id"),
}
PLACES = (
    Condition("q", gettext_lazy("Name of the person"), gettext_lazy("with “%(value)s”")),
    Condition(
        "certificado",
        gettext_lazy("Certificate"),
        gettext_lazy("%(value)s"),
        (("yes", gettext_lazy("with a certificate")), ("no", gettext_lazy("without a certificate"))),
    ),
)
PLACES_ORDER = ("enrolled_at", "id")
STATES = {
    "valid": ("yes", gettext_lazy("in force")),
    "expired": ("late", gettext_lazy("expired")),
    "revoked": ("no", gettext_lazy("revoked")),
}


def found(by: Actor, values: Mapping[str, str]) -> QuerySet[Certificate]:
    """What the conditions find."""
    return queries.managed(
        by, text=values["q"], state=values["estado"], course=values["curso"], year=values["anio"], on=by.today
    )


def rows_of(certificates: Iterable[Certificate], by: Actor) -> list[dict[str, Any]]:
    """What a list shows of each."""
    now = queries.law_now()
    return [row_of(one, by, now) for one in certificates]


def row_of(certificate: Certificate, by: Actor, law_now: str | None = None) -> dict[str, Any]:
    """What a page shows of one."""
    standing = queries.standing(certificate, by.today, law_now)
    return {
        "certificate": certificate,
        "person": certificate.enrolment.participation.person,
        "course": certificate.enrolment.cohort,
        "sign": STATES[standing.state][0],
        "word": STATES[standing.state][1],
        "renewable": standing.renewable,
        "why": words.RENEWALS.get(standing.why, ""),
    }


def head() -> list[str]:
    """The heads of the table of certificates."""
    return [
        _("Number"),
        _("Person"),
        _("Institution"),
        _("Course"),
        _("Issued"),
        _("In force until"),
        _("State"),
    ]


def cells(certificate: Certificate, by: Actor) -> list[Any]:
    """A row of it."""
    place = certificate.enrolment
    return [
        certificate.number,
        str(place.participation.person),
        place.participation.institution_name,
        str(place.cohort),
        formatting.day_short(certificate.issued_at),
        formatting.day_short(certificate.expires_on),
        str(STATES[queries.state_of(certificate, by.today)][1]),
    ]


def places_head() -> list[str]:
    """The heads of the table of a cohort's places."""
    return [_("Person"), _("Institution"), _("Certificate"), _("What it rests on"), _("What is missing")]


def places_cells(row: Progress) -> list[Any]:
    """A row of it."""
    return [
        str(row.enrolment.participation.person),
        row.enrolment.participation.institution_name,
        row.certificate.number if row.certificate else "",
        " ".join(words.reason(c) for c in row.conditions if c.holds),
        " ".join(words.reason(c) for c in row.lacking),
    ]
