"""The signing keys of a copy: one at first use whoever comes first, never half a key, old ones still published."""

import json
import subprocess
import sys

import pytest
from django.urls import reverse

from arariwa.core import backup, health, keys, testing
from arariwa.core.domain.refused import Refused
from arariwa.core.domain.signing import published, read_published


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.HOME = tmp_path
    settings.KEYS = tmp_path / "keys"
    return settings.KEYS


def test_a_key_is_made_once_and_read_by_its_owner_only(folder):
    made = keys.signer(keys.CERTIFICATES)
    assert keys.signer(keys.CERTIFICATES).id == made.id
    (path,) = (p for p in folder.iterdir() if p.is_file())
    assert path.name == "certificates-0001.json"
    assert path.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert not list((folder / "incoming").iterdir())
    (public,) = keys.public_keys()
    assert public.id == made.id
    assert public.signed(b"x", made.sign(b"x"))


def test_each_purpose_has_its_own_key():
    assert keys.signer(keys.CERTIFICATES).id != keys.signer(keys.CUSTODY).id
    assert [key.purpose for key in keys.public_keys()] == ["certificates", "custody"]
    with pytest.raises(ValueError, match="purpose"):
        keys.signer("../secret")


def test_looking_makes_no_key(folder):
    assert keys.public_keys() == []
    assert list(keys.faults()) == []
    assert not folder.exists()


def test_a_rotated_key_stays_published_and_signs_no_more(folder):
    old = keys.signer(keys.CERTIFICATES)
    signature = old.sign(b"x")
    new = keys.rotate(keys.CERTIFICATES)
    assert keys.signer(keys.CERTIFICATES).id == new.id != old.id
    first, second = keys.public_keys(keys.CERTIFICATES)
    assert first.id == old.id
    assert first.signed(b"x", signature)
    assert first.until_at == second.from_at
    assert second.until_at is None
    assert "private" not in json.loads((folder / "certificates-0001.json").read_text())
    assert list(keys.faults()) == []


def test_two_processes_at_first_use_sign_with_the_same_key(tmp_path):
    code = (
        "import django, sys; django.setup()\n"
        "from arariwa.core import keys\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "print(keys.signer('certificates').id)"
    )
    home = tmp_path / "shared"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            env=testing.clean_environment(home, SECRET_KEY="x" * 60),
            cwd=testing.ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for one in running:
        assert one.stdout.readline() == "ready\n"
    for one in running:
        one.stdin.write("\n")
        one.stdin.flush()
    said = {one.communicate(timeout=60)[0].strip() for one in running}
    assert len(said) == 1
    assert [p.name for p in (home / "keys").glob("*.json")] == ["certificates-0001.json"]


@pytest.mark.parametrize("at", ["write", "fsync", "link"])
def test_a_kill_in_the_middle_leaves_no_half_key(tmp_path, at):
    """The process ends where a power cut would end it; the next one finds no key, and makes a whole one."""
    if at == "write":
        broken = "real = os.fdopen\ndef half(fd, mode):\n os.write(fd, b'{\"purpose\"'); os._exit(9)\nos.fdopen = half\n"
    else:
        broken = f"os.{at} = lambda *a: os._exit(9)\n"
    code = "import django, os; django.setup()\nfrom arariwa.core import keys\n{}print(keys.signer('certificates').id)"
    home = tmp_path / "cut"
    killed = testing.run_python(code.format(broken), home=home, SECRET_KEY="x" * 60)
    assert killed.returncode == 9
    assert len(list((home / "keys" / "incoming").iterdir())) == 1
    after = testing.run_python(
        code.format("") + "\nprint(list(keys.faults()))", home=home, SECRET_KEY="x" * 60
    )
    id_, faults = after.stdout.splitlines()
    assert len(id_) == 43
    assert faults == "[]"


def test_a_rotation_cut_short_leaves_the_new_key_and_is_told(folder, monkeypatch):
    old = keys.signer(keys.CERTIFICATES)
    write = keys._write

    def cut(path, data, *, replace):
        if replace:
            raise KeyboardInterrupt
        write(path, data, replace=replace)

    monkeypatch.setattr(keys, "_write", cut)
    with pytest.raises(KeyboardInterrupt):
        keys.rotate(keys.CERTIFICATES)
    assert keys.signer(keys.CERTIFICATES).id != old.id
    assert list(keys.faults()) == ["certificates-0001.json"]
    monkeypatch.undo()


def test_a_damaged_key_signs_nothing_and_is_told(folder):
    keys.signer(keys.CERTIFICATES)
    path = folder / "certificates-0001.json"
    whole = path.read_text()
    other = json.loads(whole) | {"public": keys.signer(keys.CUSTODY).public.jwk["x"]}
    for text in [whole[:-9], "", "[]", json.dumps(other)]:
        path.write_text(text)
        with pytest.raises(Refused, match=r"keys\.damaged"):
            keys.signer(keys.CERTIFICATES)
        assert list(keys.faults()) == [path.name]


@pytest.mark.django_db
def test_check_tells_keys_others_may_read(folder):
    def wrong():
        return {finding.code: finding.detail for finding in health.look() if not finding.ok}

    keys.signer(keys.CERTIFICATES)
    assert "keys" not in wrong()
    (folder / "certificates-0001.json").chmod(0o644)
    assert wrong()["keys"] == "certificates-0001.json 644"
    (folder / "certificates-0001.json").chmod(0o600)
    folder.chmod(0o755)
    assert wrong()["keys"] == "keys/ 755"


def test_a_lost_number_is_told(folder):
    keys.signer(keys.CERTIFICATES)
    keys.rotate(keys.CERTIFICATES)
    (folder / "certificates-0001.json").unlink()
    assert list(keys.faults()) == ["certificates 2"]


@pytest.mark.django_db(transaction=True)
def test_a_safe_copy_holds_the_keys_and_none_that_was_half_made(folder, tmp_path):
    signer = keys.signer(keys.CERTIFICATES)
    (folder / "incoming" / "certificates-0002-half").write_bytes(b"{")
    copy = tmp_path / "copy"
    manifest = backup.backup(copy)
    assert [name for name in manifest["files"] if name.startswith("keys/")] == ["keys/certificates-0001.json"]
    assert (
        json.loads((copy / "keys" / "certificates-0001.json").read_text())["public"] == signer.public.jwk["x"]
    )


def test_what_a_restored_copy_lets_others_read_is_closed(folder):
    keys.signer(keys.CERTIFICATES)
    folder.chmod(0o755)
    (folder / "certificates-0001.json").chmod(0o644)
    keys.close_to_others()
    assert list(keys.faults()) == []


@pytest.mark.django_db
def test_the_public_page_shows_public_halves_only(client, folder):
    keys.signer(keys.CERTIFICATES)
    keys.rotate(keys.CERTIFICATES)
    answer = client.get("/.well-known/arariwa-keys.json")
    assert reverse("public_keys") == "/.well-known/arariwa-keys.json"
    assert answer.headers["Content-Type"] == "application/json"
    assert read_published(answer.content) == keys.public_keys()
    seed = json.loads((folder / "certificates-0002.json").read_text())["private"]
    assert seed not in answer.content.decode()
    assert b'"d"' not in answer.content


def test_the_commands_show_and_rotate(tmp_path):
    def run(*words):
        return testing.run_command(
            sys.executable, "-m", "arariwa.cli", "core", "keys", *words, home=tmp_path, SECRET_KEY="x" * 60
        )

    made = run("rotate", "certificates")
    assert (made.returncode, len(made.stdout.strip())) == (0, 43)
    shown = run("show")
    assert json.loads(shown.stdout) == published(keys.public_keys())
    assert len(json.loads(shown.stdout)["keys"]) == 2
    refused = run("rotate", "secret")
    assert refused.returncode == 2
    assert len(refused.stderr.strip().splitlines()) == 1
