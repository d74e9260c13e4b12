"""The invented exports of the demonstration's campaign: made the same every time, brought in once, about 240,000 with growth."""

from datetime import timedelta

import pytest
from django.conf import settings

from arariwa.core import actions, reference
from arariwa.core.models import JournalHead
from arariwa.demo import campaign_packs, outreach, world
from arariwa.demo import reach as demo
from arariwa.outreach import reach
from arariwa.outreach.figures import figure
from arariwa.outreach.models import Campaign, PlatformFile

pytestmark = pytest.mark.django_db


def test_about_240_000_at_the_end_between_bounds_and_growth_afterwards():
    actions.load_institutions(by=None, institutions=reference.institutions(settings.PACKS))
    members, _seizures, _password = world.settle(settings.PACKS)
    list(outreach.run(campaign_packs.load(settings.PACKS), members))
    [step] = demo.run(members)
    assert step.made == step.events == 20
    campaign = Campaign.objects.get(pk=world.make_id("campaign", demo.SLUG))

    found = reach.bounds_at_end(campaign)
    assert found.upper is not None
    assert found.lower is not None
    assert abs(found.upper - 240_000) < 500
    assert found.lower < found.upper / 4
    assert {one.platform for one in found.by_platform} == {"facebook", "instagram", "tiktok"}
    assert (
        len(reach.posts_of(campaign)) == campaign.posts.filter(platform__in=("facebook", "instagram")).count()
    )

    for metric in ("reach", "impressions"):
        for platform in ("facebook", "instagram"):
            values = [one.value for one in reach.series(campaign, metric) if one.platform == platform]
            assert values == sorted(set(values))
    assert figure("OUT-01").value == round(found.upper)
    assert (figure("OUT-03").value or 0) > 0
    assert len(figure("OUT-03").parts["month"]) > 3
    assert 3 < (figure("OUT-04").result or 0) < 12

    seq = JournalHead.objects.get().seq
    [again] = demo.run(members)
    assert (again.made, JournalHead.objects.get().seq) == (0, seq)
    name, data, _day = next(demo.exports(campaign))
    assert data == next(demo.exports(campaign))[1]
    assert not PlatformFile.objects.filter(
        imported_at__date__lt=campaign.from_on + timedelta(days=100)
    ).exists()
    assert name.startswith("facebook")
