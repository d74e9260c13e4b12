"""The page of a running test as a form: what is sent are places on the page, what comes out are answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django import forms
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from arariwa.core import formatting
from arariwa.core.domain.refused import Refused
from arariwa.core.forms import Form
from arariwa.law.reading import STATUSES
from arariwa.training import facts
from arariwa.training import queries_tests as queries
from arariwa.training.domain.questions import (
    LONGEST_ANSWER,
    Answer,
    Match,
    Number,
    One,
    Order,
    Question,
    Said,
    Several,
    ShortText,
    Vignette,
)
from arariwa.training.models import Attempt

# Words of a question as safe HTML, references to the law put into words.
Words = Callable[[Said], SafeString]


@dataclass
class Asked:
    """A question on the page: its number, the names of its fields, the facts of a vignette."""

    n: int
    question: Question
    words: str
    names: list[str] = field(default_factory=list)
    facts: Any = None
    fields: list[forms.BoundField] = field(default_factory=list)

    @property
    def grouped(self) -> bool:
        """Whether several fields answer it together."""
        return isinstance(self.question, Order | Match)


class AnswerForm(Form):
    """One page for all questions. Nothing is required: what is left empty is not answered."""

    mark_optional = False

    def __init__(self, *args: Any, attempt: Attempt, words: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.attempt = attempt
        self.asked: list[Asked] = []
        for i, question in enumerate(queries.asked(attempt)):
            one = Asked(i + 1, question, words(question.stem))
            for name, made in self._made(i, question, words):
                made.required = False
                self.fields[name] = made
                one.names.append(name)
            if isinstance(question, Vignette):
                one.facts = facts.told(question.situation)
            self.asked.append(one)
        for one in self.asked:
            one.fields = [self[name] for name in one.names]

    def _made(self, i: int, question: Question, words: Words) -> Iterator[tuple[str, forms.Field]]:
        """The fields of a question, each with what was saved."""
        name, saved = f"q{i}", self.attempt.answers.get(question.id)
        page = queries.shown(self.attempt, question)
        label = format_html("{}. {}", i + 1, words(question.stem))
        if isinstance(question, One | Several | Vignette) and page.options:
            choices = [(str(n), option_words(question, id_, words)) for n, id_ in enumerate(page.options)]
            if isinstance(question, Several):
                kept = [str(page.options.index(id_)) for id_ in saved or () if id_ in page.options]
                yield (
                    name,
                    forms.MultipleChoiceField(
                        label=label,
                        help_text=_("Mark every one that is right."),
                        widget=forms.CheckboxSelectMultiple,
                        choices=choices,
                        initial=kept,
                    ),
                )
            else:
                initial = str(page.options.index(saved)) if saved in page.options else None
                yield (
                    name,
                    forms.ChoiceField(
                        label=label, widget=forms.RadioSelect, choices=choices, initial=initial
                    ),
                )
        elif isinstance(question, Order):
            texts = {item.id: words(item) for item in question.items}
            ranks = [("", "—"), *((str(n), str(n)) for n in range(1, len(texts) + 1))]
            for place, id_ in enumerate(page.options):
                rank = saved.index(id_) + 1 if isinstance(saved, list) and id_ in saved else ""
                yield f"{name}-{place}", _select(texts[id_], ranks, str(rank))
        elif isinstance(question, Match):
            rights = [("", "—")]
            rights += [(str(n), _plain(words(question.rights[id_]))) for n, id_ in enumerate(page.options)]
            for place, left in enumerate(page.lefts):
                right = saved.get(left) if isinstance(saved, dict) else None
                at = str(page.options.index(right)) if right in page.options else ""
                yield f"{name}-{place}", _select(words(question.lefts[left]), rights, at)
        else:
            yield name, self._line(question, label, saved, words)

    def _line(self, question: Question, label: str, saved: Any, words: Words) -> forms.Field:
        """A line to write a number or a few words in."""
        attrs = {"autocomplete": "off", "class": "w16", "spellcheck": "false"}
        hint = ""
        if isinstance(question, Number | Vignette):
            attrs |= {"inputmode": "decimal", "class": "w8"}
            unit = _plain(words(question.unit)) if isinstance(question, Number) and question.unit else ""
            hint = (
                _("In %(unit)s.") % {"unit": unit}
                if unit
                else _("In years.")
                if isinstance(question, Vignette)
                else ""
            )
        return forms.CharField(
            label=label,
            help_text=hint,
            max_length=LONGEST_ANSWER,
            initial=saved or "",
            widget=forms.TextInput(attrs=attrs),
        )

    def answers(self) -> dict[str, Answer]:
        """What was answered, by question; what cannot be read stands as a mistake at its field and is left as it was
        saved."""
        found: dict[str, Answer] = {}
        for one in self.asked:
            if any(name in self.errors for name in one.names):
                continue
            try:
                found[one.question.id] = self._answer(one)
            except Refused as refused:
                self.tell_at(one.names[0], refused)
        return found

    def _answer(self, one: Asked) -> Answer:
        page, given = queries.shown(self.attempt, one.question), self.cleaned_data
        name = one.names[0]
        if isinstance(one.question, Several):
            return [id_ for place in given[name] if (id_ := page.id(place))] or None
        if isinstance(one.question, Order):
            ranked = sorted((int(given[n]), place) for place, n in enumerate(one.names) if given[n])
            if len({rank for rank, _place in ranked}) < len(ranked):
                raise Refused("test.same_place", name, n=one.n)
            return [page.options[place] for _rank, place in ranked] or None
        if isinstance(one.question, Match):
            pairs = {page.lefts[p]: page.id(given[n]) for p, n in enumerate(one.names) if given[n]}
            return {left: right for left, right in pairs.items() if right} or None
        text = str(given[name]).strip()
        if not text:
            return None
        if isinstance(one.question, ShortText):
            return text
        if isinstance(one.question, Number) or (
            isinstance(one.question, Vignette) and one.question.is_number
        ):
            return str(formatting.parse_quantity(text, name))
        return page.id(text)


def _select(label: str, choices: list[tuple[str, str]], initial: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, initial=initial)


def _plain(html: str) -> str:
    """The same without markup, where an option of a list holds none."""
    return unescape(strip_tags(html))


def option_words(question: One | Several | Vignette, id_: str, words: Words) -> str:
    """An option in words: its own, else the name of the offence, yes and no, how far an offence applies."""
    if isinstance(question, One | Several):
        return words(next(o for o in question.options if o.id == id_))
    for option in question.options:
        if option.id == id_:
            if option.es:
                return words(Said(es=option.es, en=option.en))
            return queries.offence_name(option.offence)
    return str(
        {"yes": _("Yes"), "no": _("No")}[id_] if question.ask == "lawful" else STATUSES[id_]
    ).capitalize()
