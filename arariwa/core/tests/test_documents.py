"""`arariwa packs check` sets each paper with its samples: what cannot be set is named with file and line."""

import json
import shutil

import pytest
from django.conf import settings
from django.utils import translation

from arariwa.core import documents
from arariwa.core.refusals import located

PAPERS = settings.PACKS / "pe" / "documents"


@pytest.fixture
def copied(tmp_path):
    """A folder of packs with the paper that is set quickest."""
    folder = tmp_path / "pe" / "documents"
    (folder / "samples").mkdir(parents=True)
    for name in ("arariwa.typ", "entrega.es.typ", "samples/entrega.es.json"):
        shutil.copyfile(PAPERS / name, folder / name)
    return folder


def told(folder):
    """(file, line, code) of each mistake."""
    return [(p.file, p.line, p.code) for p in documents.check(folder.parents[1])]


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_papers_of_the_packs_are_set():
    assert documents.check(settings.PACKS) == []


def test_each_paper_has_a_sample_that_names_it():
    samples = sorted((PAPERS / "samples").iterdir())
    assert {path.name.split(".")[0] for path in samples} == {
        "acta",
        "acta_comunal",
        "asistencia",
        "carpeta",
        "cartilla",
        "certificate",
        "credenciales",
        "entrega",
        "etiquetas",
        "sesion",
        "sondeo",
    }
    for path in samples:
        assert json.loads(path.read_text(encoding="utf-8"))["paper"] == path.name.split(".")[0]


def test_a_template_that_fails_is_named_with_its_line(copied):
    lines = (copied / "entrega.es.typ").read_text(encoding="utf-8").splitlines()
    (copied / "entrega.es.typ").write_text("\n".join([*lines, "#no-such-part()"]), encoding="utf-8")
    (problem,) = documents.check(copied.parents[1])
    with translation.override("es"):
        assert located(problem) == (
            f"pe/documents/entrega.es.typ, línea {len(lines) + 1}: "
            "El documento no se puede componer con entrega.es.json: unknown variable: no-such-part."
        )


def test_a_shared_part_that_fails_is_the_one_named(copied):
    lines = (copied / "arariwa.typ").read_text(encoding="utf-8").splitlines()
    (copied / "arariwa.typ").write_text("\n".join([*lines, "#let x = (1 + ]"]), encoding="utf-8")
    assert told(copied) == [("pe/documents/arariwa.typ", len(lines) + 1, "pack.not_set")]


def test_a_sample_the_template_cannot_show_is_a_mistake(copied):
    change(copied / "samples" / "entrega.es.json", '"title":', '"heading":')
    ((file, line, code),) = told(copied)
    assert (file, code) == ("pe/documents/arariwa.typ", "pack.not_set")
    assert "title" in (copied / "arariwa.typ").read_text(encoding="utf-8").splitlines()[line - 1]


def test_a_template_without_sample_is_a_mistake(copied):
    (copied / "samples" / "entrega.es.json").unlink()
    assert told(copied) == [("pe/documents/entrega.es.typ", 0, "pack.no_sample")]


def test_a_sample_without_template_is_a_mistake(copied):
    (copied / "samples" / "oficio.es.json").write_text("{}")
    assert told(copied) == [("pe/documents/samples/oficio.es.json", 0, "pack.unexpected_file")]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        (b'{\n"paper": }', 2, "pack.not_json"),
        (b"[]", 1, "pack.not_a_mapping"),
        (b'{"frame": {}, "body": 3}', 0, "pack.not_a_mapping"),
        (b'{"paper": "\xff"}', 0, "pack.not_utf8"),
    ],
)
def test_a_sample_that_cannot_be_read_is_named(copied, text, line, code):
    (copied / "samples" / "entrega.es.json").write_bytes(text)
    assert told(copied) == [("pe/documents/samples/entrega.es.json", line, code)]


def test_packs_check_looks_at_papers(copied, monkeypatch):
    from arariwa.core import setup
    from arariwa.core.packs import PackError

    (copied / "samples" / "entrega.es.json").unlink()
    with pytest.raises(PackError) as refused:
        setup.check_packs(copied.parents[1])
    assert "pack.no_sample" in [problem.code for problem in refused.value.problems]
