"""Every command: a wrong call, a home that is not ready, a file that cannot be used are one line and status 2."""

import errno
import sys

import pytest
from django.db import DatabaseError, OperationalError, connection
from typer.main import get_command
from typer.testing import CliRunner

from arariwa.cli import build
from arariwa.core import console, home, testing
from arariwa.core.domain.refused import Refused
from arariwa.core.refusals import worded

APP = build()
# These make a home, put one back, look at one that may be broken, or need none.
WITHOUT_HOME = {
    "restore",
    "check",
    "setup",
    "serve",
    "demo",
    "packs check",
    "core keys show",
    "core keys rotate",
}


def commands():
    """(words, command) of every verb."""

    def walk(command, words):
        if hasattr(command, "commands"):
            for name, inner in command.commands.items():
                yield from walk(inner, [*words, name])
        else:
            yield " ".join(words), command

    return dict(walk(get_command(APP), []))


COMMANDS = commands()
# Files and packs only (law/cli.py).
WITHOUT_HOME |= {name for name in COMMANDS if name.startswith("law ")}
# A folder of courses, or a certificate with the issuer's keys.
WITHOUT_HOME |= {f"training {verb}" for verb in ("check", "export", "import", "lock", "verify")}
WITHOUT_HOME |= {f"training exercises {verb}" for verb in ("check", "criteria")}
WITHOUT_HOME |= {f"training questions {verb}" for verb in ("generate", "qti-export", "qti-import")}
SPEAKING = sorted(n for n, c in COMMANDS.items() if any("--lang" in p.opts for p in c.params))


def run(*words, **settings):
    return CliRunner().invoke(APP, list(words), **settings)


def the_line(result, status=2):
    """The one line of an error; nothing else was said."""
    assert (result.exit_code, result.stdout) == (status, ""), result.output
    (line,) = result.stderr.splitlines()
    return line


# ---- the call


@pytest.mark.parametrize(
    ("call", "where", "spanish", "english"),
    [
        ("nope ?", "", "No existe el comando «nope»", "There is no command “nope”"),
        ("packs nope ?", " packs", "existen: check, load", "there are: check, load"),
        ("--nope ?", "", "No existe la opción --nope", "There is no option --nope"),
        ("law qualify ? --nope", " law qualify", "No existe la opción --nope", "There is no option --nope"),
        ("law qualify ?", " law qualify", "Falta FILE", "FILE is missing"),
        ("law qualify a b ?", " law qualify", "«b» sobra", "“b” is too much"),
        ("cases file X ?", " cases file", "Falta --out", "--out is missing"),
        ("cases file X ? --out", " cases file", "--out necesita un valor", "--out needs a value"),
        ("check --deep=3 ?", " check", "--deep no lleva valor", "--deep takes no value"),
        ("serve --port abc ?", " serve", "--port: «abc» no es un número", "--port: “abc” is not a number"),
        ("serve --port 0 ?", " serve", "--port: «0» está fuera", "--port: “0” is out of range"),
    ],
)
def test_a_wrong_call_is_one_line_that_names_command_and_thing(call, where, spanish, english):
    for lang, words in (("", spanish), ("--lang=en", english), ("--lang en", english)):
        line = the_line(run(*call.replace("?", lang).split()))
        assert f"{where}: " in line
        assert words in line


@pytest.mark.parametrize("words", [["law", "qualify"], ["law", "compare", "."]])
def test_a_file_that_may_not_be_read_is_refused_in_our_words(words, monkeypatch, tmp_path):
    file = tmp_path / "situation.yaml"
    file.write_text("on: 2016")
    # Root may read everything; what the system says to others is what typer asks.
    monkeypatch.setattr("os.access", lambda *_: False)
    assert the_line(run(*words, str(file))).endswith(": Esta cuenta no puede leerlo.")


@pytest.mark.parametrize(
    "words",
    [["law", "compare"], ["packs", "check"], ["packs", "load", "--root"], ["law", "examples", "--packs"]],
)
def test_a_folder_that_is_none_is_named(words, monkeypatch, tmp_path):
    monkeypatch.setattr(home, "lacking", lambda: None)
    (tmp_path / "file").write_text("")
    assert the_line(run(*words, f"{tmp_path}/none")) == f"{tmp_path}/none no existe."
    assert "es un archivo; se necesita una carpeta" in the_line(run(*words, f"{tmp_path}/file"))


def test_a_folder_without_law_is_named(tmp_path):
    for words in (["law", "compare", str(tmp_path)], ["law", "examples", "--packs", str(tmp_path)]):
        assert the_line(run(*words)).startswith(f"{tmp_path}: En esta carpeta no hay ningún paquete de leyes")


def test_a_command_without_verb_shows_what_there_is():
    result = run("packs")
    assert result.exit_code == 2
    assert "load" in result.stdout
    assert "check, load" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", SPEAKING)
@pytest.mark.parametrize("lang", ["xx", "ES", ""])
def test_a_language_that_is_not_ours_is_refused_everywhere(name, lang):
    line = the_line(run(*name.split(), "--lang", lang))
    assert "--lang" in line
    assert line.endswith(f"«{lang}» no es ninguno de estos valores: es, en.")


def test_nearly_every_command_speaks_both_languages():
    """The schema says nothing to people; the demonstration is told in Spanish."""
    assert set(COMMANDS) - set(SPEAKING) == {"law schema", "demo"}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_says_what_the_command_and_each_of_its_options_is_for(name):
    shown = run(*name.split(), "--help")
    assert shown.exit_code == 0
    assert (COMMANDS[name].help or "").split(".")[0].split()[0] in shown.stdout
    assert [p.name for p in COMMANDS[name].params if not (p.help or "").strip()] == []


# ---- the home


def test_a_command_works_on_a_home_unless_it_says_that_it_does_not():
    assert {n for n, c in COMMANDS.items() if not isinstance(c, console._HomeCommand)} == WITHOUT_HOME


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - WITHOUT_HOME))
def test_each_command_that_works_on_records_asks_for_a_home_that_is_ready(name, monkeypatch):
    refused = Refused("home.not_set_up", home="/nowhere")
    monkeypatch.setattr(home, "lacking", lambda: refused)
    line = the_line(run(*name.split(), *(w for p in COMMANDS[name].params if p.required for w in given(p))))
    assert line == worded(refused)
    assert "arariwa setup" in line
    assert "arariwa demo" in line


def given(param):
    """A value that can be read, for a parameter that must be given."""
    return ["."] if param.param_type_name == "argument" else [param.opts[0], "."]


def arariwa(place, *words, **environment):
    return testing.run_command(
        sys.executable, "-m", "arariwa.cli", *words, home=place, SECRET_KEY="x" * 60, **environment
    )


def test_a_home_that_was_never_set_up_is_told_and_left_as_it_is(tmp_path):
    place = tmp_path / "home"
    told = arariwa(place, "core", "journal", "verify", DATABASE="")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == (
        f"{place} todavía no está preparada; ejecute arariwa setup, o arariwa demo para una demostración.\n"
    )
    assert not place.exists()


def test_check_of_a_home_that_was_never_set_up_is_a_finding(tmp_path):
    told = arariwa(tmp_path, "check", "--lang", "en", DATABASE="")
    assert (told.returncode, told.stderr) == (1, "")
    assert told.stdout.startswith("NO  database")
    assert "run arariwa setup" in told.stdout


@pytest.mark.parametrize("words", [["core", "journal", "verify"], ["setup"], ["work", "--once"]])
def test_a_file_that_is_no_database_is_one_line(tmp_path, words):
    (tmp_path / "db.sqlite3").write_bytes(b"no database" * 1000)
    told = arariwa(tmp_path, *words, DATABASE="")
    assert (told.returncode, told.stdout) == (2, "")
    (line,) = told.stderr.splitlines()
    assert line.startswith(f"{tmp_path / 'db.sqlite3'} no se puede leer como base de datos")


def test_a_server_that_does_not_answer_is_one_line_without_its_password(tmp_path):
    address = "postgresql://someone:secret@127.0.0.1:1/records"
    told = arariwa(tmp_path, "backup", str(tmp_path / "copy"), DATABASE=address)
    assert (told.returncode, told.stdout) == (2, "")
    (line,) = told.stderr.splitlines()
    assert line.startswith("No se puede acceder a postgresql://127.0.0.1:1/records: ")
    assert "secret" not in line
    assert not (tmp_path / "copy").exists()


def test_a_home_that_cannot_be_one_is_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    words = (sys.executable, "-m", "arariwa.cli", "law", "schema")
    told = testing.run_command(*words, home=tmp_path / "file")
    assert told.returncode == 2
    (line,) = told.stderr.splitlines()
    assert line.startswith("ARARIWA_HOME=")


@pytest.mark.django_db
def test_tables_of_an_earlier_version_are_told():
    assert home.lacking() is None
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'cases'")
    refused = home.lacking()
    assert refused.code == "home.behind"
    assert "cases" in worded(refused)
    assert "arariwa setup" in worded(refused)


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("error", "code"),
    [
        (DatabaseError("file is not a database"), "database.damaged"),
        (DatabaseError("database disk image is malformed"), "database.damaged"),
        (OperationalError("unable to open database file"), "database.closed"),
        (OperationalError("attempt to write a readonly database"), "database.closed"),
        (OperationalError("disk I/O error"), "database.closed"),
        (OperationalError("database is locked"), "database.busy"),
    ],
)
def test_what_a_database_says_is_worded(error, code):
    assert home.told(error).code == code


@pytest.mark.sqlite
def test_a_wrong_question_is_no_fault_of_the_database():
    assert home.told(OperationalError("no such table: nowhere")) is None
    assert home.told(DatabaseError("UNIQUE constraint failed")) is None


# ---- what a verb raises


@pytest.fixture
def raising(monkeypatch):
    """A command that raises what the test says."""

    def make(error):
        app = console.Commands()

        @app.command("one", home=False)
        def one() -> None:
            raise error

        app.command("other", home=False)(lambda: None)
        return CliRunner().invoke(app, ["one"])

    return make


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOENT, "/a/b no existe."),
        (errno.EACCES, "Esta cuenta no puede leer o escribir /a/b."),
        (errno.EISDIR, "/a/b es una carpeta; se necesita un archivo."),
        (errno.ENOTDIR, "/a/b, o algo en su ruta, es un archivo; se necesita una carpeta."),
        (errno.ENOSPC, "No queda espacio para /a/b."),
        (errno.ELOOP, "/a/b no se puede usar: Too many levels of symbolic links."),
    ],
)
def test_a_file_that_cannot_be_used_is_named(raising, number, words):
    import os

    assert the_line(raising(OSError(number, os.strerror(number), "/a/b"))) == words


def test_a_refusal_of_several_lines_is_still_one(raising):
    assert the_line(raising(Refused("backup.program_failed", program="pg_dump", why="a\nb")))


@pytest.mark.parametrize("error", [KeyError("x"), OSError(errno.ECONNRESET, "no file"), DatabaseError("?")])
def test_what_nobody_foresaw_is_not_hidden(raising, error):
    assert raising(error).exception is error
