"""What is worked in an exercise reaches nothing real and no other exercise, and nothing real reaches an exercise."""

import csv
import io

import pytest
from django.urls import reverse

from arariwa.cases import queries as cases
from arariwa.cases.impact import impact
from arariwa.cases.models import Case
from arariwa.core import access, desk, search, testing
from arariwa.core.actor import actor_for
from arariwa.core.middleware import SESSION_KEY
from arariwa.evidence import queries as evidence
from arariwa.evidence.models import Handover, Intervention, Item
from arariwa.law import queries as law
from arariwa.training import playing
from arariwa.training import queries_exercises as queries
from arariwa.training.tests import exercising

pytestmark = pytest.mark.django_db
# Stands in the real record; the exercise's own words stand only in the exercise.
REAL, PLAYED = "QORI", "Tortugas en el terminal"
LISTS = ("evidence:interventions", "evidence:items", "evidence:handovers", "cases:cases")
EXPORTS = ("evidence:interventions_csv", "evidence:items_csv", "evidence:handovers_csv", "cases:cases_csv")


@pytest.fixture
def worlds():
    """One person with a real record, two exercises worked by the same model answer, and who may see what."""
    people = exercising.world()
    real = testing.an_intervention(
        people.alba,
        title=f"{REAL} en el mercado",
        prosecutor_told="telephone",
        prosecutor_office=people.pilar.office,
        prosecutor_name="Pilar",
    )
    case = testing.a_case(people.pilar, interventions=[real], title=f"{REAL} en el mercado")
    runs = []
    for who in (people.alba, people.beto):
        run = exercising.opened("ex-02", who)
        playing.play_model(run)
        runs.append(run)
    return people, real, case, runs


def members(run):
    return {role.role: role.membership for role in queries.roles_of(run)}


def client_in(who, run, role):
    client = testing.sign_in(who)
    session = client.session
    session[SESSION_KEY] = str(members(run)[role].pk)
    session.save()
    return client


def text(response):
    whole = b"".join(response.streaming_content) if response.streaming else response.content
    return whole.decode()


def test_lists_and_exports_of_real_people_hold_nothing_of_an_exercise(worlds):
    people, _real, _case, _runs = worlds
    for who in (people.alba, people.beto, people.carla, people.pilar):
        client = testing.sign_in(who)
        for name in (*LISTS, *EXPORTS):
            assert PLAYED not in text(client.get(reverse(name))), (who, name)
        assert PLAYED not in text(client.get(reverse("core:home")))
        assert PLAYED not in text(client.get(reverse("core:search"), {"q": "terminal"}))


def test_an_exercise_shows_its_own_and_nothing_real_nor_of_another_exercise(worlds):
    people, real, case, (first, second) = worlds
    for run, other, who in ((first, second, people.alba), (second, first, people.beto)):
        for role in ("police", "prosecutor"):
            client = client_in(who, run, role)
            for name in (*LISTS, *EXPORTS):
                page = client.get(reverse(name))
                assert page.status_code == 200 and REAL not in text(page), (role, name)
            rows = text(client.get(reverse("evidence:interventions_csv")))
            assert len(list(csv.reader(io.StringIO(rows)))) == 2  # the head and its own
            assert f"{REAL} en el" not in text(client.get(reverse("core:search"), {"q": REAL}))
            assert REAL not in text(client.get(reverse("core:home")))
            for address in (
                reverse("evidence:intervention", args=[real.pk]),
                reverse("cases:case", args=[case.pk]),
                reverse("training:run", args=[other.pk]),
            ):
                assert client.get(address).status_code == 404, address
            for one in Intervention.objects.filter(compartment__exercise=other.pk):
                assert client.get(reverse("evidence:intervention", args=[one.pk])).status_code == 404


def test_counts_and_home_blocks(worlds):
    people, _real, _case, runs = worlds
    alba = people.alba.actor
    assert access.visible(Intervention.objects.all(), alba).count() == 1
    assert access.visible(Case.objects.all(), people.pilar.actor).count() == 1
    assert cases.cases(people.pilar.actor).count() == 1
    assert evidence.offices().count() == people.alba.office.__class__.objects.count()
    for membership in members(runs[0]).values():
        by = actor_for(membership)
        for model in (Intervention, Item, Handover, Case):
            exercises = set(
                access.visible(model.objects.all(), by).values_list("compartment__exercise", flat=True)
            )
            assert exercises <= {runs[0].pk}
        told = str([block.rows for block in desk.desk_of(by).waiting + desk.desk_of(by).other])
        assert REAL not in told
        assert not any(REAL in str(group.hits) for group in search.find(REAL, by))


def test_the_impact_of_a_changed_law_is_asked_of_real_cases_alone(worlds):
    _people, _real, case, _runs = worlds
    assert {row.case.pk for row in impact(law.law())} == {case.pk}


def test_a_hand_over_stays_in_its_exercise(worlds):
    people, _real, _case, (first, _second) = worlds
    handover = Handover.objects.get(compartment__exercise=first.pk)
    # Carla's own office is the receiver's, and yet she sees nothing of it.
    assert handover.to_office == people.carla.office
    client = testing.sign_in(people.carla)
    assert client.get(reverse("evidence:handover", args=[handover.pk])).status_code == 404
    assert str(handover.number) not in text(client.get(reverse("core:home")))


def test_who_is_in_no_role_does_not_see_the_run(worlds):
    people, _real, _case, (first, second) = worlds
    assert list(queries.runs(people.alba.actor)) == [first]
    assert list(queries.runs(people.carla.actor)) == []
    assert testing.sign_in(people.carla).get(reverse("training:run", args=[second.pk])).status_code == 404
