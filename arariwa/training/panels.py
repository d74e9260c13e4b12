"""What training adds to the menu, homes, events and search; each subject has its own file."""

from arariwa.training import (
    panels_certificates,
    panels_courses,
    panels_exercises,
    panels_figures,
    panels_tests,
)

__all__ = ["panels_certificates", "panels_courses", "panels_exercises", "panels_figures", "panels_tests"]
