"""Sentences of evidence that stand in papers and pages alike: what is missing and why it matters."""

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from arariwa.core import formatting
from arariwa.core.journal_words import register
from arariwa.evidence.models import Intervention

# code of domain/acta.py: (what is missing, why it matters)
MISSING = {
    "acta.place": (_("the exact place"), _("without it nobody can say where things were found")),
    "acta.district": (_("district, province and department"), _("they decide which office is competent")),
    "acta.day": (_("the exact day"), _("the law of that day is applied")),
    "acta.start_time": (_("the hour of start"), _("detention and notice are counted from it")),
    "acta.end_time": (_("the hour of end"), _("an act without end has no closing")),
    "acta.written_place": (
        _("where the record was written"),
        _("if it was not there, the reason must be stated"),
    ),
    "acta.officers": (
        _("who took part"),
        _("without certainty of who took part the record is invalid (CPP 121)"),
    ),
    "acta.officer_documents": (
        _("identity documents of the officials"),
        _("they identify who answers for the act"),
    ),
    "acta.prosecutor": (
        _("whether the prosecutor was present or told, by whom and when"),
        _("the prosecutor leads the inquiry"),
    ),
    "acta.particulars": (
        _("personal particulars of the persons stopped"),
        _("or that they did not want to give them"),
    ),
    "acta.reason": (_("the reason of the act"), _("it shows why the authority acted")),
    "acta.legal_act": (_("the legal basis"), _("a measure without legal basis can be annulled")),
    "acta.done": (_("what was done and found, in order"), _("it is the heart of the record")),
    "acta.quantities": (_("quantities of some things"), _("or that they were not counted")),
    "acta.weights": (
        _("gross and net weight, and the scale used"),
        _("the laboratory and the valuation start from them"),
    ),
    "acta.seals": (_("seal numbers of the things taken"), _("custody begins with them")),
    "acta.destination": (_("where each thing goes next"), _("custody must not have a gap")),
    "acta.read": (_("that the record was read by those present"), _("who signs must know what is signed")),
    "acta.author_signature": (
        _("the signature of the official who wrote it"),
        _("without it the record is invalid (CPP 121)"),
    ),
    "acta.signatures": (
        _("signatures, or the reason where one is missing"),
        _("a missing signature without reason is objected to"),
    ),
}

register(
    {
        "intervention.begun": _("The intervention was begun"),
        "intervention.edited": _("A step of the intervention was saved"),
        "intervention.registered": _("The intervention was registered"),
        "intervention.voided": _("The intervention was declared void"),
        "intervention.sent": _("The intervention was sent to a prosecutor's office"),
        "participant.added": _("Someone who took part was added"),
        "participant.edited": _("Someone who took part was corrected"),
        "participant.removed": _("Someone was taken off the draft"),
        "participant.restored": _("Someone was put back on the draft"),
        "item.added": _("A thing was added"),
        "item.edited": _("A thing was changed"),
        "item.removed": _("A thing was taken off the draft"),
        "item.restored": _("A thing was put back on the draft"),
        "item.registered": _("The thing was recorded as it stands in the record"),
        "item.identified": _("The species was identified"),
        "handover.offered": _("A hand-over was offered"),
        "handover.accepted": _("A hand-over was accepted"),
        "handover.refused": _("A hand-over was refused"),
        "handover.withdrawn": _("A hand-over was withdrawn"),
        "custody.offered": _("The item was offered to %(to)s"),
        "custody.accepted": _("The item was received"),
        "custody.refused": _("The item was refused"),
        "custody.withdrawn": _("The offer of the item was withdrawn"),
        "custody.sealed": _("The item was sealed again"),
        "custody.moved": _("The item was moved"),
        "paper.issued": _("A paper was produced"),
    }
)


def end_hour(intervention: Intervention, lang: str | None = None) -> str:
    """The end hour, with its day when it is the next one; "" when it is not told."""
    if intervention.end_time is None:
        return ""
    said = {"hour": formatting.hour(intervention.end_time, lang)}
    if not intervention.ends_next_day:
        return said["hour"]
    with translation.override(formatting.language(lang)):
        if intervention.facts.precision != "day":
            return gettext("%(hour)s of the next day") % said
        return gettext("%(hour)s of %(day)s") % {
            **said,
            "day": formatting.day(intervention.facts.until, lang),
        }


def hours(intervention: Intervention, lang: str | None = None) -> list[str]:
    """The hours told, the start first."""
    start = intervention.start_time
    return [x for x in (formatting.hour(start, lang) if start else "", end_hour(intervention, lang)) if x]
