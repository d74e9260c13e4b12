"""Writes of exercises: open a run, keep its clock, answer, hand in, change the points of a criterion."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from arariwa.core import access, actions, formatting, journal, setup, versions
from arariwa.core.action import ANY_ROLE, action
from arariwa.core.actor import Actor
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Compartment, Grant, Office, Person
from arariwa.training import exercise_packs
from arariwa.training import queries_exercises as queries
from arariwa.training.domain import answering, grading, hearing
from arariwa.training.domain.exercise import Exercise
from arariwa.training.models import Choice, Enrolment, ExerciseRun, Grade, Override, RunRole

TRAINERS = queries.TRAINERS
# How long the roles of a run may be played and its records read.
STANDS = timedelta(days=90)
FASTEST = 60


@action(roles=ANY_ROLE)
def open_run(
    *,
    by: Actor,
    id: UUID,
    slug: str,
    team: Mapping[str, Person] | None = None,
    enrolment: Enrolment | None = None,
    speed: int | None = None,
) -> ExerciseRun:
    """Open an exercise: without `team` the actor plays every role alone, else a trainer names who plays which.

    Its roles become memberships of this exercise, what is planted is planted, and alone the clock begins to run.
    Opened from one's place in a cohort (`enrolment`), whoever organises the cohort manages the run.
    """
    if by.exercise:
        raise Refused("exercise.inside")
    if enrolment:
        access.require(by, access.ACT, enrolment)
    if team is not None and by.role not in TRAINERS:
        raise Refused("exercise.trainer_only")
    versions.one_at_a_time(id)
    if standing := ExerciseRun.objects.filter(pk=id).first():
        if not access.visible(ExerciseRun.objects.filter(pk=id), by).exists():
            raise Refused("id.malformed")
        if standing.slug != slug:
            raise Refused("id.conflict")
        return standing
    one = queries.exercise(slug)
    if queries.lacking(one):
        raise Refused("exercise.not_available")
    speed = one.speed if speed is None else speed
    if not 1 <= speed <= FASTEST:
        raise Refused("exercise.speed", "speed", most=FASTEST)
    players = _players(by, one, team)
    run = ExerciseRun.objects.create(
        id=id,
        compartment=_compartment(by, players, enrolment, alone=team is None),
        enrolment=enrolment,
        slug=slug,
        fingerprint=setup.current_fingerprint(f"{exercise_packs.FOLDER}/{slug}"),
        alone=team is None,
        begins_at=begins_at(one),
        speed=speed,
        running_since=timezone.now() if team is None else None,
        opened_at=by.now,
        opened_by=by.membership,
    )
    _appoint(run, one, players)
    journal.write(by, "exercise.opened", run, exercise=one.code, alone=run.alone)
    _plant(run, one)
    return run


def begins_at(one: Exercise) -> datetime:
    """When its clock begins, local time of the country."""
    return one.begins.replace(tzinfo=timezone.get_default_timezone())


def _players(by: Actor, one: Exercise, team: Mapping[str, Person] | None) -> dict[str, tuple[Person, Office]]:
    if team is not None and (missing := [role for role in one.roles if role not in team]):
        raise Refused(
            "exercise.role_missing", missing[0], role=one.roles[missing[0]].title.in_(formatting.language())
        )
    return {
        code: (team[code] if team is not None else by.person, queries.office_for(role, one.ubigeo))
        for code, role in one.roles.items()
    }


def _compartment(
    by: Actor, players: Mapping[str, tuple[Person, Office]], enrolment: Enrolment | None, *, alone: bool
) -> Compartment:
    """The run's own, real compartment: its learners read it; its trainer's office, or the cohort's, manages it."""
    compartment = Compartment.objects.create(id=uuid7(), created_at=by.now, created_by=by.membership)
    holders: list[dict[str, Any]] = [
        {"person": person, "level": access.READ}
        for person in {person.pk: person for person, _ in players.values()}.values()
    ]
    if not alone:
        holders.append({"office": by.office, "level": access.MANAGE})
    if enrolment:
        managing = Grant.objects.filter(
            compartment=enrolment.compartment_id, level=access.MANAGE, until_at=None
        ).exclude(office=None)
        holders += [
            {"office_id": pk, "level": access.MANAGE} for pk in set(managing.values_list("office", flat=True))
        ]
    for holder in holders:
        Grant.objects.create(
            compartment=compartment, from_at=by.now, reason="exercise", by=by.membership, **holder
        )
    return compartment


def _appoint(run: ExerciseRun, one: Exercise, players: Mapping[str, tuple[Person, Office]]) -> None:
    # From before the exercise's own day: within it, that is today.
    today = timezone.localdate()
    since = min(timezone.localtime(run.begins_at).date(), today) - timedelta(days=2)
    for order, (code, (person, office)) in enumerate(players.items()):
        role = one.roles[code]
        membership = actions.appoint(
            by=None,
            person=person,
            office=office,
            role=role.role,
            from_on=since,
            until_on=today + STANDS,
            post=role.title.es[:120],
            exercise=run.pk,
        )
        RunRole.objects.create(run=run, role=code, membership=membership, order=order)


def _plant(run: ExerciseRun, one: Exercise) -> None:
    from arariwa.training.playing import play  # plays by the actions of this module too

    play(run, one.planted, before=True)


# --- the clock ------------------------------------------------------------------------------------------------------


def _clock_of(by: Actor, id: UUID) -> ExerciseRun:
    """The run, locked, if the actor keeps its clock: of a team its trainer, alone whoever plays."""
    run = queries.run_for(by, id, lock=True)
    if run.submitted_at:
        raise Refused("exercise.handed_in")
    if not (run.alone or queries.trains(by, run)):
        raise Refused("exercise.clock")
    return run


def _set_clock(
    by: Actor, run: ExerciseRun, verb: str, *, jump: timedelta = timedelta(0), running: bool
) -> None:
    now = timezone.now()
    # Whole seconds upwards: the clock never goes back.
    run.elapsed_seconds = -int(-(run.clock.gone(now) + jump).total_seconds() // 1)
    run.running_since = now if running else None
    run.save(update_fields=["elapsed_seconds", "running_since"])
    journal.write(by, verb, run, second=run.elapsed_seconds)


@action(roles=ANY_ROLE)
def start_clock(*, by: Actor, run_id: UUID) -> ExerciseRun:
    """Let the clock run."""
    run = _clock_of(by, run_id)
    if run.running_since is None:
        _set_clock(by, run, "exercise.started", running=True)
    return run


@action(roles=ANY_ROLE)
def stop_clock(*, by: Actor, run_id: UUID) -> ExerciseRun:
    """Let the clock stand still; the exercise goes on where it stopped."""
    run = _clock_of(by, run_id)
    if run.running_since is not None:
        _set_clock(by, run, "exercise.paused", running=False)
    return run


@action(roles=ANY_ROLE)
def wait(*, by: Actor, run_id: UUID, until: int) -> ExerciseRun:
    """Put the clock forward to a minute still to come; one that has gone by changes nothing."""
    run = _clock_of(by, run_id)
    jump = timedelta(minutes=until) - run.clock.gone(timezone.now())
    if until > 10_000:
        raise Refused("exercise.speed", "until", most=10_000)
    if jump > timedelta(0):
        _set_clock(by, run, "exercise.waited", jump=jump, running=run.running_since is not None)
    return run


# --- working --------------------------------------------------------------------------------------------------------


def _playing(by: Actor, run_id: UUID) -> tuple[ExerciseRun, RunRole, int]:
    run = queries.run_for(by, run_id, lock=True)
    role = queries.role_of(by, run)
    if role is None:
        raise Refused("exercise.outside")
    if run.submitted_at:
        raise Refused("exercise.handed_in")
    return run, role, int((by.now - run.begins_at) / timedelta(minutes=1))


def _keep(by: Actor, run: ExerciseRun, role: RunRole, id: UUID, code: str, value: Any) -> Choice:
    choice = Choice.objects.create(
        id=id, run=run, role=role, code=code, value=value, at=by.now, recorded_at=timezone.now()
    )
    journal.write(by, "exercise.answered", choice, question=code)
    return choice


def _again(run: ExerciseRun, id: UUID, code: str, value: Any) -> Choice | None:
    standing = Choice.objects.filter(pk=id).first()
    if standing is None:
        return None
    if standing.run_id != run.pk:
        raise Refused("id.malformed")
    if (standing.code, standing.value) != (code, value):
        raise Refused("id.conflict")
    return standing


@action(roles=ANY_ROLE)
def answer(*, by: Actor, run_id: UUID, id: UUID, code: str, value: Any) -> Choice:
    """Answer a question of the exercise's page as one's role; unless it is answered for good, the last answer holds."""
    run, role, minute = _playing(by, run_id)
    one = queries.exercise_of(run)
    question = one.question(code)
    if question is None:
        raise Refused("exercise.no_question", question=code[:40])
    kept = answering.clean(question, value)
    if standing := _again(run, id, code, kept):
        return standing
    answering.may_answer(one, question, role.role, minute, queries.standing(run))
    return _keep(by, run, role, id, code, kept)


@action(roles=ANY_ROLE)
def say(*, by: Actor, run_id: UUID, id: UUID, scene: str, way: str) -> Choice:
    """Say something in the scene whose turn it is."""
    run, role, _minute = _playing(by, run_id)
    if standing := _again(run, id, scene, way):
        return standing
    _turns, waiting = hearing.course(queries.exercise_of(run), queries.said(run))
    if waiting is None or waiting.code != scene:
        raise Refused("exercise.other_scene")
    if waiting.of and role.role not in waiting.of:
        raise Refused("exercise.other_role", scene)
    if way not in {w.code for w in waiting.ways}:
        raise Refused("exercise.answer", scene)
    return _keep(by, run, role, id, scene, way)


@action(roles=ANY_ROLE)
def submit(*, by: Actor, run_id: UUID) -> ExerciseRun:
    """Hand the exercise in: the clock stops and it is graded. Handing it in again changes nothing."""
    run = queries.run_for(by, run_id, lock=True)
    if run.submitted_at:
        return run
    if queries.role_of(by, run) is None and not queries.trains(by, run):
        raise Refused("exercise.outside")
    now = timezone.now()
    run.elapsed_seconds = -int(-run.clock.gone(now).total_seconds() // 1)
    run.running_since = None
    run.submitted_at, run.submitted_by = now, by.membership
    run.save(update_fields=["elapsed_seconds", "running_since", "submitted_at", "submitted_by"])
    journal.write(by, "exercise.submitted", run)
    _grade(by, run)
    return run


def _grade(by: Actor, run: ExerciseRun) -> Grade:
    from arariwa.training.gathering import traces_of

    graded = grading.grade(queries.exercise_of(run), traces_of(run))
    row = Grade.objects.create(
        id=uuid7(),
        run=run,
        score=graded.score,
        level=graded.level,
        passed=graded.passed,
        criteria=[
            {
                "code": m.criterion.code,
                "points": m.criterion.points,
                "got": m.got,
                "level": m.level,
                "said": {"es": m.said.es, "en": m.said.en},
                "evidence": [[e.kind, e.id] for e in m.evidence],
            }
            for m in graded.criteria
        ],
        graded_at=timezone.now(),
    )
    journal.write(by, "exercise.graded", row, score=graded.score, passed=graded.passed)
    return row


@action(roles=TRAINERS)
def override(*, by: Actor, run_id: UUID, criterion: str, points: int, reason: str) -> Override:
    """Give a criterion other points than the machine did, with the reason; the machine's own stay readable."""
    run = queries.run_for(by, run_id)
    if not queries.trains(by, run):
        raise Refused("exercise.clock")
    standing = queries.grade_of(run)
    if standing is None:
        raise Refused("exercise.not_graded")
    marked = next((m for m in standing.graded.criteria if m.criterion.code == criterion), None)
    if marked is None:
        raise Refused("exercise.no_criterion", "criterion")
    if not 0 <= points <= marked.criterion.points:
        raise Refused("exercise.points", "points", most=marked.criterion.points)
    if not reason.strip():
        raise Refused("reason.missing", "reason")
    row = Override.objects.create(
        id=uuid7(),
        grade=standing.grade,
        criterion=criterion,
        points=points,
        reason=reason.strip(),
        at=by.now,
        by=by.membership,
    )
    journal.write(by, "exercise.overridden", standing.grade, criterion=criterion, points=points)
    return row
