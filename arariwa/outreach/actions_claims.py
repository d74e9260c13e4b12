"""Writes of claims of harm: a campaign's own, and what reviewers say of them and of the pack's."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from arariwa.core import access, journal, versions
from arariwa.core.action import action
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Role
from arariwa.outreach import actions_posts, claims
from arariwa.outreach.actions_campaigns import WRITERS, held
from arariwa.outreach.choices import Theme
from arariwa.outreach.domain.claims import of_pack
from arariwa.outreach.models import ClaimReview, OwnClaim

# Who can judge a source on animals, forest or health.
REVIEWERS = (Role.REVIEWER, Role.WILDLIFE)
EDITED = (
    "theme", "text_es", "text_en", "caveat_es", "caveat_en", "source_title", "source_url",
)  # fmt: skip
UNREVIEWED: dict[str, Any] = {"fit": None, "review_note": "", "reviewed_at": None, "reviewed_by": None}


@action(roles=WRITERS)
def save_claim(
    *, by: Actor, campaign_id: UUID, id: UUID, version: int = 0, values: Mapping[str, Any]
) -> OwnClaim:
    """Write a claim the pack does not have, or change it: its review and the approvals that rest on it are then taken back."""
    campaign = held(by, campaign_id)
    given = {key: str(value).strip() for key, value in values.items() if key in EDITED}
    if given.get("theme") not in Theme.values:
        raise Refused("claim.theme", "theme")
    for name in ("text_es", "caveat_es"):
        if not given.get(name):
            raise Refused("field.missing", name)
    if given.get("source_url") and not given.get("source_title"):
        raise Refused("field.missing", "source_title")
    if standing := campaign.claims.filter(pk=id, withdrawn_at=None).first():
        if changed := versions.save(standing, version or standing.version, given):
            _write(standing, {**UNREVIEWED, "written_by": by.membership})
            journal.write(by, "claim.edited", campaign, claim=standing.pk, fields=sorted(changed))
            actions_posts.take_approvals_back(by, standing)
        return standing
    if OwnClaim.objects.filter(pk=id).exists():
        raise Refused("id.malformed")
    made = OwnClaim.objects.create(
        id=id,
        campaign=campaign,
        **given,
        made_at=by.now,
        made_by=by.membership,
        written_by=by.membership,
    )
    journal.write(by, "claim.added", campaign, claim=made.pk, theme=made.theme)
    return made


def _write(row: OwnClaim, values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        setattr(row, key, value)
    row.save(update_fields=list(values))


@action(roles=WRITERS)
def withdraw_claim(*, by: Actor, campaign_id: UUID, id: UUID) -> OwnClaim:
    """Give a claim up: posts that use it are not approved any more."""
    campaign = held(by, campaign_id)
    row = access.get(campaign.claims.filter(withdrawn_at=None), by, pk=id)
    _write(row, {"withdrawn_at": by.now})
    journal.write(by, "claim.withdrawn", campaign, claim=row.pk)
    actions_posts.take_approvals_back(by, row)
    return row


@action(roles=REVIEWERS)
def review_own_claim(
    *, by: Actor, campaign_id: UUID, id: UUID, version: int, fit: bool, note: str = ""
) -> OwnClaim:
    """Say of a campaign's own claim, as it stands, whether its source carries it. Not for who wrote it."""
    campaign = held(by, campaign_id, access.READ)
    row = access.get(campaign.claims.filter(withdrawn_at=None), by, pk=id)
    if row.version != version:
        raise Refused("claim.changed")
    if by.person.pk in (row.written_by.person_id, row.made_by.person_id):
        raise Refused("claim.own")
    _judge(bool(row.source_title), fit, note)
    said = {"fit": fit, "review_note": note.strip()}
    if (row.fit, row.review_note) == (fit, note.strip()):
        return row
    _write(row, {**said, "reviewed_at": by.now, "reviewed_by": by.membership})
    journal.write(by, "claim.reviewed", campaign, claim=row.pk, fit=fit)
    if not fit:
        actions_posts.take_approvals_back(by, row)
    return row


@action(roles=REVIEWERS)
def review_claim(*, by: Actor, id: UUID, claim: str, digest: str, fit: bool, note: str = "") -> ClaimReview:
    """Say of a claim of the pack, in the words that were read, whether its source carries it. The latest holds."""
    found = of_pack(claims.in_pack(claim))
    values = {"claim": claim, "digest": digest, "fit": fit, "note": note.strip()}
    versions.one_at_a_time(id)
    if standing := ClaimReview.objects.filter(pk=id).first():
        if any(getattr(standing, key) != value for key, value in values.items()):
            raise Refused("id.conflict")
        return standing
    if found.digest != digest:
        raise Refused("claim.changed")
    _judge(bool(found.sources), fit, note)
    row = ClaimReview.objects.create(id=id, **values, reviewed_at=by.now, reviewed_by=by.membership)
    journal.write(by, "claim.reviewed", row, claim=claim, fit=fit)
    return row


def _judge(sourced: bool, fit: bool, note: str) -> None:
    if fit and not sourced:
        raise Refused("claim.no_source_to_review", "fit")
    if not fit and not note.strip():
        raise Refused("reason.missing", "note")
