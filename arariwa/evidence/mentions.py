"""Names and numbers as written, kept when an intervention is registered, so that others can look for them."""

from arariwa.core.actor import Actor
from arariwa.evidence.choices import Kind
from arariwa.evidence.models import Intervention, Item, Mention

BY_KIND = {Kind.VEHICLE: "plate", Kind.VESSEL: "vessel", Kind.PHONE: "imei"}


def write(by: Actor, intervention: Intervention, items: list[Item]) -> None:
    """One mention for each name, document, telephone, plate and number. Called once, from registering."""
    rows = []
    for participant in intervention.participants.filter(voided_at=None):
        for kind, text in (
            ("person", participant.name),
            (
                f"document_{participant.document_kind}" if participant.document_kind else "document",
                participant.document_number,
            ),
            ("phone", participant.phone),
        ):
            if text:
                rows.append(
                    Mention(
                        intervention=intervention, participant=participant, kind=kind[:20], as_written=text
                    )
                )
    for item in items:
        if item.identifier:
            kind = item.identifier_kind or BY_KIND.get(Kind(item.kind), "number")
            rows.append(Mention(intervention=intervention, item=item, kind=kind, as_written=item.identifier))
    for row in rows:
        row.written_at, row.normalised = by.now, normalised(row.as_written)
    Mention.objects.bulk_create(rows)


def normalised(text: str) -> str:
    """Upper case letters and digits only: a second value for finding, never shown instead of the first."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", text.upper())
    return "".join(c for c in plain if c.isalnum())[:300]
