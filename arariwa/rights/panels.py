"""What rights adds to the welcome, the menu, homes, events and search; each part has its own file."""

from arariwa.rights import panels_answers, panels_guides

__all__ = ["panels_answers", "panels_guides"]
from arariwa.rights import panels_notices

__all__ = ["panels_guides", "panels_notices"]
from arariwa.rights import panels_consultations, panels_guides

__all__ = ["panels_consultations", "panels_guides"]
