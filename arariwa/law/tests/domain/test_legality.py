"""What the engine answers, case by case. The packs' own examples hold the law; these hold the engine."""

import pytest

from arariwa.core.domain.refused import Refused
from arariwa.law.domain.situation import Situation
from arariwa.law.tests.worlds import a_situation, a_specimen, asked, law, raised, statuses

LQ_01 = {
    "on": "2016-01-06",
    "acts": ["transport", "sell"],
    "title": {"state": "none"},
    "circumstances": {"began": "flagrancy"},
    "specimens": [{"taxa": "Leopardus pardalis", "form": "live"}],
}
LQ_02 = {
    "on": "2017-07-29",
    "acts": ["capture", "exhibit", "possess"],
    "title": {"state": "none"},
    "circumstances": {"custom_pleaded": True},
    "specimens": [{"taxa": "Vultur gryphus", "form": "live", "injured": True}],
}


def test_lq_01_by_the_species_table():
    verdict = asked(LQ_01, by_species=True)
    assert verdict.lawful is False
    assert statuses(verdict) == {"CP-308": "firm"}
    assert raised(verdict) == {("CP-309-v2015", 4, "uncertain")}
    assert (verdict.penalty_range_years.min, verdict.penalty_range_years.max) == (3, 5)
    assert (verdict.day_fines.min, verdict.day_fines.max, verdict.day_fines.note) == (180, 400, None)
    assert verdict.alternative_reading.text.es == "con CP-309-v2015 num. 4: 4 a 7 años"
    assert [p.id for p in verdict.associated_to_explore] == ["CP-308-C"]
    assert [p.id for p in verdict.procedure_flags] == [
        "PR-FLAGRANCIA", "PR-DETENCION", "T-CPP-DISTRITO", "PR-INMEDIATO", "PR-PP", "PR-PP-ABIERTO", "PR-OPORTUNIDAD", "PR-TA",
        "PR-CONFORMIDAD", "PR-CE-NO", "PR-ENTREGA", "PR-ENCUBIERTO-NO", "PR-VIGILANCIA", "PR-COMUNIC", "PR-INCAUTACION",
        "PR-CADENA", "PR-PERICIA", "PR-DEVOLUCION", "PR-VIVOS", "PR-INFORME", "PR-ACTOR", "ADM-VALORACION",
        "PR-AGENCIA-NE-BIS", "ADM-L29763-124", "CP-314-C", "CP-314-D",
    ]  # fmt: skip
    said = {p.id: p.text.es for p in verdict.procedure_flags}
    assert said["PR-FLAGRANCIA"] == "Flagrancia" and said["PR-INMEDIATO"] == "Proceso inmediato"
    assert said["PR-OPORTUNIDAD"] == "Sin principio de oportunidad ni acuerdo reparatorio"
    assert verdict.administrative[0].id == "ADM-DS019-191"


def test_lq_02_by_the_species_table():
    verdict = asked(LQ_02, by_species=True)
    assert verdict.lawful is False
    assert statuses(verdict) == {"CP-308-C": "firm"}
    assert raised(verdict) == {("CP-309-v2015", 4, "firm")}
    assert (verdict.penalty_range_years.min, verdict.penalty_range_years.max) == (4, 7)
    assert (verdict.day_fines.min, verdict.day_fines.max) == (50, 400)
    assert "Discutido" in verdict.day_fines.note.es
    assert verdict.alternative_reading is None
    assert [p.id for p in verdict.associated_to_explore] == ["CP-206-A.1"]
    assert "CP-14-15" in [p.id for p in verdict.procedure_flags]


def test_nothing_told_gives_nothing_firm_and_asks_for_the_acts_first():
    verdict = asked({"on": "2024-05-05"})
    assert verdict.lawful is None
    assert verdict.offences == [] and verdict.aggravations == []
    assert {o.status for o in verdict.considered if o.kind == "base"} == {"possible"}
    assert verdict.to_find_out[0].path == "acts"


def test_each_element_says_which_fact_decided_it_and_who_says_so():
    facts = {"acts": {"sell": {"value": True, "source": "acta, folio 3"}}}
    conduct = asked(a_situation(**facts)).offences[0].elements[0]
    assert [(f.path, f.value, f.source) for f in conduct.facts] == [("acts.sell", True, "acta, folio 3")]
    assert conduct.why.es == "Vender: sí."
    assert conduct.source == "pe/cp art. 308"


def test_a_fact_from_the_species_table_names_taxon_and_list():
    verdict = asked(LQ_02, by_species=True)
    (listed,) = verdict.aggravations[0].elements[0].facts
    assert (listed.path, listed.value) == ("specimens.0.national_category", "EN")
    assert "Vultur gryphus" in listed.source and "004-2014" in listed.source


def test_an_element_keeps_apart_its_reason_its_facts_and_what_is_missing():
    verdict = asked({**LQ_01, "title": {}}, by_species=True)
    elements = {e.code: e for o in verdict.offences for e in o.elements}
    assert elements["no_title"].missing == ["title.state"]
    assert elements["no_title"].because is None
    assert elements["conduct"].missing == []
    inferred = {e.code: e for o in asked(LQ_01, by_species=True).offences for e in o.elements}["knowledge"]
    assert inferred.missing == []
    assert inferred.because.es.startswith("Quien comercia un espécimen silvestre sin documento alguno")
    assert [f.path for f in inferred.facts] == ["title.state"]


def test_a_told_fact_prevails_over_the_species_table():
    told = {
        **LQ_02,
        "specimens": [{"taxa": "Vultur gryphus", "national_category": {"value": "none", "source": "SERFOR"}}],
    }
    verdict = asked(told, by_species=True)
    assert raised(verdict) == {("CP-309-v2015", 4, "uncertain")}


def test_alternative_taxa_leave_open_what_they_do_not_share():
    both = a_situation(specimens=[{"taxa": ["Vultur gryphus", "Coragyps atratus"]}])
    verdict = asked(both, by_species=True)
    assert statuses(verdict) == {"CP-308": "firm"}, "both are wild land animals"
    assert raised(verdict) == {("CP-309.1", 4, "possible")}, "only one is on the list"
    assert "specimens.0.taxa" in [f.path for f in verdict.to_find_out]


def test_a_name_that_is_not_in_the_table_concludes_nothing_and_says_so():
    verdict = asked(a_situation(specimens=[{"taxa": "Nullus nusquam"}]), by_species=True)
    assert statuses(verdict) == {"CP-308": "possible", "CP-308-A": "possible"}
    assert "unknown_taxon" in [w.code for w in verdict.warnings]


def test_elements_of_different_animals_never_add_up():
    dead_cat = a_specimen(title="valid", national_category="EN")
    goat = a_specimen(what="domestic_animal")
    verdict = asked(a_situation(specimens=[dead_cat, goat]))
    assert verdict.offences == []


def test_one_animal_is_enough_and_the_verdict_names_it():
    verdict = asked(a_situation(specimens=[a_specimen(title="valid"), a_specimen(national_category="VU")]))
    assert statuses(verdict) == {"CP-308": "firm"}
    assert verdict.offences[0].specimens == [1]
    assert verdict.aggravations[0].specimens == [1]


def test_a_circumstance_of_one_person_reaches_only_that_person():
    people = [{"knowledge": "knew"}, {"knowledge": "knew", "official": True, "used_office": True}]
    verdict = asked(a_situation(actors=people))
    (official,) = [a for a in verdict.aggravations if a.num == 3]
    assert (official.status, official.actors) == ("firm", [1])


def test_an_official_who_did_not_know_does_not_aggravate_for_the_others():
    people = [{"knowledge": "knew"}, {"knowledge": "did_not_know", "official": True, "used_office": True}]
    verdict = asked(a_situation(actors=people))
    assert statuses(verdict) == {"CP-308": "firm"}
    assert raised(verdict) == set()


def test_a_paper_not_shown_does_not_make_it_firm():
    verdict = asked(a_situation(title="not_shown"))
    assert statuses(verdict) == {"CP-308": "possible"}
    assert verdict.lawful is None
    assert verdict.to_find_out[0].path == "title.state"


def test_each_alternative_qualification_has_its_own_range():
    frog = a_specimen(aquatic_basis="amphibian", national_category="CR")
    verdict = asked(a_situation(act="transport", specimens=[frog]))
    assert statuses(verdict) == {"CP-308": "firm"}
    (reading,) = [r for r in verdict.readings if r.code == "T-AGUA"]
    assert (reading.about, reading.id) == ("qualification", "CP-308-A")
    assert [(s.penalty_range_years.min, s.penalty_range_years.max) for s in reading.sides] == [(4, 7), (4, 7)]
    assert "misma pena" in verdict.alternative_reading.text.es


def test_a_permit_for_others_does_not_cover_the_animal_that_is_not_on_it():
    listed = [a_specimen(title="valid"), a_specimen(title="not_covering")]
    verdict = asked(
        a_situation(act="export", title="valid", specimens=listed, actors=[{"knowledge": "knew"}])
    )
    assert verdict.lawful is False
    assert verdict.offences[0].specimens == [1]


@pytest.mark.parametrize("act", ["hunt", "capture", "collect", "extract"])
def test_whoever_takes_and_carries_is_charged_with_the_taking(act):
    verdict = asked(a_situation(acts=[act, "transport"]))
    assert statuses(verdict) == {"CP-308-C": "firm"}
    assert "CP-308" in [p.id for p in verdict.associated_to_explore]


def test_whoever_takes_and_sells_is_charged_with_both():
    assert set(statuses(asked(a_situation(acts=["hunt", "sell"])))) == {"CP-308", "CP-308-C"}


def test_days_before_the_first_version_are_said_to_be_without_law():
    verdict = asked(a_situation("1980-01-01"))
    assert verdict.offences == [] and verdict.lawful is None
    assert [w.code for w in verdict.warnings] == ["before_first_day"]


def test_a_situation_too_large_to_weigh_is_refused():
    many = [a_specimen(value_soles=i) for i in range(10)]
    assert asked(a_situation(specimens=many)).offences[0].specimens == list(range(10))
    people = [
        {"knowledge": k, "official": o, "used_office": u}
        for k in ("knew", "could_presume")
        for o in (True, False)
        for u in (True, False)
    ]
    kinds = [
        a_specimen(injured=i, died=d, undersized=u, closed_season=c, over_limit=v, from_protected_area=p, from_closed_zone=z,
                   from_community_land=m, from_indigenous_reserve=r, endemic=e, title=t)
        for i in (True, False) for d in (True, False) for u in (True, False) for c in (True, False) for v in (True, False)
        for p in (True, False) for z in (True, False) for m in (True, False) for r in (True, False) for e in (True, False)
        for t in ("none", "expired", "forged", "exceeded", "not_covering", "valid", "not_shown")
    ]  # fmt: skip
    with pytest.raises(Refused) as refused:
        asked(a_situation(specimens=kinds, actors=people))
    assert refused.value.code == "situation.too_many"


def test_a_thousand_alike_are_weighed_once():
    verdict = asked(a_situation(specimens=[a_specimen(quantity=i) for i in range(1000)]))
    assert verdict.offences[0].specimens == list(range(1000))


def test_the_json_form_is_plain_and_complete():
    data = asked(LQ_01, by_species=True).data()
    assert data["penalty_range_years"] == {"min": 3, "max": 5}
    assert data["offences"][0]["status"] == "firm"
    assert data["pack_fingerprint"] == law().fingerprint
    assert data["review"] == "unreviewed"
    assert data["law_date"] == "2016-01-06"


def test_the_same_question_has_the_same_answer():
    situation = Situation.model_validate(LQ_01)
    assert asked(LQ_01).data() == asked(situation.model_dump(mode="json")).data()
