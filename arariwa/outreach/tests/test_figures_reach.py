"""What is counted of campaigns on platforms: reach between bounds, growth after the end, engagement; with rows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from typer.testing import CliRunner

from arariwa.core import testing
from arariwa.core.domain.ids import uuid7
from arariwa.events.figures import NOT_RECORDED, Figure, Scope
from arariwa.events.tests.small import coordinator
from arariwa.outreach import actions_imports
from arariwa.outreach.cli import app
from arariwa.outreach.figures import figure
from arariwa.outreach.figures_reach import ABOUT_WHOM, NOT_IN_FILES
from arariwa.outreach.models import Post
from arariwa.outreach.showing_figures import BOOK
from arariwa.outreach.tests import campaigning as world
from arariwa.outreach.tests.exports import written
from arariwa.outreach.tests.importing import END, a_campaign, brought, posts

pytestmark = pytest.mark.django_db
TIKTOK = [["Date", "Video Views", "Reached audience"], ["2025-06-10", "90", "40"], ["2025-06-11", "50", "70"]]


def test_nothing_imported_is_not_nought():
    a_campaign()
    assert [figure(code).unknown for code in ("OUT-01", "OUT-03", "OUT-04")] == [
        "no_export", "no_later_export", "no_export",
    ]  # fmt: skip
    assert figure("OUT-01").value is None


def test_reach_is_the_upper_bound_with_the_lower_beside_and_its_rows():
    campaign = a_campaign()
    brought(campaign, None, posts(500, 300))
    brought(campaign, None, written(TIKTOK))
    found = figure("OUT-01")
    assert (found.value, found.beside["reach_lower"], found.beside["reach_estimate"]) == (910, 500, None)
    assert found.parts["platform"] == {"facebook": 800, "tiktok": 110}
    assert sum(found.parts["campaign"].values()) == found.value
    (rows,) = found.rows
    assert sorted(rows.values_list("value", flat=True)) == [40, 70, 300, 500]


def test_an_estimate_stands_beside_only_when_someone_stated_the_overlap():
    tania = coordinator()
    campaign = a_campaign(tania)
    brought(campaign, None, posts(500, 300))
    actions_imports.state_overlap(by=tania.actor, id=uuid7(), campaign_id=campaign.pk, share=1, reason="Todo")
    assert figure("OUT-01").beside["reach_estimate"] == 500
    # How many two campaigns reached both nobody stated.
    other = a_campaign(tania)
    brought(other, None, posts(200, 100))
    actions_imports.state_overlap(by=tania.actor, id=uuid7(), campaign_id=other.pk, share=1, reason="Todo")
    assert figure("OUT-01").beside["reach_estimate"] is None


def test_what_comes_after_the_end_is_growth_and_no_reach_of_the_campaign():
    campaign = a_campaign()
    brought(campaign, None, posts(500, views=1000))
    brought(campaign, None, posts(620, views=1400), as_of=END + timedelta(days=90))
    brought(campaign, None, posts(640, views=1500), as_of=END + timedelta(days=180))
    assert figure("OUT-01").value == 500
    found = figure("OUT-03")
    assert (found.value, found.beside["reach_growth"]) == (500, 140)
    assert found.parts["month"] == {"2025-09": 400, "2025-12": 100}
    assert found.parts["platform"] == {"facebook": 500}
    assert sorted(found.rows[0].values_list("value", flat=True)) == [1400, 1500]


def test_no_growth_is_counted_across_a_change_of_definition():
    """Facebook's reach changed on 15 June 2025: what came before and after are two series."""
    end = END - timedelta(days=20)
    campaign = a_campaign(until_on=end, from_on=end - timedelta(days=30))
    brought(campaign, None, posts(500, views=1000), as_of=end)
    brought(campaign, None, posts(900, views=1400), as_of=end + timedelta(days=60))
    found = figure("OUT-03")
    assert (found.value, found.beside["reach_growth"]) == (400, None)


def test_engagement_is_for_each_hundred_reached_post_by_post():
    campaign = a_campaign()
    brought(campaign, None, posts(500, 300))
    found = figure("OUT-04")
    assert (found.value, found.of, found.result) == (12, 800, 1.5)
    assert found.beside == {"median_rate": 1.6, "posts_without_rate": 0}
    assert sum(found.parts["post"].values()) == 12
    assert found.of_parts["platform"] == {"facebook": 800}


def of_posts(
    *rows,
    heads=("Publish time", "Reach", "Reactions", "Reach from Organic posts", "Reach from Boosted posts"),
):
    """An export of Facebook posts with these cells after id, page and address."""
    start = [[f"1221001234567800{n:02}", "1", f"https://example.org/p/{n}"] for n in range(1, len(rows) + 1)]
    head = ["Post ID", "Page ID", "Permalink", "Date", *heads]
    return written([head, *([*of, "Lifetime", *row] for of, row in zip(start, rows, strict=True))])


def test_reach_and_engagement_are_parted_as_far_as_the_files_tell():
    campaign = a_campaign()
    may = ("05/20/2025 10:00", "500", "10", "450", "100")
    june = ("06/10/2025 10:00", "300", "6", "", "")
    brought(campaign, None, of_posts(may, june))
    brought(campaign, None, written(TIKTOK))
    found = figure("OUT-01")
    assert found.value == 910
    assert found.parts["month"] == {"2025-05": 500, "2025-06": 410}
    # What both reached stands in both; of the rest the files do not tell.
    assert found.parts["paid_organic"] == {"organic": 450, "paid": 100, NOT_IN_FILES: 410}
    assert "paid_organic" in found.overlapping
    assert [found.parts[name] for name in ABOUT_WHOM] == [{NOT_IN_FILES: 910}] * 3
    rate = figure("OUT-04")
    assert (rate.parts["month"], rate.of_parts["month"]) == (
        {"2025-05": 10, "2025-06": 6}, {"2025-05": 500, "2025-06": 300},
    )  # fmt: skip


def test_an_export_that_names_the_page_otherwise_tells_of_the_same_posts():
    campaign = a_campaign()
    brought(campaign, None, posts(500, 300))
    named = posts(620, 310).replace(b"Page ID", b"Page name").replace(b",1,https", b",Guardianes,https")
    brought(campaign, None, named, as_of=END + timedelta(days=7))
    assert (figure("OUT-01").value, figure("OUT-01").beside["reach_lower"]) == (930, 620)
    assert figure("OUT-04").of == 930
    assert len(figure("OUT-04").parts["post"]) == 2


def test_what_no_export_tells_of_stands_beside_the_upper_bound():
    """Posts of a platform nobody exported, a post in no export, days without a figure: the upper bound does not hold them."""
    campaign = a_campaign()
    out = END - timedelta(days=20)
    ids = {"facebook": ("122100123456780001", "999"), "instagram": ("5",), "tiktok": ("7",), "radio": ("",)}
    for channel, known in ids.items():
        for id in known:
            post = world.a_post(campaign, channel=channel)
            # Out while the campaign ran, which ended before today.
            Post.objects.filter(pk=post.pk).update(published_on=out, platform_id=id)
    brought(campaign, None, posts(500))
    found = figure("OUT-01")
    assert found.value == 500
    assert (found.beside["posts_in_no_export"], found.beside["days_without_reach"]) == (3, 0)
    # From then on TikTok's days bound it, but two of twenty-one only.
    brought(campaign, None, written([TIKTOK[0], [f"{out}", "90", "40"], [f"{END}", "50", "70"]]), as_of=END)
    found = figure("OUT-01")
    assert (found.beside["posts_in_no_export"], found.beside["days_without_reach"]) == (2, 19)
    assert "cuyo alcance ninguna exportación da: 2" in BOOK.said(found).beside
    page = testing.sign_in(coordinator()).get(reverse("outreach:reach", args=[campaign.pk])).content.decode()
    assert "Facebook: 1 publicación difundida no se encontró en ninguna exportación." in page
    assert "Instagram: se difundió 1 publicación y ninguna exportación da su alcance." in page
    assert "TikTok: 19 días de la campaña sin cifra" in page
    # A later export tells of the post, of its state at the end nothing.
    brought(
        campaign,
        None,
        posts(700, start=99).replace(b"122100123456780099", b"999"),
        as_of=END + timedelta(days=90),
    )
    assert figure("OUT-01").beside["posts_in_no_export"] == 2


def test_days_to_come_of_a_campaign_that_runs_are_not_missing():
    today = coordinator().actor.today
    campaign = a_campaign(from_on=today - timedelta(days=9), until_on=today + timedelta(days=30))
    days = [[f"{today - timedelta(days=n)}", "9", "5"] for n in range(2, 10) if n != 5]
    brought(campaign, None, written([TIKTOK[0], *days]), as_of=today - timedelta(days=1))
    assert figure("OUT-01").beside["days_without_reach"] == 1


def test_the_command_never_says_the_upper_bound_alone():
    brought(a_campaign(), None, posts(500, 300))
    told = CliRunner().invoke(app, ["figures"]).stdout
    line = next(line for line in told.splitlines() if "OUT-01" in line)
    assert "800" in line
    assert "como máximo" in line
    assert "Como mínimo: 500" in line


def test_a_post_whose_day_nobody_tells_stands_in_no_month():
    campaign = a_campaign()
    brought(campaign, None, posts(500))
    assert figure("OUT-01").parts["month"] == figure("OUT-04").of_parts["month"] == {NOT_RECORDED: 500}


def test_a_post_has_the_month_in_which_it_was_recorded_as_published():
    tania = coordinator()
    campaign = a_campaign(tania)
    day = tania.actor.today
    world.published(
        world.a_post(campaign), platform_id="122100123456780001", published_on=day - timedelta(days=3)
    )
    brought(campaign, None, posts(500))
    assert figure("OUT-04").parts["month"] == {f"{day - timedelta(days=3):%Y-%m}": 6}


def test_posts_that_have_no_rate_are_counted_and_said_by_platform():
    """TikTok tells no reach of a video; a published post may stand in no export at all."""
    tania = coordinator()
    campaign = a_campaign(tania)
    brought(campaign, None, posts(500, 300))
    videos = [
        ["Video title", "Video link", "Post time", "Total likes", "Total comments", "Total shares", "Total views"],
        *(["x", f"https://www.tiktok.com/@a/video/73000000000000000{n}", "2025-06-10", "3", "2", "1", "90"] for n in (1, 2)),
    ]  # fmt: skip
    brought(campaign, None, written(videos), name="tiktok.csv")
    world.published(world.a_post(campaign, channel="tiktok"), platform_id="730000000000000001")
    world.published(world.a_post(campaign, channel="instagram"), platform_id="5")
    world.published(world.a_post(campaign), platform_id="122100123456780001")
    found = figure("OUT-04")
    assert (found.value, found.of) == (12, 800)
    assert {name: n for name, n in found.beside.items() if name.startswith("posts_without_rate")} == {
        "posts_without_rate": 3, "posts_without_rate_instagram": 1, "posts_without_rate_tiktok": 2,
    }  # fmt: skip
    client = testing.sign_in(tania)
    text = client.get(reverse("outreach:figure", args=["OUT-04"])).content.decode()
    assert "de ellas, en TikTok" in text and "no dan el alcance de una publicación" in text
    assert "sin una de las dos cifras: 3" in client.get(reverse("outreach:figures")).content.decode()


def test_a_campaign_counts_by_its_last_day_and_an_exercise_never():
    tania = coordinator()
    campaign = a_campaign(tania)
    brought(campaign, None, posts(500))
    assert figure("OUT-01", Scope.year(2025)).value == 500
    assert figure("OUT-01", Scope.year(2024)).value is None
    assert figure("OUT-01", replace(Scope(), by=tania.actor)).value == 500
    assert figure("OUT-01", replace(Scope(), by=testing.people().alba.actor)).value is None
    player = testing.someone("Eva", tania.office, "programme", exercise=uuid7())
    played = a_campaign(player)
    actions_imports.import_file(
        by=player.actor, id=uuid7(), campaign_id=played.pk, data=posts(9000), name="x.csv",
        answers=actions_imports.Answers(as_of=END),
    )  # fmt: skip
    assert figure("OUT-01").value == 500


@pytest.mark.parametrize("code", ["OUT-01", "OUT-03", "OUT-04"])
def test_the_page_of_a_figure_shows_its_parts_and_rows(code):
    tania = coordinator()
    campaign = a_campaign(tania)
    brought(campaign, None, posts(500, views=1000))
    brought(campaign, None, posts(620, views=1400), as_of=END + timedelta(days=90))
    client = testing.sign_in(tania)
    page = client.get(reverse("outreach:figure", args=[code]))
    assert page.status_code == 200
    text = page.content.decode()
    assert "Facebook" in text
    assert "posts.csv" in text
    assert client.get(reverse("outreach:figures")).status_code == 200


def test_days_after_the_last_one_are_growth_even_in_an_export_made_soon_after():
    campaign = a_campaign()
    late = [*TIKTOK, ["2025-07-03", "30", "25"], ["2025-08-02", "10", "5"]]
    brought(campaign, None, written(late), as_of=END + timedelta(days=40))
    assert figure("OUT-01").value == 110
    found = figure("OUT-03")
    assert (found.value, found.parts["month"]) == (40, {"2025-07": 30, "2025-08": 10})
    assert found.beside["reach_growth"] == 30


def test_what_grew_as_impressions_still_counts_when_the_platform_goes_over_to_views():
    campaign = a_campaign()
    as_impressions = [
        (posts(500, views=n).replace(b"Views", b"Impressions"), day) for n, day in ((1000, 0), (1400, 30))
    ]
    both = (
        posts(500, views=700)
        .replace(b"Views,Reach", b"Views,Impressions,Reach")
        .replace(b",700,", b",700,1500,")
    )
    for data, day in (*as_impressions, (both, 60)):
        brought(campaign, None, data, as_of=END + timedelta(days=day))
    assert figure("OUT-03").value == 500
    brought(campaign, None, posts(500, views=790), as_of=END + timedelta(days=90))
    found = figure("OUT-03")
    assert found.value == 590
    assert found.parts["metric"] == {"impressions": 500, "views": 90}


def test_an_export_from_before_the_end_is_no_base_of_growth_after_it():
    campaign = a_campaign()
    brought(campaign, None, posts(200, views=100), as_of=END - timedelta(days=40))
    brought(campaign, None, posts(620, views=1400), as_of=END + timedelta(days=90))
    found = figure("OUT-03")
    assert (found.value, found.unknown, found.beside["reach_growth"]) == (None, "no_comparable_export", None)
    brought(campaign, None, posts(640, views=1500), as_of=END + timedelta(days=180))
    assert (figure("OUT-03").value, figure("OUT-03").beside["reach_growth"]) == (100, 20)


def test_a_post_first_seen_in_a_later_export_did_not_grow_since_the_end():
    campaign = a_campaign()
    brought(campaign, None, posts(500, views=1000))
    brought(campaign, None, posts(520, 9000, views=1300), as_of=END + timedelta(days=90))
    found = figure("OUT-03")
    assert (found.value, found.beside["reach_growth"]) == (300, 20)


def test_days_of_an_export_that_begins_after_the_end_all_came_after_it():
    campaign = a_campaign()
    late = [TIKTOK[0], ["2025-07-03", "30", "25"], ["2025-08-02", "10", "5"]]
    brought(campaign, None, written(late), as_of=END + timedelta(days=40))
    assert figure("OUT-03").parts["month"] == {"2025-07": 30, "2025-08": 10}


def test_months_stand_in_their_order_and_other_parts_by_size():
    months, platforms = {"2022-03": 10, "2022-01": 5, "2022-02": 15}, {"tiktok": 5, "facebook": 25}
    figure = Figure("OUT-01", 30, rows=(), parts={"month": months, "platform": platforms})
    found = {part["label"]: [row["value"] for row in part["rows"]] for part in BOOK.breakdowns(figure, False)}
    assert list(found.values()) == [["5", "15", "10"], ["25", "5"]]
