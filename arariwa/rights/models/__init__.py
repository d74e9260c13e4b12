"""Tables, a file a noun."""

from arariwa.rights.models.consultations import Consultation, ConsultationAnswer, FollowUp
from arariwa.rights.models.notices import Notice, NoticeDecision, NoticePhoto, NoticeReply, NoticeReporter
from arariwa.rights.models.sessions import SessionQuestion, Translation

__all__ = [
    "Consultation",
    "ConsultationAnswer",
    "FollowUp",
    "Notice",
    "NoticeDecision",
    "NoticePhoto",
    "NoticeReply",
    "NoticeReporter",
    "SessionQuestion",
    "Translation",
]
