"""Pages of consultations: without account and script, at the desk, for each kind of user."""

import re
import time
from unittest import mock

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arariwa.core import testing
from arariwa.core.domain.ids import uuid7
from arariwa.events.tests import small
from arariwa.rights import flood, plain_question, return_codes
from arariwa.rights.consultation_choices import State
from arariwa.rights.models import Consultation
from arariwa.rights.tests import consulting_world as world

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>{{ 7*7 }} [[pena CP-308]] =1+1 ‮"


@pytest.fixture
def tania():
    return world.desk()


@pytest.fixture
def desk(tania):
    return testing.sign_in(tania)


@pytest.fixture(autouse=True)
def quiet():
    """Nobody has written yet."""
    flood.forget()
    yield
    flood.forget()


def stamped(seconds: int = 60) -> str:
    """The stamp of a form that was handed out so long ago."""
    signer = signing.TimestampSigner(salt=plain_question.SALT)
    with mock.patch("time.time", return_value=time.time() - seconds):
        return signing.dumps("", salt=signer.salt)


def sent(page, **values):
    """What the form of a page sends a minute after it was opened, with some values of one's own."""
    form = page.context["form"]
    start = {field.html_name: field.value() for field in form if field.value() is not None}
    if "stamp" in start:
        start["stamp"] = stamped()
    return {key: value for key, value in {**start, **values}.items() if value is not None}


def test_a_citizen_asks_and_comes_back_to_the_answer(tania, desk):
    visitor, address = Client(), reverse("rights:ask_question")
    page = visitor.get(address)
    assert page["Cache-Control"].startswith("max-age=0")
    data = sent(
        page,
        question=world.LORO,
        animal="loro",
        act="keep",
        topic="parrots",
        ubigeo="Iquitos, Maynas, Loreto",
    )
    done = visitor.post(address, data)
    assert done.status_code == 200, done.context["form"].errors
    row = Consultation.objects.get()
    code = done.context["code"]
    assert code in done.content.decode()
    # The slip may be printed: it names the host, and nobody who took anything down.
    told = done.content.decode()
    assert f"{settings.PUBLIC_ADDRESS.split('://')[1]}{reverse('rights:consultation_answer')}" in told
    assert "a quien anotó" not in told
    # Sent again by a reload: the same question and the same code.
    assert visitor.post(address, data).context["code"] == code
    assert Consultation.objects.count() == 1

    back = reverse("rights:consultation_answer")
    assert "espera" in visitor.post(back, {"code": code}).content.decode()
    world.answered(row, tania)
    text = visitor.post(back, {"code": code.lower().replace("-", " ")}).content.decode()
    for words in ("Tania Prueba", "Programa de capacitación", "art. 308-C", "Autoridad regional forestal"):
        assert words in text
    assert "En qué normas se apoya" in text
    assert visitor.get(back).status_code == 200
    for wrong in ("", "abc", return_codes.new_code()):
        refused = visitor.post(back, {"code": wrong})
        assert refused.status_code == 422
        assert world.LORO not in refused.content.decode()


def test_codes_of_answers_cannot_be_tried_by_the_hundred(tania):
    """Past a measure a sum is asked; whoever has their code and does the sum reads on."""
    address, visitor = reverse("rights:consultation_answer"), Client()
    row, code = world.a_question()
    for _try in range(flood.PLENTY):
        assert visitor.post(address, {"code": return_codes.new_code()}).status_code == 422
    asked = visitor.post(address, {"code": code})
    assert asked.status_code == 422 and asked.context["form"].asks
    assert row.question not in asked.content.decode()
    words, token = plain_question.ask()
    first, second = map(int, re.findall(r"\d+", words))
    done = visitor.post(address, {"code": code, "token": token, "answer": str(first + second)})
    assert row.question in done.content.decode()


def test_with_script_it_is_told_that_it_waits_and_what_is_wrong(tania):
    address, visitor = reverse("rights:ask_question"), Client(headers={"accept": "application/json"})
    empty = visitor.post(address, sent(Client().get(address), question=""))
    assert empty.status_code == 422 and empty.json()["sent"] is False and empty.json()["said"]
    data = sent(Client().get(address), question=world.LORO)
    for _again in range(2):
        done = visitor.post(address, data).json()
        assert (
            done["sent"]
            and done["code"] == data["code"]
            and done["went"].startswith("Ahora espera en la mesa")
        )
    assert Consultation.objects.count() == 1
    other = visitor.post(address, {**data, "question": "Otra cosa"})
    assert other.status_code == 422 and Consultation.objects.get().question == world.LORO


@pytest.mark.parametrize("change", [{"question": "Otra cosa"}, {"id": str(uuid7())}])
def test_what_went_already_under_its_id_or_code_bars_no_other_question(tania, change):
    """Sent over a poor line, the answer not heard, the words changed: it is told, and goes when sent once more."""
    address, visitor = reverse("rights:ask_question"), Client()
    data = sent(visitor.get(address), question=world.LORO)
    assert visitor.post(address, data).status_code == 200
    page = visitor.post(address, data | change)
    text = page.content.decode()
    assert page.status_code == 422 and "ya se envió otra cosa" in text
    assert Consultation.objects.count() == 1
    again = sent(page)
    assert again["id"] != data["id"] and again["code"] != data["code"]
    assert again["question"] == (data | change)["question"]
    done = visitor.post(address, again)
    assert done.status_code == 200 and again["code"] in done.content.decode()
    assert Consultation.objects.count() == 2


def test_two_who_answer_at_once_both_get_their_words_through(tania, desk):
    row, _code = world.a_question()
    address = reverse("rights:answer_consultation", args=[row.pk])
    mine = sent(desk.get(address), word="depends", text="La mía, más larga.", norms=None, more_norms="CP-308")
    theirs = {**mine, "id": str(uuid7()), "text": "La primera."}
    assert desk.post(address, theirs).status_code == 302
    page = desk.post(address, mine)
    text = page.content.decode()
    assert page.status_code == 422 and "La mía, más larga." in text and "La primera." in text
    done = desk.post(address, sent(page, why="La primera no citaba el caso."))
    assert done.status_code == 302
    assert [one.text for one in row.answers.all()] == ["La primera.", "La mía, más larga."]


def test_the_worker_of_the_form_reaches_that_page_only(tania):
    answer = Client().get(reverse("rights:question_worker"))
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer.content.decode().startswith('const CACHE = "arariwa-question-1"')
    assert answer.wsgi_request.path.startswith(reverse("rights:ask_question"))
    notices = Client().get(reverse("rights:notice_worker")).content.decode()
    assert notices.startswith('const CACHE = "arariwa-notice-1"')


def test_a_word_longer_than_any_does_not_widen_the_list(tania, desk):
    """An address of a page, or someone who leans on a key: it breaks in the table, and what looks like markup stays text."""
    long = "https://www.ejemplo.pe/animales/loros/en-venta/pihuicho"
    world.a_question(question=f"¿Es legal? {long} <b>", animal="a" * 60)
    page = desk.get(reverse("rights:consultations")).content.decode()
    assert f"{long[:24]}<wbr>{long[24:48]}<wbr>{long[48:]} &lt;b&gt;" in page
    assert f"{'a' * 24}<wbr>" in page


def test_the_contact_is_never_shown_to_who_has_the_code_nor_exported(tania, desk):
    row, code = world.a_question(contact="999 888 777")
    world.answered(row, tania)
    assert (
        "999 888" not in Client().post(reverse("rights:consultation_answer"), {"code": code}).content.decode()
    )
    table = b"".join(desk.get(reverse("rights:consultations_csv")).streaming_content).decode()
    assert world.LORO in table
    assert "999 888" not in table
    assert "999 888" in desk.get(reverse("rights:consultation", args=[row.pk])).content.decode()


def test_a_question_and_its_contact_stay_in_no_cache_of_a_shared_computer(tania, desk):
    row, _code = world.a_question(contact="999 123 456")
    named = ("consultation", "follow_up_consultation")
    for address in (reverse("rights:consultations"), *(reverse(f"rights:{n}", args=[row.pk]) for n in named)):
        assert "no-store" in desk.get(address).headers["Cache-Control"]


def test_a_question_is_taken_down_at_a_session_with_a_slip(tania, desk):
    event = small.an_event(tania, kind="know_your_rights", title_es="Conozca sus derechos en Nauta")
    address = reverse("rights:take_down")
    page = desk.get(address, {"evento": str(event.pk), "tema": "parrots", "pregunta": "¿Y un loro?"})
    data = sent(page, event=str(event.pk), asked_on=None)
    day = timezone.localdate()
    data |= {"asked_on_day": day.day, "asked_on_month": day.month, "asked_on_year": day.year}
    assert data["question"] == "¿Y un loro?"
    assert data["channel"] == "session"
    slip = desk.post(address, data)
    row = Consultation.objects.get()
    assert row.event == event
    assert return_codes.is_code(slip.context["code"])
    assert slip.context["code"] in slip.content.decode()


def test_the_list_is_searched_filtered_sorted_and_exported(tania, desk):
    loro, _code = world.a_question()
    paiche, _code = world.a_question(
        question="¿Puedo vender paiche?", animal="paiche", topic="fish", act="sell", ubigeo="150101"
    )
    world.answered(loro, tania)
    address = reverse("rights:consultations")

    def shown(**query):
        return [row.pk for row in desk.get(address, query).context["page"].rows]

    assert shown() == [paiche.pk, loro.pk]
    assert shown(orden="llegada") == [loro.pk, paiche.pk]
    assert shown(q="paiche") == [paiche.pk]
    assert shown(q=loro.number) == [loro.pk]
    assert shown(estado="referred") == [loro.pk]
    assert shown(tema="fish") == [paiche.pk]
    assert shown(region="16") == [loro.pk]
    assert shown(anio="1999") == shown(anio="x") == []
    assert shown(seguir="late") == []
    Consultation.objects.filter(pk=loro.pk).update(follow_up_on=timezone.localdate())
    assert shown(seguir="late") == [loro.pk]
    table = b"".join(
        desk.get(reverse("rights:consultations_csv"), {"q": "paiche"}).streaming_content
    ).decode()
    assert "paiche" in table
    assert world.LORO not in table


def test_the_engine_answers_on_the_page_and_its_norms_are_offered(tania, desk):
    row, _code = world.a_question()
    address = reverse("rights:answer_consultation", args=[row.pk])
    # As it begins: the day, the animal and the act of the question.
    page = desk.get(address)
    assert (
        page.context["answer"].verdict["lawful"] is None or page.context["answer"].verdict["lawful"] is False
    )
    assert "S03" in [one.id for one, _marked, _short in page.context["near"]]
    query = {
        "cuando_year": "2026",
        "especie": "Amazona amazonica",
        "actos": "possess",
        "title.state": "none",
        "specimen.form": "live",
        "escrita": "S03",
    }
    page = desk.get(address, query)
    text = page.content.decode()
    assert "Sin papeles de origen no puede tenerlo" in text
    offered = dict(page.context["form"].fields["norms"].choices)
    assert {"CP-308-C", "LEG-TENENCIA"} <= set(offered)
    data = sent(page, word="not_allowed", norms=["CP-308-C"], way="W-ENTREGA|ARFFS") | {
        "hechos": page.context["hechos"]
    }
    # Nothing without a norm, and what was typed stays.
    bad = desk.post(address, {**data, "norms": [], "more_norms": ""})
    assert bad.status_code == 422
    assert "marque al menos una" in bad.content.decode()
    assert data["text"][:40] in bad.content.decode()
    done = desk.post(address, data)
    assert done.status_code == 302
    found = row.answers.get()
    assert (found.written, found.way, found.authority_id) == (["S03"], "W-ENTREGA", "ARFFS")
    assert found.facts["situation"]["acts"] == ["possess"]
    page = desk.get(reverse("rights:consultation", args=[row.pk])).content.decode()
    assert "cuando_year=2026" in page


def test_whole_walk_of_states_from_the_pages(tania, desk):
    row, _code = world.a_question()
    one = reverse("rights:consultation", args=[row.pk])
    assert desk.post(reverse("rights:take_up_consultation", args=[row.pk])).status_code == 302
    assert "Devolverla" in desk.get(one).content.decode()
    desk.post(reverse("rights:give_back_consultation", args=[row.pk]))
    assert desk.post(reverse("rights:set_aside_consultation", args=[row.pk]), {"why": ""}).status_code == 422
    desk.post(reverse("rights:set_aside_consultation", args=[row.pk]), {"why": "Repetida."})
    row.refresh_from_db()
    assert row.state == State.SET_ASIDE
    desk.post(reverse("rights:bring_back_consultation", args=[row.pk]))
    world.answered(row, tania)
    day = timezone.localdate()
    address = reverse("rights:follow_up_consultation", args=[row.pk])
    data = sent(desk.get(address), outcome="started", on=None)
    data |= {"on_day": day.day, "on_month": day.month, "on_year": day.year}
    assert desk.post(address, data).status_code == 302
    told = row.follow_ups.get()
    assert desk.post(reverse("rights:void_follow_up", args=[told.pk]), {"why": "Error."}).status_code == 302
    text = desk.get(one).content.decode()
    assert "retirado: Error." in text
    for address in ("sort_consultation", "pass_on_consultation"):
        assert desk.get(reverse(f"rights:{address}", args=[row.pk])).status_code == 200


def test_a_save_that_came_second_shows_both_sides(tania, desk):
    row, _code = world.a_question()
    address = reverse("rights:sort_consultation", args=[row.pk])
    data = sent(desk.get(address))
    Consultation.objects.filter(pk=row.pk).update(animal="pihuicho", version=2)
    page = desk.post(address, {**data, "animal": "loro verde"})
    assert page.status_code == 422
    assert page.context["conflict"].rows[0]["theirs"] == "pihuicho"


def test_hostile_words_stay_words(tania, desk):
    visitor = Client()
    address = reverse("rights:ask_question")
    refused = visitor.post(address, sent(visitor.get(address), question=HOSTILE))
    assert refused.status_code == 422
    row, code = world.a_question(question=HOSTILE[:-2], animal="<b>x</b>")
    world.answered(row, tania, text=HOSTILE[:-2])
    for page in (
        desk.get(reverse("rights:consultation", args=[row.pk])),
        desk.get(reverse("rights:consultations")),
        desk.get(reverse("rights:answer_consultation", args=[row.pk])),
        visitor.post(reverse("rights:consultation_answer"), {"code": code}),
    ):
        text = page.content.decode()
        assert "<script>alert" not in text
        assert "<b>x</b>" not in text
        assert "&lt;script&gt;" in text
    table = b"".join(desk.get(reverse("rights:consultations_csv")).streaming_content).decode()
    assert not re.search(r"(^|,)=1", table)


@pytest.mark.parametrize(
    "name", ["consultation", "sort_consultation", "pass_on_consultation", "answer_consultation"]
)
def test_who_may_not_see_it_meets_what_is_missing(tania, name):
    people = testing.people()
    row, _code = world.a_question(ubigeo="150101")
    for who in (people.alba, people.carla, people.pilar, people.ada):
        assert testing.sign_in(who).get(reverse(f"rights:{name}", args=[row.pk])).status_code == 404


def test_waiting_questions_and_follow_ups_stand_on_the_desk(tania, desk):
    row, _code = world.a_question()
    home = desk.get(reverse("core:home")).content.decode()
    assert "Consultas de ciudadanos por responder" in home
    assert "loro hace años" in home
    world.answered(row, tania)
    Consultation.objects.filter(pk=row.pk).update(follow_up_on=timezone.localdate())
    assert "Caminos legales por seguir" in desk.get(reverse("core:home")).content.decode()
    assert row.number in desk.get(reverse("core:search"), {"q": "loro"}).content.decode()


def test_a_program_and_a_flood_meet_a_plain_question_never_a_refusal(tania):
    address, visitor = reverse("rights:ask_question"), Client()
    data = sent(visitor.get(address), question=world.LORO)
    quick = visitor.post(address, {**data, "stamp": plain_question.stamp()})
    assert quick.status_code == 422
    assert "avisos" not in quick.context["form"].errors.as_text()
    assert not Consultation.objects.exists()
    words, token = plain_question.ask()
    first, second = map(int, re.findall(r"\d+", words))
    done = visitor.post(address, {**data, "token": token, "answer": str(first + second)})
    assert done.status_code == 200
    for n in range(flood.PLENTY):
        fresh = sent(visitor.get(address), question=f"{world.LORO} {n}")
        answer = visitor.post(address, fresh)
    assert answer.status_code == 422
    assert answer.context["form"].asks
