"""The form of facts: every question the law may ask of one intervention, made from the law's own vocabulary.

What would decide the answer comes first, then what was done, on which every offence rests; the rest is folded. Only what
the person changed is stated.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.cases import queries
from arariwa.cases.models import CaseFact
from arariwa.core import formatting
from arariwa.core.domain.refused import Refused
from arariwa.core.forms import Form
from arariwa.evidence.models import Item
from arariwa.law.domain.terms import GROUPS, TERMS, Term
from arariwa.law.fact_fields import field_for, shown, value_of

# What the record itself says of a specimen is not asked again.
RECORDED = frozenset({"specimen.name_as_written", "specimen.taxa", "specimen.quantity", "specimen.unit"})
HEADINGS = (
    ("acts", gettext_lazy("What was done")),
    ("purpose", gettext_lazy("What for")),
    ("title", gettext_lazy("Permit or other title")),
    ("circumstances", gettext_lazy("Circumstances")),
    ("actor", gettext_lazy("The persons stopped")),
    ("specimen", gettext_lazy("The specimens")),
    ("organisation", gettext_lazy("Whether a group acted")),
    ("documents", gettext_lazy("Papers")),
    ("customs", gettext_lazy("Customs")),
    ("money", gettext_lazy("Money and goods")),
    ("bribery", gettext_lazy("Bribes")),
    ("office", gettext_lazy("Acts of officials")),
    ("other", gettext_lazy("Other facts")),
    ("taxon", gettext_lazy("What follows from the species, if an expert says so")),
)


# What one comes to this page for; of the rest only the headings are in sight.
UNFOLDED = frozenset({"acts"})


@dataclass(frozen=True)
class Group:
    """Questions under one heading; `answered` of them have an answer that stands."""

    heading: Any
    fields: list[forms.BoundField]
    folded: bool
    answered: int

    @property
    def has_errors(self) -> bool:
        return any(field.errors for field in self.fields)


def group_of(path: str) -> str:
    """Under which heading a question stands."""
    return "taxon" if TERMS[path].from_taxon else path.split(".")[0]


def asked(on_item: bool) -> list[str]:
    """The paths asked about: of one specimen only its own, otherwise everything."""
    groups = ("specimen",) if on_item else queries.STATED_GROUPS
    return [f"{g}.{name}" for g in groups for name in GROUPS[g] if f"{g}.{name}" not in RECORDED]


class StateFacts(Form):
    """Answers with one source. A field is named by its path; its hidden first value tells what the person saw."""

    mark_optional = False

    source = forms.CharField(
        label=gettext_lazy("What these answers rest on"),
        max_length=300,
        help_text=gettext_lazy(
            "A record, a report, a statement, with its number or page. One source for all you answer in this save."
        ),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        standing: Iterable[CaseFact],
        recorded: Collection[str],
        first: Iterable[str] = (),
        item: Item | None = None,
    ) -> None:
        self.item = item
        self.standing = {f.path: f for f in standing if f.item_id == (item.pk if item else None)}
        super().__init__(
            data,
            initial={path: shown(TERMS[path], f.value) for path, f in self.standing.items() if path in TERMS},
        )
        for path in asked(item is not None):
            if path not in recorded:
                self.fields[path] = field_for(TERMS[path], stated_by(self.standing.get(path)))
        self.first = [path for path in dict.fromkeys(first) if path in self.fields]
        self.order_fields([*(p for p in self.fields if p != "source"), "source"])

    @property
    def questions(self) -> list[forms.BoundField]:
        """Those that would decide the answer, the weightiest first."""
        return [self[path] for path in self.first]

    @property
    def groups(self) -> list[Group]:
        """The rest, by heading."""
        rest = [p for p in self.fields if p != "source" and p not in self.first]
        found = [
            Group(
                heading=heading,
                fields=[self[p] for p in rest if group_of(p) == group],
                folded=group not in UNFOLDED,
                answered=sum(group_of(p) == group and p in self.standing for p in rest),
            )
            for group, heading in HEADINGS
        ]
        return [g for g in found if g.fields]

    def facts(self) -> list[tuple[str, Any, UUID | None]]:
        """What the person changed, as the action takes it."""
        item, before = self.item.pk if self.item else None, self.seen()
        given = [
            (path, value_of(TERMS[path], self.cleaned_data[path])) for path in self.fields if path in TERMS
        ]
        return [(path, value, item) for path, value in given if value != before[path, item]]

    def stated(self) -> dict[str, Any]:
        """What the action `state_facts` takes: the facts, their source, what the person saw before."""
        return {"facts": self.facts(), "source": self.cleaned_data["source"], "seen": self.seen()}

    def seen(self) -> dict[tuple[str, UUID | None], Any]:
        """The values the person had before them when answering."""
        item = self.item.pk if self.item else None
        return {
            (p, item): _read(self.fields[p], TERMS[p], self.data.get(self[p].html_initial_name))
            for p in self.fields
            if p in TERMS
        }

    def refuse(self, error: Refused) -> None:
        """The sentence at its question; after a clash what stands now counts as seen, so that saving again decides."""
        super().refuse(error)
        if error.code == "fact.meanwhile":
            sent = self.data
            now = {self[p].html_initial_name: self.initial.get(p, "") for p in self.fields if p in TERMS}
            self.data = QueryDict(mutable=True)
            self.data.update({**sent.dict(), **now})


def _read(field: forms.Field, term: Term, raw: Any) -> Any:
    try:
        return value_of(term, field.to_python(raw))
    except forms.ValidationError:
        return None


def stated_by(fact: CaseFact | None) -> Any:
    """Who stated the answer that stands, when, from which source."""
    if fact is None:
        return ""
    return format_html(
        _("Stated by {who} on {when}, from: {source}"),
        who=fact.stated_by.person,
        when=formatting.moment(fact.stated_at),
        source=fact.source,
    )
