"""Tables for spreadsheets."""

import pytest

from arariwa.core import spreadsheet
from arariwa.core.spreadsheet import safe


@pytest.mark.parametrize("cell", ["=cmd()", "+1", "-1", "@x", "\t=1", "  =1", "＝1"])
def test_no_cell_is_a_formula(cell):
    assert safe(cell).startswith("'")
    assert safe("texto") == "texto" and safe(None) == ""


def test_no_cell_turns_the_text_beside_it():
    assert safe("a\u202eb") == "a[U+202E]b" and safe("dos\nlíneas") == "dos\nlíneas"


def test_streamed_with_its_mark_and_quoted():
    answer = spreadsheet.answer("Intervenciones de hoy", ["Número", "=1"], [["a,b", 'di"cho'], [None, 26100]])
    text = b"".join(answer.streaming_content).decode("utf-8")
    assert text == '\ufeffNúmero,\'=1\r\n"a,b","di""cho"\r\n,26100\r\n'
    assert answer["Content-Disposition"].startswith('attachment; filename="intervenciones-de-hoy-')
    assert "no-store" in answer["Cache-Control"]
