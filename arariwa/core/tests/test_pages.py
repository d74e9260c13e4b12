"""Tags, pieces and the frame: what they print, and that nothing inline would be stopped by the policy."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.template import engines
from django.utils import translation

from arariwa.core import charts
from arariwa.core.domain.spans import Span
from arariwa.core.templatetags.arariwa import stacked

CORE = Path(__file__).parent.parent
NOON = datetime(2026, 3, 16, 17, tzinfo=UTC)


def said(text: str, **context: object) -> str:
    return engines["django"].from_string(text).render(context)


@pytest.mark.parametrize(
    ("code", "es", "en"),
    [
        ("'satisfied'", '<span class="st yes">con elementos</span>', '<span class="st yes">supported</span>'),
        (
            "'contradicted'",
            '<span class="st no">desvirtuado</span>',
            '<span class="st no">contradicted</span>',
        ),
        (
            "'not_known'",
            '<span class="st open">por esclarecer</span>',
            '<span class="st open">to be established</span>',
        ),
        ("None", '<span class="st open">no se sabe</span>', '<span class="st open">not known</span>'),
        ("True", '<span class="st yes">sí</span>', '<span class="st yes">yes</span>'),
        (
            "'late' hostile",
            '<span class="st late">&lt;b&gt;</span>',
            '<span class="st late">&lt;b&gt;</span>',
        ),
        ("hostile", '<span class="st wait">&lt;b&gt;</span>', '<span class="st wait">&lt;b&gt;</span>'),
    ],
)
def test_state(code, es, en):
    for lang, expected in (("es", es), ("en", en)):
        with translation.override(lang):
            assert said(f"{{% state {code} %}}", hostile="<b>") == expected


def test_filters_say_what_is_not_reported():
    with translation.override("es"):
        for filtered in ("number", "quantity:'kg'", "money", "day", "day_brief", "moment", "hour", "month"):
            assert said(f"{{{{ nothing|{filtered} }}}}", nothing=None) == "no informado", filtered
        assert (
            said("{{ v|day }} {{ v|day_brief }}", v=Span.parse("2026-02"))
            == "febrero de 2026 febrero de 2026"
        )
        assert (
            said("{{ hostile|reported }}{{ ''|reported }}", hostile="<b>")
            == '&lt;b&gt;<span class="quiet-text">no informado</span>'
        )


def test_words_of_packs():
    both = {"es": "uña", "en": "claw"}
    for lang, expected in (("es", "uña|uña|x|"), ("en", "claw|uña|x|")):
        with translation.override(lang):
            page = said(
                "{{ a|words }}|{{ b|words }}|{{ c|words }}|{{ d|words }}",
                a=both,
                b={"es": "uña", "en": ""},
                c="x",
                d=None,
            )
            assert page == expected


def test_when():
    with translation.override("es"):
        assert (
            said("{% when at %}", at=NOON)
            == '<time class="when" datetime="2026-03-16T17:00:00+00:00">16 mar 2026, 12:00</time>'
        )
        assert (
            said("{% when at %}", at=Span.parse("2026-02"))
            == '<time class="when" datetime="2026-02">febrero de 2026</time>'
        )


def test_a_stacked_table_names_each_cell():
    plain = '<table><thead><tr><th scope="col">Day</th><th scope="col"><a href="?">Place <span aria-hidden="true">↓</span></a></th><th scope="col">Say "x"</th></tr></thead><tbody><tr><td>1</td><th scope="row">B</th><td data-l="own">2</td><td>3</td></tr></tbody></table>'
    page = stacked(plain)
    assert '<table class="stack" role="table">' in page
    assert '<td role="cell" data-l="Day">1' in page
    assert '<th scope="row" role="rowheader">B' in page
    assert '<td data-l="own" role="cell">2' in page
    assert '<td role="cell">3' in page
    assert page.count('role="columnheader"') == 3


def test_a_stacked_table_takes_several_columns_under_one_head():
    page = stacked(
        '<table class="x"><thead><tr><th colspan="2">Both</th><th>C</th></tr></thead><tr><td>1</td><td>2</td><td>3</td></tr></table>'
    )
    assert re.findall(r'data-l="(\w+)"', page) == ["Both", "Both", "C"]
    assert 'class="stack x"' in page


def test_sorting_turns_round_and_leaves_the_page_of_the_list(rf):
    request = rf.get("/?lugar=Loreto&desde=abc")
    page = said("{% sort_head 'day' 'Day' %}{% sort_head 'place' 'Place' %}", request=request, sort="-day")
    assert 'aria-sort="descending"><a href="?lugar=Loreto&amp;orden=day">' in page
    assert '<th scope="col"><a href="?lugar=Loreto&amp;orden=place">' in page


def test_a_qr_code_is_a_picture_with_words():
    page = said("{% qr 'https://arariwa.example/<x>' %}")
    assert 'role="img"' in page
    assert "<x>" not in page


def test_texts_of_pieces_are_escaped():
    page = said(
        '{% include "core/_facts.html" %}{% include "core/_timeline.html" %}{% include "core/_rows.html" %}',
        rows=[("<i>", "<script>")],
        entries=[{"at": NOON, "text": "<script>", "more": "<script>"}],
    )
    assert "<script>" not in page
    assert "<i>" not in page


# Axis and map


def test_bars_lie_within_the_axis_and_in_their_order():
    chart = charts.day_axis(
        [charts.Stretch("a", NOON, NOON + timedelta(hours=2)), charts.Stretch("b", NOON + timedelta(days=2))],
        now=NOON + timedelta(days=3),
        now_label="hoy",
        summary="s",
    )
    assert [bar["label"] for bar in chart.bars] == ["a", "b"]
    for bar in chart.bars:
        assert 0 <= bar["x"] <= bar["x"] + bar["width"] <= 100.6
    assert chart.now and 0 < chart.now["x"] <= 100
    assert chart.bars[1]["end"]


def test_an_axis_without_bars_or_over_years():
    assert charts.day_axis([], now=NOON, summary="s").ticks
    with translation.override("es"):
        ticks = charts.day_axis(
            [charts.Stretch("a", NOON, NOON + timedelta(days=900))], now=NOON, summary="s"
        ).ticks
    assert len(ticks) <= 6
    assert ticks[0]["label"] == "16 mar"
    assert ticks[-1]["label"].endswith("2028")


def test_over_many_years_each_tick_says_its_year():
    with translation.override("es"):
        begun = charts.Stretch("CITES", NOON.replace(year=1975))
        labels = [tick["label"] for tick in charts.day_axis([begun], now=NOON, summary="s").ticks]
    assert labels[0] == "mar 1975" and all(re.fullmatch(r"[a-z]+ \d{4}", label) for label in labels)


def test_a_map_holds_its_points_and_sizes_them_by_area():
    land = [
        {
            "properties": {"code": "16"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[-78, 0], [-70, 0], [-70, -8], [-78, -8], [-78, 0]]],
            },
        }
    ]
    drawn = charts.point_map(
        land,
        [charts.Place("A", -76, -5, 100), charts.Place("B", -71, -1, 25)],
        summary="s",
        value_label="kg",
        here=frozenset({"16"}),
    )
    assert drawn.shapes[0]["here"]
    assert drawn.shapes[0]["d"].startswith("M0 0")
    big, small = drawn.points
    assert (big["r"], small["r"]) == (14.0, 9.0)
    assert small["end"] and not big["end"]
    assert all(0 <= p["x"] <= drawn.width and 0 <= p["y"] <= drawn.height for p in drawn.points)


# The policy and the weight


@pytest.mark.parametrize("path", sorted((CORE / "templates").rglob("*.html")), ids=lambda p: p.name)
def test_nothing_inline(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|javascript:|\son[a-z]+=", text)
    for script in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in script or "application/json" in script


def test_the_sheet_stays_light():
    sheet = (CORE / "static/core/arariwa.css").read_text(encoding="utf-8")
    assert len(sheet.encode()) < 31_500
    assert "http" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_the_style_guide_shows_every_piece_in_both_languages(client, db):
    for address, lang, word in (
        ("/guia-de-estilo/", "es-PE", "Guía de estilo"),
        ("/en/guia-de-estilo/", "en", "Style guide"),
    ):
        answer = client.get(address)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert f'<html lang="{lang}">' in page
        assert word in page
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        for target in re.findall(r'href="#([^"]+)"', page):
            assert target in ids, target


def test_refused_and_missing_look_the_same(client, db):
    assert client.get("/no-existe/").status_code == 404
    assert "Aquí no hay nada que podamos mostrarle" in client.get("/no-existe/").content.decode()


def test_a_name_on_a_map_stays_on_it():
    square = [[-81.3, -18.4], [-68.7, -18.4], [-68.7, 0], [-81.3, 0], [-81.3, -18.4]]
    outline = {"properties": {"code": "16"}, "geometry": {"type": "Polygon", "coordinates": [square]}}
    long = "Autoridad forestal y de fauna de Loreto, sede Alto Amazonas"
    told = [
        charts.Place(long, -76.1, -5.9),
        charts.Place(long, -70.0, -13.0),
        charts.Place("FEMA Ucayali", -74.5, -8.4),
    ]
    drawn = charts.point_map([outline], told, summary="", value_label="")
    for point in drawn.points:
        wide = 7.5 * len(point["name"])
        assert (point["text_x"] - wide > 0) if point["end"] else (point["text_x"] + wide < drawn.width)
        assert point["label"].startswith(point["name"].rstrip("…"))
    assert [p["name"] for p in drawn.points if p["named"]][-1] == "FEMA Ucayali"
