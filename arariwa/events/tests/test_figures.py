"""The programme's counts from the rows: workshops by kind, persons and attendances, what never counts."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from arariwa.core import contents, testing
from arariwa.core.models import Institution
from arariwa.events import (
    actions,
    attending,
    figure_words,
    figures,
    promising,
    registering,
    same_person,
)
from arariwa.events.choices import Question
from arariwa.events.figures import Scope, figure
from arariwa.events.models import Opinion
from arariwa.events.showing_figures import ROWS, Book
from arariwa.events.tests.small import (
    a_closed_event,
    an_event,
    attended,
    coordinator,
    registered,
)

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - timedelta(days=1)


A_BOOK = Book("events", figures.FIGURES, (), figure_words.WORDS, ROWS, title="", lead="")


def value(code, span=None):
    return figure(code, span).value


def test_the_courses_are_inside_the_workshops():
    for kind in ("workshop", "workshop", "intensive_course"):
        a_closed_event(1, kind=kind)
    course = an_event(kind="async_course", sessions=0, from_on=YESTERDAY, until_on=YESTERDAY)
    row = registered(course, 9)
    registering.record_progress(by=coordinator().actor, event_id=course.pk, id=row.pk)
    actions.close(by=coordinator().actor, id=course.pk)
    a_closed_event(1, kind="conference")
    assert [value(code) for code in ("CAP-01", "CAP-02", "CAP-03", "CAP-04")] == [4, 1, 1, 2]
    assert figure("CAP-01").rows[0].count() == 4
    assert value("CAP-05") == 2, "person 9 of the course and person 1 of the three others"


def test_a_person_in_three_workshops_is_one_person_and_three_attendances():
    for _ in range(3):
        a_closed_event(2)
    assert (value("CAP-05"), value("CAP-06")) == (2, 6)
    assert figure("CAP-06").rows[0].count() == 6


def test_two_sessions_of_an_event_are_one_attendance():
    tania = coordinator()
    event = an_event(tania, sessions=2, from_on=YESTERDAY, until_on=YESTERDAY)
    row = registered(event, 1, tania)
    for session in event.sessions.all():
        attended(row, session, tania)
    actions.close(by=tania.actor, id=event.pk)
    assert value("CAP-06") == 1


def test_only_what_was_held_and_closed_counts_and_who_was_there():
    tania = coordinator()
    event = an_event(tania, from_on=YESTERDAY, until_on=YESTERDAY)
    there, absent = registered(event, 1, tania), registered(event, 2, tania)
    attended(there, by=tania)
    assert value("CAP-01") == 0, "its list is open"
    actions.close(by=tania.actor, id=event.pk)
    cancelled = an_event(tania)
    actions.cancel(by=tania.actor, id=cancelled.pk, why="lluvia")
    assert (value("CAP-01"), value("CAP-05")) == (1, 1)
    assert absent.state == "approved"


def test_an_attendance_taken_back_counts_no_more():
    tania = coordinator()
    event = an_event(tania, from_on=YESTERDAY, until_on=YESTERDAY)
    first, second = registered(event, 1, tania), registered(event, 2, tania)
    wrong = attended(first, by=tania).attendance
    attended(second, by=tania)
    attending.void_attendance(by=tania.actor, event_id=event.pk, id=wrong.pk, why="otro")
    actions.close(by=tania.actor, id=event.pk)
    assert value("CAP-05") == 1


def test_an_exercise_never_counts():
    office = testing.office("PROG-LI", "MINAM", "Programa de capacitación")
    eva = testing.someone("Eva", office, "programme", exercise=testing.uuid7())
    a_closed_event(3, by=eva)
    a_closed_event(1)
    assert [value(code) for code in ("CAP-01", "CAP-05", "CAP-06")] == [1, 1, 1]


def test_it_counts_in_the_year_it_ends():
    a_closed_event(1, from_on=date(2022, 12, 30), until_on=date(2023, 1, 2))
    assert value("CAP-01", Scope.year(2022)) == 0
    assert value("CAP-01", Scope.year(2023)) == 1


def test_every_breakdown_adds_up_with_not_recorded():
    testing.people()
    tania = coordinator()
    fema = Institution.objects.get(pk="FEMA")
    event = an_event(tania, from_on=YESTERDAY, until_on=YESTERDAY)
    for n, more in enumerate(
        (
            {"institution": fema},
            {"institution": fema, "sex": "NOT_RECORDED", "region": "99", "role": "NOT_RECORDED"},
            {"institution_text": "Municipalidad"},
            {"sex": "OTHER"},
        ),
        start=1,
    ):
        attended(registered(event, n, tania, **more), by=tania)
    actions.close(by=tania.actor, id=event.pk)
    for code in ("CAP-05", "CAP-06"):
        found = figure(code)
        assert found.value == 4
        assert all(sum(cells.values()) == 4 for cells in found.parts.values()), found.parts
    assert figure("CAP-05").parts["institution"] == {"FEMA": 2, "OTHER": 1, "NOT_RECORDED": 1}
    women = figure("CAP-25")
    assert (women.value, women.of, women.beside["sex_not_recorded"]) == (2, 3, 1)
    assert value("CAP-07") == 1
    assert (value("CAP-08"), figure("CAP-08").of) == (1, 25)


def test_what_is_recorded_once_stays_recorded():
    tania = coordinator()
    for more in ({"sex": "F", "region": "16"}, {"sex": "NOT_RECORDED", "region": "99"}):
        event = an_event(tania, from_on=YESTERDAY, until_on=YESTERDAY)
        attended(registered(event, 1, tania, **more), by=tania)
        actions.close(by=tania.actor, id=event.pk)
    assert figure("CAP-05").parts["sex"] == {"F": 1}
    assert figure("CAP-06").parts["sex"] == {"F": 1, "NOT_RECORDED": 1}


def test_the_public_of_two_sessions_is_counted_once():
    tania = coordinator()
    event = an_event(tania, sessions=2, kind="know_your_rights", from_on=YESTERDAY, until_on=YESTERDAY)
    for session, n in zip(event.sessions.all(), (30, 45), strict=True):
        cells = [("F", "NOT_RECORDED", "RONDERO", n - 5), ("NOT_RECORDED", "FROM_60", "NOT_RECORDED", 5)]
        attending.count_public(by=tania.actor, event_id=event.pk, session_id=session.pk, cells=cells)
    attended(registered(event, 1, tania, sex="M"), by=tania)
    actions.close(by=tania.actor, id=event.pk)
    found = figure("OUT-08")
    assert found.value == 46
    assert found.parts["sex"] == {"M": 1, "F": 40, "NOT_RECORDED": 5}
    assert all(sum(cells.values()) == 46 for cells in found.parts.values())


def test_a_small_cell_is_hidden_and_cannot_be_worked_out():
    found = figures.Figure("CAP-05", 30, (), parts={"sex": {"F": 20, "M": 7, "OTHER": 3}})
    assert found.for_public() == {"sex": {"F": 20, "M": None, "OTHER": None}}
    two = figures.Figure("CAP-05", 27, (), parts={"sex": {"F": 20, "M": 4, "OTHER": 3}})
    assert two.for_public() == {"sex": {"F": 20, "M": None, "OTHER": None}}


def test_a_mean_of_few_persons_is_hidden_however_large_its_sum():
    cells = {"value": {"16": 400, "25": 300, "15": 90}, "n": {"16": 9, "25": 6, "15": 2}}
    found = figures.Figure(
        "CAP-19", 790, (), of=900, parts={"region": cells["value"]}, n_parts={"region": cells["n"]}
    )
    assert found.for_public() == {"region": {"16": 400, "25": None, "15": None}}


def test_a_share_with_few_on_either_side_is_hidden():
    parts = {"sex": {"F": 9, "M": 2}}
    found = figures.Figure("CAP-20", 11, (), of=20, parts=parts, of_parts={"sex": {"F": 10, "M": 10}})
    assert {cell.key for cell in found.cells("sex") if cell.hidden} == {"F", "M"}
    enough = figures.Figure(
        "CAP-20", 16, (), of=20, parts={"sex": {"F": 9, "M": 7}}, of_parts={"sex": {"F": 10, "M": 10}}
    )
    assert not any(cell.hidden for cell in enough.cells("sex"))


@pytest.mark.parametrize(
    ("given", "small"),
    [
        ({"value": 4}, True),
        ({"value": 5}, False),
        ({"value": 0}, False),
        ({"value": 4, "of_persons": False}, False),
        ({"value": 5, "of": 6, "unit": "percent"}, True),
        ({"value": 5, "of": 10, "unit": "percent"}, False),
        ({"value": 0, "of": 4, "unit": "percent"}, True),
        ({"value": 300, "of": 500, "unit": "ratio", "n_parts": {"sex": {"F": 2, "M": 2}}}, True),
        ({"value": 300, "of": 500, "unit": "ratio", "n_parts": {"sex": {"F": 2, "M": 3}}}, False),
    ],
)
def test_a_whole_of_few_persons_is_small(given, small):
    assert figures.Figure("CAP-05", rows=(), **given).small == small


def test_what_is_not_known_is_not_zero():
    share = figures.Figure("CAP-16", 0, (), of=0, unit="percent")
    assert (share.result, share.unknown) == (None, "nothing_to_count")
    assert figures.Figure("CAP-16", 0, (), of=4, unit="percent").result == 0
    assert figures.Figure("CAP-01", 0, ()).result == 0


def test_institutions_and_regions_nobody_recorded_are_not_known():
    assert (value("CAP-07"), value("CAP-08")) == (0, 0), "nobody was there"
    tania = coordinator()
    event = an_event(tania, from_on=YESTERDAY, until_on=YESTERDAY)
    attended(registered(event, 1, tania, institution_text="Municipalidad", region="99"), by=tania)
    actions.close(by=tania.actor, id=event.pk)
    for code in ("CAP-07", "CAP-08"):
        assert (value(code), figure(code).unknown) == (None, "none_recorded")
    assert figure("CAP-07").beside == {"institution_not_recorded": 1}
    a_closed_event(2)
    assert (value("CAP-08"), figure("CAP-08").beside) == (1, {"region_not_recorded": 1})


def opinion(event, *marks):
    """One feedback form: marks of the questions in their order, None for one left open."""
    scores = {q.value: mark for q, mark in zip(Question, marks, strict=False) if mark}
    return Opinion.objects.create(id=testing.uuid7(), event=event, scores=scores, on=timezone.localdate())


def test_satisfaction_is_the_mean_of_all_marks_with_its_response_rate():
    one, other = a_closed_event(3), a_closed_event(1, track="POL", ubigeo="150101")
    assert (value("CAP-26"), figure("CAP-26").unknown) == (None, "no_answers")
    opinion(one, 5, 4)
    opinion(one, None, 3)
    opinion(other, 1)
    opinion(a_closed_event(1, kind="conference"), 5)
    found = figure("CAP-26")
    assert (found.value, found.of, found.result) == (13, 4, 3.25)
    assert found.beside == {"answers": 3, "came": 4, "response_rate": 0.75}
    assert found.parts["region"] == {"16": 12, "15": 1}
    assert found.of_parts["question"] == {"useful": 2, "clear": 2}
    assert found.n_parts["course"] == {"NOT_RECORDED": 2, "POL": 1}
    assert all(sum(cells.values()) == 13 for cells in found.parts.values())
    assert found.rows[0].count() == 3
    assert figure("CAP-26", Scope(course="pol")).result == 1


def test_the_women_of_each_part_are_held_against_those_of_known_sex():
    tania = coordinator()
    event = an_event(tania, from_on=YESTERDAY, until_on=YESTERDAY)
    for n, (sex, region) in enumerate(
        [("F", "16"), ("M", "16"), ("F", "25"), ("NOT_RECORDED", "25")], start=1
    ):
        attended(registered(event, n, tania, sex=sex, region=region), by=tania)
    actions.close(by=tania.actor, id=event.pk)
    found = figure("CAP-25")
    assert (found.parts["region"], found.of_parts["region"]) == ({"16": 1, "25": 1}, {"16": 2, "25": 1})
    assert found.beside == {"sex_not_recorded": 1}


def test_only_what_one_may_see_is_counted():
    a_closed_event(2)
    other = testing.someone("Otra", testing.office("PROG-CU", "MINAM", "Programa"), "programme")
    a_closed_event(1, by=other)
    assert value("CAP-05") == 2, "the first person was at both"
    assert [value("CAP-06", Scope(by=who.actor)) for who in (coordinator(), other)] == [2, 1]


def test_instruction_by_the_us_service_is_counted():
    row = {"code": "US-FWS", "kind": "wildlife_authority", "country": "US", "name_es": "USFWS", "name_en": ""}
    from arariwa.core import actions as core

    core.load_institutions(by=None, institutions=[row])
    tania = coordinator()
    event = an_event(tania, from_on=YESTERDAY, until_on=YESTERDAY)
    given = {"name": "Oficial Prueba", "institution": Institution.objects.get(pk="US-FWS"), "country": "US"}
    actions.save_trainer(by=tania.actor, event_id=event.pk, id=testing.uuid7(), values=given)
    attended(registered(event, 1, tania), by=tania)
    actions.close(by=tania.actor, id=event.pk)
    assert value("EVT-01") == 1


def agreed(event, **owner):
    """A promise of the event's, due in a month."""
    due = timezone.localdate() + timedelta(days=30)
    given = {"event_id": event.pk, "id": testing.uuid7(), "what": "Compartir rótulos", "due_on": due, **owner}
    return promising.promise(by=coordinator().actor, **given)


def test_coordination_is_three_institutions_and_an_agreement_that_stands():
    testing.people()
    tania = coordinator()
    several = [Institution.objects.get(pk=code) for code in ("FEMA", "ATFFS", "PNP-DIRMEAMB")]
    event = an_event(tania, from_on=YESTERDAY, until_on=YESTERDAY)
    for n, institution in enumerate(several, start=1):
        attended(registered(event, n, tania, institution=institution), by=tania)
    actions.close(by=tania.actor, id=event.pk)
    assert value("CAP-13") == 0
    made = agreed(event, institution=several[0])
    assert value("CAP-13") == 1
    promising.drop(by=tania.actor, id=made.pk, why="ya no hace falta")
    assert value("CAP-13") == 0
    two = a_closed_event(2)
    agreed(two, institution=several[0])
    assert value("CAP-13") == 0
    assert list(contents.changed()) == [], "what later acts changed is sealed anew"


def test_a_practice_of_a_trip_in_use_within_a_year():
    trip = a_closed_event(2, kind="study_trip")
    one, _two = (agreed(trip, participation=row.pk) for row in trip.participations.all())
    assert (value("CAP-16"), figure("CAP-16").of) == (0, 2)
    given = {"id": testing.uuid7(), "on": timezone.localdate(), "text": "Protocolo en uso", "fulfils": True}
    shown = promising.show(by=coordinator().actor, promise_id=one.pk, **given)
    assert value("CAP-16") == 1
    promising.void_evidence(by=coordinator().actor, id=shown.pk, why="otro laboratorio")
    assert value("CAP-16") == 0


def test_two_rows_judged_to_be_one_person_count_once():
    event = a_closed_event(2)
    first, second = event.participations.values_list("person", flat=True)
    assert value("CAP-05") == 2
    same_person.judge(by=coordinator().actor, first=first, second=second, same=True, why="la misma")
    assert (value("CAP-05"), value("CAP-06")) == (1, 2)


def test_every_figure_answers_with_its_rows():
    a_closed_event(2)
    for code in figures.FIGURES:
        found = figure(code, Scope.year(YESTERDAY.year))
        assert found.code == code
        assert found.unknown or found.value >= 0
        assert all(rows.count() >= 0 for rows in found.rows)


def a_talk(public: int, *, named: bool = False, sessions: int = 1, **changes):
    """A conference with so many justices of the peace in its room, and one official by name."""
    tania = coordinator()
    values = {"kind": "conference", "from_on": YESTERDAY, "until_on": YESTERDAY} | changes
    event = an_event(tania, sessions=sessions, **values)
    cells = [("F", "FROM_30", "LAY_JUSTICE_OF_THE_PEACE", public), ("M", "FROM_30", "NOT_RECORDED", 2)]
    attending.count_public(
        by=tania.actor, event_id=event.pk, session_id=event.sessions.first().pk, cells=cells
    )
    if named:
        attended(registered(event, 1, tania), by=tania)
    return actions.close(by=tania.actor, id=event.pk)


def test_the_public_stands_under_every_language_of_its_gathering():
    a_talk(20, languages=["es", "agr"], named=True)
    a_talk(8, languages=["es"], named=True)
    a_talk(5, languages=[])
    found = figure("OUT-06")
    assert found.value == 22 + 10 + 7 + 1, "who came by name to two counts once"
    assert found.parts["language"] == {"es": 33, "agr": 23, "NOT_RECORDED": 7}
    assert "language" in found.overlapping
    assert set(found.not_known) == {"came_twice", "by_name", "spoken"}
    assert figure("OUT-08").not_known == ("spoken",)


def test_a_conference_stands_under_everyone_who_came_to_it():
    a_talk(20)
    a_closed_event(1, kind="conference", from_on=YESTERDAY, until_on=YESTERDAY)
    found = figure("OUT-05")
    assert found.parts["audience"] == {"LAY_JUSTICE_OF_THE_PEACE": 1, "NOT_RECORDED": 1}
    assert found.parts["year"] == {str(YESTERDAY.year): 2} and found.parts["language"] == {"es": 2}
    assert "audience" in found.overlapping and found.not_known == ("meant_for",)


def test_of_hidden_parts_so_few_together_tell_one_another():
    found = figures.Figure("OUT-13", 12, (), parts={"region": {"16": 8, "08": 1, "15": 1, "25": 2}})
    assert set(found.for_public()["region"].values()) == {None}
    enough = figures.Figure("OUT-13", 14, (), parts={"region": {"16": 8, "08": 2, "15": 4}})
    assert enough.for_public()["region"] == {"16": 8, "08": None, "15": None}


def test_of_a_share_those_it_leaves_are_persons_too():
    parts = {"institution": {"FEMA": 9, "PNP": 20, "SERFOR": 30}}
    of = {"institution": {"FEMA": 10, "PNP": 30, "SERFOR": 30}}
    found = figures.Figure("CAP-25", 59, (), of=70, parts=parts, of_parts=of, unit="percent")
    assert found.for_public()["institution"] == {"FEMA": None, "PNP": None, "SERFOR": 30}, "one man in FEMA"


def test_the_whole_of_a_share_that_leaves_so_few_is_not_published():
    nearly = figures.Figure("CAP-25", 196, (), of=200, unit="percent")
    assert nearly.small and not figures.Figure("CAP-25", 200, (), of=200, unit="percent").small
    leaflets = figures.Figure(
        "OUT-09", 196, (), of=200, unit="percent", leaves_persons=False, beside={"sex_not_recorded": 4}
    )
    assert not leaflets.small
    assert [value for _label, value in A_BOOK.beside(leaflets, public=True)] == ["4"], "196 of 200 tells it"


def test_a_month_cannot_be_worked_out_from_its_year():
    months = {"2025-01": 3, "2025-02": 40, "2026-01": 20, "2026-02": 30}
    found = figures.Figure("OUT-13", 93, (), parts={"year": {"2025": 43, "2026": 50}, "month": months})
    told = found.for_public()
    assert told["year"] == {"2025": 43, "2026": 50}
    assert told["month"]["2025-01"] is None and told["month"]["2025-02"] is None
    alone = figures.Figure(
        "OUT-13", 73, (), parts={"year": {"2025": 23, "2026": 50}, "month": {"2025-01": 23, **dict(list(months.items())[2:])}}
    )  # fmt: skip
    assert None not in [*alone.for_public()["year"].values(), *alone.for_public()["month"].values()]


def test_a_hidden_region_is_not_told_by_its_gatherings():
    parts = {
        "conference": {"A1": 3, "E1": 8, "D1": 10, "E2": 52},
        "region": {"16": 3, "25": 10, "15": 60},
    }
    within = {("conference", "region"): {"A1": "16", "D1": "25", "E1": "15", "E2": "15"}}
    found = figures.Figure("OUT-09", 73, (), parts=parts, within=within)
    told = found.for_public()
    assert told["region"] == {"16": None, "25": None, "15": 60}
    assert told["conference"]["D1"] is None, "D1 is all of a hidden region"
    shown = {key for key in ("E1", "E2") if told["conference"][key] is not None}
    assert shown != {"E1"} and shown != {"E2"}, "the other would be what the region leaves"


def test_what_one_figure_is_held_against_hides_as_it_does_alone():
    came = {"16": 3, "25": 90, "15": 8}
    alone = figures.Figure("OUT-06", 101, (), parts={"region": came})
    share = figures.Figure(
        "OUT-09", 42, (), of=101, parts={"region": {"16": 0, "25": 2, "15": 0}}, of_parts={"region": came}, unit="percent"
    )  # fmt: skip
    few = {key for key, value in alone.for_public()["region"].items() if value is None}
    assert few == {"16", "15"} and few <= {c.key for c in share.cells("region") if c.hidden}


def test_what_no_record_says_is_said_with_its_reason():
    nobody = figures.Figure("OUT-06", 9, (), parts={"community_role": {"NOT_RECORDED": 9}, "sex": {"F": 9}})
    told = {table["label"]: table["why"] for table in A_BOOK.breakdowns(nobody, public=False)}
    assert [bool(why) for why in told.values()] == [True, False]


def test_what_stands_beside_so_few_persons_is_not_published():
    given = {"sex_not_recorded": 3, "answers": 8, "response_rate": 0.5}
    found = figures.Figure("CAP-25", 8, (), of=12, unit="percent", beside=given)
    values = [value for _label, value in A_BOOK.beside(found, public=True)]
    assert values[0] == "no se publica" and "8" in values[1]
    assert "no se publica" not in [value for _label, value in A_BOOK.beside(found)]
