"""Writes of certificates: issue one, or those of a whole cohort, renew, revoke."""

import secrets
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from arariwa.core import access, jobs, journal, keys, versions
from arariwa.core.action import action
from arariwa.core.actor import Actor
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.domain.signing import jws
from arariwa.core.models import Job, Role
from arariwa.core.numbering import free_number
from arariwa.core.setup import current_fingerprint
from arariwa.law import queries as law
from arariwa.training import certificate_paper, certificate_words, courses
from arariwa.training import queries_certificates as queries
from arariwa.training.certificate_paper import Earned
from arariwa.training.domain import certificates as rules
from arariwa.training.domain import credentials
from arariwa.training.domain.credentials import LIST_SIZE, Certified, Status
from arariwa.training.models import Certificate, Cohort, Enrolment, Revocation

ISSUERS = (Role.PROGRAMME,)
KIND = "training.certificates"
# A list is used up to half, so that a free bit is found at once.
USED = LIST_SIZE // 2


@action(roles=ISSUERS)
def issue(*, by: Actor, id: UUID, enrolment_id: UUID) -> Certificate:
    """Issue the certificate of a place. Refused("certificate.not_earned") says what is missing."""
    if standing := versions.again(Certificate, by, id, {"enrolment_id": enrolment_id}):
        return standing
    enrolment = _held(by, enrolment_id)
    if latest := queries.latest(enrolment):
        raise Refused("certificate.already", number=latest.number)
    return _issue(by, id, enrolment)


@action(roles=ISSUERS)
def renew(*, by: Actor, id: UUID, certificate_id: UUID) -> Certificate:
    """Issue it anew when the law taught has changed or its end is near, to who passed the final test again since."""
    prior = access.get(queries.rows(), by, pk=certificate_id)
    if standing := versions.again(Certificate, by, id, {"enrolment_id": prior.enrolment_id}):
        return standing
    enrolment = _held(by, prior.enrolment_id)
    if queries.latest(enrolment) != prior or not queries.standing(prior, by.today).renewable:
        raise Refused("certificate.not_renewable", number=prior.number)
    return _issue(by, id, enrolment, since=prior.issued_at)


@action(roles=ISSUERS)
def revoke(*, by: Actor, certificate_id: UUID, why: str) -> Revocation:
    """Take a certificate back, for a reason; whoever checks it is told, nobody is told why."""
    certificate = access.get(Certificate.objects.select_for_update(of=("self",)), by, pk=certificate_id)
    access.require(by, access.MANAGE, certificate)
    if not why.strip():
        raise Refused("reason.missing", "why")
    if hasattr(certificate, "revocation"):
        raise Refused("certificate.revoked", number=certificate.number)
    made = Revocation.objects.create(
        id=uuid7(), certificate=certificate, why=why.strip(), revoked_at=by.now, revoked_by=by.membership
    )
    journal.write(by, "certificate.revoked", certificate, number=certificate.number)
    return made


@action(roles=ISSUERS)
def ask_issue_all(*, by: Actor, cohort_id: UUID) -> Job:
    """Issue the certificates of everyone in a cohort who earned one, in the background."""
    cohort = access.get(Cohort, by, pk=cohort_id)
    access.require(by, access.MANAGE, cohort)
    queries.issuer()
    running = Job.objects.filter(record=cohort.pk, kind=KIND, state__in=["queued", "running"]).first()
    return running or jobs.start(by, KIND, cohort)


def issue_all(by: Actor, cohort_id: UUID, progress: jobs.Progress) -> None:
    """What the job does: one certificate after another, each an act of its own; run again it goes on where it stopped."""
    cohort = access.get(Cohort.objects.select_related("event"), by, pk=cohort_id)
    waiting = queries.places(cohort, certified="no").order_by("pk")
    ready = [row.enrolment for row in queries.progress(cohort, waiting) if row.ready]
    progress(0, len(ready))
    for n, enrolment in enumerate(ready, 1):
        try:
            issue(by=by, id=uuid7(), enrolment_id=enrolment.pk)
        except Refused as refused:
            # Issued meanwhile by hand, or one's own: the others are not kept waiting for it.
            if refused.code not in ("certificate.already", "certificate.own", "certificate.not_earned"):
                raise
        progress(n, len(ready))


def _held(by: Actor, enrolment_id: UUID) -> Enrolment:
    """The place, locked, of an office the actor's manages; nobody certifies themselves."""
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related(
        "cohort__event", "participation__person"
    )
    enrolment = access.get(rows, by, pk=enrolment_id)
    access.require(by, access.MANAGE, enrolment)
    if enrolment.participation.person_id == by.person.pk:
        raise Refused("certificate.own")
    return enrolment


def _issue(by: Actor, id: UUID, enrolment: Enrolment, since: datetime | None = None) -> Certificate:
    course = courses.course_of(enrolment.cohort.pack_id)
    facts = queries.facts_of(enrolment.cohort, [enrolment], since)[enrolment.pk]
    conditions = rules.conditions(facts, queries.rule(course))
    percent = rules.grade(facts)
    if percent is None or not rules.earned(conditions):
        missing = " ".join(certificate_words.reason(c) for c in conditions if not c.holds)
        raise Refused("certificate.not_earned", name=str(enrolment.participation.person), missing=missing)
    earned = Earned(
        enrolment=enrolment,
        course=course,
        issuer=queries.issuer(),
        conditions=conditions,
        percent=percent,
        issued_at=by.now,
        expires_on=rules.expires_on(by.today, course.file.certificate.valid_months),
        read_until=law.law().country.read_until,
    )
    number = free_number(Certificate, by.today.year, "CERT")
    status_list, index = _free_bit()
    signer = keys.signer(keys.CERTIFICATES)
    body = credentials.payload(
        _certified(earned, number),
        address=settings.PUBLIC_ADDRESS,
        status=Status(list_address(status_list), index),
        signed_at=timezone.now(),
    )
    certificate = Certificate.objects.create(
        id=id,
        enrolment=enrolment,
        nth=Certificate.objects.filter(enrolment=enrolment).count() + 1,
        number=number,
        issued_at=earned.issued_at,
        issued_by=by.membership,
        expires_on=earned.expires_on,
        credential=jws({"kid": signer.id, "typ": "vc+jwt"}, body, signer.sign),
        key=signer.id,
        status_list=status_list,
        status_index=index,
        law_fingerprint=current_fingerprint(queries.LAW),
    )
    journal.write(by, "certificate.issued", certificate, number=number, key=signer.id)
    return certificate


def _certified(earned: Earned, number: str) -> Certified:
    shown = certificate_paper.shown(earned)
    said, file = shown["es"], earned.course.file
    return Certified(
        number=number,
        person=said["person"],
        document=said["document"],
        course=said["course"],
        course_code=file.code,
        course_key=earned.course.fingerprint,
        description=file.summary.es,
        criteria=said["result"],
        hours=file.hours,
        percent=earned.percent,
        cut=file.test.cut,
        mark=earned.mark,
        issuer=said["institution"],
        issued_at=earned.issued_at,
        expires_on=earned.expires_on,
        shown=shown,
    )


def list_address(status_list: int) -> str:
    """Where anyone reads which certificates of a list were revoked."""
    return f"{settings.PUBLIC_ADDRESS}/certificados/estado/{status_list}.jwt"


def _free_bit() -> tuple[int, int]:
    """The list in use and a bit of it nobody has: drawn, for a counted one would tell the order of issue."""
    status_list = Certificate.objects.count() // USED + 1
    taken = Certificate.objects.filter(status_list=status_list)
    while True:
        index = secrets.randbelow(LIST_SIZE)
        if not taken.filter(status_index=index).exists():
            return status_list, index
