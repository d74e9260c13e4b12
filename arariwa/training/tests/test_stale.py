"""Which questions a test takes: law unchanged since the review, generated ones approved; reviews; analysis of a class."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from arariwa.core import testing
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.training import actions_tests as actions
from arariwa.training import courses, stale
from arariwa.training import queries_tests as queries
from arariwa.training.models import Attempt, QuestionReview
from arariwa.training.stale import Reviewed, standing
from arariwa.training.tests import sample, world
from arariwa.training.tests.domain.samples import a_question

ASKED = a_question("one", law=["CP-308", "PR-IP"])
NOW = {"CP-308": "a", "PR-IP": "b"}.get


def state(lock, review=None, asked=ASKED, now=NOW):
    found = standing(asked, lock, lambda code: now(code) or "", review)
    return found.state, found.changed


@pytest.mark.parametrize(
    ("lock", "review", "expected"),
    [
        ({}, None, ("usable", ())),
        ({"CP-308": "a", "PR-IP": "b"}, None, ("usable", ())),
        ({"CP-308": "old", "PR-IP": "b"}, None, ("stale", ("CP-308",))),
        ({"CP-308": "old", "PR-IP": "older"}, None, ("stale", ("CP-308", "PR-IP"))),
        # accepted as the law reads now
        ({"CP-308": "old"}, Reviewed("accepted", {"CP-308": "a", "PR-IP": "b"}), ("usable", ())),
        # accepted, and then it changed once more
        ({"CP-308": "old"}, Reviewed("accepted", {"CP-308": "b", "PR-IP": "b"}), ("stale", ("CP-308",))),
        # approved here without a lock: what its law said at the approval counts
        ({}, Reviewed("approved", {"CP-308": "old"}), ("stale", ("CP-308",))),
        ({}, Reviewed("approved", {"CP-308": "a"}), ("usable", ())),
        ({}, Reviewed("rejected", {"CP-308": "a"}), ("rejected", ())),
    ],
)
def test_what_holds_of_a_question(lock, review, expected):
    assert state(lock, review) == expected


def test_an_entry_that_is_gone_makes_it_stale():
    assert state({"CP-308": "a", "PR-IP": "b"}, now={"PR-IP": "b"}.get) == ("stale", ("CP-308",))


def test_a_generated_one_waits_for_a_trainer():
    made = a_question("one", law=["CP-308"], review="generated")
    assert state({}, asked=made) == ("generated", ())
    assert state({}, Reviewed("approved", {"CP-308": "a"}), made) == ("usable", ())


# With the database

pytestmark = pytest.mark.django_db
LOCK = "entries: {CP-308: %s}"


def lock_of(digest=""):
    return {"law.lock.yaml": LOCK % (digest or courses.book().digest("CP-308"))}


def review(verdict, question="asy-9-m1-01", **changes):
    course = courses.current_course("asy-9")
    given = {"digest": course.bank.questions[question].digest, "reason": "Leída.", "id": uuid7(), **changes}
    return actions.review_question(
        by=world.rosa().actor, course="asy-9", question=question, verdict=verdict, **given
    )


def states():
    return {id_: s.state for id_, s in queries.standings(courses.current_course("asy-9")).items()}


def test_a_reform_takes_its_questions_out_until_they_are_accepted():
    world.load(lock_of())
    assert set(states().values()) == {"usable"}
    world.load(lock_of("0" * 64))
    assert set(states().values()) == {"stale"}
    for question in courses.current_course("asy-9").bank.questions:
        review("accepted", question)
    assert set(states().values()) == {"usable"}


def test_a_test_does_not_take_stale_questions():
    enrolment = world.an_enrolment(cohort=world.a_cohort(lock_of("0" * 64)))
    with pytest.raises(Refused, match=r"test\.bank"):
        actions.start(by=testing.people().pilar.actor, id=uuid7(), enrolment_id=enrolment.pk, kind="pre")
    review("accepted", "asy-9-m1-02")
    review("accepted", "asy-9-m2-01")
    made = actions.start(by=testing.people().pilar.actor, id=uuid7(), enrolment_id=enrolment.pk, kind="pre")
    assert made.ids == ["asy-9-m1-02", "asy-9-m2-01"]


def test_a_review_is_of_one_wording():
    world.load({"questions.yaml": sample.QUESTIONS.replace("unreviewed", "generated", 1)})
    assert states()["asy-9-m1-01"] == "generated"
    review("approved")
    assert states()["asy-9-m1-01"] == "usable"
    other = sample.QUESTIONS.replace("unreviewed", "generated", 1).replace("pregunta 1", "pregunta uno", 1)
    world.load({"questions.yaml": other})
    assert states()["asy-9-m1-01"] == "generated"


def test_the_latest_review_holds_and_the_same_again_is_one_row():
    world.load()
    row = review("rejected")
    assert states()["asy-9-m1-01"] == "rejected"
    assert review("rejected", id=row.pk) == row
    with pytest.raises(Refused, match=r"id\.conflict"):
        review("approved", id=row.pk)
    review("approved")
    assert states()["asy-9-m1-01"] == "usable" and QuestionReview.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"digest": "0" * 64}, "question.meanwhile"),
        ({"reason": "  "}, "reason.missing"),
        ({"verdict": "bien"}, "review.verdict"),
        ({"question": "nada"}, "test.unknown_question"),
        ({"course": "nada"}, "test.unknown_question"),
    ],
)
def test_a_review_that_is_none(changes, code):
    world.load()
    found = courses.current_course("asy-9").bank.questions["asy-9-m1-01"]
    given = {
        "course": "asy-9",
        "question": found.id,
        "digest": found.digest,
        "verdict": "approved",
        "reason": "x",
    }
    with pytest.raises(Refused) as refused:
        actions.review_question(by=world.rosa().actor, id=uuid7(), **(given | changes))
    assert refused.value.code == code and not QuestionReview.objects.exists()


def test_learners_review_nothing():
    world.load()
    with pytest.raises(Refused, match=r"access\.role"):
        actions.review_question(
            by=testing.people().pilar.actor,
            id=uuid7(),
            course="asy-9",
            question="x",
            digest="",
            verdict="approved",
            reason="x",
        )


# A class


def a_class(scores):
    """Learners with (pre, post, follow-up) scores of the small course, None for a test not taken."""
    cohort, people = world.a_cohort(), []
    for n, tests in enumerate(scores):
        who = testing.someone(f"Alumno{n}", testing.office("FEMA-LO", "FEMA", "FEMA Loreto"), "prosecutor")
        enrolment = world.an_enrolment(who, cohort)
        for kind, score in zip(("pre", "post", "followup"), tests, strict=True):
            if score is None:
                continue
            now = timezone.now()
            questions = [[q.id, q.digest] for q in queries.course_of(enrolment).bank.questions.values()][:2]
            right = {0: 0, 50: 1, 100: 2}[score]
            marks = {q: {"points": str(int(i < right)), "key": "a"} for i, (q, _d) in enumerate(questions)}
            Attempt.objects.create(
                enrolment=enrolment, kind=kind, n=1, seed="x", questions=questions, pack_id=cohort.pack_id,
                law_fingerprint="x", started_at=now, started_by=who.membership, due_at=now + timedelta(minutes=30),
                answers={q: "a" if i < right else "b" for i, (q, _d) in enumerate(questions)},
                submitted_at=now, marks=marks, score=Decimal(score),
            )  # fmt: skip
        people.append(enrolment)
    return cohort


def test_what_a_class_learned_passed_and_kept():
    cohort = a_class([(0, 100, 100), (50, 100, 50), (50, 50, None), (50, None, None), (None, 100, None)])
    rows = list(queries.taken(world.rosa().actor, cohort=cohort.pk).select_related("enrolment__cohort"))
    found = queries.class_result(rows, {"asy-9": 70})
    assert (found.sat, found.passed, found.followed_up) == (4, 3, 2)
    assert found.retention == pytest.approx(0.75)
    assert (found.learned.pairs, found.learned.began, found.learned.attrition) == (3, 4, 0.25)
    assert found.learned.gain.value == pytest.approx((250 / 3 - 100 / 3) / (100 - 100 / 3))


def test_only_who_manages_a_course_sees_its_tests():
    a_class([(0, 100, None)])
    assert queries.taken(world.rosa().actor, course="asy-9").count() == 2
    learner = testing.someone("Alumno0", testing.office("FEMA-LO", "FEMA"), "prosecutor")
    assert queries.taken(learner.actor, course="asy-9").count() == 0
    assert queries.taken(testing.people().alba.actor, course="asy-9").count() == 0


def test_item_analysis_reads_the_tests_of_one_wording():
    cohort = a_class([(100, None, None), (50, None, None), (0, None, None)] * 10)
    course = courses.course_of(cohort.pack_id)
    asked = list(course.bank.questions.values())
    found = queries.item_analyses(asked, queries.taken(world.rosa().actor, cohort=cohort.pk))
    first, second = found[asked[0].id], found[asked[1].id]
    assert (first.answers, first.missing, first.facility) == (30, 0, pytest.approx(2 / 3))
    assert second.facility == pytest.approx(1 / 3) and first.point_biserial == pytest.approx(0.5)
    assert {c.option: c.chosen for c in first.choices} == {"a": 20, "b": 10}
    assert found[asked[2].id].answers == 0
    other = [q.model_copy(update={"source": "Otra"}) for q in asked]
    for q in other:
        q.__dict__.pop("digest", None)
    assert all(
        a.answers == 0 for a in queries.item_analyses(other, queries.taken(world.rosa().actor)).values()
    )


def test_the_analysis_page_prints_figures():
    a_class([(100, 100, None), (50, 100, None), (0, 50, None)] * 10)
    page = testing.sign_in(world.rosa()).get("/preguntas/asy-9/analisis/?prueba=pre").content.decode()
    assert "66.67\u00a0%" in page and "0.50" in page and "30 de 30" in page


def test_the_analysis_page_says_how_many_answers_are_missing():
    a_class([(100, None, None)])
    page = testing.sign_in(world.rosa()).get("/preguntas/asy-9/analisis/?prueba=pre").content.decode()
    assert "faltan 29 respuestas" in page and "biserial" not in page.lower().split("<table")[1]


def test_stale_asks_reviews_by_wording():
    asked = a_question("one")
    held = stale.standings(
        [asked], {}, lambda code: "a", {(asked.id, "another digest"): Reviewed("rejected", {})}
    )
    assert held[asked.id].state == "usable"
