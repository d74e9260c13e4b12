"""How many questions a list page asks the database: kept in query_counts.json, and not one more for more rows.

A page that grows with its rows fails at once; a page that came to ask more says so by a changed number, which
`ARARIWA_TEST_COUNT=1` writes anew for the change that argues for it.
"""

import json
import os
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from arariwa.core import testing
from arariwa.events.tests import small
from arariwa.outreach.tests import campaigning
from arariwa.rights.tests import small as notices

pytestmark = pytest.mark.django_db
KEPT = Path(__file__).with_name("query_counts.json")
PAGES = [
    "core:home",
    "evidence:interventions",
    "evidence:items",
    "evidence:handovers",
    "cases:cases",
    "events:events",
    "events:mine",
    "law:species",
    "outreach:campaigns",
    "outreach:posts",
    "rights:notices",
]
RECORDS = [
    "evidence:intervention", "evidence:item", "evidence:handover", "cases:case", "events:event", "outreach:campaign",
    "rights:notice_at_desk",
]  # fmt: skip


def fill(rounds: int) -> dict[str, str]:
    """So many interventions with two items, one of them handed over, and a case on each; the address of one of each kind."""
    everyone = testing.people()
    told = {
        "prosecutor_told": "telephone",
        "prosecutor_office": everyone.pilar.office,
        "prosecutor_name": "Pilar Prueba",
    }
    for n in range(rounds):
        made = testing.an_intervention(
            everyone.alba, [{"seal": "1"}, {"seal": "2"}], title=f"Incautación {n}", **told
        )
        item = made.items.first()
        handover = testing.accepted(testing.a_handover(everyone.alba, items=[item]))
        waiting = testing.a_handover(everyone.carla, to=everyone.alba.office)
        case = testing.a_case(everyone.pilar, [made])
        event = small.an_event(title_es=f"Taller {n}")
        for who in range(3):
            small.attended(small.registered(event, 10 * n + who + 1))
        campaign = campaigning.a_campaign(name_es=f"Campaña {n}")
        for text in ("Uno", "Dos"):
            campaigning.asked(campaigning.a_post(campaign, title=f"{text} {n}"))
        notice = notices.a_notice(text=f"Aviso {n} de {rounds}", name="Rosa Prueba")
        notices.a_notice(text=f"Aviso {n} de {rounds}")
    assert waiting
    return {
        "outreach:campaign": reverse("outreach:campaign", args=[campaign.pk]),
        "rights:notice_at_desk": reverse("rights:notice_at_desk", args=[notice.pk]),
        "events:event": reverse("events:event", args=[event.pk]),
        "evidence:intervention": reverse("evidence:intervention", args=[made.pk]),
        "evidence:item": reverse("evidence:item", args=[item.pk]),
        "evidence:handover": reverse("evidence:handover", args=[handover.pk]),
        "cases:case": reverse("cases:case", args=[case.pk]),
    }


def counts(addresses: dict[str, str]) -> dict[str, int]:
    """Questions asked by each page, read by the prosecutor where it is a case, else by the officer; read once before."""
    everyone, found = testing.people(), {}
    for name, address in addresses.items():
        readers = {
            "cases": everyone.pilar, "events": small.coordinator(), "outreach": small.coordinator(), "rights": everyone.carla,
        }  # fmt: skip
        who = readers.get(name.split(":")[0], everyone.alba)
        client = testing.sign_in(who)
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address).status_code == 200
        found[name] = len(asked)
    return found


@pytest.fixture(scope="module")
def kept() -> dict[str, int]:
    return json.loads(KEPT.read_text()) if KEPT.exists() else {}


def test_no_page_asks_more_for_more_rows(kept):
    addresses = {name: reverse(name) for name in PAGES}
    one = fill(1)
    first = counts({**addresses, **one})
    fill(6)
    later = counts({**addresses, **one})
    assert {name: later[name] for name in PAGES} == {name: first[name] for name in PAGES}
    if os.environ.get("ARARIWA_TEST_COUNT"):
        KEPT.write_text(json.dumps(later, indent=1, sort_keys=True) + "\n")
        return
    over = {name: (count, kept.get(name)) for name, count in later.items() if count > kept.get(name, 0)}
    assert not over, f"pages that ask more than kept (now, kept): {over}"
