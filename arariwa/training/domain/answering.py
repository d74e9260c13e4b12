"""What may be answered to a question of an exercise, and when. Pure."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from arariwa.core.domain.refused import Refused
from arariwa.training.domain.exercise import Exercise, Question

LONGEST = 8000
MOST_AGREEMENTS = 30
HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,3})?")


def clean(question: Question, value: Any) -> Any:
    """The answer as it is kept; Refused("exercise.answer") when the question cannot be answered so."""
    kept = _CLEAN[question.kind](question, value)
    if kept is None:
        raise Refused("exercise.answer", question.code)
    return kept


def _one(question: Question, value: Any) -> Any:
    return value if isinstance(value, str) and value in {o.code for o in question.options} else None


def _several(question: Question, value: Any) -> Any:
    chosen = list(dict.fromkeys(value)) if isinstance(value, list | tuple) else None
    if not chosen or not {str(c) for c in chosen} <= {o.code for o in question.options}:
        return None
    if question.most is not None and not question.group and len(chosen) > question.most:
        raise Refused("exercise.too_many", question.code, most=question.most)
    return chosen


def _match(question: Question, value: Any) -> Any:
    options, rows = {o.code for o in question.options}, {r.code for r in question.rows}
    if not isinstance(value, Mapping):
        return None
    given = {row: option for row, option in value.items() if option}
    if not given or not given.keys() <= rows or not {str(o) for o in given.values()} <= options:
        return None
    return given


def _number(question: Question, value: Any) -> Any:
    text = str(value).strip()
    return text if NUMBER.fullmatch(text) else None


def _hour(question: Question, value: Any) -> Any:
    text = str(value).strip()
    return text if HOUR.fullmatch(text) else None


def _text(question: Question, value: Any) -> Any:
    text = str(value).strip()
    return text if 0 < len(text) <= LONGEST else None


def _agreements(question: Question, value: Any) -> Any:
    if not isinstance(value, list) or not 0 < len(value) <= MOST_AGREEMENTS:
        return None
    owners = {o.code for o in question.options}
    rows = []
    for row in value:
        what, owner, on = (str(row.get(k) or "").strip() for k in ("what", "owner", "on"))
        if not what or len(what) > 500 or (owner and owner not in owners) or (on and not _day(on)):
            return None
        rows.append({"what": what, "owner": owner, "on": on})
    return rows


def _day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


_CLEAN = {
    "one": _one,
    "several": _several,
    "match": _match,
    "number": _number,
    "hour": _hour,
    "text": _text,
    "agreements": _agreements,
}


def may_answer(
    exercise: Exercise, question: Question, role: str, minute: int, answered: Mapping[str, Any]
) -> None:
    """Refused when the question is another role's, has not come yet, is answered for good, or its group is used up."""
    if question.of and role not in question.of:
        raise Refused("exercise.other_role", question.code)
    if minute < question.opens:
        raise Refused("exercise.not_yet", question.code)
    if question.once and question.code in answered:
        raise Refused("exercise.once", question.code)
    if question.group and question.most is not None and question.code not in answered:
        used = [q for q in exercise.questions if q.group == question.group and q.code in answered]
        if len(used) >= question.most:
            raise Refused("exercise.group_used_up", question.code, most=question.most)
