"""A citizen's answer in words: the choice of an address, the verdict of the law of today, the lawful way, whom to call."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import formatting
from arariwa.law import queries as law
from arariwa.law import reading, species_words
from arariwa.law.domain.offences import Figures, Range
from arariwa.law.domain.text import Text
from arariwa.law.domain.verdict import Verdict
from arariwa.rights import book, showing
from arariwa.rights.domain import asking
from arariwa.rights.domain.answer import Answer, Conditions, Consequence, answer
from arariwa.rights.domain.asking import REFINED, Choice, Meant
from arariwa.rights.domain.content import Cost, Rights, Way

HEADLINES: Mapping[str, Any] = {
    "allowed": gettext_lazy("Yes, with what you said the law allows it."),
    "allowed_if": gettext_lazy("Only if what follows holds."),
    "depends": gettext_lazy("It depends: something is still to be known."),
    "not_allowed": gettext_lazy("No, with what you said the law does not allow it."),
}
# Where every use that could cover does, and the law itself is open.
OPEN_LAW = gettext_lazy(
    "Perhaps: a use the law allows covers what you said, but the law itself leaves a point open."
)
# The names in the address of what refines an answer, field by field.
NAMES = dict(zip(REFINED, ("lugar", "quien", "papeles"), strict=True))
LABELS: Mapping[str, Any] = {
    "places": gettext_lazy("Where?"),
    "who": gettext_lazy("Who are you?"),
    "papers": gettext_lazy("Which papers are there?"),
}
MOST_CHANNELS = 2


def said(text: Text) -> str:
    """A text of the pack that holds no reference, in the reader's language."""
    return text.in_(formatting.language())


def name_of(it: Meant) -> str:
    """What the animal or plant is called on the page."""
    return said(it.words) if it.words else formatting.listing(map(species_words.named, it.taxa), either=True)


def query(asked: Choice) -> dict[str, str]:
    """The choice as it stands in the address, without what was not picked."""
    refined = dict(zip(NAMES.values(), (asked.place, asked.who, asked.paper), strict=True))
    return {"animal": asked.meant.id, "acto": asked.act, **{k: v for k, v in refined.items() if v}}


def address(asked: Choice) -> str:
    """Where the answer stands: nothing in it says who asked."""
    return f"{reverse('rights:answer')}?{urlencode(query(asked))}"


@dataclass(frozen=True)
class Field:
    """One refinement of the answer as the page asks it."""

    name: str
    label: Any
    options: list[tuple[str, str, bool]]


@dataclass
class Page:
    """Everything the page of an answer prints."""

    asked: Choice
    verdict: Verdict
    answer: Answer
    rights: Rights
    today: date

    @property
    def animal(self) -> str:
        return name_of(self.asked.meant)

    @property
    def latin(self) -> str:
        return self.asked.meant.taxa[0] if len(self.asked.meant.taxa) == 1 else ""

    @property
    def question(self) -> str:
        return said(self.rights.choices.acts[self.asked.act].question)

    @property
    def headline(self) -> str:
        groups = self.answer.conditions
        open_law = bool(groups) and all(group.covers for group in groups)
        return str(OPEN_LAW if open_law else HEADLINES[self.answer.word])

    @property
    def told(self) -> list[str]:
        """What was picked beside animal and act, in words."""
        return [said(option.words) for option in self.asked.picked(self.rights.choices)]

    @property
    def fields(self) -> list[Field]:
        """The refinements, each with what is offered for this animal and act."""
        choices, species = self.rights.choices, law.species()
        act = choices.acts[self.asked.act]
        found = []
        for field, chosen in zip(REFINED, (self.asked.place, self.asked.who, self.asked.paper), strict=True):
            options = asking.options(self.asked.meant, act, field, choices, species)
            rows = [(id, said(option.words), id == chosen) for id, option in options.items()]
            if rows:
                found.append(Field(NAMES[field], LABELS[field], rows))
        return found

    @property
    def protection(self) -> str:
        """What protects it today, in a sentence; "" where the species is not known."""
        taxa, table = self.asked.meant.taxa, law.species()
        if len(taxa) != 1:
            return ""
        return f"{table.protection(taxa[0], self.today).sentence(formatting.language())}."

    @property
    def conditions(self) -> list[dict[str, Any]]:
        """Use by use what has to hold, `lead` saying how many of its conditions and, after the first, that one use is enough."""
        return [
            {"lead": self._lead(c), "rows": [said(t) for t in c.conditions]} for c in self.answer.conditions
        ]

    def _lead(self, c: Conditions) -> str:
        if c.covers:
            return _("%(use)s covers it. What is open:") % {"use": said(c.name)}
        return (_("%(use)s (all of this):") if len(c.conditions) > 1 else "%(use)s:") % {"use": said(c.name)}

    @property
    def still_open(self) -> list[str]:
        """What the law leaves open even where the conditions hold."""
        return [said(text) for text in self.answer.still_open]

    @property
    def reasons(self) -> list[str]:
        """Why it is no, or open, where the verdict does not say it by itself."""
        return [said(text) for text in self.answer.reasons]

    @property
    def instead(self) -> list[dict[str, str]]:
        """Questions that may be meant instead, each with the address of its answer."""
        found = []
        for id in self.answer.instead:
            act = self.rights.choices.acts[id]
            place = self.asked.place if self.asked.place in act.places else ""
            meant = replace(self.asked, act=id, place=place, paper="")
            found.append({"words": said(act.question), "url": address(meant)})
        return found

    @property
    def limits(self) -> list[str]:
        """What a yes hangs on that nobody told."""
        return [said(text) for text in self.answer.limits]

    @property
    def unclear(self) -> list[str]:
        """What the written question about the very same says where it cannot decide either."""
        rows = [self.rights.asked[id] for id in self.answer.exact if self.answer.word == "depends"]
        return [said(row.short) for row in rows if row.answer == "depends"]

    @property
    def unwritten(self) -> str:
        """That the pack has no way for such a thing yet, and whom to ask."""
        row = self.answer.unwritten
        if row is None:
            return ""
        names = formatting.listing(name for _code, name in showing.names(row.ask))
        return f"{said(row.says)} {_('Ask %(names)s.') % {'names': names}}"

    @property
    def questions(self) -> list[str]:
        return [said(question) for question in self.answer.questions]

    @property
    def covering(self) -> list[dict[str, Any]]:
        """The lawful uses that cover what was told, each with its limits and what it does not cover."""
        return [
            {
                "name": said(use.name),
                "limits": [said(t) for t in use.limits],
                "not_covered": [said(t) for t in use.not_covered],
            }
            for use in self.answer.uses
            if use.status == "covers" and self.answer.word == "allowed"
        ]

    @property
    def consequences(self) -> list[dict[str, Any]]:
        held = [{"words": self._consequence(c), "more": self._more(c)} for c in self.answer.consequences]
        shown = _("It is disputed whether this is an offence, with %(years)s of prison: %(text)s")
        return held + [
            {"words": shown % {"years": years(d.prison), "text": said(d.text)}, "more": ""}
            for d in self.answer.disputed
            if d.prison
        ]

    def _consequence(self, c: Consequence) -> str:
        values = {"name": said(c.name), "penalty": penalty(c.penalty)}
        if c.track == "administrative":
            shown = (
                _("Administrative infraction: %(name)s.")
                if c.firm
                else _("It may be an administrative infraction: %(name)s.")
            )
            return shown % values
        if not values["penalty"]:
            shown = _("It is an offence: %(name)s.") if c.firm else _("It may be an offence: %(name)s.")
        else:
            shown = (
                _("It is an offence: %(name)s. Penalty: %(penalty)s.")
                if c.firm
                else _("It may be an offence: %(name)s. Penalty: %(penalty)s.")
            )
        return shown % values

    def _more(self, c: Consequence) -> str:
        """A fine in money of today, since it is fixed in tax units."""
        unit, fine = law.law().values.get("UIT"), c.penalty.fine_uit
        amount = unit.on(self.today) if unit else None
        if fine is None or amount is None:
            return ""
        return _("In money of %(year)s: more than %(least)s and up to %(most)s (one UIT is %(unit)s).") % {
            "year": self.today.year,
            "least": formatting.money(fine.min * amount),
            "most": formatting.money(fine.max * amount),
            "unit": formatting.money(amount),
        }

    @property
    def raised(self) -> str:
        """The range reached, where neither an offence nor a circumstance says it."""
        bases = [c.penalty.prison_years for c in self.answer.consequences] + [
            w.prison for w in self.answer.worse
        ]
        return years(self.answer.prison) if self.answer.prison and self.answer.prison not in bases else ""

    @property
    def worse(self) -> list[str]:
        """What could raise the penalty, said as surely as it is known."""
        shown = {
            "firm": _("The penalty rises to %(years)s of prison: %(text)s."),
            "uncertain": _("It is disputed whether the penalty rises to %(years)s of prison: %(text)s."),
        }
        usual = _("The penalty may rise to %(years)s of prison: %(text)s.")
        return [
            shown.get(w.status, usual) % {"years": years(w.prison), "text": said(w.text)}
            for w in self.answer.worse
            if w.prison
        ]

    @cached_property
    def names(self) -> dict[str, str]:
        """The institutions the page names."""
        ways = [self.rights.ways[id] for id in (*self.answer.ways, *self.answer.already)]
        return dict(showing.names([*self.answer.contact, *(code for row in ways for code in row.authority)]))

    @cached_property
    def ways(self) -> list[dict[str, Any]]:
        return [way(self.rights.ways[id], self.names, self.today) for id in self.answer.ways]

    @cached_property
    def already(self) -> list[dict[str, Any]]:
        """What to do with what one already has; not said again where it stands among the ways."""
        return [
            way(self.rights.ways[id], self.names, self.today)
            for id in self.answer.already
            if id not in self.answer.ways[:1]
        ]

    @property
    def trades(self) -> bool:
        """Selling, carrying, buying, exporting: on paper what to do with what one has is then named by its title alone."""
        facts = self.rights.choices.acts[self.asked.act].facts
        return any(facts.get(f"acts.{act}") for act in ("sell", "transport", "acquire", "export"))

    @property
    def contacts(self) -> list[dict[str, Any]]:
        return [
            {
                "name": self.names.get(code, code),
                "channels": [showing.channel(c) for c in self.rights.channels_of(code)[:MOST_CHANNELS]],
            }
            for code in self.answer.contact
        ]

    @property
    def seen_together(self) -> date | None:
        """The day on which every contact on paper was checked, where it is the same; on paper it is then said once."""
        days = {channel["seen"] for row in self.contacts for channel in row["channels"][:1]}
        return days.pop() if len(days) == 1 else None

    @property
    def disputed(self) -> list[str]:
        """Questions on which the law is read in two ways; those about a circumstance stand with the penalty."""
        # Of two articles the same question may be open: said once.
        asked = [said(row.question) for row in self.verdict.readings if row.about != "aggravation"]
        return list(dict.fromkeys(asked))

    @property
    def cautions(self) -> list[str]:
        """What else is not sure: of the verdict, of the first ways."""
        picked = self.asked.picked(self.rights.choices)
        found = [said(option.note) for option in picked if option.note]
        found += [said(w.text) for w in self.verdict.warnings if w.text]
        found += [said(use.note) for use in self.answer.uses if use.note]
        found += [
            book.said(u, self.today, links=False)
            for id in self.answer.ways[:2]
            if (u := self.rights.ways[id].uncertain)
        ]
        found += [
            book.said(self.rights.sentence(one), self.today, links=False)
            for id in self.answer.exact
            for one in self.rights.asked[id].uncertain
        ]
        return list(dict.fromkeys(found))

    @property
    def confidence(self) -> str:
        return law.confidence_word(self.verdict.confidence, formatting.language())

    @property
    def near(self) -> list[dict[str, str]]:
        return [
            {"url": reverse("rights:question", args=[id]), "words": said(self.rights.asked[id].question)}
            for id in self.answer.near
        ]

    @property
    def sources(self) -> list[dict[str, str]]:
        """The norms the answer rests on, each with its page and how sure its text is."""
        pages = {name: e.group for e in law.law().entries for name in (e.key, e.group)}
        return [
            {
                "words": f"{said(getattr(row, 'name', None) or row.text)} ({cited(row.source)})",
                "url": reverse("law:entry", args=[pages[row.id]]) if row.id in pages else "",
                "confidence": row.confidence,
            }
            for row in self.rests_on
        ]

    @cached_property
    def rests_on(self) -> list[Any]:
        """The offences, infractions and lawful uses of the verdict, those of a disputed reading included."""
        disputed = (
            [o for o in self.verdict.considered if o.role == "alternative"] if self.answer.disputed else []
        )
        return [*self.verdict.offences, *disputed, *self.verdict.administrative, *self.answer.uses]

    @property
    def reviewed(self) -> bool:
        return bool(self.rests_on) and all(row.review == "reviewed" for row in self.rests_on)

    @property
    def share(self) -> str:
        return settings.PUBLIC_ADDRESS + address(self.asked)


def years(span: Range | None) -> str:
    """A range of prison in words; "" for none."""
    return reading.years({"min": span.min, "max": span.max}) if span else ""


def penalty(figures: Figures) -> str:
    """Prison and day-fines a version threatens, in plain words; a fine in tax units stands in the name of its infraction."""
    prison, fines = years(figures.prison_years), figures.day_fines
    parts = [
        _("%(years)s in prison (custodial sentence)") % {"years": prison} if prison else "",
        reading.days({"min": fines.min, "max": fines.max}) if fines else "",
    ]
    return formatting.listing([part for part in parts if part])


def cited(source: Any) -> str:
    """Norm and article as one cites them."""
    return law.cited(f"{source.norm} art. {source.article}", formatting.language())


def way(row: Way, names: Mapping[str, str], today: date) -> dict[str, Any]:
    """A lawful way as the page prints it."""

    def words(texts: Iterable[Text]) -> list[str]:
        return [book.said(text, today, links=False) for text in texts]

    return {
        "id": row.id,
        "url": reverse("rights:way", args=[row.id]),
        "title": said(row.title),
        "for_whom": said(row.for_whom),
        "authority": formatting.listing(names.get(code, code) for code in row.authority),
        "steps": words(row.steps),
        "requirements": words(row.requirements),
        "costs": [_cost(c) for c in row.cost],
        "time": said(row.time.known),
        "not": words(row.does_not_allow),
    }


def _cost(row: Cost) -> str:
    """A fee as it was published, or that it was not found."""
    note = said(row.note) if row.note else ""
    if row.amount is None:
        return note or _("The amount was not found.")
    when = showing.source_date(str(row.published)) if row.published else ""
    parts = [showing.cost(row), _("published %(when)s") % {"when": when} if when else ""]
    return f"{', '.join(part for part in parts if part)}. {note}".strip()


def answered(asked: Choice, rights: Rights, today: date) -> Page:
    """The answer of the law of a day to a choice."""
    verdict = law.verdict(asking.situation(asked, rights.choices, today))
    return Page(asked, verdict, answer(asked, verdict, rights, law.species()), rights, today)
