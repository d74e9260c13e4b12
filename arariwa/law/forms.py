"""The one question a public page of the law asks."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arariwa.core.domain.refused import Refused
from arariwa.core.forms import DayField, Form
from arariwa.core.refusals import worded


class OnDay(Form):
    """A day of the past or today; empty is today."""

    mark_optional = False
    dia = DayField(label=_("See what held on another day"), required=False)

    def clean_dia(self) -> date | None:
        """A day to come has no law yet."""
        day, today = self.cleaned_data["dia"], timezone.localdate()
        if day and day > today:
            raise forms.ValidationError(worded(Refused("day.future", "dia", today=today.isoformat())))
        return day
