"""How easy a text reads: syllables as they are counted by hand, the two formulas, the scale."""

import pytest

from arariwa.rights.domain.readability import LEVELS, english, measured, spanish

BY_HAND_ES = {
    # one syllable
    "y": 1, "ley": 1, "hay": 1, "muy": 1, "que": 1, "guía": 2, "juez": 1, "seis": 1, "buey": 1, "Dios": 1,
    # diphthongs and hiatus; the Academy divides prohi-bi-do
    "animal": 3, "fauna": 2, "día": 2, "río": 2, "bosque": 2, "guitarra": 3, "pingüino": 3, "cigüeña": 3,
    "ahora": 3, "ahumar": 2, "búho": 2, "cohete": 3, "prohibido": 3, "prohíbe": 3, "leer": 2, "caer": 2, "poeta": 3,
    "país": 2, "baúl": 2, "ciudad": 2, "cuidar": 2, "viuda": 2, "aéreo": 4, "oeste": 3, "peruano": 3, "Paraguay": 3,
    "yuca": 2, "mayo": 2, "vaya": 2, "huevo": 2, "chacra": 2, "perezoso": 4, "comunidad": 4, "autoridad": 4,
    "guacamayo": 4, "taricaya": 4, "tráfico": 3, "policía": 4, "fiscalía": 4, "denuncia": 3, "autorización": 5,
    "extinción": 3, "vicuña": 3, "otorongo": 4, "aprovechamiento": 6, "averigüéis": 4, "105": 3,
}  # fmt: skip
BY_HAND_EN = {
    "law": 1, "animal": 3, "people": 2, "wildlife": 2, "community": 4, "police": 2, "take": 1, "makes": 1, "cages": 2,
    "asked": 1, "wanted": 2, "area": 3, "science": 2, "radio": 3, "tree": 1, "river": 2, "little": 2, "hunted": 2,
    "fishes": 2, "phone": 1, "photo": 2, "permit": 2, "turtle": 2, "sells": 1, "written": 2, "being": 2, "eye": 1, "there": 1,
    "sure": 1, "called": 1, "carried": 2,
}  # fmt: skip


@pytest.mark.parametrize(("word", "syllables"), BY_HAND_ES.items())
def test_spanish_syllables_as_counted_by_hand(word: str, syllables: int) -> None:
    assert spanish(word) == syllables


def test_english_syllables_nearly_as_counted_by_hand() -> None:
    wrong = {word: english(word) for word, syllables in BY_HAND_EN.items() if english(word) != syllables}
    assert not wrong


def test_the_spanish_formula() -> None:
    # 8 words, 2 sentences, 15 syllables: e-l lo-ro vi-ve en el bos-que / us-ted pue-de a-vi-sar
    reading = measured(["El loro vive en el bosque. Usted puede", "avisar"], "es")
    assert (reading.words, reading.sentences, reading.syllables) == (9, 3, 16)
    assert reading.score == round(206.835 - 62.3 * 16 / 9 - 9 / 3, 1)


def test_an_abbreviation_within_a_sentence_and_a_decimal_end_none() -> None:
    assert measured(["Mide 1.5 metros y pesa 4.65 kilos."], "es").sentences == 1


def test_levels_by_score() -> None:
    easy = measured(["El loro vive en el bosque.", "No lo compre."], "es")
    hard = measured(
        [
            "La competencia administrativa sancionadora correspondiente a las autoridades regionales forestales "
            "comprende la determinación de responsabilidades derivadas del incumplimiento de obligaciones reglamentarias."
        ],
        "es",
    )
    assert easy.at_least("normal")
    assert hard.level == "very_hard"
    assert not hard.at_least("hard")
    assert [easy.at_least(level) for level in LEVELS] == sorted(easy.at_least(level) for level in LEVELS)


def test_longer_sentences_never_read_easier() -> None:
    short = measured(["El mono vive. El loro vive. El pez vive."], "es")
    long = measured(["El mono vive y el loro vive y el pez vive."], "es")
    assert long.score < short.score


def test_nothing_is_no_mistake() -> None:
    assert measured([], "es").words == 0
