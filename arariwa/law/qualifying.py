"""The public form that asks the law: a few questions first, then those that would decide the answer; nothing is kept.

The answers stand in the address, so that a question can be shared, and hold nothing about a person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from arariwa.core import formatting
from arariwa.core.domain.refused import Refused
from arariwa.core.forms import DayField, DayOrMonthField, Form
from arariwa.core.refusals import worded
from arariwa.law import answer as verdicts
from arariwa.law import queries, reading, species_words
from arariwa.law.domain.terms import ACTS, TERMS
from arariwa.law.domain.wording import term_path
from arariwa.law.fact_fields import UNKNOWN, field_for, value_of

# Asked from the beginning; the rest only when it would decide something.
FIRST = ("title.state", "specimen.form")
MOST_ASKED, MOST_NEW, MOST_NAMED = 40, 4, 6
# The acts most cases are about; the others are folded.
USUAL_ACTS = ("sell", "transport", "possess", "store", "acquire", "capture", "hunt", "export")
# Answered by the form's own questions, or by an expert only.
ELSEWHERE = frozenset(
    {"on", "acts", "specimen.taxa", "specimen.name_as_written", "place.ubigeo", "place.country"}
)
# Under which heading each of the form's own questions stands.
GROUPS = (
    ("fecha", _("Day of the facts"), ("cuando",)),
    ("especie", _("Animal or plant"), ("especie", "specimen.form")),
    ("actos", _("What was done"), ("actos",)),
    ("titulo", _("Permit or other title"), ("title.state",)),
    ("diligencia", _("Procedural act, if one is asked about"), ("acto",)),
)
# What is in sight before anything is answered, and what is never opened by itself.
AT_FIRST, BY_HAND = frozenset({"fecha", "especie", "actos"}), frozenset({"diligencia"})
# The question of the form that settles a fact of the vocabulary.
SETTLES = {"specimen.taxa": "especie", "acts": "actos", "on": "cuando"}


class Ask(Form):
    """When, what was done, which animal or plant; then every question of the vocabulary that was answered or is `more`.

    `more` tells of each new question what its answer could change.
    """

    mark_optional = False

    cuando = DayOrMonthField(label=_("When did it happen?"), required=False)
    especie = forms.CharField(
        label=_("Which animal or plant?"),
        required=False,
        max_length=200,
        help_text=_("As people call it, or its scientific name."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    actos = forms.MultipleChoiceField(
        label=_("What was done?"), required=False, widget=forms.CheckboxSelectMultiple, choices=[]
    )
    acto = DayField(
        label=_("Day of the procedural act"),
        required=False,
        help_text=_("Of the detention, the hearing, the request: procedure follows the law of its own day."),
    )

    def __init__(self, data: Any = None, *, more: Mapping[str, str] | None = None) -> None:
        super().__init__(data)
        lang = formatting.language()
        usual = dict.fromkeys((*USUAL_ACTS, *ACTS))
        self.fields["actos"].choices = [(name, ACTS[name].label.in_(lang)) for name in usual]  # type: ignore[attr-defined]
        sent = [p for p in self.data if askable(p) and self.data.get(p)] if self.is_bound else []
        self.answered = [p for p in dict.fromkeys(sent) if p not in FIRST][:MOST_ASKED]
        self.open = [p for p in more or {} if p not in self.answered][:MOST_NEW]
        for path in (*FIRST, *self.answered, *self.open):
            made = field_for(TERMS[path], (more or {}).get(path, ""))
            made.show_hidden_initial = False
            if isinstance(made.widget, forms.RadioSelect):
                made.widget.attrs["class"] = "halves"
            self.fields[path] = made

    @property
    def questions(self) -> list[forms.BoundField]:
        """Those that would decide the answer now, the most decisive first."""
        return [self[path] for path in self.open]

    @property
    def answers(self) -> list[forms.BoundField]:
        """The questions of the vocabulary that were answered, in the order of the address."""
        return [self[path] for path in self.answered]

    @property
    def acts(self) -> tuple[list[Any], list[Any]]:
        """The boxes of the usual acts, and those of the others."""
        boxes = list(self["actos"])
        return boxes[: len(USUAL_ACTS)], boxes[len(USUAL_ACTS) :]


def askable(path: str) -> bool:
    """Whether a path is a question a visitor may be asked; a telephone number in the address is none."""
    return (
        path in TERMS
        and not path.startswith("verdict.")
        and path not in ELSEWHERE
        and TERMS[path].kind != "text"
    )


@dataclass
class Group:
    """Some of the form's own questions under one heading; folded, it says what was answered."""

    key: str
    heading: Any
    fields: list[forms.BoundField]
    told: str
    open: bool


@dataclass
class Asked:
    """What the page shows: the form, what the name was understood as, and the answer once there is a day."""

    form: Ask
    named: list[dict[str, Any]] = field(default_factory=list)
    named_more: int = 0
    unnamed: str = ""
    answer: verdicts.Answer | None = None

    @property
    def groups(self) -> list[Group]:
        """The form's own questions; those that were answered are folded, unless what decides stands among them."""
        needed = (
            {term_path(row["path"]) for row in self.answer.verdict["to_find_out"]} if self.answer else set()
        )
        needed = {SETTLES.get(path, path) for path in needed}
        found = []
        for key, heading, names in GROUPS:
            fields = [self.form[name] for name in names]
            told = [words for name in names if (words := self._words(name))]
            wanted = not told if self.form.is_bound else key in AT_FIRST
            wanted = (wanted and key not in BY_HAND) or not needed.isdisjoint(names)
            wrong = any(f.errors for f in fields)
            found.append(Group(key, heading, fields, "; ".join(told), wanted or wrong))
        return found

    @property
    def to_do(self) -> list[str]:
        """What would decide and no box can answer, with what it could change: which of the species of that name it is."""
        rows = self.answer.verdict["to_find_out"] if self.answer and self.named else []
        asks = [row for row in rows if term_path(row["path"]) == "specimen.taxa"]
        return [f"{row['ask']} ({row['changes']})" if row["changes"] else row["ask"] for row in asks]

    @property
    def told(self) -> list[tuple[Any, str]]:
        """Every answer with its question, as paper shows it."""
        own = (
            (self.form[name].label, self._words(name)) for _key, _heading, names in GROUPS for name in names
        )
        more = ((TERMS[p].label.in_(formatting.language()), self._words(p)) for p in self.form.answered)
        return [(label, words) for label, words in (*own, *more) if words]

    @property
    def line(self) -> str:
        """The answer in one line: the offence, whether it applies, the penalty."""
        return self.answer.line if self.answer else ""

    def _words(self, name: str) -> str:
        given = getattr(self.form, "cleaned_data", {}).get(name)
        if not given:
            return ""
        lang = formatting.language()
        if name == "cuando":
            return formatting.span(given)
        if name == "acto":
            return formatting.day(given)
        if name == "actos":
            return ", ".join(ACTS[act].label.in_(lang) for act in given)
        if name not in TERMS:
            return str(given)
        value = value_of(TERMS[name], given)
        if value is None:
            return translated("Not known")
        if isinstance(given, Decimal):
            return f"{formatting.number(given)} {TERMS[name].unit}".strip()
        words = TERMS[name].shown(value).in_(lang)
        return words[:1].upper() + words[1:]


def asked(data: Mapping[str, Any] | None) -> Asked:
    """The form and, once there is a day, the answer of the law, with the questions that would decide it now."""
    form = Ask(data)
    if data is None or not form.is_valid():
        return Asked(form)
    text = form.cleaned_data["especie"]
    found = queries.find(text, limit=12) if text else None
    page = Asked(form, unnamed=species_words.summary(found) if found and not found.matches else "")
    if found:
        page.named = _named([m.taxon for m in found.matches])
        page.named_more = max(0, len(found.matches) - MOST_NAMED)
    if form.cleaned_data["cuando"] is None:
        return page
    paths = (*FIRST, *form.answered)
    try:
        verdict = queries.qualify(
            situation(form.cleaned_data, paths, [m.taxon for m in found.matches] if found else []),
            lookalikes=True,
        )
    except Refused as refused:
        form.add_error(None, worded(refused))
        return page
    page.answer = verdicts.read(verdict)
    page.form = Ask(data, more=_next(page.answer.verdict["to_find_out"], paths))
    page.form.is_valid()
    return page


def _named(taxa: Iterable[str]) -> list[dict[str, Any]]:
    return [
        {"taxon": taxon, "named": species_words.named(taxon), "slug": species_words.slug_of(taxon)}
        for taxon in list(taxa)[:MOST_NAMED]
    ]


def _next(findings: Iterable[Mapping[str, Any]], answered: Iterable[str]) -> dict[str, str]:
    """The questions that decide most and have no answer yet, each with what it could change."""
    known = set(answered)
    found: dict[str, str] = {}
    for row in findings:
        path = term_path(row["path"])
        if askable(path) and path not in known:
            changes = reading.with_articles(row["changes"] or "")
            found.setdefault(
                path, translated("It could change: %(what)s") % {"what": changes} if changes else ""
            )
    return found


def address(data: QueryDict) -> str:
    """The answers as the end of an address: what was left empty is left out."""
    kept = data.copy()
    for name in list(kept):
        values = [value for value in kept.getlist(name) if value.strip()]
        kept.setlist(name, values)
        if not values:
            del kept[name]
    return f"?{kept.urlencode()}" if kept else ""


def situation(given: Mapping[str, Any], paths: tuple[str, ...], taxa: list[str]) -> dict[str, Any]:
    """The situation of the answers, one specimen and one person; what is not answered is not told."""
    span = given["cuando"]
    told: dict[str, Any] = {
        "on": {"from": span.start.isoformat(), "until": span.until.isoformat()},
        "acts": list(given["actos"]),
        "specimens": [{"taxa": taxa} if taxa else {}],
        "actors": [{}],
    }
    if given["acto"]:
        told["act_on"] = given["acto"].isoformat()
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
