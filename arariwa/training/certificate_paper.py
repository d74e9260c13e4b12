"""What a certificate says, composed once when it is issued, and its paper, set from what was signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from arariwa.core import formatting, reference
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Person
from arariwa.core.paper import Paper, PaperError, render
from arariwa.events.choices import Modality
from arariwa.events.persons import DocumentKind
from arariwa.training.certificate_words import result
from arariwa.training.domain import certificates as rules
from arariwa.training.domain.certificates import Condition
from arariwa.training.domain.credentials import Checked
from arariwa.training.issuer_packs import Issuer
from arariwa.training.models import Certificate, Enrolment
from arariwa.training.packs import Course

LANGUAGES = ("es", "en")
FOLDER = "pe/documents"


@dataclass(frozen=True)
class Earned:
    """All a certificate is composed of."""

    enrolment: Enrolment
    course: Course
    issuer: Issuer
    conditions: tuple[Condition, ...]
    percent: int
    issued_at: datetime
    expires_on: date
    read_until: date

    @property
    def mark(self) -> int:
        return rules.out_of_twenty(self.percent)


def shown(earned: Earned) -> dict[str, Any]:
    """The texts of the paper in both languages; they are signed, and nothing is shown but these."""
    found = {}
    for lang in LANGUAGES:
        with translation.override(lang):
            found[lang] = _shown(earned, lang)
    return found


def _shown(earned: Earned, lang: str) -> dict[str, Any]:
    file, cohort = earned.course.file, earned.enrolment.cohort
    event = cohort.event
    hours = ngettext("%(hours)s teaching hour", "%(hours)s teaching hours", ceil(file.hours)) % {
        "hours": f"{file.hours:g}"
    }
    minutes = _("of %(minutes)s minutes") % {"minutes": file.minutes_per_hour}
    issued = timezone.localtime(earned.issued_at).date()
    facts = [
        [
            pgettext("result", "Mark"),
            _("%(mark)s out of 20") % {"mark": earned.mark},
            _("%(percent)s %%; pass mark, %(cut)s %%") % {"percent": earned.percent, "cut": file.test.cut},
        ],
        [_("Length"), hours, minutes],
        [_("Mode"), str(Modality(event.modality).label), _place(event.modality, event.ubigeo)],
        [
            _("Dates"),
            days(*taken(earned.enrolment, issued), lang),
            _("issued on %(day)s") % {"day": formatting.day(issued, lang)},
        ],
        [
            _("In force until"),
            formatting.day(earned.expires_on, lang),
            _("law read up to %(day)s") % {"day": formatting.day(earned.read_until, lang)},
        ],
    ]
    return {
        "institution": earned.issuer.issuer.in_(lang),
        "unit": earned.issuer.programme.in_(lang),
        "title": _("Certificate"),
        "gives": _("This is to certify that"),
        "person": str(earned.enrolment.participation.person),
        "document": document(earned.enrolment.participation.person),
        "text": _passed(file.kind),
        "course": file.title.in_(lang),
        "result": _result(earned, lang),
        "facts": [fact if fact[2] else fact[:2] for fact in facts],
        "signs": [{"name": one.name, "post": one.post.in_(lang)} for one in earned.issuer.signers],
        "note": earned.issuer.note.in_(lang) if earned.issuer.note else "",
    }


def _passed(kind: str) -> str:
    if kind == "intensive_course":
        return _("passed the intensive course")
    return _("passed the asynchronous course") if kind == "async_course" else _("passed the course")


def _result(earned: Earned, lang: str) -> str:
    parts = [part for part in map(result, earned.conditions) if part]
    told = formatting.listing(parts, lang)
    sentences = [
        f"{told[:1].upper()}{told[1:]}.",
        _how_marked(any(c.reason == "exercise.met" for c in earned.conditions)),
    ]
    if others := earned.issuer.co_issuers:
        names = [f"{one.name.in_(lang)} ({one.agreement})" for one in others]
        sentences.append(_("Issued together with %(others)s.") % {"others": formatting.listing(names, lang)})
    return " ".join(sentences)


def _how_marked(exercises: bool) -> str:
    if exercises:
        return _("The mark is the mean of test and exercises; out of 20, a fifth of it, rounded.")
    return _("The mark is that of the test; out of 20, a fifth of it, rounded.")


def _place(modality: str, ubigeo: str) -> str:
    return reference.places().full_name(ubigeo) if modality in (Modality.IN_PERSON, Modality.BLENDED) else ""


def taken(enrolment: Enrolment, issued: date) -> tuple[date, date]:
    """First and last day: those of a live course; at one's own pace from the enrolment. Never past the day of issue."""
    cohort = enrolment.cohort
    first = cohort.opens_on
    if cohort.self_paced:
        first = max(first, timezone.localtime(enrolment.enrolled_at).date())
    return min(first, issued), min(cohort.closes_on, issued)


def days(first: date, last: date, lang: str) -> str:
    """The days of a course as a paper says them: "9 al 13 de marzo de 2026"."""
    if first == last:
        return formatting.day(first, lang)
    to = pgettext("days", "to")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} {to} {formatting.day(last, lang)}"
    whole = formatting.day(first, lang)
    if first.year == last.year:
        whole = whole.removesuffix(f" de {first.year}").removesuffix(f" {first.year}")
    return f"{whole} {to} {formatting.day(last, lang)}"


def document(person: Person) -> str:
    """Enough of a document to tell namesakes apart: its last three signs. Nothing of one too short to hide the rest."""
    number = person.document_number.strip()
    if len(number) < 6:
        return ""
    kinds = {
        DocumentKind.DNI: _("DNI ending in %(end)s"),
        DocumentKind.CE: _("Foreigner's card ending in %(end)s"),
        DocumentKind.PASSPORT: _("Passport ending in %(end)s"),
    }
    said = (
        kinds.get(DocumentKind(person.document_kind)) if person.document_kind in DocumentKind.values else None
    )
    return (said or _("Identity document ending in %(end)s")) % {"end": number[-3:]}


def record(certificate: Certificate, checked: Checked, lang: str) -> dict[str, Any]:
    """The paper's record, from the signed credential alone."""
    said: Mapping[str, Any] = checked.shown[lang]
    site = urlsplit(checked.body["iss"])
    prefix = "" if lang == "es" else f"/{lang}"
    with translation.override(lang):
        check = _(
            "Checked without an account: scan the code or type the address. The file attached to the PDF carries the "
            "issuer's digital signature."
        )
    return {
        "paper": "certificate",
        "frame": {
            "lang": lang,
            "institution": said["institution"],
            "unit": said["unit"],
            "number": checked.number,
            "title": said["title"],
            "verify": f"{site.netloc}{site.path}{prefix}/certificados/{checked.number}",
            "note": said["note"],
        },
        "body": {
            **{
                key: said[key]
                for key in ("gives", "person", "document", "text", "course", "result", "facts", "signs")
            },
            "check": check,
        },
        "credential": certificate.credential,
    }


def paper(certificate: Certificate, checked: Checked, lang: str) -> Paper:
    """The paper; the same bytes every time. Refused("paper.not_set") when typst cannot set it."""
    try:
        return render(
            record(certificate, checked, lang),
            folder=settings.PACKS / FOLDER,
            template=f"certificate.{lang}.typ",
            issued_at=timezone.localtime(certificate.issued_at),
        )
    except PaperError as error:
        raise Refused("paper.not_set", why=str(error)[:200]) from error
