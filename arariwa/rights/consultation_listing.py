"""The list of consultations: its conditions, how it is sorted, its rows for a spreadsheet."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import access, formatting, reference
from arariwa.core.actor import Actor
from arariwa.core.lists import Condition
from arariwa.events.choices import Tongue
from arariwa.events.listing import REGIONS
from arariwa.rights import book
from arariwa.rights.consultation_choices import Channel, State
from arariwa.rights.models import Consultation
from arariwa.rights.models.consultations import IN_STATE

DUE, LATE, DONE = "due", "late", "done"
SORTS: dict[str, tuple[str, ...]] = {
    "-llegada": ("-received_at", "-id"),
    "llegada": ("received_at", "id"),
    "numero": ("number", "id"),
    "-numero": ("-number", "-id"),
}


def conditions_asked() -> tuple[Condition, ...]:
    """The conditions, with the subjects of the pack in use."""
    lang = formatting.language()
    topics = sorted((words.in_(lang), key) for key, words in book.rights().groups.items())
    return (
        Condition("q", gettext_lazy("Words of the question, or a number"), gettext_lazy("with “%(value)s”")),
        Condition("estado", gettext_lazy("State"), gettext_lazy("%(value)s"), tuple(State.choices)),
        Condition(
            "seguir",
            gettext_lazy("Follow-up"),
            gettext_lazy("%(value)s"),
            (
                (DUE, gettext_lazy("to be asked within 30 days")),
                (LATE, gettext_lazy("to be asked now")),
                (DONE, gettext_lazy("already asked")),
            ),
        ),
        Condition(
            "tema",
            gettext_lazy("Subject"),
            gettext_lazy("about %(value)s"),
            tuple((key, words) for words, key in topics),
        ),
        Condition("canal", gettext_lazy("How it came"), gettext_lazy("%(value)s"), tuple(Channel.choices)),
        Condition("lengua", gettext_lazy("Language"), gettext_lazy("in %(value)s"), tuple(Tongue.choices)),
        Condition("region", gettext_lazy("Region"), gettext_lazy("of %(value)s"), REGIONS),
        Condition("anio", gettext_lazy("Year"), gettext_lazy("of the year %(value)s")),
    )


def found(by: Actor, values: Mapping[str, str]) -> QuerySet[Consultation]:
    """The consultations the conditions find, of those one may see."""
    rows = access.visible(Consultation.objects.select_related("taken_by__person", "event"), by)
    for word in values["q"].split():
        rows = rows.filter(Q(question__icontains=word) | Q(animal__icontains=word) | Q(number__iexact=word))
    for column, name in (("topic", "tema"), ("channel", "canal"), ("language", "lengua")):
        if values[name]:
            rows = rows.filter(**{column: values[name]})
    if values["region"]:
        region = values["region"]
        rows = rows.filter(ubigeo__startswith=region) if region.isdecimal() else rows.filter(ubigeo="")
    if values["anio"]:
        rows = (
            rows.filter(asked_on__year=int(values["anio"]))
            if values["anio"].isdecimal() and 1 <= int(values["anio"]) <= 9999
            else rows.none()
        )
    if values["estado"]:
        rows = rows.filter(IN_STATE[State(values["estado"])])
    if values["seguir"] == LATE:
        rows = rows.filter(follow_up_on__lte=by.today)
    elif values["seguir"] == DUE:
        rows = rows.filter(follow_up_on__lte=by.today + timedelta(days=30))
    elif values["seguir"] == DONE:
        rows = rows.filter(
            pk__in=rows.filter(follow_ups__voided_at=None, follow_ups__isnull=False).values("pk")
        )
    return rows


def topic_word(code: str) -> str:
    """A subject in words; its code when the pack no longer knows it, empty for none."""
    words = book.rights().groups.get(code)
    return words.in_(formatting.language()) if words else code


def act_word(code: str) -> str:
    """What one wants to do, in words."""
    words = book.rights().acts.get(code)
    return words.in_(formatting.language()) if words else code


def place_word(ubigeo: str) -> str:
    """A district by its full name; empty for none."""
    return str(reference.places().full_name(ubigeo)) if ubigeo and reference.places().get(ubigeo) else ""


topic_word_lazy = lazy(topic_word, str)


def head() -> list[str]:
    """The heads of the table. Neither the contact nor who asked stands in it."""
    return [
        _("Number in Arariwa"), _("Asked on"), _("How it came"), _("Subject"), _("What they want to do"),
        _("Animal or plant"), _("Place"), _("Language"), _("Question"), _("State"), _("Answered on"),
        _("Ask again on"),
    ]  # fmt: skip


def cells(row: Consultation) -> list[Any]:
    """A row of it."""
    return [
        row.number, formatting.day_short(row.asked_on), row.get_channel_display(), topic_word(row.topic),
        act_word(row.act), row.animal, place_word(row.ubigeo), row.get_language_display(), row.question,
        str(row.state.label), formatting.day_short(row.answered_at) if row.answered_at else "",
        formatting.day_short(row.follow_up_on) if row.follow_up_on else "",
    ]  # fmt: skip
