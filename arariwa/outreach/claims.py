"""Claims of harm as the running system knows them: those of the pack with who reviewed them, those of a campaign."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from arariwa.core.domain.refused import Refused
from arariwa.core.models import Membership
from arariwa.core.setup import current, current_fingerprint, stored_pack
from arariwa.law.domain.offences import Reference
from arariwa.law.domain.text import Text
from arariwa.outreach.domain.claims import Claim, HarmsFile, PackClaim, Reviewed, Signs, of_pack
from arariwa.outreach.models import Campaign, ClaimReview, OwnClaim

# The country's claims lie with what citizens read; this system reads that one file of the pack.
PACK, FILE = "pe/rights", "harms.yaml"
# Who reviewed, as it is told.
WHO = ("reviewed_by__person", "reviewed_by__office")


@lru_cache(maxsize=4)
def _harms(fingerprint: str) -> HarmsFile:
    pack = stored_pack(fingerprint) if fingerprint else current(PACK)
    return pack.yaml(FILE, HarmsFile)


def _file() -> HarmsFile:
    return _harms(current_fingerprint(PACK))


def signs() -> Mapping[str, Signs]:
    """Words by which a text sounds like a claim, by theme."""
    return _file().signs


def in_pack(id: str) -> PackClaim:
    """The claim of the pack of that id; Refused("claim.none")."""
    found = next((claim for claim in _file().claims if claim.id == id), None)
    if found is None:
        raise Refused("claim.none", "claims", given=id[:40])
    return found


def of_country() -> list[Claim]:
    """The claims of the pack, each with what was said of it here last."""
    rows = [of_pack(claim) for claim in _file().claims]
    latest = {(review.claim, review.digest): review for review in ClaimReview.objects.select_related(*WHO)}
    return [_with(row, latest.get((row.key, row.digest))) for row in rows]


def _with(row: Claim, review: ClaimReview | None) -> Claim:
    if review is None:
        return row
    return replace(
        row,
        state="reviewed" if review.fit else "unfit",
        reviewed_at=review.reviewed_at,
        reviewed_by=_who(review.reviewed_by),
        note=review.note,
    )


def _who(member: Membership) -> str:
    return f"{member.person}, {member.office.name}"


def own(row: OwnClaim) -> Claim:
    """A claim of a campaign. Empty English falls back."""
    states: dict[bool | None, Reviewed] = {None: "unreviewed", True: "reviewed", False: "unfit"}
    sources = (Reference(title=row.source_title, url=row.source_url or None),) if row.source_title else ()
    return Claim(
        str(row.pk),
        row.theme,
        Text(row.text_es, row.text_en or row.text_es),
        Text(row.caveat_es, row.caveat_en or row.caveat_es),
        sources,
        state=states[row.fit],
        reviewed_at=row.reviewed_at,
        reviewed_by=_who(row.reviewed_by) if row.reviewed_by else "",
        note=row.review_note,
    )


def of_campaign(campaign: Campaign) -> dict[str, Claim]:
    """Every claim a post of the campaign may use, by key: the country's, then its own that were not withdrawn.

    The caller has been let to the campaign.
    """
    rows = [
        *of_country(),
        *(own(row) for row in campaign.claims.filter(withdrawn_at=None).select_related(*WHO)),
    ]
    return {row.key: row for row in rows}


def of_keys(campaign: Campaign, keys: Iterable[str]) -> list[Claim]:
    """The claims of these keys, in their order. One the pack no longer has, or withdrawn since, stands as unfit."""
    known = of_campaign(campaign)
    gone = {
        str(row.pk): own(row)
        for row in campaign.claims.filter(withdrawn_at__isnull=False).select_related(*WHO)
    }
    return [
        known.get(key)
        or replace(gone.get(key) or Claim(key, "", Text(key, key), Text("", ""), ()), state="unfit")
        for key in keys
    ]
