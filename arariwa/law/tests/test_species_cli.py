"""`arariwa law species`: no database; wrong input ends with status 2, one line, and nothing written."""

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from arariwa.law import species_table
from arariwa.law.cli import app
from arariwa.law.tests.species_worlds import PACKS


def run(*args):
    return CliRunner().invoke(app, ["species", *map(str, args), "--packs", str(PACKS)])


@pytest.fixture
def table(tmp_path):
    def write(content, name="in.csv"):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    return write


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_a_name_with_its_protection_on_a_day():
    told = run("carne", "de", "huangana", "--on", "2026-03-16")
    assert told.exit_code == 0
    assert "Tayassu pecari" in told.stdout
    assert "Apéndice II de la CITES" in told.stdout
    assert "D.S. 004-2014-MINAGRI" in told.stdout


def test_in_english():
    told = run("tigrillo", "--on", "2016", "--lang", "en")
    assert "CITES Appendix I" in told.stdout
    assert "3 taxa share the name (Leopardus)" in told.stdout


def test_json():
    told = json.loads(run("aletas secas de tiburón", "--on", "2026-02-04", "--json").stdout)
    assert (told["answer"], told["matches"][0]["taxon"], told["matches"][0]["rank"]) == (
        "one",
        "Elasmobranchii",
        "class",
    )
    assert told["product"]["term"] == "fins"
    assert told["matches"][0]["protection"]["cites_appendix"] is None
    assert len(told["alternatives"]) == 8


def test_json_tells_look_alikes_apart():
    (match,) = json.loads(run("huangana", "--json").stdout)["matches"]
    (other,) = match["lookalikes"]
    assert (other["taxon"], other["confidence"], other["review"]) == ("Pecari tajacu", "low", "unreviewed")
    assert "collar claro" in other["tells"] and other["sources"] == ["EK"]
    (match,) = json.loads(run("huangana", "--json", "--lang", "en").stdout)["matches"]
    assert "pale collar" in match["lookalikes"][0]["tells"]


def test_a_table(table, tmp_path):
    out = tmp_path / "out.csv"
    file = table("id,query\n1,tarikayas\n2,majaz\n3,perro\n4,\n")
    assert run("--csv", file, "--out", out, "--on", "2026-03-16").exit_code == 0
    assert (
        out.read_text().splitlines()[0] == "query,answer,taxon,rank,score,protection,confidence,alternatives"
    )
    told = rows(out.read_text())
    assert [r["answer"] for r in told] == ["one", "several", "none", "none"]
    assert told[0]["protection"] == "CITES II; lista nacional VU"
    assert told[1]["alternatives"].split("|")[0] == "Cuniculus taczanowskii"
    assert told[2]["taxon"] == told[2]["score"] == ""
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_table_to_standard_output(table):
    assert rows(run("--csv", table("query\nloro\n")).stdout)[0]["taxon"] == "Psittaciformes"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_encodings(table, encoding):
    told = run("--csv", table("query;lugar\nlana de vicuña;Puno\n".encode(encoding)))
    assert rows(told.stdout)[0]["query"] == "lana de vicuña"
    assert rows(told.stdout)[0]["taxon"] == "Vicugna vicugna"
    assert ("Latin-1" in told.stderr) == (encoding in ("latin-1", "cp1252"))


def test_what_windows_writes(table):
    told = run("--csv", table("query\nvendo “otorongo” cría\n".encode("cp1252")))
    assert rows(told.stdout)[0]["query"] == "vendo “otorongo” cría"


def test_empty_cells_and_the_same_twice_keep_their_rows(table):
    told = rows(run("--csv", table('id,query\n1,loro\n2,\n3," "\n,\n5,loro\n')).stdout)
    assert [r["query"] for r in told] == ["loro", "", "", "", "loro"]
    assert [r["answer"] for r in told] == ["one", "none", "none", "none", "one"]
    assert told[0] == told[4]


def test_a_blank_line_of_one_column_is_an_empty_cell_unless_nothing_follows(table):
    told = rows(run("--csv", table('query\nloro\n\n""\nmono\n\n\n')).stdout)
    assert [r["query"] for r in told] == ["loro", "", "", "mono"]


def test_how_far_a_long_table_is(table, monkeypatch):
    monkeypatch.setattr(species_table, "STEP", 2)
    told = run("--csv", table("query\n" + "loro\n" * 5))
    assert [line.split()[0] for line in told.stderr.splitlines()] == ["2", "4"]
    assert len(rows(told.stdout)) == 5


def test_a_formula_stays_text(table):
    assert rows(run("--csv", table('query\n"=HYPERLINK(1)"\n')).stdout)[0]["query"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "in.csv"),
        ("name\nloro\n", "línea 1, query"),
        ("query,query\na,b\n", "línea 1, query"),
        ("query\n", "query"),
        ("query,lugar\nloro\n", "línea 2"),
        ('query\n"loro\n', "in.csv"),
        (b"q\0u\0e\0r\0y\0\n\0", "in.csv"),
    ],
)
def test_a_wrong_table_writes_nothing(table, tmp_path, content, says):
    out = tmp_path / "out.csv"
    told = run("--csv", table(content), "--out", out)
    assert told.exit_code == 2
    assert says in told.stderr
    assert len(told.stderr.splitlines()) == 1
    assert told.stdout == ""
    assert [p.name for p in tmp_path.iterdir()] == ["in.csv"]


def test_a_mistake_in_the_last_line_leaves_the_old_answers(table, tmp_path):
    out = tmp_path / "out.csv"
    out.write_text("before")
    assert run("--csv", table("query,x\nloro,1\nmono\n"), "--out", out).exit_code == 2
    assert out.read_text() == "before"


@pytest.mark.parametrize(
    ("args", "field"),
    [
        ((), "TEXT"),
        (("",), "TEXT"),
        (("loro", "--csv", "x.csv"), "TEXT"),
        (("loro", "--out", "x.csv"), "TEXT"),
        (("loro", "--on", "16/03/2026"), "--on"),
        (("loro", "--on", "2026-02-30"), "--on"),
        (("--csv", "/no/such/file.csv"), "--csv"),
        (("loro", "--country", "zz"), "--country"),
        (("loro", "--country", "../pe"), "--country"),
    ],
)
def test_a_wrong_call(args, field):
    told = run(*args)
    assert told.exit_code == 2
    assert field in told.stderr


def test_where_nothing_can_be_written(table):
    told = run("--csv", table("query\nloro\n"), "--out", "/no/such/folder/out.csv")
    assert (told.exit_code, "--out" in told.stderr) == (2, True)


def test_ten_thousand_rows(table, tmp_path):
    out = tmp_path / "out.csv"
    assert run("--csv", table("query\n" + "carne de wangana\n" * 10_000), "--out", out).exit_code == 0
    assert out.read_text().count("Tayassu pecari") == 10_000
