"""Questions of citizens in the demonstration, in every state, with ways to be followed up; all invented.

Each act is done as of its own day; what stands already is left alone.
"""

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from arariwa.core.actor import Actor, actor_for
from arariwa.core.domain.ids import ALPHABET, check_sign
from arariwa.core.models import Institution, Membership
from arariwa.demo.consultation_packs import Answered, Handed, Question, Questions
from arariwa.demo.programme import Step, moment
from arariwa.demo.world import make_id
from arariwa.events.models import Event
from arariwa.rights import actions_consultations as actions
from arariwa.rights import actions_sessions, book, consulting, return_codes
from arariwa.rights.models import Consultation, Translation

TITLE = "Consultas de ciudadanos"


def run(read: Questions, members: dict[str, Membership]) -> Iterator[Step]:
    """All questions, one step."""
    import time

    began, today = time.perf_counter(), timezone.localdate()
    held = set(Consultation.objects.values_list("pk", flat=True))
    fresh = [one for one in read.questions if make_id("consultation", one.slug) not in held]
    for one in fresh:
        _ask(one, read, members, today)
    for handed in read.translations:
        day = today - timedelta(days=handed.days_ago)
        _hand_in(handed, members, day)
    yield Step(TITLE, len(read.questions), len(fresh), time.perf_counter() - began)


def _hand_in(handed: Handed, members: dict[str, Membership], day: date) -> None:
    id = make_id("translation", handed.slug)
    if Translation.objects.filter(pk=id).exists():
        return
    values = {
        name: getattr(handed, name) for name in ("language", "slot", "variety", "text", "translated_by")
    }
    actions_sessions.hand_in(by=_by(members, handed.by, day), id=id, **values)


def code_of(slug: str) -> str:
    """The code of an invented question: always the same, so that it can be shown on the screen."""
    drawn = random.Random(f"arariwa {slug}")  # noqa: S311 - a demonstration's code keeps nothing
    body = "".join(drawn.choice(ALPHABET) for _ in range(return_codes.BODY))
    return return_codes.written(body + check_sign(body))


def _by(members: Mapping[str, Membership], email: str, day: date) -> Actor:
    return actor_for(members[email], now=moment(day, 10))


def _ask(one: Question, read: Questions, members: dict[str, Membership], today: date) -> None:
    """One question and what became of it."""
    id = make_id("consultation", one.slug)
    event = Event.objects.filter(pk=make_id("event", one.event)).first() if one.event else None
    day = event.until_on if event else today - timedelta(days=one.days_ago)
    values: dict[str, Any] = one.values() | {
        "event": event,
        "channel": "session" if event else one.channel if one.channel != "session" else "office",
        "asked_on": day,
    }
    taker = _by(members, read.desk, day)
    by = None if one.channel == "web" else taker
    actions.ask(by=by, id=id, code=code_of(one.slug), values=values, at=taker.now)
    if one.set_aside:
        actions.set_aside(by=_by(members, read.desk, today), id=id, why=one.set_aside)
    if one.taken_by:
        actions.take_up(by=_by(members, one.taken_by, today), id=id)
    for n, said in enumerate(one.answers):
        _answer(one, said, n, members, day)
    for n, told in enumerate(one.told):
        on = day + timedelta(days=told.after)
        actions.follow_up(
            by=_by(members, read.desk, on),
            consultation_id=id,
            id=make_id("consultation", one.slug, "told", n),
            outcome=told.outcome,
            on=on,
            note=told.note,
        )


def _answer(one: Question, said: Answered, n: int, members: dict[str, Membership], asked: date) -> None:
    """An answer in the words of the written question it follows, or its correction."""
    written = book.rights().asked[said.written]
    by = _by(members, said.by, asked + timedelta(days=said.after))
    if not access_to(one, by):
        actions.pass_on(
            by=_by(members, said.passed_by, asked), id=make_id("consultation", one.slug), office=by.office
        )
    facts = (
        {"asked": "", "situation": {"on": by.today.isoformat(), **written.situation}}
        if written.situation
        else {}
    )
    text = said.text or " ".join(
        [book.said(written.short, by.today, links=False)]
        + [book.said(words, by.today, links=False).rstrip(".") + "." for words in written.do_now]
    )
    way = book.rights().ways[said.way] if said.way else None
    actions.answer(
        by=by,
        consultation_id=make_id("consultation", one.slug),
        id=make_id("consultation", one.slug, "answer", n),
        after=n,
        word=said.word or written.answer,
        text=text,
        norms=consulting.norms_of(None, [written])[:4],
        facts=facts,
        written=[said.written],
        way=said.way,
        authority=Institution.objects.get(pk=said.authority or way.authority[0]) if way else None,
        why=said.why,
    )


def access_to(one: Question, by: Actor) -> bool:
    """Whether that office sees the question already."""
    from arariwa.core import access

    return access.visible(Consultation.objects.filter(pk=make_id("consultation", one.slug)), by).exists()
