"""Attendance: once per person and session, whoever sends it and however often; taken back with a reason."""

import base64
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from arariwa.core import access, appendonly, contents, testing
from arariwa.core.domain.refused import Refused
from arariwa.events import actions, attending, queries, registering
from arariwa.events.attending import Mark
from arariwa.events.figures import figure
from arariwa.events.models import Attendance, Headcount, Participation
from arariwa.events.tests.small import (
    a_closed_event,
    about_person,
    an_event,
    attended,
    coordinator,
    registered,
)
from arariwa.events.tests.test_registering import at_once

pytestmark = pytest.mark.django_db


def check_in(event, *marks, by=None):
    who = testing.actor(by or coordinator())
    session = event.sessions.first()
    return attending.check_in(by=who, event_id=event.pk, session_id=session.pk, marks=list(marks))


def test_a_mark_sent_twice_is_recorded_once():
    event = an_event()
    row = registered(event)
    mark = Mark(testing.uuid7(), "list", coordinator().actor.now, participation=row.pk)
    assert [told.result for told in check_in(event, mark, mark)] == ["recorded", "recorded"]
    assert check_in(event, mark)[0].result == "recorded"
    assert Attendance.objects.count() == 1


def test_a_mark_altered_after_it_was_taken_is_told_as_refused():
    event = an_event()
    row, other = registered(event, 1), registered(event, 2)
    mark = Mark(testing.uuid7(), "list", participation=row.pk)
    walk_in = Mark(testing.uuid7(), "walk_in", walk_in=about_person(3))
    check_in(event, mark, walk_in)
    (told,) = check_in(event, replace(mark, participation=other.pk))
    assert (told.result, told.refused.code) == ("refused", "id.conflict")
    about_another = {"given_names": "Zoila", "surnames": "Distinta"}
    (told,) = check_in(event, replace(walk_in, walk_in=about_another))
    assert (told.result, told.refused.code) == ("refused", "id.conflict")
    assert [told.result for told in check_in(event, mark, walk_in)] == ["recorded", "recorded"]
    assert Attendance.objects.count() == 2


def test_another_device_is_told_that_the_person_is_there_and_by_whom():
    event = an_event()
    row = registered(event)
    attended(row)
    told = check_in(event, Mark(testing.uuid7(), "qr", participation=row.pk))[0]
    assert told.result == "already"
    assert told.attendance.recorded_by.person.given_names == "Tania"
    assert Attendance.objects.count() == 1


def test_one_wrong_mark_does_not_undo_the_others():
    event = an_event()
    row = registered(event)
    marks = [
        Mark(testing.uuid7(), "qr", participation=testing.uuid7()),
        Mark(testing.uuid7(), "walk_in", walk_in=about_person(8, document_number="123")),
        Mark(testing.uuid7(), "list", participation=row.pk),
    ]
    told = check_in(event, *marks)
    assert [one.result for one in told] == ["refused", "refused", "recorded"]
    assert [one.refused.code for one in told[:2]] == ["attendance.unknown", "person.dni"]
    assert Participation.objects.count() == 1


def test_who_comes_without_registration_is_in_even_when_it_is_full():
    event = an_event(capacity=1)
    registered(event, 1)
    told = check_in(event, Mark(testing.uuid7(), "walk_in", walk_in=about_person(2)))[0]
    row = told.attendance.participation
    assert (told.result, row.state, row.how) == ("recorded", "approved", "walk_in")
    assert row.role == "POLICE_OTHER"


def test_a_walk_in_who_was_registered_is_that_registration():
    event = an_event()
    row = registered(event, 1)
    told = check_in(event, Mark(testing.uuid7(), "walk_in", walk_in=about_person(1)))[0]
    assert told.attendance.participation == row


def test_who_withdrew_and_comes_is_in():
    event, tania = an_event(), coordinator().actor
    row = registered(event)
    registering.withdraw(by=tania, event_id=event.pk, id=row.pk)
    attended(row)
    row.refresh_from_db()
    assert row.state == "approved"


def test_the_clock_of_a_device_is_believed_only_where_it_can_be_true():
    event = an_event()
    session = event.sessions.get()
    near, far = session.starts_at - timedelta(hours=1), session.starts_at - timedelta(days=400)
    rows = [registered(event, n) for n in (1, 2)]
    marks = [
        Mark(testing.uuid7(), "list", at, participation=row.pk)
        for row, at in zip(rows, (near, far), strict=True)
    ]
    good, wrong = (told.attendance for told in check_in(event, *marks))
    assert good.at in (near, good.recorded_at)
    assert wrong.at == wrong.recorded_at


def test_a_signature_is_a_picture_kept_with_the_participation():
    event = an_event()
    row = registered(event)
    picture = "data:image/png;base64," + base64.b64encode(testing.a_photo("f.png").read()).decode()
    told = check_in(event, Mark(testing.uuid7(), "signature", participation=row.pk, signature=picture))[0]
    assert told.attendance.signature.purpose == "signature"
    other = registered(event, 2)
    bad = Mark(testing.uuid7(), "signature", participation=other.pk, signature="data:image/svg+xml,<svg/>")
    assert check_in(event, bad)[0].refused.code == "attendance.signature"
    assert Attendance.objects.count() == 1


def test_taken_back_with_a_reason_and_recorded_again():
    event, tania = an_event(), coordinator().actor
    row = registered(event)
    first = attended(row).attendance
    attending.void_attendance(by=tania, event_id=event.pk, id=first.pk, why="otra persona")
    assert queries.counted(event).persons == 0
    assert attended(row).attendance.nth == 1
    assert queries.counted(event).persons == 1


def test_rows_are_never_changed_and_what_they_say_is_sealed():
    attended(registered(an_event()))
    row = Attendance.objects.get()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Attendance.objects.update(how="qr")
    assert list(contents.changed([row])) == []
    row.how = "qr"
    assert list(contents.changed([row]))
    assert Attendance in appendonly.guarded()


def test_nobody_outside_the_organising_office_records():
    event = an_event()
    row = registered(event)
    with pytest.raises(access.Hidden):
        attended(row, by=testing.people().alba)


def test_after_closing_the_list_stays():
    event = a_closed_event(1)
    with pytest.raises(Refused, match=r"event\.closed"):
        attended(event.participations.get())


def test_a_closed_list_is_opened_again_with_a_reason_and_counts_when_closed():
    event = a_closed_event(1)
    with pytest.raises(Refused, match=r"reason\.missing"):
        actions.reopen(by=coordinator().actor, id=event.pk, why=" ")
    actions.reopen(by=coordinator().actor, id=event.pk, why="Llegó la hoja de Nauta")
    assert figure("CAP-01").value == 0
    attended(registered(event, 9))
    actions.close(by=coordinator().actor, id=event.pk)
    assert (figure("CAP-01").value, figure("CAP-05").value) == (1, 2)
    assert event.reopenings.get().why == "Llegó la hoja de Nauta"
    assert list(contents.changed()) == []
    other = an_event()
    with pytest.raises(Refused, match=r"event\.not_closed"):
        actions.reopen(by=coordinator().actor, id=other.pk, why="x")


def test_attendance_is_not_taken_days_before_the_session():
    day = timezone.localdate() + timedelta(days=5)
    event = an_event(from_on=day, until_on=day)
    told = attended(registered(event))
    assert (told.result, told.refused.code) == ("refused", "attendance.too_early")


def test_the_public_is_counted_by_cell_and_the_fullest_session_counts():
    event, tania = an_event(sessions=2, kind="know_your_rights"), coordinator().actor
    one, two = event.sessions.all()
    say = lambda session, *cells: attending.count_public(  # noqa: E731
        by=tania, event_id=event.pk, session_id=session.pk, cells=cells
    )
    say(one, ("F", "FROM_30", "RONDERO", 12), ("NOT_RECORDED", "NOT_RECORDED", "NOT_RECORDED", 3))
    say(two, ("F", "FROM_30", "RONDERO", 20))
    say(two, ("F", "FROM_30", "RONDERO", 22))
    assert queries.counted(event).public == 22
    assert Headcount.objects.count() == 3


def test_closing_needs_someone_who_was_there_and_the_last_day():
    held, today = an_event(), coordinator().actor.today
    with pytest.raises(Refused, match=r"event\.nobody"):
        actions.close(by=coordinator().actor, id=held.pk)
    later = an_event(from_on=today, until_on=today + timedelta(days=2))
    attended(registered(later))
    with pytest.raises(Refused, match=r"event\.not_over"):
        actions.close(by=coordinator().actor, id=later.pk)


@pytest.mark.django_db(transaction=True)
def test_two_devices_tick_the_same_person_at_once():
    event, tania = an_event(), coordinator()
    row = registered(event)
    act = lambda: attended(row, by=tania).result  # noqa: E731
    assert sorted(at_once([act, act, act])) == ["already", "already", "recorded"]
    assert Attendance.objects.count() == 1
