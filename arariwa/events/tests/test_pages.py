"""Pages of events: forms, lists, decisions, what an official sees of a call, calendars, papers."""

import base64
import io
import json
import re
from datetime import timedelta

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image, ImageDraw

from arariwa.core import files, testing
from arariwa.events import actions, attending, icalendar, papers, queries
from arariwa.events.models import Attendance, Event, Participation, Series
from arariwa.events.tests.small import (
    a_closed_event,
    about_event,
    an_event,
    attended,
    coordinator,
    registered,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tania():
    return testing.sign_in(coordinator())


def at(name, *args):
    return reverse(f"events:{name}", args=args)


def said(answer):
    return answer.content.decode()


def sent(**changes):
    """The form of an event as a browser sends it."""
    today = coordinator().actor.today
    values = {k: v for k, v in about_event(**changes).items() if not k.endswith("_on")}
    days = {"from_on_day": today.day, "from_on_month": today.month, "from_on_year": today.year}
    return {"id": testing.uuid7(), **values, **days, "version": ""}


class TestMaking:
    def test_an_event_is_made_once_though_the_form_is_sent_twice(self, tania):
        form = sent(ubigeo="Nauta, Loreto, Loreto", capacity="26,100")
        for _ in range(2):
            answer = tania.post(at("create_event"), form)
            assert answer.status_code == 302, said(answer)
        event = Event.objects.get()
        assert (event.ubigeo, event.capacity, event.until_on) == ("160301", 26100, event.from_on)

    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            ("title_es", "", "Complete"),
            ("ubigeo", "Santa Rosa", "Hay varios distritos"),
            ("ubigeo", "Atlántida", "No hay"),
            ("kind", "fiesta", ""),
            ("link", "sin enlace", ""),
            ("capacity", "-3", ""),
            ("capacity", "3,000,000,000", "hasta 2,000,000,000"),
            ("title_es", "Taller \u202e", "oculto"),
            ("from_on_month", "13", ""),
        ],
    )  # fmt: skip
    def test_a_mistake_is_told_and_nothing_is_made(self, tania, field, value, words):
        answer = tania.post(at("create_event"), sent() | {field: value})
        assert answer.status_code == 422
        assert words in said(answer)
        assert not Event.objects.exists()

    def test_hours_that_no_column_holds_are_refused_and_the_event_still_opens(self, tania):
        event = an_event()
        form = {
            "id": testing.uuid7(),
            "version": "",
            "name": "Instructora",
            "role": "instructor",
            "country": "PE",
        }
        for hours, words in (("99999", "hasta 2,000"), ("3.25", "decimales")):
            answer = tania.post(at("add_trainer", event.pk), form | {"hours": hours})
            assert answer.status_code == 422
            assert words in said(answer)
        assert tania.post(at("add_trainer", event.pk), form | {"hours": "3.5"}).status_code == 302
        assert tania.get(at("event", event.pk)).status_code == 200

    def test_a_save_that_comes_second_shows_both_sides(self, tania):
        event = an_event()
        form = sent(title_es="Mío") | {"id": event.pk, "version": event.version}
        actions.edit_event(
            by=coordinator().actor, id=event.pk, version=event.version, values={"title_es": "Suyo"}
        )
        answer = tania.post(at("edit_event", event.pk), form)
        assert answer.status_code == 422
        assert "Mío" in said(answer) and "Suyo" in said(answer)
        event.refresh_from_db()
        assert event.title_es == "Suyo"

    def test_a_series_is_offered_to_its_office_only(self, tania):
        tania.post(at("create_series"), {"id": testing.uuid7(), "name_es": "Talleres 2026"})
        assert "Talleres 2026" in said(tania.get(at("create_event")))
        other = testing.someone("Olga", testing.office("PROG-CU", "MINAM"), "programme")
        client = testing.sign_in(other)
        assert "Talleres 2026" not in said(client.get(at("create_event")))
        form = sent() | {"series": Series.objects.get().pk}
        assert client.post(at("create_event"), form).status_code == 422

    def test_a_session_outside_the_days_is_refused_at_its_field(self, tania):
        event = an_event()
        late = event.until_on + timedelta(days=3)
        day = {"day_day": late.day, "day_month": late.month, "day_year": late.year}
        form = {"id": testing.uuid7(), **day, "begins": "9:00", "ends": "10:00"}
        answer = tania.post(at("add_session", event.pk), form)
        assert answer.status_code == 422
        assert 'id="id_day' in said(answer) and "fuera de los días" in said(answer)

    def test_announcing_without_a_session_says_what_is_missing(self, tania):
        event = an_event(sessions=0, announced=False)
        answer = tania.post(at("announce", event.pk))
        assert answer.status_code == 422
        assert "al menos una sesión" in said(answer)

    def test_closing_asks_for_the_word(self, tania):
        event = an_event()
        attended(registered(event))
        assert tania.post(at("close", event.pk), {"word": "sí"}).status_code == 422
        assert tania.post(at("close", event.pk), {"word": "cerrar"}).status_code == 302
        event.refresh_from_db()
        assert event.closed_at

    def test_after_closing_no_page_offers_or_does_anything(self, tania):
        event = a_closed_event(1)
        page = said(tania.get(at("event", event.pk)))
        assert at("edit_event", event.pk) not in page
        assert at("register", event.pk) not in page
        answer = tania.post(at("register", event.pk), {"given_names": "A", "surnames": "B", "id": testing.uuid7(), "role": "OTHER", "region": "16", "sex": "F"})  # fmt: skip
        assert answer.status_code == 422
        assert "está cerrado" in said(answer)


class TestLists:
    def test_conditions_narrow_the_list_and_its_export(self, tania):
        an_event(title_es="Taller de custodia")
        an_event(title_es="Conferencia de rondas", kind="conference", ubigeo="150101")
        query = {"clase": "conference", "region": "15", "estado": "announced"}
        page = said(tania.get(at("events"), query))
        assert "Conferencia de rondas" in page and "Taller de custodia" not in page
        table = b"".join(tania.get(at("events_csv"), query).streaming_content).decode()
        assert table.count("\r\n") == 2

    def test_the_list_goes_on_over_pages(self, tania):
        for n in range(27):
            an_event(title_es=f"Taller {n:02}", sessions=0, announced=False)
        first = tania.get(at("events"))
        assert "desde=" in said(first)

    def test_registrations_are_narrowed_by_state_and_name(self, tania):
        event = an_event(capacity=1)
        attended(registered(event, 1))
        registered(event, 2)
        assert said(tania.get(at("registrations", event.pk))).count("1 sesión") == 1
        page = said(tania.get(at("registrations", event.pk), {"estado": "waiting"}))
        assert "Nombre2" in page and "Nombre1" not in page
        assert "Nombre1" in said(tania.get(at("registrations", event.pk), {"q": "apellido1"}))
        table = b"".join(tania.get(at("registrations_csv", event.pk)).streaming_content).decode()
        assert "DNI 40000001" in table

    def test_the_calendar_shows_the_month_asked_for(self, tania):
        event = an_event()
        assert str(event) in said(tania.get(at("calendar")))
        assert str(event) not in said(tania.get(at("calendar"), {"mes": "2020-02"}))
        assert tania.get(at("calendar"), {"mes": "0000-99"}).status_code == 200

    def test_a_list_with_a_wrong_line_is_told_line_by_line(self, tania):
        event = an_event()
        table = SimpleUploadedFile(
            "lista.csv", "Nombres;Apellidos;Sexo\nLuz;Prueba;F\nAna;Prueba;quizá\n".encode()
        )
        answer = tania.post(at("import_list", event.pk), {"file": table})
        assert answer.status_code == 422
        assert "«quizá»" in said(answer) and ">3</th>" in said(answer)
        good = SimpleUploadedFile("lista.csv", b"Nombres;Apellidos\nLuz;Prueba\n")
        assert tania.post(at("import_list", event.pk), {"file": good}).status_code == 302
        assert Participation.objects.count() == 1

    def test_the_empty_list_is_one_that_can_be_read_in(self, tania):
        event = an_event()
        table = b"".join(tania.get(at("list_model_csv")).streaming_content)
        full = SimpleUploadedFile(
            "lista.csv", table + b"Luz,Prueba,,,luz@prueba.example,,,,Juez,Loreto,F\r\n"
        )
        session = event.sessions.get().pk
        answer = tania.post(at("import_list", event.pk), {"file": full, "session": session})
        assert answer.status_code == 302, said(answer)
        row = Participation.objects.get()
        assert (row.role, row.region, row.attendances.count()) == ("JUDGE", "16", 1)

    def test_a_closed_list_is_opened_again_from_its_page(self, tania):
        event = a_closed_event(1)
        assert at("reopen", event.pk) in said(tania.get(at("event", event.pk)))
        assert tania.post(at("reopen", event.pk), {"why": "Hoja tardía", "word": "no"}).status_code == 422
        assert (
            tania.post(at("reopen", event.pk), {"why": "Hoja tardía", "word": "reabrir"}).status_code == 302
        )
        assert "Hoja tardía" in said(tania.get(at("event", event.pk)))

    def test_decisions_are_made_from_the_list(self, tania):
        event = an_event(capacity=1)
        one, two = registered(event, 1), registered(event, 2)
        tania.post(at("decide", event.pk, one.pk, "no-admitir"))
        for row in (one, two):
            row.refresh_from_db()
        assert (one.state, two.state) == ("refused", "approved")
        assert tania.post(at("decide", event.pk, one.pk, "borrar")).status_code == 404

    def test_no_page_of_an_event_asks_more_for_more_people(self, tania):
        event = an_event(sessions=3)
        session = event.sessions.first()
        pages = [
            at("event", event.pk),
            at("registrations", event.pk),
            at("attendance", event.pk, session.pk),
            at("people", event.pk),
        ]

        def asked(url):
            with CaptureQueriesContext(connection) as queries_asked:
                assert tania.get(url).status_code == 200
            return len(queries_asked)

        for n in (1, 2):
            attended(registered(event, n))
        [asked(url) for url in pages]
        few = [asked(url) for url in pages]
        for n in range(3, 20):
            attended(registered(event, n))
        assert [asked(url) for url in pages] == few


class TestCalls:
    def test_an_official_sees_the_call_and_nobody_else_of_it(self):
        world, event = testing.people(), an_event()
        registered(event, 7, surnames="Secreta Prueba")
        client = testing.sign_in(world.alba)
        page = said(client.get(at("call", event.pk)))
        assert str(event) in page and "Secreta" not in page
        assert client.get(at("event", event.pk)).status_code == 404
        assert client.get(at("registrations", event.pk)).status_code == 404

    def test_asking_and_withdrawing(self):
        world, event = testing.people(), an_event()
        client = testing.sign_in(world.alba)
        form = {"id": testing.uuid7(), "role": "POLICE_INVESTIGATOR", "region": "16", "sex": "NOT_RECORDED"}
        for _ in range(2):
            assert client.post(at("call", event.pk), form).status_code == 302
        row = Participation.objects.get()
        assert (row.role, row.state, row.sex) == ("POLICE_INVESTIGATOR", "approved", "NOT_RECORDED")
        assert str(event) in said(client.get(at("mine")))
        client.post(at("withdraw", event.pk))
        row.refresh_from_db()
        assert row.state == "withdrawn"

    def test_the_link_is_for_those_enrolled(self):
        world, event = testing.people(), an_event(link="https://reunion.example/abc")
        client = testing.sign_in(world.alba)
        assert "reunion.example" not in said(client.get(at("call", event.pk)))
        client.post(
            at("call", event.pk), {"id": testing.uuid7(), "role": "OTHER", "region": "16", "sex": "F"}
        )
        assert "reunion.example" in said(client.get(at("call", event.pk)))
        calendar = said(client.get(at("call_ics", event.pk)))
        assert "reunion.example" not in calendar

    def test_a_cancelled_event_says_why_to_those_who_registered(self):
        world, event = testing.people(), an_event()
        client = testing.sign_in(world.alba)
        client.post(
            at("call", event.pk), {"id": testing.uuid7(), "role": "OTHER", "region": "16", "sex": "F"}
        )
        actions.cancel(by=coordinator().actor, id=event.pk, why="Huaico en la carretera")
        assert "Huaico en la carretera" in said(client.get(at("call", event.pk)))

    def test_home_shows_what_is_announced_and_what_waits(self, tania):
        world, event = testing.people(), an_event(needs_approval=True)
        client = testing.sign_in(world.alba)
        assert str(event) in said(client.get("/"))
        client.post(
            at("call", event.pk), {"id": testing.uuid7(), "role": "OTHER", "region": "16", "sex": "F"}
        )
        assert "Inscripciones por decidir" in said(tania.get("/"))


class TestExercises:
    def test_an_exercise_and_the_real_world_do_not_meet(self, tania):
        """Not in lists, calendars, calls, searches, nor the other way round."""
        office = coordinator().office
        eva = testing.someone("Eva", office, "programme", exercise=testing.uuid7())
        played, real = an_event(eva, title_es="Ensayo de taller"), an_event(title_es="Taller de verdad")
        pages = [at("events"), at("mine"), at("calendar"), f"{reverse('core:search')}?q=taller", "/"]
        for client, seen, hidden in ((tania, real, played), (testing.sign_in(eva), played, real)):
            for url in pages:
                assert hidden.title_es not in said(client.get(url)), url
            assert seen.title_es in said(client.get(pages[0]))
            assert client.get(at("event", hidden.pk)).status_code == 404
            assert client.get(at("call", hidden.pk)).status_code == 404


class TestAttendance:
    def marks(self, client, event, *marks):
        session = event.sessions.first()
        body = json.dumps({"marks": list(marks)})
        return client.post(at("marks", event.pk, session.pk), body, content_type="application/json")

    def test_the_queue_of_a_device_is_taken_once(self, tania):
        event = an_event()
        row = registered(event)
        mark = {
            "id": str(testing.uuid7()),
            "how": "list",
            "participation": str(row.pk),
            "at": "2026-01-01T10:00:00Z",
        }
        for _ in range(2):
            (told,) = self.marks(tania, event, mark).json()["results"]
            assert told["result"] == "recorded"
        assert Attendance.objects.count() == 1

    @pytest.mark.parametrize(
        "body", ["", "{", "[]", '{"marks": 1}', '{"marks": [{}]}', '{"marks": ["a"]}', '{"marks": [null]}'],
    )  # fmt: skip
    def test_what_is_no_queue_is_refused_and_changes_nothing(self, tania, body):
        event = an_event()
        url = at("marks", event.pk, event.sessions.first().pk)
        assert tania.post(url, body, content_type="application/json").status_code == 400
        assert not Attendance.objects.exists()

    @pytest.mark.parametrize(
        "damage", [{"id": "x"}, {"at": "2026-13-45T99:00"}, {"at": 5}, {"participation": "x"}, {"how": None},
                   {"walk_in": "x"}, {"walk_in": ["x"]}, {"signature": "data:image/png;base64," + "A" * 900_000}],
    )  # fmt: skip
    def test_a_damaged_mark_does_not_hold_up_the_queue_behind_it(self, tania, damage):
        event = an_event()
        rows = [registered(event, n) for n in (1, 2)]
        bad, good = ({"id": str(testing.uuid7()), "how": "qr", "participation": str(row.pk)} for row in rows)
        bad |= damage
        told = {one["id"]: one for one in self.marks(tania, event, bad, good).json()["results"]}
        assert told[good["id"]]["result"] == "recorded"
        assert told[bad["id"]]["result"] == "refused" and told[bad["id"]]["said"]
        assert Attendance.objects.count() == 1

    def test_a_closed_event_takes_nothing_and_says_so_and_the_device_keeps_its_queue(self, tania):
        event = a_closed_event(1)
        mark = {
            "id": str(testing.uuid7()),
            "how": "list",
            "participation": str(event.participations.get().pk),
        }
        answer = self.marks(tania, event, mark)
        assert answer.status_code == 422
        assert "está cerrado" in answer.json()["error"]

    def test_a_walk_in_filled_in_wrongly_is_told_beside_the_others(self, tania):
        event = an_event()
        row = registered(event)
        wrong = {"id": str(testing.uuid7()), "how": "walk_in", "walk_in": {"given_names": "Zoila"}}
        good = {"id": str(testing.uuid7()), "how": "qr", "participation": str(row.pk)}
        told = {one["id"]: one for one in self.marks(tania, event, wrong, good).json()["results"]}
        assert told[good["id"]]["result"] == "recorded"
        assert told[wrong["id"]]["result"] == "refused"
        assert "Apellidos" in told[wrong["id"]]["said"]

    def test_without_script_a_plain_form_does_it(self, tania):
        event = an_event()
        rows = [registered(event, n) for n in (1, 2)]
        url = at("attendance", event.pk, event.sessions.first().pk)
        form = {
            "presente": [str(row.pk) for row in rows],
            **{f"marca-{row.pk}": testing.uuid7() for row in rows},
        }
        for _ in range(2):
            assert tania.post(url, form).status_code == 302
        assert Attendance.objects.count() == 2

    def test_a_walk_in_refused_by_the_plain_form_keeps_what_was_typed(self, tania):
        event = an_event()
        url = at("attendance", event.pk, event.sessions.first().pk)
        form = {
            "llegada": 1, "id": testing.uuid7(), "given_names": "Zoila", "surnames": "Prueba", "role": "OTHER",
            "region": "16", "sex": "F", "document_kind": "dni", "document_number": "12",
        }  # fmt: skip
        answer = tania.post(url, form)
        assert answer.status_code == 422
        assert "ocho dígitos" in said(answer) and 'value="Zoila"' in said(answer)
        assert tania.post(url, form | {"document_number": "49999999"}).status_code == 302
        assert Attendance.objects.get().how == "walk_in"

    def test_a_mistake_is_taken_back_with_a_reason(self, tania):
        event = an_event()
        taken = attended(registered(event)).attendance
        assert tania.post(at("take_back", event.pk, taken.pk), {"why": ""}).status_code == 422
        assert tania.post(at("take_back", event.pk, taken.pk), {"why": "Era otra persona"}).status_code == 302
        assert not queries.standing_attendance().exists()


def text_of(paper):
    document = pypdfium2.PdfDocument(paper.pdf)
    try:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
        return " ".join(text.replace("\u200b", "").split())
    finally:
        document.close()


def pictures_of(paper):
    document = pypdfium2.PdfDocument(paper.pdf)
    try:
        kind = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
        return sum(1 for page in document for _ in page.get_objects(filter=[kind]))
    finally:
        document.close()


class TestPapers:
    def test_the_sheet_has_documents_room_to_sign_and_the_notice(self):
        event = an_event()
        registered(event, 1)
        text = text_of(papers.sheet(event.sessions.first(), coordinator().actor))
        for words in (
            "Registro de asistencia",
            "40000001",
            "Firma",
            "Sus datos como participante",
            "sin firmas",
        ):
            assert words in text
        assert "1 persona inscrita" in text

    def test_what_was_signed_on_a_screen_stands_on_the_sheet_and_not_on_the_copy(self):
        event, by = an_event(), coordinator().actor
        row, session = registered(event, 1), event.sessions.first()
        image = Image.new("RGBA", (480, 160))
        ImageDraw.Draw(image).line((20, 20, 400, 140), fill="black", width=3)
        image.save(drawn := io.BytesIO(), "PNG")
        signature = attending.SIGNATURE_HEAD + base64.b64encode(drawn.getvalue()).decode()
        mark = attending.Mark(testing.uuid7(), "signature", participation=row.pk, signature=signature)
        (told,) = attending.check_in(by=by, event_id=event.pk, session_id=session.pk, marks=[mark])
        kept = told.attendance.signature.blob_id
        full, copy = papers.sheet(session, by), papers.sheet(session, by, papers.TO_HAND_ON)
        assert pictures_of(full) == 1 and kept.encode() in full.record
        assert pictures_of(copy) == 0 and kept.encode() not in copy.record
        files.path_of(kept).write_bytes(b"changed")
        assert pictures_of(papers.sheet(session, by)) == 0

    def test_another_copy_holds_only_its_columns_even_in_the_record_attached(self):
        event = an_event()
        registered(event, 1)
        attended(registered(event, 2))
        paper = papers.sheet(event.sessions.first(), coordinator().actor, papers.TO_HAND_ON)
        text = text_of(paper)
        assert "Asistió sí" in " ".join(text.split()) or " sí" in text
        assert "40000001" not in text and "Firma" not in text and "Copia sin números" in text
        assert b"40000001" not in paper.record and b"signature" not in paper.record

    def test_the_copy_to_hand_on_is_offered_beside_the_sheet(self, tania):
        event = an_event()
        registered(event, 1)
        address = at("sheet_to_hand_on_pdf", event.pk, event.sessions.first().pk)
        assert address in said(tania.get(at("event", event.pk)))
        answer = tania.get(address)
        assert answer.status_code == 200 and "sin-documentos" in answer["Content-Disposition"]

    def test_minutes_are_written_after_closing_too(self, tania):
        event = a_closed_event(1)
        session = event.sessions.get()
        address = at("write_minutes", event.pk, session.pk)
        assert address in said(tania.get(at("event", event.pk)))
        form = {"id": session.pk, "version": session.version, "minutes_text": "Se acordó avisar.  "}
        assert tania.post(address, form).status_code == 302
        assert "Se acordó avisar." in said(tania.get(at("event", event.pk)))
        answer = tania.post(address, form | {"minutes_text": "Otra cosa"})
        assert answer.status_code == 422 and "Se acordó avisar." in said(answer), "both sides are shown"
        session.refresh_from_db()
        assert session.minutes_text == "Se acordó avisar."

    def test_a_printed_page_bears_no_acts(self, tania):
        event = an_event()
        page = said(tania.get(at("event", event.pk)))
        acts = re.findall(r'<td[^>]*data-l=""[^>]*>', page)
        assert acts and all('class="screen"' in act for act in acts)

    def test_a_list_is_in_the_order_of_a_spanish_list(self):
        event = an_event()
        for n, surnames in enumerate(("Ochoa", "Ñahui", "Nuñez", "Alvarez", "Álvaro", "Zapata"), start=1):
            registered(event, n, surnames=surnames)
        record = papers.sheet_record(event.sessions.first(), {})
        names = [person["name"].partition(",")[0] for person in record["body"]["people"]]
        assert names == ["Alvarez", "Álvaro", "Nuñez", "Ñahui", "Ochoa", "Zapata"]

    def test_badges_carry_the_code_read_at_the_door(self):
        event = an_event()
        row = registered(event, 1)
        text = text_of(papers.badges(event, coordinator().actor))
        assert "Nombre1 Apellido1" in text and row.pk.hex[-6:].upper() in text

    def test_an_empty_list_still_prints(self, tania):
        event = an_event()
        assert tania.get(at("sheet_pdf", event.pk, event.sessions.first().pk)).status_code == 200
        assert tania.get(at("badges_pdf", event.pk)).status_code == 200


class TestCalendarFiles:
    def test_each_session_is_an_entry_in_universal_time(self):
        event = an_event(sessions=2, title_es="Custodia; rótulo, precinto")
        text = icalendar.calendar([event])
        assert text.count("BEGIN:VEVENT") == 2
        assert f"DTSTART:{event.from_on:%Y%m%d}T130000Z" in text, "08:00 in Lima"
        assert "Custodia\\; rótulo\\, precinto" in text.replace("\r\n ", "")
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))

    def test_an_event_without_sessions_takes_whole_days(self):
        event = an_event(kind="async_course", sessions=0)
        after = event.until_on + timedelta(days=1)
        text = icalendar.calendar([event])
        assert f"DTSTART;VALUE=DATE:{event.from_on:%Y%m%d}" in text
        assert f"DTEND;VALUE=DATE:{after:%Y%m%d}" in text
