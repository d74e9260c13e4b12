"""Tests taken, from drawing the form to the appeal: once, in time, by the learner alone."""

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from arariwa.core import access, contents, testing
from arariwa.core.actor import actor_for
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.models import JournalEntry
from arariwa.training import actions_courses as courses
from arariwa.training import actions_tests as actions
from arariwa.training import queries_tests as queries
from arariwa.training.models import Appeal, Attempt
from arariwa.training.tests import world

pytestmark = pytest.mark.django_db


def later(who, **by):
    return actor_for(who.membership, timezone.now() + timedelta(**by))


def a_test(kind="pre", enrolment=None, by=None):
    enrolment = enrolment or world.an_enrolment()
    by = by or testing.people().pilar.actor
    if kind == "post":
        for n in queries.course_of(enrolment).file.required:
            courses.finish_lesson(by=by, enrolment_id=enrolment.pk, module=n)
    return actions.start(by=by, id=uuid7(), enrolment_id=enrolment.pk, kind=kind)


def keys(attempt):
    return {id_: queries.key(attempt, id_).answer for id_ in attempt.ids}


def pilar(**by):
    return later(testing.people().pilar, **by)


def refused(code):
    return pytest.raises(Refused, match=code.replace(".", r"\."))


def test_a_form_follows_the_blueprint_and_pre_and_post_share_nothing():
    pre = a_test()
    assert [id_[6:8] for id_ in pre.ids] == ["m1", "m2"]
    actions.submit(by=pilar(), id=pre.pk)
    post = a_test("post", pre.enrolment)
    assert not set(pre.ids) & set(post.ids) and post.seed == pre.seed
    assert post.due_at - post.started_at == timedelta(minutes=30)


def test_starting_again_is_the_running_test():
    first = a_test()
    again = actions.start(by=pilar(), id=first.pk, enrolment_id=first.enrolment_id, kind="pre")
    assert again == first == a_test("pre", first.enrolment)
    with refused("id.conflict"):
        actions.start(by=pilar(), id=first.pk, enrolment_id=first.enrolment_id, kind="post")
    with refused("test.another_runs"):
        actions.start(by=pilar(), id=uuid7(), enrolment_id=first.enrolment_id, kind="post")


def test_answers_are_kept_as_one_goes_and_marked_when_handed_in():
    attempt = a_test()
    one, two = attempt.ids
    actions.save(by=pilar(), id=attempt.pk, answers={one: "a"})
    kept = actions.save(by=pilar(), id=attempt.pk, answers={two: "b"})
    assert kept.answers == {one: "a", two: "b"}
    assert actions.save(by=pilar(), id=attempt.pk, answers={two: None}).answers == {one: "a"}
    done = actions.submit(by=pilar(), id=attempt.pk, answers={two: "b"})
    assert done.score == 50 and not done.late
    assert done.marks == {one: {"points": "1", "key": "a"}, two: {"points": "0", "key": "a"}}


def test_it_is_handed_in_once():
    attempt = a_test()
    done = actions.submit(by=pilar(), id=attempt.pk, answers=keys(attempt))
    assert done.score == 100
    assert (
        actions.submit(by=pilar(minutes=1), id=attempt.pk, answers=keys(attempt)).submitted_at
        == done.submitted_at
    )
    with refused("test.submitted"):
        actions.submit(by=pilar(), id=attempt.pk, answers={attempt.ids[0]: "b"})
    with refused("test.submitted"):
        actions.save(by=pilar(), id=attempt.pk, answers={attempt.ids[0]: "b"})
    assert JournalEntry.objects.filter(verb="test.submitted").count() == 1


def test_after_the_limit_what_was_saved_in_time_counts():
    attempt = a_test()
    one, two = attempt.ids
    actions.save(by=pilar(), id=attempt.pk, answers={one: "a"})
    with refused("test.over"):
        actions.save(by=pilar(minutes=32), id=attempt.pk, answers={two: "a"})
    done = actions.submit(by=pilar(minutes=32), id=attempt.pk, answers={two: "a"})
    assert done.late and done.score == 50 and done.answers == {one: "a"}


def test_what_is_on_its_way_at_the_end_still_counts():
    attempt = a_test()
    at_the_end = actor_for(testing.people().pilar.membership, attempt.due_at + timedelta(seconds=20))
    done = actions.submit(by=at_the_end, id=attempt.pk, answers=keys(attempt))
    assert not done.late and done.score == 100


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"asy-9-m9-01": "a"}, "test.unknown_question"),
        ({"": "a"}, "test.unknown_question"),
        ({"x" * 5000: "a"}, "test.unknown_question"),
        ({"Q": "z"}, "test.answer_form"),
        ({"Q": ["a"]}, "test.answer_form"),
        ({"Q": "a" * 10_000_000}, "test.answer_form"),
        ({"Q": {"a": "b"}}, "test.answer_form"),
        ({"Q": 7}, "test.answer_form"),
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_is_kept(answers, code):
    attempt = a_test()
    one, two = attempt.ids
    given = {two: "a", **{(one if q == "Q" else q): a for q, a in answers.items()}}
    for act in (actions.save, actions.submit):
        with refused(code):
            act(by=pilar(), id=attempt.pk, answers=given)
    attempt.refresh_from_db()
    assert attempt.answers == {} and attempt.submitted_at is None


def test_only_the_learner_takes_the_test():
    attempt = a_test()
    people = testing.people()
    for who in (people.alba, people.beto, people.carla):
        with pytest.raises(access.Hidden):
            actions.save(by=who.actor, id=attempt.pk, answers={})
    for act in (actions.save, actions.submit):
        with refused("test.not_yours"):
            act(by=world.rosa().actor, id=attempt.pk, answers={})
    with refused("test.not_yours"):
        actions.start(by=world.rosa().actor, id=uuid7(), enrolment_id=attempt.enrolment_id, kind="pre")


def test_each_test_has_its_time():
    enrolment = world.an_enrolment()
    begin = lambda kind, by=None: actions.start(  # noqa: E731
        by=by or pilar(), id=uuid7(), enrolment_id=enrolment.pk, kind=kind
    )
    with refused("test.lessons_first"):
        begin("post")
    with refused("test.follow_up_later"):
        begin("followup")
    with refused("test.kind"):
        begin("otra")
    with refused("test.cohort_closed"):
        begin("pre", pilar(days=60))
    for n in (1, 2):
        courses.finish_lesson(by=pilar(), enrolment_id=enrolment.pk, module=n)
    with refused("test.pre_after"):
        begin("pre")
    for _ in range(2):
        actions.submit(by=pilar(), id=begin("post").pk)
    with refused("test.no_attempts"):
        begin("post")
    with refused("test.follow_up_later"):
        begin("followup", pilar(days=89))
    followed = begin("followup", pilar(days=91))
    assert followed.kind == "followup"
    actions.submit(by=pilar(days=91), id=followed.pk)
    with refused("test.no_attempts"):
        begin("followup", pilar(days=92))


def test_who_passed_takes_it_no_more():
    post = a_test("post")
    actions.submit(by=pilar(), id=post.pk, answers=keys(post))
    assert queries.passed(post.enrolment) == post
    with refused("test.passed"):
        actions.start(by=pilar(), id=uuid7(), enrolment_id=post.enrolment_id, kind="post")


def test_a_test_left_open_is_closed_by_the_next():
    first = a_test("post")
    actions.save(by=pilar(), id=first.pk, answers={first.ids[0]: "a"})
    second = actions.start(by=pilar(hours=2), id=uuid7(), enrolment_id=first.enrolment_id, kind="post")
    first.refresh_from_db()
    assert first.late and first.score == 50 and second.n == 2


def test_answers_altered_behind_the_actions_are_found():
    """Neither a test that runs nor a decision is an alteration; a changed answer or score is."""
    attempt = a_test()
    actions.save(by=pilar(), id=attempt.pk, answers={attempt.ids[0]: "b"})
    assert list(contents.changed()) == []
    actions.submit(by=pilar(), id=attempt.pk)
    row = actions.appeal(by=pilar(), id=uuid7(), attempt_id=attempt.pk, question=attempt.ids[0], reason="x")
    actions.decide_appeal(by=world.rosa().actor, id=row.pk, decision="granted", reason="Sí.")
    assert list(contents.changed()) == []
    kept = Attempt.objects.filter(pk=attempt.pk)
    for change in ({"answers": {attempt.ids[0]: "a"}}, {"score": Decimal(99)}):
        was = kept.values(*change).get()
        kept.update(**change)
        assert [found.row for found in contents.changed()] == [f"training.attempt:{attempt.pk}"]
        kept.update(**was)
    assert list(contents.changed()) == []


# Appeals


def an_appeal(answers="b"):
    attempt = a_test()
    actions.submit(by=pilar(), id=attempt.pk, answers={attempt.ids[0]: answers})
    return actions.appeal(
        by=pilar(),
        id=uuid7(),
        attempt_id=attempt.pk,
        question=attempt.ids[0],
        reason="La b también es correcta.",
    )


def rosa():
    return world.rosa().actor


@pytest.mark.parametrize(("decision", "score"), [("granted", 50), ("annulled", 0), ("dismissed", 0)])
def test_a_decision_marks_the_test_again(decision, score):
    appeal = an_appeal()
    row = actions.decide_appeal(by=rosa(), id=appeal.pk, decision=decision, reason="Se revisó.")
    row.attempt.refresh_from_db()
    assert (row.score_before, row.score_after, row.attempt.score) == (0, score, score)
    assert JournalEntry.objects.filter(verb="test.marked_again").count() == (decision != "dismissed")
    assert JournalEntry.objects.filter(verb=f"appeal.{decision}").count() == 1


def test_an_annulled_question_does_not_count():
    appeal = an_appeal()
    actions.decide_appeal(by=rosa(), id=appeal.pk, decision="annulled", reason="Ambigua.")
    attempt = Attempt.objects.get(pk=appeal.attempt_id)
    other = actions.appeal(
        by=pilar(), id=uuid7(), attempt_id=attempt.pk, question=attempt.ids[1], reason="No la vi."
    )
    done = actions.decide_appeal(by=rosa(), id=other.pk, decision="annulled", reason="Ambigua también.")
    assert done.score_after == 100


def test_an_appeal_is_made_once_and_decided_once_with_a_reason():
    appeal = an_appeal()
    given = {"attempt_id": appeal.attempt_id, "question": appeal.question}
    same = actions.appeal(by=pilar(), id=appeal.pk, reason="La b también es correcta.", **given)
    assert same == appeal
    with refused("appeal.twice"):
        actions.appeal(by=pilar(), id=uuid7(), reason="Otra vez.", **given)
    with refused("reason.missing"):
        actions.decide_appeal(by=rosa(), id=appeal.pk, decision="granted", reason=" ")
    with refused("appeal.decision"):
        actions.decide_appeal(by=rosa(), id=appeal.pk, decision="quizá", reason="x")
    with refused("access.role"):
        actions.decide_appeal(by=pilar(), id=appeal.pk, decision="granted", reason="x")
    actions.decide_appeal(by=rosa(), id=appeal.pk, decision="granted", reason="Sí.")
    actions.decide_appeal(by=rosa(), id=appeal.pk, decision="granted", reason="Sí.")
    with refused("appeal.decided"):
        actions.decide_appeal(by=rosa(), id=appeal.pk, decision="dismissed", reason="No.")
    assert Appeal.objects.get().decision == "granted"


def test_nobody_decides_on_their_own_test():
    rosa_learns = world.an_enrolment(world.rosa())
    attempt = a_test(enrolment=rosa_learns, by=rosa())
    actions.submit(by=rosa(), id=attempt.pk)
    mine = actions.appeal(by=rosa(), id=uuid7(), attempt_id=attempt.pk, question=attempt.ids[0], reason="x")
    with refused("appeal.own"):
        actions.decide_appeal(by=rosa(), id=mine.pk, decision="granted", reason="Sí.")


def test_no_appeal_while_the_test_runs_or_about_another_question():
    attempt = a_test()
    with refused("test.still_running"):
        actions.appeal(by=pilar(), id=uuid7(), attempt_id=attempt.pk, question=attempt.ids[0], reason="x")
    actions.submit(by=pilar(), id=attempt.pk)
    with refused("test.unknown_question"):
        actions.appeal(by=pilar(), id=uuid7(), attempt_id=attempt.pk, question="otra", reason="x")


def test_a_share_is_rounded_as_people_do():
    assert actions._score({str(n): {"points": p} for n, p in enumerate(("1", "1", "0"))}) == Decimal("66.67")
    assert actions._score({"a": {"points": "1/8"}}) == Decimal("12.50")


# At once


@pytest.mark.django_db(transaction=True)
def test_two_submissions_at_once_are_one():
    attempt = a_test()
    right, wrong = keys(attempt), dict.fromkeys(attempt.ids, "b")
    said, ready = [], threading.Barrier(2)

    def hand_in(answers):
        ready.wait()
        try:
            said.append(actions.submit(by=pilar(), id=attempt.pk, answers=answers).score)
        except Refused as no:
            said.append(no.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=hand_in, args=(answers,)) for answers in (right, wrong)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    attempt.refresh_from_db()
    assert sorted(map(str, said)) == sorted([str(attempt.score), "test.submitted"])
    assert attempt.score in (0, 100) and attempt.answers in (right, wrong)
    assert JournalEntry.objects.filter(verb="test.submitted").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_starts_at_once_are_one_test():
    enrolment = world.an_enrolment()
    made, ready = [], threading.Barrier(2)

    def begin():
        ready.wait()
        try:
            made.append(actions.start(by=pilar(), id=uuid7(), enrolment_id=enrolment.pk, kind="pre").pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=begin) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(made) == 2 and len(set(made)) == 1 and Attempt.objects.count() == 1
