"""What outreach adds to the menu, homes, events and search; each subject has its own file."""

from arariwa.outreach import panels_figures, panels_polls

__all__ = ["panels_figures", "panels_polls"]
from arariwa.outreach import panels_campaigns

__all__ = ["panels_campaigns", "panels_polls"]
