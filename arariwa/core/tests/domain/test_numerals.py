"""Numbers in words as Peruvian papers carry them."""

import pytest

from arariwa.core.domain.numerals import in_words


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "cero"),
        (1, "uno"),
        (15, "quince"),
        (16, "dieciséis"),
        (21, "veintiuno"),
        (22, "veintidós"),
        (26, "veintiséis"),
        (30, "treinta"),
        (31, "treinta y uno"),
        (99, "noventa y nueve"),
        (100, "cien"),
        (101, "ciento uno"),
        (116, "ciento dieciséis"),
        (500, "quinientos"),
        (700, "setecientos"),
        (900, "novecientos"),
        (999, "novecientos noventa y nueve"),
        (1000, "mil"),
        (1001, "mil uno"),
        (2000, "dos mil"),
        (21_000, "veintiún mil"),
        (21_021, "veintiún mil veintiuno"),
        (26_100, "veintiséis mil cien"),
        (31_000, "treinta y un mil"),
        (100_000, "cien mil"),
        (101_000, "ciento un mil"),
        (121_000, "ciento veintiún mil"),
        (999_999, "novecientos noventa y nueve mil novecientos noventa y nueve"),
    ],
)
def test_words(n, words):
    assert in_words(n) == words


def test_every_number_has_words_of_its_own():
    """No two counts read alike, and none has a double or a stray space."""
    said = [in_words(n) for n in range(40_000)]
    assert len(set(said)) == len(said)
    assert all(words == " ".join(words.split()) and words for words in said)


@pytest.mark.parametrize("n", [-1, 1_000_000])
def test_beyond_is_an_error_rather_than_a_wrong_word(n):
    with pytest.raises(ValueError):
        in_words(n)
