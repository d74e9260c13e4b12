"""The prosecutor's file as a prosecutor reads it: sentences with their source, nobody named who was not named."""

import json
import re
from decimal import Decimal

import pypdfium2
import pytest

from arariwa.cases import actions, courtfile, file_journal, file_law, file_things
from arariwa.cases.file_numbers import Numbers
from arariwa.core import testing
from arariwa.core.domain.ids import uuid7
from arariwa.evidence import actions as evidence
from arariwa.evidence.models import Item

# How the engine speaks to itself: "Vender: sí", "No se sabe: Permiso"; and ids of the pack.
ENGINE = re.compile(
    r"\w: (sí|no)(?:$|[.;,)]| \()|No se sabe:|Consta:|\bCP-\d|acts\.|specimen\.|actor\.|circumstances\.|True|None"
)


def record_of(case, who):
    return courtfile.case_record(case, who.actor, lambda *_: None)[0]


def state(world, *facts, source="Acta 015-2026"):
    actions.state_facts(
        by=world.people.pilar.actor,
        case_id=world.case.pk,
        intervention_id=world.intervention.pk,
        facts=list(facts),
        source=source,
    )


def texts(value):
    if isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, str):
        yield value


@pytest.fixture
def told(world):
    """The case with facts of every kind stated, some of one thing only."""
    item = world.intervention.items.get()
    state(
        world,
        ("acts.sell", True, None),
        ("title.state", "not_shown", None),
        ("specimen.from_closed_zone", True, item.pk),
        ("specimen.origin", "wild", None),
        ("actor.community_member", True, None),
        ("circumstances.weapons", False, None),
    )
    return record_of(world.case, world.people.pilar)["body"]


def test_facts_are_told_with_who_says_so_and_who_wrote_it(told):
    said = [sentence.partition(" (fuente: ") for sentence in told["facts"]["stated"]]
    assert [first for first, _, _ in said] == [
        "Se atribuye la venta u ofrecimiento en venta de los especímenes",
        "No se mostró permiso, certificado ni otro título",
        "Cada espécimen proviene del medio silvestre",
        "El espécimen del ítem 1 proviene de una zona vedada",
        "La persona integra una comunidad nativa o campesina",
        "Se consigna que no se usaron armas",
    ]
    assert all(
        re.fullmatch(r"Acta 015-2026; lo consignó Pilar Prueba, Fiscal, el \d+ de \w+ de \d{4}\)\.", rest)
        for _, _, rest in said
    )


def test_nothing_in_the_file_speaks_like_the_engine(world, told):
    assert [text for text in texts(told) if ENGINE.search(text)] == []
    elements = [e for o in told["law"]["offences"] for e in o["elements"]]
    assert {e["why"][0].isupper() and e["why"][-1] in ".?" for e in elements} == {True}
    assert "Podocnemis expansa es fauna silvestre (fuente: tabla de especies)." in [
        e["why"] for e in elements
    ]
    assert any(e["why"].startswith("Falta establecer: si se conocía") for e in elements)


def test_the_day_alone_is_no_reason_beside_what_is_missing(db):
    element = {
        "facts": [{"path": "on", "value": "2026-02-04", "source": None}],
        "missing": ["circumstances.weapons"],
        "because": None,
        "disputed": False,
        "state": "not_known",
        "label": {"es": "Uso de armas"},
        "source": "pe/cp art. 309",
    }
    told = file_law._element(element)
    assert (told["why"], told["evidence"]) == ("Falta establecer si se usaron armas.", [])


def test_a_source_names_the_list_that_says_it(told):
    aggravated = next(a for o in told["law"]["offences"] for a in o["aggravations"] if a["num"] == "num. 4")
    assert aggravated["why"] == (
        "Podocnemis expansa figura en la lista nacional en la categoría en peligro (EN) (fuente: D.S. 004-2014-MINAGRI)."
    )


def test_what_is_to_be_found_out_says_how_and_on_what_ground(told):
    title = next(row for row in told["todo"] if row["what"].startswith("¿Qué título"))
    assert (
        title["by"]
        == "D.S. 007-2017-MINAM, arts. 1 a 11: 30 días hábiles desde el día siguiente de recibido el oficio"
    )
    # What nobody has ordered yet is left out, not called "to be ordered".
    assert [row for row in told["todo"] if "how" not in row]
    assert "Por disponer" not in json.dumps(told, ensure_ascii=False)


def test_the_species_is_asked_once(world):
    evidence_items = [{"reported_as": "pihuichos", "taxa": [], "identified_by": ""}, {}]
    intervention = testing.an_intervention(
        items=evidence_items, prosecutor_told="present", prosecutor_office=world.people.pilar.office
    )
    case = testing.a_case(interventions=[intervention])
    asked = [
        r for r in record_of(case, world.people.pilar)["body"]["todo"] if r["what"].startswith("¿Qué especie")
    ]
    assert [row["what"] for row in asked] == ["¿Qué especie es? Ítem 1."]
    assert asked[0]["by"] == "CPP, arts. 172 a 181"


def stopped(world):
    """An intervention in which someone was stopped."""
    who = testing.actor(world.people.alba)
    values = testing.about_intervention(
        prosecutor_told="present",
        prosecutor_office=world.people.pilar.office,
        carpeta_number="2506010000-2026-45-0",
    )
    made = evidence.draft_intervention(by=who, id=uuid7(), values=values)
    evidence.save_participant(
        by=who,
        intervention_id=made.pk,
        id=uuid7(),
        values={
            "part": "intervened",
            "name": "Rosendo Prueba",
            "document_kind": "dni",
            "document_number": "41234569",
        },
    )
    evidence.save_item(by=who, intervention_id=made.pk, id=uuid7(), values=testing.about_item())
    return evidence.register_intervention(by=who, id=made.pk)


def test_who_is_stopped_is_not_investigated_by_that(world):
    first, second = stopped(world), stopped(world)
    case = testing.a_case(interventions=[first, second])
    record = record_of(case, world.people.pilar)
    cover = record["body"]["cover"]
    assert cover["investigated"] == "por determinar; no señalado por el fiscal en este sistema"
    assert cover["intervened"] == ["Rosendo Prueba"]  # the same person in both
    assert cover["official_number"] is None
    assert ["Número que citan las actas", "2506010000-2026-45-0"] in cover["extra"]
    assert "acusaci" not in json.dumps(record, ensure_ascii=False).lower()


def test_of_two_interventions_each_thing_has_one_number(world):
    first, second = stopped(world), stopped(world)
    body = record_of(testing.a_case(interventions=[first, second]), world.people.pilar)["body"]
    assert [row["n"] for row in body["things"]["list"]] == ["1.1", "2.1"]
    assert [row["n"] for row in body["custody"]["items"]] == ["1.1 y 2.1"]
    assert [i["number"] for i in body["interventions"]] == [
        f"Intervención 1: {first.number}",
        f"Intervención 2: {second.number}",
    ]
    assert "Se agregó un ítem (ítem 2.1)" in [line["what"] for line in body["journal"]["lines"]]


def test_the_journal_names_the_office_to_which_items_were_offered(world):
    alba, to = world.people.alba, world.people.carla.office
    case = testing.a_case(interventions=[stopped(world)])
    items = list(Item.objects.filter(intervention__in=case.interventions.all()))
    testing.a_handover(by=alba, to=to, items=items)
    told = [line["what"] for line in record_of(case, world.people.pilar)["body"]["journal"]["lines"]]
    assert any(what.startswith(f"El ítem se ofreció a {to.name_es}") for what in told), told
    assert not any("otra oficina" in what for what in told)


def test_the_same_offer_to_one_office_is_told_once_and_to_two_offices_apart(world, many):
    people = testing.people()
    testing.a_handover(by=people.alba, to=people.carla.office, items=many[:2])
    testing.a_handover(by=people.alba, to=people.pilar.office, items=many[2:4])
    case = world.case
    lines = file_journal.journal(case, [many[0].intervention], many, Numbers(), [])["lines"]
    told = [line["what"].split(" (")[0] for line in lines if "ofreci" in line["what"]]
    assert told == [
        f"Se ofrecieron 2 ítems a {office.name_es}" for office in (people.carla.office, people.pilar.office)
    ]


def test_actas_are_named_with_their_annex(world):
    body = record_of(world.case, world.people.pilar)["body"]
    number = world.intervention.number
    assert body["interventions"][0]["actas"] == [f"Acta de intervención e incautación {number} (anexo A-1)"]


def test_place_and_day_stand_over_the_signature(world):
    closing = record_of(world.case, world.people.pilar)["body"]["closing"]
    assert re.fullmatch(r"Iquitos, \d+ de \w+ de \d{4}", closing["dateline"])
    assert closing["signatures"][0]["post"] == "Fiscal"


def test_a_published_report_is_told_as_such(world):
    intervention = testing.an_intervention(
        source="Nota de prensa 1",
        persons_reported=1,
        prosecutor_told="present",
        prosecutor_office=world.people.pilar.office,
    )
    body = record_of(testing.a_case(interventions=[intervention]), world.people.pilar)["body"]
    assert body["interventions"][0]["actas"] == ["Ninguna a la vista: el registro sigue la fuente citada"]
    assert body["cover"]["intervened"] == ["1 persona según el informe, que no publica sus datos"]


def test_a_penalty_that_may_follow_is_named(db):
    finding = {
        "path": "circumstances.weapons",
        "ask": {"es": "¿Usaron armas?"},
        "decides": ["CP-309 num. 2"],
        "changes": {"es": "3 a 5 años → 4 a 7 años"},
    }
    assert file_law._finding(finding, {"CP-309 num. 2": ("pe/cp", "309, num. 2")}) == {
        "what": "¿Usaron armas?",
        "for": "Código Penal, art.\u00a0309, num. 2 (pena de 4 a 7 años)",
    }


def test_a_question_names_what_it_decides_once_by_norm_and_says_when_there_is_more(db):
    sources = {
        "CP-308": ("pe/cp", "308"),
        "CP-310-B": ("pe/cp", "310-B"),
        "CP-310-B.2": ("pe/cp", "310-B"),
        "L28008-1": ("pe/ley-28008", "1"),
        **{f"x{n}": ("pe/cp", str(n)) for n in range(10)},
    }

    def of(*ids):
        return (
            file_law._decides({"decides": ids, "changes": None}, sources)
            .replace("\u00a0", " ")
            .replace("\u2011", "-")
        )

    assert (
        of("CP-310-B", "CP-310-B.2", "L28008-1", "CP-308")
        == "Código Penal, arts. 308 y 310-B; Ley 28008, art. 1"
    )
    assert of(*(f"x{n}" for n in range(7))) == "Código Penal, arts. 0, 1, 2, 3, 4 y 5, y otros"


# ---- many things


@pytest.fixture
def many(world):
    rows = [
        {"reported_as": f"ave {n}", "taxa": [], "identified_by": "", "seal": ""}
        if n > 70
        else {"reported_as": "charapas", "quantity": Decimal(2), "unit": "live_animal", "seal": ""}
        for n in range(1, 141)
    ]
    return list(testing.an_intervention(items=rows).items.order_by("order"))


def test_of_many_things_a_summary_comes_first(many):
    told = file_things.things(many, Numbers())
    assert len(told["list"]) == 140
    assert told["summary"][0]["what"] == "charapas (incautado)"
    assert (told["summary"][0]["items"], told["summary"][0]["quantity"]) == ("70", "140\u00a0animales vivos")
    assert told["summary"][0]["protection"].startswith("Podocnemis expansa: Apéndice II de la CITES")
    assert told["summary"][-1] | {"quantity": ""} == {
        "what": "Otros 11 nombres",
        "items": "11",
        "quantity": "",
        "protection": "Ver la relación completa",
    }
    assert sum(int(row["items"]) for row in told["summary"]) == 140


def test_of_many_chains_it_says_first_who_holds_how_many(many):
    told = file_things.custody(many, Numbers())
    assert told["summary"] == [{"holder": "Policía de Medio Ambiente de Loreto", "items": "140"}]


def test_a_long_run_of_numbers_is_counted(many):
    asked = file_things.to_identify(many[::2], Numbers(), [])
    assert asked[0]["what"] == "¿Qué especie es? 35 ítems, como señala la relación completa."


def test_numbers_of_neighbours_are_joined(many):
    assert Numbers().named(many[:3] + many[4:6]) == "ítems 1 a 3, 5 y 6"


# ---- hostile text


def test_hostile_text_in_every_field_makes_a_file(world):
    nasty = "#set page() $x$ <script> 👨‍👩‍👧 王伟 سلحفاة "

    def of(most):
        return (nasty + "Ñ" * most)[:most]

    who = testing.actor(world.people.alba)
    values = testing.about_intervention(
        place_text=of(300), led_by=of(200), legal_act=of(300), reason=of(1000), done=of(5000), title=of(200),
        not_found=of(500), own_number=of(60), carpeta_number=of(60), written_elsewhere="yes", written_place=of(300),
        written_why=of(300), read_to_all="no", prosecutor_told="telephone", prosecutor_name=of(200),
        prosecutor_office=world.people.pilar.office, coordinates=of(80),
    )  # fmt: skip
    made = evidence.draft_intervention(by=who, id=uuid7(), values=values)
    for part in ("officer", "intervened", "witness"):
        person = {
            "part": part, "name": of(200), "document_kind": "dni", "document_number": of(60), "post": of(120),
            "unit": of(200), "particulars": of(500), "goes_to": of(200), "signed": "refused", "unsigned_why": of(300),
        }  # fmt: skip
        evidence.save_participant(by=who, intervention_id=made.pk, id=uuid7(), values=person)
    for taking in ("taken", "left", "seen"):
        thing = testing.about_item(
            reported_as=of(200),
            identifier=of(100),
            description=of(500),
            found_where=of(200),
            seal=of(60),
            taking=taking,
        )
        evidence.save_item(by=who, intervention_id=made.pk, id=uuid7(), values=thing)
    intervention = evidence.register_intervention(by=who, id=made.pk)
    case = testing.a_case(interventions=[intervention], title=of(200), official_number=of(60))
    actions.edit_case(
        by=world.people.pilar.actor, id=case.pk, version=case.version, values={"summary": of(4000)}
    )
    actions.state_facts(
        by=world.people.pilar.actor,
        case_id=case.pk,
        intervention_id=intervention.pk,
        facts=[("acts.sell", True, None)],
        source=of(300),
    )
    pdf = courtfile.make(world.people.pilar.actor, case.pk).paper.pdf
    for page in pypdfium2.PdfDocument(pdf):
        width, height = page.get_size()
        text = page.get_textpage()
        boxes = [text.get_charbox(i) for i in range(text.count_chars())]
        assert [
            b
            for b in boxes
            if b[2] > b[0] and not (b[0] > 20 and b[2] < width - 20 and 8 < b[1] < height - 8)
        ] == []
