"""A day known only by month or year is answered by every version in it."""

from arariwa.law.tests.worlds import a_situation, a_specimen, asked, raised, statuses

LISTED = [a_specimen(national_category="EN")]


def test_a_month_without_a_change_is_answered_like_a_day():
    month, day = (
        asked(a_situation("2026-02", specimens=LISTED)),
        asked(a_situation("2026-02-10", specimens=LISTED)),
    )
    assert statuses(month) == statuses(day) == {"CP-308": "firm"}
    assert raised(month) == raised(day)
    assert month.law_date == "2026-02"
    assert "law_changed" not in [w.code for w in month.warnings]


def test_a_change_elsewhere_in_the_law_leaves_the_answer_firm():
    verdict = asked(a_situation("2018-09", specimens=LISTED))
    assert statuses(verdict) == {"CP-308": "firm"}, "only 308-B changed in September 2018"
    assert "law_changed" not in [w.code for w in verdict.warnings]


def test_a_month_in_which_the_offence_changed_is_firm_in_neither_version():
    verdict = asked(a_situation("2015-09", specimens=LISTED))
    assert statuses(verdict) == {"CP-308-v2008": "possible", "CP-308": "possible"}
    assert verdict.lawful is False, "it was an offence on every day of the month"
    assert "law_changed" in [w.code for w in verdict.warnings]
    assert verdict.to_find_out[0].path == "on"
    assert [e.code for e in verdict.offences[0].elements][-1] == "day"
    assert [d.start for d in verdict.by_date] == ["2015-09-01", "2015-09-27"]


def test_an_offence_on_some_days_only_is_not_said_to_be_one():
    verdict = asked(a_situation("2015-09"))
    assert verdict.lawful is None
    assert statuses(verdict) == {"CP-308": "possible"}


def test_ranges_of_different_days_are_shown_from_the_lowest_to_the_highest():
    verdict = asked(
        a_situation(
            "2022-11",
            actors=[{"knowledge": "knew", "organisation_member": True}],
            circumstances={"grave_offence_besides": True},
        )
    )
    assert (verdict.penalty_range_years.min, verdict.penalty_range_years.max) == (3, 20)
    assert ("CP-309.2", None, "possible") in raised(verdict)


def test_two_segments_that_agree_keep_a_firm_no():
    verdict = asked(a_situation("2015-09", title="valid", specimens=LISTED))
    assert verdict.lawful is True
    assert {o.status for o in verdict.considered if o.code == "CP-308"} == {"no"}
