"""What the papers of evidence say: only what is known, and what is left to be signed by hand."""

import re
from datetime import date, time

import pytest

from arariwa.core import testing
from arariwa.core.domain.ids import uuid7
from arariwa.evidence import acta, actions, custody_actions, item_papers
from arariwa.evidence.models import Intervention

pytestmark = pytest.mark.django_db


def accepted(**changes):
    handover = testing.a_handover()
    found = {
        line.item_id: custody_actions.SealFound(line.seal_given, "whole") for line in handover.lines.all()
    }
    return custody_actions.accept(by=testing.people().carla.actor, id=handover.pk, seals=found, **changes)


def body_of(handover):
    return item_papers.handover_record(handover)["body"]


# ---- hand-over


def test_an_electronic_acceptance_says_who_when_and_each_seal_found():
    handover = accepted(place="Sede de ATFFS Loreto")
    body = body_of(handover)
    who = "Carla Prueba, Especialista de fauna silvestre, ATFFS Loreto"
    assert body["acceptance"]["status"] == "accepted"
    assert body["acceptance"]["by"] == who
    assert body["acceptance"]["at"]
    assert body["items"][0]["received"] == "Precinto íntegro, N.º\u00a0PNP-0001"
    assert body["when"]["place"] == "Sede de ATFFS Loreto"
    assert body["reading"].startswith(f"Aceptación electrónica: {who}, aceptó la entrega en este sistema el ")
    assert body["reading"].endswith(
        "No consta lectura a los presentes ni firma de puño: las líneas siguientes quedan para firmar."
    )
    assert re.fullmatch(r"Sede de ATFFS Loreto, \d+ de \w+ de \d{4}", body["dateline"])


def test_the_lines_to_sign_are_left_to_both():
    signatures = body_of(accepted())["signatures"]
    assert [(s["name"], s["role"], s["pending"]) for s in signatures] == [
        ("Alba Prueba", "Entrega", "Por firmar"),
        ("Carla Prueba", "Recibe", "Por firmar"),
    ]


def test_a_place_nobody_told_is_left_to_write_in():
    assert body_of(accepted())["dateline"].startswith(acta.BLANK)


def test_before_the_answer_nobody_has_received():
    body = body_of(testing.a_handover())
    assert body["acceptance"]["status"] == "pending"
    assert body["reading"] == "Todavía no leída ni firmada."
    assert body["receiver"]["name"] == body["signatures"][1]["name"] == "Por identificar al recibir"
    assert body["items"][0]["received"] == ""
    assert body["dateline"] == f"{acta.BLANK}, {acta.BLANK}"


def test_an_offer_taken_back_is_not_a_refusal():
    handover = testing.a_handover()
    custody_actions.withdraw(by=testing.people().alba.actor, id=handover.pk, why="error")
    handover.refresh_from_db()
    assert body_of(handover)["acceptance"]["status"] == "withdrawn"
    pdf = item_papers.handover_paper(handover, testing.people().alba.actor).pdf
    assert "Retirada por quien la ofreció." in text_of(pdf)


def text_of(pdf):
    import pypdfium2

    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)


# ---- acta


def acta_of(intervention):
    # as it is read again: hours as times
    return acta.acta_record(Intervention.objects.get(pk=intervention.pk))["body"]


def test_an_acta_ends_with_its_reading_its_end_its_place_and_day():
    body = acta_of(
        testing.an_intervention(
            read_to_all="yes", start_time=time(6, 10), end_time=time(7, 40), written_elsewhere="no"
        )
    )
    assert (
        body["reading"]
        == "El acta fue leída por los presentes. La diligencia terminó a las 07:40\u00a0horas."
    )
    assert re.fullmatch(r"Iquitos, \d+ de \w+ de \d{4}", body["dateline"])


def test_an_acta_that_ended_the_next_day_says_which():
    day = date(2026, 3, 31)
    made = testing.an_intervention(
        facts_from=day,
        facts_until=date(2026, 4, 1),
        start_time=time(22, 10),
        end_time=time(2, 40),
        read_to_all="yes",
    )
    body = acta_of(made)
    ended = "02:40\u00a0horas del 1 de abril de 2026"
    assert (body["time"]["date"], body["time"]["start"]) == ("31 de marzo de 2026", "22:10\u00a0horas")
    assert body["time"]["end"] == ended and body["reading"].endswith(f"terminó a las {ended}.")
    assert body["dateline"].endswith(", 1 de abril de 2026")
    paper = text_of(acta.acta(Intervention.objects.get(pk=made.pk), testing.people().alba.actor).pdf)
    assert "02:40 horas del 1 de abril de 2026" in paper.replace("\u00a0", " ")
    month = testing.an_intervention(
        facts_from=date(2026, 3, 1), facts_until=date(2026, 4, 1), start_time=time(22), end_time=time(2)
    )
    assert acta_of(month)["time"]["end"] == "02:00\u00a0horas del día siguiente"


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ("no", "El acta no fue leída por los presentes."),
        ("unknown", "No consta si el acta fue leída por los presentes."),
    ],
)
def test_whether_it_was_read_is_said_as_it_was_told(told, says):
    assert acta_of(testing.an_intervention(read_to_all=told))["reading"] == says


def test_an_acta_written_elsewhere_is_dated_there():
    body = acta_of(testing.an_intervention(written_elsewhere="yes", written_place="Comisaría de Belén"))
    assert body["dateline"].startswith("Comisaría de Belén, ")
    assert acta_of(testing.an_intervention())["dateline"].startswith(acta.BLANK)


def test_our_number_is_not_given_as_the_number_of_the_acta():
    intervention = testing.an_intervention()
    identification = acta_of(intervention)["identification"]
    assert (identification["unit_number"], identification["system_number"]) == ("", intervention.number)


def test_a_published_report_makes_a_sheet_that_is_no_acta():
    intervention = testing.an_intervention(source="Nota de prensa 1", persons_reported=1)
    body = acta_of(intervention)
    assert body["no_acta"].startswith("Esta ficha no es un acta")
    assert "reading" not in body
    assert body["persons_note"] == "El informe señala 1 persona; no publica sus datos."
    text = text_of(acta.acta(intervention, testing.people().alba.actor).pdf)
    assert "Lectura y firmas" not in text
    assert "N.º del acta" not in text
    assert "No informado participantes; fiscal; motivo y base legal;" in text


def test_a_seizure_abroad_names_the_country_not_a_department():
    place = acta_of(testing.an_intervention(country="HK", ubigeo="", source="Documento 1"))["place"]
    assert (place["country"], place["department"]) == ("Hong Kong", "")


def test_particulars_told_in_one_text_are_not_reproached_one_by_one():
    intervention = testing.an_intervention(registered=False)
    who = testing.people().alba.actor
    actions.save_participant(
        by=who,
        intervention_id=intervention.pk,
        id=uuid7(),
        values={"part": "witness", "name": "Teodora Prueba", "particulars": "34 años, soltera, vendedora"},
    )
    text = text_of(acta.acta(intervention, who).pdf)
    assert "34 años, soltera, vendedora No informado: documento, teléfono, lengua." in text


# ---- labels


def test_a_label_tells_who_registered_the_taking_also_after_a_hand_over():
    item = accepted().lines.get().item
    label = item_papers._label(item)
    assert label["who"] == "Alba Prueba"
    assert label["place"] == "Mercado, puesto 12, Iquitos"


def test_labels_print_the_whole_number_of_the_file():
    intervention = testing.an_intervention(carpeta_number="2506010000-2026-45-0")
    pdf = item_papers.labels(list(intervention.items.all()), testing.people().alba.actor).pdf
    assert "2506010000-2026-45-0" in text_of(pdf)
