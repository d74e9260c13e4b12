"""What to find out is ranked by how much it decides."""

from arariwa.law.tests.worlds import a_situation, a_specimen, asked


def test_the_one_unknown_element_comes_first():
    verdict = asked(a_situation(title="not_shown", actors=[{"knowledge": "knew"}]))
    first = verdict.to_find_out[0]
    assert first.path == "title.state"
    assert "CP-308" in first.decides
    assert first.ask.es.endswith("otorgaría.")


def test_an_unidentified_animal_is_asked_as_its_species():
    specimen = {"what": "wild_fauna", "aquatic": False, "name_as_written": "carne de monte"}
    (taxon,) = [
        f for f in asked(a_situation(specimens=[specimen])).to_find_out if f.path == "specimens.0.taxa"
    ]
    assert "CP-309.1 num. 4" in taxon.decides
    assert taxon.changes.es == "3 a 5 años → 4 a 7 años"


def test_what_cannot_raise_the_penalty_any_more_weighs_less():
    verdict = asked(a_situation(title="not_shown", specimens=[a_specimen(national_category="EN")]))
    weights = {f.path: f.weight for f in verdict.to_find_out}
    assert weights["title.state"] > 10 * weights["circumstances.weapons"]


def test_a_half_told_circumstance_comes_before_one_nobody_mentioned():
    verdict = asked(a_situation(actors=[{"knowledge": "knew", "official": True}]))
    paths = [f.path for f in verdict.to_find_out]
    assert paths.index("actors.0.used_office") < paths.index("circumstances.weapons")


def test_the_facts_of_the_right_specimen_are_asked():
    specimens = [a_specimen(title="valid"), {"what": "wild_fauna", "aquatic": False}]
    paths = [f.path for f in asked(a_situation(specimens=specimens)).to_find_out]
    assert "specimens.1.taxa" in paths and "specimens.0.taxa" not in paths


def test_what_is_lawful_leaves_nothing_to_find_out():
    assert asked(a_situation(title="valid")).to_find_out == []
