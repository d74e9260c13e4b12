"""Disputed readings: what the penalty of the whole would be, and what a missing fact decides before any reading."""

from arariwa.law.domain.offences import Range
from arariwa.law.tests.worlds import a_situation, a_specimen, asked, statuses

PECCARY = a_specimen(national_category="NT", cites_appendix="II")
# born on land, lives in the water: art. 308 or 308-A is disputed
CAIMAN = a_specimen(aquatic=False, aquatic_basis="lives_in_water_born_on_land", national_category="NT")


def sides(reading):
    return [side.penalty_range_years for side in reading.sides]


def test_an_animal_read_otherwise_leaves_the_penalty_of_the_others():
    verdict = asked(a_situation("2026-03-16", specimens=[PECCARY, CAIMAN]))
    (reading,) = [r for r in verdict.readings if r.about == "qualification"]
    assert reading.id == "CP-308-A"
    assert sides(reading) == [Range(min=4, max=7), Range(min=4, max=7)]
    assert verdict.alternative_reading.penalty_range_years == Range(min=4, max=7)


def test_a_disputed_circumstance_raises_the_whole():
    listed = a_specimen(cites_appendix="II", national_category="none")
    verdict = asked(a_situation("2024-05-05", specimens=[listed]))
    (reading,) = [r for r in verdict.readings if r.about == "aggravation"]
    assert sides(reading) == [Range(min=4, max=7), Range(min=3, max=5)]


def test_while_the_list_is_not_known_the_fact_is_asked_before_the_reading_decides():
    macaw = {"taxa": "Ara militaris", "what": "wild_fauna", "aquatic": False, "cites_appendix": "I"}
    open_ = asked(a_situation("2010-06-15", specimens=[macaw]))
    assert statuses(open_) == {"CP-308-v2008": "possible"}
    assert open_.to_find_out[0].path == "specimens.0.national_category"
    (reading,) = [r for r in open_.readings if r.about == "qualification"]
    assert sides(reading) == [Range(min=3, max=5), None]
    assert open_.procedure_flags and open_.time_limits

    told = asked(a_situation("2010-06-15", specimens=[{**macaw, "national_category": "none"}]))
    assert statuses(told) == {}
    assert [r.code for r in told.readings] == ["T-PROT-ELEM"]
    assert told.procedure_flags and told.time_limits


def test_every_animal_hunted_to_eat_is_not_lawful_without_a_look_at_the_list():
    def hunt(category):
        return asked(
            {
                "on": "2024-09-10",
                "acts": {"hunt": True, "sell": False},
                "purpose": {"subsistence": True, "sale": False},
                "actors": [{"community_member": True}],
                "title": {"state": "none"},
                "specimens": [a_specimen(form="meat", national_category=category)],
            }
        ).lawful

    assert [hunt(category) for category in ("none", "NT", "VU", "CR")] == [True, True, None, None]
