"""Writes of campaigns: the campaign itself, its messages, the gatherings that belong to it, who else sees it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from arariwa.core import access, contents, journal, versions
from arariwa.core.action import action
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Office, Role
from arariwa.core.models.access import Grant
from arariwa.core.numbering import free_number
from arariwa.events.models import Event
from arariwa.outreach.models import Campaign, CampaignEvent, Message

# Who plans and writes; who approves: `actions_posts.APPROVERS`.
WRITERS = (Role.PROGRAMME,)
EDITED = ("name_es", "name_en", "objectives", "audience", "regions", "from_on", "until_on")
MESSAGE = ("text_es", "text_en", "audience")
REASON = "campaign_share"


def held(by: Actor, id: UUID, level: int = access.ACT) -> Campaign:
    """The campaign, locked until the act is done, for whoever reaches it at that level."""
    campaign = access.get(Campaign.objects.select_for_update(of=("self",)), by, pk=id)
    access.require(by, level, campaign)
    return campaign


@action(roles=WRITERS)
def create_campaign(*, by: Actor, id: UUID, values: Mapping[str, Any]) -> Campaign:
    """Begin a campaign of the actor's office; nobody else sees it until it is shared."""
    given = {key: value for key, value in values.items() if key in EDITED} | {"office": by.office}
    if standing := versions.again(Campaign, by, id, given):
        return standing
    _check(given)
    campaign = Campaign.objects.create(
        id=id,
        compartment=access.new_compartment(by),
        number=free_number(Campaign, by.today.year, by.office.code),
        **given,
        made_at=by.now,
        made_by=by.membership,
    )
    journal.write(by, "campaign.created", campaign, **contents.sealed(campaign))
    return campaign


@action(roles=WRITERS)
def edit_campaign(*, by: Actor, id: UUID, version: int, values: Mapping[str, Any]) -> Campaign:
    """Change what is said of a campaign."""
    campaign = held(by, id)
    given = {key: value for key, value in values.items() if key in EDITED}
    _check({key: getattr(campaign, key) for key in EDITED} | given)
    was = contents.digest(campaign)
    if changed := versions.save(campaign, version, given):
        journal.write(
            by, "campaign.edited", campaign, fields=sorted(changed), **contents.sealed(campaign, was)
        )
    return campaign


def _check(values: Mapping[str, Any]) -> None:
    for name in ("name_es", "objectives", "audience"):
        if not str(values.get(name, "")).strip():
            raise Refused("field.missing", name)
    if values["until_on"] < values["from_on"]:
        raise Refused("campaign.days", "until_on")


@action(roles=WRITERS)
def save_message(
    *, by: Actor, campaign_id: UUID, id: UUID, version: int = 0, values: Mapping[str, Any]
) -> Message:
    """Add what the campaign wants understood, or change it when it stands."""
    campaign = held(by, campaign_id)
    given = {key: str(value).strip() for key, value in values.items() if key in MESSAGE}
    for name in ("text_es", "audience"):
        if not given.get(name):
            raise Refused("field.missing", name)
    if standing := campaign.messages.filter(pk=id, withdrawn_at=None).first():
        if changed := versions.save(standing, version or standing.version, given):
            journal.write(by, "message.edited", campaign, message=standing.pk, fields=sorted(changed))
        return standing
    if Message.objects.filter(pk=id).exists():
        raise Refused("id.malformed")
    made = Message.objects.create(
        id=id, campaign=campaign, **given, made_at=by.now, made_by=by.membership
    )  # fmt: skip
    journal.write(by, "message.added", campaign, message=made.pk)
    return made


@action(roles=WRITERS)
def withdraw_message(*, by: Actor, campaign_id: UUID, id: UUID) -> Message:
    """Give a message up; posts that carried it keep it."""
    campaign = held(by, campaign_id)
    message = access.get(campaign.messages.filter(withdrawn_at=None), by, pk=id)
    message.withdrawn_at = by.now
    message.save(update_fields=["withdrawn_at"])
    journal.write(by, "message.withdrawn", campaign, message=message.pk)
    return message


@action(roles=WRITERS)
def link_event(*, by: Actor, campaign_id: UUID, id: UUID, event_id: UUID) -> CampaignEvent:
    """Say that a gathering the actor sees belongs to the campaign; saying it again changes nothing."""
    campaign = held(by, campaign_id)
    event = access.get(Event, by, pk=event_id)
    if standing := campaign.gatherings.filter(event=event, removed_at=None).first():
        return standing
    if CampaignEvent.objects.filter(pk=id).exists():
        raise Refused("id.malformed")
    row = CampaignEvent.objects.create(
        id=id, campaign=campaign, event=event, added_at=by.now, added_by=by.membership
    )
    journal.write(by, "campaign.event_linked", campaign, event=event.pk)
    return row


@action(roles=WRITERS)
def unlink_event(*, by: Actor, campaign_id: UUID, id: UUID) -> CampaignEvent:
    """The gathering does not belong to the campaign after all; the row stays."""
    campaign = held(by, campaign_id)
    row = access.get(campaign.gatherings.filter(removed_at=None), by, pk=id)
    row.removed_at = by.now
    row.save(update_fields=["removed_at"])
    journal.write(by, "campaign.event_unlinked", campaign, event=row.event_id)
    return row


@action(roles=WRITERS)
def share(*, by: Actor, campaign_id: UUID, office: Office, level: int) -> Campaign:
    """Let another office read the campaign, or work on it as its role allows; the same again changes nothing."""
    campaign = held(by, campaign_id, access.MANAGE)
    if office == campaign.office:
        raise Refused("campaign.own_office", "office")
    if level not in (access.READ, access.ACT):
        raise Refused("campaign.share_level", "level")
    standing = standing_for(campaign, by).filter(office=office)
    if not standing.filter(level=level).exists():
        standing.filter(reason=REASON).update(until_at=by.now)
        access.allow(by, campaign, office, level, REASON)
        journal.write(by, "campaign.shared", campaign, to=office.code, level=int(level))
    return campaign


@action(roles=WRITERS)
def end_share(*, by: Actor, campaign_id: UUID, office: Office) -> Campaign:
    """The office sees the campaign no longer."""
    campaign = held(by, campaign_id, access.MANAGE)
    if standing_for(campaign, by).filter(office=office, reason=REASON).update(until_at=by.now):
        journal.write(by, "campaign.share_ended", campaign, to=office.code)
    return campaign


def standing_for(campaign: Campaign, by: Actor) -> QuerySet[Grant]:
    """The grants by which offices see the campaign now. The caller has been let to it."""
    rows = Grant.objects.filter(
        compartment=campaign.compartment_id, office__isnull=False, from_at__lte=by.now
    )
    rows = rows.filter(Q(until_at=None) | Q(until_at__gt=by.now))
    return rows.select_related("office__institution").order_by("from_at", "id")
