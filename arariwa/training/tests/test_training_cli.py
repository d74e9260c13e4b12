"""`arariwa training`: check, load, export, import, lock, as the command line runs them."""

import io
import json
import shutil
import zipfile

import pytest
import yaml

from arariwa import cli
from arariwa.core.models import CurrentPack, StoredPack
from arariwa.training.figures import FIGURES
from arariwa.training.tests import sample


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    return sample.folder_of_packs(tmp_path_factory.mktemp("packs") / "packs")


@pytest.fixture
def packs(original, tmp_path):
    """A folder of packs of its own: only the course is copied, the rest is pointed at."""
    root = tmp_path / "packs"
    root.mkdir()
    for folder in original.iterdir():
        if folder.name == "courses":
            shutil.copytree(folder, root / "courses")
        else:
            (root / folder.name).symlink_to(folder)
    return root


@pytest.fixture
def run(capsys):
    def run(*words):
        with pytest.raises(SystemExit) as ended:
            cli.build()(["training", *map(str, words)])
        told = capsys.readouterr()
        return ended.value.code or 0, told.out, told.err

    return run


def test_check_tells_the_course_and_its_warnings(run, packs):
    status, out, err = run("check", "--packs", packs)
    assert (status, err) == (0, "")
    assert out.startswith("asy-9: 2 lecciones, ")
    assert "4 preguntas" in out
    assert "0 de 2 lecciones también en inglés" in out
    assert "debería tener de 500 a 900" in out


def test_check_ends_with_2_and_a_line_for_each_mistake(run, packs):
    (packs / "courses/asy-9/modules/2.es.md").unlink()
    lesson = packs / "courses/asy-9/modules/1.es.md"
    lesson.write_text(lesson.read_text().replace("[[ley CP-308]]", "[[ley CP-1]]"))
    status, _out, err = run("check", "asy-9", "--packs", packs)
    assert status == 2
    assert "courses/asy-9/modules/1.es.md, línea 9: El paquete de leyes no tiene la entrada «CP-1»." in err
    assert "courses/asy-9/course.yaml, línea 14, modules.1.n: El módulo 2 no tiene lección" in err
    status, _out, err = run("check", "asy-9", "--packs", packs, "--lang", "en")
    assert "The law pack has no entry “CP-1”." in err


def test_a_course_that_is_not_there_names_those_that_are(run, packs):
    status, _out, err = run("check", "asy-7", "--packs", packs)
    assert status == 2
    assert "asy-9" in err


@pytest.mark.django_db
def test_load_stores_courses_and_teaches_from_them_and_a_mistake_loads_nothing(run, packs):
    status, out, _err = run("load", "--packs", packs)
    assert status == 0
    stored = CurrentPack.objects.get(pk="courses/asy-9").pack_id
    assert stored in out
    assert CurrentPack.objects.filter(pk__in=["courses", "pe/cases"]).count() == 2
    run("load", "--packs", packs)
    assert StoredPack.objects.filter(name="courses/asy-9").count() == 1
    (packs / "courses/asy-9/modules/2.es.md").unlink()
    assert run("load", "--packs", packs)[0] == 2
    assert CurrentPack.objects.get(pk="courses/asy-9").pack_id == stored


def test_a_course_is_handed_on_in_one_file(run, packs, tmp_path):
    one, two = tmp_path / "a.zip", tmp_path / "b.zip"
    assert run("export", "asy-9", "--out", one, "--packs", packs)[0] == 0
    assert run("export", "asy-9", "--out", two, "--packs", packs)[0] == 0
    assert one.read_bytes() == two.read_bytes()
    assert run("import", one, "--packs", packs)[0] == 0  # the same text again
    shutil.rmtree(packs / "courses/asy-9")
    assert run("import", one, "--packs", packs)[0] == 0
    assert (packs / "courses/asy-9/modules/1.es.md").read_text() == sample.LESSON


def test_what_stands_there_is_not_written_over(run, packs, tmp_path):
    run("export", "asy-9", "--out", tmp_path / "a.zip", "--packs", packs)
    (packs / "courses/asy-9/notas.txt").write_text("mías")
    status, _out, err = run("import", tmp_path / "a.zip", "--packs", packs)
    assert status == 2
    assert "otro texto de este curso" in err


def archive(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in files.items():
            made.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"no zip", "no es un curso escrito por"),
        (archive({"../fuera.txt": "x", **sample.FILES}), "se escribiría fuera de su carpeta"),
        (archive({"/etc/x": "x"}), "se escribiría fuera de su carpeta"),
        (archive({"modules/1.es.md": "x"}), "course.yaml"),
        (archive({"course.yaml": "a" * 21_000_000}), "más grande de lo que puede ser un curso"),
        (archive({**sample.FILES, "modules/1.es.md": "sin cabecera"}), "La lección empieza con su cabecera"),
    ],
)
def test_a_file_that_is_no_sound_course_is_refused_and_writes_nothing(run, packs, tmp_path, data, said):
    shutil.rmtree(packs / "courses/asy-9")
    (tmp_path / "x.zip").write_bytes(data)
    status, _out, err = run("import", tmp_path / "x.zip", "--packs", packs)
    assert status == 2
    assert said.lower() in err.lower() or "Una lección empieza" in err
    assert not (packs / "courses/asy-9").exists()
    assert not (packs / "courses/fuera.txt").exists()


def test_lock_notes_the_law_and_check_tells_when_it_changed(run, packs):
    assert run("lock", "asy-9", "--packs", packs)[0] == 0
    path = packs / "courses/asy-9/law.lock.yaml"
    entries = yaml.safe_load(path.read_text())["entries"]
    assert "CP-308" in entries
    assert "norma cambió" not in run("check", "asy-9", "--packs", packs)[1]
    path.write_text(yaml.safe_dump({"entries": {**entries, "CP-308": "0" * 64}}))
    assert "norma cambió desde la última revisión del curso: CP-308" in run("check", "--packs", packs)[1]


@pytest.mark.django_db
def test_figures_say_what_is_not_known_and_why(run):
    status, out, _err = run("figures", "--json", "--year", "2022")
    found = {row["code"]: row for row in json.loads(out)}
    assert status == 0
    assert set(found) == set(FIGURES)
    assert (found["CAP-19"]["value"], found["CAP-19"]["why"]) == (None, "no_pairs")
    assert (found["CAP-23"]["value"], found["CAP-23"]["rows"]) == (None, 0)
    assert (found["CAP-10"]["value"], found["CAP-10"]["why"]) == (0, ""), "nobody, which is known"
    _status, out, _err = run("figures")
    assert "CAP-23  no se sabe: ningún sistema de esta copia" in out
