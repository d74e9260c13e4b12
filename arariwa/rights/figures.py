"""The figures of rights, one table: consultations of citizens and their notices."""

from collections.abc import Callable

from arariwa.events.figures import Figure, Scope
from arariwa.rights import figures_consultations, figures_notices

FIGURES: dict[str, Callable[[Scope], Figure]] = {
    **figures_consultations.FIGURES,
    "OUT-13": figures_notices.received,
}


def figure(code: str, scope: Scope | None = None) -> Figure:
    """One of FIGURES over a scope; KeyError for a code that is none."""
    return FIGURES[code](scope or Scope())
