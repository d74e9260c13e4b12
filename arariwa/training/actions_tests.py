"""Writes of tests: begin one, save as one goes, hand it in once, appeal, decide; and what trainers say of questions."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from arariwa.core import access, contents, journal, versions
from arariwa.core.action import ANY_ROLE, action
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Role
from arariwa.events.actions import ORGANISERS
from arariwa.law import queries as law
from arariwa.training import courses
from arariwa.training import queries_tests as queries
from arariwa.training.domain import forms
from arariwa.training.domain.questions import Answer, mark, well_formed
from arariwa.training.models import Appeal, Attempt, Enrolment, QuestionReview
from arariwa.training.packs import Course

TRAINERS = (*ORGANISERS, Role.REVIEWER)
Kind = Attempt.Kind
FULL = "1"


@action(roles=ANY_ROLE)
def start(*, by: Actor, id: UUID, enrolment_id: UUID, kind: str) -> Attempt:
    """Begin a test: draw its form and start its clock. While one of that kind runs, it is that one."""
    values = {"kind": kind, "enrolment_id": enrolment_id}
    if standing := versions.again(Attempt, by, id, values):
        return standing
    # One test at a time: the enrolment's row orders those who begin.
    enrolment = access.get(
        Enrolment.objects.select_for_update(of=("self",)).select_related("cohort__event", "participation"),
        by,
        pk=enrolment_id,
    )
    _own(by, enrolment)
    if kind not in Kind.values:
        raise Refused("test.kind", "kind")
    course = queries.course_of(enrolment)
    rows = queries.attempts(enrolment)
    for running in [a for a in rows if a.submitted_at is None]:
        if by.now > running.ends_at:
            _close(by, running, {}, late=True)
        elif running.kind == kind:
            return running
        else:
            raise Refused("test.another_runs", "kind")
    may_start(by, enrolment, course, rows, kind)
    n = 1 + sum(a.kind == kind for a in rows)
    seed = rows[0].seed if rows else secrets.token_hex(8)
    side = {Kind.PRE: 0, Kind.POST: 1, Kind.FOLLOWUP: 2}[Kind(kind)]
    met = [id_ for a in rows for id_ in a.ids]
    form = forms.draw(queries.usable(course), queries.blueprint(course, kind), seed, side=side, seen=met)
    if form.missing:
        raise Refused("test.bank", modules=", ".join(map(str, form.missing)))
    attempt = Attempt.objects.create(
        id=id,
        enrolment=enrolment,
        kind=kind,
        n=n,
        seed=seed,
        questions=[[q, course.bank.questions[q].digest] for q in form.questions],
        pack_id=enrolment.cohort.pack_id,
        law_fingerprint=law.law().fingerprint,
        started_at=by.now,
        started_by=by.membership,
        due_at=by.now + timedelta(minutes=_minutes(course, kind)),
    )
    journal.write(by, "test.started", attempt, kind=kind, n=n, due=attempt.due_at)
    return attempt


def _minutes(course: Course, kind: str) -> int:
    """The time limit of a form; the short one has its share."""
    whole = course.file.test.minutes
    cells, all_ = (sum(queries.blueprint(course, k).values()) for k in (kind, Kind.POST))
    return max(1, round(whole * cells / all_))


def _own(by: Actor, enrolment: Enrolment) -> None:
    access.require(by, access.ACT, enrolment)
    if not queries.is_learner(by, enrolment):
        raise Refused("test.not_yours")


def may_start(by: Actor, enrolment: Enrolment, course: Course, rows: list[Attempt], kind: str) -> None:
    """The rules of when: before the first lesson, after the last, ninety days later."""
    done = [a for a in rows if a.kind == kind]
    if kind == Kind.FOLLOWUP:
        since = queries.follow_up_on(rows)
        if since is None or by.now < since:
            raise Refused("test.follow_up_later", "kind", day=since)
    elif not enrolment.cohort.is_open(by.today):
        raise Refused("test.cohort_closed")
    if kind == Kind.PRE:
        if enrolment.lessons_read.exists() or any(a.kind == Kind.POST for a in rows):
            raise Refused("test.pre_after", "kind")
    elif kind == Kind.POST:
        if enrolment.cohort.self_paced and not enrolment.completed_at:
            raise Refused("test.lessons_first", "kind")
        top = queries.best(rows)
        if top and top.score is not None and top.score >= course.file.test.cut:
            raise Refused("test.passed", "kind")
    most = course.file.test.attempts if kind == Kind.POST else 1
    if len(done) >= most:
        raise Refused("test.no_attempts", "kind", most=most)


@action(roles=ANY_ROLE)
def save(*, by: Actor, id: UUID, answers: Mapping[str, Answer]) -> Attempt:
    """Keep answers as one goes; those not named stay, None takes one back. No line in the journal: handing in seals them."""
    attempt = _running(by, id)
    if attempt.submitted_at:
        raise Refused("test.submitted")
    if by.now > attempt.ends_at:
        raise Refused("test.over", at=attempt.due_at)
    _merge(attempt, answers)
    attempt.saved_at = by.now
    attempt.save(update_fields=["answers", "saved_at"])
    return attempt


@action(roles=ANY_ROLE)
def submit(*, by: Actor, id: UUID, answers: Mapping[str, Answer] | None = None) -> Attempt:
    """Hand the test in, once. After the time limit what comes with it is left out, and what was saved in time is marked.

    Handing the same in again is a no-op; other answers are refused.
    """
    attempt = _running(by, id)
    given = dict(answers or {})
    if attempt.submitted_at:
        if attempt.late or all(attempt.answers.get(q) == a for q, a in given.items()):
            return attempt
        raise Refused("test.submitted")
    late = by.now > attempt.ends_at
    return _close(by, attempt, {} if late else given, late=late)


def _running(by: Actor, id: UUID) -> Attempt:
    """The row of the learner's own test, locked."""
    attempt = access.get(
        Attempt.objects.select_for_update(of=("self",)).select_related("enrolment__participation"), by, pk=id
    )
    _own(by, attempt.enrolment)
    return attempt


def _merge(attempt: Attempt, answers: Mapping[str, Answer]) -> None:
    asked = {q.id: q for q in queries.asked(attempt)}
    kept = dict(attempt.answers)
    for id_, answer in answers.items():
        if id_ not in asked:
            raise Refused("test.unknown_question", question=str(id_)[:60])
        if answer is None:
            kept.pop(id_, None)
        elif well_formed(asked[id_], answer) is None:
            raise Refused("test.answer_form", id_)
        else:
            kept[id_] = answer
    attempt.answers = kept


def _close(by: Actor, attempt: Attempt, answers: Mapping[str, Answer], *, late: bool) -> Attempt:
    _merge(attempt, answers)
    marks = {}
    for question in queries.asked(attempt):
        marked = mark(question, attempt.answers.get(question.id), queries.key(attempt, question.id))
        marks[question.id] = {"points": str(marked.points), "key": marked.right}
    attempt.marks, attempt.score = marks, _score(marks)
    attempt.submitted_at, attempt.late = by.now, late
    attempt.save()
    facts = contents.sealed(attempt)
    journal.write(by, "test.submitted", attempt, kind=attempt.kind, score=attempt.score, late=late, **facts)
    return attempt


def _score(marks: Mapping[str, Mapping[str, Any]]) -> Decimal:
    """Percent of the questions that count; all annulled: everything, as nobody is marked down for our mistakes."""
    points = [Fraction(m["points"]) for m in marks.values() if m["points"] is not None]
    share = sum(points, Fraction(0)) / len(points) if points else Fraction(1)
    return (Decimal(100 * share.numerator) / share.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)


@action(roles=ANY_ROLE)
def appeal(*, by: Actor, id: UUID, attempt_id: UUID, question: str, reason: str) -> Appeal:
    """Contest how one question was marked; once for each question."""
    reason = reason.strip()
    values = {"attempt_id": attempt_id, "question": question, "reason": reason}
    if standing := versions.again(Appeal, by, id, values):
        return standing
    attempt = _running(by, attempt_id)
    if not attempt.submitted_at:
        raise Refused("test.still_running")
    if question not in attempt.ids:
        raise Refused("test.unknown_question", question=question[:60])
    if not reason:
        raise Refused("reason.missing", "reason")
    if attempt.appeals.filter(question=question).exists():
        raise Refused("appeal.twice", question=question)
    row = Appeal.objects.create(
        id=id,
        attempt=attempt,
        question=question,
        reason=reason,
        appealed_at=by.now,
        appealed_by=by.membership,
    )
    journal.write(by, "appeal.made", row, question=question, **contents.sealed(row))
    return row


@action(roles=TRAINERS)
def decide_appeal(*, by: Actor, id: UUID, decision: str, reason: str) -> Appeal:
    """Decide an appeal with a reason, and mark the test again by it. Deciding the same again is a no-op."""
    reason = reason.strip()
    row = access.get(Appeal.objects.select_for_update(of=("self",)), by, pk=id)
    access.require(by, access.MANAGE, row)
    if row.decided_at:
        if (row.decision, row.decision_reason) == (decision, reason):
            return row
        raise Refused("appeal.decided")
    if decision not in Appeal.Decision.values:
        raise Refused("appeal.decision", "decision")
    if not reason:
        raise Refused("reason.missing", "reason")
    attempt = Attempt.objects.select_for_update(of=("self",)).get(pk=row.attempt_id)
    if queries.is_learner(by, attempt.enrolment):
        raise Refused("appeal.own")
    was, was_row = contents.digest(attempt), contents.digest(row)
    row.score_before = attempt.score
    if decision != Appeal.Decision.DISMISSED:
        points = FULL if decision == Appeal.Decision.GRANTED else None
        attempt.marks = {**attempt.marks, row.question: {**attempt.marks[row.question], "points": points}}
        attempt.score = _score(attempt.marks)
        attempt.save(update_fields=["marks", "score"])
        facts = contents.sealed(attempt, was)
        journal.write(by, "test.marked_again", attempt, score=attempt.score, appeal=row.pk, **facts)
    row.decision, row.decision_reason, row.score_after = decision, reason, attempt.score
    row.decided_at, row.decided_by = by.now, by.membership
    row.save()
    journal.write(by, f"appeal.{decision}", row, question=row.question, **contents.sealed(row, was_row))
    return row


@action(roles=TRAINERS)
def review_question(
    *, by: Actor, id: UUID, course: str, question: str, digest: str, verdict: str, reason: str
) -> QuestionReview:
    """Approve or reject a question, or accept one whose law changed as right under the law of today.

    `digest`: the question as the trainer read it; another wording by now is refused. Within an exercise nobody reviews.
    """
    reason = reason.strip()
    if standing := QuestionReview.objects.filter(pk=id).first():
        given = (course, question, verdict, by.membership.pk)
        if (standing.course, standing.question, standing.verdict, standing.reviewed_by_id) != given:
            raise Refused("id.conflict")
        return standing
    if by.exercise:
        raise Refused("review.exercise")
    if verdict not in QuestionReview.Verdict.values:
        raise Refused("review.verdict", "verdict")
    if not reason:
        raise Refused("reason.missing", "reason")
    found = courses.current_course(course)
    asked = found.bank.questions.get(question) if found else None
    if asked is None:
        raise Refused("test.unknown_question", question=question[:60])
    if asked.digest != digest:
        raise Refused("question.meanwhile", "verdict")
    row = QuestionReview.objects.create(
        id=id,
        course=course,
        question=question,
        digest=digest,
        verdict=verdict,
        reason=reason,
        law=courses.book().digests(asked.law),
        reviewed_at=by.now,
        reviewed_by=by.membership,
    )
    journal.write(by, f"question.{verdict}", row, question=question, digest=digest, **contents.sealed(row))
    return row
