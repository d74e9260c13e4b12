"""Lists of interventions, items and hand-overs: conditions, pages, exports."""

import csv
import io
import re
from datetime import date

import pytest

from arariwa.core import testing

pytestmark = pytest.mark.django_db


@pytest.fixture
def alba():
    return testing.sign_in(testing.people().alba)


def rows(answer):
    assert (
        answer["Content-Disposition"].startswith("attachment")
        and answer["Content-Type"] == "text/csv; charset=utf-8"
    )
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_conditions_and_their_removal(alba):
    testing.an_intervention(
        title="Feria de mariposas", facts_from=date(2026, 2, 1), facts_until=date(2026, 3, 1), point="retail"
    )
    testing.an_intervention(
        title="Camión de tortugas",
        facts_from=date(2025, 5, 1),
        facts_until=date(2025, 5, 2),
        point="transport",
        registered=False,
    )

    def found(query):
        page = alba.get(f"/intervenciones/{query}").content.decode()
        return ("Feria de mariposas" in page, "Camión de tortugas" in page)

    assert found("") == (True, True)
    assert found("?q=mariposas") == (True, False)
    assert found("?q=charapas") == (True, True), "things are found too"
    assert found("?estado=draft") == (False, True)
    assert found("?punto=transport") == (False, True)
    assert found("?anio=2026") == (True, False)
    assert found("?anio=abcd") == (True, True)
    assert found("?punto=luna") == (True, True), "what is no choice is as if it had not been given"
    page = alba.get("/intervenciones/?anio=2026&punto=retail").content.decode()
    assert 'href="?punto=retail"' in page and 'href="?anio=2026"' in page


def test_nothing_found_says_what_would_stand_here(alba):
    page = alba.get("/intervenciones/?q=zzz").content.decode()
    assert (
        "cumple estas condiciones" in page
        and 'href="/intervenciones/nueva/"' in page
        and 'href="/intervenciones/"' in page
    )
    assert "Todavía no hay" in alba.get("/evidencia/").content.decode()


def test_sorted_and_in_pages(alba):
    for n in range(30):
        testing.an_intervention(
            items=[],
            title=f"n.º {n:02}",
            facts_from=date(2026, 1, n + 1),
            facts_until=date(2026, 1, n + 2),
            registered=False,
        )
    newest = alba.get("/intervenciones/").content.decode()
    assert re.findall(r"n\.º (\d\d)</a>", newest) == [f"{n:02}" for n in range(29, 4, -1)]
    older = re.search(r'href="(\?[^"]+)" rel="next"', newest).group(1).replace("&amp;", "&")
    assert re.findall(r"n\.º (\d\d)</a>", alba.get(f"/intervenciones/{older}").content.decode()) == [
        "04",
        "03",
        "02",
        "01",
        "00",
    ]
    oldest = alba.get("/intervenciones/?orden=dia").content.decode()
    assert re.findall(r"n\.º (\d\d)</a>", oldest)[0] == "00" and 'aria-sort="ascending"' in oldest
    for mark in ("x", "A" * 3000, "eyJ", "%00"):
        assert alba.get(f"/intervenciones/?desde={mark}").status_code in (200, 400)


def test_what_one_may_not_see_is_in_no_list_search_or_export(alba):
    everyone = testing.people()
    theirs = testing.an_intervention(everyone.carla, title="Ajena", items=[{"reported_as": "ajenos"}])
    for page in ("/intervenciones/", "/evidencia/", "/buscar/?q=ajenos", "/buscar/?q=Ajena", "/"):
        assert "jen" not in re.sub(r"<head.*?</head>", "", alba.get(page).content.decode()).replace(
            "/?q=", ""
        ).split("<main")[1].replace("«ajenos»", "").replace("«Ajena»", ""), page
    assert len(rows(alba.get("/intervenciones/exportar.csv"))) == 1
    assert len(rows(alba.get("/evidencia/exportar.csv"))) == 1
    assert len(rows(testing.sign_in(everyone.carla).get("/evidencia/exportar.csv"))) == 2 and theirs.number


def test_the_last_day_of_an_export_is_the_last_not_the_one_after(alba):
    for title, first, until in (
        ("un día", date(2026, 3, 16), date(2026, 3, 17)),
        ("un mes", date(2026, 2, 1), date(2026, 3, 1)),
    ):
        testing.an_intervention(title=title, facts_from=first, facts_until=until, registered=False)
    head, *found = rows(alba.get("/intervenciones/exportar.csv?orden=dia"))
    days = [(row[2], row[3]) for row in found]
    assert head[2:4] == ["Primer día", "Último día"]
    assert ("2026-03-16", "2026-03-16") in days and ("2026-02-01", "2026-02-28") in days


def test_export_holds_what_the_conditions_find(alba):
    testing.an_intervention(title="A", place_text="Feria", led_by="=1+1", point="retail")
    testing.an_intervention(title="B", place_text="Muelle", point="transport")
    head, *found = rows(alba.get("/intervenciones/exportar.csv?punto=retail"))
    assert head[0] == "Número" and len(found) == 1
    assert "'=1+1" in found[0] and "Feria" in found[0]
    head_en = rows(alba.get("/en/intervenciones/exportar.csv"))[0]
    assert head_en[0] == "Number"


def test_items_by_kind_holder_species(alba):
    everyone = testing.people()
    birds = testing.an_item(reported_as="loros", taxa=["Amazona farinosa"])
    gone = testing.an_item(reported_as="monos", taxa=[], identified_by="")
    testing.accepted(testing.a_handover(items=[gone]))
    car = testing.an_item(reported_as="auto", kind="vehicle", taxa=[], identifier="M6W-123")

    def found(query):
        page = alba.get(f"/evidencia/{query}").content.decode()
        return [i.reported_as for i in (birds, gone, car) if i.number in page]

    assert found("") == ["loros", "monos", "auto"]
    assert found("?tiene=mine") == ["loros", "auto"]
    assert found("?clase=vehicle") == ["auto"] == found("?q=M6W")
    assert found("?especie=Amazona farinosa") == ["loros"]
    assert found("?ident=open") == ["loros", "monos"]
    assert found(f"?q={birds.number.lower()}") == ["loros"]
    assert everyone.carla.office.name in alba.get("/evidencia/").content.decode()


def test_handovers_by_side():
    everyone = testing.people()
    sent = testing.a_handover()
    alba, carla = testing.sign_in(everyone.alba), testing.sign_in(everyone.carla)
    for who, query, shown in (
        (alba, "", 1),
        (alba, "?ver=sent", 1),
        (alba, "?ver=waiting", 0),
        (carla, "?ver=waiting", 1),
        (carla, "?ver=received", 1),
        (carla, "?ver=sent", 0),
    ):
        assert (sent.number in who.get(f"/entregas/{query}").content.decode()) == bool(shown), query
    assert testing.sign_in(everyone.pilar).get("/entregas/").content.decode().count(sent.number) == 0
    testing.accepted(sent)
    assert sent.number not in carla.get("/entregas/?ver=waiting").content.decode()


def test_the_desk_says_what_waits():
    everyone = testing.people()
    testing.an_intervention(registered=False, title="Borrador de Alba")
    handover = testing.a_handover()
    alba, carla = testing.sign_in(everyone.alba), testing.sign_in(everyone.carla)
    assert "Terminar el acta de Borrador de Alba" in alba.get("/").content.decode()
    desk = carla.get("/").content.decode()
    assert (
        "Recibir o rechazar 1 ítem" in desk
        and f"/entregas/{handover.pk}/" in desk
        and "Borrador de Alba" not in desk
    )
    testing.accepted(handover)
    assert "Recibir o rechazar" not in carla.get("/").content.decode()
    assert "Identificar" in carla.get("/").content.decode()


def test_found_by_plate_and_by_name_as_written(alba):
    from arariwa.evidence import actions
    from arariwa.evidence.models import Intervention

    draft = testing.an_intervention(
        items=[{"kind": "vehicle", "reported_as": "auto", "identifier": "M6W-123", "taxa": []}],
        registered=False,
    )
    by = testing.people().alba.actor
    actions.save_participant(
        by=by,
        intervention_id=draft.pk,
        id=testing.uuid7(),
        values={"part": "intervened", "name": "José  Ñato"},
    )
    actions.register_intervention(by=by, id=draft.pk)
    for words in ("m6w 123", "jose nato", Intervention.objects.get().number):
        assert f"/intervenciones/{draft.pk}/" in alba.get("/buscar/", {"q": words}).content.decode(), words
    assert (
        f"/intervenciones/{draft.pk}/"
        not in testing.sign_in(testing.people().carla).get("/buscar/?q=m6w123").content.decode()
    )


def test_hand_overs_are_sorted_and_exported_as_shown():
    everyone = testing.people()
    first, second = testing.a_handover(), testing.a_handover()
    testing.accepted(second)
    carla = testing.sign_in(everyone.carla)

    def order(query):
        page = carla.get(f"/entregas/{query}").content.decode()
        return page.index(first.number) < page.index(second.number)

    assert not order("") and order("?orden=ofrecida") and not order("?orden=luna")
    assert 'href="/entregas/exportar.csv?ver=waiting"' in carla.get("/entregas/?ver=waiting").content.decode()
    head, *found = rows(carla.get("/entregas/exportar.csv?orden=ofrecida"))
    assert head[0] == "Número" and head[-1] == "Respondida el"
    assert [(row[0], row[6], bool(row[7])) for row in found] == [
        (first.number, "espera respuesta", False),
        (second.number, "recibida", True),
    ]
    assert [row[0] for row in rows(carla.get("/entregas/exportar.csv?ver=waiting"))[1:]] == [first.number]
    assert rows(testing.sign_in(everyone.pilar).get("/entregas/exportar.csv"))[1:] == []


def test_items_are_sorted_by_number_and_found_by_that_of_their_record(alba):
    made = testing.an_intervention(items=[{"reported_as": n} for n in ("uno", "dos", "tres")])
    testing.an_intervention(items=[{"reported_as": "ajeno"}])

    def order(query):
        page = alba.get(f"/evidencia/?q={made.number}&{query}").content.decode()
        assert "ajeno" not in page
        return sorted(("uno", "dos", "tres"), key=lambda name: page.index(f">{name}<"))

    assert order("orden=numero") == ["uno", "dos", "tres"]
    assert order("orden=-numero") == ["tres", "dos", "uno"]
    assert [
        row[2] for row in rows(alba.get(f"/evidencia/exportar.csv?q={made.number}&orden=numero"))[1:]
    ] == [
        "uno",
        "dos",
        "tres",
    ]


def test_a_seal_nobody_wrote_down_is_said_in_words(alba):
    testing.an_item(seal="")
    page = alba.get("/evidencia/").content.decode()
    assert "no informado" in page and "sin precinto" not in page and "<td>–</td>" not in page
