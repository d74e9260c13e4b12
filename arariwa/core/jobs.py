"""Long work in the background: the one module that knows the task library.

A system registers a function by kind; `start` records the job and queues it; the loop of `arariwa work`
runs it. The function must be idempotent: a job whose worker died is run again.
"""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.db import OperationalError, transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from arariwa.core import access, files, home, journal
from arariwa.core.actor import Actor, actor_for
from arariwa.core.domain.refused import Refused
from arariwa.core.models.files import Attachment
from arariwa.core.models.work import Job

log = logging.getLogger(__name__)
SILENT_AFTER = timedelta(minutes=3)


class Cancelled(Exception):
    """The person who asked for the job called it off."""


class Progress:
    """Given to a job's function: say how far it is; raises Cancelled when it was called off."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def __call__(self, done: int, total: int, step: str = "") -> None:
        state = Job.objects.filter(pk=self.job.pk).values_list("state", flat=True).first()
        if state == Job.State.CANCELLED:
            raise Cancelled
        Job.objects.filter(pk=self.job.pk).update(done=done, total=total, step=step, beat_at=timezone.now())


Work = Callable[[Actor, UUID, Progress], Attachment | None]
_kinds: dict[str, Work] = {}
_looks: list[Callable[[], None]] = []


def register(kind: str, work: Work) -> None:
    """Name the function that does jobs of that kind."""
    _kinds[kind] = work


def each_minute(look: Callable[[], None]) -> None:
    """Have the loop call `look` when it starts and every minute: it makes what should stand ready, or sees that it does."""
    if look not in _looks:
        _looks.append(look)


def look_around() -> None:
    """Call everything of `each_minute`; one that fails keeps neither the others nor the loop from going on."""
    for look in _looks:
        try:
            look()
        except OperationalError as error:
            if not home.busy(error):
                raise
            log.warning("the database is busy; trying again")
        except Exception:
            log.exception("%s failed", look.__qualname__)


def start(by: Actor, kind: str, record: object, total: int = 0) -> Job:
    """Queue a job about a record. Called from inside an action, which has checked that the actor may."""
    job = Job.objects.create(
        kind=kind,
        record=record.pk,  # type: ignore[attr-defined]
        compartment_id=access.compartment_of(record),  # type: ignore[arg-type]
        by=by.membership,
        total=total,
        asked_at=timezone.now(),
    )
    journal.write(by, "job.asked", job, kind=kind)
    # The queue is a table of the same database: job and queue entry are committed together or not at all.
    run_job.enqueue(str(job.pk))
    return job


@task()
def run_job(job_id: str) -> None:
    """What the queue calls."""
    run(UUID(job_id))


def run(job_id: UUID) -> Job:
    """Do one job now, unless it was begun elsewhere, is done or cancelled; record how it ended."""
    taken = Job.objects.filter(pk=job_id, state=Job.State.QUEUED).update(
        state=Job.State.RUNNING, beat_at=timezone.now()
    )
    job = Job.objects.select_related("by__person", "by__office__institution").get(pk=job_id)
    if not taken:
        return job
    try:
        result = _kinds[job.kind](actor_for(job.by), job.record, Progress(job))
        _end(job, Job.State.DONE, result=result, step="")
    except Cancelled:
        log.info("job %s cancelled", job.pk)
    except Refused as refused:
        _end(job, Job.State.FAILED, step=refused.code)
    except Exception:
        log.exception("job %s (%s) failed", job.pk, job.kind)
        _end(job, Job.State.FAILED, step="job.failed")
    job.refresh_from_db()
    return job


def _end(job: Job, state: str, **fields: object) -> None:
    Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(
        state=state, finished_at=timezone.now(), **fields
    )


def cancel(by: Actor, job: Job) -> None:
    """Call a job off; one that has ended stays as it ended. Called from inside an action."""
    if Job.objects.filter(pk=job.pk, state__in=[Job.State.QUEUED, Job.State.RUNNING]).update(
        state=Job.State.CANCELLED, finished_at=timezone.now()
    ):
        journal.write(by, "job.cancelled", job)


def revive() -> int:
    """Queue again the jobs whose worker fell silent, before or after it began them; tells how many."""
    before = timezone.now() - SILENT_AFTER
    silent = Job.objects.filter(state=Job.State.RUNNING, beat_at__lt=before)
    # Taken from the queue by a worker that died before its first step.
    lost = Job.objects.filter(state=Job.State.QUEUED).filter(
        Q(beat_at__lt=before) | Q(beat_at=None, asked_at__lt=before)
    )
    count = 0
    for job in silent | lost:
        with transaction.atomic():
            same = Job.objects.filter(pk=job.pk, state=job.state, beat_at=job.beat_at)
            if same.update(state=Job.State.QUEUED, beat_at=timezone.now()):
                run_job.enqueue(str(job.pk))
                count += 1
    return count


def drain() -> None:
    """Run everything queued now, in this process, and come back."""
    from django_tasks_db.management.commands.db_worker import Worker

    Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="arariwa-work",
        excluded_queue_names=[],
    ).run()


def loop(pause: float = 1.0) -> None:
    """The loop of `arariwa work`: until stopped, run what is queued, revive what fell silent, see to what should
    stand ready, sweep once a day."""
    beat = looked = swept = float("-inf")
    while True:
        now = time.monotonic()
        try:
            if now - beat > 60:
                revive()
                beat = now
            if now - swept > 86_400:
                files.sweep()
                swept = now
            drain()
            if now - looked > 60:
                look_around()
                looked = now
        except OperationalError as error:
            # Someone else wrote for longer than one waits. The pages beside this loop must not end for that.
            if not home.busy(error):
                raise
            log.warning("the database is busy; trying again")
        time.sleep(pause)
