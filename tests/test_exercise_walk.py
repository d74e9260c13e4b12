"""A team of three works EX-01 live, each on a browser of their own; a trainer leads it and reads what came out."""

from urllib.parse import urlencode

import pytest

from arariwa.core import testing
from arariwa.training import queries_exercises as queries
from arariwa.training.models import ExerciseRun
from arariwa.training.tests import exercising
from tests.walking import Walker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, PHONE = 1280, 360
# Answered by hand on the page, one of each role; the rest of the model answer follows by the same addresses.
BY_HAND = {"wildlife": "f1_species", "police": "f1_associated", "prosecutor": "f6_offence"}


def test_a_team_of_three_works_ten_dated_facts(live_server, new_context):
    people = exercising.world()
    team = {"wildlife": people.carla, "police": people.alba, "prosecutor": people.pilar}
    leads = Walker(new_context(), live_server.url, "es", WIDE)
    leads.borrow(exercising.trainer())
    opened(leads, team)
    run = ExerciseRun.objects.get()
    one = queries.exercise_of(run)
    model = {code: value for step in one.model for code, value in step.given.items()}
    walkers = {}
    for (role, who), (lang, width) in zip(
        team.items(), (("es", PHONE), ("en", PHONE), ("es", WIDE)), strict=True
    ):
        walkers[role] = entered(Walker(new_context(), live_server.url, lang, width), who, run)
        answered(walkers[role], run, role, model)
    for role, walker in walkers.items():
        the_rest(walker, run, [q for q in one.questions if q.of == [role]], model)
    handed_in(walkers["prosecutor"])
    leads.go(f"/practicas/{run.pk}/resultado/")
    assert leads.heading() == "100 de 100 puntos"
    leads.follow("Give other points")
    leads.go("/practicas/")
    assert "aprobado" in leads.text()


def opened(walker: Walker, team: dict[str, testing.Someone]) -> None:
    walker.go("/ejercicios/")
    walker.follow("¿Es delito? Diez hechos con fecha")
    walker.follow("Open it for a team")
    walker.fill(**{f"role-{role}": who.user.email for role, who in team.items()})
    walker.press("Open the exercise")
    walker.press("Start the clock")
    assert walker.words("running") in walker.text()


def entered(walker: Walker, who: testing.Someone, run: ExerciseRun) -> Walker:
    """From one's home into the exercise, where the band says so."""
    walker.borrow(who)
    walker.go("/")
    walker.follow(queries.exercise_of(run).title.in_(walker.lang))
    walker.act(
        walker.page.locator("main").get_by_role("button", name=walker.words("Act in this role")).first.click
    )
    assert walker.page.locator(".band").is_visible()
    return walker


def answered(walker: Walker, run: ExerciseRun, role: str, model: dict) -> None:
    code = BY_HAND[role]
    value = model[code]
    walker.choose(f"{code}-answer", value[0] if isinstance(value, list) else value)
    walker.act(walker.page.locator(f"#p-{code} button").click)
    assert walker.words("Answered") in walker.page.inner_text(f"#p-{code}")


def the_rest(walker: Walker, run: ExerciseRun, questions: list, model: dict) -> None:
    """The other questions of the role, sent as the page's own form sends them."""
    page = walker.url + walker.prefix + f"/practicas/{run.pk}/"
    token = next(c["value"] for c in walker.context.cookies() if c["name"].startswith("csrf"))
    for question in questions:
        if question.code == BY_HAND.get(question.of[0]):
            continue
        value = model[question.code]
        # One field of that name: the model chooses one offence of several only where one is right.
        form = {"csrfmiddlewaretoken": token, f"{question.code}-id": str(testing.uuid7())}
        body = [*form.items()] + [
            (f"{question.code}-answer", each) for each in (value if isinstance(value, list) else [value])
        ]
        answer = walker.context.request.post(
            f"{page}responder/{question.code}/",
            data=urlencode(body),
            headers={"content-type": "application/x-www-form-urlencoded", "referer": page},
            max_redirects=0,
        )
        assert answer.status == 302, (question.code, answer.status)


def handed_in(walker: Walker) -> None:
    walker.page.reload()
    walker.look()
    walker.follow("Hand in")
    walker.press("Hand in")
    assert walker.heading() == "100 de 100 puntos"
