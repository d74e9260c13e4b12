"""What an exercise lets happen, and when: opening, entering, the clock, answering, handing in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from arariwa.core import testing
from arariwa.core.actor import actor_for
from arariwa.core.domain.refused import Refused
from arariwa.core.models import JournalEntry, Membership, Office
from arariwa.training import actions_exercises as actions
from arariwa.training import playing
from arariwa.training import queries_exercises as queries
from arariwa.training.models import Choice
from arariwa.training.tests import exercising

pytestmark = pytest.mark.django_db


def refused(code, act, /, **given):
    with pytest.raises(Refused) as told:
        act(**given)
    assert told.value.code == code


def playing_as(run, role):
    return actor_for(next(r.membership for r in queries.roles_of(run) if r.role == role))


def test_opened_twice_with_one_id_it_is_one_run_and_another_exercise_is_a_conflict():
    people = exercising.world()
    given = {"by": people.alba.actor, "id": testing.uuid7()}
    run = actions.open_run(slug="ex-02", **given)
    assert actions.open_run(slug="ex-02", **given) == run
    assert Membership.objects.filter(exercise=run.pk).count() == 3
    refused("id.conflict", actions.open_run, slug="ex-04", **given)
    refused("id.malformed", actions.open_run, slug="ex-02", id=run.pk, by=people.carla.actor)


def test_what_waits_for_its_system_is_not_opened():
    refused("exercise.not_available", exercising.opened, slug="ex-05")


def test_without_an_office_to_play_in_it_says_which():
    people = exercising.world()
    Office.objects.filter(institution="FEMA").update(closed_on=timezone.localdate())
    refused("exercise.no_office", actions.open_run, by=people.alba.actor, id=testing.uuid7(), slug="ex-02")


def test_a_team_is_opened_by_programme_staff_and_names_every_role():
    people, tadeo = exercising.world(), exercising.trainer()
    team = {"police": people.alba.person, "wildlife": people.carla.person}
    given = {"id": testing.uuid7(), "slug": "ex-02", "team": team}
    refused("exercise.trainer_only", actions.open_run, by=people.alba.actor, **given)
    refused("exercise.role_missing", actions.open_run, by=tadeo.actor, **given)


def test_no_exercise_within_an_exercise():
    run = exercising.opened("ex-02")
    inside = playing_as(run, "police")
    refused("exercise.inside", actions.open_run, by=inside, id=testing.uuid7(), slug="ex-04")


def test_one_acts_in_the_time_of_the_exercise_and_the_journal_keeps_both():
    run = exercising.opened("ex-02")
    by = playing_as(run, "police")
    assert run.begins_at <= by.now < run.begins_at + timedelta(minutes=2)
    actions.wait(by=by, run_id=run.pk, until=90)
    late = playing_as(run, "police")
    assert late.now >= run.begins_at + timedelta(minutes=90)
    actions.answer(by=late, run_id=run.pk, id=testing.uuid7(), code="report", value=["hour"])
    line = JournalEntry.objects.get(verb="exercise.answered")
    assert line.exercise_at == late.now and line.at > line.exercise_at
    # What has gone by does not come back.
    actions.wait(by=late, run_id=run.pk, until=30)
    assert playing_as(run, "police").now >= late.now


def test_a_stopped_clock_stands_and_a_started_one_runs(monkeypatch):
    run = exercising.opened("ex-02")
    by = playing_as(run, "police")
    actions.stop_clock(by=by, run_id=run.pk)
    run.refresh_from_db()
    later = timezone.now() + timedelta(hours=5)
    assert run.moment(later) == run.moment(timezone.now())
    actions.start_clock(by=by, run_id=run.pk)
    run.refresh_from_db()
    assert run.moment(later) > run.begins_at + timedelta(hours=4)


def test_the_same_answer_sent_twice_is_one_and_another_under_its_id_is_none():
    run = exercising.opened("ex-02")
    given = {"by": playing_as(run, "police"), "run_id": run.pk, "id": testing.uuid7(), "code": "report"}
    actions.answer(value=["hour"], **given)
    actions.answer(value=["hour"], **given)
    assert Choice.objects.count() == 1
    refused("id.conflict", actions.answer, value=["what"], **given)


def test_words_are_said_in_the_scene_whose_turn_it_is():
    run = exercising.opened("ex-03")
    by = playing_as(run, "prosecutor")
    refused(
        "exercise.other_scene",
        actions.say,
        by=by,
        run_id=run.pk,
        id=testing.uuid7(),
        scene="plea",
        way="counted",
    )
    judge = playing_as(run, "judge")
    refused(
        "exercise.other_role",
        actions.say,
        by=judge,
        run_id=run.pk,
        id=testing.uuid7(),
        scene="opening",
        way="facts",
    )
    actions.say(by=by, run_id=run.pk, id=testing.uuid7(), scene="opening", way="facts")
    refused(
        "exercise.other_scene",
        actions.say,
        by=by,
        run_id=run.pk,
        id=testing.uuid7(),
        scene="opening",
        way="written",
    )


def test_handed_in_once_and_for_all():
    run = exercising.opened("ex-02")
    playing.play_model(run)
    by = playing_as(run, "police")
    actions.submit(by=by, run_id=run.pk)
    actions.submit(by=by, run_id=run.pk)
    assert run.grades.count() == 1
    refused(
        "exercise.handed_in",
        actions.answer,
        by=by,
        run_id=run.pk,
        id=testing.uuid7(),
        code="report",
        value=["hour"],
    )
    refused("exercise.handed_in", actions.wait, by=by, run_id=run.pk, until=500)


def test_the_appendix_of_ex_01_is_what_the_species_table_says():
    from datetime import date

    from arariwa.law import queries as law

    one = queries.exercise("ex-01")
    key = next(c.given["all"] for c in one.criteria if c.code == "listed")
    for option in one.question("appendix_one").options:
        name, _, year = option.text.es.partition(", ")
        day = next(f.situation["on"] for f in one.facts if f.situation["on"].startswith(year))
        found = law.protection_of(name, date.fromisoformat(day))
        assert (str(found.cites_appendix) == "I") == (option.code in key), (name, day, found)
