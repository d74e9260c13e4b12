"""The demonstration's questions of citizens: every state, each answer from the law, made once."""

import pytest
from django.conf import settings
from django.utils import timezone, translation

from arariwa.core import contents
from arariwa.demo import consultation_packs, consultations, world
from arariwa.rights import consultation_showing, return_codes
from arariwa.rights.consultation_choices import Outcome, State
from arariwa.rights.models import Consultation, FollowUp, Translation

pytestmark = pytest.mark.django_db


def test_questions_in_every_state_with_ways_to_be_followed_up():
    from arariwa.core import setup

    setup.load_packs(again=False)
    read = consultation_packs.load(settings.PACKS)
    members, _seizures, _password = world.settle(settings.PACKS)
    with translation.override("es"):
        (made,) = consultations.run(read, members)
        (again,) = consultations.run(read, members)
    assert (made.made, again.made) == (25, 0)
    assert Translation.objects.filter(reviewed_at=None).count() == 2
    rows = list(Consultation.objects.all())
    assert {row.state for row in rows} == set(State)
    assert set(FollowUp.objects.values_list("outcome", flat=True)) == set(Outcome)
    assert Consultation.objects.filter(follow_up_on__lte=timezone.localdate()).count() >= 3
    assert all(row.answers.last().norms for row in rows if row.answered_at)
    assert any(row.answers.count() == 2 for row in rows)
    assert consultation_showing.by_code(consultations.code_of("c25")).animal == "erizo de tierra"
    assert return_codes.is_code(consultations.code_of("c01"))
    assert not list(contents.changed())
