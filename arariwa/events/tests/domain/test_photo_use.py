"""A photo may be used for what everybody in it agreed to."""

from hypothesis import given
from hypothesis import strategies as st

from arariwa.events.domain.photo_use import Agreed, allowed, missing

PURPOSES = ("report", "training", "public")
ALL = frozenset(PURPOSES)
CONSENT = st.builds(
    Agreed,
    st.frozensets(st.sampled_from(PURPOSES)),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "Madre"]),
)


def test_examples():
    report = Agreed(frozenset({"report"}))
    assert allowed(0, [], PURPOSES) == list(PURPOSES), "nobody can be recognised"
    assert allowed(2, [report, Agreed(ALL)], PURPOSES) == ["report"]
    assert missing(3, [report, Agreed(ALL)], "report") == 1
    assert allowed(1, [Agreed(ALL, standing=False)], PURPOSES) == [], "taken back"
    assert allowed(1, [Agreed(ALL, minor=True)], PURPOSES) == [], "a minor without a guardian"
    assert allowed(1, [Agreed(ALL, minor=True, guardian="Madre")], PURPOSES) == list(PURPOSES)


@given(st.integers(0, 6), st.lists(CONSENT, max_size=6), CONSENT)
def test_taking_a_consent_away_never_allows_more(people, consents, one):
    assert set(allowed(people, consents, PURPOSES)) <= set(allowed(people, [*consents, one], PURPOSES))
