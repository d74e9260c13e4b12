"""Lists read in: CSV and XLSX, each problem with its line, all or nothing, twice changes nothing."""

import io
import zipfile

import pytest

from arariwa.core import access, testing
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Person
from arariwa.events import importing, queries
from arariwa.events.models import Participation
from arariwa.events.tests.small import an_event, coordinator

pytestmark = pytest.mark.django_db
HEAD = "Nombres;Apellidos;DNI;Correo;Institución;Oficina;Función;Región;Sexo"
GOOD = f"""{HEAD}
Luz;Prueba Uno;41000001;luz@prueba.example;FEMA;FEMA Loreto;Fiscal;Loreto;F
Juan;Prueba Dos;41000002;;Fiscalía ambiental;;Asistente fiscal;16;varón
Ana;Prueba Tres;;;Municipalidad de Nauta;;;;
"""


def read(event, text):
    data = text if isinstance(text, bytes) else text.encode()
    return importing.import_list(by=coordinator().actor, event_id=event.pk, data=data)


def a_sheet(rows):
    """The rows as an XLSX file: texts shared, numbers as numbers, the last line after an empty one."""
    strings, lines = [], []
    for r, row in enumerate(rows, start=1):
        cells = []
        for c, value in enumerate(row):
            at = f"{chr(65 + c)}{r}"
            if isinstance(value, int):
                cells.append(f'<c r="{at}"><v>{value}</v></c>')
            elif value:
                strings.append(value)
                cells.append(f'<c r="{at}" t="s"><v>{len(strings) - 1}</v></c>')
        lines.append(f'<row r="{r}">{"".join(cells)}</row>')
    ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        shared = "".join(f"<si><t>{s}</t></si>" for s in strings)
        book.writestr("xl/sharedStrings.xml", f"<sst {ns}>{shared}</sst>")
        body = f"<worksheet {ns}><sheetData>{''.join(lines)}</sheetData></worksheet>"
        book.writestr("xl/worksheets/sheet1.xml", body)
    return out.getvalue()


def test_a_list_registers_everyone_with_the_words_people_use():
    testing.people()
    event = an_event()
    outcome = read(event, GOOD)
    assert len(outcome.registered) == 3
    luz, juan, ana = event.participations.order_by("id")
    assert (luz.institution_id, luz.role, luz.region, luz.sex) == ("FEMA", "PROSECUTOR", "16", "F")
    assert (juan.institution_id, juan.role, juan.region, juan.sex) == (
        "FEMA",
        "PROSECUTOR_ASSISTANT",
        "16",
        "M",
    )
    assert (ana.institution, ana.institution_text, ana.role) == (
        None,
        "Municipalidad de Nauta",
        "NOT_RECORDED",
    )
    assert (ana.region, ana.sex, ana.how) == ("99", "NOT_RECORDED", "imported")
    assert luz.person.document_kind == "dni"


def test_the_same_list_again_changes_nothing():
    event = an_event()
    read(event, GOOD)
    again = read(event, GOOD)
    # Without document or mail nobody can be told apart from a namesake: that line is a person more, to be decided on.
    assert (len(again.registered), again.already) == (1, 2)


def test_a_signed_sheet_read_in_records_who_was_there():
    event, tania = an_event(), coordinator()
    session = event.sessions.get()
    given = {"event_id": event.pk, "data": GOOD.split("Ana")[0].encode(), "session_id": session.pk}
    for _ in range(2):
        importing.import_list(by=tania.actor, **given)
    assert queries.counted(event).persons == 2
    assert session.attendances.count() == 2
    elsewhere = given | {"session_id": an_event().sessions.get().pk}
    with pytest.raises(access.Hidden):
        importing.import_list(by=tania.actor, **elsewhere)


def test_a_sheet_with_numbers_and_an_empty_line():
    event = an_event()
    rows = [["Nombres", "Apellidos", "DNI"], ["Luz", "Prueba", 41000001], [], ["Juan", "Prueba", "41000002"]]
    assert len(read(event, a_sheet(rows)).registered) == 2
    assert set(Person.objects.values_list("document_number", flat=True)) >= {"41000001", "41000002"}


def test_every_problem_is_told_with_its_line_and_nothing_is_saved():
    event = an_event()
    wrong = f"""{HEAD}
Luz;Prueba;41000001;;;;Astronauta;;
Juan;Prueba;41000002;sin-arroba;;;;;
Ana;Prueba;41000003;;;;;Atlántida;
Eva;Prueba;41000004;;;;;;quizá
Bien;Prueba;41000005;;;;;;
Solo;;41000006;;;;;;
Mal;Prueba;123;;;;;;
"""
    with pytest.raises(Refused) as caught:
        read(event, wrong)
    assert [one.field for one in caught.value.every] == [
        "2-role", "3-email", "4-region", "5-sex", "7-surnames", "8-document_number",
    ]  # fmt: skip
    assert not Participation.objects.exists()


def test_what_only_the_act_finds_is_told_with_its_line_too():
    event = an_event()
    with pytest.raises(Refused) as caught:
        read(event, f"{HEAD}\nLuz;Prueba;41000001\nOtra;Distinta;41000001")
    told = {one.field: one.code for one in caught.value.every}
    assert told == {"3-document_number": "person.other_name"}
    assert not Participation.objects.exists()
    assert not Person.objects.filter(given_names="Luz").exists()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b"uno;dos\n1;2\n", "list.heads"),
        (HEAD.encode(), "list.empty"),
        (b"PK\x03\x04 no zip", "list.unreadable"),
        (b"Nombres;Apellidos\n\x00;x", "list.unreadable"),
        ("Nombres;Apellidos\nLuz‮;Prueba".encode(), "text.steering"),
        (("Nombres;Apellidos\n" + "A;B\n" * 6000).encode(), "list.too_long"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_with_its_reason(data, code):
    with pytest.raises(Refused) as caught:
        read(an_event(), data)
    assert caught.value.code == code


def test_a_sheet_that_grows_in_memory_is_refused():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", b"<a>" + b" " * 60_000_000)
    with pytest.raises(Refused, match=r"list\.unreadable"):
        read(an_event(), bomb.getvalue())


@pytest.mark.parametrize(("encoding", "end"), [("cp1252", "\n"), ("utf-16", "\r\n"), ("utf-8-sig", "\r")])
def test_a_list_keeps_its_letters_however_the_spreadsheet_saved_it(encoding, end):
    event = an_event()
    read(event, f"Nombres\tApellidos{end}Ñahui\tQuiñones O’Higgins{end}".encode(encoding))
    assert str(event.participations.get().person) == "Ñahui Quiñones O’Higgins"


@pytest.mark.parametrize(
    "data",
    [
        "José;Peña".encode("cp850"),
        "JOSÉ;CORREA".encode("mac_roman"),
        "Luz;Peña".encode("mac_roman"),
        "José;Correa".encode().decode("cp1252").encode(),
        b"Jos\x81;Correa",
    ],
)
def test_a_name_whose_letters_are_read_wrongly_is_never_kept(data):
    with pytest.raises(Refused) as caught:
        read(an_event(), b"Nombres;Apellidos\n" + data)
    assert caught.value.code == "list.letters"
