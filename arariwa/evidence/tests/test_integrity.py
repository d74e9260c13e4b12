"""What was seized is sealed: a change behind the actions is found, an act of the system is not."""

from decimal import Decimal

import pytest
from django.utils import timezone

from arariwa.core import contents, health, testing
from arariwa.core.models import Attachment
from arariwa.evidence import actions, integrity
from arariwa.evidence import custody_actions as custody
from arariwa.evidence.models import Handover, HandoverItem, Intervention, Item, Participant

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    """Twelve charapas taken by Alba, received by Carla."""
    return testing.accepted(testing.a_handover()).lines.get().item


def records():
    """What `arariwa check` says of the records."""
    return next(found for found in health.look() if found.code == "records")


def test_the_acts_of_the_system_leave_everything_whole(item):
    world = testing.people()
    item.refresh_from_db()
    actions.identify_item(
        by=world.carla.actor, id=item.pk, version=item.version, taxa=["Podocnemis unifilis"], by_expert=False
    )
    custody.move(by=world.carla.actor, item_id=item.pk, place="sala 2")
    made = testing.an_intervention(world.alba)
    photo = actions.add_photo(by=world.alba.actor, intervention_id=made.pk, upload=testing.a_photo())
    actions.remove_photo(by=world.alba.actor, id=photo.pk, why="borrosa")
    actions.void_intervention(by=world.alba.actor, id=made.pk, why="duplicada")
    withdrawn = testing.a_handover()
    custody.withdraw(by=world.alba.actor, id=withdrawn.pk, why="otro día")
    refused = testing.a_handover()
    custody.refuse(by=world.carla.actor, id=refused.pk, why="no corresponde")
    assert list(contents.changed()) == []
    assert records().ok


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("quantity", Decimal("2")),
        ("quantity", None),
        ("unit", "kg"),
        ("reported_as", "gallinas"),
        ("condition", "dead"),
        ("taxa", ["Gallus gallus"]),
        ("identified_by", "expert"),
        ("taking", "left"),
        ("on_permit", "yes"),
        ("description", "otra"),
        ("voided_at", timezone.now()),
    ],
)
def test_a_thing_changed_behind_the_actions(item, column, value):
    Item.objects.filter(pk=item.pk).update(**{column: value})
    changed = Item.objects.get(pk=item.pk)
    assert integrity.changed_items([changed]) == {item.pk}
    assert not records().ok
    assert str(item.pk) in records().detail


def test_who_may_see_it_is_not_what_it_says(item):
    """The hand-over moved the item to a compartment of its own, which changes nothing of what was seized."""
    assert item.compartment_id != item.intervention.compartment_id
    assert integrity.changed_items([item]) == set()


def test_a_later_identification_does_not_make_a_changed_quantity_right(item):
    Item.objects.filter(pk=item.pk).update(quantity=1)
    item = Item.objects.get(pk=item.pk)
    actions.identify_item(
        by=testing.people().carla.actor, id=item.pk, version=item.version, taxa=[], by_expert=False
    )
    assert integrity.changed_items([Item.objects.get(pk=item.pk)]) == {item.pk}


def test_a_record_a_participant_a_hand_over_and_a_file_changed_or_gone():
    world = testing.people()
    made = testing.an_intervention(world.alba)
    handover = testing.accepted(testing.a_handover())
    photo = actions.add_photo(by=world.alba.actor, intervention_id=made.pk, upload=testing.a_photo())
    assert records().ok
    for row, change in (
        (made, lambda: Intervention.objects.filter(pk=made.pk).update(place_text="otro lugar")),
        (made, lambda: Intervention.objects.filter(pk=made.pk).update(legal_act="otro")),
        (made, lambda: Participant.objects.create(intervention=made, order=9, part="witness", name="X")),
        (handover, lambda: HandoverItem.objects.filter(handover=handover).update(seal_found="OTRO")),
        (handover, lambda: Handover.objects.filter(pk=handover.pk).update(note="otra")),
        (photo, lambda: Attachment.objects.filter(pk=photo.pk).update(caption="otra")),
    ):
        before = {found.row for found in contents.changed()}
        change()
        assert {found.row for found in contents.changed()} == before | {contents.row_of(row)}
    Attachment.objects.filter(pk=photo.pk).delete()
    assert contents.row_of(photo) in {found.row for found in contents.changed()}


def test_a_column_added_later_changes_no_digest(item):
    """What stands at its default is not part of what is sealed."""
    said = contents.content_of(item)
    assert "gross_kg" not in said
    assert "currency" not in said
    assert said["quantity"] == "12"
