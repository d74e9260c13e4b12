"""What a package brings back: once, never twice, never altered, and only by who took it away."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from arariwa.core import testing
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.training import actions_courses as actions
from arariwa.training.domain import packages
from arariwa.training.domain.packages import Check, Read
from arariwa.training.models import HandedIn, LessonRead
from arariwa.training.tests import world

pytestmark = pytest.mark.django_db


def taken():
    enrolment = world.an_enrolment()
    return actions.take_package(by=testing.people().pilar.actor, enrolment_id=enrolment.pk, id=uuid7())


def file_of(package, modules=(1, 2), at=None, key=None, **changes):
    at = at or timezone.now()
    text = packages.payload(
        package.pk,
        at,
        [Read(module=n, at=at) for n in modules],
        [Check(question="asy-9-m1-01", answer="a", right=True, at=at)] if modules else [],
    )
    return json.dumps(
        {**packages.written(package.pk, key or package.key, text).model_dump(mode="json"), **changes}
    ).encode()


def refused(code, who, data):
    with pytest.raises(Refused) as told:
        actions.hand_in(by=who.actor, data=data)
    assert told.value.code == code
    assert not HandedIn.objects.exclude(package__enrolment__completed_at__isnull=False).exists()


def test_what_was_read_without_network_counts_like_what_was_read_on_the_page():
    package, pilar = taken(), testing.people().pilar
    row = actions.hand_in(by=pilar.actor, data=file_of(package))
    package.enrolment.refresh_from_db()
    assert package.enrolment.completed_at
    assert row.answers["checks"][0]["question"] == "asy-9-m1-01"
    assert set(LessonRead.objects.values_list("module", "handed_in")) == {(1, row.pk), (2, row.pk)}


def test_a_lesson_read_on_the_page_before_stays_that():
    package, pilar = taken(), testing.people().pilar
    actions.finish_lesson(by=pilar.actor, enrolment_id=package.enrolment_id, module=1)
    actions.hand_in(by=pilar.actor, data=file_of(package))
    assert LessonRead.objects.filter(handed_in=None).get().module == 1


def test_handed_in_twice_is_refused_with_the_day_of_the_first():
    package, pilar = taken(), testing.people().pilar
    data = file_of(package)
    actions.hand_in(by=pilar.actor, data=data)
    refused("package.already", pilar, data)
    refused("package.already", pilar, file_of(package, (1,)))
    assert HandedIn.objects.count() == 1


@pytest.mark.parametrize("where", ["payload", "signature", "package of another"])
def test_an_altered_file_is_refused(where):
    package, pilar = taken(), testing.people().pilar
    told = json.loads(file_of(package, (1,)))
    if where == "payload":
        told["payload"] = told["payload"].replace('"module":1', '"module":2')
    elif where == "signature":
        told["signature"] = "0" * 64
    else:
        other = actions.take_package(by=pilar.actor, enrolment_id=package.enrolment_id, id=uuid7())
        told["package"] = str(other.pk)
    refused("package.altered", pilar, json.dumps(told).encode())


def test_the_answers_of_one_package_do_not_pass_as_another_s_even_with_its_key():
    package, pilar = taken(), testing.people().pilar
    other = actions.take_package(by=pilar.actor, enrolment_id=package.enrolment_id, id=uuid7())
    told = json.loads(file_of(package, (1,)))
    told |= {"package": str(other.pk), "signature": packages.signature(other.key, told["payload"])}
    refused("package.altered", pilar, json.dumps(told).encode())


def test_someone_else_s_file_reads_as_one_that_is_not_known():
    package = taken()
    refused("package.unknown", testing.people().alba, file_of(package))


def test_the_organiser_hands_in_for_the_learner():
    data = file_of(taken())
    assert actions.hand_in(by=world.rosa().actor, data=data)


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"\xff\xfe", b"[" * 5000, b'{"format": "other/1"}', b"x" * 1_100_000],
    ids=["empty", "no fields", "bytes", "deep", "format", "large"],
)
def test_what_is_no_file_of_answers_is_refused(data):
    taken()
    refused("package.not_a_file", testing.people().pilar, data)


def test_a_signed_text_that_is_none_is_refused():
    package = taken()
    told = packages.written(package.pk, package.key, "{}").model_dump_json().encode()
    refused("package.not_a_file", testing.people().pilar, told)


def test_nothing_read_is_nothing_to_hand_in():
    refused("package.nothing", testing.people().pilar, file_of(taken(), ()))


def test_a_device_whose_clock_is_wrong_does_not_date_a_lesson_into_the_future_or_before_the_package():
    package, pilar = taken(), testing.people().pilar
    actions.hand_in(by=pilar.actor, data=file_of(package, (1,), at=timezone.now() + timedelta(days=300)))
    assert LessonRead.objects.get().at <= timezone.now()
    again = actions.take_package(by=pilar.actor, enrolment_id=package.enrolment_id, id=uuid7())
    actions.hand_in(by=pilar.actor, data=file_of(again, (2,), at=timezone.now() - timedelta(days=3000)))
    assert LessonRead.objects.get(module=2).at >= again.made_at
