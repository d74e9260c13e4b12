"""Small exercises and traces for tests of the rules."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from arariwa.law.domain.text import text
from arariwa.training.domain.exercise import Criterion, Exercise
from arariwa.training.domain.traces import Choice, Handover, Intervention, Item, Link, Traces

BEGINS = datetime(2026, 5, 12, 10, tzinfo=UTC)


def an_exercise(**changes: Any) -> Exercise:
    given: dict[str, Any] = {
        "code": "EX-99",
        "title": text("Prueba", "Sample"),
        "summary": text("Prueba", "Sample"),
        "kind": "tabletop_injects",
        "minutes": 30,
        "begins": BEGINS.replace(tzinfo=None),
    }
    return Exercise.model_validate({**given, **changes})


def a_criterion(check: str, points: int = 100, critical: bool = False, **given: Any) -> Criterion:
    return Criterion(
        code=check, title=text("c", "c"), points=points, check=check, given=given, critical=critical, why=text("w", "w")
    )  # fmt: skip


def at(minute: float) -> datetime:
    return BEGINS + timedelta(minutes=minute)


def a_link(minute: float = 40, **changes: Any) -> Link:
    given = {
        "seq": 1, "kind": "taken", "holder": "police", "at": at(minute), "recorded_at": at(minute + 10),
        "seal": "A-1", "seal_state": "whole", "precision": "minute",
    }  # fmt: skip
    return Link(**{**given, **changes})


def an_item(**changes: Any) -> Item:
    given = {
        "id": "i1", "kind": "specimen", "taking": "taken", "taxa": ("Podocnemis unifilis",), "condition": "live",
        "quantity": Decimal(58), "seal": "A-1", "photos": 1, "links": (a_link(),),
    }  # fmt: skip
    return Item(**{**given, **changes})


def an_intervention(*items: Item, **changes: Any) -> Intervention:
    given = {
        "id": "v1", "by": "police", "registered_at": at(60), "began": "flagrancy", "point": "transport",
        "day": BEGINS.date(), "start": at(25), "end": at(40), "told": "telephone", "told_office": "prosecutor",
        "told_at": at(35), "actas": ("rights",), "read_to_all": "yes", "persons": 1, "legal_act": "CPP 259",
        "items": items or (an_item(),),
    }  # fmt: skip
    return Intervention(**{**given, **changes})


def a_handover(**changes: Any) -> Handover:
    given = {
        "id": "h1", "giver": "police", "receiver": "wildlife", "why": "custody", "offered_at": at(70),
        "accepted_at": at(80), "open": False, "items": ("i1",),
    }  # fmt: skip
    return Handover(**{**given, **changes})


def traces(*choices: tuple[Any, ...], **changes: Any) -> Traces:
    """Traces with answers (code, value[, minute[, role]])."""
    rows = tuple(
        Choice(c[0], c[1], c[3] if len(c) > 3 else "police", at(c[2] if len(c) > 2 else 10)) for c in choices
    )
    return Traces(**{"begins_at": BEGINS, "choices": rows, **changes})
