"""What rights adds to the welcome, the menu, homes, events and search; each part has its own file."""

from arariwa.rights import (
    panels_answers,
    panels_consultations,
    panels_guides,
    panels_notices,
    panels_sessions,
)

__all__ = ["panels_answers", "panels_consultations", "panels_guides", "panels_notices", "panels_sessions"]
