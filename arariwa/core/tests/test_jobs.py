"""Long work: run once, watched, called off, taken up again when its worker died."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from arariwa.core import access, actions, jobs, testing
from arariwa.core.action import ANY_ROLE, action
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Job, JournalEntry

pytestmark = pytest.mark.django_db


@action(roles=ANY_ROLE)
def ask(*, by, record, kind="test"):
    return jobs.start(by, kind, record, total=3)


@pytest.fixture
def work(monkeypatch):
    """Registers a kind of work for one test."""
    monkeypatch.setattr(jobs, "_kinds", dict(jobs._kinds))

    def register(function):
        jobs.register("test", function)

    return register


@pytest.fixture
def record():
    return testing.an_intervention()


def alba():
    return testing.people().alba.actor


def long_ago(job, **more):
    moment = timezone.now() - jobs.SILENT_AFTER - timedelta(seconds=1)
    Job.objects.filter(pk=job.pk).update(beat_at=moment, asked_at=moment, **more)


def test_what_the_loop_sees_to_goes_on_when_one_of_it_fails(monkeypatch):
    """Called at the start of the loop and each minute, after what is queued."""
    called = []

    def broken():
        called.append("broken")
        raise ValueError

    monkeypatch.setattr(jobs, "_looks", [])
    jobs.each_minute(broken)
    jobs.each_minute(lambda: called.append("whole"))
    jobs.each_minute(broken)
    clock = iter([1000.0, 1001.0, 1061.5])
    monkeypatch.setattr(jobs, "time", SimpleNamespace(monotonic=lambda: next(clock), sleep=lambda _s: None))
    monkeypatch.setattr(jobs, "drain", lambda: called.append("drained"))
    with pytest.raises(StopIteration):
        jobs.loop(pause=0)
    assert called == ["drained", "broken", "whole", "drained", "drained", "broken", "whole"]


def test_asking_queues_job_and_task_together(record):
    job = ask(by=alba(), record=record)
    assert (job.state, job.record, job.compartment_id, job.total) == (
        "queued",
        record.pk,
        record.compartment_id,
        3,
    )
    assert DBTaskResult.objects.get().args_kwargs["args"] == [str(job.pk)]
    assert JournalEntry.objects.latest("seq").verb == "job.asked"


def test_a_job_whose_asking_failed_is_in_no_queue(record):
    """Job and queue entry are one transaction: neither a job nobody runs, nor a run without its job."""

    @action(roles=ANY_ROLE)
    def broken(*, by):
        jobs.start(by, "test", record)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken(by=alba())
    assert not Job.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_job_runs_as_who_asked_and_says_how_far_it_is(record, work):
    told = []

    def function(by, about, progress):
        told.append((by.person.given_names, about))
        progress(1, 2, "reading")
        told.append(Job.objects.values_list("state", "done", "total", "step").get())

    work(function)
    done = jobs.run(ask(by=alba(), record=record).pk)
    assert told == [("Alba", record.pk), ("running", 1, 2, "reading")]
    assert (done.state, done.step) == ("done", "")
    assert done.finished_at


def test_a_job_is_not_run_twice(record, work):
    runs = []
    work(lambda by, about, progress: runs.append(about))
    job = ask(by=alba(), record=record)
    for _ in range(3):
        jobs.run(job.pk)
    assert runs == [record.pk]


def test_a_job_begun_elsewhere_is_left_alone(record, work):
    runs = []
    work(lambda by, about, progress: runs.append(about))
    job = ask(by=alba(), record=record)
    Job.objects.update(state="running", beat_at=timezone.now())
    assert jobs.run(job.pk).state == "running"
    assert runs == []


@pytest.mark.parametrize(
    ("error", "step"),
    [
        (Refused("file.kind", "x"), "file.kind"),
        (ZeroDivisionError(), "job.failed"),
        (KeyError("x"), "job.failed"),
    ],
)
def test_a_failure_is_recorded_with_a_code_that_has_a_sentence(record, work, error, step, caplog):
    from arariwa.core.refusals import SENTENCES

    def function(by, about, progress):
        raise error

    work(function)
    failed = jobs.run(ask(by=alba(), record=record).pk)
    assert (failed.state, failed.step) == ("failed", step)
    assert step in SENTENCES
    assert ("failed" in caplog.text) == (step == "job.failed")


def test_a_kind_nobody_does_fails_and_says_so(record):
    assert jobs.run(ask(by=alba(), record=record, kind="nobody.does").pk).state == "failed"


def test_a_job_called_off_before_it_began_does_not_run(record, work):
    runs = []
    work(lambda by, about, progress: runs.append(about))
    job = ask(by=alba(), record=record)
    actions.cancel_job(by=alba(), job_id=job.pk)
    assert jobs.run(job.pk).state == "cancelled"
    assert runs == []
    assert JournalEntry.objects.latest("seq").verb == "job.cancelled"


def test_a_running_job_stops_at_its_next_step(record, work):
    steps = []

    def function(by, about, progress):
        for step in range(5):
            steps.append(step)
            if step == 2:
                actions.cancel_job(by=alba(), job_id=progress.job.pk)
            progress(step, 5)

    work(function)
    ended = jobs.run(ask(by=alba(), record=record).pk)
    assert (ended.state, steps) == ("cancelled", [0, 1, 2])


def test_what_has_ended_cannot_be_called_off(record, work):
    work(lambda by, about, progress: None)
    job = jobs.run(ask(by=alba(), record=record).pk)
    actions.cancel_job(by=alba(), job_id=job.pk)
    assert Job.objects.get().state == "done"
    assert not JournalEntry.objects.filter(verb="job.cancelled").exists()


def test_who_may_call_off(record):
    everyone = testing.people()
    job = ask(by=everyone.alba.actor, record=record)
    with pytest.raises(access.Hidden):
        actions.cancel_job(by=everyone.carla.actor, job_id=job.pk)
    with testing.in_action():
        access.allow(everyone.alba.actor, record, everyone.carla.office, access.ACT, "test")
    with pytest.raises(Refused):
        actions.cancel_job(by=everyone.carla.actor, job_id=job.pk)
    actions.cancel_job(by=everyone.beto.actor, job_id=job.pk)
    assert Job.objects.get().state == "cancelled"


@pytest.mark.parametrize("state", ["queued", "running"])
def test_a_job_whose_worker_died_is_queued_again(record, work, state):
    runs = []
    work(lambda by, about, progress: runs.append(about))
    job = ask(by=alba(), record=record)
    long_ago(job, state=state)
    assert jobs.revive() == 1
    assert jobs.revive() == 0
    assert DBTaskResult.objects.count() == 2
    assert jobs.run(job.pk).state == "done"
    assert runs == [record.pk]


def test_a_job_that_never_reached_a_worker_is_queued_again(record):
    job = ask(by=alba(), record=record)
    DBTaskResult.objects.all().delete()
    Job.objects.filter(pk=job.pk).update(asked_at=timezone.now() - timedelta(hours=1))
    assert jobs.revive() == 1
    assert DBTaskResult.objects.count() == 1


@pytest.mark.parametrize("state", ["done", "failed", "cancelled"])
def test_what_has_ended_is_not_revived(record, state):
    long_ago(ask(by=alba(), record=record), state=state)
    assert jobs.revive() == 0


def test_fresh_work_is_not_revived(record):
    ask(by=alba(), record=record)
    assert jobs.revive() == 0


def test_a_worker_taken_for_dead_does_not_undo_how_the_job_ended(record, work):
    """It was only slow: another finished meanwhile."""

    def slow(by, about, progress):
        long_ago(progress.job)
        jobs.revive()
        work(lambda *_: None)
        jobs.run(progress.job.pk)
        raise ZeroDivisionError

    work(slow)
    assert jobs.run(ask(by=alba(), record=record).pk).state == "done"


@pytest.mark.django_db(transaction=True)
def test_the_loop_drains_the_queue(work):
    runs = []
    work(lambda by, about, progress: runs.append(about))
    records = [testing.an_intervention() for _ in range(3)]
    for record in records:
        ask(by=alba(), record=record)
    jobs.drain()
    assert runs == [record.pk for record in records]
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}


class Stopped(Exception):
    """What ends the loop of a test."""


@pytest.mark.parametrize(
    ("said", "ended"), [("database is locked", Stopped), ("no such table: queue", OperationalError)]
)
def test_a_busy_database_does_not_end_the_loop_and_a_broken_one_does(monkeypatch, said, ended):
    tried = iter([OperationalError(said), Stopped()])
    monkeypatch.setattr(
        jobs.home, "connection", SimpleNamespace(vendor="sqlite", settings_dict={"NAME": "x"})
    )
    monkeypatch.setattr(jobs, "revive", lambda: 0)
    monkeypatch.setattr(jobs.files, "sweep", lambda: None)

    def drain():
        raise next(tried)

    monkeypatch.setattr(jobs, "drain", drain)
    with pytest.raises(ended):
        jobs.loop(pause=0)
