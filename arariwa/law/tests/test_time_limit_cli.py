"""`arariwa law deadline` and `arariwa law show`: from packs alone, one line and status 2 for what is wrong."""

import json
import shutil

import pytest
from typer.testing import CliRunner

from arariwa.law.cli import app
from arariwa.law.tests.worlds import PACKS


@pytest.fixture
def run():
    return lambda *args: CliRunner().invoke(app, [str(a) for a in args])


def test_a_deadline_in_words_says_when_why_and_what_is_not_known(run):
    result = run(
        "deadline",
        "PR-DETENCION",
        "--from",
        "2026-03-16T14:35",
        "--limit",
        "common",
        "--at",
        "2026-03-18T09:00",
    )
    assert result.exit_code == 0
    assert "miércoles 18 de marzo de 2026, 14:35 horas · vence hoy" in result.stdout
    assert "corren de noche y en feriados" in result.stdout
    assert "término de la distancia" in result.stdout and "cuadro oficial" in result.stdout
    assert "sin firma de abogado" in result.stdout and "detención en crimen organizado" not in result.stdout


def test_a_deadline_in_english_with_every_length(run):
    result = run("deadline", "PR-IP", "--from", "2026-03-30", "--at", "2026-07-31", "--lang", "en")
    assert "Thursday 30 July 2026 · late" in result.stdout
    assert "complex_extension  extension of the complex case (the judge)" in result.stdout
    assert "prórroga" not in result.stdout and "días" not in result.stdout


def test_a_deadline_as_json(run):
    result = run(
        "deadline", "PR-INFORME", "--from", "2026-03-27", "--place", "160101", "--at", "2026-05-15",
        "--suspended", "2026-04-06/2026-04-07", "--suspended", "2026-04-07/2026-04-08", "--json",
    )  # fmt: skip
    (answer,) = json.loads(result.stdout)
    assert answer["ends_on"] == "2026-05-15" and answer["ends_at"] is None and answer["state"] == "due_today"
    assert answer["source"] == {"norm": "pe/ds-007-2017-minam", "article": "1-11"}
    assert "Viernes Santo" in answer["why"][0]["es"] and answer["review"] == "unreviewed"
    assert {c["code"] for c in answer["cautions"]} == {"national_holidays"}


def test_a_route_is_looked_up_in_the_table_of_the_pack(run, tmp_path):
    shutil.copytree(PACKS / "pe" / "law", tmp_path / "pe" / "law")
    table = tmp_path / "pe" / "law" / "distances.csv"
    table.write_text(table.read_text() + "160107,160101,2,pe/cpp,2015-01-01,,R.A. de ejemplo,low\n")
    ask = ("deadline", "PR-DETENCION", "--from", "2026-03-16T14:35", "--limit", "common", "--place", "160107")
    with_row = run(*ask, "--seat", "160101", "--packs", tmp_path)
    assert "viernes 20 de marzo de 2026, 14:35 horas" in with_row.stdout and "2 días más" in with_row.stdout
    other = run(*ask, "--seat", "150101", "--packs", tmp_path)
    assert "no contiene la ruta de 160107 a 150101" in other.stdout


@pytest.mark.parametrize(
    ("args", "where", "words"),
    [
        (("PR-NADA", "--from", "2026-03-16"), "CODE", "No hay un plazo «PR-NADA»"),
        (("PR-IP", "--from", "ayer"), "--from", "no es un momento"),
        (("PR-IP", "--from", "2026-02-30"), "--from", "no es un momento"),
        (("PR-IP", "--from", "2026-03-16", "--at", "mañana"), "--at", "no es un momento"),
        (("PR-IP", "--from", "2026-03-16", "--limit", "largo"), "--limit", "complex_extension"),
        (("PR-IP", "--from", "2026-03-16", "--place", "Iquitos"), "--place", "seis dígitos"),
        (("PR-IP", "--from", "2026-03-16", "--seat", "16010"), "--seat", "seis dígitos"),
        (("PR-IP", "--from", "2026-03-16", "--suspended", "2026-04-01"), "--suspended", "no es un periodo"),
        (("PR-IP", "--from", "2026-03-16", "--suspended", "2026-04-02/2026-04-01"), "--suspended", "no es un periodo"),
        (("PR-DETENCION", "--from", "2026-03-16"), "--from", "indique también la hora"),
        (("PR-IP", "--from", "9999-12-30"), "--from", "fuera del calendario"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_line_and_status_2(run, args, where, words):
    result = run("deadline", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"arariwa law deadline, {where}: ") and words in line


def test_a_country_without_a_pack_is_status_2(run):
    assert run("deadline", "PR-IP", "--from", "2026-03-16", "--country", "zz").exit_code == 2
    assert run("show", "PR-IP", "--country", "zz").exit_code == 2


@pytest.mark.parametrize("at", ["0001-01-01", "9999-12-31"])
def test_any_moment_may_be_asked_for(run, at):
    assert run("deadline", "PR-DETENCION", "--from", "2026-03-16T14:35", "--at", at).exit_code == 0


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("DEF-FAUNA", "Fauna silvestre"),
        ("ADM-L29763-152", "amonestación"),
        ("PR-IP", "unit: months"),
        ("LEG-ZOOCRIA", "libro de operaciones"),
        ("CP-80-84", "cap_years: 20"),
        ("CP-308", "D.Leg. 1237"),
        ("ADM-DS007-2021", "fine_uit"),
        ("batalla-de-junin", "Batalla de Junín"),
    ],
)
def test_an_entry_is_shown_with_its_source(run, code, words):
    result = run("show", code)
    assert result.exit_code == 0 and words in result.stdout
    assert (
        "confidence: " in result.stdout
        and "review: unreviewed" in result.stdout
        and "norm: pe/" in result.stdout
    )


def test_an_entry_is_shown_in_one_language(run):
    result = run("show", "DEF-FAUNA", "--lang", "en")
    assert "Wildlife" in result.stdout and "silvestre que" not in result.stdout


def test_a_code_is_found_in_any_letter_case(run):
    assert run("show", "cp-309-v2015").stdout == run("show", "CP-309-v2015").stdout != ""


def test_of_an_article_with_several_entries_their_codes_are_listed(run):
    result = run("show", "CP-309")
    assert result.exit_code == 0
    told, *codes = result.stdout.splitlines()
    assert told == "4 entradas llevan ese código; consulte una de ellas:"
    assert codes == ["CP-309-v2008", "CP-309-v2015", "CP-309.1", "CP-309.2"]


def test_what_is_not_held_is_status_2(run):
    result = run("show", "CP-1")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.strip() == "arariwa law show, CODE: La ley no contiene nada con el código «CP-1»."
