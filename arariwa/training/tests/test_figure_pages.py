"""The pages of figures: every figure in words with its parts, the rows behind, small cells, what is not known."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from arariwa.core import testing
from arariwa.events import showing_figures as events
from arariwa.events.figures import Scope
from arariwa.events.models import Opinion
from arariwa.events.tests import small
from arariwa.events.tests.test_figures import opinion
from arariwa.training import figure_words
from arariwa.training import showing_figures as showing
from arariwa.training.tests import exercising, world
from arariwa.training.tests.test_learning_figures import YESTERDAY, a_class, took

pytestmark = pytest.mark.django_db
ALL = reverse("training:figures")


def page(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


def table(client, url):
    answer = client.get(url)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def rosa():
    return testing.sign_in(world.rosa())


def test_each_figure_stands_once_with_words_and_leads_to_its_page():
    codes = [code for _title, codes in showing.BOOK.sections for code in codes]
    assert sorted(codes) == sorted(showing.BOOK.figures)
    assert set(codes) == set(figure_words.WORDS)
    text = page(rosa(), ALL)
    for code in codes:
        assert reverse("training:figure", args=[code]) in text
    assert "no se sabe" in text and "ningún sistema de esta copia" in text


def test_every_reason_breakdown_and_thing_beside_has_words():
    places = a_class(2)
    took(places[0], "pre", 20)
    took(places[0], "post", 80)
    exercising.handed_in(exercising.opened("ex-04"))
    small.a_closed_event(2)
    for code, count in showing.BOOK.figures.items():
        found = count(Scope())
        assert not found.unknown or found.unknown in figure_words.WHY, code
        said = {name.replace("_high", "_low") for name in found.beside}
        assert said <= set(figure_words.BESIDE), code
        assert {*found.parts, *found.of_parts} <= set(figure_words.BREAKDOWNS), code
        assert all(rows.model in showing.ROWS or rows.model is Opinion for rows in found.rows), code


def test_a_figure_shows_value_parts_and_the_rows_behind_it():
    places = a_class(3)
    for place, pre, post in zip(places, (40, 50, 60), (70, 80, 75), strict=True):
        took(place, "pre", pre)
        took(place, "post", post)
    client = rosa()
    text = page(client, ALL)
    assert ">0.5<" in text and "Ganancia, intervalo de 95 %: de " in text
    text = page(client, reverse("training:figure", args=["CAP-19"]))
    for words in (
        "75",
        "150",
        "0.5",
        "Sin la segunda evaluación",
        "g de Hedges",
        "Fiscalía",
        "Curso de prueba",
    ):
        assert words in text
    assert "Evaluaciones (6)" in text
    assert all(reverse("training:test_result", args=[a.pk]) in text for p in places for a in p.attempts.all())
    rows = table(client, reverse("training:figure_rows_csv", args=["CAP-19"]))
    assert len(rows) == 6
    assert {row["Id"] for row in rows} == {str(a.pk) for p in places for a in p.attempts.all()}


def test_what_is_not_known_is_no_number():
    client = rosa()
    text = page(client, reverse("training:figure", args=["CAP-23"]))
    assert "No se sabe, porque ningún sistema" in text
    (row,) = [row for row in table(client, reverse("training:figures_csv")) if row["Código"] == "CAP-23"]
    assert (row["Valor"], row["Resultado"]) == ("", "")
    assert row["No se sabe, porque"].startswith("ningún sistema")


def test_the_period_and_the_course_narrow_what_is_counted():
    tania = small.coordinator()
    small.a_closed_event(1, tania, from_on=date(2024, 5, 2), until_on=date(2024, 5, 2), track="POL")
    small.a_closed_event(1, tania, from_on=date(2024, 10, 1), until_on=date(2024, 12, 31))
    client = testing.sign_in(tania)

    def held(query):
        rows = table(client, f"{reverse('training:figure_csv', args=['CAP-01'])}?{query}")
        return rows[0]["Valor"]

    assert [held(f"periodo={p}") for p in ("2024", "2024-1", "2024-2", "2024-4", "")] == [
        "2",
        "0",
        "1",
        "1",
        "2",
    ]
    assert held("periodo=1") == "2", "no period at all"
    text = page(client, f"{ALL}?periodo=2024-2")
    assert "trimestre 2 de 2024" in text
    assert f"{reverse('training:figure', args=['CAP-01'])}?periodo=2024-2" in text


def test_the_quarters_of_a_year_are_that_year():
    quarters = [events.days_of(f"2024-{n}") for n in range(1, 5)]
    assert quarters[0][0] == date(2024, 1, 1)
    assert all(one[1] == other[0] for one, other in zip(quarters, quarters[1:], strict=False))
    assert quarters[-1][1] == events.days_of("2024")[1] == date(2025, 1, 1)


def test_to_be_published_small_cells_are_hidden():
    tania = small.coordinator()
    event = small.an_event(tania, from_on=YESTERDAY, until_on=YESTERDAY)
    for n in range(8):
        small.attended(small.registered(event, n + 1, tania, sex="F" if n < 6 else "M"), by=tania)
    small.actions.close(by=tania.actor, id=event.pk)
    client, url = testing.sign_in(tania), reverse("training:figure_csv", args=["CAP-05"])
    seen = {row["Parte"]: row["Valor"] for row in table(client, url) if row["Agrupado por"] == "Sexo"}
    told = {
        row["Parte"]: row["Valor"]
        for row in table(client, f"{url}?celdas=ocultar")
        if row["Agrupado por"] == "Sexo"
    }
    assert seen == {"Mujer": "6", "Hombre": "2"}
    assert told == {"Mujer": "no se publica", "Hombre": "no se publica"}
    url = reverse("training:figure", args=["CAP-05"])
    assert "Nombre1" in page(client, url)
    assert "Nombre1" not in page(client, f"{url}?celdas=ocultar"), "what is published names nobody"


def test_to_be_published_a_figure_of_few_persons_is_not_told_but_one_of_few_events_is():
    tania = small.coordinator()
    small.a_closed_event(3, tania)
    client = testing.sign_in(tania)
    rows = {
        (row["Código"], row["Parte"]): row["Valor"]
        for row in table(client, f"{reverse('training:figures_csv')}?celdas=ocultar")
    }
    assert rows["CAP-05", ""] == "no se publica"
    assert not [part for code, part in rows if code == "CAP-05" and part]
    assert (rows["CAP-01", ""], rows["CAP-01", "Presencial"]) == ("1", "1")
    assert ">3<" not in page(client, f"{ALL}?celdas=ocultar")


def test_who_filled_in_a_form_cannot_be_read_from_the_rows():
    event = small.a_closed_event(2)
    form = opinion(event, 5)
    opinion(event, 2)
    client = testing.sign_in(small.coordinator())
    rows = table(client, reverse("training:figure_rows_csv", args=["CAP-26"]))
    assert [(row["Id"], row["Detalle"].split(" · ")[-1]) for row in rows] == [
        (str(event.pk), "2 formularios")
    ]
    assert str(form.pk) not in page(client, reverse("training:figure", args=["CAP-26"]))


def test_who_does_not_organise_meets_no_figure():
    client = testing.sign_in(testing.people().alba)
    for name in ("figures", "figures_csv"):
        assert client.get(reverse(f"training:{name}")).status_code == 422
    for name in ("figure", "figure_csv", "figure_rows_csv"):
        assert client.get(reverse(f"training:{name}", args=["CAP-05"])).status_code == 404
    assert rosa().get(reverse("training:figure", args=["CAP-99"])).status_code == 404


@pytest.mark.parametrize("code", list(showing.BOOK.figures))
def test_each_page_answers_in_both_languages_and_asks_no_more_for_more_rows(code):
    tania = small.coordinator()
    small.a_closed_event(2, tania)
    client, url = testing.sign_in(tania), reverse("training:figure", args=[code])
    page(client, url)

    def asks():
        with CaptureQueriesContext(connection) as asked:
            page(client, url)
        return len(asked)

    before = asks()
    for _n in range(3):
        small.a_closed_event(3, tania)
    assert asks() <= before + 2
    assert page(client, f"/en{url}")


def test_parts_by_region_are_drawn_on_the_map_and_what_is_hidden_is_not():
    event = small.a_closed_event(13)
    rows = list(event.participations.order_by("pk").values_list("pk", flat=True))
    for region, some in (("16", rows[:6]), ("21", rows[6:12]), ("22", rows[12:])):
        event.participations.filter(pk__in=some).update(region=region)
    url = reverse("training:figure", args=["CAP-05"])
    assert page(rosa(), url).count('class="dot"') == 3
    # The one person of a region is hidden, and a second region with them, so that nobody subtracts.
    assert page(rosa(), f"{url}?celdas=ocultar").count('class="dot"') == 1
