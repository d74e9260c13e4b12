"""How numbers, amounts, days and hours are written for people and read from them: pages, papers, exports.

As Peruvian papers write them, in both languages: 0.5; 26,100; S/ 4,000.00; 16/03/2026; 14:35 horas.
`lang` is "es" or "en"; without it the language of the page being written.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

from arariwa.core.domain.months import MONTHS, day_words, month_words, span_words
from arariwa.core.domain.refused import Refused
from arariwa.core.domain.spans import Span

LIMA = ZoneInfo("America/Lima")
LARGEST = Decimal("9999999999.999")
PLACES = 3
# Keeps a number and its unit on one line.
NBSP = "\u00a0"

SHORT_MONTHS = {
    "es": ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "set", "oct", "nov", "dic"],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
WEEKDAYS = {
    "es": ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}

# code: ((Spanish one, many), (English one, many), whole numbers only)
UNITS: dict[str, tuple[tuple[str, str], tuple[str, str], bool]] = {
    "kg": (("kg", "kg"), ("kg", "kg"), False),
    "g": (("g", "g"), ("g", "g"), False),
    "t": (("t", "t"), ("t", "t"), False),
    "l": (("l", "l"), ("l", "l"), False),
    "ml": (("ml", "ml"), ("ml", "ml"), False),
    "m": (("m", "m"), ("m", "m"), False),
    "cm": (("cm", "cm"), ("cm", "cm"), False),
    "m2": (("m²", "m²"), ("m²", "m²"), False),
    "m3": (("m³", "m³"), ("m³", "m³"), False),
    "live_animal": (("animal vivo", "animales vivos"), ("live animal", "live animals"), True),
    "dead_animal": (("animal muerto", "animales muertos"), ("dead animal", "dead animals"), True),
    "specimen": (("espécimen", "especímenes"), ("specimen", "specimens"), True),
    "piece": (("pieza", "piezas"), ("piece", "pieces"), True),
    "part": (("parte", "partes"), ("part", "parts"), True),
    "skin": (("piel", "pieles"), ("skin", "skins"), True),
    "egg": (("huevo", "huevos"), ("egg", "eggs"), True),
    "plant": (("planta", "plantas"), ("plant", "plants"), True),
    "package": (("paquete", "paquetes"), ("package", "packages"), True),
    "bag": (("saco", "sacos"), ("sack", "sacks"), True),
    "box": (("caja", "cajas"), ("box", "boxes"), True),
    "unit": (("unidad", "unidades"), ("unit", "units"), True),
}
CURRENCIES = {"PEN": "S/", "USD": "US$", "EUR": "€", "BRL": "R$", "COP": "COL$", "BOB": "Bs"}


def language(lang: str | None = None) -> str:
    """The language to write in: the one given, else the page's; Spanish where there is none."""
    return "en" if (lang or get_language() or "es").startswith("en") else "es"


# Numbers


def number(value: Decimal | float) -> str:
    """26100 → "26,100"; Decimal("0.500") → "0.5". Never an exponent, never a superfluous zero.

    A measure counted in binary stands as it is written: 6.6, not the thirty digits nearest to it.
    """
    text = f"{Decimal(str(value) if isinstance(value, float) else value):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def quantity(value: Decimal | int | None, unit: str, lang: str | None = None) -> str:
    """Number and unit, in singular or plural: "45 kg", "3 animales vivos". None is "no informado"."""
    if value is None:
        return unreported(lang)
    return f"{number(value)}{NBSP}{unit_name(unit, lang, one=Decimal(value) == 1)}"


def unit_name(unit: str, lang: str | None = None, *, one: bool = False) -> str:
    """The word of a unit; a code that is not in UNITS is shown as it stands."""
    if unit not in UNITS:
        return unit
    spanish, english, _whole = UNITS[unit]
    single, many = english if language(lang) == "en" else spanish
    return single if one else many


def money(amount: Decimal | int | None, currency: str = "PEN", lang: str | None = None) -> str:
    """ "S/ 4,000.00"; a currency that is not in CURRENCIES keeps its code. None is "no informado"."""
    if amount is None:
        return unreported(lang)
    sign = "-" if amount < 0 else ""
    return f"{sign}{CURRENCIES.get(currency, currency)}{NBSP}{abs(Decimal(amount)):,.2f}"


def percent(part: Decimal | int, whole: Decimal | int) -> str:
    """The share of `part` in `whole` with one decimal: "12.5 %"; a dash where there is no whole."""
    return f"{number(round(Decimal(part) * 100 / Decimal(whole), 1))}{NBSP}%" if whole else "–"


def size(count: int) -> str:
    """A file's size in units of 1,000: "212 kB", "3.4 MB"."""
    value, units = Decimal(count), ["B", "kB", "MB", "GB", "TB"]
    while value >= 1000 and len(units) > 1:
        value, units = value / 1000, units[1:]
    return f"{number(round(value, 1) if value < 10 and units[0] not in 'B kB' else round(value))}{NBSP}{units[0]}"


def unreported(lang: str | None = None) -> str:
    """What stands where a source says nothing."""
    return "not reported" if language(lang) == "en" else "no informado"


def unknown(lang: str | None = None) -> str:
    """What stands where someone answered that it is not known."""
    return "not known" if language(lang) == "en" else "no se sabe"


# Days and hours


def day(on: date, lang: str | None = None) -> str:
    """ "16 de marzo de 2026", "16 March 2026". A moment is read as its day in Peru."""
    return day_words(_day_of(on), language(lang))


def day_short(on: date) -> str:
    """ "16/03/2026" in both languages."""
    on = _day_of(on)
    return f"{on.day:02}/{on.month:02}/{on.year:04}"


def day_brief(on: date, lang: str | None = None) -> str:
    """ "16 mar 2026", for tables and axes."""
    on = _day_of(on)
    return f"{on.day} {SHORT_MONTHS[language(lang)][on.month - 1]} {on.year}"


def weekday(on: date, lang: str | None = None) -> str:
    """ "lunes 16 de marzo de 2026", "Monday 16 March 2026"."""
    return f"{WEEKDAYS[language(lang)][_day_of(on).weekday()]} {day(on, lang)}"


def near_day(on: date, today: date, lang: str | None = None) -> str:
    """How people say a day that is close: "hoy", "ayer", "mañana", "viernes 20 de marzo de 2026"."""
    words = {
        "es": {0: "hoy", -1: "ayer", 1: "mañana"},
        "en": {0: "today", -1: "yesterday", 1: "tomorrow"},
    }[language(lang)]
    distance = (_day_of(on) - _day_of(today)).days
    return words.get(distance) or (weekday(on, lang) if abs(distance) < 7 else day(on, lang))


def month(on: date, lang: str | None = None) -> str:
    """ "marzo de 2026", "March 2026"."""
    return month_words(_day_of(on), language(lang))


def span(value: Span | None, lang: str | None = None) -> str:
    """A day, month or year known only so far: "16 de marzo de 2026", "marzo de 2026", "2026", "del … al …"."""
    if value is None:
        return unreported(lang)
    return span_words(value, language(lang))


def span_phrase(value: Span, lang: str | None = None) -> str:
    """When, as a sentence says it: "el 16 de marzo de 2026", "en febrero de 2026", "del … al …"; "on 16 March 2026"."""
    said, english = span(value, lang), language(lang) == "en"
    if value.precision == "day":
        return f"on {said}" if english else f"el {said}"
    if value.precision in ("month", "year"):
        return f"in {said}" if english else f"en {said}"
    return f"from {said}" if english else said


def hour(at: time | datetime, lang: str | None = None) -> str:
    """ "14:35 horas", "14:35 hours". A moment is read as Peru's clock; a bare time as it stands."""
    if isinstance(at, datetime):
        at = _local(at).time()
    return f"{at.hour:02}:{at.minute:02}{NBSP}{'hours' if language(lang) == 'en' else 'horas'}"


def moment(at: datetime, lang: str | None = None) -> str:
    """ "16 de marzo de 2026, 14:35 horas", on Peru's clock."""
    local = _local(at)
    return f"{day(local, lang)}, {hour(local, lang)}"


def moment_brief(at: datetime, lang: str | None = None) -> str:
    """ "16 mar 2026, 14:35", for logs and tables, on Peru's clock."""
    local = _local(at)
    return f"{day_brief(local, lang)}, {local.hour:02}:{local.minute:02}"


def lapse(length: timedelta, lang: str | None = None) -> str:
    """How long, in the two largest units that say something: "1 h 50 min", "3 días 4 h", "25 min"."""
    minutes = int(length.total_seconds()) // 60
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    word = {"es": ("día", "días"), "en": ("day", "days")}[language(lang)][days != 1]
    parts = [(days, word), (hours, "h"), (minutes, "min")]
    first = next((i for i, (n, _) in enumerate(parts) if n), 2)
    said = [f"{n}{NBSP}{w}" for n, w in parts[first : first + 2] if n]
    return " ".join(said) or f"0{NBSP}min"


def _local(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a moment without its time zone")
    return at.astimezone(LIMA)


def _day_of(on: date) -> date:
    return _local(on).date() if isinstance(on, datetime) else on


# Words


def listing(words: Iterable[object], lang: str | None = None, *, either: bool = False) -> str:
    """ "a, b y c"; with `either` "a, b o c". Spanish y becomes e before the sound i, o becomes u before o."""
    said = [str(word) for word in words]
    if len(said) < 2:
        return "".join(said)
    return f"{', '.join(said[:-1])} {_joint(said[-1], language(lang), either)} {said[-1]}"


def _joint(following: str, lang: str, either: bool) -> str:
    if lang == "en":
        return "or" if either else "and"
    start = following.lower().lstrip("«“\"'¿¡(")
    if either:
        return "u" if re.match(r"(h?[oó]|8|11(?!\d))", start) else "o"
    # "y hielo", "y hiato", "y ion": the i before another vowel is no vowel
    return "e" if re.match(r"(hi|i|í|hí)(?![aeoáéó])", start) else "y"


def folios(first: int, last: int | None = None, lang: str | None = None) -> str:
    """ "folio 3", "folios 3 a 7"; sheets of a file are counted from 1."""
    if last is None or last == first:
        return f"folio {first}"
    return f"folios {first} to {last}" if language(lang) == "en" else f"folios {first} a {last}"


def ordinal(n: int, lang: str | None = None, *, feminine: bool = False) -> str:
    """ "1.º", "1.ª"; English "1st", "12th"."""
    if language(lang) == "es":
        return f"{n}.{'ª' if feminine else 'º'}"
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


# Reading numbers


def parse_quantity(
    text: str, field: str = "", *, whole: bool = False, places: int = PLACES, largest: Decimal | int = LARGEST
) -> Decimal:
    """The number a person typed as Peru writes numbers: 26100; 26,100; 0.5; 26,100.5; 26 100.

    Nothing is guessed: where a sign has two readings, as in 26.100, Refused("number.ambiguous") names both.
    Also refuses what is negative, above `largest`, finer than `places` decimals, has a fraction
    though `whole`, or is no number.
    """
    typed = re.sub(r"[\u00a0\u2009\u202f]", " ", text).strip()
    # Millions written by hand: 1'500,000
    typed = re.sub(r"^([0-9]{1,3})['’]([0-9]{3},)", r"\1,\2", typed)

    def refuse(code: str, **values: object) -> Refused:
        return Refused(f"number.{code}", field, typed=typed[:40], **values)

    if len(typed) > 60 or not re.fullmatch(r"[-−]?[0-9., ]*[0-9][0-9., ]*", typed):
        raise refuse("malformed")
    if typed[0] in "-−":
        raise refuse("negative")
    if re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", typed):
        raise refuse("ambiguous", small=number(Decimal(typed)), large=number(Decimal(typed.replace(".", ""))))
    if meant := _european(typed):
        raise refuse("comma", meant=number(meant))
    if not re.fullmatch(
        r"([0-9]+|[1-9][0-9]{0,2}(,[0-9]{3})+|[1-9][0-9]{0,2}( [0-9]{3})+)?(\.[0-9]+)?", typed
    ):
        raise refuse("malformed")
    value = Decimal(typed.replace(",", "").replace(" ", ""))
    if value > largest:
        raise refuse("too_large", largest=number(largest))
    if value != value.to_integral_value() and whole:
        raise refuse("whole")
    if -int(value.as_tuple().exponent) > places:
        raise refuse("too_fine", places=places)
    return value


def _european(typed: str) -> Decimal | None:
    """What a number written with a decimal comma or points for thousands would mean; None where it is not."""
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(\.[0-9]{3}){2,}|0,[0-9]+", typed) or (
        re.fullmatch(r"[0-9]+,[0-9]+", typed) and not re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", typed)
    ):
        return Decimal(typed.replace(".", "").replace(",", "."))
    return None


def parse_hour(text: str, field: str = "") -> time:
    """An hour of the 24-hour clock: 14:35, 14.35, 14h35, 1435, 9:05; Refused("hour.malformed") for the rest."""
    found = re.fullmatch(
        r"([0-9]{1,2})\s*[:.hH]\s*([0-9]{2})|([0-9]{2})([0-9]{2})",
        re.sub(r"\s*(horas|hours|hrs?\.?)$", "", text.strip().lower()),
    )
    if found:
        hours, minutes = (int(part) for part in found.groups() if part is not None)
        if hours < 24 and minutes < 60:
            return time(hours, minutes)
    raise Refused("hour.malformed", field, typed=text[:20])


def parse_span(parts: Sequence[str], field: str = "") -> Span | None:
    """Day, month and year as typed, where day, or day and month, may be empty; None when all are.

    Refused("day.malformed") for what is no day, "day.no_month" for a day without month, "day.no_year".
    """
    on, in_month, in_year = (part.strip() for part in parts)
    if not (on or in_month or in_year):
        return None
    if not in_year:
        raise Refused("day.no_year", field)
    if on and not in_month:
        raise Refused("day.no_month", field)
    number_of_month = _month_number(in_month) if in_month else None
    if (in_month and not number_of_month) or not re.fullmatch(r"[0-9]{4}", in_year) or int(in_year) < 1800:
        raise Refused("day.malformed", field)
    if on and not re.fullmatch(r"[0-9]{1,2}", on):
        raise Refused("day.malformed", field)
    try:
        return Span.parse(
            "-".join(
                [
                    in_year,
                    *([f"{number_of_month:02}"] if number_of_month else []),
                    *([on.zfill(2)] if on else []),
                ]
            )
        )
    except (ValueError, OverflowError):
        raise Refused("day.malformed", field) from None


def _month_number(text: str) -> int | None:
    """1 to 12 for "3", "03", "marzo", "mar", "March", "septiembre"; None for anything else."""
    if re.fullmatch(r"[0-9]{1,2}", text):
        return int(text) if 1 <= int(text) <= 12 else None
    word = text.lower().rstrip(".")
    word = {"septiembre": "setiembre", "sep": "set", "sept": "set"}.get(word, word)
    for names in (MONTHS["es"], SHORT_MONTHS["es"], MONTHS["en"], SHORT_MONTHS["en"]):
        for n, name in enumerate(names, 1):
            if word == name.lower():
                return n
    return None
