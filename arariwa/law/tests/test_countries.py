"""Another country is a folder of data: Ecuador's pack is read, asked and covered by the same code."""

import pytest

from arariwa.core.packs import Pack
from arariwa.core.setup import names
from arariwa.law.domain.legality import qualify
from arariwa.law.domain.situation import Situation
from arariwa.law.packs import covered, load_law
from arariwa.law.tests.worlds import PACKS

MACAW = {
    "on": "2023-02-01",
    "acts": ["transport"],
    "title": {"state": "none"},
    "specimens": [{"what": "wild_fauna", "cites_appendix": "I"}],
}


def test_ecuador_answers_with_its_own_law():
    verdict = qualify(Situation.model_validate(MACAW), load_law(Pack.from_folder(PACKS, "ec/law")))
    assert verdict.country == "EC"
    assert [(o.id, o.status) for o in verdict.offences] == [("COIP-247", "firm")]
    # the reform was not read, and the answer says so
    assert "T-CORPUS" in [warning.code for warning in verdict.warnings]


def test_every_country_is_loaded():
    assert {"ec/law", "pe/law", "int/taxa"} <= set(names(PACKS))
    assert "demo" not in names(PACKS)


@pytest.mark.parametrize("name", ["ec/law", "pe/law"])
def test_the_examples_show_every_leaf_in_every_state(name):
    missing = [
        (leaf.file, leaf.place, leaf.asks, leaf.missing) for leaf in covered(Pack.from_folder(PACKS, name))
    ]
    assert [row for row in missing if row[-1]] == []
