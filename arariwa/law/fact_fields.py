"""Questions of the law as fields of a form, made from its vocabulary; an answer as the situation keeps it."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from arariwa.core import formatting
from arariwa.core.forms import QuantityField
from arariwa.law.domain.terms import Term

UNKNOWN = "unknown"


def field_for(term: Term, hint: Any = "") -> forms.Field:
    """The field of a question: yes, no or not known; one of the values or not known; a number; words."""
    common: dict[str, Any] = {
        "label": said(term, "ask"),
        "help_text": hint,
        "required": False,
        "show_hidden_initial": True,
    }
    if term.kind == "number":
        field: forms.Field = QuantityField(zero=True, **common)
    elif term.kind == "text":
        field = forms.CharField(max_length=300, **common)
    else:
        values = [("yes", _("Yes")), ("no", _("No"))] if term.kind == "yes_no" else _values(term)
        field = forms.ChoiceField(
            widget=forms.RadioSelect(attrs={"class": "across"} if term.kind == "yes_no" else {}),
            choices=[*values, (UNKNOWN, _("Not known"))],
            **common,
        )
    return field


def _values(term: Term) -> list[tuple[str, str]]:
    lang = formatting.language()
    return [(code, words.in_(lang)[:1].upper() + words.in_(lang)[1:]) for code, words in term.values.items()]


def said(term: Term, what: str) -> str:
    """The question or the label in the page's language."""
    return getattr(term, what).in_(formatting.language()) or term.label.in_(formatting.language())


def shown(term: Term, value: Any) -> Any:
    """A kept value as its field shows it."""
    if term.kind == "yes_no":
        return {True: "yes", False: "no"}.get(value, UNKNOWN)
    if term.kind == "number":
        return formatting.number(Decimal(str(value)))
    return value


def value_of(term: Term, answer: Any) -> Any:
    """An answer as it is kept; None for not known."""
    if answer in (None, "", UNKNOWN):
        return None
    if term.kind == "yes_no":
        return answer == "yes"
    return format(answer.normalize(), "f") if isinstance(answer, Decimal) else answer
