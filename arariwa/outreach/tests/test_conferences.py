"""Conferences by region: who came where, as figures count it, with the map and the table beside."""

import csv
import io

import pytest
from django.urls import reverse

from arariwa.core import testing
from arariwa.events.figures import Scope
from arariwa.events.tests import small
from arariwa.outreach import conferences
from arariwa.outreach.figures import figure
from arariwa.outreach.tests.polling import a_poll, counted
from arariwa.outreach.tests.test_figures_events import a_talk

pytestmark = pytest.mark.django_db


def test_regions_add_up_to_the_figure():
    a_talk(public=10)
    a_talk(public=20, ubigeo="010101", kind="know_your_rights")
    a_talk(public=5, close=False)
    held = conferences.held(conferences.KINDS, Scope())
    rows = conferences.by_region(held)
    assert [(row.code, row.gatherings, row.people) for row in rows] == [("01", 1, 22), ("16", 1, 12)]
    assert rows[0].sex == {"F": 21, "M": 1} and rows[0].roles == {"RONDERO": 20, "NOT_RECORDED": 2}
    assert sum(row.people for row in rows) == figure("OUT-06").value + figure("OUT-08").value


def test_the_page_shows_map_table_and_each_gathering():
    event = a_talk(cap=9)
    for moment, right in (("before", 10), ("after", 30)):
        a_poll(event, moment, 40, counted(5, right))
    client = testing.sign_in(small.coordinator())
    page = client.get(reverse("outreach:conferences")).content.decode()
    # The fields that narrow a list are no part of what is printed.
    assert '<details id="condiciones" class="field screen">' in page
    assert 'class="map"' in page and "Loreto" in page and "12 personas" in page
    assert "+50 puntos" in page and "3 sin nada" in page
    assert (
        "Nada cumple"
        in client.get(reverse("outreach:conferences") + "?clase=know_your_rights").content.decode()
    )
    text = b"".join(client.get(reverse("outreach:conferences_csv")).streaming_content).decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text))
    assert (row["Personas que asistieron"], row["Recibieron algo"]) == ("12", "9")


def test_the_page_of_a_conference_counts_its_public_among_those_who_came():
    event = a_talk(public=10)
    page = testing.sign_in(small.coordinator()).get(reverse("events:event", args=[event.pk])).content.decode()
    assert "12 personas asistieron" in page and "Por su nombre: 2." in page


def test_who_does_not_organise_sees_no_gathering():
    a_talk()
    carla = testing.sign_in(testing.people().carla)
    assert carla.get(reverse("outreach:conferences")).status_code == 422
    other = testing.someone("Otto", testing.office("PROG-CU", "MINAM", "Otro programa"), "programme")
    page = testing.sign_in(other).get(reverse("outreach:conferences")).content.decode()
    assert "justicia de paz" not in page


def test_who_approves_posts_reads_them_too_where_the_figures_point():
    event = a_talk()
    client = testing.sign_in(testing.someone("Abril", event.office, "communication"))
    link = f'href="{reverse("outreach:conferences")}"'
    assert link in client.get(reverse("outreach:figures")).content.decode()
    assert str(event) in client.get(reverse("outreach:conferences")).content.decode()
    assert (
        event.number in b"".join(client.get(reverse("outreach:conferences_csv")).streaming_content).decode()
    )
