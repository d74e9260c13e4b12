"""The campaigns of the demonstration: made whole, once, and saying what they should."""

import pytest
from django.conf import settings

from arariwa.core import actions
from arariwa.core.models import JournalHead
from arariwa.demo import campaign_packs, outreach, packs, world
from arariwa.outreach import queries_campaigns as queries
from arariwa.outreach.figures_campaigns import figure
from arariwa.outreach.models import Campaign, ClaimReview, Post

pytestmark = pytest.mark.django_db


def test_the_pack_is_right():
    assert packs.check(settings.PACKS) == []
    read = campaign_packs.load(settings.PACKS).campaigns[0]
    assert (len(read.posts), len(read.messages), len(read.events)) == (24, 8, 9)


@pytest.mark.parametrize(
    ("was", "wrong"), [("message: semilla", "message: ninguno"), ("drawing: turtle", "drawing: ninguno")]
)
def test_a_name_that_leads_nowhere_is_told(tmp_path, was, wrong):
    import shutil

    for folder in ("demo", campaign_packs.DRAWINGS):
        shutil.copytree(settings.PACKS / folder, tmp_path / folder)
    file = tmp_path / "demo" / "campaign.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(was, wrong), encoding="utf-8")
    found = campaign_packs.check(tmp_path, [p.email for p in packs.load(settings.PACKS)[0].people])
    assert {(p.code, p.values["given"]) for p in found} == {("pack.unknown_reference", "ninguno")}


def test_made_once():
    from arariwa.core import reference

    actions.load_institutions(by=None, institutions=reference.institutions(settings.PACKS))
    members, _seizures, _password = world.settle(settings.PACKS)
    read = campaign_packs.load(settings.PACKS)
    [step] = outreach.run(read, members)
    assert step.made == 2
    held = Campaign.objects.get(name_es="Si es libre, vive")
    states = queries.by_state(held)
    assert (states["published"], states["taken_down"], held.posts.count()) == (23, 1, 24)
    pictured = Post.objects.exclude(asset=None).select_related("asset__blob")
    assert {post.asset.blob.kind for post in pictured} == {"image/png"} and pictured.count() == 7
    assert all(post.asset_alt and post.asset_rights for post in pictured)
    assert set(held.posts.exclude(platform="").values_list("platform", flat=True)) == {
        "facebook",
        "instagram",
        "tiktok",
    }
    assert not held.posts.exclude(platform="").filter(platform_id="").exists()
    assert figure("OUT-02").value == 3
    assert ClaimReview.objects.count() == len(read.claims) == 6
    assert all(review.note.startswith("DEMO: ") for review in ClaimReview.objects.all())
    [(currency, planned, spent)] = queries.totals(queries.budget(held, ""))
    assert (currency, planned) == ("PEN", 58_800) and 0 < spent < planned
    goes_on = Campaign.objects.get(name_es="Temporada de nidos")
    assert {state: n for state, n in queries.by_state(goes_on).items() if n} == {
        "draft": 1, "waiting": 2, "returned": 1, "approved": 1,
    }  # fmt: skip
    seq = JournalHead.objects.get().seq
    [again] = outreach.run(read, members)
    assert (again.made, JournalHead.objects.get().seq) == (0, seq)
    assert Post.objects.count() == 29
