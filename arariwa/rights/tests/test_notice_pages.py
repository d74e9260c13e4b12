"""The pages of notices: sending without script and following with the code, the desk, nothing of the connection kept."""

import re
import time
from html import unescape
from urllib.parse import unquote

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from arariwa.core import testing
from arariwa.rights import actions_notices as actions
from arariwa.rights import flood, plain_question, return_codes
from arariwa.rights import queries_notices as queries
from arariwa.rights.models import Notice
from arariwa.rights.tests import small

pytestmark = pytest.mark.django_db
ADDRESS = "203.0.113.77"


@pytest.fixture
def world():
    flood.forget()
    small.programme()
    return testing.people()


@pytest.fixture
def citizen():
    return Client(REMOTE_ADDR=ADDRESS)


def url(name: str, *args) -> str:
    with translation.override("es"):
        return reverse(f"rights:{name}", args=args)


def stamped(seconds: int = 60) -> str:
    """The stamp of a form that was handed out so long ago."""
    signer = signing.TimestampSigner(salt=plain_question.SALT)
    value = signing.dumps("", salt=plain_question.SALT).rsplit(":", 2)[0]
    ago = signing.b62_encode(int(time.time()) - seconds)
    return f"{value}:{ago}:{signer.signature(f'{value}:{ago}')}"


def filled(**changes) -> dict:
    """What the form sends of a notice of charapas in Belén."""
    return {
        "id": str(testing.uuid7()),
        "code": return_codes.new_code(),
        "stamp": stamped(),
        "kind": "sale",
        "text": "Venden charapas vivas detrás del mercado.",
        "district": "Iquitos",
        "place_text": "Mercado de Belén",
        "who": "anonymous",
        "consent": "on",
        **changes,
    }


def send(citizen, **changes):
    return citizen.post(url("notice"), filled(**changes))


def test_the_page_says_first_what_each_can_lead_to_and_is_light(world, citizen):
    page = citizen.get(url("notice"))
    text = page.content.decode()
    assert text.index("denuncia") < text.index("<form")
    assert "105" in text and "947 588 269" in text and "23 de noviembre de 2026" in text
    assert len(page.content) < 50_000
    # How old what was read is stands beside the day it was read, as on the page of channels.
    assert "Lo que se leyó es de mayo de 2019" in text
    # The code in the form, and what was written, stay in no cache of a shared telephone or line.
    assert "no-store" in page["Cache-Control"]
    assert not page.cookies.get("sessionid")


def test_sent_without_script_and_followed_with_the_code(world, citizen):
    """The code is shown once, large; with it whoever sent it reads a question and answers with a photo."""
    given = filled()
    page = citizen.post(url("notice"), {**given, "photos": testing.a_photo()})
    assert page.status_code == 200 and given["code"] in page.content.decode()
    assert page["Cache-Control"] == "no-store, private"
    notice = Notice.objects.get()
    assert (str(notice.pk), notice.office, notice.photos.count()) == (given["id"], world.carla.office, 1)
    assert citizen.post(url("notice"), given).status_code == 200
    assert Notice.objects.count() == 1
    actions.ask_reporter(by=world.carla.actor, id=notice.pk, reply_id=testing.uuid7(), text="¿Qué días?")
    page = citizen.post(url("follow_notice"), {"code": given["code"].lower().replace("-", " ")})
    text = page.content.decode()
    assert "¿Qué días?" in text and "charapas vivas" not in text and "no-store" in page["Cache-Control"]
    answer = {
        "code": given["code"],
        "reply_id": str(testing.uuid7()),
        "text": "Los domingos",
        "photos": testing.a_photo(colour="red"),
    }
    page = citizen.post(url("follow_notice"), answer)
    assert page.status_code == 200 and "Los domingos" in page.content.decode()
    assert (notice.replies.count(), notice.photos.count()) == (2, 2)


def test_a_channel_is_called_from_the_page(world, citizen):
    page = citizen.get(url("notice")).content.decode()
    assert 'href="tel:105"' in page and 'href="https://portal.mpfn.gob.pe' in page and 'href=""' not in page


def test_with_script_it_is_told_where_it_went_too(world, citizen):
    there = citizen.post(url("notice"), filled(), headers={"accept": "application/json"}).json()
    assert there["sent"] and there["went"].startswith("Llegó a:") and "{" not in there["went"]
    far = filled(district="Tacna", text="En otro sitio")
    told = citizen.post(url("notice"), far, headers={"accept": "application/json"}).json()
    assert "no recibe avisos aquí" in told["went"]


def test_no_cookie_outlives_the_window(citizen, world):
    assert citizen.get(url("notice")).cookies["csrftoken"]["max-age"] == ""


def test_whoever_it_is_no_matter_of_finds_the_channels(world, citizen):
    sent = send(citizen)
    code = re.search(r'id="codigo">([^<]+)', sent.content.decode())[1]
    page = citizen.post(url("follow_notice"), {"code": code}).content.decode()
    assert "/aviso/#canales" in page and 'id="canales"' in citizen.get(url("notice")).content.decode()


def test_whoever_is_signed_in_sends_as_anyone_does(world):
    client = testing.sign_in(world.alba)
    assert client.post(url("notice"), filled()).status_code == 200
    notice = Notice.objects.get()
    assert notice.compartment.created_by is None
    assert str(world.alba.person.pk) not in str([vars(row) for row in queries.notices(world.carla.actor)])


def test_a_name_is_kept_apart_and_only_of_who_wants_to_say_it(world, citizen):
    send(citizen, name="Rosa Prueba", text="uno")
    assert not hasattr(Notice.objects.get(), "reporter")
    send(citizen, who="named", name="Rosa Prueba", contact="999", text="dos")
    assert Notice.objects.get(text="dos").reporter.name == "Rosa Prueba"
    page = send(citizen, who="named", text="tres")
    assert page.status_code == 422 and "Escriba su nombre" in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": ""}, "¿Qué vio u oyó?"),
        ({"kind": "nada"}, "¿De qué se trata?"),
        ({"district": "Ningún lugar"}, "No hay distrito con ese nombre"),
        ({"district": "", "place_text": ""}, "más o menos dónde"),
        ({"coordinates": "por ahí"}, "coordenadas"),
        ({"consent": ""}, "consent"),
        ({"text": "x" * 4001}, "4000"),
        ({"day_day": "1", "day_month": "1", "day_year": "2199"}, "futuro"),
        ({"id": "no"}, ""),
        ({"code": "AAAA-AAAA-AAAA"}, ""),
        ({"text": "abc\u202edef"}, "U+202E"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_taken(world, citizen, changes, said):
    page = send(citizen, **changes)
    assert page.status_code == 422 and said in page.content.decode()
    assert not Notice.objects.exists()


def test_hostile_text_stays_text_everywhere(world, citizen):
    bad = '<script>alert(1)</script>{{ 7|add:7 }} {% now "Y" %}'
    code = return_codes.new_code()
    send(citizen, text=bad, place_text=bad, code=code)
    carla = testing.sign_in(world.carla)
    notice = Notice.objects.get()
    for address in (url("notices"), url("notice_at_desk", notice.pk), url("close_notice", notice.pk)):
        page = carla.get(address).content.decode()
        assert "<script>alert" not in page
    formula = send(citizen, text="=HYPERLINK(1)", code=return_codes.new_code())
    assert formula.status_code == 200
    csv = b"".join(carla.get(url("notices_csv"))).decode()
    assert "'=HYPERLINK" in csv


def test_whoever_leaves_lands_on_a_page_of_no_notices(world, citizen):
    """Each page of a notice leads there, and back by its crumbs; nothing of the form is offered again by the browser."""
    code = return_codes.new_code()
    pages = [
        citizen.get(url("notice")),
        send(citizen, code=code),
        citizen.post(url("follow_notice"), {"code": code, "stamp": stamped()}),
        citizen.get(url("follow_notice")),
    ]
    for answer in pages:
        page = answer.content.decode()
        assert f'href="{url("ways")}" data-leave="Cómo hacerlo según la ley"' in page
        assert "rights/leave" in page and 'class="crumbs"' in page
    assert all('autocomplete="off"' in pages[n].content.decode() for n in (0, 2))
    above = pages[1].content.decode().partition('class="crumbs"')[2].partition("</nav>")[0]
    assert f'href="{url("notice")}"' in above and f'href="{url("questions")}"' in above


def test_a_photo_that_is_none_is_named_and_nothing_is_taken(world, citizen):
    wrong = testing.SimpleUploadedFile("foto.jpg", b"%PDF-1.7", content_type="image/jpeg")
    page = send(citizen, photos=wrong)
    assert page.status_code == 422 and "no se puede abrir" in page.content.decode()
    assert not Notice.objects.exists()


def test_an_empty_file_is_told_of_in_the_words_of_the_country(world, citizen):
    page = send(citizen, photos=testing.SimpleUploadedFile("foto.jpg", b"", content_type="image/jpeg"))
    text = page.content.decode()
    assert page.status_code == 422 and "El archivo está vacío." in text and "fichero" not in text
    carla = testing.sign_in(world.carla)
    empty = testing.SimpleUploadedFile("_chat.txt", b"", content_type="text/plain")
    text = carla.post(url("read_chat"), {"order": "", "q": "", "file": empty}).content.decode()
    assert "El archivo está vacío." in text and "fichero" not in text


def test_more_than_anyone_may_send_is_not_even_read(world, citizen, settings):
    settings.VISITOR_LIMIT = 2000
    told = filled(photos=[testing.a_photo(size=(1200, 900))])
    answer = citizen.post(url("notice"), told)
    page = answer.content.decode()
    assert answer.status_code == 413 and "0 MB como máximo" in page and "menos fotos" in page
    assert f'<a class="button" href="{url("notice")}">Volver al formulario</a>' in page
    assert not Notice.objects.exists() and send(citizen).status_code == 200
    told = filled(text="Otro", photos=[testing.a_photo(size=(1200, 900))])
    assert testing.sign_in(world.carla).post(url("notice"), told).status_code == 200


def test_photos_of_whoever_must_answer_first_are_not_opened(world, citizen, monkeypatch):
    opened = []
    monkeypatch.setattr(actions.pictures, "photo", lambda data: opened.append(data) or data)
    page = send(citizen, stamp=stamped(0), photos=[testing.a_photo()])
    assert page.status_code == 422 and 'name="answer"' in page.content.decode() and not opened


def test_photos_of_whoever_has_no_code_are_not_opened(world, citizen, monkeypatch):
    opened = []
    monkeypatch.setattr(actions.pictures, "photo", lambda data: opened.append(data) or data)
    told = {"code": return_codes.new_code(), "reply_id": str(testing.uuid7()), "text": "Siguen allí"}
    page = citizen.post(url("follow_notice"), {**told, "photos": [testing.a_photo()]})
    assert (
        page.status_code == 422
        and "No hay ningún aviso con este código" in page.content.decode()
        and not opened
    )


@pytest.mark.parametrize("change", [{"text": "Otra cosa."}, {"id": str(testing.uuid7())}])
def test_what_went_already_under_its_id_or_code_bars_no_other_notice(world, citizen, change):
    data = filled()
    assert citizen.post(url("notice"), data).status_code == 200
    page = citizen.post(url("notice"), data | change)
    text = page.content.decode()
    assert page.status_code == 422 and "ya se envió otra cosa" in text and Notice.objects.count() == 1
    fresh = {name: re.search(rf'name="{name}" value="([^"]+)"', text)[1] for name in ("id", "code")}
    assert fresh["id"] != data["id"] and fresh["code"] != data["code"]
    assert citizen.post(url("notice"), data | change | fresh).status_code == 200
    assert Notice.objects.count() == 2


def test_what_officials_read_of_a_notice_stays_in_no_cache_of_a_shared_computer(world, citizen):
    send(citizen, who="named", name="Rosa Lima")
    carla = testing.sign_in(world.carla)
    row = Notice.objects.get()
    carla.post(url("take_up_notice", row.pk))
    for address in (url("notices"), url("notice_at_desk", row.pk)):
        answer = carla.get(address)
        assert answer.status_code == 200 and "no-store" in answer.headers["Cache-Control"]
    assert "Rosa Lima" in answer.content.decode()


# The map


def department_shown(page):
    return re.search(r'name="departamento" value="(\d*)"', page.content.decode())[1]


def test_the_map_is_touched_without_script_and_sends_nothing(world, citizen):
    page = citizen.post(url("notice"), filled(mapa="1"))
    text = page.content.decode()
    assert page.status_code == 200 and department_shown(page) == "16"
    assert "detrás del mercado" in text
    page = citizen.post(url("notice"), filled(**{"mapa.x": "150", "mapa.y": "150", "departamento": "16"}))
    latitude = re.search(r'name="latitude" value="([^"]+)"', page.content.decode())
    assert latitude and float(latitude[1]) < 0
    assert not Notice.objects.exists()
    for x in ("9" * 400, "-" + "9" * 400):
        page = citizen.post(url("notice"), filled(**{"mapa.x": x, "mapa.y": "150", "departamento": "16"}))
        assert page.status_code == 200 and re.search(
            r'name="longitude" value="-[67]\d', page.content.decode()
        )
    country = citizen.post(url("notice"), filled(**{"mapa.x": "150", "mapa.y": "100", "departamento": ""}))
    assert department_shown(country)


def test_a_key_chooses_no_place(world, citizen):
    """The return key in a field, or on the picture, is no touch: browsers then name the corner of the picture."""
    corner = {"mapa.x": "0", "mapa.y": "0", "departamento": "16"}
    page = citizen.post(url("notice"), filled(**corner))
    text = page.content.decode()
    assert page.status_code == 200 and department_shown(page) == "16"
    assert re.search(r'name="latitude"(?! value)', text) and not re.search(
        r'name="latitude" value="-?\d', text
    )
    # What was touched before stays.
    page = citizen.post(url("notice"), filled(**corner, latitude="-3.725", longitude="-73.225"))
    assert 'name="latitude" value="-3.725"' in page.content.decode()
    # What the return key presses is a button that does nothing.
    form = text.partition('id="aviso"')[2]
    assert re.search(r"<button[^>]*>|<input type=.(?:image|submit)", form)[0] == "<button disabled hidden>"


def test_a_form_with_nothing_in_it_is_answered_as_one(world):
    citizen = Client(REMOTE_ADDR=ADDRESS)
    answer = citizen.post(url("notice"))
    assert answer.status_code == 422 and 'id="aviso"' in answer.content.decode()


def test_no_address_tells_the_place_that_was_touched(world, citizen):
    touched = {"mapa.x": "150", "mapa.y": "150", "departamento": "16"}
    text = citizen.post(url("notice"), filled(**touched)).content.decode()
    button = re.search(r'<input type="image"[^>]* src="([^"]*)"', text)
    picture = unquote(unescape(button[1]))
    assert picture.startswith("data:image/svg+xml,<svg ") and picture.endswith("</svg>")
    assert picture.count('fill="none" stroke="#8c2f1b"') == 1
    without = citizen.post(url("notice"), filled(mapa="1")).content.decode()
    assert "8c2f1b" not in without
    point = re.findall(r'name="(?:latitude|longitude)" value="([^"]+)"', text)
    addresses = re.findall(r'(?:href|src|action|formaction)="(?!data:)([^"]*)"', text)
    assert len(point) == 2 and addresses
    assert not [one for one in addresses for told in (*point, "departamento", "punto") if told in one]


# Floods


def test_above_the_measure_a_question_is_asked_and_nothing_is_refused_or_lost(world, citizen):
    for n in range(flood.PLENTY):
        assert send(citizen, text=f"Aviso {n}").status_code == 200
    given = filled(text="Uno más")
    page = citizen.post(url("notice"), given)
    text = page.content.decode()
    assert page.status_code == 422 and "Uno más" in text
    first, second = (int(n) for n in re.search(r"Cuánto es (\d+) más (\d+)", text).groups())
    token = re.search(r'name="token" value="([^"]+)"', text)[1]
    wrong = citizen.post(url("notice"), {**given, "token": token, "answer": "99"})
    assert wrong.status_code == 422
    right = citizen.post(url("notice"), {**given, "token": token, "answer": str(first + second)})
    assert right.status_code == 200
    # Someone else is asked nothing.
    assert send(Client(REMOTE_ADDR="203.0.113.5"), text="Otro").status_code == 200


@pytest.mark.parametrize("changes", [{"stamp": ""}, {"website": "http://spam.example"}, {"stamp": "falso"}])
def test_a_form_filled_in_by_a_program_is_asked_a_question(world, citizen, changes):
    page = send(citizen, **changes)
    assert page.status_code == 422 and "Cuánto es" in page.content.decode()
    fresh = send(citizen, stamp=plain_question.stamp())
    assert fresh.status_code == 422


def test_codes_cannot_be_tried_by_the_hundred(world, citizen):
    for _n in range(flood.PLENTY):
        page = citizen.post(url("follow_notice"), {"code": return_codes.new_code()})
        assert page.status_code == 422 and "Cuánto es" not in page.content.decode()
    page = citizen.post(url("follow_notice"), {"code": return_codes.new_code()})
    assert "Cuánto es" in page.content.decode()
    answer = {"code": return_codes.new_code(), "reply_id": str(testing.uuid7()), "text": "x"}
    assert citizen.post(url("follow_notice"), answer).status_code == 422


def test_codes_others_of_the_connection_mistyped_keep_nobody_from_answering(world, citizen):
    """Whoever read their notice with its code adds to it, though the connection, or everyone, tried many codes."""
    given = filled()
    citizen.post(url("notice"), given)
    text = citizen.post(url("follow_notice"), {"code": given["code"]}).content.decode()
    mark = re.search(r'name="opened" value="([^"]+)"', text)[1]
    for _n in range(flood.PLENTY):
        citizen.post(url("follow_notice"), {"code": return_codes.new_code()})
    answer = {"code": given["code"], "reply_id": str(testing.uuid7()), "text": "Los domingos"}
    assert citizen.post(url("follow_notice"), answer).status_code == 422
    other = {**answer, "code": return_codes.new_code(), "opened": mark}
    assert "Los domingos" not in citizen.post(url("follow_notice"), other).content.decode()
    page = citizen.post(url("follow_notice"), {**answer, "opened": mark})
    assert page.status_code == 200 and "Los domingos" in page.content.decode()


def test_a_code_that_is_none_and_one_of_nothing_take_as_long(world):
    """The same slow digest is made for a code that exists and for one that does not."""
    code = return_codes.new_code()
    small.a_notice(code)
    made = []
    plain = return_codes.digest

    def counted(kind, text):
        made.append(kind)
        return plain(kind, text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(return_codes, "digest", counted)
        queries.by_code(code)
        with pytest.raises(Exception, match="unknown_code"):
            queries.by_code(return_codes.new_code())
    assert made == ["notice", "notice"]


# Nothing of the connection


def test_neither_database_nor_log_holds_the_address_of_who_sent(world, citizen, caplog, capfd):
    send(citizen)
    citizen.post(url("follow_notice"), {"code": return_codes.new_code()})
    citizen.post(url("notice"), filled(text=""))
    assert Notice.objects.exists() and not Session.objects.exists()
    kept = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            kept += [str(row) for row in cursor.fetchall()]
    out = capfd.readouterr()
    everything = "\n".join([*kept, caplog.text, out.out, out.err])
    assert "charapas" in everything
    assert ADDRESS not in everything and "203.0.113" not in everything
    assert ADDRESS not in str(vars(flood._day))


# The desk


def test_who_works_on_notices_sees_theirs_and_nobody_else_any(world, citizen):
    send(citizen)
    notice = Notice.objects.get()
    for who, status in (("carla", 200), ("alba", 200), ("pilar", 200), ("ada", 404)):
        client = testing.sign_in(getattr(world, who))
        assert client.get(url("notices")).status_code == status
        seen = client.get(url("notice_at_desk", notice.pk))
        assert seen.status_code == (200 if who == "carla" else 404)
        if status == 200:
            assert (notice.number in client.get(url("notices")).content.decode()) == (who == "carla")
    assert citizen.get(url("notices")).status_code == 302


def test_the_desk_from_the_list_to_the_outcome(world, citizen):
    code = return_codes.new_code()
    send(citizen, code=code, who="named", name="Rosa Prueba", contact="999 000 111")
    notice = Notice.objects.get()
    carla = testing.sign_in(world.carla)
    at = url("notice_at_desk", notice.pk)
    assert "Rosa Prueba" not in carla.get(at).content.decode()
    assert "Avisos que esperan" in carla.get(reverse("core:home")).content.decode()
    carla.post(url("take_up_notice", notice.pk))
    assert "Rosa Prueba" in carla.get(at).content.decode()
    carla.post(url("ask_reporter", notice.pk), {"reply_id": str(testing.uuid7()), "text": "¿Cuándo?"})
    assert carla.post(url("keep_as_lead", notice.pk), {"reason": ""}).status_code == 422
    assert carla.post(url("keep_as_lead", notice.pk), {"reason": "Se repite."}).status_code == 302
    made = carla.post(url("notice_to_intervention", notice.pk), follow=True)
    assert "Mercado de Belén" in made.content.decode()
    final = {"outcome": "acted", "reason": "Se fue al lugar.", "word": "cerrar"}
    assert carla.post(url("close_notice", notice.pk), {**final, "word": "no"}).status_code == 422
    assert carla.post(url("close_notice", notice.pk), final).status_code == 302
    page = citizen.post(url("follow_notice"), {"code": code}).content.decode()
    assert "Se actuó" in page and "Se fue al lugar" not in page
    carla.post(url("reopen_notice", notice.pk), {"reason": "Falta."})
    carla.post(url("set_notice_aside", notice.pk), {"reason": "Broma."})
    assert notice.number not in carla.get(url("notices")).content.decode()
    assert notice.number in carla.get(url("notices") + "?estado=spam").content.decode()
    carla.post(url("take_notice_back", notice.pk), {"reason": "No lo era."})
    passed = carla.post(
        url("pass_notice_on", notice.pk),
        {"office": str(world.pilar.office.pk), "reason": "Delito."},
        follow=True,
    )
    assert passed.status_code == 200 and carla.get(at).status_code == 404
    assert testing.sign_in(world.pilar).get(at).status_code == 200


def test_what_comes_while_a_decision_is_written_waits_and_is_shown_before_the_next(world, citizen):
    code = return_codes.new_code()
    send(citizen, code=code)
    notice, carla = Notice.objects.get(), testing.sign_in(world.carla)
    at, close = url("notice_at_desk", notice.pk), url("close_notice", notice.pk)
    assert 'name="read" value="0"' in carla.get(at).content.decode()
    page = carla.get(close)
    read = page.context["form"]["read"].value()
    assert "agregó algo" not in page.content.decode()
    actions.add_to_notice(by=None, id=testing.uuid7(), code=code, text="Vuelven los domingos.")
    final = {"outcome": "acted", "reason": "Se fue al lugar.", "word": "cerrar"}
    assert carla.post(close, {**final, "read": read}).status_code == 302
    assert queries.waiting(world.carla.actor).get() == notice
    page = carla.get(url("reopen_notice", notice.pk))
    assert "agregó algo" in page.content.decode() and "Vuelven los domingos." in page.content.decode()
    carla.post(url("reopen_notice", notice.pk), {"reason": "Falta.", "read": "1"})
    notice.refresh_from_db()
    assert notice.answered_at is None
    for junk in ("x", "-1", "9" * 40, "²"):
        assert carla.post(url("take_up_notice", notice.pk), {"read": junk}).status_code == 302


def test_a_notice_is_joined_from_its_page_by_list_or_number(world):
    carla, notice = testing.sign_in(world.carla), small.a_notice()
    made = testing.an_intervention(world.carla)
    at, join = url("notice_at_desk", notice.pk), url("join_notice_intervention", notice.pk)
    assert join not in carla.get(at).content.decode()
    carla.post(url("take_up_notice", notice.pk))
    assert join in carla.get(at).content.decode()
    assert made.number in carla.get(join).content.decode()
    for wrong in ({}, {"number": "NO-2026-9"}, {"intervention": str(testing.uuid7())}):
        assert carla.post(join, {"reason": "El mismo puesto.", **wrong}).status_code == 422
    told = carla.post(
        join, {"reason": "El mismo.", "number": f" {made.number.lower()} "}, follow=True
    ).content.decode()
    assert (
        "El aviso se unió a la intervención." in told
        and reverse("evidence:intervention", args=[made.pk]) in told
    )
    part = url("part_notice_intervention", notice.pk)
    assert part in told
    assert "se separó" in carla.post(part, {"reason": "Era otro."}, follow=True).content.decode()
    carla.post(join, {"reason": "Sí era.", "intervention": str(made.pk)})
    notice.refresh_from_db()
    assert notice.intervention == made


def test_no_more_is_promised_than_is_true(world, citizen):
    """Neither that nobody can find out who sent it, nor that only one person will ever read a name."""
    text = citizen.get(url("notice")).content.decode()
    assert "nadie puede prometer" in text and "citar a declarar" in text and "administra el servidor" in text
    text = citizen.get(url("ask_question")).content.decode()
    assert "la autoridad de fauna de esa región" in text


def test_a_page_that_comes_back_says_that_photos_are_to_be_chosen_again(world, citizen):
    page = citizen.post(url("notice"), {**filled(text=""), "photos": testing.a_photo()})
    assert page.status_code == 422 and "Elija otra vez sus fotos" in page.content.decode()
    assert "Elija otra vez" not in citizen.post(url("notice"), filled(text="")).content.decode()
    assert "no-store" in page["Cache-Control"]


def test_the_desk_sees_the_photos_and_the_place_of_the_same_text_sent_again(world, citizen):
    citizen.post(url("notice"), filled())
    citizen.post(url("notice"), {**filled(place_text="Puesto 14"), "photos": testing.a_photo()})
    first = Notice.objects.get(joined_to=None)
    assert first.photos.count() == 0
    text = testing.sign_in(world.carla).get(url("notice_at_desk", first.pk)).content.decode()
    assert "<img" in text and "Puesto 14" in text


def test_the_list_searches_narrows_and_exports_what_it_shows(world, citizen):
    send(citizen, text="Venden loros")
    code = return_codes.new_code()
    send(citizen, text="Venden monos", kind="kept", district="Nauta, Loreto", code=code)
    actions.add_to_notice(by=None, id=testing.uuid7(), code=code, text="Siguen")
    carla = testing.sign_in(world.carla)
    for query, found in {
        "?q=loros": 1,
        "?clase=kept": 1,
        "?region=16": 2,
        "?region=15": 0,
        "?dias=3": 0,
        "?estado=waiting": 2,
        "?estado=answered": 1,
    }.items():
        page = carla.get(url("notices") + query).content.decode()
        assert page.count("2026-AVISO-") + page.count("2027-AVISO-") == found, query
        rows = b"".join(carla.get(url("notices_csv") + query)).decode().strip().splitlines()
        assert len(rows) == found + 1
    assert "Avisos" in carla.get(reverse("core:search") + "?q=loros").content.decode()
