"""The sentences of a time limit: how it was counted, and what the reader must check."""

from collections.abc import Sequence
from datetime import date, datetime

from arariwa.core.domain.months import day_words
from arariwa.core.domain.spans import Span
from arariwa.law.domain.calendars import Distance
from arariwa.law.domain.offences import Source
from arariwa.law.domain.rules import Limit
from arariwa.law.domain.text import Text, joined, text
from arariwa.law.domain.verdict import Caution

WEEKDAYS = {
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def day(on: date) -> Text:
    """“lunes 16 de marzo de 2026”."""
    return text(*(f"{WEEKDAYS[lang][on.weekday()]} {day_words(on, lang)}" for lang in ("es", "en")))


def moment(at: datetime) -> Text:
    """“lunes 16 de marzo de 2026, 14:35 horas”."""
    on = day(at.date())
    return text(f"{on.es}, {at:%H:%M} horas", f"{on.en}, {at:%H:%M}")


def _cited(source: Source) -> str:
    return f"{source.norm} art. {source.article}"


def hours(amount: int, begins: datetime) -> Text:
    """How hours are counted."""
    at = moment(begins)
    return text(
        f"{amount} horas desde el {at.es}; corren de noche y en feriados, y terminan al minuto.",
        f"{amount} hours from {at.en}; they run at night and on holidays, and end on the minute.",
    )


def days(limit: Limit, begins: date, holidays: Sequence[tuple[date, Text]], stopped: int) -> Text:
    """How days are counted, and which were left out."""
    on = day(begins)
    if limit.unit == "working_days":
        said = text(
            f"{limit.amount} días hábiles desde el día siguiente al {on.es}, sin sábados, domingos ni feriados.",
            f"{limit.amount} working days from the day after {on.en}, without Saturdays, Sundays and holidays.",
        )
    else:
        said = text(
            f"{limit.amount} días naturales desde el día siguiente al {on.es}.",
            f"{limit.amount} calendar days from the day after {on.en}.",
        )
    parts = [said]
    if holidays:
        listed = [
            text(f"{day_words(d, 'es')} ({n.es})", f"{day_words(d, 'en')} ({n.en})") for d, n in holidays
        ]
        names = joined(listed, ", ")
        parts.append(text(f"Feriados que no se cuentan: {names.es}.", f"Holidays left out: {names.en}."))
    if stopped:
        parts.append(_stopped(stopped))
    return joined(parts, " ")


def months(limit: Limit, begins: date, same: date, stopped: int) -> Text:
    """How months and years are counted."""
    unit = {
        "months": (("mes", "meses"), ("month", "months")),
        "years": (("año", "años"), ("year", "years")),
    }[limit.unit]
    es, en = (one if limit.amount == 1 else many for one, many in unit)
    on, ends = day(begins), day(same)
    said = text(
        f"{limit.amount} {es} desde el {on.es}: terminan el día del mismo número, {ends.es}.",
        f"{limit.amount} {en} from {on.en}: they end on the day of the same number, {ends.en}.",
    )
    if same.day != begins.day:
        said = text(
            f"{limit.amount} {es} desde el {on.es}: ese mes no tiene día {begins.day} y terminan el último, {ends.es}.",
            f"{limit.amount} {en} from {on.en}: that month has no day {begins.day} and they end on its last, {ends.en}.",
        )
    return joined([said, _stopped(stopped)], " ") if stopped else said


def _stopped(days: int) -> Text:
    return text(f"Días suspendidos que no corren: {days}.", f"Suspended days that do not run: {days}.")


def stopped_hours(span: Span) -> Text:
    """Hours do not run while the limit is suspended."""
    return text(
        f"No corre del {day_words(span.start, 'es')} al {day_words(span.until, 'es')}, sin contar este último día.",
        f"It does not run from {day_words(span.start, 'en')} until {day_words(span.until, 'en')}, which counts again.",
    )


def held(begins: datetime) -> Text:
    """A person is held: the last day ends at the hour it began."""
    return text(
        f"Hay una persona privada de libertad: se cuenta hasta las {begins:%H:%M} horas del último día, no hasta su final.",
        f"A person is held: it is counted to {begins:%H:%M} of the last day, not to its end.",
    )


def travel(row: Distance) -> Text:
    """The time of travel that was added."""
    es, en = ("día", "day") if row.days == 1 else ("días", "days")
    doubt = text(
        " Confianza baja: confírmelo en el cuadro oficial.",
        " Low confidence: confirm it in the official table.",
    )
    low = doubt if row.confidence == "low" else text("", "")
    return text(
        f"Término de la distancia de {row.from_} a {row.to}: {row.days} {es} más ({row.norm}).{low.es}",
        f"Time of travel from {row.from_} to {row.to}: {row.days} more {en} ({row.norm}).{low.en}",
    )


def _not_working(on: date, holiday: Text | None) -> Text:
    said = day(on)
    if holiday:
        return text(f"{said.es} ({holiday.es})", f"{said.en} ({holiday.en})")
    return said


def moves(on: date, holiday: Text | None, to: date, source: Source) -> Text:
    """The last day moves to the next working day, by a rule that was read."""
    last, then = _not_working(on, holiday), day(to)
    return text(
        f"El último día, {last.es}, no es hábil: pasa al siguiente hábil, {then.es} ({_cited(source)}).",
        f"The last day, {last.en}, is no working day: it moves to the next, {then.en} ({_cited(source)}).",
    )


def stays(on: date, holiday: Text | None, source: Source) -> Text:
    """The last day stays although it is no working day."""
    last = _not_working(on, holiday)
    return text(
        f"El último día, {last.es}, no es hábil y no se corre: se trata de la libertad de una persona ({_cited(source)}).",
        f"The last day, {last.en}, is no working day and does not move: a person's liberty is at stake ({_cited(source)}).",
    )


def last_day_not_known(on: date, holiday: Text | None) -> Caution:
    """No rule was read on a last day that is no working day."""
    last = _not_working(on, holiday)
    return Caution(
        "last_day",
        text(
            f"El último día, {last.es}, no es hábil. No se sabe si pasa al siguiente: actúe antes y verifique la norma.",
            f"The last day, {last.en}, is no working day. Whether it moves on is not known: act before it and check the norm.",
        ),
    )


def day_of_detention(before: date) -> Caution:
    """Courts may count the first day of detention itself."""
    on = day(before)
    return Caution(
        "detention_day",
        text(
            f"Rige lo que dice la resolución. Si cuenta el mismo día de la detención, vence el {on.es}.",
            f"What the judge's order says governs. If it counts the day of detention itself, it ends on {on.en}.",
        ),
    )


def earlier_text(since: date) -> Caution:
    """The text of the day of the act was not read."""
    return Caution(
        "earlier_text",
        text(
            f"El texto leído rige desde el {day_words(since, 'es')}; para un acto anterior verifique el de su día.",
            f"The text that was read holds since {day_words(since, 'en')}; for an earlier act check the one of its day.",
        ),
    )


def no_route() -> Caution:
    """The time of travel is added, but the way was not told."""
    return Caution(
        "distance",
        text(
            "Se añade el término de la distancia. No se informó desde qué distrito hasta qué sede: súmelo según el cuadro oficial del Poder Judicial.",
            "The time of travel is added. From which district to which seat was not told: add it by the official table of the judiciary.",
        ),
    )


def route_not_held(start: str, seat: str) -> Caution:
    """The table does not hold this route."""
    return Caution(
        "distance",
        text(
            f"Se añade el término de la distancia. La tabla de este paquete no contiene la ruta de {start} a {seat}: súmelo según el cuadro oficial (resolución administrativa del Poder Judicial).",
            f"The time of travel is added. The table of this pack does not hold the route from {start} to {seat}: add it by the official table (administrative resolution of the judiciary).",
        ),
    )


def national_only() -> Caution:
    """Only national holidays are known here."""
    return Caution(
        "national_holidays",
        text(
            "Solo se conocen los feriados nacionales: verifique los regionales o locales, los días declarados no laborables y la suspensión de plazos en el distrito judicial.",
            "Only national holidays are known: check regional or local ones, days declared non-working, and the suspension of time limits in the judicial district.",
        ),
    )


def read_until(on: date) -> Caution:
    """The calendar was read up to a day before the end."""
    return Caution(
        "calendar_read_until",
        text(
            f"El calendario se leyó hasta el {day_words(on, 'es')}; un feriado creado después no figura.",
            f"The calendar was read up to {day_words(on, 'en')}; a holiday created later is not in it.",
        ),
    )


def before_calendar(begins: date) -> Caution:
    """The calendar begins after the end."""
    return Caution(
        "calendar_begins",
        text(
            f"El calendario empieza el {day_words(begins, 'es')}; de feriados anteriores no se sabe.",
            f"The calendar begins on {day_words(begins, 'en')}; earlier holidays are not known.",
        ),
    )
