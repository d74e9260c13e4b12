"""What stands around an event of the demonstration: promises with their evidence, stops, costs, materials, opinions."""

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from arariwa.core.models import Institution
from arariwa.demo.world import make_id
from arariwa.events import opinions, promising, queries, spending, stocking
from arariwa.events.choices import Question
from arariwa.events.models import Event, Participation

if TYPE_CHECKING:
    from arariwa.demo.programme import Held
    from arariwa.demo.programme_packs import Material, Promise

STOCKED = date(2020, 3, 2)


def add(held: "Held") -> None:
    """Everything the file says of this event beside who came; its list is still open."""
    programme, slug = held.programme, held.event.slug
    event = Event.objects.get(pk=held.id)
    came = list(queries.took_part(event.participations.all()).order_by("pk"))
    for n, one in enumerate(programme.agreements.get(slug, [])):
        _promise(held, ("agreement", n), one)
    for n, (one, row) in enumerate(zip(programme.commitments.get(slug, []), came, strict=False)):
        _promise(held, ("commitment", n), one, row.pk)
    for n, stop in enumerate(programme.stops.get(slug, [])):
        first, last = (held.event.on + timedelta(days=day) for day in stop.days)
        spending.add_stop(
            by=held.by(held.event.until),
            event_id=held.id,
            id=held.make_id("stop", n),
            values={
                "from_on": first,
                "until_on": last,
                "place": stop.place,
                "country": stop.country,
                "host": _institution(stop.host),
                "practice": stop.practice,
            },
        )
    for n, (kind, what, amount, currency) in enumerate(programme.costs.get(slug, [])):
        spending.add_cost(
            by=held.by(held.event.until),
            event_id=held.id,
            id=held.make_id("cost", n),
            kind=kind,
            what=what,
            amount=amount,
            currency=currency,
            paid_on=held.event.until,
            document=f"DEMO-{n + 1:03}",
        )
    for material in programme.materials:
        if slug in material.events:
            _hand_out(held, material)
    _opinions(held, came)


def _institution(code: str) -> Institution | None:
    return Institution.objects.get(pk=code) if code else None


def _promise(held: "Held", name: tuple[str, int], one: "Promise", participation: UUID | None = None) -> None:
    today = timezone.localdate()
    row = promising.promise(
        by=held.by(held.event.until, 17),
        event_id=held.id,
        id=held.make_id(*name),
        what=one.what,
        where=one.where,
        institution=_institution(one.institution),
        institution_text=one.community,
        participation=participation,
        due_on=one.due or today + timedelta(days=one.due_in or 0),
    )
    for n, shown in enumerate(one.shown):
        promising.show(
            by=held.by(shown.on, 16),
            promise_id=row.pk,
            id=held.make_id(*name, "shown", n),
            on=shown.on,
            text=shown.text,
            fulfils=shown.done,
        )


def _hand_out(held: "Held", material: "Material") -> None:
    """One piece to each who came, as far as a stock reaches that was filled before the first event."""
    id, by = make_id("material", material.slug), held.by(STOCKED)
    stocking.add_material(by=by, id=id, name_es=material.es, name_en=material.en)
    for reason, n in (("received", material.received), ("lost", -material.lost)):
        if n:
            stocking.move(
                by=by,
                material_id=id,
                id=make_id("material", material.slug, reason),
                quantity=n,
                reason=reason,
            )
    stocking.hand_to_all(
        by=held.by(held.event.on, 18),
        event_id=held.id,
        material_id=id,
        id=held.make_id("material", material.slug),
    )


def _opinions(held: "Held", came: list[Participation]) -> None:
    """Some of those who came answer, each on their own ticket."""
    said = held.programme.opinions.get(held.event.slug)
    for n, row in enumerate(came[: said.answers] if said else []):
        assert said
        scores = {
            question: min(5, max(1, round(held.random.gauss(said.mean, 0.8))))
            for question in Question.values
            if held.random.random() > 0.05
        }
        opinions.give_opinion(
            by=None,
            text=opinions.ticket(row),
            scores=scores,
            best=said.best[n] if n < len(said.best) else "",
            better=said.better[n] if n < len(said.better) else "",
        )
