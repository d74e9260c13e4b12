"""What was answered, group by group, for checking before registering and for reading afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.translation import gettext as _

from arariwa.core import formatting
from arariwa.evidence import acta, words
from arariwa.evidence.choices import Acta, Taking
from arariwa.evidence.models import Intervention, Item, Participant


@dataclass(frozen=True)
class Slice:
    """Rows of a numbered list to show, and the number after which the next ones begin ("" when there is none)."""

    shown: list[Any]
    next: str


def slice_of(rows: QuerySet[Item], after: str, size: int) -> tuple[Slice, int]:
    """`size` rows whose order comes after a number; a number nobody was given is read as the beginning."""
    start = int(after) if after.isdecimal() and len(after) < 6 else 0
    found = list(rows.filter(order__gt=start).order_by("order")[: size + 1])
    return Slice(found[:size], str(found[size - 1].order) if len(found) > size else ""), start


def place_rows(intervention: Intervention) -> list[tuple[Any, Any]]:
    """Where and when."""
    return [
        (_("How it began"), intervention.get_began_display()),
        (_("Day of the facts"), formatting.span(intervention.facts)),
        (_("Hours"), " – ".join(words.hours(intervention))),
        (_("Place"), acta.place_of(intervention)),
        (_("Coordinates"), intervention.coordinates),
        (_("Where on the way to the buyer"), intervention.get_point_display()),
        (_("Was the record written somewhere else?"), intervention.get_written_elsewhere_display()),
        *(
            [
                (_("Where it was written"), intervention.written_place),
                (_("Why it was not written on the spot"), intervention.written_why),
            ]
            if intervention.written_elsewhere == "yes"
            else []
        ),
    ]


def reason_rows(intervention: Intervention) -> list[tuple[Any, Any]]:
    """Why, and what was done."""
    actas = [str(Acta(code).label) for code in intervention.other_actas if code in Acta.values]
    rows = [
        (_("Who led it"), intervention.led_by),
        (_("Legal basis"), intervention.legal_act),
        (_("Reason of the act"), linebreaksbr(intervention.reason)),
        (_("What was done and found, in order"), linebreaksbr(intervention.done)),
        (_("What was looked for and not found"), linebreaksbr(intervention.not_found)),
        (_("Other records written in this intervention"), formatting.listing(actas)),
        (_("Number your unit gives the record"), intervention.own_number),
        (_("Prosecutor's file"), intervention.carpeta_number),
    ]
    if intervention.held_by:
        rows.append((_("Keeps what was taken"), intervention.held_by.name))
    if intervention.source:
        rows.append((_("Published source"), intervention.source))
    return rows


def people_rows(intervention: Intervention, people: Iterable[Participant]) -> list[tuple[Any, Any]]:
    """Who took part, and how the prosecutor knew."""
    rows: list[tuple[Any, Any]] = [(p.get_part_display(), person_line(p)) for p in people]
    told = [
        intervention.get_prosecutor_told_display(),
        intervention.prosecutor_name,
        intervention.prosecutor_office,
    ]
    if intervention.prosecutor_told_at:
        told.append(formatting.hour(intervention.prosecutor_told_at))
    rows.append((_("Prosecutor"), ", ".join(str(part) for part in told if part)))
    if intervention.persons_reported is not None:
        rows.append(
            (
                _("Persons stopped whose particulars are not known"),
                formatting.number(intervention.persons_reported),
            )
        )
    return rows


def person_line(person: Participant) -> str:
    """Name, document, post and unit on one line, then whether they signed."""
    parts = [
        str(person),
        acta.document_of(person),
        person.post,
        person.unit,
        person.particulars,
        person.goes_to,
    ]
    return f"{', '.join(p for p in parts if p)}. {person.get_signed_display()}"


def thing_line(item: Item) -> str:
    """Amount, species and condition on one line."""
    parts = [
        acta.quantity_of(item),
        " / ".join(item.taxa),
        item.get_condition_display() if item.kind == "specimen" and item.condition != "unknown" else "",
        item.identifier,
    ]
    return ", ".join(p for p in parts if p)


def missing_rows(intervention: Intervention) -> list[dict[str, Any]]:
    """What a complete record still needs, why, and where it is filled in; what makes it invalid first."""
    links = {
        "lugar": "place",
        "motivo": "reason",
        "quienes": "people",
        "que": "things",
        "pesos": "weights",
        "revisar": "review",
    }
    return [
        {
            "what": words.MISSING[gap.code][0],
            "why": words.MISSING[gap.code][1],
            "invalid": gap.invalid,
            "url": reverse(f"evidence:{links[gap.step]}", args=[intervention.pk])
            if intervention.is_draft
            else "",
        }
        for gap in acta.lacks(intervention)
    ]


def groups(things: Iterable[Item]) -> list[dict[str, Any]]:
    """Things by what was done with them, without the empty groups."""
    rows = list(things)
    found = [{"taking": t, "label": t.label, "things": [i for i in rows if i.taking == t]} for t in Taking]
    return [group for group in found if group["things"]]


def review(draft: Intervention) -> dict[str, Any]:
    """Everything the last step shows."""
    people = [p for p in draft.participants.all() if p.voided_at is None]
    things = [i for i in draft.items.all() if i.voided_at is None]

    def group(title: Any, step: str, rows: list[tuple[Any, Any]]) -> dict[str, Any]:
        return {"title": title, "change_url": reverse(f"evidence:{step}", args=[draft.pk]), "rows": rows}

    return {
        "groups": [
            group(_("Place and hour"), "place", place_rows(draft)),
            group(_("Why and what was done"), "reason", reason_rows(draft)),
            group(_("Who"), "people", people_rows(draft, people)),
        ],
        "thing_groups": groups(things),
        "count": len(things),
        "missing": missing_rows(draft),
        "final_rows": [
            (_("Number"), _("given when it is registered")),
            (_("Things"), formatting.number(len(things))),
            (_("Custody begins with"), draft.held_by or draft.office),
            (
                _("Prosecutor's office that will see it"),
                draft.prosecutor_office if draft.prosecutor_told in ("present", "telephone") else "",
            ),
        ],
    }
