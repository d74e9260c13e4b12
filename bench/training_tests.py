"""A test of 30 questions handed in by 2,000 learners: begun, saved three times, handed in, by several at once.

usage: python bench/training_tests.py [--postgres] [--learners 2000] [--threads 2]

Through the actions that the pages use; what a page adds is measured on some of them. The aim: all hand in within 5 minutes.
"""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from ground import arguments, fresh, table

PAGES = 60


def main() -> None:
    options = arguments(__doc__ or "", learners=2000, threads=2)
    with fresh(options.postgres) as database:
        learners = enrolled(options.learners)
        attempts = [(who, None) for who in learners]
        begin(attempts[0])  # reads course and law, as a running copy has
        rows, begun = [], together("begun", options.threads, begin, attempts)
        rows.append(begun.row)
        tests = list(zip(learners, begun.results, strict=True))
        for part in (1, 2, 3):
            rows.append(together(f"saved, a third each ({part})", options.threads, save(part), tests).row)
        handed = together("handed in and marked", options.threads, submit, tests)
        rows.append(handed.row)
        said = correct(options.learners, handed.seconds)
        rows.append(by_page(learners[:PAGES], begun.results[:PAGES]))
        table(
            f"{options.learners:,} learners, {options.threads} at once, on {database}",
            ["what", "in all, s", "a second", "median, ms", "95 of 100 within, ms"],
            rows,
        )
        print(f"\n{said}")


def correct(count: int, seconds: float) -> str:
    """Nothing was lost: every test is handed in once, with all its answers right, and the journal holds."""
    from arariwa.core import journal
    from arariwa.core.models import JournalEntry
    from arariwa.training.models import Attempt

    done = Attempt.objects.filter(submitted_at__isnull=False, score=100).count()
    lines = JournalEntry.objects.filter(verb="test.submitted").count()
    broken = list(journal.verify())
    return (
        f"{done:,} of {count:,} tests with every answer right, {lines:,} lines of the journal, {len(broken)} breaks in its"
        f" chain. Handed in within {seconds:.0f} s of the 300 s aimed at."
    )


def enrolled(count: int) -> list[Any]:
    """The actors of so many learners, each with a place in one cohort; in bulk, as this measures tests."""
    import yaml
    from django.utils import timezone

    from arariwa.core import actions as core
    from arariwa.core import testing
    from arariwa.core.domain.ids import uuid7
    from arariwa.core.models import Compartment, Grant, Membership, Person
    from arariwa.core.models.access import Level
    from arariwa.events.models import Participation
    from arariwa.training.models import Enrolment
    from arariwa.training.tests import sample, world
    from arariwa.training.tests.domain.samples import PARTS, data

    core.store_pack(by=None, pack=_pack("pe/law"))
    kinds = list(PARTS)
    rows = [
        data(kinds[n % len(kinds)], f"asy-9-m{module}-{n}", module=module)
        for module in (1, 2)
        for n in range(30)
    ]
    cells = "[{module: 1, count: 15}, {module: 2, count: 15}]"
    course = sample.COURSE.replace("[{module: 1, count: 1}, {module: 2, count: 1}]", cells)
    lesson = sample.LESSON.replace("check: [asy-9-m1-01]", "check: []")
    files = {
        "course.yaml": course,
        "questions.yaml": yaml.safe_dump({"questions": rows}, allow_unicode=True),
        "modules/1.es.md": lesson,
        "modules/2.es.md": lesson,
    }
    cohort = world.a_cohort(files)
    office, now = testing.office("FEMA-LO", "FEMA", "FEMA Loreto"), timezone.now() - timedelta(hours=1)
    people = [Person(id=uuid7(), given_names=f"Persona {n}", surnames="Prueba") for n in range(count)]
    Person.objects.bulk_create(people)
    members = [
        Membership(
            id=uuid7(), person=p, office=office, role="prosecutor", from_on=now.date() - timedelta(days=9)
        )
        for p in people
    ]
    Membership.objects.bulk_create(members)
    spaces = [Compartment(id=uuid7(), created_at=now, created_by=m) for m in members]
    Compartment.objects.bulk_create(spaces)
    Grant.objects.bulk_create(
        Grant(
            id=uuid7(), compartment=c, person=m.person, level=Level.ACT, from_at=now, reason="created", by=m
        )
        for c, m in zip(spaces, members, strict=True)
    )
    taking = [
        Participation(
            id=uuid7(),
            event=cohort.event,
            person=m.person,
            how="imported",
            requested_at=now,
            approved_at=now,
            made_at=now,
            made_by=m,
        )
        for m in members
    ]
    Participation.objects.bulk_create(taking)
    places = [
        Enrolment(id=uuid7(), compartment=c, cohort=cohort, participation=p, enrolled_at=now, enrolled_by=m)
        for c, p, m in zip(spaces, taking, members, strict=True)
    ]
    Enrolment.objects.bulk_create(places)
    return list(zip(members, places, strict=True))


def _pack(name: str) -> Any:
    from django.conf import settings

    from arariwa.core.packs import Pack

    return Pack.from_folder(settings.PACKS, name)


class together:
    """Something done for everyone, several at once: how long in all, each, and what it gave."""

    def __init__(self, what: str, threads: int, does: Any, people: list[Any]) -> None:
        self.each: list[float] = []
        began = time.perf_counter()
        with ThreadPoolExecutor(threads) as pool:
            self.results = list(pool.map(lambda one: self._timed(does, one), people))
        self.seconds = time.perf_counter() - began
        self.row = _row(what, self.seconds, self.each)

    def _timed(self, does: Any, one: Any) -> Any:
        began = time.perf_counter()
        result = does(one)
        self.each.append(time.perf_counter() - began)
        return result


def _row(what: str, seconds: float, each: list[float]) -> list[str]:
    slow = statistics.quantiles(each, n=20)[-1]
    return [
        what,
        f"{seconds:.1f}",
        f"{len(each) / seconds:,.0f}",
        f"{1000 * statistics.median(each):.0f}",
        f"{1000 * slow:.0f}",
    ]


def begin(one: Any) -> Any:
    from arariwa.core.actor import actor_for
    from arariwa.core.domain.ids import uuid7
    from arariwa.training import actions_tests as actions

    (member, place), _none = one
    return actions.start(by=actor_for(member), id=uuid7(), enrolment_id=place.pk, kind="pre")


def answers(attempt: Any) -> dict[str, Any]:
    from arariwa.training import queries_tests as queries

    return {id_: queries.key(attempt, id_).answer for id_ in attempt.ids}


def save(part: int) -> Any:
    from arariwa.core.actor import actor_for
    from arariwa.training import actions_tests as actions

    def third(one: Any) -> None:
        (member, _place), attempt = one
        given = dict(list(answers(attempt).items())[10 * (part - 1) : 10 * part])
        actions.save(by=actor_for(member), id=attempt.pk, answers=given)

    return third


def submit(one: Any) -> None:
    from arariwa.core.actor import actor_for
    from arariwa.training import actions_tests as actions

    (member, _place), attempt = one
    actions.submit(by=actor_for(member), id=attempt.pk)


def by_page(learners: list[Any], attempts: list[Any]) -> list[str]:
    """The page with its 30 questions, saved: a second test of some, through everything a request passes."""
    from django.test import Client
    from django.urls import reverse

    from arariwa.core import actions as core
    from arariwa.training.models import Attempt

    each = []
    for n, ((member, _place), attempt) in enumerate(zip(learners, attempts, strict=True)):
        Attempt.objects.filter(pk=attempt.pk).update(submitted_at=None, score=None)
        user = core.make_sign_in(
            by=None, person=member.person, email=f"p{n}@prueba.example", password="una-clave-larga-de-prueba"
        )
        client = Client()
        client.force_login(user)
        began = time.perf_counter()
        answer = client.post(
            reverse("training:test", args=[attempt.pk]),
            {"q0": ""},
            headers={"hx-request": "true", "host": "localhost"},
        )
        each.append(time.perf_counter() - began)
        assert answer.status_code == 200, answer.status_code
        Attempt.objects.filter(pk=attempt.pk).update(submitted_at=attempt.started_at, score=100)
    return _row(f"the page saved ({len(each)} of them, one after the other)", sum(each), each)


if __name__ == "__main__":
    main()
