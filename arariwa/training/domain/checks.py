"""The vocabulary of criteria: each a named function that reads the traces of an exercise. Pure.

A pack names one as `check:` and gives it its numbers and codes as `given:`. The two sentences above a function are what
people read of it; its docstring says what has to be given. What it finds carries the records it was found in.
"""

import inspect
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from arariwa.law.domain.text import Text, text
from arariwa.training.domain.traces import Choice, Evidence, Item, Key, Traces

# Roles an offence has in a verdict under which it may be charged, and states it then must not have.
CHARGEABLE = frozenset({"listed", "alternative", "associated"})
FIRM = "firm"
CHARGED = frozenset({"accepted", "added"})
# What one answers where the engine finds no offence.
NO_OFFENCE = "none"


@dataclass(frozen=True)
class Finding:
    """Which share of the criterion is met, what was found in words, and where."""

    share: Fraction
    said: Text
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Check:
    """A named check: what people read of it, and the function."""

    name: str
    says: Text
    run: Callable[..., Finding]

    @property
    def takes(self) -> dict[str, bool]:
        """What may be given -> whether it must be."""
        parameters = list(inspect.signature(self.run).parameters.values())[1:]
        return {p.name: p.default is p.empty for p in parameters}


CHECKS: dict[str, Check] = {}


def check(es: str, en: str) -> Callable[[Callable[..., Finding]], Callable[..., Finding]]:
    """Add a function to the vocabulary under its own name, with what people read of it."""

    def add(function: Callable[..., Finding]) -> Callable[..., Finding]:
        CHECKS[function.__name__] = Check(function.__name__, text(es, en), function)
        return function

    return add


# --- what a finding says -------------------------------------------------------------------------------------------


def _part(good: int, of: int, evidence: Iterable[Evidence] = ()) -> Finding:
    """So many of so many."""
    if not of:
        return Finding(Fraction(0), text("No hay nada registrado.", "Nothing is recorded."))
    said = text(f"Bien: {good} de {of}.", f"Right: {good} of {of}.")
    return Finding(Fraction(good, of), said, tuple(dict.fromkeys(evidence)))


def _whole(good: bool, es: str, en: str, evidence: Iterable[Evidence] = ()) -> Finding:
    return Finding(Fraction(int(good)), text(es, en), tuple(dict.fromkeys(evidence)))


def _nothing(es: str, en: str) -> Finding:
    return Finding(Fraction(0), text(es, en))


def _see(*choices: Choice | None) -> list[Evidence]:
    return [Evidence("answer", c.code) for c in choices if c]


def _asked(codes: Iterable[str], good: Iterable[str]) -> list[Evidence]:
    """The questions answered short, answered or not; where none was, all of them: what a learner has to look at."""
    every = list(codes)
    return [Evidence("answer", code) for code in _short(every, good)]


def _short(every: Iterable[Any], good: Iterable[Any]) -> list[Any]:
    """Those of `every` that are not `good`; all when all are."""
    everything, fine = list(every), list(good)
    return [one for one in everything if one not in fine] or everything


def _items(items: Iterable[Item]) -> list[Evidence]:
    return [Evidence("item", item.id) for item in items]


def _minutes(value: float) -> str:
    return str(round(value))


# --- records of evidence -------------------------------------------------------------------------------------------


@check(
    "La especie de cada cosa quedó identificada: un solo nombre científico y el correcto.",
    "The species of each thing is identified: one scientific name, and the right one.",
)
def species_identified(t: Traces, *, things: Mapping[str, object]) -> Finding:
    """`things`: the scientific names there are."""
    found = {item.taxa[0]: item for item in t.taken() if len(item.taxa) == 1}
    good = [found[taxon] for taxon in things if taxon in found]
    wrong = [item for item in t.taken() if item not in good and not set(item.taxa) & set(things)]
    return _part(max(0, len(good) - len(wrong)), len(things), _items(wrong or good))


@check(
    "Las cantidades registradas, por especie, son las que hay.",
    "The quantities recorded, by species, are those there are.",
)
def count_is(t: Traces, *, things: Mapping[str, object]) -> Finding:
    """`things`: scientific name -> how many."""
    sums: dict[str, Decimal] = {}
    for item in t.taken():
        if len(item.taxa) == 1 and item.quantity is not None:
            sums[item.taxa[0]] = sums.get(item.taxa[0], Decimal(0)) + item.quantity
    good = [taxon for taxon, number in things.items() if sums.get(taxon) == Decimal(str(number))]
    return _part(len(good), len(things), _items(t.taken()))


@check(
    "El primer eslabón de la custodia corre desde el hallazgo y dentro del plazo.",
    "The first link of custody runs from the find and within the time.",
)
def first_link_within(t: Traces, *, since: int, minutes: int) -> Finding:
    """`since`: the exercise minute of the find; `minutes`: how long after it at most. Not before it either."""
    items = t.taken()
    good = [
        item for item in items if item.links and since - 1 <= t.minute(item.links[0].at) <= since + minutes
    ]
    return _part(len(good), len(items), _items(_short(items, good)))


@check(
    "La cadena de custodia no tiene vacíos: hora exacta, precinto íntegro, entrega con recepción.",
    "The chain of custody has no gap: exact hour, whole seal, hand-over with reception.",
)
def chain_unbroken(t: Traces) -> Finding:
    """Nothing given. Of every thing taken, whatever it is."""
    items = [i for one in t.registered() for i in one.items if i.taking == "taken"]
    waiting = {pk for h in t.handovers if h.open for pk in h.items}
    broken = [item for item in items if item.id in waiting or not _whole_chain(item)]
    if not items:
        return _nothing("No se registró ninguna cosa incautada.", "Nothing taken was recorded.")
    return _whole(
        not broken,
        f"Con vacío: {len(broken)} de {len(items)} cosas.",
        f"With a gap: {len(broken)} of {len(items)} things.",
        _items(broken or items),
    )


def _whole_chain(item: Item) -> bool:
    links = item.links
    in_order = all(one.at <= other.at for one, other in zip(links, links[1:], strict=False))
    known = all(link.precision == "minute" and link.seal_state == "whole" for link in links)
    return bool(links) and in_order and known


@check(
    "Cada lote tiene precinto o rótulo con número y al menos una fotografía.",
    "Each lot has a numbered seal or label and at least one photograph.",
)
def sealed_and_photographed(t: Traces, *, photos: int = 1) -> Finding:
    """`photos`: how many of each lot at least."""
    items = t.taken()
    good = [item for item in items if item.seal and item.photos >= photos]
    return _part(len(good), len(items), _items(_short(items, good)))


@check(
    "Lo incautado y lo recibido suman lo mismo, y quien recibe lo contó.",
    "What was taken and what was received add up to the same, and the receiver counted it.",
)
def count_received_equals(t: Traces, *, receiver: str, question: str) -> Finding:
    """`receiver`: the role that receives; `question`: the one in which it answers how many it counted."""
    taken = sum((i.quantity or Decimal(0) for i in t.taken()), Decimal(0))
    by_id = {i.id: i.quantity or Decimal(0) for i in t.taken()}
    handed = [h for h in t.handovers if h.receiver == receiver and h.accepted_at]
    received = sum((by_id.get(pk, Decimal(0)) for pk in {pk for h in handed for pk in h.items}), Decimal(0))
    answer = t.answer(question)
    counted = _number(answer.value) if answer else None
    good = taken > 0 and taken == received == counted
    return _whole(
        good,
        f"Incautado {_plain(taken)}, recibido {_plain(received)}, contado al recibir {_plain(counted)}.",
        f"Taken {_plain(taken)}, received {_plain(received)}, counted on reception {_plain(counted)}.",
        [*(Evidence("handover", h.id) for h in handed), *_see(answer)],
    )


@check(
    "Todo animal vivo terminó en manos de quien debe cuidarlo, recibido por escrito.",
    "Every live animal ended with those who must care for it, received in writing.",
)
def live_has_destination(t: Traces, *, holders: list[str], why: list[str] | None = None) -> Finding:
    """`holders`: roles that may keep live animals; `why`: reasons of hand-over that fit. A specimen of which nobody said
    whether it lives is taken for a live one."""
    live = [item for item in t.taken() if item.condition in ("live", "unknown")]
    good = [
        item
        for item in live
        if item.holder in holders and (why is None or any(link.why in why for link in item.links))
    ]
    return _part(len(good), len(live), _items(_short(live, good)))


@check("El fiscal fue avisado a tiempo.", "The prosecutor was told in time.")
def prosecutor_told_within(t: Traces, *, since: int, minutes: int) -> Finding:
    """`since`: the exercise minute of the find; `minutes`: how long after it at most."""
    rows = t.registered()
    if not rows:
        return _nothing("No se registró la intervención.", "The intervention was not registered.")
    one = rows[0]
    told = one.told in ("present", "telephone") and one.told_office == "prosecutor" and one.told_at
    late = t.minute(one.told_at) - since if told and one.told_at else None
    if late is None:
        return Finding(
            Fraction(0),
            text("El acta no dice que se avisó a la fiscalía, o no la hora.", "The record does not say that the prosecutor's office was told, or not the hour."),
            (Evidence("intervention", one.id),),
        )  # fmt: skip
    return _whole(
        -1 <= late <= minutes,
        f"Avisado a los {_minutes(late)} minutos del hallazgo.",
        f"Told {_minutes(late)} minutes after the find.",
        [Evidence("intervention", one.id)],
    )


@check(
    "A la persona intervenida se le leyeron sus derechos y consta en acta.",
    "The person stopped was read their rights, and the record says so.",
)
def rights_read(t: Traces) -> Finding:
    """Nothing given. The record names the person stopped and the record of rights among those written."""
    rows = t.registered()
    good = bool(rows) and all("rights" in one.actas and one.persons for one in rows)
    return _whole(
        good,
        "Consta el acta de lectura de derechos." if good else "No consta el acta de lectura de derechos de una persona intervenida.",
        "The record of rights read is there." if good else "There is no record of rights read to a person stopped.",
        [Evidence("intervention", one.id) for one in rows],
    )  # fmt: skip


@check(
    "El acta dice cómo empezó la intervención y en qué norma se apoya.",
    "The record says how the intervention began and on which rule it rests.",
)
def ground_given(t: Traces, *, began: list[str]) -> Finding:
    """`began`: ways in which this intervention may have begun."""
    rows = t.registered()
    good = bool(rows) and all(one.began in began and one.legal_act.strip() for one in rows)
    return _whole(
        good,
        "El acta dice cómo empezó y su base legal." if good else "Falta cómo empezó, o la base legal.",
        "The record says how it began and its legal basis." if good else "How it began, or the legal basis, is missing.",
        [Evidence("intervention", one.id) for one in rows],
    )  # fmt: skip


# --- the case ------------------------------------------------------------------------------------------------------


@check(
    "La calificación es la que el motor de reglas da para la fecha del hecho.",
    "The qualification is the one the engine of the law gives for the day of the facts.",
)
def offence_equals_engine(t: Traces, *, least: list[str] | None = None) -> Finding:
    """`least`: offences that have to be firm on the facts stated, lest too little be stated to charge anything."""
    if not t.cases:
        return _nothing("No se abrió un caso.", "No case was opened.")
    case = t.cases[-1]
    charged = {d.offence for d in case.decisions if d.decision in CHARGED}
    firm = {o for o, (role, status) in case.engine.items() if role == "listed" and status == FIRM}
    wanted = firm | set(least or [])
    good = wanted & firm & charged
    finding = _part(len(good), len(wanted), [Evidence("case", case.id)])
    return finding if wanted else _nothing("Los hechos declarados no bastan para ningún delito.", "The facts stated suffice for no offence.")  # fmt: skip


@check("No se imputa nada que no se sostenga.", "Nothing is charged that does not hold.")
def nothing_charged_that_does_not_hold(t: Traces, *, yielding: bool = False) -> Finding:
    """An offence the engine excludes, does not point to, or which yields to another does not hold; `yielding`: true lets
    the last pass, since its facts are there and only their name is taken by another."""
    bad = [
        d.offence
        for case, d in t.decisions()
        if d.decision in CHARGED and not _holds(*case.engine.get(d.offence, ("", "no")), yielding)
    ]
    if not any(d.decision in CHARGED for _, d in t.decisions()):
        return _nothing("No se imputó ningún delito.", "No offence was charged.")
    names = ", ".join(bad)
    return _whole(
        not bad,
        f"No se sostiene: {names}." if bad else "Todo lo imputado se sostiene.",
        f"Does not hold: {names}." if bad else "All that was charged holds.",
        [Evidence("case", case.id) for case in t.cases],
    )


def _holds(role: str, status: str, yielding: bool) -> bool:
    return (role in CHARGEABLE or (yielding and role == "concurrent")) and status != "no"


@check("El caso se abrió dentro del plazo.", "The case was opened within the time.")
def case_within(t: Traces, *, until: int) -> Finding:
    """`until`: the exercise minute by which it has to be open."""
    if not t.cases:
        return _nothing("No se abrió un caso.", "No case was opened.")
    minute = t.minute(t.cases[0].opened_at)
    return _whole(
        minute <= until,
        f"Abierto en el minuto {_minutes(minute)}.",
        f"Opened in minute {_minutes(minute)}.",
        [Evidence("case", t.cases[0].id)],
    )


# --- answers on the exercise's own page ----------------------------------------------------------------------------


@check("La respuesta es la correcta.", "The answer is the right one.")
def answers_equal(
    t: Traces, *, values: Mapping[str, object], until: Mapping[str, int] | None = None
) -> Finding:
    """`values`: question -> the right answer, or a list of answers that will do; `until`: question -> the minute after
    which an answer no longer changes anything."""
    answers = {code: _while_it_counted(t, code, until) for code in values}
    good = [code for code, value in values.items() if (a := answers[code]) and _same(a.value, value)]
    return _part(len(good), len(values), _asked(values, good))


def _while_it_counted(t: Traces, code: str, until: Mapping[str, int] | None) -> Choice | None:
    """The last answer given before its time was up: who decides on a lorry that has gone decides nothing."""
    last = (until or {}).get(code)
    given = [c for c in t.choices if c.code == code and (last is None or t.minute(c.at) <= last)]
    return given[-1] if given else None


def _same(answer: Any, wanted: Any) -> bool:
    if answer is None:
        return False
    if isinstance(wanted, list):
        return any(_same(answer, each) for each in wanted)
    one, other = _number(answer), _number(wanted)
    if one is not None and other is not None:
        return one == other
    return str(answer) == str(wanted)


@check(
    "Se eligió lo que corresponde y nada que no corresponde.",
    "What belongs was chosen, and nothing that does not.",
)
def answer_includes(t: Traces, *, question: str, all: list[str], none: list[str] | None = None) -> Finding:
    """`question`; `all` that must be chosen; `none` of these: each one chosen takes one away."""
    answer = t.answer(question)
    chosen = set(answer.value) if answer and isinstance(answer.value, list) else set()
    good = len(chosen & set(all)) - len(chosen & set(none or []))
    return _part(max(0, good), len(all), _see(answer))


@check("A cada cosa lo suyo: las parejas son las correctas.", "Each with its own: the pairs are right.")
def matched(t: Traces, *, question: str, pairs: Mapping[str, object]) -> Finding:
    """`question`; `pairs`: row -> the right option, or a list of options that will do."""
    answer = t.answer(question)
    given = answer.value if answer and isinstance(answer.value, Mapping) else {}
    good = [row for row, option in pairs.items() if _same(given.get(row), option)]
    return _part(len(good), len(pairs), _see(answer))


@check("El número está dentro del margen.", "The number is within the range.")
def number_between(t: Traces, *, question: str, least: object, most: object) -> Finding:
    """`question`; `least` and `most`, both included."""
    answer = t.answer(question)
    number = _number(answer.value) if answer else None
    good = number is not None and Decimal(str(least)) <= number <= Decimal(str(most))
    return _whole(good, f"Respondido: {_plain(number)}.", f"Answered: {_plain(number)}.", _see(answer))


@check("El texto trata todo lo que debe tratar.", "The text treats all it has to treat.")
def text_mentions(t: Traces, *, question: str, each: list[list[str]], words: int = 0) -> Finding:
    """`question`; `each`: groups of words, one of each group has to occur; `words`: how long it is at least."""
    answer = t.answer(question)
    written = _folded(str(answer.value)) if answer else ""
    good = [group for group in each if any(_folded(word) in written for word in group)]
    short = len(written.split()) < words
    finding = _part(0 if short else len(good), len(each), _see(answer))
    if answer and short:
        return Finding(Fraction(0), text(f"Tiene menos de {words} palabras.", f"It has fewer than {words} words."), finding.evidence)  # fmt: skip
    return finding


@check("Se respondió a tiempo.", "It was answered in time.")
def answered_in_time(t: Traces, *, until: Mapping[str, int]) -> Finding:
    """`until`: question -> the exercise minute by which its first answer has to be given."""
    firsts = {code: next((c for c in t.choices if c.code == code), None) for code in until}
    good = [code for code, c in firsts.items() if c and t.minute(c.at) <= until[code]]
    return _part(len(good), len(until), _asked(until, good))


@check("No se decidió así más veces de lo tolerable.", "It was not decided so more often than is tolerable.")
def at_most(
    t: Traces, *, questions: list[str], values: list[str], most: int, until: Mapping[str, int] | None = None
) -> Finding:
    """`questions` and the `values` counted in them, also among several chosen; `most` times. Without any answer nothing
    is met. `until`: question -> the minute after which no answer counts as one of the values."""
    answers = {code: _while_it_counted(t, code, until) for code in questions}
    given = [answer for code in questions if (answer := t.answer(code))]
    count = sum(
        code in (until or {}) if answer is None else len({*_listed(answer.value)} & set(values))
        for code, answer in answers.items()
    )
    if not given:
        return _nothing("No hay respuestas.", "There are no answers.")
    return _whole(
        count <= most,
        f"Veces: {count}; tolerables: {most}.",
        f"Times: {count}; tolerable: {most}.",
        _see(*given),
    )


@check(
    "Cada tarea tiene un solo responsable, el que corresponde, y nadie asignó otro.",
    "Each task has one owner, a fitting one, and nobody assigned another.",
)
def one_owner(t: Traces, *, owners: Mapping[str, list[str]]) -> Finding:
    """`owners`: question -> owners that fit. Every role's standing answer counts: two owners are none."""
    good = []
    for code, fitting in owners.items():
        named = {owner for c in t.answers(code).values() for owner in _listed(c.value)}
        if len(named) == 1 and named <= set(fitting):
            good.append(code)
    return _part(len(good), len(owners), _asked(owners, good))


@check("Los acuerdos dicen qué, quién y para cuándo.", "The agreements say what, who and by when.")
def agreements_complete(t: Traces, *, question: str, least: int, owners: list[str]) -> Finding:
    """`question`; `least` so many, and none beside them without owner or day; `owners` that may be named. The day must be
    one after the exercise's."""
    answer = t.answer(question)
    rows = answer.value if answer and isinstance(answer.value, list) else []
    day = t.begins_at.date().isoformat()
    good = [
        row
        for row in rows
        if str(row.get("what", "")).strip() and row.get("owner") in owners and str(row.get("on", "")) > day
    ]
    return _part(len(good), max(least, len(rows)), _see(answer))


@check(
    "La conclusión se sigue de lo que se dio por probado.",
    "The conclusion follows from what was found proven.",
)
def conclusion_follows(t: Traces, *, question: str, rules: list[Mapping[str, Any]]) -> Finding:
    """`question`; `rules`: {given: {question: answer}, then: [conclusions]}; the first whose `given` all stand decides."""
    answer = t.answer(question)
    if answer is None:
        return _nothing("Sin conclusión.", "No conclusion.")
    for rule in rules:
        if all(_same(t.value(code), value) for code, value in rule["given"].items()):
            return _whole(
                _same(answer.value, list(rule["then"])),
                "La conclusión y los hallazgos se comparan entre sí.",
                "Conclusion and findings are held against each other.",
                _see(answer, *(t.answer(code) for code in rule["given"])),
            )
    return _nothing("La conclusión no se apoya en hallazgos completos.", "The conclusion rests on no complete findings.")  # fmt: skip


# --- hearings ------------------------------------------------------------------------------------------------------


@check("En la audiencia se dijo lo que correspondía.", "What was fitting was said in the hearing.")
def said(t: Traces, *, scenes: Mapping[str, list[str]]) -> Finding:
    """`scenes`: scene -> ways of answering it that are right. A scene never come to is not met."""
    good = [scene for scene, ways in scenes.items() if t.value(scene) in ways]
    reached = [scene for scene in scenes if t.answer(scene)]
    return _part(len(good), len(scenes), [Evidence("scene", scene) for scene in _short(reached, good)])


@check(
    "En la audiencia no se dijo lo que no debe decirse.", "What must not be said in the hearing was not said."
)
def never_said(t: Traces, *, scenes: Mapping[str, list[str]]) -> Finding:
    """`scenes`: scene -> ways that must not be chosen. A scene never come to is not met: who leaves has refused nothing."""
    bad = [scene for scene, ways in scenes.items() if t.value(scene) in ways]
    reached = [scene for scene in scenes if t.answer(scene)]
    if not reached:
        return _nothing("La audiencia no llegó a ese punto.", "The hearing did not come to that point.")
    return _part(len(reached) - len(bad), len(scenes), [Evidence("scene", s) for s in bad or reached])


# --- planted facts, answered by the engine of the law --------------------------------------------------------------


@check(
    "La calificación de cada hecho es la del motor de reglas a la fecha del hecho.",
    "The qualification of each fact is the engine's on the day of the fact.",
)
def facts_equal_engine(t: Traces, *, facts: Mapping[str, str]) -> Finding:
    """`facts`: fact -> the question that qualifies it. Where no offence holds, the answer is "none"."""
    good = [fact for fact, code in facts.items() if t.value(code) in _right(t.keys.get(fact))]
    return _part(len(good), len(facts), _asked(facts.values(), [facts[fact] for fact in good]))


def _right(key: Key | None) -> frozenset[str]:
    if key is None:
        return frozenset()
    listed = {o for o, (role, status) in key.offences.items() if role == "listed" and status == FIRM}
    return frozenset(listed or {NO_OFFENCE})


@check("La versión de la norma citada regía en la fecha del hecho.", "The version of the norm cited was in force on the day of the fact.")  # fmt: skip
def version_in_force(t: Traces, *, facts: Mapping[str, str]) -> Finding:
    """`facts`: fact -> the question that cites the version (such as CP-308-v2020). No offence: "none"."""
    good = []
    for fact, code in facts.items():
        key = t.keys.get(fact)
        if key and t.value(code) in (key.versions or (NO_OFFENCE,)):
            good.append(fact)
    return _part(len(good), len(facts), _asked(facts.values(), [facts[fact] for fact in good]))


@check(
    "Se propuso el delito conexo que los hechos muestran.",
    "The associated offence the facts show was proposed.",
)
def associated_proposed(t: Traces, *, facts: Mapping[str, str]) -> Finding:
    """`facts`: fact -> the question of associated offences (several). At least one of those the facts show, and none the
    engine does not point to. Where it only has signs to look into, "none" is right too."""
    good = [
        fact
        for fact, code in facts.items()
        if (key := t.keys.get(fact)) and _sees(key, set(_listed(t.value(code) or [])))
    ]
    return _part(len(good), len(facts), _asked(facts.values(), [facts[fact] for fact in good]))


def _sees(key: Key, chosen: set[str]) -> bool:
    if not key.shown and chosen == {NO_OFFENCE}:
        return True
    return bool(chosen & set(key.shown or key.associated)) and chosen <= set(key.associated)


@check("La pena pedida está dentro del marco legal.", "The penalty asked for is within the legal range.")
def penalty_within_engine(t: Traces, *, fact: str, question: str) -> Finding:
    """`fact` and the `question` in which years are asked for; the range is the engine's, not the pack's."""
    answer, key = t.answer(question), t.keys.get(fact)
    years = _number(answer.value) if answer else None
    low, high = key.years if key and key.years else (Decimal(0), Decimal(-1))
    return _whole(
        years is not None and low <= years <= high,
        f"Pedido: {_plain(years)} años; marco: de {_plain(low)} a {_plain(high)}.",
        f"Asked: {_plain(years)} years; range: {_plain(low)} to {_plain(high)}.",
        _see(answer),
    )


# --- small words ---------------------------------------------------------------------------------------------------


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _plain(value: Decimal | None) -> str:
    return "—" if value is None else format(value.normalize(), "f")


def _listed(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def _folded(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
