"""What a change of the law changes in an answer, and that the same law changes nothing."""

from hypothesis import given
from hypothesis import strategies as st

from arariwa.core.packs import Pack
from arariwa.law.domain.comparing import changes
from arariwa.law.domain.legality import qualify
from arariwa.law.domain.situation import Situation
from arariwa.law.packs import load_law
from arariwa.law.tests.worlds import PACKS, a_situation, law

FILES = {
    "offences/cp-308.yaml": ("prison_years: {min: 3, max: 5}", "prison_years: {min: 6, max: 9}"),
    "offences/cp-309-1.yaml": ("prison_years: {min: 4, max: 7}", "prison_years: {min: 8, max: 12}"),
}


def reformed_files() -> dict[str, bytes]:
    """Peru's law pack in which today's arts. 308 and 309 threaten more."""
    files = dict(Pack.from_folder(PACKS, "pe/law").files)
    for file, (old, new) in FILES.items():
        files[file] = new.join(files[file].decode().rsplit(old, 1)).encode()
    return files


def reformed():
    return load_law(Pack("pe/law", reformed_files()), try_examples=False)


def test_a_higher_penalty_shows_and_only_it():
    situation = Situation.model_validate(a_situation("2024-05-05"))
    (change,) = changes(qualify(situation, law()), qualify(situation, reformed()))
    assert (change.what, change.before.es, change.after.es) == ("penalty", "3 a 5 años", "6 a 9 años")


def test_facts_before_the_reform_are_answered_the_same():
    situation = Situation.model_validate(a_situation("2010-05-05"))
    assert changes(qualify(situation, law()), qualify(situation, reformed())) == []


@given(st.sampled_from([example for _, example in law().examples]))
def test_the_same_law_changes_nothing(example):
    situation = Situation.model_validate(example.situation)
    assert changes(qualify(situation, law()), qualify(situation, law())) == []
