"""Papers of evidence handed out: remembered by fingerprint so that anyone who holds one can check it."""

import hashlib
import json

from django.db import models
from django.http import HttpResponse

from arariwa.core import access, journal
from arariwa.core.action import ANY_ROLE, action
from arariwa.core.actor import Actor
from arariwa.core.models import IssuedPaper
from arariwa.core.paper import Paper


@action(roles=ANY_ROLE)
def issue_paper(
    *, by: Actor, record: models.Model, kind: str, number: str, state: str, paper: Paper
) -> IssuedPaper:
    """Remember that this paper was handed out; the same paper again is the same row. The actor must see the record."""
    access.require(by, access.READ, record)
    standing = IssuedPaper.objects.filter(pk=paper.fingerprint).first()
    if standing:
        return standing
    issued = IssuedPaper.objects.create(
        fingerprint=paper.fingerprint,
        kind=kind,
        number=number,
        state=state,
        pages=paper.pages,
        sha256=hashlib.sha256(paper.pdf).hexdigest(),
        issued_at=by.now,
        compartment_id=access.compartment_of(record),
    )
    journal.write(by, "paper.issued", record, kind=kind, fingerprint=paper.fingerprint)
    return issued


def state_of(paper: Paper) -> str:
    """The stamp a paper carries, the one that weighs most: void, exercise, draft, or final."""
    record = json.loads(paper.record)
    frame, answered = record["frame"], record["body"].get("acceptance", {}).get("status") != "pending"
    stamps = frame.get("state") or []
    stamps = [stamps] if isinstance(stamps, str) else stamps
    for stamp in ("anulado", "ejercicio", "borrador"):
        if stamp in stamps:
            return stamp
    return "borrador" if frame.get("missing") or not answered else "final"


def answer(paper: Paper, name: str) -> HttpResponse:
    """The paper as a page of its own in the browser."""
    response = HttpResponse(paper.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
