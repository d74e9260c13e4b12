"""What gatherings for citizens of the demonstration answered before and after, what was asked at them, and the visits that followed."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from arariwa.events.models import Event
from arariwa.outreach import actions_polls, actions_visits
from arariwa.outreach import polls as questions
from arariwa.outreach.actions_visits import Checked
from arariwa.rights import actions_sessions

if TYPE_CHECKING:
    from arariwa.demo.programme import Held
    from arariwa.demo.programme_packs import Polled, Visited

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
        for group, n in _groups(polled, present):
            actions_polls.record_poll(
                by=held.by(held.event.on, 17),
                event_id=held.id,
                id=held.make_id("poll", moment, *group.values()),
                moment=moment,
                method=polled.method,
                present=n,
                counts={question: _drawn(held, question, n, share) for question, share in shares.items()},
                **group,
            )


def _groups(polled: "Polled", present: int) -> list[tuple[dict[str, Any], int]]:
    """Who of a room is counted apart, and how many they are: women and men, those asked in each language, or everyone."""
    name, weights = ("sex", {"F": 2, "M": 3}) if polled.by_sex else ("language", polled.languages or {"": 1})
    counts = {key: present * weight // sum(weights.values()) for key, weight in weights.items()}
    counts[list(counts)[-1]] += present - sum(counts.values())
    return [({name: key}, n) for key, n in counts.items()]


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


def note(held: "Held") -> None:
    """What was asked at this session, by subject."""
    for n, one in enumerate(held.programme.questions.get(held.event.slug, [])):
        actions_sessions.note_question(
            by=held.by(held.event.on, 17),
            event_id=held.id,
            id=held.make_id("question", n),
            **one.model_dump(),
        )


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
