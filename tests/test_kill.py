"""The process is killed while an intervention is saved: what was acknowledged is there, and the home is whole.

SIGKILL after so many saves and so many milliseconds as a seed says, again and again on the same home. A thousand
times by `make thorough`.
"""

import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from arariwa.core import testing

SEED = 20260316
ACKNOWLEDGED = {"draft", "item", "photo", "registered"}
WHOLE = {"lost": [], "half": [], "links": 0, "wrong": [], "swept": 0}
LOOK = """
import json, sys, django
django.setup()
from arariwa.core import files, health
from arariwa.core.models import Attachment
from arariwa.evidence.models import CustodyLink, Intervention, Item
from arariwa.evidence import integrity, queries
acknowledged, lost = json.load(sys.stdin), []
for kind, id, *more in acknowledged:
    if kind == "registered":
        found = Intervention.objects.filter(pk=id, number=more[0], registered_at__isnull=False).exists()
    elif kind == "photo":
        photo = Attachment.objects.filter(pk=id).first()
        found = photo is not None and bool(files.read(photo))
    else:
        found = {"draft": Intervention, "item": Item}[kind].objects.filter(pk=id).exists()
    if not found:
        lost.append([kind, id])
half = [
    str(i.pk)
    for i in Intervention.objects.prefetch_related("items")
    if i.number and (any(not t.number for t in i.items.all()) or CustodyLink.objects.filter(item__intervention=i).count() != i.items.count())
]
links = [b for item in Item.objects.all() for b in integrity.custody_breaks(queries.custody_history(item))]
wrong = [f.code for f in health.look(deep=True) if not f.ok and f.code != "packs"]
print(json.dumps({"lost": lost, "half": half, "links": len(links), "wrong": wrong, "swept": files.sweep()}))
"""


def environment(home: Path, name: str) -> dict[str, str]:
    """The home of this test, and with PostgreSQL a database of its own on the server of the tests."""
    from django.db import connection

    words = {"SECRET_KEY": "x" * 60}
    if connection.vendor == "postgresql":
        words["DATABASE"] = f"postgresql://postgres@/{name}?host={connection.settings_dict['HOST']}"
    return testing.clean_environment(home, **words)


@pytest.fixture
def home(tmp_path, django_db_blocker):
    """An empty home, made ready, without packs: they have no part in saving."""
    from django.db import connection

    name = f"killed_{os.getpid()}"
    place = tmp_path / "home"
    place.mkdir()
    with django_db_blocker.unblock():
        words = environment(place, name)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
                cursor.execute(f"CREATE DATABASE {name}")
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "-v0"], env=words, cwd=testing.ROOT, check=True
        )
        yield words
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


class Saver:
    """The process that saves, forked again after each kill; `acknowledged` is all it ever said was saved."""

    def __init__(self, words: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.killed"],
            env=words,
            cwd=testing.ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.acknowledged: list[list[str]] = []
        self.told = b""
        self.until("begun")

    def until(self, word: str, seconds: float = 60, most: int | None = None) -> bool:
        """Read lines until one begins with the word, or so many more are acknowledged, at most so long."""
        most = len(self.acknowledged) + most if most is not None else None
        assert self.process.stdout
        deadline = time.monotonic() + seconds
        while True:
            while b"\n" in self.told:
                line, self.told = self.told.split(b"\n", 1)
                words = line.decode().split()
                if words[0] in ACKNOWLEDGED:
                    self.acknowledged.append(words)
                elif words[0] == "child":
                    self.child = int(words[1])
                if words[0] == word or len(self.acknowledged) == most:
                    return True
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.process.stdout], [], [], left)[0]:
                return False
            chunk = os.read(self.process.stdout.fileno(), 65536)
            assert chunk, "the saver ended by itself"
            self.told += chunk

    def kill_after(self, steps: int, seconds: float) -> None:
        """Let it save so many things and so much longer, then kill it without warning."""
        assert self.process.stdin
        self.child = 0
        self.process.stdin.write(b"go\n")
        self.process.stdin.flush()
        assert self.until("saving")
        assert self.child or self.until("child")
        assert not steps or self.until("gone", most=steps)
        assert not self.until("gone", seconds), "the saver failed before it was killed"
        os.kill(self.child, signal.SIGKILL)
        # A line cut in the middle was heard by nobody.
        assert self.until("gone")

    def end(self) -> None:
        self.process.communicate()


def look(words: dict[str, str], acknowledged: list[list[str]]) -> dict[str, object]:
    """What a fresh process finds in the home."""
    told = subprocess.run(
        [sys.executable, "-c", LOOK],
        env=words,
        cwd=testing.ROOT,
        input=json.dumps(acknowledged),
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)


def kill_many(words: dict[str, str], times: int, look_every: int) -> int:
    """Kill so many times, looking every so many; tells how much had been acknowledged."""
    draw, saver = random.Random(SEED), Saver(words)
    try:
        for n in range(1, times + 1):
            saver.kill_after(draw.randrange(0, 8), draw.uniform(0, 0.03))
            if n % look_every == 0 or n == times:
                found = look(words, saver.acknowledged)
                assert {**found, "swept": 0} == WHOLE, f"after kill {n}"
    finally:
        saver.end()
    return len(saver.acknowledged)


@pytest.mark.django_db(transaction=True)
def test_killed_while_saving_nothing_acknowledged_is_lost(home):
    assert kill_many(home, times=20, look_every=20) > 20


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_killed_a_thousand_times(home):
    assert kill_many(home, times=1000, look_every=100) > 1000
