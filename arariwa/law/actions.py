"""Writes of law: what a reviewer says of an entry. Nothing here changes the law that answers."""

from uuid import UUID

from arariwa.core import contents, journal
from arariwa.core.action import action
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Role
from arariwa.law import reviewing
from arariwa.law.models import EntryReview

REVIEWERS = (Role.REVIEWER,)
Verdict = EntryReview.Verdict


@action(roles=REVIEWERS)
def review_entry(
    *, by: Actor, id: UUID, key: str, digest: str, verdict: str, reason: str, proposed: str = ""
) -> EntryReview:
    """Sign, correct or dispute an entry, or take one's verdict back; the same id again is the same row.

    `digest`: the entry as the reviewer read it. Refused when it says something else now, when a correction changes
    nothing or leaves a pack that would be refused, and in an exercise, where nobody signs for real.
    """
    if standing := EntryReview.objects.filter(pk=id).first():
        if (standing.key, standing.verdict, standing.reviewed_by_id) != (key, verdict, by.membership.pk):
            raise Refused("id.conflict")
        return standing
    if by.exercise:
        raise Refused("review.exercise")
    if verdict not in Verdict.values:
        raise Refused("review.verdict", "verdict")
    if not reason.strip():
        raise Refused("reason.missing", "reason")
    entry = reviewing.entry(key)
    if entry.digest != digest:
        raise Refused("review.meanwhile", "verdict", entry=key)
    if verdict == Verdict.TAKEN_BACK and not reviewing.mine(by, key):
        raise Refused("review.nothing", "verdict")
    file, text = "", ""
    if verdict == Verdict.CORRECTED:
        file, text = entry.file, reviewing.checked(entry, proposed)
    row = EntryReview.objects.create(
        id=id,
        pack=reviewing.PACK,
        key=key,
        digest=entry.digest,
        fingerprint=reviewing.fingerprint(),
        verdict=verdict,
        reason=reason.strip(),
        file=file,
        proposed=text,
        reviewed_at=by.now,
        reviewed_by=by.membership,
    )
    journal.write(by, f"entry.{verdict}", row, entry=key, digest=entry.digest, **contents.sealed(row))
    return row
