"""What may I do?: three taps to an answer, with nothing but links and a plain form."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from arariwa.core import testing
from arariwa.core.models import Office
from arariwa.rights import book

pytestmark = pytest.mark.django_db


def body(answer) -> str:
    return answer.content.decode()


def links(answer) -> list[str]:
    return [found.replace("&amp;", "&") for found in re.findall(r'href="([^"]*)"', body(answer))]


def test_three_taps_from_the_welcome_page_to_the_answer(client: Client):
    assert reverse("rights:ask") in links(client.get("/"))
    animal = "/derechos/acto/?animal=pihuicho"
    assert animal in links(client.get(reverse("rights:ask")))
    answer = "/derechos/respuesta/?animal=pihuicho&acto=keep"
    assert answer in links(client.get(animal))
    page = body(client.get(answer))
    for words in (
        "¿Puedo tenerlo en casa?",
        "Solo si",
        "criadero autorizado",
        "3 a 5 años",
        "Alerta SERFOR",
        "Ley vigente",
    ):
        assert words in page


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_same_in_both_languages(client: Client, prefix: str):
    page = body(client.get(f"{prefix}/derechos/respuesta/?animal=pihuicho&acto=keep&papeles=none"))
    assert ("No, con lo que usted dijo" in page) is (prefix == "")
    assert ("No, with what you said" in page) is (prefix == "/en")


def test_place_role_and_papers_refine_it_on_the_same_page(client: Client):
    address = "/derechos/respuesta/?animal=majaz&acto=hunt"
    assert "Solo si" in body(client.get(address))
    page = body(client.get(f"{address}&lugar=community&quien=community&papeles="))
    assert "Sí, con lo que usted dijo la ley lo permite" in page
    assert "Usted dijo: En tierra de una comunidad nativa o campesina; Soy de una comunidad" in page
    assert '<option value="community" selected>' in page


@pytest.mark.parametrize(
    ("prefix", "text", "ids"),
    [
        ("", "venadito", {"venado"}),
        ("", "charapita", {"charapa"}),
        ("/en", "turtle eggs", {"taricaya", "charapa"}),
        ("/en", "frogs", {"rana"}),
        ("/en", "a tortoise", {"motelo"}),
        ("", "paiche", set()),
        ("", "oso de anteojos", set()),
        ("", "río", {"bufeo"}),
        ("", "<b> %", set()),
    ],
)
def test_the_names_most_asked_about_are_found_as_people_write_them(
    client: Client, prefix: str, text: str, ids: set[str]
):
    page = body(client.get(f"{prefix}/derechos/", {"q": text}))
    found = page.partition('id="hallado"')[2].partition('id="comunes"')[0]
    rows = {row.id for group in book.rights().choices.animals for row in group.rows}
    assert set(re.findall(r"animal=([a-z-]+)", found)) & rows == ids


def test_what_people_write_is_understood(client: Client):
    page = client.get(reverse("rights:ask"), {"q": "pihuicho"})
    assert "/derechos/acto/?animal=brotogeris-versicolurus" in links(page)
    together = "brotogeris-versicolurus.brotogeris-cyanoptera.brotogeris-sanctithomae"
    assert f"/derechos/acto/?animal={together}" in links(page)
    assert client.get("/derechos/respuesta/", {"animal": together, "acto": "keep"}).status_code == 200


@pytest.mark.parametrize("text", ["qwertyuiop", "<script>alert(1)</script>", "\u202emono", "ñ" * 300, "'"])
def test_what_is_not_understood_is_said_and_helped_on(client: Client, text: str):
    page = client.get(reverse("rights:ask"), {"q": text})
    assert page.status_code == 200
    assert "/derechos/acto/?animal=no-se" in links(page)
    # boquichico, palometa and the like stand in no table: whoever fishes them asks as for a fish
    assert "/derechos/acto/?animal=no-se-pez" in links(page)
    acts = Client().get("/derechos/acto/", {"animal": "no-se-pez"}).content.decode()
    assert "acto=fish" in acts and "acto=hunt" not in acts and "acto=carry_catch" in acts
    # and of an animal nobody asks what is asked of fish
    acts = Client().get("/derechos/acto/", {"animal": "no-se"}).content.decode()
    assert "acto=hunt" in acts and "acto=fish" not in acts and "acto=carry_catch" not in acts
    assert "<script>alert" not in body(page) and "\u202e" not in body(page)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"animal": "dragon", "acto": "keep"}, "Ningún animal ni planta figura con ese nombre"),
        ({"acto": "keep"}, "Ningún animal ni planta figura con ese nombre"),
        ({"animal": "pihuicho", "acto": "<b>"}, "Eso no está entre lo que se puede preguntar"),
        ({"animal": "caoba", "acto": "hunt"}, "no va junto"),
        ({"animal": "pihuicho", "acto": "keep", "lugar": "luna"}, "no se puede elegir"),
        ({"animal": "pihuicho", "acto": "keep", "papeles": "fishing"}, "no va junto"),
        ({"animal": "\u202e" * 500, "acto": "keep"}, "Ningún animal ni planta figura con ese nombre"),
    ],
)
def test_a_wrong_address_is_told_in_a_sentence(client: Client, query: dict[str, str], words: str):
    answer = client.get(f"/derechos/respuesta/?{urlencode(query)}")
    assert answer.status_code == 422
    assert words in body(answer)


def test_an_answer_says_what_is_not_certain_and_whom_to_call_and_never_that_nothing_happens(client: Client):
    for act in ("keep", "sell", "carry", "buy", "find", "inherit", "export", "breed", "photograph", "craft"):
        page = body(client.get("/derechos/respuesta/", {"animal": "loro", "acto": act}))
        assert "Lo que no es seguro" in page and "no asesoría legal" in page
        assert "A quién preguntar o avisar" in page and "Comprobado el" in page
        # that no such rule was found is said where handing in is the way
        assert "sin castigo" not in page.lower().replace("no se halló una norma de entrega sin castigo", "")


def test_no_name_and_no_exact_place_is_asked(client: Client):
    page = body(client.get("/derechos/respuesta/?animal=loro&acto=keep"))
    names = set(re.findall(r'<(?:input|select)[^>]* name="([^"]*)"', page))
    assert names == {"animal", "acto", "lugar", "quien", "papeles"}


def test_the_nearest_office_is_found_from_the_department_alone(client: Client):
    assert "/derechos/sedes/" in links(client.get("/derechos/respuesta/?animal=loro&acto=keep"))
    page = body(client.get("/derechos/sedes/?departamento=16"))
    assert "No se conoce aquí ninguna sede cercana" in page
    near, far, other = (
        testing.office(code, of, name)
        for code, of, name in (
            ("PNP-YU", "PNP-DIRMEAMB", "Sede de Yurimaguas"),
            ("PNP-TA", "PNP-DIRMEAMB", "Sede de Tacna"),
            ("IML-IQ", "IML", "Laboratorio de Iquitos"),
        )
    )
    for office, ubigeo in ((near, "160201"), (far, "230101"), (other, "160101")):
        Office.objects.filter(pk=office.pk).update(ubigeo=ubigeo)
    page = body(client.get("/derechos/sedes/?departamento=16"))
    assert near.name in page and "km en línea recta" in page
    assert far.name not in page and other.name not in page
    assert client.get("/derechos/sedes/?departamento=<99>").status_code == 422


def answer_page(client: Client, **picked: str) -> str:
    return body(client.get("/derechos/respuesta/", picked))


def test_what_the_law_leaves_open_is_named_where_a_use_covers(client: Client):
    picked = {"animal": "lagarto", "acto": "hunt", "lugar": "community", "quien": "community"}
    page = answer_page(client, **picked)
    assert "Quizás: lo que dijo cabe en un uso que la ley permite" in page
    assert "Caza de subsistencia: lo ampara. Queda por saber:" in page
    assert "la ley de fauna silvestre o la pesquera" in page
    assert "<li>consumo del cazador y su familia" not in page


def test_a_yes_says_beside_it_what_was_not_told(client: Client):
    picked = {"animal": "sachavaca", "acto": "hunt", "lugar": "community", "quien": "community"}
    said = "El sí vale solo mientras:"
    page = answer_page(client, **picked)
    assert "Sí, con lo que usted dijo" in page and said in page
    assert "el acuerdo de su comunidad incluye a este animal" in page
    assert said not in answer_page(client, **picked, papeles="agreement")


def test_timber_is_told_whom_to_ask_and_nothing_else(client: Client):
    testing.people()
    page = answer_page(client, animal="caoba", acto="sell")
    assert "todavía no está escrito el camino legal para la madera" in page
    assert re.search(r"Pregunte a: [^<]*SERFOR\.", page)
    assert "Orquídeas" not in page and "No hay un camino legal" not in page


def test_what_is_not_clear_about_the_palm_grub_is_said(client: Client):
    page = answer_page(client, animal="suri-gusano", acto="sell")
    assert "No está claro: la ley alcanza a los insectos." in page
    assert "La norma es amplia y la práctica se tolera." in page
    # where what was told decides, the word stands alone; the doubt stays among what is not certain
    page = answer_page(client, animal="suri-gusano", acto="sell", papeles="none")
    assert "No está claro: la ley alcanza a los insectos." not in page
    assert "La norma es amplia y la práctica se tolera." in page


def test_a_fine_above_ten_units_is_said_as_more_than(client: Client):
    page = answer_page(client, animal="pihuicho", acto="keep", papeles="none").replace("\u00a0", " ")
    assert "más de S/ 55,000.00 y hasta S/ 27,500,000.00" in page


def test_without_papers_handing_in_comes_first_and_is_not_said_twice(client: Client):
    page = answer_page(client, animal="pihuicho", acto="keep", papeles="none")
    handing, buying = "Entregar por su voluntad", "Comprar con papeles"
    assert page.index(handing) < page.index(buying)
    assert "Si ya lo tiene" not in page
    page = answer_page(client, animal="pihuicho", acto="keep")
    assert page.index(buying) < page.index("Si ya lo tiene") < page.index(handing)


def test_a_dolphin_in_the_net_has_steps(client: Client):
    page = answer_page(client, animal="bufeo", acto="fish")
    assert "Si un bufeo o un manatí cae en su red" in page
    assert "Si está vivo, suéltelo" in page


def test_on_paper_the_day_of_the_contacts_is_said_once_and_no_doubt_twice(client: Client):
    page = body(client.get("/derechos/respuesta/?animal=taricaya&acto=carry_meat"))
    assert page.count("Discutido: ¿Es acuática") == 1
    paper = page.split('<p class="paper">', 1)[1].split("</p>", 1)[0]
    assert paper.count("omprobado") == 1 and "Aun así, la ley deja un punto abierto: lo que se caza" in page


def test_what_a_transport_guide_does_not_cover_is_said_beside_the_yes(client: Client):
    page = body(client.get("/derechos/respuesta/?animal=majaz&acto=carry&papeles=guide"))
    assert "No cubre: otros animales, otra cantidad u otro viaje" in page
