"""OUT-02: platforms used, with the posts it counts."""

from datetime import date, timedelta

import pytest

from arariwa.core import access, testing
from arariwa.events.figures import Scope
from arariwa.events.tests import small
from arariwa.outreach import actions_campaigns
from arariwa.outreach.figures_campaigns import figure
from arariwa.outreach.models import Post
from arariwa.outreach.tests import campaigning as world

pytestmark = pytest.mark.django_db


def out(campaign=None, days_ago=0, **changes):
    post = world.published(world.a_post(campaign, **changes))
    Post.objects.filter(pk=post.pk).update(published_on=post.published_on - timedelta(days=days_ago))
    return post


def test_platforms_with_a_published_post_each_once():
    campaign = world.a_campaign()
    for channel in ("facebook", "facebook", "tiktok", "whatsapp"):
        out(campaign, channel=channel)
    out(campaign, channel="radio", permalink="", platform_id="")
    world.approved(world.a_post(campaign, channel="instagram"))
    found = figure("OUT-02")
    assert (found.value, found.beside) == (2, {"posts": 3})
    assert found.parts["platform"] == {"facebook": 1, "tiktok": 1}
    assert found.rows[0].count() == 3
    assert figure("OUT-02", Scope(course="pol")).value == 0


def test_a_platform_of_two_years_stands_in_both():
    campaign = world.a_campaign()
    out(campaign), out(campaign, days_ago=366)
    found = figure("OUT-02")
    assert found.value == 1 and sorted(found.parts["year"].values()) == [1, 1]
    assert "year" in found.overlapping
    this = date.today().year
    assert figure("OUT-02", Scope.year(this)).beside == {"posts": 1}


def test_exercises_never_count():
    exercise, office = testing.uuid7(), small.coordinator().office
    author = testing.someone("Paco", office, "programme", exercise=exercise)
    approver = testing.someone("Pía", office, "communication", exercise=exercise)
    post = world.a_post(by=author)
    world.asked(post, author)
    from arariwa.outreach import actions_posts

    actions_posts.approve(by=approver.actor, id=testing.uuid7(), post_id=post.pk, version=1)
    by = author.actor
    actions_posts.publish(by=by, id=post.pk, version=1, published_on=by.today, platform_id="1")
    assert figure("OUT-02").value == 0


def test_only_what_one_has_a_hand_in():
    campaign = world.a_campaign()
    out(campaign)
    nora = testing.someone("Nora", testing.office("MINAM-CO", "MINAM"), "programme")
    assert figure("OUT-02", Scope(by=nora.actor)).value == 0
    share = {"campaign_id": campaign.pk, "office": nora.office}
    actions_campaigns.share(by=small.coordinator().actor, **share, level=access.READ)
    assert figure("OUT-02", Scope(by=nora.actor)).value == 0
    actions_campaigns.share(by=small.coordinator().actor, **share, level=access.ACT)
    assert figure("OUT-02", Scope(by=nora.actor)).value == 1
