"""Reach and growth of a campaign: bounds, lines with the end marked and gaps where platforms changed, cost as a range, regions."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from arariwa.core import access, testing
from arariwa.events.tests import small
from arariwa.outreach import actions_budget, actions_campaigns, line_chart, reach, showing_charts
from arariwa.outreach.domain.bounds import Point, Seen, points
from arariwa.outreach.line_chart import Mark
from arariwa.outreach.tests import campaigning as world
from arariwa.outreach.tests.exports import written
from arariwa.outreach.tests.importing import END, a_campaign, brought, posts

LATER = END + timedelta(days=120)


def shown(campaign, who=None, name="charts", lang="es"):
    answer = testing.sign_in(who or small.coordinator()).get(
        ("/en" if lang == "en" else "") + reverse(f"outreach:{name}", args=[campaign.pk])
    )
    assert answer.status_code == 200
    text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace("\xa0", " ").split()) if name == "charts" else text


def spend(campaign, amount, on=END, currency="PEN"):
    values = {"kind": "advertising", "what": "Pauta", "amount": amount, "currency": currency, "paid_on": on}
    return actions_budget.add_spending(
        by=small.coordinator().actor, campaign_id=campaign.pk, id=testing.uuid7(), values=values
    )


# The picture, without records


DAY = date(2023, 1, 1)


def marks(*values, **changes):
    return [Mark(DAY + timedelta(days=30 * n), Decimal(value), **changes) for n, value in enumerate(values)]


def test_a_line_joins_its_points_and_breaks_where_the_count_changed():
    row = marks(10, 20, 40)
    row[2] = Mark(row[2].on, row[2].value, gap=True)
    chart = line_chart.draw([("Facebook", row)], summary="", end=row[1].on, end_label="fin")
    assert [(line["x1"], line["x2"]) for line in chart.lines] == [(2.0, 50.0)]
    assert len(chart.dots) == 3
    assert (chart.end["x"], chart.end["label"]) == (50.0, "fin")
    # From zero up: the largest stands on top, the smallest a quarter of the way.
    assert [dot["y"] for dot in chart.dots] == [chart.base - 45, chart.base - 90, chart.top]


def test_names_of_lines_never_stand_over_another():
    chart = line_chart.draw([(name, marks(1, n)) for n, name in enumerate("abc", 98)], summary="")
    ys = sorted(name["y"] for name in chart.names)
    assert all(b - a >= line_chart.APART for a, b in zip(ys, ys[1:], strict=False))


@pytest.mark.parametrize("ends", [(100, 92), (100, 90, 40), (50, 95, 100)])
def test_no_name_stands_over_the_end_of_another_line(ends):
    """Letters take some twelve pixels over their line, a point five on each side."""
    rows = [(f"Línea {n}", [Mark(DAY, Decimal(n // 2)), Mark(LATER, Decimal(n))]) for n in ends]
    chart = line_chart.draw(rows, summary="")
    points = [dot["y"] for dot in chart.dots if dot["x"] == chart.names[0]["x"]]
    assert len(points) == len(ends)
    for name in chart.names:
        assert all(y + 5 < name["y"] - 12 or y - 5 > name["y"] for y in points), name


def test_one_point_and_an_end_before_it_draw():
    chart = line_chart.draw([("X", marks(5))], summary="", end=DAY - timedelta(days=90), end_label="fin")
    assert chart.lines == [] and chart.dots[0]["x"] == 98.0 and chart.end["x"] == 2.0


def test_a_range_leads_down_to_the_lower_bound():
    chart = line_chart.draw([("X", marks(100, lower=Decimal(40)))], summary="")
    [one] = chart.ranges
    assert one["y2"] == chart.top and one["y1"] == chart.base - 72


# The page


@pytest.mark.django_db
def test_before_any_import_nothing_is_known():
    campaign = a_campaign()
    text = shown(campaign)
    assert "no se sabe nada del alcance" in text
    assert "Sin alcance no hay entre qué dividir" in text


@pytest.mark.django_db
def test_reach_stands_between_bounds_with_method_and_day():
    campaign = a_campaign()
    brought(campaign, data=posts(500, 300))
    text = shown(campaign)
    assert "Entre 500 y 800 cuentas" in text
    assert "exportación del 30 de junio de 2025" in text
    assert "como mínimo la mayor publicación y como máximo la suma" in text
    assert "Between 500 and 800 accounts" in shown(campaign, lang="en")


@pytest.mark.django_db
def test_growth_after_the_end_is_a_series_not_an_overwrite():
    campaign = a_campaign()
    brought(campaign, data=posts(500, 300))
    brought(campaign, data=posts(700, 400), as_of=LATER)
    text = shown(campaign)
    assert "Al cierre de la campaña" in text and "Últimas exportaciones" in text
    assert "Entre 500 y 800 cuentas" in text and "Entre 700 y 1,100 cuentas" in text
    assert "+300" in text and "después de la campaña" in text and "fin de la campaña" in text
    table = shown(campaign, name="charts_csv")
    assert "30/06/2025,500,800," in table and ",700,1100,300" in table.replace('"', "").replace(
        "1,100", "1100"
    )


@pytest.mark.django_db
def test_a_change_of_definition_is_a_gap_and_no_growth(monkeypatch):
    campaign = a_campaign()
    rows = [Point("facebook", END, Decimal(800)), Point("facebook", LATER, Decimal(90), break_before=True)]
    monkeypatch.setattr(reach, "series", lambda campaign, metric: rows)
    found = showing_charts.growth(campaign, "views")
    assert found.breaks and found.chart.lines == []
    assert [row["change"] for row in found.rows] == [None, None]


@pytest.mark.django_db
def test_cost_per_person_is_a_range_and_says_what_it_counts():
    campaign = a_campaign()
    brought(campaign, data=posts(500, 300))
    spend(campaign, Decimal(400))
    spend(campaign, Decimal(100), currency="USD")
    # Spent after the export, so not against what it says.
    spend(campaign, Decimal(9000), on=LATER)
    void = spend(campaign, Decimal(7))
    by = small.coordinator().actor
    actions_budget.void_spending(by=by, campaign_id=campaign.pk, id=void.pk, why="Doble")
    found = {one.currency: one for one in showing_charts.per_person(campaign)}
    assert (found["PEN"].spent, found["PEN"].least, found["PEN"].most) == (
        400,
        Decimal("0.50"),
        Decimal("0.80"),
    )
    assert (found["USD"].least, found["USD"].most) == (Decimal("0.12"), Decimal("0.20"))
    text = shown(campaign)
    assert "S/ 0.50 – S/ 0.80" in text
    assert "No se cuentan el trabajo del personal ni los costos de conferencias" in text


@pytest.mark.django_db
def test_an_upper_bound_without_a_stated_overlap_has_no_single_cost():
    campaign = a_campaign()
    brought(campaign, data=posts(500, 300))
    spend(campaign, Decimal(400))
    assert showing_charts.per_person(campaign)[0].estimate is None


@pytest.mark.django_db
def test_conferences_stand_on_the_map_by_region_for_those_who_see_them():
    campaign, lola = a_campaign(), world.reviewer()
    event = small.a_closed_event(3, kind="conference", ubigeo="160101")
    to = {"campaign_id": campaign.pk}
    by = small.coordinator().actor
    actions_campaigns.link_event(by=by, **to, id=testing.uuid7(), event_id=event.pk)
    actions_campaigns.share(by=by, **to, office=lola.office, level=access.READ)
    assert "Loreto" in shown(campaign)
    assert "Loreto" not in shown(campaign, lola)


@pytest.mark.django_db
def test_the_state_at_the_end_is_of_the_end_whenever_its_days_were_exported():
    campaign = a_campaign()
    days = [
        ["Date", "Video Views", "Reached audience"],
        ["2025-06-10", "90", "40"],
        ["2025-07-11", "50", "70"],
    ]
    brought(campaign, data=written(days), as_of=LATER)
    spend(campaign, Decimal(400))
    spend(campaign, Decimal(9000), on=LATER)
    first = showing_charts.per_person(campaign)[0]
    assert (first.until, first.spent) == (reach.at_end(campaign), 400)
    assert "Al cierre de la campaña (30 de junio de 2025)" in shown(campaign)


@pytest.mark.django_db
def test_posts_that_joined_a_later_export_are_told_beside_the_growth():
    campaign = a_campaign()
    brought(campaign, data=posts(500))
    brought(campaign, data=posts(520, 300), as_of=LATER)
    text = shown(campaign)
    assert "+320" in text and "con 1 publicación de la que la fila anterior no tenía cifra" in text


def test_from_figures_of_an_account_to_figures_of_posts_nothing_grew():
    account = Seen("facebook", "1", "", "reach", "day", Decimal(900), END, day=END)
    post = Seen("facebook", "1", "7", "reach", "lifetime", Decimal(100), LATER)
    first, second = points([account, post], unique=True)
    assert (first.value, second.value, second.break_before, second.joined) == (900, 100, True, 0)
