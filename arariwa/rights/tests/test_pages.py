"""The rights pack as pages: found, sorted, paged; each answer with its law, its contacts and what is not certain."""

from datetime import date

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from arariwa.core import setup, testing
from arariwa.core.models import Institution, Office
from arariwa.rights import book, booklet, questions, showing
from arariwa.rights.pack_words import ANSWERS, THEMES

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)


@pytest.fixture(autouse=True)
def _institutions() -> None:
    testing.people()


def text(url: str) -> str:
    answer = Client().get(url)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("¿Puedo tener un lorito de mi abuela?", "S03"),
        ("vender carne de monte", "S11"),
        ("PEREZOSO herido", "S01"),
        ("artesanías con plumas", "S22"),
        ("cazar para comer", "S12"),
    ],
)
def test_a_question_is_found_by_how_people_write(asked: str, first: str) -> None:
    with translation.override("es"):
        found = questions.found(book.rights(), {"q": asked})
    assert first in [row.id for row in found][:3]


def test_what_is_not_asked_about_is_not_found() -> None:
    page = text(reverse("rights:questions") + "?q=dinosaurio")
    assert "Ninguna pregunta escrita coincide" in page
    assert "S03" not in page


def test_the_list_pages_sorts_and_narrows() -> None:
    url = reverse("rights:questions")
    first, second = text(url), text(f"{url}?desde=20")
    assert "72 preguntas, de la 1 a la 20" in first
    assert "Mi abuela tiene un loro" in first
    assert "Mi abuela tiene un loro" not in second
    assert "de la 21 a la 40" in second
    narrowed = text(f"{url}?tema=cats&respuesta=not_allowed")
    cats = [a for a in book.rights().asked.values() if a.group == "cats" and a.answer == "not_allowed"]
    assert f"{len(cats)} preguntas" in narrowed
    by_answer = questions.found(book.rights(), {}, "respuesta")
    assert [a.answer for a in by_answer] == sorted((a.answer for a in by_answer), key=list(ANSWERS).index)
    assert questions.found(book.rights(), {}, "-respuesta")[0].answer == "not_allowed"


@pytest.mark.parametrize("id", ["S03", "S17", "S42", "S59", "S62"])
@pytest.mark.parametrize("lang", ["es", "en"])
def test_an_answer_says_all_the_pack_says(id: str, lang: str) -> None:
    asked, rights = book.rights().asked[id], book.rights()
    with translation.override(lang):
        page = text(reverse("rights:question", args=[id]))
        said = [
            asked.short,
            *asked.do_now,
            *(rights.ways[code].title for code in asked.ways),
            *(u.says for u in asked.unless),
        ]
        for words in said:
            assert escape(words.in_(lang)) in page
        assert "[[" not in page
        assert str(ANSWERS[asked.answer]) in page
        assert escape(book.said(rights.sentence(asked.consequence[0]), TODAY, links=False)) in page
    for source in asked.sources:
        assert escape(source.title) in page


def test_an_answer_says_how_sure_it_is_and_that_nobody_signed_it() -> None:
    page = text(reverse("rights:question", args=["S24"]))
    assert "confianza baja" in page
    assert "Ningún abogado" in page
    assert "leyeron hasta el" in page


def test_a_question_or_way_that_is_none_is_missing() -> None:
    assert Client().get("/derechos/preguntas/S99/").status_code == 404
    assert Client().get("/derechos/caminos/W-NADA/").status_code == 404


def test_every_question_and_way_has_its_page() -> None:
    for id in book.rights().asked:
        assert Client().get(reverse("rights:question", args=[id])).status_code == 200
    for id in book.rights().ways:
        assert Client().get(reverse("rights:way", args=[id])).status_code == 200


def test_a_cost_that_is_not_known_is_never_free() -> None:
    unknown = text(reverse("rights:way", args=["W-MANEJO"]))
    assert "No se sabe" in unknown
    assert "Gratis" not in unknown
    assert "Gratis" in text(reverse("rights:way", args=["W-ENTREGA"]))
    assert "S/\xa0923.00 (Ucayali" in text(reverse("rights:way", args=["W-ZOOCRIA"]))


def test_ways_narrow_by_authority_and_words() -> None:
    url = reverse("rights:ways")
    fishing = text(f"{url}?autoridad=PRODUCE")
    assert "Pescar para comer" in fishing
    assert "Cazar por deporte" not in fishing
    assert "Ningún camino legal" in text(f"{url}?q=dinosaurio")


def test_channels_say_when_each_was_checked_and_how_old_it_is() -> None:
    page = text(reverse("rights:channels"))
    assert page.count("Comprobado el 23 de noviembre de 2026") == len(book.rights().channels)
    assert "Lo que se leyó es de abril de 2021" in page
    assert 'href="tel:105"' in page
    assert "Solo en Loreto." in page


def test_the_community_page_says_what_each_may_and_may_not() -> None:
    page = text(reverse("rights:community"))
    for actor in book.rights().community.actors:
        assert f'id="{actor.id}"' in page
    assert "Confesión forzada" in page
    assert reverse("rights:communal_record_pdf") in page


def test_every_claim_of_harm_stands_with_its_caveat() -> None:
    claims = book.rights().claims.values()
    assert {claim.theme for claim in claims} <= set(THEMES)
    page = text(reverse("rights:harms"))
    assert all(f'id="{claim.id}"' in page for claim in claims)


def test_a_law_read_too_long_ago_is_not_answered_from_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    read = showing.law_day(TODAY).read_until
    assert not showing.law_day(read).old
    assert showing.law_day(date(read.year + 1, read.month, read.day)).old
    old = showing.LawDay(TODAY, date(2020, 1, 1), True, 270)
    monkeypatch.setattr(showing, "law_day", lambda today: old)
    page = text(reverse("rights:question", args=["S12"]))
    assert "se leyó por última vez el 1 de enero de 2020" in page


def test_the_stored_pack_answers() -> None:
    assert setup.current_fingerprint("pe/rights") in ("", book.rights().fingerprint)


def test_nobody_is_sent_far_without_being_told_to_call_first() -> None:
    """Where no office of the department is near, the page and the booklet say so; a near one of another department is none."""
    testing.people()
    for code, kind in (("ATFFS", "wildlife_authority"), ("FEMA", "prosecution")):
        Institution.objects.update_or_create(code=code, defaults={"kind": kind, "name_es": code})
    address = f"{reverse('rights:offices')}?departamento=22"
    far = "En este sistema no figura ninguna sede de San Martín"
    Office.objects.filter(pk=testing.office("ATFFS-YU", "ATFFS", "Sede de Yurimaguas").pk).update(
        ubigeo="160201"
    )
    with translation.override("es"):
        page = text(address)
        assert far in page and "Sede de Yurimaguas" in page
        assert far in booklet.booklet_record("220101", "es", TODAY)["body"]["offices_note"]
        for code, name in (("ATFFS", "Sede forestal"), ("FEMA", "Fiscalía")):
            row = testing.office(f"{code}-MO", code, name)
            Office.objects.filter(pk=row.pk).update(ubigeo="220101")
        page = text(address)
        assert far not in page and page.index("Sede forestal") < page.index("Fiscalía")
        assert far not in booklet.booklet_record("220101", "es", TODAY)["body"]["offices_note"]


@pytest.mark.parametrize("lang", ["es", "en"])
def test_everything_for_citizens_is_one_tap_from_the_first_page(lang: str) -> None:
    with translation.override(lang):
        page = Client().get(reverse("rights:ask")).content.decode()
        names = (
            "questions", "guides", "ways", "channels", "offices", "community", "harms", "booklets",
            "ask_question", "consultation_answer", "notice", "follow_notice", "without_network",
        )  # fmt: skip
        for name in names:
            assert f'href="{reverse(f"rights:{name}")}"' in page, name


@pytest.mark.parametrize("name", ["questions", "guides", "ways", "channels", "offices", "community", "harms"])
def test_on_paper_a_page_says_what_it_is_and_of_which_day(name: str) -> None:
    page = Client().get(reverse(f"rights:{name}")).content.decode()
    head = page.partition('class="print-only"')[2].partition("</div>")[0]
    assert "Impreso el" in head and head.partition("<b>")[2].partition("</b>")[0].strip()


def test_the_page_of_communities_ends_with_whom_to_call_on_paper_too() -> None:
    page = Client().get(reverse("rights:community")).content.decode()
    last = page.partition('id="llamar"')[2].partition("</section>")[0]
    phones = [row for row in book.rights().channels.values() if "telephone" in row.kinds and row.contacts]
    assert any(row.contacts[0] in last for row in phones) and "Comprobado el" in last


@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_booklet_holds_every_answer_and_the_contacts_of_its_region(lang: str) -> None:
    with translation.override(lang):
        here = booklet.booklet_record("160301", lang, TODAY)["body"]
        elsewhere = booklet.booklet_record("200101", lang, TODAY)["body"]
    rights = book.rights()
    assert {q["code"] for g in here["groups"] for q in g["rows"]} == set(rights.asked)
    assert [way["code"] for way in here["ways"]] == list(rights.ways)
    own = rights.channels["CH-GERFOR"].contacts[0]
    assert here["channels"][0]["contacts"] == [own]
    assert own not in str(elsewhere)
    assert elsewhere["call_note"]
    assert not here["call_note"]


def test_the_booklet_names_the_offices_near_and_is_set_anew_with_another() -> None:
    """Those a citizen is sent to, nearest first; of another department's booklet they are not."""
    testing.people()
    Institution.objects.get_or_create(
        code="ARFFS", defaults={"kind": "authority", "name_es": "Autoridad regional"}
    )
    with translation.override("es"):
        first = booklet.booklet("160301", "es", TODAY)
        before = booklet.booklet_record("160301", "es", TODAY)["body"]["offices"]
        row = testing.office("ARFFS-NA", "ARFFS", "Sede forestal de prueba")
        Office.objects.filter(pk=row.pk).update(ubigeo="160301")
        record = booklet.booklet_record("160301", "es", TODAY)["body"]
        far = booklet.booklet_record("230101", "es", TODAY)["body"]["offices"]
    (added,) = [one for one in record["offices"] if one not in before]
    assert added["name"] == "Sede forestal de prueba" and "Nauta" in added["where"] and "km" in added["far"]
    assert "Loreto" in record["offices_note"] and len(record["offices"]) <= booklet.MOST_OFFICES
    assert added not in far
    paper = pypdfium2.PdfDocument(booklet.booklet("160301", "es", TODAY).pdf)
    said = " ".join(one.get_textpage().get_text_bounded() for one in paper)
    assert "Sede forestal de prueba" in " ".join(said.split())
    assert booklet.booklet("160301", "es", TODAY) is not first


def test_the_booklet_is_a_paper_of_a_district() -> None:
    answer = Client().get(reverse("rights:booklet_pdf", args=["160301"]))
    assert answer.content.startswith(b"%PDF")
    for wrong in ("160000", "16", "999999"):
        assert Client().get(f"/derechos/cartilla/{wrong}.pdf").status_code == 404
    assert "Nauta, Loreto" in text(reverse("rights:booklets") + "?distrito=nauta")
    assert "No hay un distrito" in text(reverse("rights:booklets") + "?distrito=zzzz")


def test_the_blank_record_has_room_for_every_field() -> None:
    record = booklet.communal_record_of(book.rights())["body"]
    fields = book.rights().community.record.fields
    assert [one["label"] for one in record["fields"]] == [one.es for one in fields[:-1]]
    assert len(booklet.LINES) == len(fields) - 1
    assert Client().get(reverse("rights:communal_record_pdf")).content.startswith(b"%PDF")
