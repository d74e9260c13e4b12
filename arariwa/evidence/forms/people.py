"""Someone who took part: what is asked depends on the part."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arariwa.evidence.choices import NoDocument, Part, Signed
from arariwa.evidence.domain import numbers
from arariwa.evidence.forms.base import RecordForm, line, number_as_written, one_of, paragraph
from arariwa.evidence.models import Participant

OFFICIALS = (Part.OFFICER, Part.PROSECUTOR, Part.EXPERT, Part.DEFENCE)
DOCUMENTS = [
    ("", _("Not reported")),
    ("dni", _("DNI, national identity card")),
    ("ce", _("Foreigner's card")),
    ("passport", _("Passport")),
    ("ruc", _("RUC, taxpayer number")),
    ("cip", _("CIP, police card")),
    ("foreign", _("Identity card of another country")),
    ("other", _("Other document")),
]


class ParticipantForm(RecordForm):
    """Name, document, and what the part asks for: post and unit of officials, particulars of the others."""

    name = line(Participant, "name", _("Name and surnames"), _("As in the document, or as the person says."))
    document_kind = forms.ChoiceField(label=_("Kind of document"), choices=DOCUMENTS, required=False)
    document_number = number_as_written(Participant, "document_number", _("Document number"))
    no_document = forms.ChoiceField(
        label=_("If there is no document, why"),
        choices=[("", _("There is a document")), *NoDocument.choices],
        required=False,
    )
    post = line(Participant, "post", _("Post or rank"))
    unit = line(Participant, "unit", _("Institution and unit"))
    particulars = paragraph(
        Participant,
        "particulars",
        _("Personal particulars"),
        _("Age, civil status, schooling, occupation, address, as the person gives them."),
        3,
    )
    phone = number_as_written(Participant, "phone", _("Telephone"), "mobile")
    language = line(Participant, "language", _("Language, if it is not Spanish"))
    goes_to = line(
        Participant,
        "goes_to",
        _("Where the person goes next"),
        _("Such as: free, summoned; detained at the station."),
    )
    signed = one_of(Signed, _("Did they sign the record?"))
    unsigned_why = line(Participant, "unsigned_why", _("Reason for not signing, as given"))

    def __init__(self, *args: Any, part: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part = Part(part)
        dropped = ["particulars", "phone", "language", "goes_to"] if part in OFFICIALS else ["post", "unit"]
        if part in (Part.WITNESS, Part.INTERPRETER):
            dropped = [name for name in dropped if name != "post"]
        for name in dropped:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A document has a number, or a reason why there is none; the shape of the number is said once."""
        found = super().clean() or self.cleaned_data
        kind, given = found.get("document_kind", ""), found.get("document_number", "")
        kept = (self.initial.get("document_kind"), self.initial.get("document_number"))
        if given and found.get("no_document"):
            self.add_error("no_document", _("There is a document number above; leave one of the two empty."))
        seen = getattr(self.data.get(self.add_prefix("document_number")), "seen", "") or self.data.get(
            self.add_prefix("document_number_seen"), ""
        )
        if (
            given
            and seen.strip() != given
            and (not self.record or kept != (kind, given))
            and (numbers.expected(kind, given) or numbers.wrong_check(kind, given))
        ):
            self.add_error(
                "document_number",
                _(
                    "This number does not have the usual shape of such a document. If the paper says so, save again and it is kept as written."
                ),
            )
        if not any(
            found.get(name) for name in ("name", "document_number", "no_document", "particulars", "unit")
        ):
            self.add_error("name", _("Write the name, or say why it is not known."))
        return found

    def values(self) -> dict[str, Any]:
        return super().values() | {"part": self.part.value}
