"""Writes of posts: write, ask for approval, approve or send back by someone else, publish, take down, drop.

What is approved is one version: any change afterwards, of the post or of a claim it uses, takes the approval back.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date
from typing import Any
from uuid import UUID

from arariwa.core import access, contents, files, journal, versions
from arariwa.core.action import action
from arariwa.core.actor import Actor
from arariwa.core.domain import chain
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Role
from arariwa.events.choices import Tongue
from arariwa.outreach import claims
from arariwa.outreach.actions_campaigns import WRITERS, held
from arariwa.outreach.choices import Channel, platform_of
from arariwa.outreach.domain import lengths
from arariwa.outreach.domain.claims import Lack, lacks, unclaimed
from arariwa.outreach.models import Approval, Campaign, ClaimUse, OwnClaim, Post, PostVersion

APPROVERS = (Role.COMMUNICATION,)
PUBLISHERS = (*WRITERS, *APPROVERS)
# A picture or print, a video, a radio spot.
ASSETS = {**files.PAPERS, "video/mp4": ".mp4", "audio/mpeg": ".mp3", "application/ogg": ".ogg"}
TEXTS = ("title", "text", "note", "asset_alt", "asset_rights")
EDITED = ("channel", "language", "message_id", "planned_at", *TEXTS)


@action(roles=WRITERS)
def create_post(
    *,
    by: Actor,
    campaign_id: UUID,
    id: UUID,
    values: Mapping[str, Any],
    uses: Iterable[str] = (),
    file: Any = None,
) -> Post:
    """Write a post of the campaign; `uses` are the keys of the claims of harm in it."""
    campaign = held(by, campaign_id)
    given, keys = _given(campaign, values), sorted(set(uses))
    if standing := versions.again(Post, by, id, {"campaign_id": campaign.pk, **given}):
        if standing.claim_keys != keys:
            raise Refused("id.conflict")
        return standing
    _check(campaign, given, keys)
    post = Post.objects.create(id=id, campaign=campaign, **given, made_at=by.now, made_by=by.membership)
    if file:
        post.asset = _asset(by, post, file)
        post.save(update_fields=["asset"])
    _use(by, post, keys)
    _keep(by, post)
    journal.write(by, "post.written", post, channel=post.channel, n=1, claims=keys, **contents.sealed(post))
    return post


@action(roles=WRITERS)
def edit_post(
    *,
    by: Actor,
    id: UUID,
    version: int,
    values: Mapping[str, Any],
    uses: Iterable[str] = (),
    file: Any = None,
) -> Post:
    """Change a post that is not out yet: a new version, unapproved. A save that came second is Stale."""
    post = _post(by, id)
    _open(post)
    given, keys = _given(post.campaign, values), sorted(set(uses))
    mine = {**given, "claim_keys": keys}
    if file:
        mine["asset"] = _asset(by, post, file)
    changed = [key for key, value in mine.items() if getattr(post, key) != value]
    if not changed:
        return post
    if post.version != version:
        raise versions.Stale(post, mine)
    _check(post.campaign, {key: getattr(post, key) for key in given} | given, keys)
    was = contents.digest(post)
    for key in changed:
        if key != "claim_keys":
            setattr(post, key, mine[key])
    post.version += 1
    post.save()
    _use(by, post, keys)
    _keep(by, post)
    facts = {"fields": sorted(changed), "n": post.version, "claims": keys}
    journal.write(by, "post.changed", post, **facts, **contents.sealed(post, was))
    return post


def _given(campaign: Campaign, values: Mapping[str, Any]) -> dict[str, Any]:
    given = {key: value for key, value in values.items() if key in EDITED}
    given |= {key: str(given[key]).replace("\r\n", "\n").strip() for key in TEXTS if key in given}
    if "channel" in given:
        given["platform"] = platform_of(given["channel"])
    return given


def _check(campaign: Campaign, values: Mapping[str, Any], keys: Iterable[str]) -> None:
    if values["channel"] not in Channel.values:
        raise Refused("post.channel", "channel")
    if values.get("language", Tongue.ES) not in Tongue.values:
        raise Refused("post.language", "language")
    for name in ("title", "text"):
        if not values.get(name):
            raise Refused("field.missing", name)
    most, long = lengths.limit(values["channel"]), lengths.length(values["text"], values["channel"])
    if most is not None and long > most:
        raise Refused("post.too_long", "text", channel=Channel(values["channel"]).label, long=long, most=most)
    message = values.get("message_id")
    if message and not campaign.messages.filter(pk=message).exists():
        raise Refused("post.message", "message")
    # One withdrawn since may stay in a post; that is said when it is to be approved.
    known = {*claims.of_campaign(campaign), *(str(pk) for pk in campaign.claims.values_list("pk", flat=True))}
    for key in keys:
        if key not in known:
            raise Refused("claim.none", "claim_keys", given=key[:40])


def _asset(by: Actor, post: Post, file: Any) -> Any:
    kept = files.keep(file, kinds=ASSETS, field="file")
    if post.asset and post.asset.blob_id == kept.sha256:
        return post.asset
    return files.attach(by, post, kept, name=getattr(file, "name", ""), purpose="asset")


def _use(by: Actor, post: Post, keys: list[str]) -> None:
    standing = {use.key: use for use in post.claim_uses.filter(removed_at=None)}
    for key, use in standing.items():
        if key not in keys:
            use.removed_at = by.now
            use.save(update_fields=["removed_at"])
    own = {str(row.pk): row for row in post.campaign.claims.all()}
    for key in keys:
        if key not in standing:
            ClaimUse.objects.create(
                post=post, code="" if key in own else key, own=own.get(key), added_at=by.now
            )


def _keep(by: Actor, post: Post) -> None:
    PostVersion.objects.create(
        post=post, n=post.version, content=said(post), written_at=by.now, written_by=by.membership
    )


def said(post: Post) -> dict[str, Any]:
    """What the post says, as a version keeps it."""
    return {
        **{key: getattr(post, key) for key in ("channel", "language", *TEXTS)},
        "message": str(post.message_id or ""),
        "planned_at": post.planned_at.astimezone(UTC).isoformat(),
        "asset": post.asset.blob_id if post.asset else "",
        "claims": post.claim_keys,
    }


def digest(post: Post) -> str:
    """SHA-256 of what is approved: the post and the words of its claims."""
    used = [[one.key, one.digest] for one in claims.of_keys(post.campaign, post.claim_keys)]
    return hashlib.sha256(chain.canonical({**said(post), "used": used})).hexdigest()


def missing(post: Post) -> list[Lack]:
    """What stands between the post and its approval."""
    used = claims.of_keys(post.campaign, post.claim_keys)
    found = lacks(f"{post.text}\n{post.note}", post.language, used)
    if post.asset and not post.asset_alt:
        found.append(Lack("post.no_alt"))
    if post.asset and not post.asset_rights:
        found.append(Lack("post.no_rights"))
    return found


def sounds(post: Post) -> list[str]:
    """Themes of harm the text seems to claim something of, with no claim joined that does."""
    used = claims.of_keys(post.campaign, post.claim_keys)
    return unclaimed(f"{post.text}\n{post.note}", used, claims.signs())


# In which a claim is known by its words.
READ = ("es", "en")


def unread(post: Post) -> bool:
    """Whether no words tell that it claims a harm, for its language is another, and it joins no claim."""
    return post.language not in READ and not post.claim_keys


def _post(by: Actor, id: UUID) -> Post:
    post = access.get(
        Post.objects.select_for_update(of=("self",)).select_related("campaign", "asset"), by, pk=id
    )
    access.require(by, access.ACT, post)
    return post


def _open(post: Post) -> None:
    if post.dropped_at:
        raise Refused("post.dropped")
    if post.published_on:
        raise Refused("post.published")


def _set(by: Actor, post: Post, verb: str, values: Mapping[str, Any], **facts: Any) -> Post:
    was = contents.digest(post)
    for key, value in values.items():
        setattr(post, key, value)
    post.save(update_fields=list(values))
    journal.write(by, verb, post, **facts, **contents.sealed(post, was))
    return post


@action(roles=WRITERS)
def ask_approval(*, by: Actor, id: UUID, version: int) -> Post:
    """Ask that this version be approved; asking again changes nothing. One sent back is asked for anew."""
    post = _post(by, id)
    _open(post)
    _same(post, version)
    if post.state in ("waiting", "approved"):
        return post
    values = {"asked_version": version, "asked_at": by.now, "decided_version": None, "approved": None}
    return _set(by, post, "post.asked", values, n=version)


def _same(post: Post, version: int) -> None:
    if post.version != version:
        raise Refused("post.changed")


@action(roles=APPROVERS)
def approve(*, by: Actor, id: UUID, post_id: UUID, version: int, why: str = "") -> Approval:
    """Approve one version of a post: never by who wrote any of its versions, and only when nothing is missing.

    Where the text sounds as if it claimed a harm no joined claim is about, or no words of its language tell whether it does, `why`
    says that it claims none.
    """
    post = _post(by, post_id)
    if standing := _again(by, id, post, version, True):
        return standing
    _open(post)
    _same(post, version)
    if post.state == "approved":
        raise Refused("post.approved_already")
    if post.state != "waiting":
        raise Refused("post.not_asked")
    _another(by, post)
    _whole(post)
    if sounds(post) and not why.strip():
        raise Refused("post.sounds_like_claim", "why")
    if unread(post) and not why.strip():
        raise Refused("post.language_unread", "why")
    return _decide(by, id, post, True, why.strip())


def _whole(post: Post) -> None:
    """Refused with everything that is missing."""
    if found := missing(post):
        first, *others = [Refused(one.code, "", **(one.values or {})) for one in found]
        first.others = tuple(others)
        raise first


@action(roles=APPROVERS)
def send_back(*, by: Actor, id: UUID, post_id: UUID, version: int, why: str) -> Approval:
    """Send a version back to its authors with the reason; also one approved that is not out yet."""
    post = _post(by, post_id)
    if standing := _again(by, id, post, version, False):
        return standing
    _open(post)
    _same(post, version)
    if post.state not in ("waiting", "approved"):
        raise Refused("post.not_asked")
    _another(by, post)
    if not why.strip():
        raise Refused("reason.missing", "why")
    return _decide(by, id, post, False, why.strip())


def _again(by: Actor, id: UUID, post: Post, version: int, approved: bool) -> Approval | None:
    return versions.again(
        Approval, by, id, {"post_id": post.pk, "version": version, "approved": approved}
    )  # fmt: skip


def _another(by: Actor, post: Post) -> None:
    """Four eyes: whoever had a hand in the words does not decide on them."""
    if post.versions.filter(written_by__person=by.person).exists():
        raise Refused("post.own")


def _decide(by: Actor, id: UUID, post: Post, approved: bool, why: str) -> Approval:
    row = Approval.objects.create(
        id=id,
        post=post,
        version=post.version,
        digest=digest(post),
        approved=approved,
        why=why,
        decided_at=by.now,
        decided_by=by.membership,
    )
    values = {"decided_version": post.version, "approved": approved}
    _set(by, post, "post.approved" if approved else "post.sent_back", values, n=post.version, approval=row.pk)
    return row


def take_approvals_back(by: Actor, claim: OwnClaim) -> None:
    """A claim no longer says what it said: posts that use it and are not out wait for approval again. Inside an action."""
    used = ClaimUse.objects.filter(own=claim, removed_at=None).values("post")
    rows = Post.objects.select_for_update(of=("self",)).filter(
        pk__in=used, published_on=None, dropped_at=None, approved=True
    )
    for post in rows.order_by("id"):
        if post.state == "approved":
            _set(by, post, "post.approval_taken_back", {"decided_version": None, "approved": None})


@action(roles=PUBLISHERS)
def publish(
    *, by: Actor, id: UUID, version: int, published_on: date, permalink: str = "", platform_id: str = ""
) -> Post:
    """Record that the approved version went out: day, address, the platform's id. Again, to correct those."""
    post = _post(by, id)
    permalink, platform_id = permalink.strip(), platform_id.strip()
    if post.dropped_at:
        raise Refused("post.dropped")
    _same(post, version)
    if post.state not in ("approved", "published", "taken_down"):
        raise Refused("post.not_approved")
    if published_on > by.today:
        raise Refused("post.future", "published_on")
    if post.taken_down_on and published_on > post.taken_down_on:
        raise Refused("post.taken_down_before", "published_on")
    if post.platform and not (permalink or platform_id):
        raise Refused("post.no_address", "permalink")
    if platform_id and _taken(post, platform_id):
        raise Refused("post.id_taken", "platform_id", given=platform_id)
    if post.state == "approved":
        if _approval(post).digest != digest(post):
            raise Refused("post.claims_changed")
        # A claim of the country may have been found unfit since.
        _whole(post)
    values = {"published_on": published_on, "permalink": permalink, "platform_id": platform_id}
    if all(getattr(post, key) == value for key, value in values.items()):
        return post
    values["published_by"] = by.membership
    return _set(by, post, "post.published", values, n=version)


def _taken(post: Post, platform_id: str) -> bool:
    same = Post.objects.filter(campaign=post.campaign_id, platform=post.platform, platform_id=platform_id)
    return bool(post.platform) and same.exclude(pk=post.pk).exists()


def _approval(post: Post) -> Approval:
    return post.approvals.filter(version=post.version, approved=True).latest("decided_at")


@action(roles=PUBLISHERS)
def take_down(*, by: Actor, id: UUID, on: date | None, why: str) -> Post:
    """Record that a published post no longer stands on its channel, since when and why; without a day it stands there again.

    What it reached stays counted. Again, to correct day or reason.
    """
    post = _post(by, id)
    if not post.published_on:
        raise Refused("post.not_published")
    if on is None and not post.taken_down_why:
        raise Refused("field.missing", "on")
    if not why.strip():
        raise Refused("reason.missing", "why")
    if on and on > by.today:
        raise Refused("post.taken_down_future", "on")
    if on and on < post.published_on:
        raise Refused("post.taken_down_before", "on")
    values: dict[str, Any] = {"taken_down_on": on, "taken_down_why": why.strip()}
    if all(getattr(post, key) == value for key, value in values.items()):
        return post
    values["taken_down_by"] = by.membership
    return _set(by, post, "post.taken_down" if on else "post.put_back", values, n=post.version)


@action(roles=WRITERS)
def drop_post(*, by: Actor, id: UUID, why: str) -> Post:
    """Give a post up that is not out; it stays in the list with the reason."""
    post = _post(by, id)
    if post.dropped_at:
        return post
    _open(post)
    if not why.strip():
        raise Refused("reason.missing", "why")
    values = {"dropped_at": by.now, "dropped_by": by.membership, "dropped_why": why.strip()}
    return _set(by, post, "post.dropped", values)
