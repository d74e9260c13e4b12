"""Numbers in Spanish words, as papers carry them beside the figure."""

UNITS = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
]
TENS = ["", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
HUNDREDS = [
    "",
    "ciento",
    "doscientos",
    "trescientos",
    "cuatrocientos",
    "quinientos",
    "seiscientos",
    "setecientos",
    "ochocientos",
    "novecientos",
]


def in_words(n: int, *, feminine: bool = False) -> str:
    """0 to 999,999 in words: 21 "veintiuno", 101 "ciento uno", 1000 "mil"; feminine "veintiuna". ValueError beyond."""
    words = _in_words(n)
    if not feminine:
        return words
    words = words.replace("cientos", "cientas").replace("quinientos", "quinientas")
    return words.removesuffix("uno") + "una" if words.endswith("uno") else words


def _in_words(n: int) -> str:
    if not 0 <= n < 1_000_000:
        raise ValueError(n)
    if n < 30:
        return UNITS[n]
    if n < 100:
        return TENS[n // 10] + (f" y {UNITS[n % 10]}" if n % 10 else "")
    if n == 100:
        return "cien"
    if n < 1000:
        return HUNDREDS[n // 100] + (f" {_in_words(n % 100)}" if n % 100 else "")
    thousands = "mil" if n < 2000 else f"{_short(_in_words(n // 1000))} mil"
    return thousands + (f" {_in_words(n % 1000)}" if n % 1000 else "")


def _short(words: str) -> str:
    """Before "mil" a closing "uno" is said "un"."""
    if words.endswith("veintiuno"):
        return words.removesuffix("veintiuno") + "veintiún"
    return words.removesuffix("o") if words.endswith("uno") else words
