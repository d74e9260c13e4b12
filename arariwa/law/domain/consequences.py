"""What follows from the penalty: the thirds in which a judge sets it, and when the action prescribes."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from arariwa.core.domain.months import day_words
from arariwa.core.domain.spans import Span
from arariwa.law.domain.asking import Test
from arariwa.law.domain.conditions import NOT_KNOWN, SATISFIED
from arariwa.law.domain.holding import Considered
from arariwa.law.domain.lawbook import ReadyPrescription
from arariwa.law.domain.offences import Range
from arariwa.law.domain.penalties import Reached
from arariwa.law.domain.text import text
from arariwa.law.domain.verdict import PrescriptionResult, Third

HALF = Decimal("0.5")
MONTHS = 12
THIRDS = (("lower", "inferior", "lower"), ("middle", "intermedio", "middle"), ("upper", "superior", "upper"))


def thirds(prison: Range | None) -> list[Third]:
    """The three equal parts of a range of prison, in months (Criminal Code art. 45-A)."""
    if prison is None or prison.min == prison.max:
        return []
    low, step = prison.min * MONTHS, Decimal((prison.max - prison.min) * MONTHS) / 3
    ends = [low + step * n for n in range(4)]
    return [
        Third(
            code,
            text(f"tercio {es}", f"{en} third"),
            a,
            b,
            text(f"{_term(a, 'es')} a {_term(b, 'es')}", f"{_term(a, 'en')} to {_term(b, 'en')}"),
        )
        for (code, es, en), a, b in zip(THIRDS, ends, ends[1:], strict=False)
    ]


def _term(months: Decimal, lang: str) -> str:
    """ "3 años y 8 meses"; a part of a month is said in days of a month of 30."""
    whole, days = int(months), int((months - int(months)) * 30)
    years, rest = divmod(whole, MONTHS)
    units = {
        "es": (("año", "años"), ("mes", "meses"), ("día", "días")),
        "en": (("year", "years"), ("month", "months"), ("day", "days")),
    }[lang]
    parts = [
        f"{n} {one if n == 1 else many}"
        for n, (one, many) in zip((years, rest, days), units, strict=True)
        if n
    ]
    return (" y " if lang == "es" else " and ").join(parts) or f"0 {units[0][1]}"


def prescriptions(
    rule: ReadyPrescription | None,
    shown: Sequence[tuple[Considered, Reached]],
    segment: Span,
) -> list[PrescriptionResult]:
    """When the action on each offence that applies or may apply prescribes, ordinarily and at the latest.

    The ordinary time is the greatest penalty of prison; the longest adds the half when it was interrupted
    (Criminal Code arts. 80 to 84). Counted from the last day on which the facts may have happened.
    """
    if rule is None:
        return []
    return [_prescription(rule, f, reached, segment) for f, reached in shown if reached.prison]


def _prescription(
    ready: ReadyPrescription, f: Considered, reached: Reached, segment: Span
) -> PrescriptionResult:
    assert reached.prison is not None  # noqa: S101 - the caller leaves those without prison out
    rule, notes = ready.rule, []
    years = Decimal(reached.prison.max)
    facts = f.best.binding.facts

    def state(test: Test | None) -> str:
        return test.state(facts) if test else "contradicted"

    if state(ready.doubles) == SATISFIED:
        years *= 2
        notes.append(rule.doubles_note)
    if state(ready.halves) == SATISFIED:
        years *= HALF
        notes.append(rule.halves_note)
    elif state(ready.halves) == NOT_KNOWN:
        notes.append(rule.halves_open)
    ordinary = min(years, Decimal(rule.cap_years))
    longest = min(ordinary * (1 + rule.interrupted_adds), Decimal(rule.cap_years_interrupted or ordinary * 2))
    continuing = state(ready.continuing) == SATISFIED
    last = date.fromordinal(segment.until.toordinal() - 1)
    if continuing:
        notes.append(rule.continuing_note)
    begins = text(
        "desde que cesó la posesión" if continuing else f"desde el {day_words(last, 'es')}",
        "from when possession ended" if continuing else f"from {day_words(last, 'en')}",
    )
    return PrescriptionResult(
        id=f.id,
        ordinary_years=ordinary,
        longest_years=longest,
        begins=begins,
        ordinary_on=None if continuing else _after(last, ordinary),
        longest_on=None if continuing else _after(last, longest),
        notes=[n for n in (*notes, rule.note) if n],
        source=rule.source,
        confidence=rule.confidence,
        review=rule.review,
    )


def _after(day: date, years: Decimal) -> str:
    """The day so many years later; 29 February ends on the 28th in a common year."""
    months = day.month - 1 + int(years * MONTHS)
    year, month = day.year + months // MONTHS, months % MONTHS + 1
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month, number).isoformat()
        except ValueError:
            continue
    raise ValueError(day)
