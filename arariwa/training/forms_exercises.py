"""Forms of exercises: an answer to a question, words said in a scene, a team, other points for a criterion."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arariwa.core import formatting
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.forms import DayField, Form, HourField, QuantityField
from arariwa.core.models import Person
from arariwa.training.domain.exercise import Exercise, Question, Scene
from arariwa.training.domain.grading import Marked

AGREEMENTS = 6


def _choices(options: Any) -> list[tuple[str, str]]:
    lang = formatting.language()
    return [(option.code, option.text.in_(lang)) for option in options]


class AnswerForm(Form):
    """The answer to one question; its fields follow from the question's kind. `value()` is what the action takes."""

    mark_optional = False
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)

    def __init__(self, data: Any = None, *, question: Question, standing: Any = None) -> None:
        self.question = question
        super().__init__(data, prefix=question.code, initial=_initial(question, standing))
        lang = formatting.language()
        label = question.ask.in_(lang)
        told: dict[str, Any] = {
            "label": label,
            "help_text": question.help.in_(lang) if question.help else "",
        }
        if question.kind == "match":
            for row in question.rows:
                self.fields[f"row-{row.code}"] = forms.ChoiceField(
                    label=row.text.in_(lang),
                    required=False,
                    choices=[("", "—"), *_choices(question.options)],
                )
        elif question.kind == "agreements":
            for n in range(AGREEMENTS):
                number = {"n": n + 1}
                self.fields[f"what-{n}"] = forms.CharField(
                    label=str(_("Agreement %(n)s: what")) % number, required=False, max_length=500
                )
                self.fields[f"owner-{n}"] = forms.ChoiceField(
                    label=str(_("Agreement %(n)s: who answers for it")) % number,
                    required=False,
                    choices=[("", "—"), *_choices(question.options)],
                )
                self.fields[f"on-{n}"] = DayField(
                    label=str(_("Agreement %(n)s: by when")) % number, required=False
                )
        else:
            self.fields["answer"] = _FIELDS[question.kind](question, told)

    @property
    def heading(self) -> str:
        """The question, where its fields do not say it themselves."""
        several = self.question.kind in ("match", "agreements")
        return self.question.ask.in_(formatting.language()) if several else ""

    def value(self) -> Any:
        """What was answered, as the action takes it."""
        given, kind = self.cleaned_data, self.question.kind
        if kind == "match":
            return {row.code: given.get(f"row-{row.code}") for row in self.question.rows}
        if kind == "agreements":
            rows = [
                {
                    "what": given.get(f"what-{n}") or "",
                    "owner": given.get(f"owner-{n}") or "",
                    "on": given[f"on-{n}"].isoformat() if given.get(f"on-{n}") else "",
                }
                for n in range(AGREEMENTS)
            ]
            return [row for row in rows if any(row.values())]
        answer = given.get("answer")
        if kind == "number":
            return format(answer.normalize(), "f") if answer is not None else ""
        if kind == "hour":
            return f"{answer:%H:%M}" if answer else ""
        return answer


def _initial(question: Question, standing: Any) -> dict[str, Any]:
    if standing is None:
        return {}
    if question.kind == "match":
        return {f"row-{row}": option for row, option in standing.items()}
    if question.kind == "agreements":
        return {f"{key}-{n}": row[key] for n, row in enumerate(standing) for key in ("what", "owner")} | {
            f"on-{n}": _day(row["on"]) for n, row in enumerate(standing) if row["on"]
        }
    return {"answer": standing}


def _day(text: str) -> Any:
    from datetime import date

    return date.fromisoformat(text)


_FIELDS: dict[str, Any] = {
    "one": lambda q, told: forms.ChoiceField(choices=_choices(q.options), widget=forms.RadioSelect, **told),
    "several": lambda q, told: forms.MultipleChoiceField(
        choices=_choices(q.options), widget=forms.CheckboxSelectMultiple, **told
    ),
    "number": lambda q, told: QuantityField(zero=True, **told),
    "hour": lambda q, told: HourField(**{**told, **({} if told["help_text"] else {"help_text": _("24 hours, such as 14:35")})}),
    "text": lambda q, told: forms.CharField(
        max_length=8000, widget=forms.Textarea(attrs={"rows": 6}), **told
    ),
}  # fmt: skip


class SayForm(Form):
    """What one says in the scene whose turn it is."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)

    def __init__(self, data: Any = None, *, scene: Scene) -> None:
        super().__init__(data, prefix=scene.code)
        self.fields["way"] = forms.ChoiceField(
            label=_("What do you say?"), choices=_choices(scene.ways), widget=forms.RadioSelect
        )


class TeamForm(Form):
    """Who plays which role, by the e-mail address they are known under; and how fast the clock runs."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    speed = forms.IntegerField(
        label=_("How fast its clock runs"),
        min_value=1,
        max_value=60,
        help_text=_("1: a minute of the exercise is a minute. 4: four minutes of the exercise pass in one."),
        widget=forms.TextInput(attrs={"class": "w3", "inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, exercise: Exercise) -> None:
        self.exercise = exercise
        super().__init__(data, initial={"speed": exercise.speed})
        for code, role in exercise.roles.items():
            self.fields[f"role-{code}"] = forms.EmailField(
                label=role.title.in_(formatting.language()),
                help_text=_("E-mail address of the person who plays it."),
            )
        self.order_fields([*(f"role-{code}" for code in exercise.roles), "speed", "id"])

    def team(self) -> Mapping[str, Person]:
        """The person of each role; a mistake at the field whose address nobody has."""
        team = {}
        for code in self.exercise.roles:
            address = self.cleaned_data[f"role-{code}"]
            person = Person.objects.filter(user__email__iexact=address, user__is_active=True).first()
            if person is None:
                raise Refused("exercise.no_person", f"role-{code}")
            team[code] = person
        return team


class OverrideForm(Form):
    """Other points for a criterion, and why."""

    points = QuantityField(label=_("Points"), whole=True, zero=True)
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, data: Any = None, *, marked: Marked) -> None:
        super().__init__(data, initial={"points": marked.got})
