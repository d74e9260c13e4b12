"""What the pages of exercises show: the situation by role, questions with their state, the after-action."""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import zip_longest
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from arariwa.core import formatting, journal_words
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.models import JournalEntry
from arariwa.training import queries_exercises as queries
from arariwa.training.domain import answering
from arariwa.training.domain.exercise import Exercise, Question, Told
from arariwa.training.domain.traces import Evidence
from arariwa.training.forms_exercises import AnswerForm, SayForm
from arariwa.training.models import Choice, ExerciseRun, RunRole

# Journal verbs that tell nothing of what someone did in an exercise.
UNTOLD = (
    "access.granted",
    "membership.began",
    "exercise.answered",
    "exercise.graded",
    "exercise.paused",
    "exercise.started",
    "exercise.waited",
    "file.attached",
    "item.added",
    "item.registered",
    "custody.accepted",
    "custody.offered",
)
PAGES = {
    "intervention": "evidence:intervention",
    "item": "evidence:item",
    "handover": "evidence:handover",
    "case": "cases:case",
}


@dataclass(frozen=True)
class Part:
    """A role with its briefing and what it has before it."""

    role: RunRole
    title: str
    briefing: str
    mine: bool
    acting: bool


@dataclass(frozen=True)
class Asked:
    """A question on the page: its form while it may be answered, else why not; what was answered and what it showed."""

    question: Question
    form: AnswerForm | None
    why_not: Refused | None
    answered: str
    shows: list[str]
    late: bool


@dataclass
class Page:
    """The exercise as it stands for one role at this minute."""

    minute: int
    moment: Any
    documents: list[Told]
    injects: list[Told]
    asked: list[Asked] = field(default_factory=list)
    turns: list[Any] = field(default_factory=list)
    scene: Any = None
    say: SayForm | None = None
    next_minute: int | None = None


def parts(run: ExerciseRun, by: Actor) -> list[Part]:
    """The roles of a run, those of the person marked."""
    one, lang = queries.exercise_of(run), formatting.language()
    return [
        Part(
            role,
            one.roles[role.role].title.in_(lang),
            one.roles[role.role].briefing.in_(lang),
            role.membership.person_id == by.person.pk,
            role.membership_id == by.membership.pk,
        )
        for role in queries.roles_of(run)
        if role.role in one.roles
    ]


def page(run: ExerciseRun, role: str, bound: AnswerForm | SayForm | None = None) -> Page:
    """What stands on the page for a role; `bound` is a form that was sent and not taken."""
    one, now = queries.exercise_of(run), timezone.now()
    minute = run.clock.minute(now)
    standing = queries.standing(run)
    found = Page(
        minute=minute,
        moment=run.moment(now),
        documents=queries.told(one.documents, role, minute),
        injects=queries.told(one.injects, role, minute),
        next_minute=queries.next_minute(one, minute),
    )
    for question in queries.asked(one, role, minute):
        found.asked.append(_asked(one, question, role, minute, standing, bound))
    found.turns, scene = queries.hearing_of(run)
    if scene is not None:
        found.scene = scene
        if not scene.of or role in scene.of:
            found.say = bound if isinstance(bound, SayForm) else SayForm(scene=scene)
    return found


def _asked(
    one: Exercise, question: Question, role: str, minute: int, standing: dict[str, Choice], bound: Any
) -> Asked:
    answer = standing.get(question.code)
    why_not = None
    try:
        answering.may_answer(one, question, role, minute, standing)
    except Refused as refused:
        why_not = refused
    if isinstance(bound, AnswerForm) and bound.question.code == question.code:
        form: AnswerForm | None = bound
    else:
        form = None if why_not else AnswerForm(question=question, standing=answer.value if answer else None)
    chosen = _listed(answer.value) if answer else []
    lang = formatting.language()
    return Asked(
        question,
        form,
        why_not,
        told_answer(question, answer.value) if answer else "",
        [o.shows.in_(lang) for o in question.options if o.shows and o.code in chosen],
        bool(answer is None and question.until is not None and minute > question.until),
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def told_answer(question: Question, value: Any) -> str:
    """An answer in words."""
    lang = formatting.language()
    options = {o.code: o.text.in_(lang) for o in question.options}
    if question.kind == "one":
        return options.get(value, str(value))
    if question.kind == "several":
        return "; ".join(options.get(v, str(v)) for v in value)
    if question.kind == "match":
        rows = {r.code: r.text.in_(lang) for r in question.rows}
        return "; ".join(f"{rows.get(row, row)}: {options.get(o, o)}" for row, o in value.items())
    if question.kind == "agreements":
        return "; ".join(
            ", ".join(p for p in (row["what"], options.get(row["owner"], row["owner"]), row["on"]) if p)
            for row in value
        )
    if question.kind == "number":
        return formatting.number(value)
    return str(value)


# --- after the action -----------------------------------------------------------------------------------------------


# Of a criterion; EX-04 has twelve loads.
MOST_LINKS = 12


def criteria(run: ExerciseRun, standing: queries.Standing) -> list[dict[str, Any]]:
    """Each criterion as the page shows it."""
    one, lang = queries.exercise_of(run), formatting.language()
    return [
        {
            "marked": m,
            "title": m.criterion.title.in_(lang),
            "why": m.criterion.why.in_(lang),
            "said": m.said.in_(lang),
            "evidence": [link for e in m.evidence[:MOST_LINKS] if (link := evidence(run, one, e))],
            "override": standing.overrides.get(m.criterion.code),
            "machine": standing.machine[m.criterion.code],
        }
        for m in standing.graded.criteria
    ]


def evidence(run: ExerciseRun, one: Exercise, seen: Evidence) -> dict[str, str]:
    """A link to where a finding can be seen."""
    words = {
        "intervention": _("intervention"),
        "item": _("item"),
        "handover": _("hand-over"),
        "case": _("case"),
    }
    if seen.kind in PAGES:
        return {"text": words[seen.kind], "url": reverse(PAGES[seen.kind], args=[seen.id])}
    anchor = f"{reverse('training:run', args=[run.pk])}#{'p' if seen.kind == 'answer' else 'e'}-{seen.id}"
    question = one.question(seen.id)
    if question:
        return {"text": truncated(question.ask.in_(formatting.language())), "url": anchor}
    scene = one.scene(seen.id)
    return {"text": truncated(scene.text.in_(formatting.language())), "url": anchor} if scene else {}


def truncated(words: str) -> str:
    """A few words of a question or scene, for a link that stays on its line on a telephone too."""
    return words if len(words) <= 22 else f"{words[:21].rstrip()}…"


def done(run: ExerciseRun) -> list[dict[str, Any]]:
    """What each role did, minute by minute, from the journal and the answers."""
    one, lang = queries.exercise_of(run), formatting.language()
    roles = {role.membership_id: one.roles[role.role].title.in_(lang) for role in queries.roles_of(run)}
    lines = list(
        JournalEntry.objects.filter(membership__in=list(roles), exercise_at__gte=run.begins_at)
        .exclude(verb__in=UNTOLD)
        .order_by("seq")
    )
    rows: list[dict[str, Any]] = [
        {"at": line.exercise_at, "who": roles[line.membership], "text": what, "more": "", "code": ""}
        for line, _who, what in journal_words.told(lines)
        if line.membership and line.exercise_at
    ]
    for choice in run.choices.select_related("role"):
        rows.append(_choice_row(one, choice, roles))
    rows.sort(key=lambda row: row["at"])
    return _together(run, rows)


def _choice_row(one: Exercise, choice: Choice, roles: dict[Any, str]) -> dict[str, Any]:
    asked, said = _told_choice(one, choice.code, choice.value)
    who = roles.get(choice.role.membership_id, "")
    return {"at": choice.at, "who": who, "text": asked, "more": said, "code": choice.code}


def _told_choice(one: Exercise, code: str, value: Any) -> tuple[str, str]:
    """What was asked, or the scene, and what was answered or said, in words."""
    lang = formatting.language()
    if question := one.question(code):
        return question.ask.in_(lang), told_answer(question, value)
    if scene := one.scene(code):
        way = next((w for w in scene.ways if w.code == value), None)
        return scene.text.in_(lang), way.text.in_(lang) if way else str(value)
    return code, str(value)


def _together(run: ExerciseRun, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same act several times in one minute told once."""
    found: list[dict[str, Any]] = []
    for row in rows:
        row["minute"] = int((row["at"] - run.begins_at) / timedelta(minutes=1))
        last = found[-1] if found else None
        if last and (last["minute"], last["who"], last["text"], last["more"]) == (
            row["minute"],
            row["who"],
            row["text"],
            row["more"],
        ):
            continue
        found.append(row)
    return found


def model(run: ExerciseRun) -> list[dict[str, Any]]:
    """What the model answer does, minute by minute. Answers and what is said stand one by one, with their `code`; what
    the step is about is told at its first."""
    one, lang = queries.exercise_of(run), formatting.language()
    rows = []
    for step in sorted(one.model, key=lambda s: s.at):
        row = {
            "minute": step.at,
            "who": one.roles[step.of].title.in_(lang),
            "text": "",
            "more": "",
            "code": "",
        }
        told = step.tell.in_(lang) if step.tell else ""
        if step.do not in ("answer", "say"):
            rows += [{**row, "text": told}] if told else []
            continue
        for n, (code, value) in enumerate(step.given.items()):
            said = _told_choice(one, code, value)[1]
            rows.append({**row, "code": code, "text": said, "more": "" if n else told})
    return rows


def beside(run: ExerciseRun) -> list[dict[str, Any]]:
    """What was done beside what the model does: an answer beside the model's answer to the same question, whenever it
    was given; other acts by the minute. None where one side has nothing."""
    left, right = done(run), model(run)
    answers = {row["code"]: row for row in right if row["code"]}
    given = {row["code"] for row in left}
    rows = [
        {"minute": row["minute"], "done": row, "model": answers.get(row["code"])}
        for row in left
        if row["code"]
    ]
    left = [row for row in left if not row["code"]]
    right = [row for row in right if not row["code"] or row["code"] not in given]
    for minute in {row["minute"] for row in (*left, *right)}:
        sides = ([row for row in side if row["minute"] == minute] for side in (left, right))
        rows += [{"minute": minute, "done": one, "model": other} for one, other in zip_longest(*sides)]
    return sorted(rows, key=lambda row: row["minute"])
