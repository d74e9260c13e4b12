"""Tables of evidence: interventions and who took part, items, custody, hand-overs, names as written."""

from arariwa.evidence.models.custody import CustodyLink, Handover, HandoverItem
from arariwa.evidence.models.interventions import Intervention, Mention, Participant
from arariwa.evidence.models.items import Item

__all__ = ["CustodyLink", "Handover", "HandoverItem", "Intervention", "Item", "Mention", "Participant"]
