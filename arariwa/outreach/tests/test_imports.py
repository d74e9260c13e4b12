"""Imports: a file is a snapshot of its day; twice changes nothing; a wrong one stores nothing; taken back it no longer counts."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from typer.testing import CliRunner

from arariwa.core import access, files, testing
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Blob
from arariwa.core.refusals import SENTENCES
from arariwa.events.tests.small import coordinator
from arariwa.outreach import actions_imports, reach
from arariwa.outreach.cli import app
from arariwa.outreach.models import PlatformFile, PlatformFileVoid, Post, Snapshot
from arariwa.outreach.tests.exports import book, written
from arariwa.outreach.tests.importing import END, HEADS, a_campaign, brought, posts

pytestmark = pytest.mark.django_db


def test_a_file_is_kept_with_its_checksum_and_each_figure_with_its_row():
    tania = coordinator()
    campaign = a_campaign(tania)
    made = brought(campaign, tania, posts(500, 300))
    assert (made.kind, made.platform, made.rows, made.as_of, made.as_of_from) == (
        "meta_facebook_posts", "facebook", 2, END, "told",
    )  # fmt: skip
    assert made.blob
    assert files.path_of(made.sha256).read_bytes() == posts(500, 300)
    one = made.snapshots.get(metric="reach", row=3)
    assert (one.object, one.value, one.raw, one.as_of) == ("122100123456780002", 300, "300", END)
    assert made.read["reach_upper_bound"] == 800


def test_the_same_file_twice_changes_nothing_and_a_later_one_is_another_snapshot():
    campaign = a_campaign()
    first = brought(campaign, None, posts(500))
    count = Snapshot.objects.count()
    assert brought(campaign, None, posts(500)).pk == first.pk
    assert brought(campaign, None, posts(500), as_of=None).pk == first.pk
    assert (PlatformFile.objects.count(), Snapshot.objects.count()) == (1, count)
    with pytest.raises(Refused, match="already"):
        brought(campaign, None, posts(500), as_of=END + timedelta(days=1))
    brought(campaign, None, posts(620), as_of=END + timedelta(days=90))
    assert [(one.as_of, one.value) for one in reach.series(campaign, "reach")] == [
        (END, 500), (END + timedelta(days=90), 620),
    ]  # fmt: skip
    assert reach.bounds(campaign, END).upper == 500
    assert reach.bounds(campaign).upper == 620


def test_a_wrong_file_stores_nothing():
    campaign = a_campaign()
    with pytest.raises(Refused) as error:
        brought(campaign, None, posts(500, 300).replace(b"300", b"3x0"))
    assert (error.value.values["row"], error.value.values["column"]) == (3, "Reach")
    assert (PlatformFile.objects.count(), Snapshot.objects.count(), Blob.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("day", [date(2007, 1, 1), date(2999, 1, 1)])
def test_a_day_of_export_nobody_could_have_had_is_refused(day):
    with pytest.raises(Refused, match="as_of"):
        brought(a_campaign(), None, posts(500), as_of=day)


def test_figures_as_people_type_them_are_read():
    campaign = a_campaign()
    typed = written([HEADS, *(
        [f"12210012345678000{n}", "1", f"https://example.org/p/{n}", "Total", "10", said, "3", "2", "1"]
        for n, said in enumerate(["1,2 mil", "12.3K", "n. d.", "N.D.", "—"])
    )])  # fmt: skip
    made = brought(campaign, None, typed)
    said = made.snapshots.filter(metric="reach").order_by("row").values_list("value", "precision")
    assert [*said] == [(1200, 100), (12300, 100), (None, None), (None, None), (None, None)]


def test_a_title_of_several_lines_above_the_heads_is_passed_over():
    above = "Informe de contenido\nPágina: Guardianes\nZona\nHora\nDe\nA\n\n".encode()
    made = brought(a_campaign(), None, above + posts(500))
    assert made.snapshots.get(metric="reach").row == 9


def test_days_do_not_count_twice_when_a_file_lost_the_name_of_its_account():
    campaign = a_campaign()
    rows = [
        ["Date", "Video Views", "Reached audience"],
        ["2025-06-10", "90", "50"],
        ["2025-06-11", "80", "40"],
    ]
    brought(campaign, None, written(rows), name="Overview_2025-06-10_1750000000_guardianes.csv", as_of=None)
    brought(campaign, None, written([*rows, ["2025-06-12", "7", "6"]]), name="resumen (2).csv")
    assert reach.bounds(campaign).upper == 96
    assert sum(point.value for point in reach.series(campaign, "views")[-1:]) == 177
    brought(campaign, None, written([*rows, ["2025-06-12", "9", "8"]]), name="x.csv", account="otra")
    assert reach.bounds(campaign).upper == 90 + 96 + 98, (
        "of which of two accounts the second file is nobody said"
    )


def test_a_post_shared_to_two_pages_reached_those_of_both_at_most():
    campaign = a_campaign()
    two = posts(500).replace(
        b"Shares\r\n", b"Shares\r\n122100123456780001,2,https://example.org/p/1,Lifetime,90,300,1,1,1\r\n"
    )
    brought(campaign, None, two)
    found = reach.bounds(campaign)
    assert (found.lower, found.upper, found.by_platform[0].figures) == (500, 800, 2)
    later = two.replace(b",500,", b",510,")
    brought(campaign, None, later, as_of=END + timedelta(days=20))
    assert reach.bounds(campaign).upper == 810, "a later export takes the place of the earlier, page by page"


def test_a_hidden_sheet_does_not_count_and_sheets_are_named():
    campaign = a_campaign()
    rows = [[HEADS, [f"12210012345678000{n}", "1", "x", "Total", "10", "50", "3", "2", "1"]] for n in (1, 2)]
    made = brought(campaign, None, book(*rows, names={"Mayo": "", "Prueba": "hidden"}), name="a.xlsx")
    assert [*made.snapshots.filter(metric="reach").values_list("object", flat=True)] == ["122100123456780001"]
    assert made.read["other_parts"] == ["a.xlsx (Prueba)"]
    with pytest.raises(Refused, match="several") as error:
        brought(campaign, None, book(*rows, names={"Mayo": "", "Junio": ""}), name="a.xlsx")
    assert error.value.values["parts"] == "a.xlsx, a.xlsx (Junio)"
    with pytest.raises(Refused, match="platform_file.un"):
        brought(campaign, None, book(rows[0], names={"Mayo": "veryHidden"}), name="a.xlsx")


def test_the_chart_of_one_of_the_two_platforms_of_meta_is_its_own_in_spanish_too():
    chart = 'sep=,\r\n"Alcance de Instagram"\r\n"Fecha","Principal"\r\n"2025-06-01T00:00:00","120"\r\n'
    made = brought(a_campaign(), None, chart.encode("utf-16"), suggested=True)
    assert made.platform == "instagram"


def test_an_import_taken_back_no_longer_counts_and_may_be_brought_again():
    tania = coordinator()
    campaign = a_campaign(tania)
    made = brought(campaign, tania, posts(500))
    with pytest.raises(Refused, match="field.missing"):
        actions_imports.void_file(by=tania.actor, id=made.pk, why=" ")
    actions_imports.void_file(by=tania.actor, id=made.pk, why="De otra página")
    actions_imports.void_file(by=tania.actor, id=made.pk, why="Otra vez")
    assert PlatformFileVoid.objects.count() == 1
    assert reach.bounds(campaign).lower is None
    assert Snapshot.objects.filter(file=made).exists()
    assert brought(campaign, tania, posts(500)).pk != made.pk
    assert reach.bounds(campaign).upper == 500


def test_only_who_works_on_the_campaign_imports():
    campaign = a_campaign()
    stranger = testing.someone("Otra", testing.office("OT-LI", "MINAM", "Otra"), "programme")
    with pytest.raises(access.Hidden):
        brought(campaign, stranger, posts(5))
    with pytest.raises(Refused, match="access.role"):
        brought(campaign, testing.people().alba, posts(5))


def a_post(campaign, tania, permalink: str) -> Post:
    """A post of the campaign on Facebook, known by its address."""
    return Post.objects.create(
        campaign=campaign, channel="facebook", platform="facebook", title="Uno", text="x", planned_at=tania.actor.now,
        made_at=tania.actor.now, made_by=tania.membership, permalink=permalink,
    )  # fmt: skip


def test_posts_of_others_in_the_file_count_only_where_one_says_so():
    tania = coordinator()
    campaign = a_campaign(tania)
    a_post(campaign, tania, "https://www.example.org/p/1/?ref=x")
    made = brought(campaign, None, posts(500, 300), only_known=True)
    assert reach.bounds(campaign).upper == 500
    assert [post.title for post in reach.posts_of(campaign).values()] == ["Uno"]
    actions_imports.void_file(by=tania.actor, id=made.pk, why="Se cuentan todas")
    brought(campaign, None, posts(500, 300))
    assert reach.bounds(campaign).upper == 800


def test_what_a_head_means_is_said_once():
    tania = coordinator()
    campaign = a_campaign(tania)
    rows = [["Fecha", "Visualizaciones de videos", "Novedad"], ["2025-06-01", "5", "9"]]
    with pytest.raises(Refused, match="ask_columns"):
        brought(campaign, None, written(rows))
    meant = {"fecha": "date", "visualizaciones de videos": "views", "novedad": "metric.saves"}
    assert len(actions_imports.say_meanings(by=tania.actor, kind="tiktok_overview", meanings=meant)) == 3
    assert actions_imports.say_meanings(by=tania.actor, kind="tiktok_overview", meanings=meant) == []
    made = brought(campaign, None, written(rows))
    assert sorted(made.snapshots.values_list("metric", "value")) == [("saves", 9), ("views", 5)]
    with pytest.raises(Refused, match="no_column"):
        actions_imports.say_meanings(by=tania.actor, kind="tiktok_overview", meanings={"x": "metric.nothing"})


def test_an_estimate_needs_an_assumption_by_name_and_is_taken_back():
    tania = coordinator()
    campaign = a_campaign(tania)
    brought(campaign, tania, posts(500, 300))
    assert reach.bounds(campaign).estimate is None
    actions_imports.state_overlap(
        by=tania.actor, id=uuid7(), campaign_id=campaign.pk, share=Decimal("0.5"), reason="Encuesta"
    )
    assert reach.bounds(campaign).estimate == 650
    with pytest.raises(Refused, match="overlap.share"):
        actions_imports.state_overlap(
            by=tania.actor, id=uuid7(), campaign_id=campaign.pk, share=Decimal(2), reason="x"
        )
    actions_imports.state_overlap(
        by=tania.actor, id=uuid7(), campaign_id=campaign.pk, share=None, reason="Era otra"
    )
    assert reach.bounds(campaign).estimate is None


CHAT = "13/6/2025, 08:05 - Rosa: Buenos días\n13/6/2025, 08:11 - Julián: secreto\n"


def test_nothing_of_a_chat_is_kept_but_its_tally():
    campaign = a_campaign()
    made = brought(campaign, None, CHAT.encode(), name="Chat con Rosa.txt", as_of=None)
    assert made.blob is None
    assert Blob.objects.count() == 0
    assert sorted(made.snapshots.values_list("metric", "value")) == [("messages", 2), ("senders", 2)]
    assert "Rosa" not in made.name


# ---- the command


def run(*words: object):
    return CliRunner().invoke(app, [str(word) for word in words])


def test_the_command_imports_and_says_what_it_read(tmp_path):
    campaign = a_campaign()
    path = tmp_path / "posts.csv"
    path.write_bytes(posts(500, 300))
    told = run("import", path, "--as-of", "2025-06-30", "--json")
    assert told.exit_code == 0, told.stderr
    found = json.loads(told.stdout)
    assert (found["kind"], found["rows"], found["reach_lower_bound"], found["reach_upper_bound"]) == (
        "meta_facebook_posts", 2, 500, 800,
    )  # fmt: skip
    assert (found["new"], found["as_of"], found["campaign"]) == (True, "2025-06-30", campaign.number)
    again = run("import", path, "--as-of", "2025-06-30", "--lang", "en")
    assert again.exit_code == 0
    assert again.stdout.startswith("Facebook posts (Meta Business Suite): 2 rows as of 30 June 2025.")
    assert json.loads(run("import", path, "--json").stdout)["new"] is False


def test_the_command_refuses_with_file_row_and_column(tmp_path):
    a_campaign()
    path = tmp_path / "posts.csv"
    path.write_bytes(posts(500, 300).replace(b"300", b"3x0"))
    told = run("import", path, "--lang", "en")
    assert (told.exit_code, told.stdout) == (2, "")
    (line,) = told.stderr.splitlines()
    assert line == f"{path}: row 3: Reach: “3x0” is no number."
    assert PlatformFile.objects.count() == 0


def test_without_a_campaign_named_the_likeliest_takes_the_file_and_counts_only_its_own_posts(tmp_path):
    path = tmp_path / "posts.csv"
    path.write_bytes(posts(500, 300))
    assert run("import", path).exit_code == 2
    tania = coordinator()
    one, two = a_campaign(tania), a_campaign(tania, from_on=END - timedelta(days=10))
    told = json.loads(run("import", path, "--json").stdout)
    assert (told["campaign"], told["campaign_from"], told["only_known"]) == (two.number, "latest", True)
    assert reach.bounds(two).lower is None
    a_post(one, tania, "https://example.org/p/1")
    told = json.loads(run("import", path, "--json").stdout)
    assert (told["campaign"], told["campaign_from"]) == (one.number, "posts")
    assert reach.bounds(one).upper == 500
    other = tmp_path / "otro.csv"
    other.write_bytes(posts(700, start=7))
    told = json.loads(run("import", other, "--campaign", two.number, "--json").stdout)
    assert (told["campaign"], told["campaign_from"], told["only_known"]) == (two.number, "told", False)
    assert run("import", path, "--campaign", "2020-XX-1").exit_code == 2


def test_the_command_says_when_it_took_today_for_the_day_of_the_figures(tmp_path):
    a_campaign()
    path = tmp_path / "posts.csv"
    path.write_bytes(posts(500))
    assert "no indica ninguna fecha" in run("import", path).stdout
    assert "no indica ninguna fecha" not in run("import", path).stdout
    path.write_bytes(posts(600))
    assert "no indica ninguna fecha" not in run("import", path, "--as-of", "2025-06-30").stdout


def test_the_command_names_its_options_and_says_how_a_day_is_written(tmp_path):
    a_campaign()
    path = tmp_path / "posts.csv"
    path.write_bytes(posts(500))
    told = run("import", path, "--as-of", "2030-01-01")
    assert told.exit_code == 2 and told.stderr.startswith(f"{path}: --as-of: ")
    told = run("import", path, "--as-of", "ayer")
    assert told.exit_code == 2 and "--as-of: «ayer» no es una fecha" in told.stderr


def test_a_refusal_names_row_and_column_once(tmp_path):
    a_campaign()
    path = tmp_path / "posts.csv"
    path.write_bytes(posts(500, 300).replace(b"300", b"3x0"))
    assert run("import", path).stderr == f"{path}: fila 3: Reach: «3x0» no es un número.\n"
    path.write_bytes(posts(500).rstrip()[:-6])
    assert run("import", path).stderr.startswith(f"{path}: fila 2: Tiene 6 celdas y el encabezado 9")


def test_no_refusal_of_a_file_says_again_where_it_is():
    said = {code: str(text) for code, text in SENTENCES.items() if code.startswith("platform_file.")}
    assert said and not [code for code, text in said.items() if "%(row)s" in text or "%(column)s" in text]


def test_what_the_database_would_not_hold_is_refused_or_cut_before_it():
    campaign = a_campaign()
    with pytest.raises(Refused, match="platform_file.not_number"):
        brought(campaign, None, posts(500).replace(b",500,", b",99999999999M,"))
    rows = [["Date", "Video Views"], ["2025-06-10", "90"]]
    made = brought(campaign, None, written(rows), account="a" * 300)
    assert (made.account, made.snapshots.get().account) == ("a" * 120, "a" * 120)


def published(day: str, *reached: int) -> bytes:
    heads = [
        "Post ID",
        "Page ID",
        "Permalink",
        "Publish time",
        "Date",
        "Views",
        "Reach",
        "Reactions",
        "Comments",
        "Shares",
    ]
    rows = [
        ["122100123456780001", "1", "https://example.org/p/1", day, "Lifetime", "10", str(n), "3", "2", "1"]
        for n in reached
    ]
    return written([heads, *rows])


def test_a_post_published_after_the_day_of_the_figures_is_refused():
    campaign = a_campaign()
    with pytest.raises(Refused, match="platform_file.published_later"):
        brought(campaign, None, published("08/25/2025 10:00", 50))
    assert PlatformFile.objects.count() == 0
    assert brought(campaign, None, published("06/25/2025 10:00", 50)).as_of == END
