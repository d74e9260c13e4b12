"""Claims in texts, and how long a text is on each channel."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arariwa.law.domain.offences import Reference
from arariwa.law.domain.text import Text
from arariwa.outreach.domain import lengths
from arariwa.outreach.domain.claims import Claim, Signs, lacks, sounds_like, unclaimed

SIGNS = {
    "health": Signs(es=["contag", "enferm"], en=["disease"]),
    "magnitude": Signs(es=["de cada diez"], en=["out of ten"]),
}
SOURCE = (Reference(title="Estudio", url="https://estudio.example/"),)


def claim(**changes):
    given = {
        "key": "H01",
        "theme": "health",
        "text": Text("Los monos tienen parásitos", "Monkeys have parasites"),
        "caveat": Text("Hallar el microbio no prueba el contagio.", "Finding it proves no infection."),
        "sources": SOURCE,
        "state": "reviewed",
    }
    return Claim(**{**given, **changes})


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Un mono puede CONTAGIAR a sus hijos", ["health"]),
        ("Las enfermedades: nueve de cada diez", ["health", "magnitude"]),
        ("It carries diseases", ["health"]),
        ("Llame al SERFOR", []),
        # In the middle of a word it is another word.
        ("descontagiado", []),
    ],
)
def test_what_sounds_like_a_claim(text, themes):
    assert sounds_like(text, SIGNS) == themes


def test_a_claim_of_the_theme_quiets_the_warning():
    text = "Se enferman nueve de cada diez"
    assert unclaimed(text, [claim()], SIGNS) == ["magnitude"]
    assert unclaimed(text, [claim(), claim(theme="magnitude")], SIGNS) == []
    # Words of the caveat that must stand beside a claim are no further claim.
    said = Text("De cada diez, nueve", "Nine out of ten")
    assert unclaimed(text, [claim(caveat=said)], SIGNS) == []


def test_what_keeps_a_text_from_approval():
    right = "Cuidado. HALLAR el microbio no prueba el contagio"
    assert lacks(right, "es", [claim()]) == []
    assert [one.code for one in lacks(right, "en", [claim()])] == ["claim.caveat_missing"]
    assert [one.code for one in lacks(right, "es", [claim(sources=())])] == ["claim.unsourced"]
    assert [one.code for one in lacks("", "es", [claim(state="unreviewed")])] == [
        "claim.unreviewed",
        "claim.caveat_missing",
    ]
    assert [one.code for one in lacks(right, "es", [claim(state="unfit")])] == ["claim.unfit"]


def test_a_digest_is_of_the_words_not_of_the_state():
    assert claim().digest == claim(state="unreviewed").digest
    changed = {"text": Text("a", "b"), "caveat": Text("a", "b"), "sources": ()}
    assert len({claim(**{key: value}).digest for key, value in changed.items()} | {claim().digest}) == 4


@pytest.mark.parametrize(
    ("channel", "text", "long"),
    [
        ("facebook", "añó\r\nb", 5),
        ("x", "hola", 4),
        ("x", "https://arariwa.example/una/ruta/muy/larga/que/no/cuenta/entera", 23),
        ("x", "ver https://a.pe ya", 4 + 23 + 3),
        ("x", "🐒", 2),
        ("instagram", "🐒", 1),
    ],
)
def test_how_long_a_text_is(channel, text, long):
    assert lengths.length(text, channel) == long


@given(st.text(), st.sampled_from([*lengths.LIMITS, "radio"]))
def test_a_length_is_never_negative_and_grows_with_the_text(text, channel):
    assert 0 <= lengths.length(text, channel) <= 2 * len(text) + 23 * text.count("http")
    assert lengths.limit("radio") is None
