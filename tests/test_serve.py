"""A copy set up as docs/running.md says: its pages come with their files, and what stops it tells how it ended."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from arariwa.core import testing

PATIENCE = 90


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def served(tmp_path, port):
    """`arariwa serve` on a home that was empty before; ended with the test, whatever happened."""
    environment = testing.clean_environment(tmp_path / "home", DATABASE="", HOSTS="127.0.0.1")
    with (tmp_path / "said").open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "arariwa.cli", "serve", "--port", str(port), "--workers", "1"],
            env=environment,
            cwd=testing.ROOT,
            stdout=said,
            stderr=said,
        )
        yield process
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=PATIENCE)


def get(port, path="/"):
    """(status, text), once the server answers."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, ""
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def children_of(pid):
    found = []
    for place in Path("/proc").iterdir():
        if place.name.isdecimal():
            try:
                parent = (place / "stat").read_text().rpartition(")")[2].split()[1]
            except OSError:
                continue
            if int(parent) == pid:
                found.append(int(place.name))
    return found


def gone(pids):
    until = time.monotonic() + PATIENCE
    while any(Path(f"/proc/{pid}/exe").exists() for pid in pids):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


@pytest.mark.sqlite
def test_pages_come_with_their_files_and_a_stop_is_clean(served, port):
    status, page = get(port)
    assert status == 200
    files = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))
    assert any(re.search(r"\.[0-9a-f]{12}\.css$", name) for name in files)
    assert [name for name in files if get(port, name)[0] != 200] == []
    children = children_of(served.pid)
    assert len(children) == 2
    served.send_signal(signal.SIGTERM)
    assert served.wait(timeout=PATIENCE) == 0
    assert gone(children)


@pytest.mark.sqlite
def test_a_server_that_dies_is_told_and_nothing_is_left_running(served, port, tmp_path):
    get(port)
    children = children_of(served.pid)
    workers = [pid for child in children for pid in children_of(child)]
    assert workers
    server = next(pid for pid in children if b"granian" in Path(f"/proc/{pid}/cmdline").read_bytes())
    os.kill(server, signal.SIGKILL)
    assert served.wait(timeout=PATIENCE) == 1
    assert gone([*children, *workers])
    last = (tmp_path / "said").read_text().splitlines()[-1]
    assert last == "«server» terminó por sí solo (estado -9); se detuvo todo."
