"""What training adds to the menu and the home; each subject has its own file."""

from arariwa.training import panels_exercises

__all__ = ["panels_exercises"]
