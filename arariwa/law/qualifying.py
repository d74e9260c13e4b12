"""The public form that asks the law: a few questions first, then those that would decide the answer; nothing is kept.

The answers stand in the address, so that a question can be shared, and hold nothing about a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arariwa.core import formatting
from arariwa.core.domain.refused import Refused
from arariwa.core.forms import DayOrMonthField, Form
from arariwa.core.refusals import worded
from arariwa.law import answer as verdicts
from arariwa.law import queries, species_words
from arariwa.law.domain.terms import ACTS, TERMS
from arariwa.law.domain.wording import term_path
from arariwa.law.fact_fields import UNKNOWN, field_for, value_of

# Asked from the beginning; the rest only when it would decide something.
FIRST = ("title.state", "specimen.form")
MOST_ASKED, MOST_NEW = 40, 4
# Answered by the form's own questions, or by an expert only.
ELSEWHERE = frozenset(
    {"on", "acts", "specimen.taxa", "specimen.name_as_written", "place.ubigeo", "place.country"}
)


class Ask(Form):
    """When, what was done, which animal or plant, then the questions of `asked`, each a path of the vocabulary."""

    mark_optional = False

    cuando = DayOrMonthField(label=_("When did it happen?"), required=False)
    actos = forms.MultipleChoiceField(
        label=_("What was done?"), required=False, widget=forms.CheckboxSelectMultiple, choices=[]
    )
    especie = forms.CharField(
        label=_("Which animal or plant?"),
        required=False,
        max_length=200,
        help_text=_("As people call it, or its scientific name."),
    )
    preguntas = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, more: tuple[str, ...] = ()) -> None:
        super().__init__(data)
        lang = formatting.language()
        self.fields["actos"].choices = [(name, term.label.in_(lang)) for name, term in ACTS.items()]  # type: ignore[attr-defined]
        sent = str(self.data.get("preguntas", "")).split(",") if self.is_bound else []
        self.asked = tuple(dict.fromkeys([*FIRST, *(p for p in sent if askable(p)), *more]))[:MOST_ASKED]
        for path in self.asked:
            self.fields[path] = field_for(TERMS[path])

    @property
    def kept(self) -> str:
        """The questions asked so far, for the next time the form is sent."""
        return ",".join(self.asked)

    @property
    def questions(self) -> list[forms.BoundField]:
        """The questions of the vocabulary, in the order in which they came."""
        return [self[path] for path in self.asked]


def askable(path: str) -> bool:
    """Whether a path is a question a visitor may be asked; a telephone number in the address is none."""
    return (
        path in TERMS
        and not path.startswith("verdict.")
        and path not in ELSEWHERE
        and TERMS[path].kind != "text"
    )


@dataclass
class Asked:
    """What the page shows: the form with its next questions, what the name was understood as, and the answer."""

    form: Ask
    species: str = ""
    answer: verdicts.Answer | None = None


def asked(data: Mapping[str, Any] | None) -> Asked:
    """The form and, once there is a day, the answer of the law; new questions join those already asked."""
    form = Ask(data)
    if data is None or not form.is_valid() or form.cleaned_data["cuando"] is None:
        return Asked(form)
    found = queries.find(form.cleaned_data["especie"]) if form.cleaned_data["especie"] else None
    try:
        verdict = queries.qualify(
            situation(form.cleaned_data, form.asked, [m.taxon for m in found.matches] if found else [])
        )
    except Refused as refused:
        form.add_error(None, worded(refused))
        return Asked(form)
    new = [
        p
        for p in (term_path(row["path"]) for row in verdict["to_find_out"])
        if askable(p) and p not in form.asked
    ]
    grown = Ask(data, more=tuple(dict.fromkeys(new[:MOST_NEW])))
    grown.is_valid()
    return Asked(grown, species_words.summary(found) if found else "", verdicts.read(verdict))


def situation(given: Mapping[str, Any], paths: tuple[str, ...], taxa: list[str]) -> dict[str, Any]:
    """The situation of the answers, one specimen and one person; what is not answered is not told."""
    span = given["cuando"]
    told: dict[str, Any] = {
        "on": {"from": span.start.isoformat(), "until": span.until.isoformat()},
        "acts": list(given["actos"]),
        "specimens": [{"taxa": taxa} if taxa else {}],
        "actors": [{}],
    }
    for path in paths:
        value = value_of(TERMS[path], given.get(path) or UNKNOWN)
        if value is None:
            continue
        group, name = path.split(".", 1)
        place = told[f"{group}s"][0] if group in ("specimen", "actor") else told.setdefault(group, {})
        if group == "acts":
            told["acts"] = (
                {**dict.fromkeys(told["acts"], True), name: value}
                if isinstance(told["acts"], list)
                else {**told["acts"], name: value}
            )
        else:
            place[name] = value
    return told
