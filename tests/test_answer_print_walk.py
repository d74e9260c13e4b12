"""Each answer prints on one page, and its shared address says what was asked and nothing of who asked."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from arariwa.core import testing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# The longest of each kind: several uses, many consequences, long ways, many things that are not certain.
SAMPLE = (
    "animal=pihuicho&acto=keep",
    "animal=loro&acto=inherit",
    "animal=loro&acto=release",
    "animal=taricaya&acto=hunt&lugar=river&quien=rural",
    "animal=no-se&acto=sell",
    "animal=otorongo&acto=attacked&lugar=land&quien=rural",
    "animal=bufeo&acto=fish&lugar=river&quien=community",
    "animal=choro&acto=hunt&lugar=community&quien=community",
    "animal=guacamayo&acto=carry&papeles=guide",
    "animal=vicuna&acto=craft&papeles=vicuna",
    "animal=vicuna&acto=hunt&lugar=community&quien=community",
    "animal=majaz&acto=sell&lugar=market&quien=community",
    "animal=motelo&acto=carry&lugar=river&quien=community&papeles=none",
    "animal=majaz&acto=carry_meat",
    "animal=sachavaca&acto=carry_meat&lugar=river&quien=community&papeles=none",
    "animal=taricaya&acto=carry_meat&lugar=protected&quien=community&papeles=none",
    "animal=majaz&acto=carry&lugar=river&quien=community&papeles=none",
    "animal=paiche&acto=carry_catch&lugar=protected&quien=community&papeles=none",
    "animal=no-se-pez&acto=carry_catch",
    "animal=no-se&acto=carry_meat",
    "animal=mono&acto=buy&lugar=online&papeles=receipt",
    "animal=guacamayo&acto=craft&lugar=community&quien=community",
)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_answer_prints_on_one_page(live_server, page, prefix):
    testing.people()
    for query in SAMPLE:
        page.goto(f"{live_server.url}{prefix}/derechos/respuesta/?{query}")
        printed = page.pdf(format="A4")
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1, query


def test_the_shared_address_holds_the_choice_alone(client, db):
    testing.people()
    given = "animal=loro&acto=keep&lugar=home&nombre=Rosa&telefono=999888777&lat=-3.7&next=/x"
    body = client.get(f"/derechos/respuesta/?{given}").content.decode()
    for personal in ("Rosa", "999888777", "-3.7"):
        assert personal not in body
    shared = set(re.findall(r'https?://[^"\s<]*/derechos/respuesta/\?[^"\s<]*', body))
    assert shared
    for address in shared:
        assert set(parse_qs(urlsplit(address.replace("&amp;", "&")).query)) == {"animal", "acto", "lugar"}
