"""How a written Spanish word sounds: the same key for spellings that a Peruvian ear does not tell apart.

`huangana`, `guangana` and `wangana` have one key; so have `majaz` and `majás`, `tarikayas` and `taricaya`.
`roots` goes further and takes off a diminutive and the ending of gender (`motelito`, `motela`, `motelo`).
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_JOINED = str.maketrans({"'": None, "’": None, "‘": None, "`": None, "´": None, "ʼ": None, "*": None})
# Sellers write l0r0 or m@jaz so that a platform does not see the word.
_DISGUISE = str.maketrans("013457@$", "oieastas")
# uña, which without its tilde would be the article una
_CLAW = re.compile(r"\bu(?:ñ|n\u0303)a(s?)\b", re.IGNORECASE)
_BEYOND = re.compile(r"[^\x00-\x7f]")
_WORD = re.compile(r"[a-z0-9@$]+")
_VOWELS = "aeiou"
_THREE_VOWELS = str.maketrans("eo", "iu")

# (what is written, what is heard), in this order
_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"sch|sh|zh|ch", "X"),
        (r"sc(?=[ei])", "s"),
        (r"ck|qu(?=[ei])|q", "k"),
        (r"g(?=[ei])", "j"),
        (r"gu(?=[ei])", "g"),
        (r"(?:h|g)u(?=[aeio])|(?:h|g)o(?=a)|w", "W"),
        (r"^h?i(?=[aeou])|(?<=[aeiou])hi(?=[aeou])", "y"),
        (r"ni(?=[aou])", "n"),
        (r"h", ""),
        (r"cc", "ks"),
        (r"c(?=[ei])|z|x", "s"),
        (r"c", "k"),
        (r"v", "b"),
        (r"ll", "y"),
        (r"y(?![aeiou])", "i"),
        (r"(?<=[aeou])i(?=[aeou])", "y"),
        (r"m(?=[bp])", "n"),
    )
)
_TWICE = re.compile(r"(.)\1+")
# diminutives, the shortest first: garc-ita, leon-cito, pec-ecito, leonc-illo
_SURE = tuple(re.compile(f"(?<=..){ending}[oa]$") for ending in ("it", "sit", "esit"))
_SMALL = (*_SURE, re.compile("(?<=..)iy[oa]$"))


def plain(text: str) -> str:
    """Lower case, without accents, typographic letters made plain."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", _CLAW.sub(r"unia\1", text))
        text = _BEYOND.sub(lambda found: "" if unicodedata.combining(found[0]) else found[0], text)
    return text.casefold().translate(_JOINED)


def tokens(text: str) -> list[str]:
    """The words of a text, plain; letters set apart by points or blanks (l.o.r.o) are one word again."""
    words: list[str] = []
    apart: list[str] = []
    for word in [*_WORD.findall(plain(text)), ""]:
        if len(word) == 1 and word.isalpha():
            apart.append(word)
            continue
        words += ["".join(apart)] if len(apart) > 3 else apart
        apart = []
        if word:
            words.append(_open(word))
    return words


@lru_cache(maxsize=16384)
def spelt(text: str) -> str:
    """A name as it is spelt, plainly and without the s of plurals: what tells names apart that sound alike."""
    return " ".join(word.removesuffix("s") for word in tokens(text))


def _open(word: str) -> str:
    """A disguised word made readable; numbers with a unit (2kg, 10) stay as they are."""
    if word.isalpha() or not word[0].isalpha() or sum(c.isalpha() for c in word) < 2:
        return word
    return word.translate(_DISGUISE)


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """The sound of a plain word in the singular."""
    for pattern, sound in _RULES:
        word = pattern.sub(sound, word)
    return _singular(_TWICE.sub(r"\1", word))


def _singular(sound: str) -> str:
    if (
        len(sound) > 5
        and sound.endswith(("ies", "ues"))
        or len(sound) > 4
        and sound.endswith("es")
        and sound[-3] not in _VOWELS
    ):
        sound = sound[:-2]
    elif len(sound) > 3 and sound.endswith("s"):
        sound = sound[:-1]
    if len(sound) > 4 and sound.endswith("s"):
        sound = sound[:-1]
    if len(sound) > 3 and sound.endswith("e") and sound[-2] not in _VOWELS:
        sound = sound[:-1]
    return sound


@lru_cache(maxsize=65536)
def roots(sound: str) -> tuple[str, ...]:
    """A key without the ending of gender and, if it has one, also without its diminutive."""
    return tuple(dict.fromkeys((bare(sound), *stems(sound, _SMALL))))


def stems(sound: str, endings: Iterable[re.Pattern[str]] = _SURE) -> list[str]:
    """A key without its diminutive; by default without -illo, which in a recorded name mostly is none: vainilla."""
    cut = [sound[: small.start()] for ending in endings if (small := ending.search(sound))]
    return [way for stem in cut for way in (_singular(stem), bare(stem))]


@lru_cache(maxsize=65536)
def murmur(sound: str) -> str:
    """A key with e and i, o and u as one: Quechua and Aymara speakers hear three vowels."""
    heard = _TWICE.sub(r"\1", sound.translate(_THREE_VOWELS))
    return heard[:-1] if len(heard) > 4 and heard[-1] == "i" else heard


def bare(sound: str) -> str:
    """A key without the ending of gender."""
    return sound[:-1] if len(sound) > 2 and sound[-1] in "aoe" else sound
