"""What a citizen's telephone has to load: the first page with all it needs, then each page by itself; and pages kept in the process."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from arariwa.core import testing
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


@pytest.mark.parametrize("first", ["/", "/derechos/", *STEPS])
def test_the_first_page_with_all_it_needs(client: Client, first: str):
    size, page = sent(client, first)
    assert "core/arariwa.css" in needed(page)
    assert size + packed(needed(page)) < FIRST


def test_each_page_after_the_first(client: Client):
    _, page = sent(client, "/derechos/")
    has = needed(page)
    for address in STEPS:
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
