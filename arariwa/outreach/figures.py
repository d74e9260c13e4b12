"""The figures of outreach, one table: campaigns, reach, gatherings for citizens."""

from collections.abc import Callable

from arariwa.events.figures import Figure, Scope
from arariwa.outreach import figures_campaigns, figures_events, figures_reach

FIGURES: dict[str, Callable[[Scope], Figure]] = {
    **figures_campaigns.FIGURES,
    **figures_events.FIGURES,
    **figures_reach.FIGURES,
}


def figure(code: str, scope: Scope | None = None) -> Figure:
    """One of FIGURES over a scope; KeyError for a code that is none."""
    return FIGURES[code](scope or Scope())
