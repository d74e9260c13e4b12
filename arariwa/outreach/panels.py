"""What outreach adds to the welcome, the menu, homes, events and search; each part has its own file."""

from arariwa.outreach import panels_campaigns, panels_figures, panels_imports, panels_polls, panels_visits

__all__ = ["panels_campaigns", "panels_figures", "panels_imports", "panels_polls", "panels_visits"]
