"""`arariwa check` finds custody that was changed or cut short."""

import pytest

from arariwa.core import appendonly, testing
from arariwa.evidence import custody_actions as custody
from arariwa.evidence import health
from arariwa.evidence.models import CustodyLink

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    """Taken, handed over, moved, sealed again; and something only seen beside it."""
    testing.an_item(taking="seen", seal="")
    item = testing.accepted(testing.a_handover()).lines.get().item
    carla = testing.people().carla
    custody.move(by=carla.actor, item_id=item.pk, place="sala 2")
    custody.seal_again(by=carla.actor, item_id=item.pk, seal="ATF-1", note="se abrió")
    return item


def finding():
    (found,) = health.look(deep=False)
    return found


def test_whole(item):
    assert finding() == health.Finding("custody", True, "")


def test_a_changed_link(item):
    with appendonly.lifted():
        CustodyLink.objects.filter(item=item, seq=2).update(place="otro")
    assert (finding().ok, finding().detail) == (False, f"{item.pk}: 2 content")


def test_a_chain_cut_at_its_end_which_alone_would_hold(item):
    with appendonly.lifted():
        CustodyLink.objects.get(item=item, seq=4).delete()
    assert finding().detail == f"{item.pk}: 3 length"


def test_a_chain_taken_away_whole(item):
    with appendonly.lifted():
        CustodyLink.objects.filter(item=item).delete()
    assert finding().detail == f"{item.pk}: 0 length"


def test_a_link_added_past_the_actions(item):
    last = custody.link_of(item.links.order_by("-seq").first())
    made = custody._row(
        testing.people().carla.actor,
        custody.custody._after(last, "moved", last.holder, last.keeper, last.at, "", "none", "x", "", "", ""),
    )
    made.save(force_insert=True)
    assert finding().detail == f"{item.pk}: 5 length"
