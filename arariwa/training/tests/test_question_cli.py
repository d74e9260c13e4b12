"""`arariwa training questions`: hand on, take over, make."""

import io
import zipfile

import pytest
import yaml

from arariwa import cli
from arariwa.training.domain.questions import question
from arariwa.training.tests import sample
from arariwa.training.tests.domain.samples import PACKS, PARTS, data
from arariwa.training.tests.domain.test_qti import CHOICE, LAUGHS, an_item

STEM = "¿Qué pena fija [[cita CP-308]]: **cuál**?"


@pytest.fixture
def run(capsys):
    def run(*words):
        with pytest.raises(SystemExit) as ended:
            cli.build()(["training", "questions", *map(str, words)])
        told = capsys.readouterr()
        return ended.value.code or 0, told.out, told.err

    return run


@pytest.fixture
def packs(tmp_path):
    root = tmp_path / "packs"
    for name, text in sample.FILES.items():
        (root / "courses/asy-9" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "courses/asy-9" / name).write_text(text, encoding="utf-8")
    rows = {"questions": [data(kind, stem={"es": STEM}) for kind in PARTS]}
    for name, text in (("courses/common.yaml", sample.COMMON), ("pe/cases/published.yaml", sample.CASES)):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    for folder in (PACKS / "pe").iterdir():
        if folder.name != "cases":
            (root / "pe" / folder.name).symlink_to(folder)
    (root / "int").symlink_to(PACKS / "int")
    (root / "courses/asy-9/questions.yaml").write_text(
        yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8"
    )
    return root


def test_a_bank_is_handed_on_and_taken_over(run, packs, tmp_path):
    out, back = tmp_path / "q.zip", tmp_path / "q.yaml"
    status, said, err = run("qti-export", "asy-9", "--out", out, "--packs", packs)
    assert status == 0 and "4 preguntas" in said, err
    assert "QTI no tiene ese tipo: q-vignette" in err
    status, said, err = run("qti-import", out, "--out", back)
    assert (status, err) == (0, "") and "4 preguntas" in said
    with zipfile.ZipFile(out) as archive:
        assert ">¿Qué pena fija Código Penal, art. 308: cuál?<" in archive.read("items/q-one.xml").decode()
    rows = yaml.safe_load(back.read_text(encoding="utf-8"))["questions"]
    assert [question(row) for row in rows] == [
        question(data(k, stem={"es": STEM})) for k in ("one", "several", "order", "match")
    ]


def test_what_is_not_taken_over_is_told(run, tmp_path):
    file = tmp_path / "q.zip"
    with zipfile.ZipFile(file, "w") as archive:
        rows = "".join(f'<resource type="imsqti_item_xmlv3p0" href="{n}.xml"/>' for n in "ab")
        archive.writestr("imsmanifest.xml", f"<manifest><resources>{rows}</resources></manifest>")
        archive.writestr("a.xml", an_item(CHOICE))
        archive.writestr("b.xml", LAUGHS)
    status, said, err = run("qti-import", file, "--module", 3)
    assert status == 1
    assert "b.xml" in err and "declara un tipo de documento" in err
    (row,) = yaml.safe_load(io.StringIO(said))["questions"]
    assert row["id"] == "item-1" and row["module"] == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("qti-import", "/no/existe.zip"), "no existe"),
        (("qti-export", "nada", "--out", "/tmp/x"), "No existe el curso «nada»"),
    ],
)
def test_what_is_not_there_is_refused_with_a_sentence(run, packs, words, said):
    more = ("--packs", packs) if words[0] == "qti-export" else ()
    status, _out, err = run(*words, *more)
    assert status != 0 and said in err


def test_questions_are_made_from_the_law(run):
    status, said, err = run("generate", "--count", 2, "--module", 2, "--prefix", "asy-1-m2", "--packs", PACKS)
    rows = yaml.safe_load(io.StringIO(said))["questions"]
    assert (status, err) == (0, "") and len(rows) == 2
    assert all(question(row).review == "generated" and row["id"].startswith("asy-1-m2-") for row in rows)
