"""Step 5: weights, seals and where things go, in one form."""

from decimal import Decimal

import pytest

from arariwa.core import testing
from arariwa.evidence.tests import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    draft = testing.an_intervention(
        items=[
            {},
            {"kind": "vehicle", "reported_as": "mototaxi", "taxa": []},
            {"taking": "seen", "reported_as": "monos"},
        ],
        registered=False,
    )
    return (
        testing.sign_in(testing.people().alba),
        f"/intervenciones/{draft.pk}/pesos/",
        list(draft.items.order_by("order")),
    )


def test_each_thing_in_its_row(world):
    alba, at, (charapas, mototaxi, monkeys) = world
    sent = filled.fields(alba, at)
    assert f"{mototaxi.pk.hex}-gross_kg" not in sent and f"{monkeys.pk.hex}-seal" not in sent
    sent |= {
        f"{charapas.pk.hex}-gross_kg": "13.5",
        f"{charapas.pk.hex}-net_kg": "12",
        f"{mototaxi.pk.hex}-seal": "P-9",
    }
    assert alba.post(at, sent).status_code == 302
    charapas.refresh_from_db()
    mototaxi.refresh_from_db()
    monkeys.refresh_from_db()
    assert (charapas.gross_kg, charapas.net_kg, mototaxi.seal) == (Decimal("13.5"), Decimal(12), "P-9")
    assert (mototaxi.version, monkeys.version) == (2, 1), "a row nobody touched is not written"


@pytest.mark.parametrize(("gross", "net"), [("1", "2"), ("26.100", ""), ("-1", ""), ("", "mil")])
def test_absurd_weights(world, gross, net):
    alba, at, (charapas, *_rest) = world
    sent = {**filled.fields(alba, at), f"{charapas.pk.hex}-gross_kg": gross, f"{charapas.pk.hex}-net_kg": net}
    answer = alba.post(at, sent)
    assert answer.status_code == 422 and 'class="errors"' in answer.content.decode()
    charapas.refresh_from_db()
    assert charapas.gross_kg is None and charapas.net_kg is None


def test_a_row_someone_changed_meanwhile(world):
    alba, at, (charapas, *_rest) = world
    beto = testing.sign_in(testing.people().beto)
    hers, his = filled.fields(alba, at), filled.fields(beto, at)
    beto.post(at, {**his, f"{charapas.pk.hex}-seal": "DE-BETO"})
    answer = alba.post(at, {**hers, f"{charapas.pk.hex}-seal": "DE-ALBA"})
    assert answer.status_code == 409 and "DE-BETO" in answer.content.decode()
    charapas.refresh_from_db()
    assert charapas.seal == "DE-BETO"


def test_many_things_come_in_pages():
    draft = testing.an_intervention(items=[{"reported_as": f"n.º {n}"} for n in range(45)], registered=False)
    alba, at = testing.sign_in(testing.people().alba), f"/intervenciones/{draft.pk}/pesos/"
    first = alba.get(at).content.decode()
    assert first.count('-seal"') // 1 >= 40 and "n.º 44" not in first
    onward = alba.post(at, filled.fields(alba, at)).url
    assert onward == f"{at}?desde=40"
    assert "n.º 44" in alba.get(onward).content.decode()
    assert alba.post(onward, filled.fields(alba, onward)).url == f"/intervenciones/{draft.pk}/fotos/"
    assert alba.get(f"{at}?desde=x").status_code == 200
