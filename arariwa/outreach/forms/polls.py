"""The form of a poll: how many were there, and of each question how many chose each option."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arariwa.core import formatting
from arariwa.core.domain.ids import uuid7
from arariwa.core.forms import Form, QuantityField
from arariwa.events.choices import CommunityRole, Sex, Tongue
from arariwa.events.domain.polls import Question
from arariwa.outreach.actions_polls import MOST_PRESENT
from arariwa.outreach.choices_polls import Method


def _words(text: Any) -> str:
    return str(getattr(text, formatting.language()))


class QuestionForm(Form):
    """One question; left empty it was not asked, else an empty option is nobody's."""

    mark_optional = False

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, prefix=question.id, **kwargs)
        self.question, self.say = question, _words(question.say)
        for option in question.options:
            self.fields[option.id] = QuantityField(
                label=_words(option.say), whole=True, zero=True, required=False, largest=MOST_PRESENT
            )

    def counts(self) -> dict[str, int]:
        """What was counted; nothing when it was not asked."""
        given = {option.id: self.cleaned_data.get(option.id) for option in self.question.options}
        if all(number is None for number in given.values()):
            return {}
        return {id: int(number or 0) for id, number in given.items()}


class PollForm(Form):
    """What a room, or a group of it, answered."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    method = forms.ChoiceField(
        label=_("How they answer"), choices=Method.choices, initial=Method.HANDS, widget=forms.RadioSelect
    )
    present = QuantityField(
        label=_("How many are here now"),
        whole=True,
        largest=MOST_PRESENT,
        help_text=_("Count heads before you ask; of a group only those of the group."),
    )
    sex = forms.ChoiceField(label=_("Only those of one sex"), choices=Sex.choices, required=False)
    community_role = forms.ChoiceField(
        label=_("Only those of one role"), choices=CommunityRole.choices, required=False
    )
    language = forms.ChoiceField(label=_("Only those of one language"), choices=[], required=False)

    def __init__(self, data: Any = None, *, questions: Mapping[str, Question], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name in ("sex", "community_role"):
            field: Any = self.fields[name]
            field.choices = [("", _("Everyone")), *[c for c in field.choices if c[0] != "NOT_RECORDED"]]
        self.fields["language"].choices = [("", _("Everyone")), *Tongue.choices]  # type: ignore[attr-defined]
        self.lines = [QuestionForm(data, question=question) for question in questions.values()]

    def values(self) -> dict[str, Any]:
        """As the action takes it."""
        given = self.cleaned_data
        counts = {line.question.id: line.counts() for line in self.lines}  # type: ignore[attr-defined]
        return {
            "id": given["id"],
            "method": given["method"],
            "present": int(given["present"]),
            "sex": given["sex"] or "NOT_RECORDED",
            "community_role": given["community_role"] or "NOT_RECORDED",
            "language": given["language"],
            "counts": {id: each for id, each in counts.items() if each},
        }
