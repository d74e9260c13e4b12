"""Tables of events, a file a noun."""

from arariwa.events.models.follow_up import (
    Cost,
    EventPhoto,
    ImageConsent,
    Opinion,
    OpinionTicket,
    Payment,
    TripStop,
)
from arariwa.events.models.gatherings import Event, Invitation, Reopening, Series, Session, Trainer
from arariwa.events.models.materials import Material, StockMove
from arariwa.events.models.promises import Evidence, EvidenceVoid, Promise
from arariwa.events.models.registrations import Attendance, AttendanceVoid, Headcount, Participation
from arariwa.events.models.same_person import PersonJudgement

__all__ = [
    "Attendance",
    "AttendanceVoid",
    "Cost",
    "Event",
    "EventPhoto",
    "Evidence",
    "EvidenceVoid",
    "Headcount",
    "ImageConsent",
    "Invitation",
    "Material",
    "Opinion",
    "OpinionTicket",
    "Participation",
    "Payment",
    "PersonJudgement",
    "Promise",
    "Reopening",
    "Series",
    "Session",
    "StockMove",
    "Trainer",
    "TripStop",
]
