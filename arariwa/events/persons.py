"""An official is one person once: found by document number, then by e-mail with a name that agrees."""

import re
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from arariwa.core import journal, privacy
from arariwa.core.actor import Actor
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.places import folded
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Person

NOTICE = "participants"
OWN = ("given_names", "surnames", "document_kind", "document_number", "email", "phone")


class DocumentKind(TextChoices):
    """What identifies a participant."""

    DNI = "dni", _("DNI, national identity card")
    CE = "ce", _("Foreigner's card")
    PASSPORT = "passport", _("Passport")
    CIP = "cip", _("CIP, police card")
    FOREIGN = "foreign", _("Identity card of another country")
    OTHER = "other", _("Other document")


def notice_shown() -> str:
    """The notice for participants with its version, as it is kept with a registration."""
    notice = privacy.notice(NOTICE)
    return f"{notice.code} {notice.version}" if notice else ""


def plain(values: Mapping[str, Any]) -> dict[str, str]:
    """What is said of a person, as it is compared and kept; Refused where it cannot be."""
    said = {key: " ".join(str(values.get(key) or "").split()) for key in OWN}
    said["document_number"] = re.sub(r"[\s.\-]", "", said["document_number"]).upper()
    said["email"] = said["email"].lower()
    for key in ("given_names", "surnames"):
        if not said[key]:
            raise Refused("field.missing", key)
    if said["document_number"] and not said["document_kind"]:
        said["document_kind"] = DocumentKind.DNI if re.fullmatch(r"\d{8}", said["document_number"]) else ""
    if bool(said["document_kind"]) != bool(said["document_number"]):
        if said["document_number"]:
            raise Refused("person.document_kind", "document_kind")
        said["document_kind"] = ""
    if said["document_kind"] == DocumentKind.DNI and not re.fullmatch(r"\d{8}", said["document_number"]):
        raise Refused("person.dni", "document_number")
    return said


def agree(one: str, other: str) -> bool:
    """Whether two full names can be of one person: they share a word that is more than a particle.

    An office's mailbox is shared by many, and a slip in a document number hits someone else's.
    """
    return bool({w for w in folded(one).split() if len(w) > 2} & set(folded(other).split()))


def find(said: Mapping[str, str]) -> Person | None:
    """The person already known, or None. Refused("person.other_name") when the document is someone else's."""
    name = f"{said['given_names']} {said['surnames']}"
    if said["document_number"]:
        known = Person.objects.filter(
            document_kind=said["document_kind"], document_number=said["document_number"]
        ).first()
        if known:
            if not agree(name, str(known)):
                raise Refused("person.other_name", "document_number")
            return known
    if said["email"]:
        same = [
            person
            for person in Person.objects.filter(email__iexact=said["email"]).order_by("id")[:20]
            if agree(name, str(person)) and _documents_fit(said, person)
        ]
        if len(same) == 1:
            return same[0]
    return None


def _documents_fit(said: Mapping[str, str], person: Person) -> bool:
    return not (said["document_number"] and person.document_number) or (
        said["document_kind"],
        said["document_number"],
    ) == (person.document_kind, person.document_number)


def one_person(by: Actor, values: Mapping[str, Any], notice: str = "") -> Person:
    """The person these words are about, made when unknown; what was not known yet is added, nothing is overwritten.

    Called from inside an action.
    """
    said = plain(values)
    person = find(said)
    if person is None:
        try:
            with transaction.atomic():
                person = Person.objects.create(
                    id=uuid7(), **said, notice=notice, notice_at=by.now if notice else None
                )
        except IntegrityError:
            # Another registration made the same person a moment ago.
            person = find(said)
            if person is None:
                raise
        else:
            journal.write(by, "person.registered", person)
            return person
    missing = {key: said[key] for key in ("email", "phone") if said[key] and not getattr(person, key)}
    if said["document_number"] and not person.document_number:
        missing |= {key: said[key] for key in ("document_kind", "document_number")}
    if missing:
        for key, value in missing.items():
            setattr(person, key, value)
        person.save(update_fields=list(missing))
        journal.write(by, "person.completed", person, fields=sorted(missing))
    return person
