"""Writes of photos and of who agreed to be seen in them, by purpose and version of the text."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from arariwa.core import access, files, journal, privacy, versions
from arariwa.core.action import ANY_ROLE, action
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.events.choices import ImagePurpose
from arariwa.events.domain import photo_use
from arariwa.events.models import EventPhoto, ImageConsent, Participation
from arariwa.events.promising import helped

TEXT = "images"


def text_version() -> str:
    """The text people sign now, with its version, such as "images 1"; empty where the pack has none."""
    notice = privacy.notice(TEXT)
    return f"{notice.code} {notice.version}" if notice else ""


@action(roles=ANY_ROLE)
def consent(
    *,
    by: Actor,
    event_id: UUID,
    id: UUID,
    name: str,
    purposes: Iterable[str],
    given_on: date,
    minor: bool = False,
    guardian: str = "",
    participation: UUID | None = None,
) -> ImageConsent:
    """Record that someone signed for some purposes; for a minor the guardian who signed is named."""
    event = helped(by, event_id)
    values: dict[str, Any] = {
        "event": event,
        "participation_id": participation,
        "name": name.strip(),
        "purposes": sorted(set(purposes)),
        "minor": minor,
        "guardian": guardian.strip() if minor else "",
        "given_on": given_on,
    }
    if standing := versions.again(ImageConsent, by, id, values):
        return standing
    if not values["name"]:
        raise Refused("field.missing", "name")
    if not values["purposes"] or set(values["purposes"]) - set(ImagePurpose.values):
        raise Refused("consent.purposes", "purposes")
    if minor and not values["guardian"]:
        raise Refused("consent.guardian", "guardian")
    if given_on > by.today:
        raise Refused("evidence.future", "given_on")
    if participation and not Participation.objects.filter(pk=participation, event=event).exists():
        raise Refused("promise.not_of_event", "participation")
    row = ImageConsent.objects.create(
        id=id, **values, text_version=text_version(), recorded_at=by.now, recorded_by=by.membership
    )
    journal.write(by, "consent.given", event, consent=row.pk, purposes=values["purposes"])
    return row


@action(roles=ANY_ROLE)
def withdraw_consent(*, by: Actor, id: UUID) -> ImageConsent:
    """Someone took their consent back: from now on no photo of them may be used."""
    row = access.get(ImageConsent.objects.select_for_update(of=("self",)), by, pk=id)
    access.require(by, access.ACT, row)
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by = by.now, by.membership
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        journal.write(by, "consent.withdrawn", row.event, consent=row.pk)
    return row


@action(roles=ANY_ROLE)
def add_photo(
    *,
    by: Actor,
    event_id: UUID,
    id: UUID,
    file: Any,
    recognisable: int,
    consents: Iterable[UUID] = (),
    caption: str = "",
) -> EventPhoto:
    """Keep a photo with how many people can be recognised in it and whose consents cover them."""
    event = helped(by, event_id)
    standing = EventPhoto.objects.filter(pk=id, event=event).first()
    if standing:
        return standing
    if recognisable < 0:
        raise Refused("photo.people", "recognisable")
    found = list(ImageConsent.objects.filter(event=event, pk__in=set(consents)))
    if len(found) > recognisable:
        raise Refused("photo.more_consents", "consents")
    kept = files.keep(file, kinds=files.PHOTOS, field="file")
    attachment = files.attach(
        by, event, kept, name=getattr(file, "name", ""), purpose="photo", caption=caption.strip()
    )
    photo = EventPhoto.objects.create(
        id=id,
        event=event,
        attachment=attachment,
        recognisable=recognisable,
        added_at=by.now,
        added_by=by.membership,
    )
    photo.consents.set(found)
    journal.write(by, "photo.added", event, photo=photo.pk, recognisable=recognisable)
    return photo


def uses(photo: EventPhoto) -> list[str]:
    """The purposes a photo may be used for now."""
    given = [
        photo_use.Agreed(frozenset(c.purposes), c.withdrawn_at is None, c.minor, c.guardian)
        for c in photo.consents.all()
    ]
    return photo_use.allowed(photo.recognisable, given, ImagePurpose.values)
