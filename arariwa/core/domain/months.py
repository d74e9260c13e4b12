"""Names of months and days in words, pure; `core/formatting.py` writes everything else with them."""

from datetime import date

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
