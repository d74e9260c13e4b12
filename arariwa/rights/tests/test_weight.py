"""What a citizen's telephone has to load: the first page with all it needs, then each page by itself; and pages kept in the process."""

import gzip
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from arariwa.core import testing
from arariwa.events.tests import small
from arariwa.rights import kept
from arariwa.rights.tests import consulting_world

pytestmark = pytest.mark.django_db
FIRST, NEXT = 50_000, 15_000
STEPS = [
    "/derechos/?q=loro",
    "/derechos/acto/?animal=pihuicho",
    "/derechos/respuesta/?animal=pihuicho&acto=keep",
    "/derechos/respuesta/?animal=majaz&acto=sell&lugar=market&quien=community&papeles=none",
    "/en/derechos/respuesta/?animal=taricaya&acto=breed&lugar=community&quien=community",
]
KIT = ["/conoce-tus-derechos/", "/en/conoce-tus-derechos/", "/conoce-tus-derechos/lenguas/que/"]


def sent(client: Client, address: str) -> tuple[int, str]:
    """(bytes sent, page) as a browser asks for it."""
    answer = client.get(address, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200 and answer["Content-Encoding"] == "gzip"
    return len(answer.content), gzip.decompress(answer.content).decode()


def needed(page: str) -> set[str]:
    """The files of pages a page loads by itself."""
    found = re.findall(
        r'<(?:script[^>]* src|link[^>]* rel="(?:stylesheet|icon)"[^>]* href|img[^>]* src)="([^"]+)"', page
    )
    return {re.sub(r"^/static/|\?.*$", "", address) for address in found}


def packed(files: set[str]) -> int:
    total = 0
    for name in files:
        path = finders.find(name)
        assert path, name
        total += len(gzip.compress(Path(path).read_bytes()))
    return total


@pytest.mark.parametrize("first", ["/", "/derechos/", *STEPS, *KIT])
def test_the_first_page_with_all_it_needs(client: Client, first: str):
    size, page = sent(client, first)
    assert "core/arariwa.css" in needed(page)
    assert size + packed(needed(page)) < FIRST


def test_each_page_after_the_first(client: Client):
    _, page = sent(client, "/derechos/")
    has = needed(page)
    for address in [*STEPS, *KIT]:
        size, page = sent(client, address)
        more = needed(page) - has
        assert size + packed(more) < NEXT, address
        has |= more


def test_the_forms_of_citizens_weigh_no_more(client: Client):
    consulting_world.desk()
    _, page = sent(client, "/derechos/")
    has = needed(page)
    for address in ("/aviso/", "/consultas/preguntar/"):
        size, page = sent(client, address)
        assert "csrfmiddlewaretoken" in page
        assert size + packed(needed(page) - has) < NEXT, address


def test_a_page_kept_is_the_page_made(client: Client, monkeypatch: pytest.MonkeyPatch):
    kept.forget()
    monkeypatch.setattr(kept, "LOOK_AGAIN", 60.0)
    address = "/derechos/respuesta/?animal=pihuicho&acto=keep"
    made = client.get(address)
    with CaptureQueriesContext(connection) as asked:
        again = client.get(address)
    assert again.content == made.content
    assert not list(asked)
    packed_ = client.get(address, headers={"accept-encoding": "gzip"})
    assert gzip.decompress(packed_.content) == made.content
    assert {"Cookie", "Accept-Encoding"} <= {part.strip() for part in packed_["Vary"].split(",")}
    kept.forget()


def test_a_pack_that_changed_is_seen_a_moment_later(monkeypatch: pytest.MonkeyPatch):
    kept.forget()
    now = [0.0]
    monkeypatch.setattr(kept, "LOOK_AGAIN", 2.0)
    monkeypatch.setattr(kept, "monotonic", lambda: now[0])
    assert kept.lately("packs", lambda: "old") == "old"
    now[0] = 1.9
    assert kept.lately("packs", lambda: "new") == "old"
    now[0] = 2.0
    assert kept.lately("packs", lambda: "new") == "new"


def test_what_else_stands_in_an_address_reaches_nobody_else(client: Client):
    kept.forget()
    address = "/derechos/respuesta/?animal=pihuicho&acto=keep"
    first = client.get(f"{address}&de=QORI&lugar=")
    assert b"QORI" not in first.content
    assert client.get(address).content == first.content


def test_whoever_is_signed_in_gets_a_page_of_their_own(client: Client):
    kept.forget()
    address = "/derechos/respuesta/?animal=pihuicho&acto=keep"
    alba = testing.people().alba
    mine = testing.sign_in(alba).get(address)
    assert str(alba.person).encode() in mine.content
    assert str(alba.person).encode() not in client.get(address).content
    assert str(alba.person).encode() in testing.sign_in(alba).get(address).content


def test_who_runs_sessions_leaves_nothing_on_the_page_kept_for_visitors(client: Client):
    """Neither a name nor a session of theirs nor what waits for review, whoever opened it first."""
    kept.forget()
    tania = consulting_world.desk()
    small.an_event(tania, kind="know_your_rights", title_es="QORIsesion", title_en="")
    consulting_world.handed_in(tania, translated_by="QORIhablante")
    desk = testing.sign_in(tania)
    for address in KIT:
        mine = desk.get(address).content
        # What a visitor adds to an address reaches nobody else either.
        seen = client.get(f"{address}?de=QORI").content
        assert str(tania.person).encode() in mine and b"QORI" in mine
        for words in (str(tania.person).encode(), b"QORI", b"entregas/", b"que/S01/"):
            assert words not in seen, (address, words)
        assert client.get(address).content == seen


def test_the_kit_asks_the_database_next_to_nothing(client: Client, monkeypatch: pytest.MonkeyPatch):
    """Made once a day; until then whoever asks again costs two questions, and whoever runs sessions no more for more of the script."""
    kept.forget()
    monkeypatch.setattr(kept, "LOOK_AGAIN", 60.0)
    for address in (*KIT, "/conoce-tus-derechos/sin-red.html", "/conoce-tus-derechos/impresos-16.pdf"):
        made = client.get(address).content
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).content == made
        assert len(asked) <= 2, address
    desk = testing.sign_in(consulting_world.desk())
    desk.get(KIT[0])
    with CaptureQueriesContext(connection) as asked:
        desk.get(KIT[0])
    assert len(asked) < 45
    kept.forget()


def test_what_takes_long_is_made_once_and_one_at_a_time():
    shelf, made, at_once, most = kept.Shelf[str](2), [], [], []

    def make(key: str) -> str:
        at_once.append(key)
        most.append(len(at_once))
        sleep(0.01)
        at_once.remove(key)
        made.append(key)
        return key.upper()

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda key: shelf.take(key, lambda: make(key)), "abab" * 4))
    assert told == list("ABAB" * 4)
    assert sorted(made) == ["a", "b"] and max(most) == 1
    # The one asked for longest ago leaves first; what failed leaves nothing behind and stops nobody.
    shelf.take("a", lambda: make("a"))
    with pytest.raises(ZeroDivisionError):
        shelf.take("c", lambda: str(1 / 0))
    shelf.take("c", lambda: make("c"))
    shelf.take("a", lambda: make("a"))
    shelf.take("b", lambda: make("b"))
    assert made[2:] == ["c", "b"]


def test_a_wrong_address_is_not_kept(client: Client):
    kept.forget()
    for _ in range(2):
        assert client.get("/derechos/respuesta/?animal=dragon&acto=keep").status_code == 422
    assert not kept.count()


def test_no_more_pages_are_kept_than_fit(client: Client, monkeypatch: pytest.MonkeyPatch):
    kept.forget()
    monkeypatch.setattr(kept, "MOST", 2)
    for act in ("keep", "sell", "buy", "keep"):
        assert client.get(f"/derechos/respuesta/?animal=pihuicho&acto={act}").status_code == 200
    assert kept.count() == 2
