"""A copy reached over https passes the framework's own list of what a deployment needs."""

import sys

import pytest

from arariwa.core import testing

SECURE = {
    "PUBLIC_ADDRESS": "https://arariwa.example",
    "HOSTS": "arariwa.example",
    "SECRET_KEY": "a-Long/Secret=Of+Many_Signs.0123456789~For:The;Tests!",
}


def manage(home, *words, **environment):
    return testing.run_command(sys.executable, "manage.py", *words, home=home, **environment)


def test_check_deploy_is_clean(tmp_path):
    told = manage(tmp_path, "check", "--deploy", "--fail-level", "INFO", **SECURE)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "no issues" in told.stdout


def test_over_https_cookies_and_headers_are_strict(tmp_path):
    names = (
        "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_PRELOAD",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY",
    )  # fmt: skip
    told = testing.run_python(
        f"from django.conf import settings as s; print(*(getattr(s, n) for n in {names}))",
        home=tmp_path,
        **SECURE,
    )
    assert told.stdout.split() == ["True"] * len(names), told.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "quizás"),
        ("UPLOAD_LIMIT", "mucho"),
        ("UPLOAD_LIMIT", "5"),
        ("DATABASE", "mysql://x/y"),
        ("DATABASE", "postgresql://x"),
        ("SECRET_KEY_FILE", "/no/such/file"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_sentence(tmp_path, name, value):
    told = manage(tmp_path, "check", **{name: value})
    assert told.returncode == 2
    assert f"ARARIWA_{name}" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_secret_is_made_once_and_kept_for_its_owner(tmp_path):
    show = "from django.conf import settings as s; print(s.SECRET_KEY)"
    first, second = (testing.run_python(show, home=tmp_path).stdout.strip() for _ in range(2))
    assert first == second
    assert len(first) > 50
    assert (tmp_path / "keys" / "secret").stat().st_mode & 0o077 == 0


def test_a_secret_may_come_from_a_file(tmp_path):
    (tmp_path / "secret").write_text("s" * 64 + "\n")
    told = testing.run_python(
        "from django.conf import settings as s; print(s.SECRET_KEY)",
        home=tmp_path,
        SECRET_KEY_FILE=str(tmp_path / "secret"),
    )
    assert told.stdout.strip() == "s" * 64
