"""Whether a verdict would change if an animal were the one it is taken for."""

from arariwa.law.domain import lookalikes
from arariwa.law.domain.lookalikes import MOST, with_lookalikes
from arariwa.law.domain.situation import Situation
from arariwa.law.tests.worlds import asked, law, species


def alike(**situation):
    told = {"on": "2024-05-05", "acts": ["sell"], "title": {"state": "none"}, **situation}
    verdict = asked(told, by_species=True)
    return with_lookalikes(verdict, Situation.model_validate(told), law(), species(), species().lookup)


def test_a_look_alike_that_changes_the_answer():
    # the condor is endangered, the king vulture is on no list of threatened species
    verdict = alike(specimens=[{"taxa": "Vultur gryphus", "form": "live"}])
    (row,) = [r for r in verdict.lookalikes if r.lookalike == "Sarcoramphus papa"]
    assert (row.specimen, row.taxon, row.changes) == (0, "Vultur gryphus", True)
    assert row.penalty_range_years != verdict.penalty_range_years
    assert row.offences and {o.id: o.status for o in verdict.offences}
    assert row.text.es.startswith(
        "Si fuera Sarcoramphus papa (cóndor de la selva) y no Vultur gryphus (cóndor andino)"
    )
    assert "cambiaría" in row.text.es and "would change" in row.text.en
    assert "collar blanco" in row.tells.es
    assert (row.confidence, row.review) == ("low", "unreviewed")


def test_a_look_alike_that_changes_nothing():
    verdict = alike(specimens=[{"taxa": "Ara macao", "form": "live"}])
    (row,) = [r for r in verdict.lookalikes if r.lookalike == "Ara chloropterus"]
    assert not row.changes
    assert row.penalty_range_years == verdict.penalty_range_years
    assert "la misma" in row.text.es


def test_what_was_told_of_the_first_taxon_is_not_told_of_the_other():
    told = {"taxa": "Vultur gryphus", "form": "live", "national_category": "EN", "cites_appendix": "I"}
    assert any(r.changes for r in alike(specimens=[told]).lookalikes)


def test_all_specimens_of_a_taxon_are_the_other_one_together():
    verdict = alike(specimens=[{"taxa": "Vultur gryphus", "form": "live"}] * 3)
    (row,) = [r for r in verdict.lookalikes if r.lookalike == "Sarcoramphus papa"]
    assert (row.specimen, row.specimens, row.changes) == (0, [0, 1, 2], True)


def test_an_older_name_is_followed():
    verdict = alike(specimens=[{"taxa": "Agouti paca", "form": "meat"}])
    assert {r.taxon for r in verdict.lookalikes} == {"Cuniculus paca"}


def test_the_cost_is_bounded_and_each_taxon_has_its_turn(monkeypatch):
    calls = []
    real = lookalikes.outline
    monkeypatch.setattr(lookalikes, "outline", lambda *a: calls.append(a) or real(*a))
    many = ["Podocnemis unifilis", "Leopardus pardalis", "Pithecia monachus", "Panthera onca"]
    verdict = alike(specimens=[{"taxa": taxon, "form": "live"} for taxon in many])
    assert len(calls) == len(verdict.lookalikes) == MOST
    assert [r.specimen for r in verdict.lookalikes] == [0, 1, 2, 3, 0, 1]


def test_what_is_not_told_as_one_taxon_has_none():
    assert alike(specimens=[{"form": "live"}]).lookalikes == []
    assert alike(specimens=[{"taxa": ["Leopardus pardalis", "Leopardus wiedii"]}]).lookalikes == []
    assert alike(specimens=[{"taxa": "Felis ignota"}]).lookalikes == []
    assert asked({"on": "2024-05-05"}).lookalikes == []
