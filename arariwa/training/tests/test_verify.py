"""`arariwa training verify`: a certificate's file and the public keys are enough, in a home that was never set up."""

import json
import sys

import pytest
from django.urls import reverse

from arariwa.core import testing
from arariwa.training import actions_certificates as actions
from arariwa.training.tests import certifying
from arariwa.training.tests.certifying import rosa

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path, client):
    """What a holder and whoever checks have in hand: paper, credential in both forms, keys, the list."""
    settings.KEYS = tmp_path / "keys"
    made = certifying.a_certificate()
    files = tmp_path / "files"
    files.mkdir()
    for form in ("jwt", "json"):
        answer = client.get(f"/certificados/{made.number}/credencial.{form}")
        (files / f"credential.{form}").write_bytes(answer.content)
    (files / "keys.json").write_bytes(client.get("/.well-known/arariwa-keys.json").content)
    (files / "list.jwt").write_bytes(client.get("/certificados/estado/1.jwt").content)
    pilar = testing.sign_in(testing.people().pilar)
    (files / "paper.pdf").write_bytes(
        pilar.get(reverse("training:certificate_pdf", args=[made.pk, "es"])).content
    )
    actions.revoke(by=rosa().actor, certificate_id=made.pk, why="x")
    (files / "revoked.jwt").write_bytes(client.get("/certificados/estado/1.jwt").content)
    return files


def run(folder, *words, home="nowhere"):
    done = testing.run_command(
        sys.executable, "-m", "arariwa.cli", "training", "verify", *words,
        home=folder / home, SECRET_KEY="x" * 60,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr.strip().splitlines()


def test_each_form_verifies_with_the_keys_alone(folder):
    keys = ["--keys", str(folder / "keys.json")]
    for name in ("credential.jwt", "credential.json", "paper.pdf"):
        status, said, wrong = run(folder, str(folder / name), *keys)
        assert (status, wrong) == (0, []), wrong
        assert "Persona: Pilar Prueba" in said and "La firma corresponde" in said and "--status" in said
    assert not (folder / "nowhere" / "keys").exists()


def test_the_list_of_revoked_ones_is_asked_offline(folder):
    words = [str(folder / "credential.jwt"), "--keys", str(folder / "keys.json"), "--lang", "en", "--status"]
    status, said, _ = run(folder, *words, str(folder / "list.jwt"))
    assert status == 0 and "not revoked" in said
    status, said, _ = run(folder, *words, str(folder / "revoked.jwt"))
    assert status == 1 and "was revoked" in said


def test_one_changed_character_is_refused_with_a_sentence(folder):
    whole = (folder / "credential.jwt").read_text()
    middle = whole.index(".") + 900
    (folder / "changed.jwt").write_text(
        whole[:middle] + ("A" if whole[middle] != "A" else "B") + whole[middle + 1 :]
    )
    status, said, wrong = run(folder, str(folder / "changed.jwt"), "--keys", str(folder / "keys.json"))
    assert (status, said) == (2, "")
    (line,) = wrong
    assert "alterado" in line or "no contiene" in line


@pytest.mark.parametrize("name", ["keys.json", "empty", "list.jwt"])
def test_what_is_no_certificate_is_one_sentence(folder, name):
    (folder / "empty").touch()
    status, said, wrong = run(folder, str(folder / name), "--keys", str(folder / "keys.json"))
    assert (status, said, len(wrong)) == (2, "", 1)


def test_other_keys_and_broken_keys_are_told(folder):
    other = json.loads((folder / "keys.json").read_text())
    other["keys"][0]["id"] = "x" * 43
    (folder / "other.json").write_text(json.dumps(other))
    for keys in ("other.json", "credential.jwt"):
        status, _, wrong = run(folder, str(folder / "credential.jwt"), "--keys", str(folder / keys))
        assert (status, len(wrong)) == (2, 1)
    status, _, (line,) = run(folder, str(folder / "credential.jwt"))
    assert status == 2 and "ninguna de estas llaves" in line


def test_an_expired_one_is_status_1_and_a_wrong_day_is_told(folder):
    words = [str(folder / "credential.jwt"), "--keys", str(folder / "keys.json"), "--on"]
    status, said, _ = run(folder, *words, "2099-01-01")
    assert status == 1 and "venció" in said
    assert run(folder, *words, "mañana")[0] == 2
