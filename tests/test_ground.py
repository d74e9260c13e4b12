"""The test ground itself: the small world can be made, twice, on both databases."""

import os

import pytest
from django.conf import settings
from django.db import connection

from arariwa.core import appendonly, journal, testing
from arariwa.core.models import JournalEntry, Person
from arariwa.evidence.models import CustodyLink, Item


@pytest.mark.django_db
def test_people_are_the_same_when_asked_again():
    first, second = testing.people(), testing.people()
    assert [someone.user.pk for someone in first] == [someone.user.pk for someone in second]
    assert Person.objects.count() == 6


@pytest.mark.django_db
def test_a_world_from_intervention_to_case():
    item = testing.an_item()
    assert item.number.endswith("-01")
    handover = testing.accepted(testing.a_handover(items=[item]))
    assert handover.state == "accepted"
    assert testing.a_case().number
    assert not list(journal.verify())


def test_nothing_is_written_to_the_home_of_the_folder():
    assert str(settings.HOME) == os.environ["ARARIWA_HOME"]
    assert "arariwa-test-" in str(settings.HOME)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_flush_empties_what_may_never_be_deleted(turn):
    assert JournalEntry.objects.count() == CustodyLink.objects.count() == 0
    testing.an_item()
    assert Item.objects.count() == 1
    assert appendonly.missing() == []


def test_sqlite_is_a_file(db):
    if connection.vendor == "sqlite":
        assert str(connection.settings_dict["NAME"]).startswith(str(settings.HOME))
