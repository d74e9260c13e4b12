"""A situation as a learner reads it: the day and the facts, in words of the page's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from arariwa.core import formatting
from arariwa.core.domain.spans import Span
from arariwa.training.domain.generated import in_words


@dataclass(frozen=True)
class Told:
    """The day, and each group of facts as (whose, sentence)."""

    day: str
    groups: list[tuple[str, str]]


def told(situation: Mapping[str, Any]) -> Told:
    """The facts of a situation in words."""
    day, groups = in_words(situation)
    lang = formatting.language()
    whose = {"": "", "specimen": _("Specimen %(n)s"), "actor": _("Person %(n)s")}
    return Told(
        formatting.span(Span.parse(day)),
        [
            (
                whose[group.kind] % {"n": group.number} if group.kind else "",
                "; ".join(f"{f.label.in_(lang)}: {f.value.in_(lang)}" for f in group.facts) + ".",
            )
            for group in groups
        ],
    )
