"""`arariwa events figures`."""

import json

import pytest
from typer.testing import CliRunner

from arariwa.events.cli import app
from arariwa.events.tests.small import a_closed_event

pytestmark = pytest.mark.django_db


def run(*words):
    return CliRunner().invoke(app, ["figures", *words])


def test_the_counts_as_json_with_their_breakdowns():
    event = a_closed_event(2)
    done = run("--year", str(event.until_on.year), "--json")
    assert done.exit_code == 0, done.output
    found = {row["code"]: row for row in json.loads(done.stdout)}
    assert found["CAP-01"]["value"] == 1
    assert (found["CAP-05"]["value"], found["CAP-06"]["value"]) == (2, 2)
    assert found["CAP-05"]["parts"]["sex"] == {"F": 1, "M": 1}
    assert run("--year", "2001").stdout.splitlines()[0] == "CAP-01  0"


def test_what_is_not_known_has_no_value_and_says_why():
    event = a_closed_event(2)
    found = {row["code"]: row for row in json.loads(run("--json", "--ids").stdout)}
    assert (found["CAP-26"]["value"], found["CAP-26"]["why"]) == (None, "no_answers")
    assert found["CAP-01"]["ids"] == [{"record": "events.event", "ids": [str(event.pk)]}]
    assert "CAP-26  no se sabe: nadie ha respondido" in run().stdout
    assert "CAP-01  0" in run("--course", "POL").stdout
