"""When a time limit ends: cases a lawyer can read, and an independent counting day by day over twenty years."""

from bisect import bisect_right
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from arariwa.core.domain.refused import Refused
from arariwa.core.domain.spans import Span
from arariwa.law.domain.calendars import Calendar, Distance
from arariwa.law.domain.rules import TimeLimit
from arariwa.law.domain.time_limits import data, deadline, lengths, months_later, on_day
from arariwa.law.tests.worlds import law

LIMA = ZoneInfo("America/Lima")
UTC = ZoneInfo("UTC")


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=LIMA)


def begun(text):
    return moment(text) if "T" in text else date.fromisoformat(text)


def ends(code, limit, start, **how):
    start = begun(start) if isinstance(start, str) else start
    day = start.date() if isinstance(start, datetime) else start
    time_limit = on_day((ready.time_limit for ready in law().time_limits), code, day)
    return deadline(time_limit, limit, start, law().calendar, **how)


def cautions(found):
    return {c.code for c in found.cautions}


def span(text):
    start, until = text.split("/")
    return Span(date.fromisoformat(start), date.fromisoformat(until))


@pytest.mark.parametrize(
    ("what", "code", "limit", "start", "end"),
    [
        ("48 horas, lunes a miércoles, al minuto", "PR-DETENCION", "common", "2026-03-16T14:35", "2026-03-18T14:35"),
        ("48 horas en Semana Santa: corren", "PR-DETENCION", "common", "2026-04-02T23:50", "2026-04-04T23:50"),
        ("72 horas en Fiestas Patrias: corren", "PR-DETENCION", "preliminary", "2026-07-27T08:00", "2026-07-30T08:00"),
        ("48 horas que pasan al año siguiente", "PR-DETENCION", "common", "2025-12-31T00:00", "2026-01-02T00:00"),
        ("48 horas sobre el 29 de febrero", "PR-DETENCION", "common", "2028-02-28T12:00", "2028-03-01T12:00"),
        ("7 días de detención: a la misma hora, ni un minuto más", "PR-DETENCION", "preliminary_complex", "2026-03-16T14:35", "2026-03-23T14:35"),
        ("15 días de detención que acaban en domingo: no se corren", "PR-DETENCION", "organised", "2026-03-14T09:00", "2026-03-29T09:00"),
        ("15 días contados solo por el día", "PR-DETENCION", "organised", "2026-03-14", "2026-03-29"),
        ("flagrancia: 24 horas", "PR-FLAGRANCIA", "after", "2026-03-16T22:10", "2026-03-17T22:10"),
        ("audiencia del proceso inmediato, de viernes a domingo", "PR-INMEDIATO", "hearing", "2026-03-20T10:00", "2026-03-22T10:00"),
        ("confirmatoria: de viernes a martes", "PR-INCAUTACION", "judge", "2026-03-27", "2026-03-31"),
        ("confirmatoria pedida el miércoles santo", "PR-INCAUTACION", "judge", "2026-04-01", "2026-04-07"),
        ("confirmatoria pedida un sábado", "PR-INCAUTACION", "judge", "2026-03-21", "2026-03-24"),
        ("10 días hábiles en julio de 2026: caen cuatro feriados", "PR-CONTROL", "decision", "2026-07-20", "2026-08-07"),
        ("los mismos en 2021: el 23 de julio y el 6 de agosto no eran feriados", "PR-CONTROL", "decision", "2021-07-20", "2021-08-05"),
        ("acudir al juez en 5 días hábiles", "PR-PRELIM-CONTROL", "judge", "2025-12-05", "2025-12-16"),
        ("60 días naturales que vencen el 1 de mayo: pasan al lunes", "PR-PRELIM", "common", "2026-03-02", "2026-05-04"),
        ("60 días naturales que vencen un jueves", "PR-PRELIM", "common", "2026-03-15", "2026-05-14"),
        ("120 días naturales que vencen el 28 de julio", "PR-IP", "common", "2026-03-30", "2026-07-30"),
        ("la prórroga se cuenta desde el día 120, no desde el corrido", "PR-IP", "common_extension", "2026-03-30", "2026-09-28"),
        ("8 meses desde el 30 de junio: febrero no tiene 30, y es domingo", "PR-IP", "complex", "2026-06-30", "2027-03-01"),
        ("8 meses desde el 31 de enero", "PR-IP", "complex", "2026-01-31", "2026-09-30"),
        ("8 y 8 meses desde el 31 de enero", "PR-IP", "complex_extension", "2026-01-31", "2027-05-31"),
        ("36 meses desde el 29 de febrero", "PR-IP", "organised", "2024-02-29", "2027-03-01"),
        ("36 y 36 meses", "PR-IP", "organised_extension", "2024-02-29", "2030-02-28"),
        ("9 meses de prisión preventiva que acaban en domingo: no se corren", "PR-PP", "common", "2026-05-21", "2027-02-21"),
        ("18 meses", "PR-PP", "complex", "2026-03-16", "2027-09-16"),
        ("36 meses", "PR-PP", "organised", "2026-03-16", "2029-03-16"),
        ("30 días hábiles del informe fundamentado", "PR-INFORME", "report", "2026-03-27", "2026-05-13"),
        ("colaboración eficaz: 5, 10 y 3 días hábiles", "PR-CE", "observations", "2026-03-16", "2026-03-23"),
        ("colaboración eficaz: audiencia", "PR-CE", "hearing", "2026-03-16", "2026-03-30"),
        ("colaboración eficaz: decisión", "PR-CE", "decision", "2026-03-30", "2026-04-06"),
        ("suspensión de la prescripción: un año desde un 29 de febrero", "CP-84", "longest", "2028-02-29", "2029-02-28"),
        ("permiso CITES de importación: 12 meses", "ADM-CITES", "import", "2026-03-17", "2027-03-17"),
    ],
)  # fmt: skip
def test_ends(what, code, limit, start, end):
    found = ends(code, limit, start)
    expected = begun(end)
    if isinstance(expected, datetime):
        assert (found.ends_at, found.ends_on) == (expected, expected.date()), what
    else:
        assert (found.ends_at, found.ends_on) == (None, expected), what
    assert found.why and all(w.es and w.en for w in found.why)


def test_every_time_limit_of_the_pack_can_be_counted():
    counted = 0
    for ready in law().time_limits:
        for limit in lengths(ready.time_limit):
            found = ends(ready.time_limit.code, limit, "2026-02-16T10:30")
            assert found.ends_on > date(2026, 2, 16)
            assert data(found, moment("2026-02-16T11:00"))["state"] == "running"
            counted += 1
    assert counted >= 27


# ---------------------------------------------------------------- due today is not late


def test_the_last_day_is_not_late_until_it_is_over():
    found = ends("PR-INFORME", "report", "2026-03-27")
    assert found.state(moment("2026-05-12T23:59")) == "running"
    assert found.state(moment("2026-05-13T00:00")) == "due_today"
    assert found.state(moment("2026-05-13T23:59")) == "due_today"
    assert found.state(moment("2026-05-14T00:00")) == "late"


def test_hours_are_late_when_their_minute_has_passed():
    found = ends("PR-DETENCION", "common", "2026-03-16T14:35")
    assert found.state(moment("2026-03-17T14:35")) == "running"
    assert found.state(moment("2026-03-18T14:35")) == "due_today"
    assert found.state(moment("2026-03-18T14:36")) == "late"


# ---------------------------------------------------------------- the clock of the place


def test_the_local_day_of_the_moment_counts():
    night = datetime(2026, 3, 28, 3, 0, tzinfo=UTC).astimezone(LIMA)  # Friday 27 in Lima, 22:00
    assert ends("PR-INCAUTACION", "judge", night).ends_on == date(2026, 3, 31)


def test_hours_are_hours_where_the_clock_was_changed():
    # on 1 January 1994 Lima's clocks went forward an hour
    found = ends("PR-DETENCION", "common", "1993-12-31T12:00")
    assert found.ends_at.astimezone(UTC) - moment("1993-12-31T12:00").astimezone(UTC) == timedelta(hours=48)
    assert found.ends_at.hour == 13


def test_a_moment_without_a_zone_is_no_moment():
    with pytest.raises(ValueError, match="zone"):
        ends("PR-DETENCION", "common", datetime(2026, 3, 16, 14, 35))


# ---------------------------------------------------------------- suspension


@pytest.mark.parametrize(
    ("what", "code", "limit", "start", "spans", "end"),
    [
        ("dos días hábiles suspendidos", "PR-CONTROL", "decision", "2026-03-09", ["2026-03-11/2026-03-13"], "2026-03-25"),
        ("un fin de semana suspendido no añade nada", "PR-CONTROL", "decision", "2026-03-09", ["2026-03-14/2026-03-16"], "2026-03-23"),
        ("suspensiones que se encabalgan cuentan una vez", "PR-CONTROL", "decision", "2026-03-09", ["2026-03-11/2026-03-13", "2026-03-12/2026-03-13"], "2026-03-25"),
        ("diez días naturales suspendidos", "PR-IP", "common", "2026-03-02", ["2026-04-01/2026-04-11"], "2026-07-10"),
        ("suspensión anterior al inicio", "PR-IP", "common", "2026-03-02", ["2026-01-01/2026-02-01"], "2026-06-30"),
        ("meses: se añaden los días suspendidos", "PR-IP", "complex", "2026-01-15", ["2026-02-01/2026-03-01"], "2026-10-13"),
        ("meses: la suspensión del final alarga sobre sí misma", "PR-IP", "complex", "2026-01-15", ["2026-09-14/2026-09-18"], "2026-09-21"),
        ("el último día corrido no cae en un día suspendido", "PR-PRELIM", "common", "2026-03-02", ["2026-05-04/2026-05-06"], "2026-05-06"),
        ("horas: el día suspendido no corre", "PR-DETENCION", "common", "2026-03-16T14:35", ["2026-03-17/2026-03-18"], "2026-03-19T14:35"),
        ("horas: suspendido el mismo día del inicio", "PR-DETENCION", "common", "2026-03-16T14:35", ["2026-03-16/2026-03-17"], "2026-03-19T00:00"),
        ("horas: la suspensión empieza al terminar", "PR-DETENCION", "common", "2026-03-16T00:00", ["2026-03-18/2026-03-20"], "2026-03-18T00:00"),
    ],
)  # fmt: skip
def test_suspended_days_do_not_run(what, code, limit, start, spans, end):
    found = ends(code, limit, start, suspended=[span(s) for s in spans])
    assert (found.ends_at or found.ends_on) == begun(end), what


# ---------------------------------------------------------------- what is not known is said


def test_a_last_day_that_is_no_working_day_is_left_and_said_where_no_rule_was_read():
    found = ends("ADM-CITES", "export", "2026-08-31")
    assert found.ends_on == date(2027, 2, 28)  # a Sunday
    assert "last_day" in cautions(found)
    assert "last_day" not in cautions(ends("PR-PRELIM", "common", "2026-03-02"))


def test_the_rule_that_moves_the_last_day_is_cited_with_its_confidence():
    found = ends("PR-IP", "common", "2026-03-30")
    assert "pe/cpp art. 142-144" in found.why[-1].es and "Fiestas Patrias" in found.why[-1].es
    assert found.confidence == "medium"
    assert ends("PR-DETENCION", "common", "2026-03-16T14:35").confidence == "high"


def test_the_travel_time_is_said_to_be_missing():
    without = ends("PR-DETENCION", "common", "2026-03-16T14:35", place="160101")
    assert "distance" in cautions(without)
    found = ends(
        "PR-DETENCION", "common", "2026-03-16T14:35", place="160107", seat="160101", distances=law().distances
    )
    (caution,) = (c for c in found.cautions if c.code == "distance")
    assert "160107" in caution.text.es and "cuadro oficial" in caution.text.es
    assert "distance" not in cautions(ends("PR-IP", "common", "2026-03-30"))


def test_the_table_that_was_read_holds_for_its_days_only():
    how = {"place": "160101", "seat": "150101", "distances": law().distances}
    then = ends("PR-DETENCION", "common", "2012-05-03T10:00", **how)
    assert then.ends_at == moment("2012-05-06T10:00")
    assert any("1 día más (pe/ra-1325-2000). Confianza baja" in why.es for why in then.why)
    assert "distance" in cautions(ends("PR-DETENCION", "common", "2026-03-16T14:35", **how))


def test_a_row_of_the_table_adds_its_days():
    row = Distance.model_validate(
        {"from": "160107", "to": "160101", "days": 3, "norm": "pe/cpp", "from_day": "2020-01-01", "until": "2027-01-01", "source": "x", "confidence": "low"}
    )  # fmt: skip
    how = {"place": "160107", "seat": "160101", "distances": [row]}
    assert ends("PR-DETENCION", "common", "2026-03-16T14:35", **how).ends_at == moment("2026-03-21T14:35")
    assert "distance" in cautions(ends("PR-DETENCION", "common", "2027-03-16T14:35", **how))
    assert "distance" in cautions(
        ends("PR-DETENCION", "common", "2026-03-16T14:35", **{**how, "seat": "150101"})
    )


def test_the_calendar_says_how_far_it_was_read_and_that_regional_holidays_are_missing():
    assert "calendar_read_until" in cautions(ends("PR-IP", "common", "2026-03-30"))
    assert "calendar_read_until" not in cautions(ends("PR-IP", "common", "2025-03-30"))
    assert "national_holidays" in cautions(ends("PR-IP", "common", "2025-03-30", place="160101"))
    assert "national_holidays" not in cautions(ends("PR-DETENCION", "common", "2026-03-16T14:35"))
    assert "calendar_begins" in cautions(ends("PR-INCAUTACION", "judge", "1991-05-06"))


def test_an_act_before_the_text_that_was_read_is_said():
    assert "earlier_text" in cautions(ends("PR-DETENCION", "common", "2024-03-16T14:35"))
    assert "earlier_text" not in cautions(ends("PR-DETENCION", "common", "2025-05-24T00:00"))


def test_months_of_detention_say_that_the_order_governs():
    found = ends("PR-PP", "common", "2026-03-16")
    (caution,) = (c for c in found.cautions if c.code == "detention_day")
    assert "15 de diciembre de 2026" in caution.text.es


def test_hours_need_an_hour_and_lengths_a_name():
    for code, limit, refusal in (
        ("PR-DETENCION", "common", "time_limit.needs_hour"),
        ("PR-DETENCION", "long", "time_limit.unknown_length"),
        ("PR-NADA", "common", "time_limit.unknown"),
    ):
        with pytest.raises(Refused) as refused:
            ends(code, limit, "2026-03-16")
        assert refused.value.code == refusal


@pytest.mark.parametrize("limit", ["common", "complex", "organised_extension"])
def test_an_end_beyond_the_calendar_is_refused(limit):
    with pytest.raises(Refused) as refused:
        ends("PR-IP", limit, "9999-12-01")
    assert refused.value.code == "time_limit.too_far"


# ---------------------------------------------------------------- regional holidays


def test_a_regional_holiday_is_skipped_in_its_district_only():
    parts = {
        "source": {"norm": "x", "article": "1", "read": [{"title": "x"}]},
        "confidence": "low",
        "review": "unreviewed",
    }
    from arariwa.law.domain.calendars import Holiday

    feast = Holiday.model_validate(
        {
            "code": "san-juan",
            "name": {"es": "San Juan", "en": "Saint John"},
            "on": "06-24",
            "places": ["16"],
            **parts,
        }
    )
    calendar = Calendar([*law().calendar.holidays, feast], date(2030, 1, 1))
    time_limit = on_day((r.time_limit for r in law().time_limits), "PR-INCAUTACION", date(2026, 6, 23))
    for place, end in (("160101", "2026-06-26"), ("150101", "2026-06-25"), (None, "2026-06-25")):
        found = deadline(time_limit, "judge", date(2026, 6, 23), calendar, place=place)
        assert found.ends_on.isoformat() == end
        assert ("national_holidays" in cautions(found)) == (place != "160101")
        assert ("San Juan" in found.why[0].es) == (place == "160101")


# ---------------------------------------------------------------- an independent counting

FIRST, LAST = date(2007, 1, 1), date(2026, 12, 31)
THEIRS = holidays.country_holidays("PE", years=range(2006, 2040))
EVERY = [date(2006, 1, 1) + timedelta(days=n) for n in range(12000)]
WORKING = [d for d in EVERY if d.weekday() < 5 and d not in THEIRS]
WORKDAYS = set(WORKING)


def a_limit(amount, unit, last_day="moves", **parts):
    counting = {
        "last_day": last_day,
        "source": {"norm": "x", "article": "1", "read": [{"title": "x"}]},
        "confidence": "low",
    }
    return TimeLimit.model_validate(
        {
            "code": "X", "name": {"es": "x", "en": "x"}, "starts": {"es": "x", "en": "x"}, "starts_with": "act",
            "limits": [{"code": "x", "name": {"es": "x", "en": "x"}, "amount": amount, "unit": unit}],
            "counting": counting, "source": counting["source"], "confidence": "low", "review": "unreviewed", **parts,
        }
    )  # fmt: skip


@pytest.mark.parametrize("amount", [2, 10, 30])
def test_working_days_of_twenty_years_by_position(amount):
    """Every day of twenty years: the end is so many places further on the list of all working days."""
    limit = a_limit(amount, "working_days")
    for start in (d for d in EVERY if FIRST <= d <= LAST):
        assert (
            deadline(limit, "x", start, law().calendar).ends_on
            == WORKING[bisect_right(WORKING, start) + amount - 1]
        )


DAYS = st.dates(FIRST, LAST)
SPANS = st.lists(
    st.tuples(st.integers(-10, 80), st.integers(1, 20)), max_size=3
)  # days from the start, and for how long
CHEAP = settings(max_examples=150, deadline=None, derandomize=True)


def stopped(start, spans):
    made = [Span(start + timedelta(days=a), start + timedelta(days=a + n)) for a, n in spans]
    return made, {start + timedelta(days=a + k) for a, n in spans for k in range(n)}


@CHEAP
@given(DAYS, st.integers(1, 90), st.sampled_from(["working_days", "calendar_days"]), SPANS)
def test_days_are_those_counted_one_by_one(start, amount, unit, spans):
    suspended, off = stopped(start, spans)
    left, day = amount, start
    while left:
        day += timedelta(days=1)
        if day not in off and (unit == "calendar_days" or day in WORKDAYS):
            left -= 1
    while day not in WORKDAYS or (unit == "calendar_days" and day in off):
        day += timedelta(days=1)
    assert deadline(a_limit(amount, unit), "x", start, law().calendar, suspended=suspended).ends_on == day


@CHEAP
@given(DAYS, st.integers(1, 40), st.sampled_from(["months", "years"]), SPANS)
def test_months_are_those_of_another_library(start, amount, unit, spans):
    amount = amount if unit == "months" else amount // 10 + 1
    suspended, off = stopped(start, spans)
    end = start + relativedelta(**{unit: amount})
    extra = sum(1 for d in off if start < d <= end)
    while extra:
        end += timedelta(days=1)
        extra -= end not in off
    limit = a_limit(amount, unit, last_day="stays")
    assert deadline(limit, "x", start, law().calendar, suspended=suspended).ends_on == end


@CHEAP
@given(
    st.datetimes(datetime(2007, 1, 1), datetime(2026, 12, 31)).map(lambda d: d.replace(second=0, microsecond=0, tzinfo=LIMA)),
    st.integers(1, 72),
    st.lists(st.tuples(st.integers(-1, 4), st.integers(1, 2)), max_size=2),
)  # fmt: skip
def test_hours_are_those_counted_minute_by_minute(start, amount, spans):
    suspended, off = stopped(start.date(), spans)
    left, now = amount * 60, start
    while left:
        if now.date() not in off:
            left -= 1
        now += timedelta(minutes=1)
    assert deadline(a_limit(amount, "hours"), "x", start, law().calendar, suspended=suspended).ends_at == now


@CHEAP
@given(DAYS, st.integers(0, 600))
def test_months_later_is_never_another_month(day, months):
    later = months_later(day, months)
    assert later == day + relativedelta(months=months)
