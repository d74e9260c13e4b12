"""The pages of courses: from the catalogue to the last lesson, and for who runs a group."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from arariwa.core import testing
from arariwa.core.domain.ids import uuid7
from arariwa.events.tests import small
from arariwa.training import actions_courses as actions
from arariwa.training.models import Cohort, Enrolment, HandedIn, LessonPackage
from arariwa.training.tests import sample, world
from arariwa.training.tests.test_hand_in import file_of

pytestmark = pytest.mark.django_db


def lesson_of(enrolment, n=1):
    return reverse("training:lesson", args=[enrolment.pk, n])


def page(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


def test_the_catalogue_offers_what_is_open_and_begins_where_one_stopped():
    cohort, pilar = world.a_cohort(), testing.sign_in(testing.people().pilar)
    text = page(pilar, "/cursos/")
    assert "Curso de prueba" in text
    assert reverse("training:ask_place", args=[cohort.pk]) in text
    enrolment = world.an_enrolment(cohort=cohort)
    text = page(pilar, "/cursos/")
    assert reverse("training:ask_place", args=[cohort.pk]) not in text
    assert reverse("training:tests", args=[enrolment.pk]) in text, "the entry test comes first"
    assert lesson_of(enrolment) in text
    actions.mark(by=testing.people().pilar.actor, enrolment_id=enrolment.pk, module=2, place="la-pena")
    assert f"{lesson_of(enrolment, 2)}#la-pena" in page(pilar, "/cursos/")


def test_the_page_of_a_course_says_what_is_proven_and_how():
    world.a_cohort()
    text = page(testing.sign_in(testing.people().pilar), "/cursos/asy-9/")
    for words in ("La especie", "Fiscal", "Calificar", "70 de 100", "30 minutos", "4 horas de 45 minutos"):
        assert words in text
    assert "0 de 2 lecciones" in text


def test_a_place_is_asked_for_with_what_the_programme_counts():
    cohort, client = world.a_cohort(), testing.sign_in(testing.people().pilar)
    url = reverse("training:ask_place", args=[cohort.pk])
    assert re.search(r'value="PROSECUTOR"\s+selected', page(client, url))
    sent = {"role": "PROSECUTOR", "region": "16", "sex": "F", "id": str(uuid7())}
    answer = client.post(url, sent)
    enrolment = Enrolment.objects.get()
    assert answer.url == reverse("training:enrolment", args=[enrolment.pk])
    assert enrolment.participation.region == "16"
    assert client.get(url).url == answer.url
    assert client.post(url, {**sent, "role": "KING"}).status_code in (302, 422)


def test_lessons_are_read_one_after_the_other_to_the_end():
    enrolment, client = world.an_enrolment(), testing.sign_in(testing.people().pilar)
    text = page(client, lesson_of(enrolment))
    for words in (
        "La pena",
        "Código Penal, art. 308",
        "Ara macao",
        "Un puesto",
    ):
        assert words in text
    assert client.post(lesson_of(enrolment)).url == lesson_of(enrolment, 2)
    assert client.post(lesson_of(enrolment, 2)).url == reverse("training:enrolment", args=[enrolment.pk])
    enrolment.refresh_from_db()
    assert enrolment.completed_at
    assert page(client, lesson_of(enrolment, 3), 404)


def test_a_self_check_is_answered_with_reasons_and_nothing_is_kept():
    enrolment, client = world.an_enrolment(), testing.sign_in(testing.people().pilar)
    for answer, words in (("a", "Correcto."), ("b", "Todavía no."), ("", "Todavía no.")):
        got = client.post(lesson_of(enrolment), {"q-asy-9-m1-01": answer, "comprobar": "1"}).content.decode()
        assert words in got
        assert "Así es." in got
    assert not enrolment.lessons_read.exists()


def test_the_reasons_of_a_self_check_may_refer_to_the_law():
    text = sample.QUESTIONS.replace("Así es.", '"Vea [[cita CP-308]]."')
    enrolment = world.an_enrolment(cohort=world.a_cohort({"questions.yaml": text}))
    client = testing.sign_in(testing.people().pilar)
    got = client.post(lesson_of(enrolment), {"q-asy-9-m1-01": "a", "comprobar": "1"}).content.decode()
    assert re.search(r'Vea <a href="/ley/CP-308/"[^>]*>Código Penal, art. 308</a>\.', got)


def test_a_lesson_whose_law_changed_says_so_to_its_reader_and_to_trainers():
    lock = "entries: {CP-308: " + "0" * 64 + "}\n"
    cohort = world.a_cohort({"law.lock.yaml": lock})
    enrolment = world.an_enrolment(cohort=cohort)
    said = "La norma cambió desde la última revisión de esta lección"
    pilar = testing.sign_in(testing.people().pilar)
    assert said in page(pilar, lesson_of(enrolment))
    assert "La norma cambió" not in page(pilar, "/cursos/asy-9/")
    rosa = testing.sign_in(world.rosa())
    assert "La norma cambió" in page(rosa, "/cursos/asy-9/")
    assert "La norma cambió" in page(rosa, reverse("training:cohort", args=[cohort.pk]))


def test_in_english_the_frame_is_english_and_the_lesson_says_it_is_spanish():
    enrolment, client = world.an_enrolment(), testing.sign_in(testing.people().pilar)
    text = page(client, "/en" + lesson_of(enrolment))
    assert "What you will be able to do" in text
    assert '<div class="flow" lang="es-PE">' in text
    assert "Código Penal" in text


def test_a_lesson_is_light():
    """A page with its style and scripts, nothing compressed, is under 100 kB."""
    long = sample.LESSON + "\n".join(f"## Parte {n}\n\n" + "palabra " * 150 for n in range(5))
    cohort = world.a_cohort({"modules/1.es.md": long})
    client = testing.sign_in(testing.people().pilar)
    text = page(client, lesson_of(world.an_enrolment(cohort=cohort)))
    files = set(re.findall(r'(?:src|href)="/static/([^"]+\.(?:css|js|svg))"', text))
    assert "training/bookmark.js" in files
    weight = len(text.encode()) + sum(Path(finders.find(name)).stat().st_size for name in files)
    assert weight < 100_000


def test_where_one_stopped_is_noted_for_oneself_only():
    enrolment = world.an_enrolment()
    url = reverse("training:mark", args=[enrolment.pk, 2])
    rosa = testing.sign_in(world.rosa())
    assert rosa.post(url, {"lugar": "la-pena"}).status_code == 204
    enrolment.refresh_from_db()
    assert enrolment.module is None
    assert testing.sign_in(testing.people().pilar).post(url, {"lugar": "la-pena"}).status_code == 204
    enrolment.refresh_from_db()
    assert (enrolment.module, enrolment.place) == (2, "la-pena")


def test_a_colleague_sees_neither_place_nor_lesson():
    enrolment = world.an_enrolment()
    alba = testing.sign_in(testing.people().alba)
    for url in (reverse("training:enrolment", args=[enrolment.pk]), lesson_of(enrolment)):
        page(alba, url, 404)
    assert alba.post(reverse("training:package", args=[enrolment.pk])).status_code == 404


def test_a_course_is_opened_with_a_new_event_and_announced():
    world.load()
    client, today = testing.sign_in(world.rosa()), timezone.localdate()
    last = today + timedelta(days=20)
    sent = {
        "course": "asy-9",
        "event": "",
        **{f"opens_on_{part}": getattr(today, part) for part in ("day", "month", "year")},
        **{f"closes_on_{part}": getattr(last, part) for part in ("day", "month", "year")},
        "audience": "open",
        "announce": "on",
        "capacity": "30",
        "id": str(uuid7()),
    }
    url = reverse("training:open_course")
    assert client.post(url, {**sent, "closes_on_year": "2020"}).status_code == 422
    answer = client.post(url, sent)
    cohort = Cohort.objects.get()
    assert answer.url == reverse("training:cohort", args=[cohort.pk])
    assert cohort.event.announced_at
    assert cohort.event.capacity == 30
    assert testing.sign_in(testing.people().alba).get(url).status_code == 422


def test_a_course_with_sessions_is_announced_once_it_has_them():
    world.load({"course.yaml": sample.COURSE.replace("kind: async_course", "kind: intensive_course")})
    client, today = testing.sign_in(world.rosa()), timezone.localdate()
    days = {
        f"{name}_{part}": getattr(today, part)
        for name in ("opens_on", "closes_on")
        for part in ("day", "month", "year")
    }
    sent = {"course": "asy-9", "event": "", **days, "audience": "open", "announce": "on", "id": str(uuid7())}
    text = client.post(reverse("training:open_course"), sent, follow=True).content.decode()
    cohort = Cohort.objects.get()
    assert cohort.event.announced_at is None
    assert (cohort.event.kind, cohort.event.modality) == ("intensive_course", "IN_PERSON")
    assert "sesi" in text.split("<main")[1].split("<h1")[0]


def test_a_course_is_opened_to_an_event_that_stands_already():
    world.load()
    event = small.an_event(world.rosa(), announced=False)
    client, today = testing.sign_in(world.rosa()), timezone.localdate()
    assert str(event) in page(client, reverse("training:open_course"))
    days = {
        f"{name}_{part}": getattr(today, part)
        for name in ("opens_on", "closes_on")
        for part in ("day", "month", "year")
    }
    sent = {"course": "asy-9", "event": str(event.pk), **days, "audience": "open", "id": str(uuid7())}
    client.post(reverse("training:open_course"), sent)
    assert Cohort.objects.get().event == event
    event.refresh_from_db()
    assert (event.track, event.announced_at) == ("ASY-9", None)
    assert str(event) not in page(client, reverse("training:open_course")).split("<main")[1]


def test_a_group_shows_who_asked_and_how_each_is_doing():
    cohort, everyone = world.a_cohort(needs_approval=True), testing.people()
    url, rosa = reverse("training:cohort", args=[cohort.pk]), testing.sign_in(world.rosa())
    assert "Nadie está inscrito" in page(rosa, url)
    for who in (everyone.pilar, everyone.carla):
        actions.ask_place(by=who.actor, cohort_id=cohort.pk, id=uuid7(), values={})
    text = page(rosa, url)
    assert "Pilar Prueba" in text
    row = cohort.event.participations.get(person=everyone.pilar.person)
    assert rosa.post(reverse("training:approve", args=[cohort.pk, row.pk])).url == url
    enrolment = Enrolment.objects.get()
    actions.finish_lesson(by=everyone.pilar.actor, enrolment_id=enrolment.pk, module=1)
    text = page(rosa, url)
    assert "1 de 2" in text
    assert "en curso" in text
    assert "Pilar" not in page(rosa, f"{url}?avance=completed").split("avance")[2]
    sheet = b"".join(rosa.get(reverse("training:cohort_csv", args=[cohort.pk])).streaming_content).decode()
    assert "Prueba,Pilar" in sheet.replace(";", ",")
    assert "Carla" not in sheet
    page(testing.sign_in(everyone.alba), url, 404)


def test_heads_sort_and_pages_turn():
    cohort = world.a_cohort()
    for name in ("Zoe", "Ana"):
        who = testing.someone(name, testing.people().pilar.office, "prosecutor")
        enrolment = world.an_enrolment(who, cohort)
    actions.finish_lesson(by=who.actor, enrolment_id=enrolment.pk, module=1)
    url, rosa = reverse("training:cohort", args=[cohort.pk]), testing.sign_in(world.rosa())
    for sort, first in (
        ("nombre", "Ana"), ("-nombre", "Zoe"), ("-leidas", "Ana"), ("leidas", "Zoe"), ("-ultima", "Ana"), ("ultima", "Zoe"),
        ("nada", "Ana"),
    ):  # fmt: skip
        text = page(rosa, f"{url}?orden={sort}&desde=9")
        names = re.findall(r"(Ana|Zoe) Prueba", text)
        assert names[0] == first, sort


def test_numbers_by_region_and_institution_are_of_what_one_s_office_organises():
    enrolment = world.an_enrolment()
    enrolment.participation.__class__.objects.filter(pk=enrolment.participation_id).update(region="16")
    rosa = testing.sign_in(world.rosa())
    text = page(rosa, "/cursos/tablero/?curso=asy-9")
    assert "Loreto" in text
    assert 'class="map"' in text
    assert "Fiscalía ambiental" in text
    sheet = b"".join(rosa.get("/cursos/tablero.csv").streaming_content).decode()
    assert "Loreto" in sheet
    assert "Loreto" not in page(testing.sign_in(testing.people().alba), "/cursos/tablero/").split("<main")[1]


def test_the_package_is_one_file_that_asks_for_nothing():
    enrolment, client = world.an_enrolment(), testing.sign_in(testing.people().pilar)
    answer = client.post(reverse("training:package", args=[enrolment.pk]))
    text, package = answer.content.decode(), LessonPackage.objects.get()
    assert answer["Content-Disposition"] == 'attachment; filename="asy-9.html"'
    assert package.key in text
    assert "default-src &#x27;none&#x27;" in text or "default-src 'none'" in text
    assert not re.search(r'(?:src|href)="(?!#)', text)
    assert "url(" not in text
    assert "La especie" in text
    assert "El delito" in text
    assert "q-asy-9-m2-01" in text
    assert "q-asy-9-m1-02" not in text  # in the bank, not in a self-check: it may be in the test
    assert 'style="' not in text


def test_a_file_of_answers_is_handed_in_on_its_page_once():
    enrolment, client = world.an_enrolment(), testing.sign_in(testing.people().pilar)
    client.post(reverse("training:package", args=[enrolment.pk]))
    data, url = file_of(LessonPackage.objects.get()), reverse("training:hand_in")
    answer = client.post(url, {"file": SimpleUploadedFile("r.json", data)})
    assert answer.url == reverse("training:enrolment", args=[enrolment.pk])
    assert "entregado" in page(client, answer.url)
    again = client.post(url, {"file": SimpleUploadedFile("r.json", data)})
    assert again.status_code == 422
    assert "Estas respuestas ya se entregaron el" in again.content.decode()
    changed = data.replace(b'\\"module\\":1', b'\\"module\\":2')
    refused = client.post(url, {"file": SimpleUploadedFile("r.json", changed)})
    assert "El archivo fue modificado" in refused.content.decode()
    assert client.post(url, {"x": ""}).status_code == 422
    assert HandedIn.objects.count() == 1


def test_home_leads_back_to_the_course():
    enrolment, client = world.an_enrolment(), testing.sign_in(testing.people().pilar)
    assert reverse("training:enrolment", args=[enrolment.pk]) in page(client, "/")


def test_the_table_of_a_group_asks_no_more_for_more_rows():
    cohort, rosa = world.a_cohort(), testing.sign_in(world.rosa())
    url = reverse("training:cohort", args=[cohort.pk])

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert rosa.get(url).status_code == 200
        return len(queries)

    office = testing.people().pilar.office
    world.an_enrolment(testing.someone("Uno", office, "prosecutor"), cohort)
    asked()
    first = asked()
    for name in ("Dos", "Tres", "Cuatro"):
        world.an_enrolment(testing.someone(name, office, "prosecutor"), cohort)
    assert asked() == first


def test_an_event_and_its_call_lead_to_the_course_it_follows():
    cohort, everyone = world.a_cohort(), testing.people()
    rosa, pilar = testing.sign_in(world.rosa()), testing.sign_in(everyone.pilar)
    event, call = (reverse(f"events:{name}", args=[cohort.event_id]) for name in ("event", "call"))
    assert reverse("training:cohort", args=[cohort.pk]) in page(rosa, event)
    text = page(pilar, call)
    assert "/cursos/asy-9/" in text
    assert reverse("training:cohort", args=[cohort.pk]) not in text
    enrolment = world.an_enrolment(cohort=cohort)
    assert reverse("training:enrolment", args=[enrolment.pk]) in page(pilar, call)
    other = small.an_event(world.rosa(), announced=False)
    choose = f"{reverse('training:open_course')}?evento={other.pk}"
    assert choose in page(rosa, reverse("events:event", args=[other.pk]))
    assert re.search(rf'value="{other.pk}"\s+selected', page(rosa, choose))


def test_a_course_is_found_by_words_of_it_by_who_is_signed_in():
    world.load()
    pilar = testing.sign_in(testing.people().pilar)
    for words in ("especie prueba", "ASY-9", "DELITO"):
        assert "/cursos/asy-9/" in page(pilar, f"/buscar/?q={words}")
    assert "/cursos/asy-9/" not in page(pilar, "/buscar/?q=orquesta")
    assert "asy-9" not in Client().get("/buscar/?q=ASY-9").content.decode()


def test_a_lesson_that_is_in_spanish_says_so_on_a_page_in_english():
    enrolment, client = world.an_enrolment(), testing.sign_in(testing.people().pilar)
    text = page(client, f"/en{lesson_of(enrolment)}")
    assert "This lesson is in Spanish" in text
    assert '<legend lang="es-PE">' in text and '<div class="prose" lang="es-PE"><ul>' in text
    assert "está en español" not in page(client, lesson_of(enrolment))
