"""Reads of certificates: what each learner's rests on, which there are, what one is worth today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from arariwa.core import access, keys, setup
from arariwa.core.actor import Actor
from arariwa.core.domain.ids import is_short_number
from arariwa.core.domain.refused import Refused
from arariwa.core.models import IssuedPaper, JournalEntry
from arariwa.events import queries as events
from arariwa.law import queries as law
from arariwa.law.domain.references import Book
from arariwa.training import courses, issuer_packs, queries_exercises
from arariwa.training.domain import certificates as rules
from arariwa.training.domain import credentials
from arariwa.training.domain.certificates import Condition, Exercised, Facts, Rule, Standing
from arariwa.training.domain.credentials import Checked
from arariwa.training.models import Attempt, Certificate, Cohort, Enrolment, Grade, LessonRead, Revocation
from arariwa.training.packs import Course

LAW = "pe/law"


def issuer() -> issuer_packs.Issuer:
    """Who issues here (ARARIWA_ISSUER); Refused("certificate.no_issuer") while nobody is named."""
    if not settings.ISSUER or not (settings.PACKS / settings.ISSUER / issuer_packs.FILE).is_file():
        raise Refused("certificate.no_issuer", file=issuer_packs.FILE)
    return issuer_packs.read(settings.PACKS, settings.ISSUER)


# What a certificate rests on


def rule(course: Course) -> Rule:
    """What the course asks for."""
    return Rule(course.file.certificate.attendance_percent, course.file.test.cut)


def facts_of(
    cohort: Cohort, enrolments: Iterable[Enrolment], since: datetime | None = None
) -> dict[UUID, Facts]:
    """What is known of each of these places of one cohort. `since`: for a renewal, a test handed in after that moment."""
    rows, course = list(enrolments), courses.course_of(cohort.pack_id)
    parts, done = _presence(cohort, course, rows)
    best = _best_tests(cohort, rows, since)
    exercised = [_exercise(code, rows) for code in course.file.exercises]
    found = {}
    for row in rows:
        found[row.pk] = Facts(
            live=not cohort.self_paced,
            parts=parts,
            done=done.get(row.pk, 0),
            test=best.get(row.participation.person_id),
            exercises=tuple(one[row.participation.person_id] for one in exercised),
        )
    return found


def _presence(cohort: Cohort, course: Course, rows: list[Enrolment]) -> tuple[int, Mapping[UUID, int]]:
    """How many sessions or required modules there are, and how many of them each was at or has read."""
    done: dict[UUID, int] = {}
    if cohort.self_paced:
        required = set(course.file.required)
        for enrolment, module in LessonRead.objects.filter(enrolment__in=rows).values_list(
            "enrolment", "module"
        ):
            done[enrolment] = done.get(enrolment, 0) + (module in required)
        return len(required), done
    sessions = set(cohort.event.sessions.filter(voided_at=None).values_list("pk", flat=True))
    by_participation = {row.participation_id: row.pk for row in rows}
    for session, there in events.attended(cohort.event).items():
        for participation in there if session in sessions else ():
            if place := by_participation.get(participation):
                done[place] = done.get(place, 0) + 1
    return len(sessions), done


def _best_tests(cohort: Cohort, rows: list[Enrolment], since: datetime | None) -> dict[UUID, Decimal]:
    """Of each person the best final test; for a renewal also a follow-up test, or one taken in a later cohort."""
    asked = Attempt.objects.filter(score__isnull=False)
    if since is None:
        asked = asked.filter(enrolment__in=rows, kind=Attempt.Kind.POST)
    else:
        people = [row.participation.person_id for row in rows]
        asked = asked.filter(
            enrolment__participation__person__in=people,
            enrolment__cohort__course=cohort.course,
            kind__in=[Attempt.Kind.POST, Attempt.Kind.FOLLOWUP],
            submitted_at__gt=since,
        )
    return dict(asked.values_list("enrolment__participation__person").annotate(Max("score")))


def _exercise(code: str, rows: list[Enrolment]) -> dict[UUID, Exercised]:
    """Of each person their best grade in an exercise, alone or in a team, as it stands after a trainer's changes."""
    people = {row.participation.person_id for row in rows}
    slug = code.lower()
    try:
        exercise = queries_exercises.exercise(slug)
    except access.Hidden:
        return {person: Exercised(code, 0, available=False) for person in people}
    if queries_exercises.lacking(exercise):
        return {person: Exercised(code, exercise.pass_at, available=False) for person in people}
    best = {person: Exercised(code, exercise.pass_at) for person in people}
    grades = Grade.objects.filter(run__slug=slug, run__roles__membership__person__in=people)
    played = grades.prefetch_related("overrides").values_list("pk", "run__roles__membership__person")
    players: dict[UUID, set[UUID]] = {}
    for grade, person in played:
        players.setdefault(grade, set()).add(person)
    for row in Grade.objects.filter(pk__in=players).select_related("run").prefetch_related("overrides"):
        graded = _graded(row, exercise.pass_at, code)
        for person in players[row.pk] & people:
            if (graded.passed, graded.score or 0) > (best[person].passed, best[person].score or -1):
                best[person] = graded
    return best


def _graded(row: Grade, cut: int, code: str) -> Exercised:
    score, passed = row.score, row.passed
    if row.overrides.all() and (changed := queries_exercises.grade_of(row.run)):
        score, passed = changed.graded.score, changed.graded.passed
    return Exercised(code, cut, score, ("critical",) if score >= cut and not passed else ())


def conditions(
    cohort: Cohort, enrolments: Iterable[Enrolment], since: datetime | None = None
) -> dict[UUID, tuple[Condition, ...]]:
    """The conditions of several places of one cohort."""
    asked = rule(courses.course_of(cohort.pack_id))
    return {id_: rules.conditions(facts, asked) for id_, facts in facts_of(cohort, enrolments, since).items()}


def exercises_to_solve(enrolment: Enrolment) -> list[str]:
    """Codes of the exercises the place's certificate still waits for, in the order of the course."""
    found = conditions(enrolment.cohort, [enrolment])[enrolment.pk]
    return [str(one.values["exercise"]) for one in found if one.code == "exercise" and not one.holds]


# Certificates


def rows() -> QuerySet[Certificate]:
    """Every certificate with what its pages show; the caller lets the actor to them."""
    return Certificate.objects.select_related(
        "revocation",
        "enrolment__cohort__event",
        "enrolment__participation__person",
        "enrolment__participation__institution",
    )


def own(by: Actor) -> QuerySet[Certificate]:
    """The actor's own, the latest first."""
    return (
        access.visible(rows(), by)
        .filter(enrolment__participation__person=by.person)
        .order_by("-issued_at", "-id")
    )


def managed(
    by: Actor, *, text: str = "", state: str = "", course: str = "", year: str = "", on: date
) -> QuerySet[Certificate]:
    """Those of places the actor's office manages."""
    found = access.visible(rows(), by, access.MANAGE)
    if text:
        named = Q(number__icontains=text)
        for word in text.split()[:6]:
            named |= Q(enrolment__participation__person__given_names__icontains=word)
            named |= Q(enrolment__participation__person__surnames__icontains=word)
        found = found.filter(named)
    if state in STATES:
        found = found.filter(STATES[state](on))
    if course:
        found = found.filter(enrolment__cohort__course__iexact=course)
    if year.isdecimal() and len(year) == 4:
        found = found.filter(issued_at__year=int(year))
    return found


_REVOKED = Exists(Revocation.objects.filter(certificate=OuterRef("pk")))
STATES = {
    "valid": lambda on: Q(~_REVOKED, expires_on__gte=on),
    "expired": lambda on: Q(~_REVOKED, expires_on__lt=on),
    "revoked": lambda on: Q(_REVOKED),
}


def certificate_for(by: Actor, id: UUID | str, level: int = access.READ) -> Certificate:
    """The certificate with what its pages show, or Hidden."""
    found = access.get(rows(), by, pk=id)
    access.require(by, level, found)
    return found


def by_number(number: str) -> Certificate | None:
    """The certificate of a number as anyone may type it; None for one that was never issued or is mistyped."""
    tidy = number.strip().upper()
    return rows().filter(number=tidy).first() if is_short_number(tidy) else None


def latest(enrolment: Enrolment) -> Certificate | None:
    """The certificate of the place that stands: the latest, unless it was revoked."""
    last = (
        Certificate.objects.filter(enrolment=enrolment).select_related("revocation").order_by("-nth").first()
    )
    return last if last and not hasattr(last, "revocation") else None


def read(certificate: Certificate) -> Checked:
    """What the certificate says. Refused when it was changed since it was signed, here too."""
    return credentials.check(certificate.credential, keys.public_keys(keys.CERTIFICATES))


def history(certificate: Certificate) -> QuerySet[JournalEntry]:
    """The journal's lines on it, the first first."""
    return JournalEntry.objects.filter(record=str(certificate.pk), verb__startswith="certificate.").order_by(
        "seq"
    )


def state_of(certificate: Certificate, on: date) -> str:
    """Whether it is valid, expired or revoked, without asking the law."""
    return standing(certificate, on, certificate.law_fingerprint).state


def law_now() -> str:
    """Which law pack the system answers from now; a list asks it once for all its rows."""
    return setup.current_fingerprint(LAW)


def standing(certificate: Certificate, on: date, current: str | None = None) -> Standing:
    """What it is worth that day, and whether it may be renewed."""
    return rules.standing(
        expires=certificate.expires_on,
        revoked=hasattr(certificate, "revocation"),
        law_changed=bool(law_changed(certificate, current)),
        on=on,
    )


def law_changed(certificate: Certificate, current: str | None = None) -> tuple[str, ...]:
    """Codes of what the course teaches that say something else than when the certificate was earned."""
    now = law_now() if current is None else current
    return _changed(certificate.enrolment.cohort.pack_id, certificate.law_fingerprint, now)


@lru_cache(maxsize=256)
def _changed(course: str, then: str, now: str) -> tuple[str, ...]:
    if not then or then == now:
        return ()
    before, today = Book.of(law.law_of(then), law.species()), courses.book()
    codes = sorted(code for code in courses.course_of(course).codes() if code in before.by_code)
    return tuple(code for code in codes if before.digest(code) != today.digest(code))


@dataclass(frozen=True)
class Progress:
    """A place of a cohort: its conditions, whether they all hold, and the certificate that stands."""

    enrolment: Enrolment
    conditions: tuple[Condition, ...]
    certificate: Certificate | None

    @property
    def ready(self) -> bool:
        return self.certificate is None and rules.earned(self.conditions)

    @property
    def lacking(self) -> list[Condition]:
        return [condition for condition in self.conditions if not condition.holds]


def places(cohort: Cohort, *, text: str = "", certified: str = "") -> QuerySet[Enrolment]:
    """The places of a cohort. The caller has been let to the cohort."""
    found = cohort.enrolments.filter(participation__withdrawn_at=None).select_related(
        "participation__person", "participation__institution", "cohort__event"
    )
    for word in text.split()[:6]:
        person = "participation__person"
        found = found.filter(
            Q(**{f"{person}__given_names__icontains": word}) | Q(**{f"{person}__surnames__icontains": word})
        )
    if certified:
        standing = Exists(Certificate.objects.filter(~_REVOKED, enrolment=OuterRef("pk")))
        found = found.filter(standing if certified == "yes" else ~standing)
    return found


def progress(cohort: Cohort, rows: Iterable[Enrolment]) -> list[Progress]:
    """Each of these places of a cohort with its conditions and the certificate that stands."""
    held = list(rows)
    found = conditions(cohort, held)
    standing: dict[UUID, Certificate] = {}
    for one in Certificate.objects.filter(enrolment__in=held).select_related("revocation").order_by("nth"):
        standing.pop(one.enrolment_id, None)
        if not hasattr(one, "revocation"):
            standing[one.enrolment_id] = one
    return [Progress(place, found[place.pk], standing.get(place.pk)) for place in held]


def cohort_for(by: Actor, id: UUID | str, level: int = access.READ) -> Cohort:
    """The cohort with what its pages show, or Hidden."""
    found = access.get(Cohort.objects.select_related("event"), by, pk=id)
    access.require(by, level, found)
    return found


def enrolment_for(by: Actor, id: UUID | str) -> Enrolment:
    """The place with what its page shows, or Hidden."""
    rows = Enrolment.objects.select_related("cohort__event", "participation__person", "compartment")
    return access.get(rows, by, pk=id)


def set_here(number: str, fingerprint: str) -> bool:
    """Whether a paper of that certificate with that fingerprint was handed out here."""
    digits = fingerprint.strip().lower()
    if len(digits) < 24 or any(c not in "0123456789abcdef" for c in digits):
        return False
    return IssuedPaper.objects.filter(number=number, fingerprint__startswith=digits[:64]).exists()


def newest_list() -> int:
    """The number of the newest public list; 0 while nothing was issued."""
    return Certificate.objects.aggregate(n=Max("status_list"))["n"] or 0


def revoked_in(status_list: int) -> list[int]:
    """The bits to set in a public list."""
    return list(
        Revocation.objects.filter(certificate__status_list=status_list)
        .order_by("certificate__status_index")
        .values_list("certificate__status_index", flat=True)
    )
