import pytest
from hypothesis import given
from hypothesis import strategies as st

from arariwa.law.domain.sounds import key, murmur, plain, roots, tokens


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("huangana", "guangana"),
        ("huangana", "wangana"),
        ("taricaya", "tarikaya"),
        ("taricaya", "taricalla"),
        ("sajino", "zagino"),
        ("majaz", "majás"),
        ("vizcacha", "biscacha"),
        ("vicuña", "bicuña"),
        ("caimán", "kaiman"),
        ("jergón", "gergon"),
        ("quirquincho", "kirkincho"),
        ("achuni", "ashuni"),
        ("hipocampo", "ipocampo"),
        ("cebra", "sebra"),
        ("guacamayo", "huacamallo"),
        ("otorongo", "OTORONGO"),
    ],
)
def test_spellings_an_ear_does_not_tell_apart(heard, written):
    assert [key(t) for t in tokens(heard)] == [key(t) for t in tokens(written)]


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("loro", "loros"),
        ("caimán", "caimanes"),
        ("majaz", "majaces"),
        ("tigre", "tigres"),
        ("pez", "peces"),
        ("elefante", "elefantes"),
        ("colibrí", "colibríes"),
        ("colibrí", "colibrís"),
        ("ñandú", "ñandúes"),
        ("oso", "osos"),
    ],
)
def test_plural(one, many):
    assert key(plain(one)) == key(plain(many))


@pytest.mark.parametrize(
    ("usual", "small"),
    [
        ("motelo", "motelito"),
        ("loro", "lorito"),
        ("mono", "monito"),
        ("caiman", "caimancito"),
        ("tortuga", "tortuguita"),
        ("leon", "leoncito"),
        ("perico", "periquito"),
        ("ardilla", "ardillita"),
        ("venado", "venada"),
    ],
)
def test_diminutive_and_gender(usual, small):
    assert set(roots(key(usual))) & set(roots(key(small)))


def test_different_animals_keep_different_keys():
    words = [
        "mono",
        "loro",
        "pato",
        "paca",
        "paco",
        "perico",
        "coto",
        "choro",
        "toco",
        "sajino",
        "majaz",
        "tigre",
        "puma",
        "boa",
        "rana",
        "raya",
        "suri",
        "tara",
    ]
    assert len({key(w) for w in words}) == len(words)


def test_three_vowels():
    assert murmur(key("ukumari")) == murmur(key("ucomari"))


def test_letters_set_apart_and_disguised():
    assert tokens("vendo l.o.r.o barato") == ["vendo", "loro", "barato"]
    assert tokens("m0n1t0s y p1hu1ch0s 2kg") == ["monitos", "y", "pihuichos", "2kg"]
    assert tokens("𝗧𝗢𝗥𝗧𝗨𝗚𝗔") == ["tortuga"]


def test_claw_is_not_an_article():
    assert tokens("uña de gato") == ["unia", "de", "gato"]
    assert tokens("una gata") == ["una", "gata"]


@given(st.text(max_size=200))
def test_any_text_has_words(text):
    for word in tokens(text):
        assert key(word) is not None
        assert murmur(key(word)) is not None
        assert roots(key(word))
