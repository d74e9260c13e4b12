"""The public page of time limits: the list, the form and its sentences, the answer counted day by day."""

import gzip
import re
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from arariwa.law import queries
from arariwa.law.domain.time_limits import deadline, on_day

pytestmark = pytest.mark.django_db
REPORT = {"plazo": "PR-INFORME", "largo": "report"}


@pytest.fixture
def visitor():
    return Client()


def on(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def ask(visitor, code, length, start, **more):
    return visitor.get("/ley/plazos/", {"plazo": code, "largo": length, **on("inicio", start), **more})


def cells(answer):
    return [cell for month in answer.months for week in month.weeks for cell in week if cell.kind != "out"]


def errors(answer):
    return {name: list(said) for name, said in answer.context["form"].errors.items()}


def test_every_time_limit_of_the_law_is_listed_once_and_found_by_name_article_or_length(visitor):
    rows = visitor.get("/ley/plazos/").context["page"].rows
    assert {row.code for row in rows} == {ready.time_limit.code for ready in queries.law().time_limits}
    assert len(rows) == len({row.code for row in rows})
    for words, code in (
        ("prisión", "PR-PP"),
        ("264", "PR-DETENCION"),
        ("30 dias habiles", "PR-INFORME"),
        ("pr-ip", "PR-IP"),
    ):
        found = [row.code for row in visitor.get("/ley/plazos/", {"q": words}).context["page"].rows]
        assert code in found and len(found) < len(rows), words
    nothing = visitor.get("/ley/plazos/", {"q": "zzz"}).content.decode()
    assert "Ningún plazo tiene esas palabras" in nothing
    assert visitor.get("/ley/plazos/", {"plazo": "NO-HAY"}).context["page"].rows


def test_the_form_of_each_time_limit_opens_without_a_mistake(visitor):
    for code in {ready.time_limit.code for ready in queries.law().time_limits}:
        page = visitor.get("/ley/plazos/", {"plazo": code})
        assert page.status_code == 200 and page.context["page"].answer is None, code
        assert 'role="alert"' not in page.content.decode()


def test_it_answers_what_the_command_answers_for_every_length(visitor):
    law, day = queries.law(), date(2026, 3, 27)
    for code in {ready.time_limit.code for ready in law.time_limits}:
        time_limit = on_day((ready.time_limit for ready in law.time_limits), code, day)
        for limit in time_limit.limits:
            start = timezone.make_aware(datetime(2026, 3, 27, 14, 35))
            page = ask(visitor, code, limit.code, day, hora="14:35")
            by_the_hour = "hora" in page.context["form"].fields
            wanted = deadline(time_limit, limit.code, start if by_the_hour else day, law.calendar)
            found = page.context["page"].answer.found
            assert (found.ends_on, found.ends_at) == (wanted.ends_on, wanted.ends_at), (code, limit.code)


def test_the_calendar_numbers_the_days_that_count_and_says_why_others_do_not(visitor):
    answer = ask(visitor, "PR-INFORME", "report", date(2026, 3, 27)).context["page"].answer
    days = cells(answer)
    assert (days[0].on, days[0].kind) == (date(2026, 3, 27), "start")
    assert days[-1].kind == "last" and days[-1].on == answer.found.ends_on
    assert [c.number for c in days if c.number] == list(range(1, 31)), "each of the thirty once"
    assert [c.on for c in days] == [date(2026, 3, 27) + timedelta(days=n) for n in range(len(days))]
    assert all(c.kind == "rest" for c in days if c.on.weekday() > 4)
    assert [name for _day, name in answer.skipped] == ["Jueves Santo", "Viernes Santo", "Día del Trabajo"]
    assert all(len(week) == 7 for month in answer.months for week in month.weeks)


def test_suspended_days_are_left_out_and_what_is_added_is_said(visitor):
    spell = {**on("desde1", date(2026, 4, 6)), **on("hasta1", date(2026, 4, 7))}
    answer = ask(visitor, "PR-INFORME", "report", date(2026, 3, 27), **spell).context["page"].answer
    assert [c.on.day for c in cells(answer) if c.kind == "suspended"] == [6, 7]
    assert answer.found.ends_on == date(2026, 5, 15)
    moved = ask(visitor, "PR-IP", "common", date(2026, 3, 30)).context["page"].answer
    assert [c.on for c in cells(moved) if c.number == 120] == [date(2026, 7, 28)]
    assert moved.found.ends_on == date(2026, 7, 30) and cells(moved)[-2].kind == "moved"
    both = ask(visitor, "PR-IP", "common_extension", date(2026, 3, 30)).context["page"].answer
    assert max(c.number for c in cells(both)) == 180


def test_travel_told_by_the_person_is_added_and_said_as_theirs(visitor):
    answer = (
        ask(visitor, "PR-DETENCION", "common", date(2026, 3, 16), hora="14:35", distancia="2")
        .context["page"]
        .answer
    )
    assert answer.found.ends_at.isoformat() == "2026-03-20T14:35:00-05:00"
    assert "Término de la distancia que usted indicó: 2 días más." in answer.why
    assert not any("súmelo" in said for said in answer.cautions)


def test_names_stand_for_codes(visitor):
    more = {"hora": "14:35", "lugar": "yurimaguas", "sede": "iquitos"}
    page = ask(visitor, "PR-DETENCION", "common", date(2026, 3, 16), **more).content.decode()
    assert "Yurimaguas, Alto Amazonas, Loreto" in page and "no contiene la ruta de Yurimaguas" in page
    assert not re.search(r"\b1602\d\d\b", re.sub(r"<[^>]*>", " ", page))
    assert "pe/cpp" not in re.sub(
        r"<[^>]*>", " ", ask(visitor, "PR-IP", "common", date(2026, 3, 30)).content.decode()
    )


@pytest.mark.parametrize(("day", "sign"), [(29, "wait"), (30, "open"), (31, "late")])
def test_what_ends_today_is_not_late(visitor, monkeypatch, day, sign):
    now = timezone.make_aware(datetime(2026, 7, day, 23, 59))
    monkeypatch.setattr(timezone, "localtime", lambda *args, **more: now)
    answer = ask(visitor, "PR-IP", "common", date(2026, 3, 30)).context["page"].answer
    assert answer.found.ends_on == date(2026, 7, 30) and answer.sign == sign


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"inicio_day": "", "inicio_month": "", "inicio_year": ""}, "inicio", "Complete «Día en que empezó»."),
        ({"inicio_day": "31", "inicio_month": "2"}, "inicio", "Ese día no existe"),
        ({"inicio_day": ""}, "inicio", ""),
        ({"lugar": "zzzz"}, "lugar", "No hay distrito con ese nombre"),
        ({"lugar": "santa rosa"}, "lugar", "Varios distritos coinciden"),
        ({"largo": "no"}, "largo", ""),
        ({"inicio_year": "9999", "inicio_month": "12", "inicio_day": "30"}, "inicio", ""),
        ({"desde1_day": "1", "desde1_month": "4", "desde1_year": "2026"}, "hasta1", "Escriba los dos días"),
        (
            {**on("desde1", date(2026, 4, 7)), **on("hasta1", date(2026, 4, 6))},
            "hasta1",
            "El último día es anterior al primero",
        ),
    ],
)  # fmt: skip
def test_bad_input_gets_a_sentence_at_its_field(visitor, more, field, said):
    answer = visitor.get("/ley/plazos/", {**REPORT, **on("inicio", date(2026, 3, 27)), **more})
    assert answer.status_code == 422
    assert list(errors(answer)) == [field] and said in errors(answer)[field][0]
    assert answer.content.decode().count('class="error') >= 1


def test_a_length_in_hours_asks_for_the_hour(visitor):
    answer = ask(visitor, "PR-DETENCION", "common", date(2026, 3, 16))
    assert list(errors(answer)) == ["hora"] and "escriba también la hora" in errors(answer)["hora"][0]
    assert ask(visitor, "PR-DETENCION", "organised", date(2026, 3, 16)).status_code == 200, "days need none"


def test_one_district_is_chosen_among_several(visitor):
    page = ask(visitor, "PR-INFORME", "report", date(2026, 3, 27), lugar="santa rosa")
    (choice,) = [c for _field, c in page.context["form"].places if c]
    code = choice.field.widget.choices[3][0]
    answer = ask(visitor, "PR-INFORME", "report", date(2026, 3, 27), lugar="santa rosa", lugar_codigo=code)
    assert answer.context["page"].answer.place.startswith("Santa Rosa")


def test_it_is_light_in_both_languages_and_led_to(visitor):
    page = ask(visitor, "PR-IP", "common_extension", date(2026, 3, 30))
    assert len(page.content) < 50_000 and len(gzip.compress(page.content)) < 15_000
    english = visitor.get("/en/ley/plazos/", {**REPORT, **on("inicio", date(2026, 3, 27))}).content.decode()
    assert "Good Friday" in english and "Feriado" not in english and "hábiles" not in english
    assert 'href="/ley/plazos/"' in visitor.get("/ley/").content.decode()
    assert 'href="/ley/plazos/?plazo=PR-IP"' in visitor.get("/ley/PR-IP/").content.decode()


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\x07", "9" * 400, "%s %(n)s {0}"])
def test_hostile_text(visitor, text):
    for given in (
        {"q": text},
        {"plazo": text},
        {**REPORT, "inicio_day": text, "lugar": text, "distancia": text},
    ):
        answer = visitor.get("/ley/plazos/", given)
        assert answer.status_code in (200, 422) and "<script>alert" not in answer.content.decode()
