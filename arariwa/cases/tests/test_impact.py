"""`arariwa cases impact`: what a changed law would change in open cases, and that nothing is written."""

import json

import pytest
from typer.testing import CliRunner

from arariwa.cases import actions, impact
from arariwa.cases.cli import app
from arariwa.core.models import JournalEntry
from arariwa.core.packs import Pack
from arariwa.law.tests.domain.test_comparing import reformed, reformed_files
from arariwa.law.tests.worlds import PACKS, law

pytestmark = pytest.mark.django_db


@pytest.fixture
def sold(world):
    """The case, with a sale without any title stated."""
    actions.state_facts(
        by=world.people.pilar.actor,
        case_id=world.case.pk,
        intervention_id=world.intervention.pk,
        facts=[("acts.sell", True, None), ("title.state", "none", None)],
        source="acta",
    )
    return world.case


def test_each_open_case_is_compared(sold):
    (found,) = impact.impact(reformed())
    assert found.case == sold
    assert "penalty" in {change.what for change in found.changes}
    (same,) = impact.impact(law())
    assert same.changes == []


def test_a_closed_case_is_left_alone(sold, world):
    type(sold).objects.update(closed_at=world.people.pilar.actor.now)
    assert list(impact.impact(reformed())) == []


def test_the_command_compares_and_writes_nothing(sold, tmp_path):
    for path, data in Pack.from_folder(PACKS, "pe/law").files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    lines = JournalEntry.objects.count()
    result = CliRunner().invoke(app, ["impact", "--pack", str(tmp_path)])
    assert (result.exit_code, result.stdout.count("\n")) == (0, 1)
    assert "0 de 1" in result.stdout
    for path, data in reformed_files().items():
        (tmp_path / path).write_bytes(data)
    # a draft whose examples still say the old answer is asked all the same
    drafted = CliRunner().invoke(app, ["impact", "--pack", str(tmp_path)])
    assert drafted.exit_code == 0 and "1 de 1" in drafted.stdout and "8 a 12 años" in drafted.stdout
    assert JournalEntry.objects.count() == lines


def test_the_answer_as_json(sold, monkeypatch):
    monkeypatch.setattr("arariwa.law.packs.law_at", lambda _folder: reformed())
    (row,) = json.loads(CliRunner().invoke(app, ["impact", "--pack", ".", "--json"]).stdout)
    assert row["case"] == sold.number
    penalty = next(change for change in row["changes"] if change["what"] == "penalty")
    assert penalty["after"]["es"] == "8 a 12 años"


def test_a_folder_that_is_no_pack(sold, tmp_path):
    result = CliRunner().invoke(app, ["impact", "--pack", str(tmp_path)])
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1
