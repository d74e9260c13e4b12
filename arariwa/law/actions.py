"""Writes of law: what a reviewer says of an entry. Nothing here changes the law that answers."""

from uuid import UUID

from arariwa.core import contents, journal
from arariwa.core.action import action
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Role
from arariwa.law import proposing, reviewing
from arariwa.law.models import EntryReview

REVIEWERS = (Role.REVIEWER,)
Verdict = EntryReview.Verdict


@action(roles=REVIEWERS)
def review_entry(
    *,
    by: Actor,
    id: UUID,
    key: str,
    digest: str,
    verdict: str,
    reason: str,
    proposed: str = "",
    accepts: str = "",
    pack: str = reviewing.LAW,
) -> EntryReview:
    """Sign, correct or dispute an entry, or take one's verdict back; the same id again is the same row.

    `digest`: the entry as the reviewer read it. `accepts`: the examples that a correction would answer otherwise, as
    they were shown (`Proposal.seen`). Refused when the entry says something else now, when a correction changes nothing,
    leaves packs that cannot be read, or changes answers nobody has accepted, and in an exercise, where nobody signs for real.
    """
    if standing := EntryReview.objects.filter(pk=id).first():
        given = (pack, key, verdict, by.membership.pk)
        if (standing.pack, standing.key, standing.verdict, standing.reviewed_by_id) != given:
            raise Refused("id.conflict")
        return standing
    if by.exercise:
        raise Refused("review.exercise")
    if verdict not in Verdict.values:
        raise Refused("review.verdict", "verdict")
    if not reason.strip():
        raise Refused("reason.missing", "reason")
    entry = reviewing.reviewed(pack, key)
    if entry.digest != digest:
        raise Refused("review.meanwhile", "verdict", entry=key)
    if verdict == Verdict.TAKEN_BACK and not reviewing.mine(by, pack, key):
        raise Refused("review.nothing", "verdict")
    proposal = proposing.made(entry, proposed) if verdict == Verdict.CORRECTED else None
    if proposal and proposal.seen != accepts and proposal.differs:
        raise Refused("review.differs", "accepts", proposal=proposal)
    row = EntryReview.objects.create(
        id=id,
        pack=pack,
        key=key,
        digest=entry.digest,
        fingerprint=reviewing.fingerprint(pack),
        verdict=verdict,
        reason=reason.strip(),
        change=proposal.change if proposal else "",
        differs=proposal.stored if proposal else [],
        reviewed_at=by.now,
        reviewed_by=by.membership,
    )
    journal.write(by, f"entry.{verdict}", row, entry=key, digest=entry.digest, **contents.sealed(row))
    return row
