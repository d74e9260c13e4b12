"""What the pages of tests show: words of questions, rows of tests, results, figures of item analysis."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import formatting
from arariwa.core.actor import Actor
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.places import folded
from arariwa.core.domain.refused import Refused
from arariwa.core.domain.steering import marked
from arariwa.core.refusals import worded
from arariwa.law.referring import Referring
from arariwa.training import actions_tests as actions
from arariwa.training import courses, facts
from arariwa.training import queries_tests as queries
from arariwa.training.domain import lessons
from arariwa.training.domain.analysis import ItemAnalysis
from arariwa.training.domain.keys import key_of
from arariwa.training.domain.questions import (
    Key,
    Match,
    Number,
    One,
    Order,
    Question,
    Said,
    Several,
    ShortText,
    Vignette,
    mark,
    own_key,
)
from arariwa.training.forms.answers import Words, option_words
from arariwa.training.models import Attempt, Enrolment
from arariwa.training.packs import Course

Kind = Attempt.Kind
KIND_WORDS = {
    "one": gettext_lazy("one right answer"),
    "several": gettext_lazy("several right answers"),
    "order": gettext_lazy("put in order"),
    "match": gettext_lazy("match"),
    "number": gettext_lazy("number"),
    "text": gettext_lazy("short text"),
    "vignette": gettext_lazy("case, marked by the engine"),
}
LEVEL_WORDS = {
    "recall": gettext_lazy("recall"),
    "apply": gettext_lazy("apply"),
    "analyse": gettext_lazy("analyse"),
}
STATE_WORDS = {
    "usable": gettext_lazy("in the tests"),
    "stale": gettext_lazy("out of the tests: its law changed"),
    "generated": gettext_lazy("generated, to be approved"),
    "rejected": gettext_lazy("rejected"),
}
WARNING_WORDS = {
    "hard": gettext_lazy("very hard: fewer than 3 in 10 get it right"),
    "easy": gettext_lazy("very easy: more than 9 in 10 get it right"),
    "weak": gettext_lazy("hardly tells who knows from who does not"),
    "negative": gettext_lazy("the best get it wrong more often: look at its key"),
    "distractor": gettext_lazy("a wrong answer nobody chooses, or the best choose"),
}


def cited(by: Actor, links: bool = False) -> Words:
    """Puts words into safe HTML, references to the law into words of today."""
    refer, lang = Referring(courses.book(), by.today, links), formatting.language()
    # Our own reader of lessons escapes what is not its markup.
    return lambda said: mark_safe(lessons.inline(said.in_(lang), refer))  # noqa: S308


def words(by: Actor, links: bool = False) -> Words:
    """The same of a question, marked as Spanish where a page in English has no other words."""
    told, lang = cited(by, links), formatting.language()

    def marked_words(said: Said) -> SafeString:
        return (
            told(said) if said.en or lang == "es" else format_html('<span lang="es-PE">{}</span>', told(said))
        )

    return marked_words


def plain(said: Said) -> SafeString:
    """Words of a question where nobody reads them."""
    return escape(said.es)


def percent(score: Decimal | float | None) -> str:
    """ "66.67 %"; not recorded for none."""
    if score is None:
        return formatting.unreported()
    value = Decimal(str(score)).quantize(Decimal("0.01")).normalize()
    return f"{formatting.number(value)}\u00a0%"


# Who learns


@dataclass(frozen=True)
class Row:
    """One of the three tests of a course: what it is for, what was taken, whether it can be begun now or why not."""

    kind: str
    title: str
    purpose: str
    taken: list[Attempt]
    running: Attempt | None
    waits: str
    form_id: Any

    @property
    def open(self) -> bool:
        """Whether it can be begun or gone on with now."""
        return bool(self.running) or not self.waits

    @property
    def best(self) -> str:
        """The highest score in words."""
        return percent(max((a.score for a in self.taken if a.score is not None), default=None))


def rows(enrolment: Enrolment, by: Actor) -> list[Row]:
    """The tests of a place, in the order in which they come."""
    course, taken = queries.course_of(enrolment), queries.attempts(enrolment)
    limit = course.file.test
    purposes = {
        Kind.PRE: _("Before the first lesson. It does not count for your grade; it shows what you learn."),
        Kind.POST: _(
            "After the last lesson. You pass with %(cut)s %%; %(n)s attempts, %(minutes)s minutes each."
        )
        % {"cut": limit.cut, "n": limit.attempts, "minutes": limit.minutes},
        Kind.FOLLOWUP: _("A short one, 90 days after the final test: what stays."),
    }
    found = []
    for kind in Kind:
        mine = [a for a in taken if a.kind == kind]
        running = next((a for a in mine if a.submitted_at is None), None)
        found.append(
            Row(
                kind,
                str(kind.label).capitalize(),
                purposes[kind],
                [a for a in mine if a.submitted_at],
                running,
                "" if running else _waits(enrolment, course, taken, kind, by),
                uuid7(),
            )
        )
    return found


def _waits(enrolment: Enrolment, course: Course, taken: list[Attempt], kind: str, by: Actor) -> str:
    """Why a test cannot be begun now; "" when it can."""
    try:
        actions.may_start(by, enrolment, course, taken, kind)
    except Refused as refused:
        return str(worded(refused))
    return ""


def minutes_left(attempt: Attempt, now: datetime) -> int:
    """Whole minutes until the limit, 0 when it has passed."""
    return max(0, -int(-(attempt.due_at - now).total_seconds() // 60))


@dataclass(frozen=True)
class Result:
    """One question of a test handed in: what was answered, what was right, what is told about it."""

    n: int
    question: Question
    words: str
    facts: Any
    share: str
    state: str
    answered: list[str]
    right: list[str]
    feedback: list[str]
    source: str
    appeal: Any


def results(attempt: Attempt, by: Actor) -> list[Result]:
    """Every question of a test handed in, in its order."""
    said, appeals = words(by, links=True), {a.question: a for a in attempt.appeals.all()}
    found = []
    for n, question in enumerate(queries.asked(attempt), 1):
        held = attempt.marks[question.id]
        answer = attempt.answers.get(question.id)
        marked = mark(question, answer, queries.key(attempt, question.id))
        points = held["points"]
        found.append(
            Result(
                n,
                question,
                said(question.stem),
                facts.told(question.situation) if isinstance(question, Vignette) else None,
                "" if points is None else percent(queries.share(points) * 100),
                "unknown"
                if points is None
                else "yes"
                if points == "1"
                else "no"
                if points == "0"
                else "open",
                told(question, answer, said),
                told(question, held["key"], said),
                [said(each) for each in marked.feedback],
                cited(by, links=True)(Said(es=question.source)),
                appeals.get(question.id),
            )
        )
    return found


def told(question: Question, answer: Any, said: Words) -> list[str]:
    """An answer in words, a line for each part; empty for none."""
    if answer in (None, "", [], {}):
        return []
    if isinstance(question, One | Vignette) and not (isinstance(question, Vignette) and question.is_number):
        return [option_words(question, answer, said)]
    if isinstance(question, Several):
        return [option_words(question, id_, said) for id_ in answer]
    if isinstance(question, Order):
        by_id = {item.id: item for item in question.items}
        return [format_html("{}. {}", n, said(by_id[id_])) for n, id_ in enumerate(answer, 1)]
    if isinstance(question, Match):
        return [
            format_html("{} → {}", said(question.lefts[left]), said(question.rights[answer[left]]))
            for left in question.lefts
            if left in answer
        ]
    if isinstance(question, ShortText):
        return [marked(answer)]
    unit = said(question.unit) if isinstance(question, Number) and question.unit else _("years")
    return [format_html("{} {}", formatting.number(Decimal(answer)), unit)]


# Who teaches


@dataclass(frozen=True)
class BankRow:
    """A question in the list of a bank."""

    question: Question
    stem: str
    kind: str
    level: str
    state: str
    state_words: str
    changed: tuple[str, ...]


def bank(course: Course, by: Actor, values: Mapping[str, str]) -> list[BankRow]:
    """The questions of a bank that the conditions find, in the order of the file."""
    said, held = words(by), queries.standings(course)
    asked = {
        "modulo": lambda q: str(q.module),
        "tipo": lambda q: q.kind,
        "nivel": lambda q: q.level,
        "estado": lambda q: held[q.id].state,
    }
    text = folded(values.get("q", ""))
    found = []
    for question in course.bank.questions.values():
        if any(values.get(name) and of(question) != values[name] for name, of in asked.items()):
            continue
        if text and text not in folded(f"{question.id} {question.stem.es} {question.stem.en}"):
            continue
        standing = held[question.id]
        found.append(
            BankRow(
                question,
                said(question.stem),
                str(KIND_WORDS[question.kind]),
                str(LEVEL_WORDS[question.level]),
                standing.state,
                str(STATE_WORDS[standing.state]),
                standing.changed,
            )
        )
    return found


@dataclass(frozen=True)
class KeyShown:
    """A question with everything a trainer looks at: options with the key and the feedback, in words."""

    options: list[dict[str, Any]]
    key: list[str]
    unclear: str


def key_shown(question: Question, by: Actor) -> KeyShown:
    """The key in words, or why there is none."""
    said = words(by, links=True)
    try:
        key: Key | None = own_key(question) or key_of(question, queries.engine(day=by.today))
        unclear = ""
    except Refused as refused:
        key, unclear = None, str(worded(refused))
    options: list[dict[str, Any]] = []
    if isinstance(question, One | Several | Vignette):
        answers = key.answer if key and isinstance(key.answer, list) else [key.answer] if key else []
        ids = question.choices if isinstance(question, Vignette) else tuple(o.id for o in question.options)
        whys = {o.id: o.why for o in question.options}
        options = [
            {
                "words": option_words(question, id_, said),
                "key": id_ in answers,
                "why": said(why) if (why := whys.get(id_)) else "",
            }
            for id_ in ids
        ]
    return KeyShown(options, told(question, key.answer, said) if key and not options else [], unclear)


@dataclass(frozen=True)
class AnalysisRow:
    """A question in the table of the item analysis."""

    question: Question
    stem: str
    found: ItemAnalysis
    facility: str
    facility_width: int
    point_biserial: str
    upper_lower: str
    choices: list[dict[str, Any]]
    warnings: list[str]


def analysis_rows(course: Course, by: Actor, found: Mapping[str, ItemAnalysis]) -> list[AnalysisRow]:
    """The item analysis in words and figures, questions with most answers first."""
    said = words(by)
    rows_ = []
    for question in course.bank.questions.values():
        each = found[question.id]
        if not each.answers:
            continue
        rows_.append(
            AnalysisRow(
                question,
                said(question.stem),
                each,
                percent(each.facility * 100) if each.facility is not None else "",
                round((each.facility or 0) * 100),
                figure(each.point_biserial),
                figure(each.upper_lower),
                [
                    {
                        "words": option_words(question, c.option, said),  # type: ignore[arg-type]
                        "key": c.key,
                        "chosen": c.chosen,
                        "width": round(100 * c.chosen / each.answers),
                        "upper": c.upper,
                        "lower": c.lower,
                        "works": c.works(each.answers),
                    }
                    for c in each.choices
                ],
                [str(WARNING_WORDS[code]) for code in each.warnings],
            )
        )
    return sorted(rows_, key=lambda r: -r.found.answers)


def figure(value: float | None, places: int = 2) -> str:
    """0.42, −0.10; a dash where nothing can be told."""
    if value is None:
        return "—"
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-places))
    text = f"{abs(rounded):.{places}f}"
    return f"\u2212{text}" if rounded < 0 else text


def estimate(value: Any, places: int = 2) -> str:
    """0.45 (0.38 to 0.52): a figure with its interval of 95 %."""
    if value is None:
        return "—"
    if value.low is None:
        return _("%(value)s (no interval)") % {"value": figure(value.value, places)}
    return _("%(value)s (%(low)s to %(high)s)") % {
        "value": figure(value.value, places),
        "low": figure(value.low, places),
        "high": figure(value.high, places),
    }


def class_facts(result: queries.ClassResult) -> list[tuple[str, str]]:
    """The figures of a class as pairs."""
    learned = result.learned
    bands = {"low": _("low"), "medium": _("medium"), "high": _("high"), "": ""}
    gain = estimate(learned.gain)
    if learned.band:
        gain = _("%(gain)s, %(band)s") % {"gain": gain, "band": bands[learned.band]}
    return [
        (
            _("With both tests"),
            _("%(n)s of %(all)s who took the entry test") % {"n": learned.pairs, "all": learned.began},
        ),
        (_("Attrition"), percent(learned.attrition * 100) if learned.attrition is not None else "—"),
        (
            _("Mean before and after"),
            f"{percent(learned.mean_before)} → {percent(learned.mean_after)}" if learned.pairs else "—",
        ),
        (_("Normalised gain, with its interval of 95 %"), gain),
        (_("Effect size (Hedges' g), with its interval of 95 %"), estimate(learned.effect)),
        (_("Passed the final test"), _("%(n)s of %(all)s") % {"n": result.passed, "all": result.sat}),
        (
            _("Retention after 90 days"),
            _("%(value)s, over %(n)s people")
            % {"value": percent(result.retention * 100), "n": result.followed_up}
            if result.retention is not None
            else "—",
        ),
    ]


def result_url(attempt: Attempt) -> str:
    """Where a test handed in is read."""
    return reverse("training:test_result", args=[attempt.pk])
