"""From the verdict of the law engine to a citizen's answer: one word, what it hangs on, what can happen, the lawful way.

The word follows from the verdict alone, so it cannot say other than the prosecutor's: allowed where the law covers what is
told, not allowed where an offence or an infraction holds with all its elements; in between what is still open decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from arariwa.law.domain.offences import Figures, Range
from arariwa.law.domain.species import Species
from arariwa.law.domain.text import Text
from arariwa.law.domain.verdict import LawfulResult, Verdict
from arariwa.law.domain.wording import term_path
from arariwa.rights.domain.asking import Choice, Meant, acts_for, told
from arariwa.rights.domain.choices import KINDS, Choices, Reason, Unwritten, among, kind_of
from arariwa.rights.domain.content import AnswerWord, Asked, Rights

MOST_QUESTIONS, MOST_NEAR = 5, 6
# How close a written question about the very same taxon is.
SAME = 4


@dataclass(frozen=True)
class Consequence:
    """An offence or an infraction of the verdict: whether it holds or may, and what it threatens by itself."""

    id: str
    name: Text
    track: Literal["criminal", "administrative"]
    firm: bool
    penalty: Figures
    note: Text | None
    norm: str
    article: str


@dataclass(frozen=True)
class Worse:
    """What could raise the penalty: a circumstance that holds, may hold, or is disputed."""

    text: Text
    status: str
    prison: Range | None


@dataclass(frozen=True)
class Conditions:
    """What has to hold for one lawful use; `covers`: it covers what was told, and what stays open is named."""

    name: Text
    conditions: list[Text]
    covers: bool = False


@dataclass(frozen=True)
class Answer:
    """What a citizen is told. Every figure in it is one of the verdict's."""

    word: AnswerWord
    # What it takes (allowed_if): for each lawful use that could cover, its conditions; what is still open.
    conditions: list[Conditions]
    # What the law leaves open even where they hold (allowed_if), if it stands among no conditions yet.
    still_open: list[Text]
    # Why it is no, or open, where the verdict does not say it by itself.
    reasons: list[Text]
    # Acts that may be meant instead, with answers of their own.
    instead: list[str]
    # What a yes hangs on that was not told: limits of the use that covers.
    limits: list[Text]
    # Written questions about this very animal or plant and act.
    exact: list[str]
    questions: list[Text]
    consequences: list[Consequence]
    prison: Range | None
    worse: list[Worse]
    # Where no offence is listed: those a disputed reading of the law reaches, with what they threaten.
    disputed: list[Worse]
    uses: list[LawfulResult]
    ways: list[str]
    # What is said where the pack has no way for such a thing yet.
    unwritten: Unwritten | None
    already: list[str]
    contact: list[str]
    near: list[str]


def word_of(verdict: Verdict) -> AnswerWord:
    """The answer in a word."""
    if verdict.lawful is False or any(row.status == "firm" for row in verdict.administrative):
        return "not_allowed"
    if verdict.lawful:
        return "allowed"
    # A use may cover, or covers while another law or a disputed reading keeps the verdict open.
    return "allowed_if" if verdict.lawful_uses else "depends"


def answer(asked: Choice, verdict: Verdict, rights: Rights, species: Species) -> Answer:
    """The whole answer to a choice."""
    choices, act = rights.choices, rights.choices.acts[asked.act]
    word = word_of(verdict)
    uses = verdict.lawful_uses
    reasons = _reasons(asked, choices, species) if word != "allowed" else []
    return Answer(
        word=word,
        conditions=_conditions(asked, verdict, choices) if word == "allowed_if" else [],
        still_open=_still_open(asked, verdict, choices) if word == "allowed_if" else [],
        reasons=[row.says for row in reasons],
        instead=[row.instead for row in reasons if row.instead in acts_for(asked.meant, choices)],
        limits=_limits(asked, uses, choices) if word == "allowed" else [],
        exact=exact(asked, rights, species),
        questions=_questions(verdict, asked, choices) if word in ("depends", "allowed_if") else [],
        consequences=_consequences(verdict),
        prison=verdict.penalty_range_years,
        worse=[
            Worse(a.text, a.status, a.penalty.prison_years) for a in verdict.aggravations if verdict.offences
        ],
        disputed=[
            Worse(r.question, "uncertain", r.sides[0].penalty_range_years)
            for r in verdict.readings
            if r.about == "qualification" and not verdict.offences
        ],
        uses=uses,
        ways=ways(asked, uses, rights, species),
        unwritten=unwritten(asked, choices, species),
        # Whose papers cover what they have is not told to hand it in.
        already=[id for id in act.already if _meant_for(id, asked.meant, choices, species)]
        if word != "allowed"
        else [],
        contact=choices.contact[asked.meant.kind or "animal"],
        near=near(asked.meant, act.asked, rights, species),
    )


def _conditions(asked: Choice, verdict: Verdict, choices: Choices) -> list[Conditions]:
    """What has to hold, use by use: one of them is enough, and all of its conditions must hold.

    Of a use that covers everything it asks was told: there the law itself is open, and that is said, with the limits
    nobody told anything of. The use an act is asked for comes first.
    """
    found = []
    first = choices.acts[asked.act].first
    for use in sorted(verdict.lawful_uses, key=lambda use: use.id not in first):
        if use.status == "covers" and (open_law := _open_law(verdict, choices)):
            found.append(
                Conditions(use.name, _once([*open_law, *_limits(asked, [use], choices)]), covers=True)
            )
            continue
        open_ = [path for path in map(term_path, use.missing) if path in choices.asks]
        counted = _counted(choices.conditions.get(use.id), open_)
        found.append(Conditions(use.name, _once(choices.asks[path].if_ for path in counted) or use.needs))
    return found


def _open_law(verdict: Verdict, choices: Choices) -> list[Text]:
    """Which law governs is disputed, or another one does: in a citizen's words where the pack has them."""
    disputed = [
        choices.open_law.get(r.code, r.question) for r in verdict.readings if r.about == "qualification"
    ]
    return _once(
        [*disputed, *(choices.open_law[w.code] for w in verdict.warnings if w.code in choices.open_law)]
    )


def _still_open(asked: Choice, verdict: Verdict, choices: Choices) -> list[Text]:
    """What the act leaves open though its conditions hold, said before anybody told whether they do."""
    if told(asked, choices).get("title.state") == "valid":
        return []
    said = {r.code for r in verdict.readings}
    return [choices.open_law[code] for code in choices.acts[asked.act].open_law if code not in said]


def _reasons(asked: Choice, choices: Choices, species: Species) -> list[Reason]:
    """What the pack says of why, for this act with this animal or plant."""
    it = asked.meant
    return [
        row
        for row in choices.reasons
        if asked.act in row.acts
        and among(row.only, it.taxa, it.kind, species)
        and not among(row.but, it.taxa, None, species)
        and (not row.who or asked.who in ("", *row.who))
    ]


def _limits(asked: Choice, uses: Iterable[LawfulResult], choices: Choices) -> list[Text]:
    """The limits of the covering uses about which nothing was told."""
    facts = told(asked, choices)
    paths = [path for use in uses if use.status == "covers" for path in choices.limits.get(use.id, [])]
    return _once(choices.asks[path].if_ for path in paths if path not in facts)


def _counted(conditions: list[str | list[str]] | None, open_: list[str]) -> list[str]:
    """The open facts that are the condition, in the order of the pack; every one where the pack does not choose."""
    if conditions is None:
        return open_
    alike = [[row] if isinstance(row, str) else row for row in conditions]
    return [path for row in alike if (path := next((p for p in row if p in open_), ""))]


def _questions(verdict: Verdict, it: Choice, choices: Choices) -> list[Text]:
    """What would decide, as far as a citizen can say it, the most decisive first."""
    stands = {o.id for o in verdict.offences} | {p.id for p in verdict.administrative}
    paths = [term_path(row.path) for row in verdict.to_find_out if not stands or stands & set(row.decides)]
    if "title.state" in paths:
        # Which kind of paper it is goes with whether there is one.
        paths = [path for path in paths if path != "title.kind"]
    found = [choices.asks[path] for path in paths if path in choices.asks]
    kind = it.meant.kind or "animal"
    asked = _once(row.ask for row in found if (not row.acts or it.act in row.acts) and kind in row.of)
    return asked[:MOST_QUESTIONS] or [choices.asks["title.state"].ask]


def _once(texts: Iterable[Text]) -> list[Text]:
    return list(dict.fromkeys(texts))


def _consequences(verdict: Verdict) -> list[Consequence]:
    """What holds before what may hold, criminal before administrative."""
    found = [
        Consequence(
            o.id,
            o.name,
            "criminal",
            o.status == "firm",
            o.penalty,
            o.penalty.note,
            o.source.norm,
            o.source.article,
        )
        for o in verdict.offences
    ]
    found += [
        Consequence(
            p.id,
            p.text,
            "administrative",
            p.status == "firm",
            p.penalty or Figures(),
            p.note,
            p.source.norm,
            p.source.article,
        )
        for p in verdict.administrative
    ]
    return sorted(found, key=lambda c: not c.firm)


def ways(asked: Choice, uses: Iterable[LawfulResult], rights: Rights, species: Species) -> list[str]:
    """The lawful ways that fit: first those that rest on a use the verdict names, then those of who asks, then those of the act."""
    choices = rights.choices
    wanted = dict.fromkeys(choices.acts[asked.act].ways)
    for option in asked.picked(choices):
        wanted |= dict.fromkeys(option.ways)
    codes = {use.id for use in uses}
    named = [id for id in wanted if codes & set(rights.ways[id].legal_basis)]
    # One meant for this very animal leads, then the one the paper comes from; without a paper, what to do with what one has.
    own = choices.papers[asked.paper].ways if asked.paper else []
    if told(asked, choices).get("title.state") == "none":
        own = [*choices.acts[asked.act].without_papers, *own]
    leading = sorted([*own, *named], key=lambda id: set(choices.way_of.get(id, ())) <= set(KINDS))
    theirs = choices.who[asked.who].ways if asked.who else []
    found = dict.fromkeys([*leading, *theirs, *wanted])
    return [id for id in found if _meant_for(id, asked.meant, choices, species)]


def _meant_for(id: str, it: Meant, choices: Choices, species: Species) -> bool:
    kind = it.kind or ("animal" if not it.taxa else None)
    if it.taxa and among(choices.way_not_of.get(id, []), it.taxa, None, species):
        return False
    names = choices.way_of.get(id)
    if not names or among(names, it.taxa, kind, species):
        return True
    # Who does not know which plant it is hears of what is meant for some plants.
    plants = [name for name in names if name in species.taxa and kind_of(name, species) == "plant"]
    return kind == "plant" and not it.taxa and bool(plants)


def unwritten(asked: Choice, choices: Choices, species: Species) -> Unwritten | None:
    """What is said of a thing for which the pack has no way: only where it is traded as nothing else."""
    trades = [species.taxa[taxon].traded_as for taxon in asked.meant.taxa]
    for row in choices.unwritten:
        if trades and asked.act in row.acts and all(trade == (row.traded_as,) for trade in trades):
            return row
    return None


def exact(asked: Choice, rights: Rights, species: Species) -> list[str]:
    """The written questions about this very animal or plant and act."""
    act = rights.choices.acts[asked.act]
    done = {path.removeprefix("acts.") for path, value in act.facts.items() if value}
    return [
        id
        for id, row in rights.asked.items()
        if row.act in act.asked
        and done.intersection(_acts(row))
        and _closeness(asked.meant, row, rights, species) == SAME
    ]


def _acts(asked: Asked) -> list[str]:
    """What was done, in the facts of a written question."""
    told_acts = (asked.situation or {}).get("acts") or []
    return told_acts if isinstance(told_acts, list) else [act for act, done in told_acts.items() if done]


def near(it: Meant, acts: Iterable[str], rights: Rights, species: Species) -> list[str]:
    """The written questions nearest to what was asked: by act, then by how close the animal or plant is."""
    wanted = list(acts)
    ranked: list[tuple[float, str]] = []
    for id, asked in rights.asked.items():
        close = _closeness(it, asked, rights, species)
        if asked.act in wanted and close:
            ranked.append((close - wanted.index(asked.act) / 10, id))
    return [id for _, id in sorted(ranked, key=lambda row: (-row[0], row[1]))[:MOST_NEAR]]


def _closeness(it: Meant, asked: Asked, rights: Rights, species: Species) -> float:
    """4 the same taxon, 3 its group, 1 a question about animals in general, 0 another group."""
    specimens = (asked.situation or {}).get("specimens") or [{}]
    taxa = specimens[0].get("taxa")
    named = [taxa] if isinstance(taxa, str) else taxa or []
    if named and it.taxa and among(named, it.taxa, None, species):
        return SAME
    names = rights.choices.groups.get(asked.group)
    if names is None:
        return 0 if it.kind == "plant" or named else 1
    return 3 if among(names, it.taxa, it.kind, species) else 0
