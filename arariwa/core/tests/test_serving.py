"""`arariwa serve`: its children begin and end together, whatever happens to which of them and when."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from arariwa.core import serving

# What a child does: waits to be told, ends by itself, tells its parent to stop.
WAITS = "import time; time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"


def python(code):
    return [sys.executable, "-c", code]


def tells(number, code=WAITS):
    return python(f"import os; os.kill(os.getppid(), {int(number)}); {code}")


@pytest.fixture(autouse=True)
def own_signals(monkeypatch):
    before = {number: signal.getsignal(number) for number in serving.STOPS}
    monkeypatch.setattr(serving, "PAUSE", 0.02)
    # Tests started by nohup inherit that a hang-up is ignored.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def started(monkeypatch):
    """Every child made, in order."""
    made = []

    class Noted(subprocess.Popen):
        def __init__(self, *args, **settings):
            super().__init__(*args, **settings)
            made.append(self)

    monkeypatch.setattr(serving.subprocess, "Popen", Noted)
    return made


def nothing():
    """A home that is ready."""


def ended(children):
    return all(child.returncode is not None for child in children)


@pytest.mark.parametrize("number", serving.STOPS)
def test_a_stop_ends_both(started, number):
    assert serving.run(nothing, {"server": tells(number), "work": python(WAITS)}) is None
    assert ended(started)


@pytest.mark.parametrize(("code", "status"), [("raise SystemExit(3)", 3), ("", 0)])
@pytest.mark.parametrize("first", ["server", "work"])
def test_a_child_that_ends_by_itself_ends_the_other_and_is_named(started, code, status, first):
    wanted = {"server": python(WAITS), "work": python(WAITS)}
    wanted[first] = python(code)
    assert serving.run(nothing, wanted) == (first, status)
    assert len(started) == 2
    assert ended(started)


def test_a_child_that_is_killed_is_told_by_its_signal(started):
    killed = python("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    assert serving.run(nothing, {"server": killed, "work": python(WAITS)}) == ("server", -signal.SIGKILL)
    assert ended(started)


def test_a_stop_while_the_home_is_prepared_starts_nothing(started):
    with pytest.raises(SystemExit) as stopped:
        serving.run(lambda: os.kill(os.getpid(), signal.SIGTERM), {"server": python(WAITS)})
    assert stopped.value.code == 0
    assert started == []


@pytest.mark.parametrize("nth", [1, 2])
def test_a_stop_while_a_child_is_being_made_reaches_it_too(monkeypatch, nth):
    """The signal comes after the child exists and before anyone knows of it."""
    made = []
    plain = subprocess.Popen

    def slow(*args, **settings):
        made.append(plain(*args, **settings))
        if len(made) == nth:
            os.kill(os.getpid(), signal.SIGTERM)
        return made[-1]

    monkeypatch.setattr(serving.subprocess, "Popen", slow)
    assert serving.run(nothing, {"server": python(WAITS), "work": python(WAITS)}) is None
    assert [child.returncode for child in made] == [-signal.SIGTERM] * nth


def test_a_child_that_cannot_be_started_ends_the_one_before(started):
    with pytest.raises(FileNotFoundError):
        serving.run(nothing, {"server": python(WAITS), "work": ["/nowhere/at/all"]})
    assert len(started) == 1
    assert ended(started)


def test_a_child_that_does_not_listen_is_ended_by_force(monkeypatch, started):
    monkeypatch.setattr(serving, "PATIENCE", 0.3)
    # The other speaks once the deaf one no longer hears.
    reads = f"import os, signal, subprocess, sys; p = subprocess.Popen({python(DEAF)!r}, stdout=subprocess.PIPE); "
    reads += f"p.stdout.readline(); os.kill(os.getppid(), signal.SIGTERM); {WAITS}"
    began = time.monotonic()
    assert serving.run(nothing, {"server": python(reads)}) is None
    assert ended(started)
    assert time.monotonic() - began < 30
    # And what it left behind with it: its group is empty.
    assert gone(started[0].pid)


def gone(group):
    """Nobody of that group runs any more, but for what nobody has collected yet."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        if all(state(pid) == "Z" for pid in members(group)):
            return True
        time.sleep(0.02)
    return False


def members(group):
    for pid in [int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal()]:
        try:
            if os.getpgid(pid) == group:
                yield pid
        except ProcessLookupError:
            continue


def state(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return "Z"


def test_a_hang_up_is_overheard_under_nohup(started):
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    code = "import os, signal; os.kill(os.getppid(), signal.SIGHUP)"
    assert serving.run(nothing, {"server": python(code)}) == ("server", 0)


# ---- the port


def test_a_free_port_and_a_taken_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert serving.obstacle("127.0.0.1", port) == "serve.port"
    assert serving.obstacle("127.0.0.1", port) == ""


@pytest.mark.parametrize("host", ["nowhere.invalid", "203.0.113.7", "a" * 70])
def test_an_address_that_is_not_of_this_machine(host):
    assert serving.obstacle(host, 8000) == "serve.host"


def test_the_loop_may_be_left_out():
    assert list(serving.commands("::1", 8000, 2, work=True)) == ["server", "work"]
    assert list(serving.commands("::1", 8000, 2, work=False)) == ["server"]
