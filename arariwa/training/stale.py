"""Which questions a test may take: the law they rest on says what it said at the course's last review, and a trainer
approved those that were generated.

`law.lock.yaml` of a course folder holds what each entry said (`arariwa training lock`). A question leaves the tests when an
entry it names says something else today, until a trainer looked at it and accepted it as the law reads now.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from arariwa.training.domain.questions import Question

State = Literal["usable", "stale", "generated", "rejected"]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The latest word on a question as it stands: approved, rejected or accepted, with what its law said then."""

    verdict: str
    law: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a test takes the question, and the entries that say something else than at the last review."""

    state: State
    changed: tuple[str, ...] = ()


def changed(asked: Question, lock: Mapping[str, str], digest: Callable[[str], str]) -> dict[str, str]:
    """The entries of a question that say something else than the lock holds, with what they say now ("" when they are
    gone). What the lock does not name was never reviewed, and cannot have changed since."""
    now = {code: digest(code) for code in asked.law if code in lock}
    return {code: said for code, said in now.items() if said != lock[code]}


def standing(
    asked: Question, lock: Mapping[str, str], digest: Callable[[str], str], reviewed: Reviewed | None
) -> Standing:
    """What holds of one question. A review of another wording of it does not count; the caller leaves it out."""
    if reviewed and reviewed.verdict == "rejected":
        return Standing("rejected")
    if asked.review == "generated" and reviewed is None:
        return Standing("generated")
    moved = changed(asked, lock, digest)
    if reviewed and all(reviewed.law.get(code) == said for code, said in moved.items()):
        moved = {}
    # Not in the lock, as questions approved here are not: then what its law said at the approval counts.
    if reviewed:
        moved |= {
            code: now
            for code, said in reviewed.law.items()
            if code in asked.law and (now := digest(code)) != said
        }
    return Standing("stale", tuple(sorted(moved))) if moved else Standing("usable")


def standings(
    questions: Iterable[Question],
    lock: Mapping[str, str],
    digest: Callable[[str], str],
    reviews: Mapping[tuple[str, str], Any],
) -> dict[str, Standing]:
    """Question -> what holds of it. `reviews`: (id, digest) -> the latest review of that wording."""
    return {q.id: standing(q, lock, digest, reviews.get((q.id, q.digest))) for q in questions}
