"""Tables of events, a file a noun."""

from arariwa.events.models.gatherings import Event, Invitation, Reopening, Series, Session, Trainer
from arariwa.events.models.registrations import Attendance, AttendanceVoid, Headcount, Participation

__all__ = [
    "Attendance",
    "AttendanceVoid",
    "Event",
    "Headcount",
    "Invitation",
    "Participation",
    "Reopening",
    "Series",
    "Session",
    "Trainer",
]
