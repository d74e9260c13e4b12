"""`arariwa training exercises`: what is right is told, what is wrong with file and line."""

import shutil

import pytest
from django.conf import settings
from typer.testing import CliRunner

from arariwa.core.models import CurrentPack
from arariwa.training.cli import app

RUN = CliRunner()


def test_check_tells_what_there_is():
    result = RUN.invoke(app, ["exercises", "check"])
    assert result.exit_code == 0
    assert "EX-02 Noventa tortugas en un terminal terrestre: 17 criterios" in result.stdout
    assert "EX-05 De tres incautaciones a una red: todavía no disponible, necesita network" in result.stdout
    assert "9 ejercicios, 3 de ellos todavía no disponibles" in result.stdout


def test_check_tells_a_mistake_with_file_and_line(tmp_path):
    shutil.copytree(settings.PACKS / "exercises", tmp_path / "exercises")
    file = tmp_path / "exercises/ex-02/exercise.yaml"
    text = file.read_text(encoding="utf-8").replace("check: chain_unbroken", "check: chain_whole")
    file.write_text(text, encoding="utf-8")
    line = text[: text.index("check: chain_whole")].count("\n") + 1
    result = RUN.invoke(app, ["exercises", "check", "--packs", str(tmp_path)])
    assert result.exit_code == 2
    assert f"exercises/ex-02/exercise.yaml, línea {line}, criteria.6.check" in result.stderr


def test_criteria_lists_the_vocabulary():
    result = RUN.invoke(app, ["exercises", "criteria", "first_link_within"])
    assert "since" in result.stdout and "minutes" in result.stdout and "primer eslabón" in result.stdout


@pytest.mark.django_db
def test_load_makes_the_system_answer_from_the_folder():
    assert RUN.invoke(app, ["exercises", "load"]).exit_code == 0
    assert CurrentPack.objects.filter(name__startswith="exercises/").count() == 9
