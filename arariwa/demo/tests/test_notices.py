"""The notices of the demonstration: every state, twice the same, a code that opens one."""

import pytest
from django.conf import settings

from arariwa.core import actions, reference
from arariwa.core.models import JournalHead
from arariwa.demo import notices, world
from arariwa.rights import queries_notices as queries
from arariwa.rights.models import Notice, NoticeDecision

pytestmark = pytest.mark.django_db


@pytest.fixture
def members():
    actions.load_institutions(by=None, institutions=reference.institutions(settings.PACKS))
    return world.settle(settings.PACKS)[0]


def test_every_state_and_decision_is_there_and_a_second_run_changes_nothing(members):
    (step,) = notices.run(members)
    assert step.made == step.events == Notice.objects.count()
    rows = list(Notice.objects.all())
    assert {row.state for row in rows} == set(Notice.State)
    assert {row.outcome for row in rows if row.outcome} == set(Notice.Outcome)
    kinds = set(NoticeDecision.objects.values_list("kind", flat=True))
    assert kinds >= {"passed", "taken", "lead", "recorded", "closed", "spam"}
    assert sum(row.joined_to_id is not None for row in rows) == 1
    assert {row.competent for row in rows} == {True, False}
    before = JournalHead.objects.get().seq
    assert [step.made for step in notices.run(members)] == [0]
    assert JournalHead.objects.get().seq == before


def test_the_code_of_the_demonstration_opens_its_notice(members):
    list(notices.run(members))
    assert queries.by_code(notices.code_of("belen")).text.startswith("En los puestos")
