"""What rights adds to the welcome, the menu and homes; each part has its own file."""

from arariwa.rights import panels_answers, panels_guides

__all__ = ["panels_answers", "panels_guides"]
from arariwa.rights import panels_notices

__all__ = ["panels_guides", "panels_notices"]
