"""The citizen's answer and the prosecutor's verdict agree: for every taxon, act, place, role and paper that can be chosen.

The prosecutor's facts are told by hand (tests/oracle.py), the citizen's are what choices.yaml says. Sampled here; the whole
product under `make thorough`, where taxa the law cannot tell apart are asked once.
"""

import random
from collections.abc import Iterator
from itertools import product

import pytest

from arariwa.core.domain.spans import Span
from arariwa.law.domain.bindings import bindings
from arariwa.law.domain.legality import qualify
from arariwa.law.domain.situation import Situation, flatten
from arariwa.law.domain.verdict import Verdict
from arariwa.law.tests.worlds import law, species
from arariwa.rights.domain import answer as answers
from arariwa.rights.domain import asking
from arariwa.rights.domain.answer import Answer
from arariwa.rights.domain.asking import Choice, Meant
from arariwa.rights.tests.oracle import differences, written_down
from arariwa.rights.tests.worlds import DAY, rights, verdict_of

SAMPLED, MORE_TOLD = 400, 60
# No hunting to eat covers these two (Ley 26496; `camelids` of the law pack): a hunter of them is told no, whoever asks.
NEVER_TO_EAT = {"Vicugna vicugna", "Lama guanicoe"}

# Forbidden to whoever fishes, to eat as well.
RIVER_MAMMALS = {"Inia geoffrensis", "Sotalia fluviatilis", "Trichechus inunguis"}


def ids() -> list[str]:
    """Every animal or plant that can be asked about: the taxa of the table, the local names, the unknown ones."""
    choices = rights().choices
    return [*species().by_slug, *choices.by_id, *choices.unknown]


def choices_of(meant: Meant) -> Iterator[Choice]:
    """Everything that can be chosen about it, what is left unsaid included."""
    choices = rights().choices
    for id in asking.acts_for(meant, choices):
        act = choices.acts[id]
        offered = [["", *asking.options(meant, act, field, choices, species())] for field in asking.REFINED]
        for place, who, paper in product(*offered):
            yield Choice(meant, id, place, who, paper)


def meant(id: str) -> Meant:
    return asking.meant(id, rights().choices, species())


def a_sample(count: int, seed: int) -> list[Choice]:
    chance, everything, choices = random.Random(seed), ids(), rights().choices
    found = []
    for _ in range(count):
        it = meant(chance.choice(everything))
        id = chance.choice(asking.acts_for(it, choices))
        offered = [
            asking.options(it, choices.acts[id], field, choices, species()) for field in asking.REFINED
        ]
        found.append(Choice(it, id, *(chance.choice(["", *options]) for options in offered)))
    return found


def punished(verdict: Verdict) -> bool:
    """Whether a prosecutor or the authority has all it takes."""
    firm = [row.id for row in (*verdict.offences, *verdict.administrative) if row.status == "firm"]
    return verdict.lawful is False or bool(firm)


def agrees(word: str, verdict: Verdict) -> bool:
    return {
        "allowed": verdict.lawful is True and not punished(verdict),
        "not_allowed": punished(verdict),
        "allowed_if": verdict.lawful is None and not punished(verdict),
        "depends": verdict.lawful is None and not punished(verdict),
    }[word]


def of_prosecutor(asked: Choice) -> Situation:
    return Situation.model_validate(written_down(asked, DAY.isoformat()))


def of_citizen(asked: Choice) -> Situation:
    return Situation.model_validate(asking.situation(asked, rights().choices, DAY))


def figures(answer: Answer) -> set[tuple[str, object]]:
    """Every figure a citizen is told."""
    found = {(name, span) for c in answer.consequences for name, span in c.penalty.figures.items()}
    raised = (*answer.worse, *answer.disputed)
    found |= {("prison_years", (w.prison.min, w.prison.max)) for w in raised if w.prison}
    return found | ({("prison_years", (answer.prison.min, answer.prison.max))} if answer.prison else set())


def figures_of(verdict: Verdict) -> set[tuple[str, object]]:
    """Every figure of the verdict."""
    penalties = [row.penalty for row in (*verdict.offences, *verdict.aggravations, *verdict.administrative)]
    found = {(name, span) for p in penalties if p for name, span in p.figures.items()}
    ranges = [
        verdict.penalty_range_years,
        *(side.penalty_range_years for r in verdict.readings for side in r.sides),
    ]
    return found | {("prison_years", (reached.min, reached.max)) for reached in ranges if reached}


def check(asked: Choice, verdict: Verdict, answer: Answer) -> Answer:
    """The citizen's answer, held against the verdict on what the prosecutor wrote down."""
    here = f"{asked.meant.id} {asked.act} {asked.place} {asked.who} {asked.paper}"
    assert agrees(answer.word, verdict), f"{here}: {answer.word}, {verdict.lawful}"
    assert figures(answer) <= figures_of(verdict), here
    assert answer.contact and answer.ways is not None, here
    if any(r.about == "qualification" for r in verdict.readings):
        assert answer.consequences or answer.disputed, f"{here}: an offence of a disputed reading goes unsaid"
    if answer.word == "allowed":
        # What nobody was asked allows nothing: a paper, or a use that needs none of a community's own.
        covers = {use.id for use in answer.uses if use.status == "covers"}
        assert asked.paper not in ("", "unknown", "none", "receipt") or covers, here
    if answer.word == "not_allowed" and NEVER_TO_EAT.isdisjoint(asked.meant.taxa):
        if asked.act in ("hunt", "carry_meat"):
            assert asked.who and asked.who != "community", f"{here}: a hunter to eat who was not asked"
        if asked.act in ("fish", "carry_catch"):
            assert not RIVER_MAMMALS.isdisjoint(asked.meant.taxa), f"{here}: a fisher to eat"
        if (
            asked.act == "carry"
            and asked.meant.kind != "plant"
            and RIVER_MAMMALS.isdisjoint(asked.meant.taxa)
        ):
            assert asked.who not in ("community", "rural"), f"{here}: one who may carry what they hunted"
    if answer.word == "allowed_if":
        assert all(group.conditions for group in answer.conditions), here
    if answer.word == "depends":
        assert answer.questions, here
    return answer


def same_facts(asked: Choice) -> None:
    """What the choice tells is what the prosecutor wrote down, fact by fact."""
    one, other = flatten(of_citizen(asked)), flatten(of_prosecutor(asked))
    parts = (
        (one.common, other.common),
        (one.specimens[0], other.specimens[0]),
        (one.actors[0], other.actors[0]),
    )
    for a, b in parts:
        assert not list(differences(a, b)), asked


def test_a_sample_of_everything_that_can_be_asked():
    words = set()
    for asked in a_sample(SAMPLED, 20261127):
        verdict = qualify(of_prosecutor(asked), law(), species().lookup)
        answer = answers.answer(asked, verdict_of(asked), rights(), species())
        words.add(check(asked, verdict, answer).word)
    assert words == {"allowed", "allowed_if", "depends", "not_allowed"}


def test_what_is_chosen_is_what_a_prosecutor_would_write_down():
    """Fact by fact: each choice with each act by itself, on one animal of each kind, and combinations of a sample."""
    alone = [
        asked
        for id in ("pihuicho", "paiche", "vicuna", "orquidea", "no-se", "no-se-pez", "no-se-planta")
        for asked in choices_of(meant(id))
        if [asked.place, asked.who, asked.paper].count("") >= 2
    ]
    for asked in (*alone, *a_sample(SAMPLED, 5)):
        same_facts(asked)


def test_telling_more_only_changes_what_was_open():
    """From what was told, telling one thing more never turns yes into no or no into yes: what was decided stays decided."""
    turned = []
    for asked in a_sample(MORE_TOLD, 7):
        word = answers.answer(asked, verdict_of(asked), rights(), species()).word
        if word not in ("allowed", "not_allowed"):
            continue
        opposite = {"allowed": "not_allowed", "not_allowed": "allowed"}[word]
        for more in choices_of(asked.meant):
            same = all(
                not told or told == now
                for told, now in ((asked.place, more.place), (asked.who, more.who), (asked.paper, more.paper))
            )
            if more.act == asked.act and same:
                found = answers.answer(more, verdict_of(more), rights(), species()).word
                if found == opposite:
                    turned.append((asked.meant.id, asked, more))
    assert not turned


def test_what_a_verdict_says_is_the_same_however_the_facts_were_told():
    """The two ways of telling lead to one verdict, reasons included."""
    for asked in a_sample(12, 11):
        one = qualify(of_citizen(asked), law(), species().lookup)
        assert one.data() == qualify(of_prosecutor(asked), law(), species().lookup).data()


def told_apart(id: str) -> object:
    """What the law can see of an animal or plant; two alike in this have the same verdicts."""
    it = meant(id)
    seen = bindings(flatten(of_citizen(Choice(it, "sell"))), Span.day(DAY), species().lookup, law().used, {})
    named = {"Vicugna vicugna", "Lama guanicoe", "Podocnemis unifilis", "Pecari tajacu", "Tayassu pecari"}
    named |= RIVER_MAMMALS
    facts = {
        (path, tuple(v for v in told.values if path != "specimen.taxa" or v in named))
        for path, told in seen[0].facts.items()
        if path != "on"
    }
    return it.kind, frozenset(facts)


def different(it: Meant) -> list[Choice]:
    """Of everything that can be chosen about it, what tells different things."""
    found = {
        (asked.act, frozenset(asking.told(asked, rights().choices).items())): asked
        for asked in choices_of(it)
    }
    return list(found.values())


# The same whatever the database: once is enough.
@pytest.mark.thorough
@pytest.mark.sqlite
def test_everything_that_can_be_chosen_is_what_a_prosecutor_would_write_down():
    for id in ("pihuicho", "paiche", "vicuna", "orquidea", "no-se", "no-se-pez", "no-se-planta"):
        for asked in choices_of(meant(id)):
            same_facts(asked)


@pytest.mark.thorough
@pytest.mark.sqlite
def test_everything_that_can_be_asked():
    """The whole product; taxa the law cannot tell apart are asked about once, and so are choices that tell the same."""
    pictures = {told_apart(id): id for id in ids()}
    count = 0
    for id in pictures.values():
        for asked in different(meant(id)):
            verdict = qualify(of_prosecutor(asked), law(), species().lookup)
            check(asked, verdict, answers.answer(asked, verdict, rights(), species()))
            count += 1
    assert (len(pictures) > 100, count > 100_000) == (True, True)
