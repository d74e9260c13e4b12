"""A verdict as people read it: the answer in a sentence first, then each offence element by element."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from arariwa.core import formatting
from arariwa.core.domain.spans import Span
from arariwa.law import queries as law
from arariwa.law import reading as words
from arariwa.law import reviewing
from arariwa.law.domain.lawbook import Law
from arariwa.law.domain.wording import cited

Data = Mapping[str, Any]
# The headings of the rules of procedure, in the order in which a case needs them.
RULE_GROUPS: Mapping[str, Any] = {
    "investigation": gettext_lazy("Investigation and its control"),
    "techniques": gettext_lazy("Special techniques"),
    "coercion": gettext_lazy("Coercive measures"),
    "goods": gettext_lazy("Goods and specimens"),
    "process": gettext_lazy("Alternative ways out and proceedings"),
    "victim": gettext_lazy("Victim and reparation"),
    "administrative": gettext_lazy("Administrative rules that count in the case"),
    "qualification": gettext_lazy("What bears on the qualification"),
}
# The roles (of the engine) in which an offence is proposed to the reader.
PROPOSED = ("listed", "alternative")


@dataclass
class ReadOffence:
    """One offence on a page: what the engine found, and which aggravations raise it."""

    row: Data
    aggravations: list[Data]

    @property
    def id(self) -> str:
        return str(self.row["id"])

    @property
    def elements(self) -> list[Data]:
        """Each with its mark and the sources of its facts, those of one source together."""
        return [{**e, "mark": mark(e), "sources": _sources(e["facts"])} for e in self.row["elements"]]

    @property
    def asked(self) -> list[Data]:
        """The elements that must be supported; exclusions are not counted."""
        return [e for e in self.elements if not e["excludes"]]

    @property
    def counted(self) -> str:
        """ "2 de los 4 requisitos del tipo con elementos de convicción; 2 por esclarecer; 1 agravante a la vista"."""
        marks = [mark(e) for e in self.asked]
        parts = [words.count_words(marks.count("satisfied"), len(marks))]
        if n := marks.count("not_known"):
            parts.append(ngettext("%(n)s to be established", "%(n)s to be established", n) % {"n": n})
        if n := marks.count("disputed"):
            parts.append(ngettext("%(n)s disputed", "%(n)s disputed", n) % {"n": n})
        if n := len(self.pointed_aggravations):
            parts.append(
                ngettext("%(n)s aggravation something points to", "%(n)s aggravations something points to", n)
                % {"n": n}
            )
        return "; ".join(parts)

    @property
    def penalty(self) -> str:
        """What it threatens as the facts stand: the aggravated form a circumstance opens, and the base."""
        base = words.penalty(self.row["penalty"])
        holding = [a for a in self.aggravations if mark(a["elements"][0]) == "satisfied"]
        gravest = max((_gravity(a) for a in holding), default=0)
        forms = {
            f"{a['penalty_words']} ({a['norm']}{_num(a)})": None for a in holding if _gravity(a) == gravest
        }
        if not gravest:
            return base
        return _("%(aggravated)s; base offence: %(base)s") % {"aggravated": "; ".join(forms), "base": base}

    @property
    def pointed_aggravations(self) -> list[Data]:
        """Those that hold, are disputed, or to which something told points."""
        return [a for a in self.aggravations if a["status"] in ("firm", "uncertain") or a["pointed"]]

    @property
    def other_aggravations(self) -> list[Data]:
        return [a for a in self.aggravations if a not in self.pointed_aggravations]

    @property
    def norms_of_aggravations(self) -> list[Data]:
        """Each article once."""
        return list({a["norm"]: a for a in self.pointed_aggravations}.values())


Read = TypeVar("Read", bound=ReadOffence)


@dataclass
class Answer:
    """A verdict ready for the page, in its language. `others`: offences considered and not proposed."""

    verdict: Data
    proposed: Sequence[ReadOffence]
    others: list[Data]
    book: Law

    @property
    def headline(self) -> str:
        return headline(self.verdict, self.proposed)

    @property
    def lead(self) -> str:
        return lead(self.verdict, self.proposed)

    @property
    def standing(self) -> reviewing.Standing:
        """What reviewers say of the offences and aggravations it rests on: signed only where each is."""
        rows = [row for shown in self.proposed for row in (shown.row, *shown.pointed_aggravations)]
        return reviewing.weakest(row["standing"] for row in rows)

    @property
    def line(self) -> str:
        """The answer in one line: the gravest offence proposed, whether it applies, the penalty."""
        if not self.proposed:
            return self.headline
        first = self.proposed[0].row
        parts = [first["norm"], str(words.STATUSES[first["status"]]), self.penalty]
        return " · ".join(part for part in parts if part)

    @property
    def penalty(self) -> str:
        return words.years(self.verdict["penalty_range_years"])

    @property
    def day_fines(self) -> str:
        return words.days(self.verdict["day_fines"])

    @property
    def law_day(self) -> str:
        return span_words(self.verdict["law_date"])

    @property
    def readings(self) -> list[Data]:
        """Disputed readings, each side with the prison range that follows."""
        return [
            {
                **r,
                "sides": [{**side, "years": words.years(side["penalty_range_years"])} for side in r["sides"]],
            }
            for r in self.verdict["readings"]
        ]

    @property
    def procedure(self) -> list[tuple[str, list[Data]]]:
        """What follows for the procedure, under its headings."""
        return [
            (heading, [pointer(p, self.book) for p in rows])
            for heading, rows in grouped(self.verdict["procedure_flags"])
        ]

    @property
    def administrative(self) -> list[Data]:
        return [pointer(p, self.book) for p in self.verdict["administrative"]]

    @property
    def associated(self) -> list[Data]:
        return [pointer(p, self.book) for p in self.verdict["associated_to_explore"]]

    @property
    def sentencing(self) -> list[Data]:
        return [pointer(p, self.book) for p in self.verdict["sentencing"]]

    @property
    def prescription(self) -> list[Data]:
        """When the action on each offence prescribes, in words."""
        names = {row["id"]: row["name"] for row in self.verdict["offences"]}
        return [_prescription(row, names[row["id"]], self.book) for row in self.verdict["prescription"]]

    @property
    def lawful_uses(self) -> list[Data]:
        """Lawful ways that cover the facts or may, with what each takes."""
        headings = (
            ("needs", _("What it takes")),
            ("limits", _("Limits")),
            ("not_covered", _("What it does not cover")),
        )
        return [
            {
                **use,
                "parts": [(heading, use[name]) for name, heading in headings if use[name]],
                "norm": norm(use["source"], self.book),
            }
            for use in self.verdict["lawful_uses"]
        ]

    @property
    def discarded(self) -> list[Data]:
        """Offences the facts do not bear out although something pointed to them, each with why."""
        rows = [row for row in self.others if row["role"] == "excluded" and row["kind"] == "base"]
        return [{**row, "why_not": " ".join(e["why"] for e in row["elements"] if _closes(e))} for row in rows]

    @property
    def by_date(self) -> list[Data]:
        """What holds on each part of the days of the facts, when the law changed within them."""
        names = {row["id"]: row["name"] for row in self.verdict["considered"]}
        return [
            {
                "span": span_words(f"{row['start']}/{row['until']}"),
                "years": words.years(row["penalty_range_years"]),
                "offences": formatting.listing(names.get(id_, id_) for id_ in row["offences"]),
            }
            for row in self.verdict["by_date"]
        ]

    @property
    def differs_by_date(self) -> bool:
        """Whether offence or penalty are others on another part of the days."""
        return len({(row["years"], row["offences"]) for row in self.by_date}) > 1


@lru_cache(maxsize=2)
def _pages(fingerprint: str) -> dict[str, str]:
    """The page of each rule of the pack in use, by its key and by its code."""
    return {name: e.group for e in law.law().entries for name in (e.key, e.group)}


def mark(element: Data) -> str:
    """How an element stands: its state, or "disputed" where only one of two readings of the law reaches it."""
    return "disputed" if element["disputed"] else str(element["state"])


def to_find_out(verdict: Data) -> list[Data]:
    """What is to be found out, for offences in question only: `decides` keeps those ids, what decides none is left out."""
    considered = {row["id"]: row for row in verdict["considered"]}
    asked = [set(f["decides"]) for f in verdict["to_find_out"]]
    acts = [set(f["decides"]) for f in verdict["to_find_out"] if f["path"] == "acts"]
    question = _in_question(verdict["considered"]) or set().union(*(acts or asked))
    # Ids of aggravated forms are none of an offence considered; they are asked only of one that is proposed.
    kept = [
        {**f, "decides": [id_ for id_ in f["decides"] if id_ in question or id_ not in considered]}
        for f in verdict["to_find_out"]
    ]
    return [f for f in kept if f["decides"]]


def _in_question(considered: Iterable[Data]) -> set[str]:
    """Offences proposed; while none is, those that something told supports and nothing contradicts."""
    rows = list(considered)
    proposed = {r["id"] for r in rows if r["role"] in PROPOSED}
    return proposed or {r["id"] for r in rows if r["status"] != "no" and r["kind"] == "base" and _supports(r)}


def _supports(row: Data) -> bool:
    return any(e["state"] == "satisfied" for e in row["elements"] if not e["excludes"])


def _prescription(row: Data, name: str, book: Law) -> Data:
    """One prescription: the ordinary time, the longest when interrupted, and their days when the beginning is known."""
    days = [span_words(row[key]) for key in ("ordinary_on", "longest_on") if row[key]]
    return {
        **row,
        "name": name,
        "ordinary": _("%(years)s years") % {"years": formatting.number(Decimal(str(row["ordinary_years"])))},
        "longest": _("At most %(years)s years when it was interrupted,")
        % {"years": formatting.number(Decimal(str(row["longest_years"])))},
        "days": days[0] if days else "",
        "norm": norm(row["source"], book),
    }


def grouped(rules: Iterable[Data]) -> list[tuple[str, list[Data]]]:
    """Rules of procedure under their headings, in the language of the page; a heading without rules is left out."""
    rows = list(rules)
    found = [(str(heading), [r for r in rows if r["group"] == code]) for code, heading in RULE_GROUPS.items()]
    return [(heading, under) for heading, under in found if under]


def _closes(element: Data) -> bool:
    return element["state"] == ("satisfied" if element["excludes"] else "contradicted")


def pointer(row: Data, book: Law) -> Data:
    """A pointer with its penalty, its norm, those that amended it and the acts it holds for, in words."""
    amended = [book.norm_name(code, formatting.language()) for code in row["source"].get("amended_by", ())]
    return {
        **row,
        "penalty_words": words.penalty(row["penalty"]),
        "norm": norm(row["source"], book),
        "amended": formatting.listing(amended),
        "page": _pages(book.fingerprint).get(row["id"], ""),
        "acts": words.acts(row.get("acts_from"), row.get("acts_until")),
    }


def read(verdict: Data) -> Answer:
    """The answer of a verdict in the language of the page."""
    told, book = words.in_language(verdict), law.law()
    # What reviewers say of it stands on the page, not in the verdict, which is the pack's alone.
    standings = reviewing.standing(book.entries)
    for row in (*told["considered"], *told["considered_aggravations"]):
        row["standing"] = standings.get(row["id"], reviewing.Standing("unreviewed"))
        for fact in (fact for element in row["elements"] for fact in element["facts"]):
            fact["source"] = words.source(fact["source"] or "")
    offences = [offence(row, told, book) for row in told["considered"]]
    proposed = proposed_of(offences)
    here = {o.id for o in proposed}
    return Answer(told, proposed, [o.row for o in offences if o.id not in here], book)


def _sources(facts: Iterable[Data]) -> list[str]:
    """ "Qué es, Especie acuática: Podocnemis expansa: tabla de especies"."""
    labels: dict[str, dict[str, None]] = {}
    for fact in facts:
        if fact["source"]:
            labels.setdefault(fact["source"], {})[fact["label"]] = None
    return [f"{', '.join(named)}: {source}" for source, named in labels.items()]


def proposed_of(offences: Iterable[Read]) -> list[Read]:
    """Those proposed to the reader, the listed before the alternatives, the gravest first."""
    found = [o for o in offences if o.row["role"] in PROPOSED and o.row["kind"] == "base"]
    return sorted(found, key=lambda o: (PROPOSED.index(o.row["role"]), -_gravity(o.row)))


def offence(row: Data, told: Data, book: Law) -> ReadOffence:
    """One offence of a verdict with the aggravations that may raise it."""
    return ReadOffence(
        row={**pointer(row, book), "since": span_words(row["in_force_from"])},
        aggravations=[
            {
                **pointer(a, book),
                "pointed": any(f["path"] != "on" for e in a["elements"] for f in e["facts"]),
                "mark": mark(a["elements"][0]),
            }
            for a in told["considered_aggravations"]
            if row["id"] in a["raises"] and a["status"] != "no"
        ],
    )


def _num(aggravation: Data) -> str:
    return "" if aggravation["num"] is None else f", num. {aggravation['num']}"


def _gravity(row: Data) -> int:
    prison = row["penalty"].get("prison_years")
    return int(prison["max"]) if prison else 0


def norm(source: Data, book: Law) -> str:
    """Norm and article as one cites them."""
    lang = formatting.language()
    return cited(book.norm_name(source["norm"], lang), source["article"], lang)


def headline(told: Data, proposed: Sequence[ReadOffence]) -> str:
    """The answer in one line: which offences, whether aggravated, or that nothing points to one."""
    listed = [s for s in proposed if s.row["role"] == "listed"]
    if listed:
        names = formatting.listing(dict.fromkeys(s.row["name"] for s in listed))
        statuses = {a["status"] for s in listed for a in s.pointed_aggravations}
        if "firm" in statuses:
            return _("%(offences)s, aggravated") % {"offences": names}
        if statuses:
            return _("%(offences)s, with an aggravation to be confirmed") % {"offences": names}
        return names
    if proposed:
        names = formatting.listing(dict.fromkeys(s.row["name"] for s in proposed))
        return _("%(offences)s, depending on how the law is read") % {"offences": names}
    if told["lawful"]:
        return _("What is told is lawful")
    if told["lawful"] is False:
        return _("No offence so far; an administrative infraction applies")
    if told["administrative"]:
        return _("No offence so far; an administrative infraction may apply")
    return _("Nothing told so far points to an offence")


def lead(told: Data, proposed: Sequence[ReadOffence]) -> str:
    """How far the elements are supported, what is still to be established, and what else the answer could be."""
    parts = [_supported(s) for s in proposed if s.row["role"] == "listed"]
    if not proposed and told["to_find_out"]:
        parts.append(_("Answer the questions below; nothing is assumed that nobody has told."))
    if told["alternative_reading"]:
        parts.append(
            _("Under another reading of the law: %(other)s.")
            % {"other": words.with_articles(told["alternative_reading"]["text"])}
        )
    return " ".join(parts)


def _supported(shown: ReadOffence) -> str:
    counted = words.count_words(sum(e["state"] == "satisfied" for e in shown.asked), len(shown.asked))
    missing = [e["label"] for e in shown.asked if e["state"] == "not_known"]
    if not missing:
        return _("%(article)s: %(counted)s.") % {"article": shown.row["norm"], "counted": counted}
    return _("%(article)s: %(counted)s; to be established: %(open)s.") % {
        "article": shown.row["norm"],
        "counted": counted,
        "open": "; ".join(label[:1].lower() + label[1:] for label in missing),
    }


def span_words(text: str) -> str:
    """A day or span as the engine writes it ("2026-03-16", "2026-02", "2026-02-01/2026-03-01"), in words."""
    first, _slash, until = text.partition("/")
    span = Span(date.fromisoformat(first), date.fromisoformat(until)) if until else Span.parse(first)
    return formatting.span(span)
