"""`arariwa serve`: the server of pages and the background loop as children that begin and end together."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import FrameType
from typing import NamedTuple

PATIENCE = 20  # seconds a child is given to finish what it is doing
PAUSE = 0.2
STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def obstacle(host: str, port: int) -> str:
    """Why nothing can be served there, as the code of its sentence; "" when nothing stands against it.

    Two copies on one port would share its visitors.
    """
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (socket.gaierror, UnicodeError):
        return "serve.host"
    except OSError as error:
        return "serve.host" if error.errno == errno.EADDRNOTAVAIL else "serve.port"
    return ""


def commands(host: str, port: int, workers: int, work: bool) -> dict[str, list[str]]:
    """What is started, by its name."""
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    server += ["--workers", str(workers), "--no-ws", "--respawn-failed-workers"]
    # A worker told to stop while it still loads does not hear it.
    server += ["--workers-kill-timeout", str(PATIENCE // 2), "arariwa.wsgi:application"]
    loop = {"work": [sys.executable, "-m", "arariwa.cli", "work"]} if work else {}
    return {"server": server, **loop}


class Ended(NamedTuple):
    """A child that ended by itself, and its status; below zero the signal that ended it."""

    name: str
    status: int


def run(prepare: Callable[[], None], wanted: Mapping[str, list[str]]) -> Ended | None:
    """Prepare, start every child, and come back when all have ended: None after a stop that was asked for.

    A stop (SIGTERM, SIGINT, a closed terminal) is heard from the first moment: while preparing it leaves with status
    0, from then on it is handed to each child, also to the one being started. A child that ends by itself ends the
    others.
    """
    # Under nohup the closing of the terminal is to be overheard.
    stops = [n for n in STOPS if n != signal.SIGHUP or signal.getsignal(n) != signal.SIG_IGN]
    for number in stops:
        signal.signal(number, _leave)
    prepare()
    family = _Family()
    for number in stops:
        signal.signal(number, family.stop)
    try:
        family.start(wanted)
        first = family.wait_for_one()
    finally:
        family.end()
    return None if family.stopping else first


def _leave(number: int, frame: FrameType | None) -> None:
    # Unwinds what is being prepared: an open transaction is taken back.
    raise SystemExit(0)


class _Family:
    """The children; told to stop by whoever asks first."""

    def __init__(self) -> None:
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = False

    def start(self, wanted: Mapping[str, list[str]]) -> None:
        for name, command in wanted.items():
            if self.stopping:
                break
            # A group of its own, so that what a child began and left behind can be ended with it.
            self.children[name] = subprocess.Popen(command, process_group=0)  # noqa: S603 - our own programs
        # A stop heard while a child was being made did not find it among the children.
        if self.stopping:
            self.tell()

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True
        self.tell()

    def tell(self) -> None:
        for child in list(self.children.values()):
            child.terminate()

    def wait_for_one(self) -> Ended | None:
        """The first child that ends; None when none was started."""
        while self.children:
            for name, child in self.children.items():
                if (status := child.poll()) is not None:
                    return Ended(name, status)
            time.sleep(PAUSE)
        return None

    def end(self) -> None:
        """Every child, and whatever it left behind, has ended: by word, or by force after a while."""
        self.tell()
        until = time.monotonic() + PATIENCE
        for child in self.children.values():
            with suppress(subprocess.TimeoutExpired):
                child.wait(timeout=max(0.0, until - time.monotonic()))
        for child in self.children.values():
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
