"""Both sides of a save that came second, in the words a person uses."""

import re
from html import unescape

import pytest

from arariwa.core import testing
from arariwa.evidence.tests import filled

UNITS = ("kg", "g", "m3")  # an abbreviation that is its own word

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    everyone = testing.people()
    draft = testing.an_intervention(registered=False)
    return testing.sign_in(everyone.alba), testing.sign_in(everyone.beto), draft, everyone


def rows(answer) -> dict[str, tuple[str, str]]:
    """What the table shows: (mine, theirs) by label."""
    assert answer.status_code == 409, answer.status_code
    table = re.search(r'<table class="stack".*?</table>', answer.content.decode(), re.DOTALL).group(0)
    cells = [
        [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd]\b.*?</t[hd]>", row)]
        for row in table.split("</thead>")[1].split("</tr>")[:-1]
    ]
    return {label: (mine, theirs) for label, mine, theirs in cells}


def second(world, at, theirs, mine):
    """Beto saves, then Alba saves what she began before."""
    alba, beto, *_ = world
    hers, his = filled.fields(alba, at), filled.fields(beto, at)
    assert beto.post(at, {**his, **theirs}).status_code == 302
    return rows(alba.post(at, {**hers, **mine}))


def test_place_and_hour(world):
    told = second(
        world,
        f"/intervenciones/{world[2].pk}/lugar/",
        {"ubigeo": "250201", "district_text": "Raimondi", "began": "find", "start_time": "06:10"},
        {"ubigeo": "", "district_text": "", "country": "EC", "day_day": "", "point": "border"},
    )
    assert told["Distrito elegido"] == ("no informado", "Raimondi, Atalaya, Ucayali")
    assert told["Cómo comenzó"] == ("Flagrancia", "Hallazgo o abandono")
    assert told["País"] == ("Ecuador", "Perú")
    assert told["Hora de inicio"] == ("no informado", "06:10\xa0horas")
    mine, theirs = told["Fecha de los hechos"]
    assert re.fullmatch(r"[a-z]+ de 20\d\d", mine) and re.fullmatch(r"\d+ de [a-z]+ de 20\d\d", theirs)
    assert "Distrito" not in told, "the field one looks for a district in is no part of the record"


def test_a_district_both_wrote_is_told_on_both_sides(world):
    told = second(world, f"/intervenciones/{world[2].pk}/lugar/", {"ubigeo": "160201"}, {"ubigeo": "250201"})
    assert told == {"Distrito elegido": ("Raimondi, Atalaya, Ucayali", "Yurimaguas, Alto Amazonas, Loreto")}


def test_ground_and_who_keeps_it(world):
    carla = world[3].carla.office
    told = second(
        world,
        f"/intervenciones/{world[2].pk}/motivo/",
        {"held_by": str(carla.pk), "other_actas": ["count", "sealing"], "done": "Uno.\nDos."},
        {"reason": "Una llamada"},
    )
    assert told["Quién tiene lo incautado, si no es su oficina"] == ("Nuestra oficina", "ATFFS Loreto")
    assert told["Otras actas levantadas en esta intervención"] == (
        "no informado",
        "Acta de conteo y pesaje y Acta de lacrado y rotulado",
    )
    assert told["Motivo del acto"] == ("Una llamada", "no informado")


def test_prosecutor(world):
    pilar = world[3].pilar.office
    told = second(
        world,
        f"/intervenciones/{world[2].pk}/quienes/",
        {"prosecutor_told": "telephone", "prosecutor_office": str(pilar.pk), "persons_reported": "2"},
        {"prosecutor_told": "not_told"},
    )
    assert set(told.values()) == {
        ("No se le comunicó", "Comunicado por teléfono"),
        ("No informado", "FEMA Loreto"),
        ("no informado", "2"),
    }


def test_a_thing_with_a_species_the_other_name_does_not_find(world):
    item = world[2].items.get()
    told = second(
        world,
        f"/intervenciones/{world[2].pk}/que/{item.pk}/",
        {
            "kind": "specimen",
            "choice": "only:Podocnemis expansa",
            "condition": "part",
            "product": "meat",
            "unit": "kg",
        },
        {
            "kind": "specimen",
            "reported_as": "motelo",
            "choice": "none",
            "condition": "dead",
            "quantity": "",
            "quantity_unknown": "on",
            "unit": "",
        },
    )
    assert told["¿Qué animal o planta es?"][0] == "No se sabe"
    assert "Podocnemis expansa" in told["¿Qué animal o planta es?"][1]
    assert "only:" not in told["¿Qué animal o planta es?"][1]
    assert told["Cuántos o cuánto"] == ("no informado", "12")
    assert told["Se cuenta en"][0] == "no informado"
    assert told["Qué parte o producto"] == ("No informado", "carne")


def test_weights(world):
    item = world[2].items.get()
    p = item.pk.hex
    told = second(
        world,
        f"/intervenciones/{world[2].pk}/pesos/",
        {f"{p}-gross_kg": "1234.5", f"{p}-state": "fresco"},
        {f"{p}-gross_kg": "0.5"},
    )
    assert told["Peso bruto, en kg"] == ("0.5", "1,234.5")
    assert told["Estado"] == ("no informado", "fresco")


def test_who_took_part(world):
    at = f"/intervenciones/{world[2].pk}/quienes/"
    assert world[0].post(f"{at}agregar/", filled.officer()).status_code == 302
    officer = world[2].participants.get()
    told = second(
        world,
        f"{at}{officer.pk}/",
        {"part": "officer", "document_kind": "cip", "document_number": "31234567", "signed": "refused"},
        {"part": "officer", "document_kind": "", "document_number": "", "no_document": "refuses"},
    )
    assert "CIP" in told["Clase de documento"][1] and told["Clase de documento"][0] == "No informado"
    assert told["¿Firmó el acta?"] == ("Firmó", "Se negó a firmar")


def test_no_code_of_a_choice_reaches_the_table(world):
    """Whatever a form offers is told by its label."""
    from arariwa.evidence.forms import acts, people, steps, things

    draft, item = world[2], world[2].items.get()
    item.identified_by = "official"
    shown = [
        steps.PlaceForm(record=draft, by=world[3].alba.actor),
        steps.ReasonForm(record=draft),
        steps.ProsecutorForm(record=draft),
        steps.ClosingForm(record=draft),
        things.ThingForm(record=item, kind="specimen", role="police"),
        things.ThingForm(record=item, kind="money", role="police"),
        people.ParticipantForm(record=None, part="officer"),
        acts.IdentifyForm(record=item),
    ]
    seen = 0
    for form in shown:
        for name, field in form.fields.items():
            for code, _label in getattr(field, "choices", ()):
                value = getattr(code, "value", code)
                if value and value not in UNITS:
                    seen += 1
                    assert form.told(name, value) != str(value), (type(form).__name__, name, value)
    assert seen > 80
