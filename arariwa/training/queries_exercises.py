"""Reads of exercises: which there are, whose run this is, what it shows at this minute, what the grade says today."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from arariwa.core import access, formatting, setup
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.models import CurrentPack, Office
from arariwa.core.models import Role as SystemRole
from arariwa.law.domain.text import Text
from arariwa.training import courses, exercise_packs, queries_courses
from arariwa.training.domain import grading, hearing, interdiction
from arariwa.training.domain.checks import CHECKS
from arariwa.training.domain.exercise import Exercise, Point, Question, Role, Told
from arariwa.training.domain.grading import Graded, Marked
from arariwa.training.domain.traces import Evidence
from arariwa.training.models import Choice, Enrolment, ExerciseRun, Grade, Override, RunRole

# Who leads runs of others, changes points, and opens one for a team.
TRAINERS = (SystemRole.PROGRAMME,)


@lru_cache(maxsize=64)
def _exercise(name: str, fingerprint: str) -> Exercise:
    return exercise_packs.read(setup.stored_pack(fingerprint) if fingerprint else setup.current(name))


def exercise(slug: str, fingerprint: str | None = None) -> Exercise:
    """The exercise of that folder, from the pack in use or from the one of a fingerprint; access.Hidden when none is."""
    name = f"{exercise_packs.FOLDER}/{slug}"
    if fingerprint:
        return _exercise(name, fingerprint)
    if name not in slugs_by_name():
        raise access.Hidden
    return _exercise(name, setup.current_fingerprint(name) if fingerprint is None else fingerprint)


def slugs_by_name() -> dict[str, str]:
    """Pack name -> slug of every exercise there is: those stored, or while none is those of the folder."""
    prefix = f"{exercise_packs.FOLDER}/"
    stored = list(CurrentPack.objects.filter(name__startswith=prefix).values_list("name", flat=True))
    found = sorted(stored) or exercise_packs.names(settings.PACKS)
    return {name: name.removeprefix(prefix) for name in found}


def exercises() -> list[tuple[str, Exercise]]:
    """(slug, exercise) of every exercise, by code."""
    found = [(slug, exercise(slug)) for slug in slugs_by_name().values()]
    return sorted(found, key=lambda row: row[1].code)


def lacking(one: Exercise) -> list[str]:
    """The systems an exercise waits for that this copy does not have yet, or that have not brought its checks."""
    there = {config.rpartition(".")[2] for config in settings.INSTALLED_APPS if config.startswith("arariwa.")}
    checked = all(criterion.check in CHECKS for criterion in one.criteria)
    return [need for need in one.needs if need not in there or not checked]


def exercise_of(run: ExerciseRun) -> Exercise:
    """The exercise as it was when the run was opened."""
    return exercise(run.slug, run.fingerprint)


def exercise_time(id: UUID) -> datetime | None:
    """The moment it is in an exercise; None for one that nobody opened here."""
    run = ExerciseRun.objects.filter(pk=id).first()
    return run.moment(timezone.now()) if run else None


def runs(by: Actor) -> QuerySet[ExerciseRun]:
    """The runs a real actor may see; from within an exercise its own alone."""
    rows = ExerciseRun.objects.select_related("opened_by__person", "opened_by__office")
    return rows.filter(pk=by.exercise) if by.exercise else access.visible(rows, by)


def run_for(by: Actor, id: UUID, *, lock: bool = False) -> ExerciseRun:
    """The run, or Hidden."""
    rows = ExerciseRun.objects.select_for_update() if lock else ExerciseRun.objects.all()
    if by.exercise:
        found = rows.filter(pk=by.exercise).filter(pk=id).first()
        if found is None:
            raise access.Hidden
        return found
    return access.get(rows, by, pk=id)


def trains(by: Actor, run: ExerciseRun) -> bool:
    """Whether a real actor leads the run: programme staff whose office manages it, and who do not play in it."""
    if by.exercise or by.role not in TRAINERS or access.level_of(by, run) < access.MANAGE:
        return False
    return not run.roles.filter(membership__person=by.person.pk).exists()


def roles_of(run: ExerciseRun) -> list[RunRole]:
    """The roles of a run with who plays them."""
    return list(run.roles.select_related("membership__person", "membership__office__institution"))


def role_of(by: Actor, run: ExerciseRun) -> RunRole | None:
    """The role the actor plays in it; None for a real actor."""
    return run.roles.filter(membership=by.membership).first() if by.exercise == run.pk else None


def played_by(by: Actor, run: ExerciseRun) -> list[RunRole]:
    """The roles the person plays in it, under whichever membership they act now."""
    return [role for role in roles_of(run) if role.membership.person_id == by.person.pk]


def place_for(by: Actor, code: str) -> Enrolment | None:
    """The actor's place in an open cohort whose course asks for that exercise, the latest one; None without any."""
    for row in queries_courses.own(by):
        asks = courses.course_of(row.cohort.pack_id).file.exercises
        if code in asks and row.cohort.is_open(by.today):
            return row
    return None


def office_for(role: Role, ubigeo: str) -> Office:
    """An open office of the first institution named that has one, of the place if there is one there."""
    for institution in role.institutions:
        rows = list(Office.objects.filter(institution=institution, closed_on=None).order_by("name_es", "id"))
        for length in (6, 4, 2, 0):
            for office in rows:
                if office.ubigeo[:length] == ubigeo[:length]:
                    return office
        if rows:
            return rows[0]
    raise Refused(
        "exercise.no_office",
        role=role.title.in_(formatting.language()),
        institutions=", ".join(role.institutions),
    )


# --- what stands on the page at this minute -------------------------------------------------------------------------


# Whoever leads an exercise sees what every role sees.
EVERY_ROLE = "*"


def told(parts: list[Told], role: str, minute: int) -> list[Told]:
    """Documents or injects a role has before it at that minute, the first first."""
    found = [
        part
        for part in parts
        if part.minute <= minute and (not part.to or role in part.to or role == EVERY_ROLE)
    ]
    return sorted(found, key=lambda part: part.minute)


def asked(one: Exercise, role: str, minute: int) -> list[Question]:
    """The questions a role may answer at that minute."""
    return [
        q for q in one.questions if q.opens <= minute and (not q.of or role in q.of or role == EVERY_ROLE)
    ]


def next_minute(one: Exercise, minute: int) -> int | None:
    """When something next comes, to any role: what waiting leads to."""
    coming = [p.minute for p in (*one.documents, *one.injects)] + [q.opens for q in one.questions]
    return min((m for m in coming if m > minute), default=None)


def standing(run: ExerciseRun) -> dict[str, Choice]:
    """The answer that stands to each question and scene."""
    return {choice.code: choice for choice in run.choices.select_related("role")}


def said(run: ExerciseRun) -> dict[str, str]:
    """What was said in each scene."""
    return {choice.code: str(choice.value) for choice in run.choices.all()}


def hearing_of(run: ExerciseRun) -> tuple[list[hearing.Turn], Any]:
    """The turns of the hearing so far and the scene that waits."""
    return hearing.course(exercise_of(run), said(run))


def stopped_at(run: ExerciseRun) -> Point | None:
    """Where the goods of a run were stopped, by the answers given; None for an exercise without that goal."""
    one = exercise_of(run)
    if one.goal is None:
        return None
    answers = [
        interdiction.Given(choice.code, choice.value, (choice.at - run.begins_at) / timedelta(minutes=1))
        for choice in run.choices.all()
    ]
    code = interdiction.interception_point(one, answers)
    return next(point for point in one.goal.chain if point.code == code)


# --- the grade ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """The grade as it stands today: with what a trainer changed, and why."""

    grade: Grade
    graded: Graded
    overrides: dict[str, Override]

    @property
    def machine(self) -> dict[str, int]:
        """Criterion -> the points the machine gave, whatever a trainer changed."""
        return {row["code"]: row["got"] for row in self.grade.criteria}


def grade_of(run: ExerciseRun) -> Standing | None:
    """The grade that stands; None before the exercise was handed in."""
    rows = list(run.grades.all())  # a list of runs has fetched them with their overrides
    if not rows:
        return None
    row, one = rows[-1], exercise_of(run)
    changed = {o.criterion: o for o in row.overrides.all()}
    criteria = {c.code: c for c in one.criteria}
    marked = tuple(
        _marked(criteria[m["code"]], m, changed.get(m["code"])) for m in row.criteria if m["code"] in criteria
    )
    return Standing(row, grading.total(one, marked), changed)


def _marked(criterion: Any, row: dict[str, Any], override: Override | None) -> Marked:
    got = override.points if override else row["got"]
    level = row["level"]
    if override:
        level = grading.level_of(grading.Fraction(got, criterion.points))
    said = Text(es=row["said"]["es"], en=row["said"]["en"])
    return Marked(criterion, got, level, said, tuple(Evidence(*e) for e in row["evidence"]))
