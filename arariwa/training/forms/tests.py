"""Forms around tests: an appeal, its decision, what a trainer says of a question."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arariwa.core.domain.ids import uuid7
from arariwa.core.forms import Form, option
from arariwa.training.models import Appeal, QuestionReview

Verdict = QuestionReview.Verdict


def _reason(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class AppealForm(Form):
    """Why the marking of a question is contested. The id travels along, so that sending twice is once."""

    reason = _reason(_("Why is the marking wrong?"), _("Name the rule or the page you rest on, if you can."))
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)


class DecideForm(Form):
    """The decision of an appeal, none chosen beforehand."""

    decision = forms.ChoiceField(
        label=_("Your decision"),
        widget=forms.RadioSelect,
        choices=[
            (Appeal.Decision.GRANTED, option(_("Grant it"), _("The answer counts in full for this person."))),
            (
                Appeal.Decision.ANNULLED,
                option(_("Annul the question"), _("It does not count in this test, for or against.")),
            ),
            (Appeal.Decision.DISMISSED, option(_("Dismiss it"), _("The marking stays."))),
        ],
    )
    reason = _reason(_("Reason"), _("The learner reads it."))


class ReviewForm(Form):
    """What a trainer says of a question as it stands."""

    verdict = forms.ChoiceField(label=_("Your decision"), widget=forms.RadioSelect, choices=[])
    reason = _reason(_("Reason"))
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        good = (
            (
                Verdict.ACCEPTED,
                option(_("It is right under the law of today"), _("It goes back into the tests.")),
            )
            if state == "stale"
            else (Verdict.APPROVED, option(_("Approve it"), _("Tests may take it.")))
        )
        bad = (Verdict.REJECTED, option(_("Reject it"), _("No test takes it until its words change.")))
        self.fields["verdict"].choices = [good, bad]
