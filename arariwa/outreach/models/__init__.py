"""Tables, a file a noun."""

from arariwa.outreach.models.budget import BudgetLine, Spending
from arariwa.outreach.models.campaigns import Campaign, CampaignEvent, Message
from arariwa.outreach.models.claims import ClaimReview, OwnClaim
from arariwa.outreach.models.imports import HeadMeaning, Overlap, PlatformFile, PlatformFileVoid, Snapshot
from arariwa.outreach.models.polls import Poll, PollCount, PollVoid
from arariwa.outreach.models.posts import Approval, ClaimUse, Post, PostVersion
from arariwa.outreach.models.visits import Visit, VisitCheck

__all__ = [
    "Approval",
    "BudgetLine",
    "Campaign",
    "CampaignEvent",
    "ClaimReview",
    "ClaimUse",
    "HeadMeaning",
    "Message",
    "Overlap",
    "OwnClaim",
    "PlatformFile",
    "PlatformFileVoid",
    "Poll",
    "PollCount",
    "PollVoid",
    "Post",
    "PostVersion",
    "Snapshot",
    "Spending",
    "Visit",
    "VisitCheck",
]
