"""What an official answers a consultation from: the engine's verdict on stated facts, the written questions and ways.

The facts are stated with the same form as on the public page of the law, so that citizen and prosecutor hear the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse

from arariwa.core import formatting
from arariwa.core.models import Institution, Membership, Office, Role
from arariwa.law import qualifying
from arariwa.law import queries as law
from arariwa.rights import book, questions
from arariwa.rights.consultation_choices import STAFF
from arariwa.rights.domain.content import Asked, Channel, Rights, Way
from arariwa.rights.models import Consultation

# The engine's act for what a citizen wants to do; what is not here the engine knows no act for.
ACTS = {
    "keep": "possess",
    "inherit": "possess",
    "buy": "acquire",
    "sell": "sell",
    "hunt": "hunt",
    "carry": "transport",
    "collect": "collect",
    "export": "export",
    "exhibit": "exhibit",
    "capture": "capture",
    "fish": "extract",
}
MOST = 12


def written(consultation: Consultation) -> list[Asked]:
    """The written questions of the pack nearest to what was asked: same topic and act first, then either; then by its words.

    Who asks may leave topic and act open, and their words are all there is.
    """
    rights = book.rights()
    said = questions.likeness(rights, f"{consultation.question} {consultation.animal}")
    # Of the words alone only what is about as like as the likest.
    least = max(said.values(), default=0) / 3
    near = [
        (2 * (row.group == consultation.topic) + (row.act == consultation.act), said.get(row.id, 0), row)
        for row in rights.asked.values()
    ]
    found = sorted(
        (one for one in near if one[0] or (one[1] and one[1] >= least)), key=lambda one: (-one[0], -one[1])
    )
    return [row for _near, _said, row in found][:MOST]


def ways(rows: Iterable[Asked]) -> list[Way]:
    """The lawful ways those written questions lead to, each once."""
    rights = book.rights()
    return [rights.ways[id] for id in dict.fromkeys(id for row in rows for id in row.ways)]


def way_exists(topic: str, act: str, ids: Iterable[str], rights: Rights | None = None) -> bool:
    """Whether the pack knows a lawful way for the question: of the written questions it follows, else of those about
    the same topic and act."""
    rights = rights or book.rights()
    chosen = [rights.asked[id] for id in ids if id in rights.asked]
    rows = chosen or [r for r in rights.asked.values() if (r.group, r.act) == (topic, act)]
    return any(row.ways for row in rows)


def first_facts(consultation: Consultation, today: date) -> QueryDict:
    """The form of the law as it begins for a question: its day, animal and act, nothing that was not asked."""
    facts = QueryDict(mutable=True)
    facts.update(
        {"cuando_day": str(today.day), "cuando_month": str(today.month), "cuando_year": str(today.year)}
    )
    if consultation.animal:
        facts["especie"] = consultation.animal
    if act := ACTS.get(consultation.act):
        facts["actos"] = act
    return facts


def asked(facts: QueryDict) -> qualifying.Asked:
    """The form of the law with the engine's answer to the facts stated."""
    return qualifying.asked(facts)


def read_facts(text: str) -> QueryDict:
    """Facts as they travel in the answer's form; anything unreadable is as if nothing had been stated."""
    return QueryDict(text[:4000])


def stated(page: qualifying.Asked, facts: QueryDict) -> dict[str, Any]:
    """The facts of a form as they are kept: how they were stated, and the situation the engine takes; {} without a day."""
    if page.answer is None:
        return {}
    text = page.form.cleaned_data["especie"]
    taxa = [match.taxon for match in law.find(text, limit=12).matches] if text else []
    situation = qualifying.situation(page.form.cleaned_data, (*qualifying.FIRST, *page.form.answered), taxa)
    return {"asked": query(facts), "situation": situation}


# What an answer may not say against the verdict on the facts stated.
AGAINST = {"lawful": ("not_allowed",), "not_lawful": ("allowed", "allowed_if")}


def word_of(verdict: Mapping[str, Any] | None) -> str:
    """The engine's verdict as it is kept: lawful, not_lawful, not_known; "" without one."""
    if verdict is None:
        return ""
    return {True: "lawful", False: "not_lawful"}.get(verdict["lawful"], "not_known")


def norms_of(verdict: Mapping[str, Any] | None, rows: Iterable[Asked]) -> list[str]:
    """Codes one may cite: what the verdict rests on, then what the written questions rest on; each once."""
    codes: dict[str, None] = {}
    if verdict:
        for name in ("offences", "lawful_uses", "administrative"):
            codes |= dict.fromkeys(_group(str(row["id"])) for row in verdict[name])
    for row in rows:
        codes |= dict.fromkeys(row.why)
        for id in row.ways:
            codes |= dict.fromkeys(book.rights().ways[id].legal_basis)
    return [code for code in codes if knows(code)]


def _group(id: str) -> str:
    entries = book.law_book().by_code.get(id)
    return entries[0].group if entries else id


def knows(code: str) -> bool:
    """Whether the law or the rights pack holds a norm of that code."""
    return code in book.rights().norms or code in book.law_book().by_code


@dataclass(frozen=True)
class Cited:
    """A norm as one reads it: its name, what it says in short, where it stands."""

    code: str
    name: str
    says: str
    url: str


def cited(code: str, on: date) -> Cited:
    """A code in words, by the law of a day."""
    lang = formatting.language()
    if norm := book.rights().norms.get(code):
        name = f"{norm.norm}, art. {norm.article}" if norm.article else norm.norm
        return Cited(code, name, book.said(norm.says, on, links=False), "")
    entry = book.law_book().entry(code, on)
    if entry is None:
        return Cited(code, code, "", "")
    name = (
        law.cited(f"{entry.source.norm} art. {entry.source.article}", lang)
        if entry.source.article
        else (law.norm_short(entry.source.norm, lang))
    )
    return Cited(code, name, entry.title.in_(lang), reverse("law:entry", args=[entry.group]))


@dataclass(frozen=True)
class Step:
    """A lawful way as the citizen reads it: title, steps, what is known of cost and time, the authority, its channels."""

    way: Way
    title: str
    for_whom: str
    steps: list[str]
    requirements: list[str]
    time: str
    does_not_allow: list[str]
    uncertain: str
    authority: Institution | None
    channels: list[Channel]


def step(way_id: str, authority: Institution | None, on: date) -> Step | None:
    """The way of that id in words; None for one the pack no longer holds."""
    way = book.rights().ways.get(way_id)
    if way is None:
        return None

    def words(rows: Iterable[Any]) -> list[str]:
        return [book.said(row, on, links=False) for row in rows]

    return Step(
        way=way,
        title=book.said(way.title, on, links=False),
        for_whom=book.said(way.for_whom, on, links=False),
        steps=words(way.steps),
        requirements=words(way.requirements),
        time=book.said(way.time.known, on, links=False),
        does_not_allow=words(way.does_not_allow),
        uncertain=book.said(way.uncertain, on, links=False) if way.uncertain else "",
        authority=authority,
        channels=book.rights().channels_of(authority.code) if authority else [],
    )


def desk_office(on: date) -> Office | None:
    """The office that receives what citizens ask: the oldest with programme staff; None where there is none."""
    row = (
        Membership.objects.filter(role=Role.PROGRAMME, exercise=None, from_on__lte=on)
        .filter(Q(until_on=None) | Q(until_on__gt=on))
        .select_related("office")
        .order_by("from_on", "id")
        .first()
    )
    return row.office if row else None


# The wildlife authority of a department; subjects that may be about those very offices: the programme's desk decides who
# else reads them.
NEAR = ("ARFFS", "ATFFS")
NOT_NEAR = ("corruption",)


def offices_near(ubigeo: str, topic: str) -> list[Office]:
    """Offices of the wildlife authority of that department: they answer questions of their people, but none of corruption."""
    if not ubigeo or topic in NOT_NEAR:
        return []
    rows = Office.objects.filter(institution__in=NEAR, ubigeo__startswith=ubigeo[:2], closed_on=None)
    return list(rows.order_by("code"))


def answering_offices(on: date) -> QuerySet[Office]:
    """The open offices where someone answers questions: what is passed elsewhere would lie before people who may not."""
    staff = Membership.objects.filter(
        Q(until_on=None) | Q(until_on__gt=on),
        office=OuterRef("pk"), exercise=None, from_on__lte=on, role__in=STAFF,
    )  # fmt: skip
    return Office.objects.filter(Exists(staff), closed_on=None).order_by("name_es")


def query(facts: QueryDict) -> str:
    """Facts as the end of an address, as the public page of the law takes them."""
    return urlencode([(k, v) for k in facts for v in facts.getlist(k) if v and k != "escrita"])
