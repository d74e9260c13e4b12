"""Tables, a file a noun."""

from arariwa.rights.models.notices import (
    IN_STATE,
    Notice,
    NoticeDecision,
    NoticePhoto,
    NoticeReply,
    NoticeReporter,
)

__all__ = ["IN_STATE", "Notice", "NoticeDecision", "NoticePhoto", "NoticeReply", "NoticeReporter"]
from arariwa.rights.models.consultations import Consultation, ConsultationAnswer, FollowUp

__all__ = ["Consultation", "ConsultationAnswer", "FollowUp"]
