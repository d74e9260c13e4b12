"""Long work of cases: making the prosecutor's file in the background."""

from uuid import UUID

from arariwa.cases import actions, courtfile
from arariwa.core.actor import Actor
from arariwa.core.jobs import Progress
from arariwa.core.models import Attachment

KIND = "cases.file"


def make_file(by: Actor, case_id: UUID, progress: Progress) -> Attachment:
    """Make and keep the file of a case; run twice on the same records it keeps one."""
    made = courtfile.make(by, case_id, progress)
    return actions.keep_file(by=by, case_id=case_id, paper=made.paper, state=made.state).attachment
