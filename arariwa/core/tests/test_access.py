"""Need to know: who reaches a compartment, at which level, from when until when; the default is no."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.http import Http404
from django.urls import reverse

from arariwa.core import access, testing
from arariwa.core import actor as actors
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Attachment, Compartment, Grant, Job
from arariwa.evidence.models import Intervention, Item

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 16, 17, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(params=["few", "many"], autouse=True)
def way(request, monkeypatch):
    """Every rule holds in both ways of asking: from the compartments reached, and of each row."""
    monkeypatch.setattr(access, "MANY", 1_000_000 if request.param == "few" else 0)


@pytest.fixture
def world():
    return testing.people()


@pytest.fixture
def hidden_one(world):
    """An intervention nobody is granted any more, not even who made it."""
    made = testing.an_intervention(world.alba)
    Grant.objects.all().delete()
    return made


def grant(record, by, level=access.READ, from_at=NOON - HOUR, until_at=None, **holder):
    return Grant.objects.create(
        compartment_id=access.compartment_of(record),
        level=level,
        from_at=from_at,
        until_at=until_at,
        reason="test",
        by=by,
        **holder,
    )


def at(who, when=NOON):
    return testing.actor(who, when)


HOLDERS = {
    "person": lambda who: {"person": who.person},
    "office": lambda who: {"office": who.office},
    "institution": lambda who: {"institution": who.office.institution},
}
# Holder of a grant to Alba -> who sees.
REACHED = {"person": {"alba"}, "office": {"alba", "beto"}, "institution": {"alba", "beto", "gina"}}


@pytest.mark.parametrize("kind", HOLDERS)
def test_who_a_grant_reaches(world, hidden_one, kind):
    gina = testing.someone("Gina", testing.office("PNP-UC", "PNP-DIRMEAMB"))
    grant(hidden_one, world.alba.membership, **HOLDERS[kind](world.alba))
    everyone = {
        "alba": world.alba,
        "beto": world.beto,
        "gina": gina,
        "carla": world.carla,
        "pilar": world.pilar,
        "ada": world.ada,
    }
    seen = {
        name for name, who in everyone.items() if access.visible(Intervention.objects.all(), at(who)).exists()
    }
    assert seen == REACHED[kind]
    for name, who in everyone.items():
        assert access.level_of(at(who), hidden_one) == (access.READ if name in seen else 0)


@pytest.mark.parametrize("held", access.Level.values)
@pytest.mark.parametrize("wanted", access.Level.values)
def test_a_level_includes_those_below(world, hidden_one, held, wanted):
    grant(hidden_one, world.alba.membership, level=held, office=world.carla.office)
    carla = at(world.carla)
    assert access.visible(Intervention.objects.all(), carla, wanted).exists() == (held >= wanted)
    if held >= wanted:
        access.require(carla, wanted, hidden_one)
    else:
        with pytest.raises(Refused) as refused:
            access.require(carla, wanted, hidden_one)
        assert refused.value.code == "access.level"


@pytest.mark.parametrize(
    ("from_at", "until_at", "sees"),
    [
        (NOON - HOUR, None, True),
        (NOON, None, True),
        (NOON + timedelta(microseconds=1), None, False),
        (NOON - HOUR, NOON + HOUR, True),
        (NOON - HOUR, NOON, False),
        (NOON - 2 * HOUR, NOON - HOUR, False),
    ],
)
def test_from_is_inclusive_until_exclusive(world, hidden_one, from_at, until_at, sees):
    grant(hidden_one, world.alba.membership, from_at=from_at, until_at=until_at, person=world.carla.person)
    assert access.visible(Intervention.objects.all(), at(world.carla)).exists() == sees


def test_an_ended_grant_beside_a_running_one_takes_nothing_away(world, hidden_one):
    grant(hidden_one, world.alba.membership, until_at=NOON - timedelta(minutes=1), person=world.carla.person)
    grant(hidden_one, world.alba.membership, level=access.ACT, office=world.carla.office)
    assert access.level_of(at(world.carla), hidden_one) == access.ACT


def test_many_grants_show_a_record_once(world, hidden_one):
    for holder in HOLDERS.values():
        grant(hidden_one, world.alba.membership, **holder(world.carla))
    assert access.visible(Intervention.objects.all(), at(world.carla)).count() == 1


def test_an_exercise_never_sees_the_real_and_the_real_never_an_exercise(world):
    exercise, other = testing.uuid7(), testing.uuid7()
    learner = testing.someone("Eva", world.alba.office, exercise=exercise)
    elsewhere = testing.someone("Eloy", world.alba.office, exercise=other)
    real, played, apart = (testing.an_intervention(who) for who in (world.alba, learner, elsewhere))
    for who, own in ((world.alba, real), (world.beto, real), (learner, played), (elsewhere, apart)):
        assert list(access.visible(Intervention.objects.all(), who.actor)) == [own]
        assert list(access.visible(Item.objects.all(), who.actor)) == list(own.items.all())
    # Not even a grant by name reaches over.
    grant(played, world.alba.membership, level=access.MANAGE, person=world.alba.person)
    grant(real, world.alba.membership, level=access.MANAGE, person=learner.person)
    with pytest.raises(access.Hidden):
        access.get(Intervention, world.alba.actor, pk=played.pk)
    with pytest.raises(access.Hidden):
        access.get(Intervention, learner.actor, pk=real.pk)


def test_what_is_made_in_an_exercise_stays_in_it(world):
    exercise = testing.uuid7()
    learner = testing.someone("Eva", world.alba.office, exercise=exercise)
    receiver = testing.someone("Fina", world.carla.office, "wildlife", exercise=exercise)
    testing.accepted(testing.a_handover(learner, items=[testing.an_item(learner)]), receiver)
    assert set(Compartment.objects.values_list("exercise", flat=True)) == {exercise}


def refusal(ask):
    with pytest.raises(Http404) as error:
        ask()
    return type(error.value), str(error.value), error.value.args


def test_missing_and_refused_are_the_same(world, hidden_one):
    carla = at(world.carla)
    refused = refusal(lambda: access.get(Intervention, carla, pk=hidden_one.pk))
    missing = refusal(lambda: access.get(Intervention, carla, pk=testing.uuid7()))
    malformed = refusal(lambda: access.get(Intervention, carla, pk="no es un id"))
    nobody = refusal(lambda: access.get(Intervention, None, pk=hidden_one.pk))
    assert refused == missing == malformed == nobody
    assert refusal(lambda: access.require(carla, access.READ, hidden_one)) == refused


@pytest.mark.parametrize(
    "junk", ["", "x" * 5000, "\x00", -1, 1 << 200, None, [], b"\xff", UUID(int=0), "٣", object()]
)
def test_no_key_breaks_get(world, junk):
    with pytest.raises(access.Hidden):
        access.get(Intervention, world.alba.actor, pk=junk)


def test_without_an_actor_there_is_nothing(world):
    testing.an_intervention(world.alba)
    for model in (Intervention, Item, Attachment, Job):
        assert not access.visible(model.objects.all(), None).exists()


def test_counts_and_sums_are_of_what_is_visible(world):
    for n in range(3):
        testing.an_intervention(world.alba, title=str(n))
    testing.an_intervention(testing.someone("Dora", testing.office("PNP-UC", "PNP-DIRMEAMB")))
    assert Intervention.objects.count() == 4
    assert access.visible(Intervention.objects.all(), world.alba.actor).count() == 3
    assert access.visible(Intervention.objects.all(), world.carla.actor).count() == 0
    assert access.visible(Item.objects.all(), world.alba.actor).count() == 3


def test_a_queryset_asked_about_stays_narrowed(world):
    testing.an_intervention(world.alba, title="a")
    b = testing.an_intervention(world.alba, title="b")
    assert access.get(Intervention.objects.filter(title="b"), world.alba.actor) == b
    with pytest.raises(access.Hidden):
        access.get(Intervention.objects.filter(title="a"), world.alba.actor, pk=b.pk)


def test_every_protected_model_says_where_its_compartment_is():
    """A model without a path, or without reason to lack one, could be listed without asking."""
    from django.apps import apps

    open_ones = {
        # reference tables and what access itself is made of
        "Institution", "Office", "Person", "Membership", "User", "Compartment", "Grant", "Blob", "StoredPack",
        "CurrentPack", "JournalEntry", "JournalHead",
        # told to anyone who holds the paper, by its fingerprint only
        "IssuedPaper",
        # reviews of the law's entries: about packs, not about cases
        "EntryReview",
        # what trainers say of questions: about packs too
        "QuestionReview",
        # reviews of the pack's claims of harm: about packs, not about campaigns
        "ClaimReview",
        # what heads of platforms' files mean: about files of a kind, not about campaigns
        "HeadMeaning",
        # about persons, who are in no compartment: read through who may see both rows
        "PersonJudgement",
    }  # fmt: skip
    for model in apps.get_models():
        if model.__module__.startswith("arariwa.") and not model._meta.auto_created:
            path = getattr(model, "compartment_path", "")
            assert path or model.__name__ in open_ones, model
            if path:
                model.objects.filter(**{f"{path}__exercise": None}).exists()


def test_allow_again_changes_nothing(world):
    made = testing.an_intervention(world.alba)
    with testing.in_action():
        first = access.allow(world.alba.actor, made, world.carla.office, access.ACT, "test")
        assert access.allow(world.alba.actor, made, world.carla.office, access.READ, "test") == first
        assert access.allow(world.alba.actor, made, world.carla.office, access.MANAGE, "test") != first
    assert Grant.objects.filter(office=world.carla.office).count() == 2


def test_a_copy_of_a_compartment_has_the_running_grants_only(world):
    made = testing.an_intervention(world.alba)
    now = world.alba.actor
    grant(made, world.alba.membership, until_at=now.now - HOUR, office=world.pilar.office)
    grant(made, world.alba.membership, until_at=now.now + HOUR, office=world.carla.office)
    with testing.in_action():
        fresh = access.copy_compartment(now, made.compartment_id)
    kept = set(fresh.grants.values_list("office", "until_at"))
    assert kept == {(world.alba.office.pk, None), (world.carla.office.pk, now.now + HOUR)}


def test_a_membership_that_ended_sees_nothing(world):
    from arariwa.core.actor import memberships_of

    today = world.alba.actor.today
    gone = testing.someone("Gala", world.alba.office, until_on=today)
    coming = testing.someone("Cira", world.alba.office, from_on=today + timedelta(days=1))
    last_day = testing.someone("Lita", world.alba.office, until_on=today + timedelta(days=1))
    assert not memberships_of(gone.person, today)
    assert not memberships_of(coming.person, today)
    assert memberships_of(last_day.person, today)


def test_viewers_counts_people_once(world):
    made = testing.an_intervention(world.alba)
    now = world.alba.actor.now
    assert access.viewers(made, now) == 2
    with testing.in_action():
        access.allow(world.alba.actor, made, world.alba.person, access.READ, "test")
        access.allow(world.alba.actor, made, world.carla.office.institution, access.READ, "test")
    assert access.viewers(made, world.alba.actor.now) == 3


def test_one_enters_an_exercise_on_purpose_and_acts_in_its_time(world, monkeypatch):
    exercise, noon = testing.uuid7(), datetime(2026, 5, 12, 12, tzinfo=UTC)
    monkeypatch.setattr(actors, "_exercise_clocks", [lambda asked: noon if asked == exercise else None])
    # Its day is long before the real appointment's, which stays the usual one all the same.
    played = testing.someone(
        "Alba", world.carla.office, "wildlife", exercise=exercise, from_on=date(2019, 1, 1)
    )
    client = testing.sign_in(world.alba)
    asked = client.get(reverse("core:account")).wsgi_request.actor
    assert (asked.exercise, asked.office) == (None, world.alba.office)
    client.post(reverse("core:actor"), {"membership": str(played.membership.pk)})
    page = client.get(reverse("core:account"))
    assert (page.wsgi_request.actor.exercise, page.wsgi_request.actor.now) == (exercise, noon)
    assert 'class="band"' in page.content.decode()
    # Back to the real one, whichever day it is in the exercise.
    client.post(reverse("core:actor"), {"membership": str(world.alba.membership.pk)})
    assert client.get(reverse("core:account")).wsgi_request.actor.exercise is None
    assert actors.actor_for(played.membership).now == noon


def test_what_a_visitor_sends_is_managed_by_who_answers_it_and_seen_by_nobody_else(world):
    made = testing.an_intervention(world.alba)
    for holder, seen in ((world.carla.office, {"carla"}), (world.pilar.office.institution, {"pilar"})):
        made.compartment = access.visitors_compartment(holder, NOON)
        made.save()
        assert made.compartment.created_by is None
        for name in ("alba", "beto", "carla", "pilar", "ada"):
            level = access.level_of(at(getattr(world, name)), made)
            assert level == (access.MANAGE if name in seen else 0)
