"""Forms of courses: ask for a place, open a cohort, hand in answers."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from arariwa.core import access
from arariwa.core.actor import Actor
from arariwa.core.domain.ids import uuid7
from arariwa.core.formatting import language
from arariwa.core.forms import DayField, Form, QuantityField
from arariwa.events.choices import NO_REGION, Audience, EventRole
from arariwa.events.forms.registrations import AskForm
from arariwa.events.models import Event
from arariwa.events.views.calls import USUAL
from arariwa.training import courses
from arariwa.training.models import Cohort


class PlaceForm(AskForm):
    """An official asks for a place: what the programme counts, proposed from how they act."""

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].initial = USUAL.get(by.role, EventRole.NOT_RECORDED)
        self.fields["region"].initial = by.office.ubigeo[:2] or NO_REGION


def _course_choices() -> list[tuple[str, str]]:
    return [(c.slug, f"{c.file.code}: {c.file.title.in_(language())}") for c in courses.current_courses()]


class OpenCourseForm(Form):
    """A cohort: of an event that stands already, or of one that is made with it."""

    course = forms.ChoiceField(label=_("Course"), choices=_course_choices)
    event = forms.ModelChoiceField(
        label=_("Event"),
        queryset=Event.objects.none(),
        required=False,
        empty_label=_("Make a new event"),
        help_text=_("An intensive course usually has one already, with its sessions and trainers."),
    )
    opens_on = DayField(label=_("First day"))
    closes_on = DayField(label=_("Last day"))
    capacity = QuantityField(
        label=_("Number of places"), whole=True, required=False, help_text=_("Empty: as many as ask.")
    )
    needs_approval = forms.BooleanField(label=_("Each place is approved by us"), required=False)
    audience = forms.ChoiceField(
        label=_("Who may ask for a place"),
        choices=Audience.choices,
        initial=Audience.OPEN,
        widget=forms.RadioSelect,
    )
    announce = forms.BooleanField(label=_("Announce it now"), required=False, initial=True)
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].queryset = free_events(by)


def free_events(by: Actor) -> QuerySet[Event]:
    """Events of the actor that follow no course yet and are not over."""
    rows = access.visible(Event.objects.all(), by, access.ACT)
    taken = Cohort.objects.values("event")
    return rows.filter(closed_at=None, cancelled_at=None).exclude(pk__in=taken).order_by("-from_on", "-id")


class HandInForm(Form):
    """The file a downloaded course wrote."""

    file = forms.FileField(
        label=_("File of answers"),
        help_text=_("The file that the downloaded course saved, such as respuestas-asy-1.json."),
    )
