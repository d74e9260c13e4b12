"""Names of months and days in words, pure; `core/formatting.py` writes everything else with them."""

from datetime import date, timedelta

from arariwa.core.domain.spans import Span

MONTHS = {
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "setiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


def day_words(on: date, lang: str) -> str:
    """16 March 2026 in English, "16 de marzo de 2026" in Spanish."""
    month = MONTHS[lang][on.month - 1]
    return f"{on.day} {month} {on.year}" if lang == "en" else f"{on.day} de {month} de {on.year}"


def month_words(on: date, lang: str) -> str:
    """March 2026 in English, "marzo de 2026" in Spanish."""
    month = MONTHS[lang][on.month - 1]
    return f"{month} {on.year}" if lang == "en" else f"{month} de {on.year}"


def span_words(span: Span, lang: str) -> str:
    """A day, month or year known only so far: "16 de marzo de 2026", "marzo de 2026", "2026", "del … al …"."""
    match span.precision:
        case "day":
            return day_words(span.start, lang)
        case "month":
            return month_words(span.start, lang)
        case "year":
            return str(span.start.year)
    first, last = day_words(span.start, lang), day_words(span.until - timedelta(days=1), lang)
    return f"{first} to {last}" if lang == "en" else f"del {first} al {last}"
