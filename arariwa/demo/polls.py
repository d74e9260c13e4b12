"""What gatherings for citizens of the demonstration answered before and after, and the visits that followed them."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from arariwa.events.models import Event
from arariwa.outreach import actions_polls, actions_visits
from arariwa.outreach import polls as questions
from arariwa.outreach.actions_visits import Checked

if TYPE_CHECKING:
    from arariwa.demo.programme import Held
    from arariwa.demo.programme_packs import Visited

# Of those who were there so many raise their hand to no answer.
SILENT = 0.08
# A visit is planned so long before it is made.
PLANNED = timedelta(days=14)


def add(held: "Held") -> None:
    """The polls of this event, as the file says them."""
    polled = held.programme.polls.get(held.event.slug)
    if polled is None:
        return
    for moment, shares, fewer in (
        ("before", polled.knew, polled.fewer[0]),
        ("after", polled.knows, polled.fewer[1]),
    ):
        present = held.event.public + held.event.people - fewer
        women = present * 2 // 5
        groups = [("F", women), ("M", present - women)] if polled.by_sex else [("NOT_RECORDED", present)]
        for sex, n in groups:
            actions_polls.record_poll(
                by=held.by(held.event.on, 17),
                event_id=held.id,
                id=held.make_id("poll", moment, sex),
                moment=moment,
                method=polled.method,
                present=n,
                sex=sex,
                counts={question: _drawn(held, question, n, share) for question, share in shares.items()},
            )


def _drawn(held: "Held", question: str, present: int, share: float) -> dict[str, int]:
    """How many chose each option: about that share the right one, some none, the rest another or none they know."""
    asked = questions.questions()[question]
    counts = {option.id: 0 for option in asked.options}
    others = [option.id for option in asked.options if option.id != asked.right]
    for _each in range(present):
        if held.random.random() < share:
            counts[asked.right] += 1
        elif held.random.random() > SILENT:
            counts[held.random.choice(others)] += 1
    return counts


def visit(held: "Held") -> None:
    """The visits after this event; its list is closed."""
    for n, one in enumerate(held.programme.visits):
        if one.event == held.event.slug:
            _visit(held, ("visit", n), one)


def _visit(held: "Held", name: tuple[str, int], one: "Visited") -> None:
    day = one.on or timezone.localdate() + timedelta(days=one.due_in or 0)
    planned = min(day - PLANNED, timezone.localdate())
    row = actions_visits.plan_visit(
        by=held.by(max(planned, held.event.until)),
        event_id=held.id,
        id=held.make_id(*name),
        values={
            "destination": one.destination,
            "ubigeo": one.ubigeo,
            "place_text": one.place,
            "purpose": one.purpose,
            "planned_on": day,
        },
    )
    if one.on:
        promises = Event.objects.get(pk=held.id).promises.order_by("id")
        actions_visits.record_visit(
            by=held.by(one.on, 18),
            id=row.pk,
            made_on=one.on,
            seen=one.seen,
            seen_text=one.words,
            persons_met=one.met,
            checks=[Checked(p.pk, found) for p, found in zip(promises, one.found, strict=False)],
        )
