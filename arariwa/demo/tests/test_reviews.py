"""The review desk of a demonstration is not empty, and says of itself that nobody compared anything."""

import pytest
from django.conf import settings
from django.test import Client

from arariwa.core import actions, reference
from arariwa.core.models import User
from arariwa.demo import packs, world
from arariwa.law.models import EntryReview


@pytest.fixture
def said(db):
    actions.load_institutions(by=None, institutions=reference.institutions(settings.PACKS))
    members, _seizures, _password = world.settle(settings.PACKS)

    def say():
        return [world.review_entry(review, members) for review in packs.load_reviews(settings.PACKS)]

    return say


def test_reviews_are_said_once_and_are_marked(said):
    first = said()
    assert said() == first
    assert {r.verdict for r in first} == {"signed", "corrected", "disputed"}
    assert {r.pack for r in first} == {"pe/law", "pe/species"}
    assert {r.reviewed_by.office.institution.code for r in first} == {"PPEDA", "MINAM"}
    assert all(r.reason.startswith("DEMO: ") for r in first)
    assert EntryReview.objects.count() == len(first)


def test_a_reviewer_of_the_demonstration_opens_the_desk(said):
    row = next(r for r in said() if r.verdict == "corrected")
    client = Client()
    client.force_login(User.objects.get(person=row.reviewed_by.person))
    page = client.get("/ley/revision/").content.decode()
    assert f"{row.pk}.patch" in page and "DEMO: " in page
