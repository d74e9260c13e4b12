"""Polls by raised hands: nobody is counted twice, never more than were there, sent twice recorded once."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from arariwa.core import testing
from arariwa.core.access import Hidden
from arariwa.core.domain.refused import Refused
from arariwa.core.models import JournalEntry
from arariwa.events.tests import small
from arariwa.outreach import actions_polls, polls
from arariwa.outreach.models import Poll, PollCount
from arariwa.outreach.tests.polling import a_poll, counted

pytestmark = pytest.mark.django_db

HERE = {"kind": "conference", "title_es": "Vida silvestre y justicia de paz"}


def test_what_a_room_answered_is_recorded_with_a_line_in_the_journal():
    event = small.an_event(**HERE)
    poll = a_poll(event)
    assert {(row.option, row.number) for row in poll.counts.all()} == {("yes", 20), ("no", 10), ("unsure", 0)}
    line = JournalEntry.objects.get(verb="poll.recorded")
    assert (line.record, line.facts["present"]) == (str(event.pk), 40)


@pytest.mark.parametrize(
    ("present", "counts", "code", "field"),
    [
        (29, counted(20, 10), "poll.more_than_present", "parrot-yes"),
        (40, counted(-1, 10), "poll.negative", "parrot-yes"),
        (40, {"parrot": {"yes": 3}}, "poll.unknown", "present"),
        (40, {"nothing": {"yes": 3}}, "poll.unknown", "present"),
        (0, counted(0, 0), "poll.present", "present"),
        (100_001, counted(0, 0), "poll.present", "present"),
    ],
)
def test_a_count_that_cannot_be_is_refused_and_changes_nothing(present, counts, code, field):
    event = small.an_event(**HERE)
    with pytest.raises(Refused) as refused:
        a_poll(event, present=present, counts=counts)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert not Poll.objects.exists() and not PollCount.objects.exists()


def test_each_question_that_is_wrong_is_told():
    event = small.an_event(**HERE)
    counts = counted(30, 30) | {"market": {"yes": 41, "no": 0, "unsure": 0}}
    with pytest.raises(Refused) as refused:
        a_poll(event, counts=counts)
    assert [one.field for one in refused.value.every] == ["parrot-yes", "market-yes"]


def test_the_same_count_again_changes_nothing_and_another_of_the_same_id_is_refused():
    event, id = small.an_event(**HERE), testing.uuid7()
    a_poll(event, id=id)
    assert a_poll(event, id=id).pk == id
    assert (Poll.objects.count(), JournalEntry.objects.filter(verb="poll.recorded").count()) == (1, 1)
    with pytest.raises(Refused, match=r"id\.conflict"):
        a_poll(event, id=id, counts=counted(21, 9))


def test_two_who_count_at_once_count_once():
    event, beto = small.an_event(**HERE), small.coordinator("Berta")
    a_poll(event)
    with pytest.raises(Refused) as refused:
        a_poll(event, by=testing.actor(beto))
    assert refused.value.code == "poll.already" and "Tania" in str(refused.value.values["who"])
    assert Poll.objects.count() == 1


def test_groups_are_counted_beside_each_other_never_beside_the_whole_room():
    event = small.an_event(**HERE)
    a_poll(event, sex="F", present=10, counts=counted(2, 8))
    a_poll(event, sex="M", present=30)
    for more in ({}, {"community_role": "RONDERO"}, {"sex": "F", "language": "que"}):
        with pytest.raises(Refused, match=r"poll\.overlap"):
            a_poll(event, **more)


def test_a_wrong_count_is_taken_back_with_a_reason_and_counted_again():
    event, tania = small.an_event(**HERE), testing.actor(small.coordinator())
    poll = a_poll(event)
    with pytest.raises(Refused, match=r"reason\.missing"):
        actions_polls.void_poll(by=tania, id=poll.pk, why=" ")
    actions_polls.void_poll(by=tania, id=poll.pk, why="Se contó a la prensa")
    actions_polls.void_poll(by=tania, id=poll.pk, why="otra vez")
    again = a_poll(event, present=38)
    assert (again.nth, [row.present for row in polls.standing(event.polls.all())]) == (1, [38])
    assert JournalEntry.objects.filter(verb="poll.voided").count() == 1


def test_polls_are_taken_at_gatherings_for_citizens_from_their_first_day_on():
    with pytest.raises(Refused, match=r"poll\.kind"):
        a_poll(small.an_event())
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Refused, match=r"poll\.too_early"):
        a_poll(small.an_event(**HERE, from_on=tomorrow, until_on=tomorrow))


def test_a_count_on_paper_comes_after_the_event_is_closed():
    event = small.a_closed_event(**HERE)
    assert a_poll(event).present == 40


def test_what_changed_is_of_everyone_who_was_there():
    event = small.an_event(**HERE)
    a_poll(event, "before", 40, counted(20, 10))
    a_poll(event, "after", 50, counted(5, 40) | {"food": {"yes": 30, "no": 0, "unsure": 0}})
    found = polls.result(event)
    assert found.change and round(found.change.before, 3) == 0.25 and round(found.change.after, 3) == 0.8
    asked_after = next(row for row in found.rows if row.question.id == "food")
    assert asked_after.before is None and asked_after.change is None
    assert (found.change.n_before, found.change.n_after) == (40, 50)


def test_groups_counted_only_once_are_held_against_the_whole_room():
    event = small.an_event(**HERE)
    a_poll(event, "before", 10, counted(8, 2), sex="F")
    a_poll(event, "before", 10, counted(2, 8), sex="M")
    a_poll(event, "after", 20, counted(0, 20))
    found = polls.result(event)
    assert found.change and round(found.change.before, 3) == 0.5 and found.change.n_before == 20


# Pages


def posted(event: Any, **changes: str) -> dict[str, str]:
    return {
        "id": str(testing.uuid7()),
        "method": "hands",
        "present": "40",
        "parrot-yes": "12",
        "parrot-no": "20",
        **changes,
    }


def test_the_page_takes_a_count_without_script():
    event = small.an_event(**HERE)
    client = testing.sign_in(small.coordinator())
    address = reverse("outreach:take_poll", args=[event.pk, "antes"])
    answer = client.post(address, posted(event))
    assert answer.status_code == 302
    shown = client.get(answer.url).content.decode()
    assert "20 de 40" in shown and "no son las mismas personas" in shown


def test_the_page_tells_a_mistake_at_its_question_and_keeps_what_was_typed():
    event = small.an_event(**HERE)
    client = testing.sign_in(small.coordinator())
    address = reverse("outreach:take_poll", args=[event.pk, "antes"])
    answer = client.post(address, posted(event, present="30"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Respondieron 32, pero solo había 30." in page and 'value="12"' in page
    assert not Poll.objects.exists()
    assert client.post(address, posted(event, present="")).status_code == 422
    assert client.post(address, posted(event, **{"parrot-yes": "-3"})).status_code == 422
    assert client.get(reverse("outreach:take_poll", args=[event.pk, "mientras"])).status_code == 404


def test_a_queue_is_sent_once_and_a_damaged_count_does_not_hold_it_up():
    event = small.an_event(**HERE)
    client = testing.sign_in(small.coordinator())
    address = reverse("outreach:poll_counts", args=[event.pk])
    good = posted(event, moment="antes", at="2020-01-01T10:00:00Z")
    bad = posted(event, moment="despues", present="muchos")
    body = json.dumps({"polls": [bad, "x", good]})
    for _again in range(2):
        answer = client.post(address, body, content_type="application/json")
        assert [one["result"] for one in answer.json()["results"]] == ["refused", "recorded"]
    assert Poll.objects.count() == 1
    for wrong in ("[]", "{", '{"polls": 3}'):
        assert client.post(address, wrong, content_type="application/json").status_code == 400


def test_hostile_text_is_no_answer():
    event = small.an_event(**HERE)
    client = testing.sign_in(small.coordinator())
    address = reverse("outreach:take_poll", args=[event.pk, "antes"])
    for hostile in ("<script>alert(1)</script>", "1e9", "9" * 40, "\u202e1"):
        answer = client.post(address, posted(event, **{"parrot-yes": hostile}))
        assert answer.status_code == 422 and "<script>alert" not in answer.content.decode()
    assert client.post(address, posted(event, sex="X", method="shout")).status_code == 422
    assert not Poll.objects.exists()


def test_who_may_not_see_the_event_sees_no_poll():
    event = small.an_event(**HERE)
    poll = a_poll(event)
    carla = testing.sign_in(testing.people().carla)
    for name, args in (
        ("polls", [event.pk]),
        ("take_poll", [event.pk, "antes"]),
        ("poll_sheet_pdf", [event.pk]),
        ("void_poll", [poll.pk]),
    ):
        assert carla.get(reverse(f"outreach:{name}", args=args)).status_code == 404
    address = reverse("outreach:poll_counts", args=[event.pk])
    assert carla.post(address, '{"polls": []}', content_type="application/json").status_code == 404
    with pytest.raises(Hidden):
        actions_polls.void_poll(by=testing.actor(testing.people().carla), id=poll.pk, why="x")


def test_the_count_still_to_be_taken_is_the_main_one():
    tania = small.coordinator()
    client, event = testing.sign_in(tania), small.an_event(tania, **HERE)

    def main():
        page = client.get(reverse("outreach:polls", args=[event.pk])).content.decode()
        return re.findall(r'<a class="button" href="[^"]*/(antes|despues)/?"', page)

    assert main() == ["antes"]
    a_poll(event, "before")
    assert main() == ["despues"]
    a_poll(event, "after")
    assert main() == []


def test_a_room_counted_whole_is_not_offered_to_be_counted_again():
    tania = small.coordinator()
    client, event = testing.sign_in(tania), small.an_event(tania, **HERE)

    def offered():
        page = client.get(reverse("outreach:polls", args=[event.pk])).content.decode()
        return re.findall(r'href="[^"]*/sondeo/(antes|despues)/"', page)

    # Of groups, the others are still to be counted.
    a_poll(event, "before", sex="F")
    assert offered() == ["antes", "despues"]
    a_poll(event, "after")
    assert offered() == ["antes"]


def test_the_event_shows_its_poll_and_a_workshop_has_none():
    client = testing.sign_in(small.coordinator())
    event = small.an_event(**HERE)
    page = client.get(reverse("events:event", args=[event.pk])).content.decode()
    assert reverse("outreach:take_poll", args=[event.pk, "antes"]) in page
    workshop = small.an_event()
    assert "sondeo" not in client.get(reverse("events:event", args=[workshop.pk])).content.decode()
    assert client.get(reverse("outreach:polls", args=[workshop.pk])).status_code == 404


def test_the_sheet_to_count_on_is_set():
    event = small.an_event(**HERE)
    client = testing.sign_in(small.coordinator())
    answer = client.get(reverse("outreach:poll_sheet_pdf", args=[event.pk]))
    assert answer.content.startswith(b"%PDF")
