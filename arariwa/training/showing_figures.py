"""What the pages of figures show of training beside what they show of events: headings, words, how its rows are told."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from arariwa.core import formatting
from arariwa.events import figures as of_events
from arariwa.events import showing_figures as events
from arariwa.events.showing_figures import Book, row_told
from arariwa.training import figures as of_training
from arariwa.training import queries_courses, queries_exercises
from arariwa.training.figure_words import BESIDE, BREAKDOWNS, WHY, WORDS, cell_words
from arariwa.training.models import Attempt, Certificate, Cohort, Enrolment, ExerciseRun

# The figures under their headings, in the order of reading.
SECTIONS: tuple[tuple[object, tuple[str, ...]], ...] = (
    (
        gettext_lazy("What was held, and who was there"),
        tuple(f"CAP-{n:02}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 25, 26, 9)) + ("EVT-01",),
    ),
    (
        gettext_lazy("What was learnt"),
        tuple(f"CAP-{n:02}" for n in (10, 11, 12, 17, 18, 19, 20, 21, 22, 23, 24)),
    ),
    (
        gettext_lazy("Coordination, study trips, cooperation"),
        ("CAP-13", "CAP-14", "CAP-15", "CAP-16", "INT-04", "INT-05", "INT-06"),
    ),
    (gettext_lazy("Citizens"), ("OUT-05", "OUT-06", "OUT-07", "OUT-08")),
)
# What is told beside a figure already in the table of all; the rest stands on its own page.
BRIEF = (
    "pairs",
    "gain_low",
    "effect",
    "answers",
    "response_rate",
    "attrition",
    "sex_not_recorded",
    "role_not_recorded",
    "unit_not_recorded",
    "institution_not_recorded",
    "region_not_recorded",
)


def _cohort(row: Cohort) -> dict[str, str]:
    return row_told(
        row, reverse("training:cohort", args=[row.pk]), row.event.number, formatting.day(row.closes_on)
    )


def _enrolment(row: Enrolment) -> dict[str, str]:
    url = reverse("training:enrolment", args=[row.pk])
    return row_told(row.participation.person, url, row.participation.institution_name, row.cohort.event)


def _attempt(row: Attempt) -> dict[str, str]:
    url = reverse("training:test_result", args=[row.pk])
    score = f"{formatting.number(row.score or 0)}{formatting.NBSP}%"
    return row_told(row.enrolment.participation.person, url, row, score, row.enrolment.cohort.event)


def _run(row: ExerciseRun) -> dict[str, str]:
    title = queries_exercises.exercise_of(row).title.in_(formatting.language())
    opened = formatting.day(row.opened_at)
    return row_told(title, reverse("training:result", args=[row.pk]), row, row.opened_by.office, opened)


def _certificate(row: Certificate) -> dict[str, str]:
    url = reverse("training:certificate", args=[row.pk])
    return row_told(row, url, row.enrolment.participation.person, row.enrolment.cohort.event)


ROWS: events.Rows = {
    **events.ROWS,
    Cohort: (gettext_lazy("Groups"), ("event",), _cohort),
    Enrolment: (
        gettext_lazy("Places in courses"),
        ("participation__person", "participation__institution", "cohort__event"),
        _enrolment,
    ),
    Attempt: (
        gettext_lazy("Tests"),
        ("enrolment__participation__person", "enrolment__cohort__event"),
        _attempt,
    ),
    ExerciseRun: (gettext_lazy("Exercises worked"), ("opened_by__office",), _run),
    Certificate: (
        gettext_lazy("Certificates"),
        ("enrolment__participation__person", "enrolment__cohort__event"),
        _certificate,
    ),
}
BOOK = Book(
    "training",
    {**of_events.FIGURES, **of_training.FIGURES},
    SECTIONS,
    WORDS,
    ROWS,
    title=gettext_lazy("Figures of the programme"),
    lead=gettext_lazy(
        "Counted from the records of what your office organises or helps to run, never typed. Exercises with invented facts do not count as events or cases. What is not known is not zero."
    ),
    why=WHY,
    beside_words=BESIDE,
    breakdown_words=BREAKDOWNS,
    cell_words=cell_words,
    brief=BRIEF,
    above=(
        (gettext_lazy("Courses"), "training:courses"),
        (gettext_lazy("By region and institution"), "training:dashboard"),
    ),
    courses=queries_courses.titles,
)
