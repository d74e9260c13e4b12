"""Later, more favourable law is named, and an act that only moved to another article is not spared."""

from arariwa.law.tests.worlds import a_situation, a_specimen, asked, statuses

BYCATCH = {
    "acts": ["capture"],
    "title": "unknown",
    "actors": [{"knowledge": "knew"}],
    "circumstances": {"bycatch": True, "fishing_permitted": True, "fishing_rules_kept": True},
    "specimens": [a_specimen(aquatic=True, undersized=True)],
}


def test_bycatch_of_the_two_months_without_exception_is_no_longer_punishable():
    verdict = asked(a_situation("2022-12-10", **BYCATCH))
    assert verdict.offences == []
    (milder,) = verdict.later_milder
    assert (milder.id, milder.effect, milder.since) == ("CP-308-B", "not_punishable", "2023-01-19")
    (spared,) = [o for o in verdict.considered if o.id == "CP-308-B-v2022"]
    assert spared.status == "no"
    assert spared.elements[-1].code == "later_law"


def test_selling_the_bycatch_is_not_spared():
    verdict = asked(a_situation("2022-12-10", **{**BYCATCH, "acts": ["capture", "sell"]}))
    assert statuses(verdict)["CP-308-A"] == "firm"


def test_hunting_moved_to_another_article_is_still_punishable():
    verdict = asked(a_situation("2005-01-01", act="hunt", specimens=[a_specimen(national_category="EN")]))
    assert statuses(verdict) == {"CP-308-v1991": "firm"}
    assert verdict.later_milder == []


def test_a_harsher_later_law_is_not_called_milder():
    verdict = asked(a_situation("2005-01-01", specimens=[a_specimen(national_category="EN")]))
    assert verdict.later_milder == []
