"""The programme, made once and small: what its records count, and that a second run makes nothing."""

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from arariwa.core import actions, reference
from arariwa.core.models import JournalHead
from arariwa.core.packs import Pack
from arariwa.demo import current, programme_packs, world
from arariwa.demo import programme as made
from arariwa.events import following, opinions, queries, stocking
from arariwa.events.domain.promises import Standing
from arariwa.events.figures import Scope, figure
from arariwa.events.models import Event, Material, Promise
from arariwa.outreach import polls
from arariwa.outreach.figures import figure as outreach_figure
from arariwa.outreach.models import Visit
from arariwa.rights.models import SessionQuestion
from arariwa.training.figures import figure as training_figure
from arariwa.training.models import Appeal, Attempt, Certificate, Cohort, Grade, HandedIn, LessonPackage

YEAR = Scope.year(2022)


def small():
    """The programme with a tenth of the officials of each workshop; study trip and conference are whole."""
    whole = programme_packs.load(settings.PACKS)
    events = [_fewer(e) if e.people > 20 else e for e in whole.events]
    learners = {
        "asy-4": whole.learners["asy-4"].model_copy(
            update={"of": 6, "left": 1, "certificates": 2, "followed_up": 2}
        )
    }
    return whole.model_copy(
        update={"events": events, "learners": learners, "offline": dict.fromkeys(whole.offline, 1)}
    )


def _fewer(event):
    people = event.people // 10
    back = min(event.back, 2)
    return event.model_copy(
        update={
            "people": people,
            "back": back,
            "twins": min(event.twins, back),
            "absent": min(event.absent, 1),
        }
    )


def run(programme):
    members = world.settle(settings.PACKS)[0]
    return [*made.run(programme, members), *current.run(programme, members)]


@pytest.fixture(scope="module")
def programme(django_db_setup, django_db_blocker, tmp_path_factory):
    """The small programme in the database for every test of this file; taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        actions.load_institutions(by=None, institutions=reference.institutions(settings.PACKS))
        read = small()
        for name in (
            "courses",
            *(f"courses/{c}" for c in ("asy-1", "asy-2", "asy-3", "asy-4")),
            "exercises/ex-01",
        ):
            actions.store_pack(by=None, pack=Pack.from_folder(settings.PACKS, name))
        for name in ("pe/law", "pe/cases"):
            actions.store_pack(by=None, pack=Pack.from_folder(settings.PACKS, name))
        list(run(read))
        yield read
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("code", "value"),
    [("CAP-01", 30), ("CAP-02", 2), ("CAP-03", 4), ("CAP-04", 24), ("CAP-14", 1), ("CAP-15", 7)],
)
def test_the_records_count_what_was_published_for_2022(programme, db, code, value):
    assert figure(code, YEAR).value == figure(code).value == value


def test_officials_are_counted_once_however_often_they_came(programme, db):
    assert figure("CAP-05", YEAR).value == programme.officials
    came = sum(
        e.people for e in programme.events if programme.themes[e.theme].kind in programme_packs.WORKSHOPS
    )
    assert figure("CAP-06", YEAR).value == came > programme.officials


def test_one_conference_with_ecuador(programme, db):
    assert [figure(code).value for code in ("INT-04", "INT-05", "INT-06")] == [1, 18, 2]


def test_the_public_is_counted_without_names(programme, db):
    talks = [e for e in programme.events if programme.themes[e.theme].kind == "conference"]
    assert (figure("OUT-05").value, figure("OUT-06").value) == (6, sum(e.public for e in talks))
    for name, cells in figure("OUT-06").parts.items():
        assert name in ("region", "language") or cells["NOT_RECORDED"]
    asked = {"LAY_JUSTICE_OF_THE_PEACE", "RONDERO", "JUDICIAL_COUNSELLOR", "OTHER_LEADER"}
    assert asked <= set(figure("OUT-06").parts["community_role"])


def test_officers_of_the_fish_and_wildlife_service_taught(programme, db):
    assert figure("EVT-01", YEAR).value == 8


def test_a_second_run_makes_nothing(programme, db):
    lines = JournalHead.objects.get().seq
    assert [step.made for step in run(programme)] == [0] * (len(programme.series) + 1)
    assert JournalHead.objects.get().seq == lines


def test_what_was_promised_stands_in_every_way(programme, db):
    """Kept, kept late, overdue, begun, and still open, told by evidence and the calendar alone."""
    rows = following.kept(Promise.objects.all(), timezone.localdate())
    assert len(rows) == 11 + 7 + 4
    assert {row.standing for row in rows} >= {
        Standing.KEPT, Standing.KEPT_LATE, Standing.LATE, Standing.BEGUN, Standing.SOON, Standing.OPEN
    }  # fmt: skip
    assert figure("CAP-13").value == 3


def test_each_of_the_study_trip_promised_something_and_four_put_it_to_use(programme, db):
    trip = Event.objects.get(kind="study_trip")
    assert trip.promises.count() == trip.participations.count() == 7
    assert trip.stops.count() == 6 and trip.stops.filter(host="US-FWS").count() == 3
    used = figure("CAP-16")
    assert (used.value, used.of) == (4, 7)


def test_what_was_handed_out_left_the_stock(programme, db):
    caps = Material.objects.get(name_es="Gorra del programa")
    talks = [e for e in programme.events if programme.themes[e.theme].kind == "conference"]
    came = sum(e.public for e in talks)
    assert stocking.in_stock(caps) == 0 and came > 380 - 6
    received = outreach_figure("OUT-09")
    assert (received.of, received.beside["went_without"]) == (came, came - 385)
    assert list(received.parts["conference"].values()).count(0) == 0


def test_every_conference_and_session_was_polled_and_knew_more_afterwards(programme, db):
    found = outreach_figure("OUT-12")
    assert set(found.parts["conference"]) == set(
        Event.objects.filter(kind__in=polls.POLLED).values_list("number", flat=True)
    )
    assert all(more > 0 for more in found.parts["conference"].values())
    assert 15 < found.result < 45 and found.beside["change_low"] > 0
    assert {"F", "M", "NOT_RECORDED"} == set(found.parts["sex"])
    assert {"es", "cni", "NOT_RECORDED"} == set(found.parts["language"])


def test_at_each_session_something_was_handed_out_asked_and_seen_afterwards(programme, db):
    sessions = list(Event.objects.filter(kind="know_your_rights").order_by("from_on"))
    assert [one.languages for one in sessions] == [["es"], ["es"], ["es", "cni"]]
    given = [stocking.delivery(one) for one in sessions]
    assert [(one.received == one.present, bool(one.items)) for one in given] == [
        (True, True),
        (True, True),
        (False, True),
    ]
    sheet = [{i.material.name_es: i.handed for i in one.items} for one in given]
    assert [one["Lámina «Qué se puede y a quién llamar»"] for one in sheet] == [22, 37, 33]
    assert (given[-1].received, given[-1].present) == (33, 41)
    assert outreach_figure("OUT-08").parts["community_role"]["CITIZEN"] > 40
    for one in sessions:
        asked = SessionQuestion.objects.filter(event=one)
        assert asked.exclude(known="").exists() and asked.exclude(words="").exists()
        assert Visit.objects.get(event=one).made_on > one.until_on


def test_six_visits_were_made_and_two_are_due(programme, db):
    today = timezone.localdate()
    assert sorted(visit.state(today) for visit in Visit.objects.all()) == [
        "late",
        *["made"] * 6,
        "planned",
    ]
    kept = Promise.objects.filter(event__kind="conference", evidence__isnull=False)
    assert kept.count() == 3


def test_opinions_are_of_those_who_came(programme, db):
    event = Event.objects.get(track="INT-1")
    found = opinions.answered(event)
    assert 0 < found.answers <= found.came and found.best


def test_learners_of_a_past_course_took_both_tests_and_some_their_certificate(programme, db):
    cohort = Cohort.objects.get(course="asy-4")
    rows = Attempt.objects.filter(enrolment__cohort=cohort)
    pre, post, later = (rows.filter(kind=kind).count() for kind in ("pre", "post", "followup"))
    said = programme.learners["asy-4"]
    assert (pre, post, later) == (said.of, said.of - said.left, said.followed_up)
    assert not rows.filter(late=True).exists()


def test_courses_taken_away_were_handed_in_once(programme, db):
    """All who came are in the course's group; one of each left it half read, and who did not come is enrolled too."""
    events = [e for e in programme.events if e.slug in programme.offline]
    packages = LessonPackage.objects.all()
    assert packages.count() == HandedIn.objects.count() == sum(e.people for e in events)
    said = programme.learners["asy-4"]
    done = training_figure("CAP-21")
    assert done.value == sum(e.people - 1 for e in events) + said.of - said.left
    assert done.of == sum(e.people + e.absent for e in events) + said.of


def test_those_who_sign_in_stand_at_different_places_of_the_running_course(programme, db):
    cohort = Cohort.objects.get(course="asy-1", event__closed_at=None)
    read = {row.participation.person.email: row.lessons_read.count() for row in cohort.enrolments.all()}
    assert read == {one.person: one.lessons for one in programme.now.course.learners}
    assert cohort.is_open(timezone.localdate())


def test_two_solved_the_exercise_and_one_certificate_was_revoked(programme, db):
    grades = Grade.objects.filter(run__slug="ex-01")
    assert [(g.score, g.passed) for g in grades] == [(100, True)] * 2
    issued = Certificate.objects.filter(enrolment__cohort__course="asy-1")
    assert sorted(hasattr(one, "revocation") for one in issued) == [False, True]


def test_a_gathering_to_come_is_full_and_has_a_waiting_list(programme, db):
    event = Event.objects.get(pk=world.make_id("event", "proximo"))
    states = queries.by_state(event)
    assert (states["approved"], states["waiting"], states["requested"]) == (30, 4, 2)


def test_a_learner_contests_how_a_question_was_marked(programme, db):
    assert Appeal.objects.get(decided_at=None).reason


def test_exercises_do_not_hide_who_someone_is(programme, db):
    """Whoever played an exercise has its roles beside their own; the demonstration goes on under their own."""
    members = world.settle(settings.PACKS)[0]
    assert members["asistente@demo.example"].exercise is None
