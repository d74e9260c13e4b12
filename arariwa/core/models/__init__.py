"""Tables of core: people and their institutions, who may see what, the journal, files, packs, long work."""

from arariwa.core.models.access import Compartment, Grant
from arariwa.core.models.files import Attachment, Blob, IssuedPaper
from arariwa.core.models.journal import JournalEntry, JournalHead
from arariwa.core.models.packs import CurrentPack, StoredPack
from arariwa.core.models.people import Institution, Membership, Office, Person, Role, User
from arariwa.core.models.work import Job

__all__ = [
    "Attachment",
    "Blob",
    "Compartment",
    "CurrentPack",
    "Grant",
    "Institution",
    "IssuedPaper",
    "Job",
    "JournalEntry",
    "JournalHead",
    "Membership",
    "Office",
    "Person",
    "Role",
    "StoredPack",
    "User",
]
