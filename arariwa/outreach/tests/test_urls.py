"""Every address of outreach leads to its own page: none is caught by another before it."""

from uuid import UUID

import pytest
from django.urls import resolve, reverse

from arariwa.outreach.urls import urlpatterns

ID = UUID("01a21d23-c024-77c7-8548-84d229a6b447")
# What stands in an address by the kind of its part.
GIVEN = {"UUIDConverter": ID, "SlugConverter": "out-01", "IntConverter": 1, "StringConverter": "x"}


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: pattern.name)
def test_an_address_is_its_own(pattern):
    given = {name: GIVEN[type(kind).__name__] for name, kind in pattern.pattern.converters.items()}
    assert resolve(reverse(f"outreach:{pattern.name}", kwargs=given)).url_name == pattern.name
