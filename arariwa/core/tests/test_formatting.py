"""Numbers, amounts, days and hours as Peruvian papers write them, and reading what people type."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.template import engines
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from arariwa.core import formatting as f
from arariwa.core.domain.refused import Refused
from arariwa.core.domain.spans import Span
from arariwa.core.refusals import sentence, worded

MARCH = date(2026, 3, 16)
AFTERNOON = datetime(2026, 3, 16, 19, 35, tzinfo=UTC)  # 14:35 in Lima


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (26100, "26,100"),
        (Decimal("0.500"), "0.5"),
        (Decimal("26100.500"), "26,100.5"),
        (Decimal("100"), "100"),
        (Decimal("1E+3"), "1,000"),
        (Decimal("9999999999.999"), "9,999,999,999.999"),
        (-3, "-3"),
    ],
)
def test_number(value, written):
    assert f.number(value) == written


@pytest.mark.parametrize(
    ("value", "unit", "es", "en"),
    [
        (45, "kg", "45 kg", "45 kg"),
        (3, "live_animal", "3 animales vivos", "3 live animals"),
        (1, "live_animal", "1 animal vivo", "1 live animal"),
        (Decimal("1.000"), "specimen", "1 espécimen", "1 specimen"),
        (0, "unit", "0 unidades", "0 units"),
        (13779, "specimen", "13,779 especímenes", "13,779 specimens"),
        (None, "kg", "no informado", "not reported"),
        (2, "quintal", "2 quintal", "2 quintal"),
    ],
)
def test_quantity(value, unit, es, en):
    assert f.quantity(value, unit, "es").replace(f.NBSP, " ") == es
    assert f.quantity(value, unit, "en").replace(f.NBSP, " ") == en


def test_money():
    assert f.money(4000).replace(f.NBSP, " ") == "S/ 4,000.00"
    assert f.money(Decimal("-0.5"), "USD").replace(f.NBSP, " ") == "-US$ 0.50"
    assert f.money(1, "XYZ").replace(f.NBSP, " ") == "XYZ 1.00"


def test_percent_and_size():
    assert f.percent(1, 8).replace(f.NBSP, " ") == "12.5 %"
    assert f.percent(1, 0) == "–"
    assert [f.size(n).replace(f.NBSP, " ") for n in (0, 999, 212_400, 3_400_000)] == [
        "0 B",
        "999 B",
        "212 kB",
        "3.4 MB",
    ]


def test_days():
    assert f.day(MARCH, "es") == "16 de marzo de 2026"
    assert f.day(MARCH, "en") == "16 March 2026"
    assert f.day(date(2022, 9, 1), "es") == "1 de setiembre de 2022"
    assert f.day_short(MARCH) == "16/03/2026"
    assert f.day_brief(MARCH, "es") == "16 mar 2026"
    assert f.month(MARCH, "es") == "marzo de 2026"
    assert f.weekday(MARCH, "es") == "lunes 16 de marzo de 2026"
    # half past nine in the evening of the 15th in Lima is already the 16th in UTC
    assert f.day(datetime(2026, 3, 16, 2, 30, tzinfo=UTC), "es") == "15 de marzo de 2026"


def test_near_days():
    assert [f.near_day(MARCH + timedelta(days=n), MARCH, "es") for n in (-1, 0, 1, 4, 40)] == [
        "ayer",
        "hoy",
        "mañana",
        "viernes 20 de marzo de 2026",
        "25 de abril de 2026",
    ]


def test_hours_and_moments():
    assert f.hour(time(9, 5), "es") == f"09:05{f.NBSP}horas"
    assert f.hour(AFTERNOON, "en") == f"14:35{f.NBSP}hours"
    assert f.moment(AFTERNOON, "es") == f"16 de marzo de 2026, 14:35{f.NBSP}horas"
    assert f.moment_brief(AFTERNOON, "es") == "16 mar 2026, 14:35"
    with pytest.raises(ValueError, match="time zone"):
        f.moment(datetime(2026, 3, 16, 14, 35))


@pytest.mark.parametrize(
    ("text", "es", "en"),
    [
        ("2026-03-16", "16 de marzo de 2026", "16 March 2026"),
        ("2026-02", "febrero de 2026", "February 2026"),
        ("2026", "2026", "2026"),
    ],
)
def test_span(text, es, en):
    assert f.span(Span.parse(text), "es") == es
    assert f.span(Span.parse(text), "en") == en


def test_span_between_and_missing():
    assert f.span(Span(MARCH, date(2026, 3, 20)), "es") == "del 16 de marzo de 2026 al 19 de marzo de 2026"
    assert f.span(None, "es") == "no informado"


@pytest.mark.parametrize(
    ("span", "es", "en"),
    [
        (Span.parse("2026-03-16"), "el 16 de marzo de 2026", "on 16 March 2026"),
        (Span.parse("2026-02"), "en febrero de 2026", "in February 2026"),
        (Span.parse("2026"), "en 2026", "in 2026"),
        (
            Span(MARCH, date(2026, 3, 20)),
            "del 16 de marzo de 2026 al 19 de marzo de 2026",
            "from 16 March 2026 to 19 March 2026",
        ),
    ],
)
def test_span_phrase(span, es, en):
    assert (f.span_phrase(span, "es"), f.span_phrase(span, "en")) == (es, en)


def test_lapse():
    lengths = (
        timedelta(minutes=110),
        timedelta(days=3, hours=4, minutes=9),
        timedelta(minutes=25),
        timedelta(0),
    )
    assert [f.lapse(n, "es").replace(f.NBSP, " ") for n in lengths] == [
        "1 h 50 min",
        "3 días 4 h",
        "25 min",
        "0 min",
    ]


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ([], ""),
        (["pihuicho"], "pihuicho"),
        (["huangana", "majaz"], "huangana y majaz"),
        (["huangana", "majaz", "iguana"], "huangana, majaz e iguana"),
        (["cuero", "hielo"], "cuero y hielo"),
        (["madre", "hijo"], "madre e hijo"),
        (["agua", "ion"], "agua y ion"),
    ],
)
def test_listing(words, written):
    assert f.listing(words, "es") == written


def test_listing_either_and_english():
    assert f.listing(["siete", "ocho"], "es", either=True) == "siete u ocho"
    assert f.listing(["uno", "hora"], "es", either=True) == "uno u hora"
    assert f.listing(["a", "i", "c"], "en") == "a, i and c"


def test_folios_and_ordinals():
    assert (f.folios(3, lang="es"), f.folios(3, 7, "es"), f.folios(3, 7, "en")) == (
        "folio 3",
        "folios 3 a 7",
        "folios 3 to 7",
    )
    assert (f.ordinal(1, "es"), f.ordinal(2, "es", feminine=True)) == ("1.º", "2.ª")
    assert [f.ordinal(n, "en") for n in (1, 2, 3, 11, 21, 112)] == [
        "1st",
        "2nd",
        "3rd",
        "11th",
        "21st",
        "112th",
    ]


# Reading


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("26100", "26100"),
        ("0.5", "0.5"),
        (".5", "0.5"),
        ("0.500", "0.500"),
        ("26,100", "26100"),
        ("26,100.5", "26100.5"),
        ("26 100", "26100"),
        ("26\u00a0100", "26100"),
        ("1'500,000", "1500000"),
        ("1234.500", "1234.500"),
        (" 45 ", "45"),
        ("0", "0"),
        ("007", "7"),
        ("9,999,999,999.999", "9999999999.999"),
    ],
)
def test_parse(typed, value):
    assert f.parse_quantity(typed) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("26.100", "number.ambiguous"),
        ("1.000", "number.ambiguous"),
        ("26,1", "number.comma"),
        ("0,500", "number.comma"),
        ("26.100,5", "number.comma"),
        ("12.345.678", "number.comma"),
        ("1234,567", "number.comma"),
        ("-5", "number.negative"),
        ("−5", "number.negative"),
        ("10,000,000,000", "number.too_large"),
        ("9" * 60, "number.too_large"),
        ("9" * 5000, "number.malformed"),
        ("0.0001", "number.too_fine"),
        ("45 kg", "number.malformed"),
        ("", "number.malformed"),
        ("1e5", "number.malformed"),
        ("NaN", "number.malformed"),
        ("Infinity", "number.malformed"),
        ("+5", "number.malformed"),
        ("٤٥", "number.malformed"),
        ("4５", "number.malformed"),
        ("1,23,456", "number.malformed"),
        ("26,100 500", "number.malformed"),
        ("1.2.3", "number.malformed"),
        (",", "number.malformed"),
        ("5.", "number.malformed"),
        ("<script>", "number.malformed"),
        ("1\n2", "number.malformed"),
    ],
)
def test_refused(typed, code):
    with pytest.raises(Refused) as caught:
        f.parse_quantity(typed, "weight")
    assert (caught.value.code, caught.value.field) == (code, "weight")
    with translation.override("en"):
        said = worded(caught.value)
    assert "%" not in said


def test_ambiguous_says_both_readings():
    with pytest.raises(Refused) as caught:
        f.parse_quantity("26.100")
    with translation.override("en"):
        assert worded(caught.value) == "“26.100” can be read in two ways. Write 26.1 or 26,100."
    with translation.override("es"):
        assert "26.1 o 26,100" in worded(caught.value)


def test_whole():
    assert f.parse_quantity("3", whole=True) == 3
    with pytest.raises(Refused, match=r"number\.whole"):
        f.parse_quantity("2.5", whole=True)


@given(st.decimals(min_value=0, max_value=f.LARGEST, places=3))
def test_what_is_written_is_read_back_or_asked_about(value):
    """A written number never comes back as another one; 26.125 is asked about since it may mean 26,125."""
    try:
        assert f.parse_quantity(f.number(value)) == value
    except Refused as refused:
        assert refused.code == "number.ambiguous"
        assert refused.values["small"] == f.number(value)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text):
    try:
        value = f.parse_quantity(text)
    except Refused as refused:
        assert sentence(refused.code, refused.values)
    else:
        assert 0 <= value <= f.LARGEST


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("14:35", time(14, 35)),
        ("9:05", time(9, 5)),
        ("1435", time(14, 35)),
        ("14h35", time(14, 35)),
        ("14.35 horas", time(14, 35)),
    ],
)
def test_parse_hour(typed, at):
    assert f.parse_hour(typed) == at


@pytest.mark.parametrize("typed", ["", "25:00", "14:60", "14", "2:35 pm", "14:355", "٠٩:٠٥"])
def test_refused_hour(typed):
    with pytest.raises(Refused, match=r"hour\.malformed"):
        f.parse_hour(typed)


@pytest.mark.parametrize(
    ("parts", "span"),
    [
        (("16", "3", "2026"), "2026-03-16"),
        (("", "marzo", "2026"), "2026-03"),
        (("1", "Septiembre", "2022"), "2022-09-01"),
        (("", "", "2015"), "2015"),
        (("29", "2", "2024"), "2024-02-29"),
    ],
)
def test_parse_span(parts, span):
    assert f.parse_span(parts) == Span.parse(span)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (("16", "3", ""), "day.no_year"),
        (("16", "", "2026"), "day.no_month"),
        (("31", "2", "2026"), "day.malformed"),
        (("29", "2", "2026"), "day.malformed"),
        (("1", "13", "2026"), "day.malformed"),
        (("1", "1", "26"), "day.malformed"),
        (("1", "1", "9999999"), "day.malformed"),
        (("-1", "1", "2026"), "day.malformed"),
        (("x", "y", "z"), "day.malformed"),
        (("", "12", "9999"), "day.malformed"),
    ],
)
def test_refused_span(parts, code):
    with pytest.raises(Refused) as caught:
        f.parse_span(parts)
    assert caught.value.code == code


def test_no_day_at_all():
    assert f.parse_span(("", " ", "")) is None


def test_the_framework_prints_the_same():
    page = engines["django"].from_string(
        '{{ n|floatformat:"1g" }}|{{ d|date }}|{{ at|time }}|{{ d|date:"SHORT_DATE_FORMAT" }}'
    )
    with translation.override("es"):
        said = page.render({"n": Decimal("26100.5"), "d": date(2022, 9, 1), "at": AFTERNOON})
        assert said == "26,100.5|1 de setiembre de 2022|14:35 horas|01/09/2022"
