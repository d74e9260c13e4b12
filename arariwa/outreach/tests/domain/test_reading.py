"""Exports of platforms are read whole or refused whole, with row and column; what is open is asked, what is not given stays so."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from arariwa.core.domain.refused import Refused
from arariwa.outreach.domain.reading import Answers, Asked, read, summary
from arariwa.outreach.tests import exports
from arariwa.outreach.tests.exports import Export, written

ANY = Answers(suggested=True)
CORRECT, DAMAGED = list(exports.correct()), list(exports.damaged())


def test_there_are_two_hundred_files():
    assert len(CORRECT) >= 100
    assert len(DAMAGED) >= 100


@pytest.mark.parametrize("export", CORRECT, ids=lambda one: one.name)
def test_a_correct_file_is_read_whole(export: Export):
    found = read(export.data, export.name, exports.pack(), ANY)
    assert found.kind.id == export.kind
    assert found.rows == 4
    told: dict[str, Decimal] = {}
    for one in found.values:
        if "+" not in one.raw and one.value is not None:
            told[one.metric] = told.get(one.metric, Decimal(0)) + one.value
    metrics = {("viewers" if k == "above" else k): v for k, v in export.sums.items()}
    assert {k: told[k] for k in metrics} == metrics


@pytest.mark.parametrize("export", DAMAGED, ids=lambda one: one.name)
def test_a_damaged_file_is_refused_with_row_and_column(export: Export):
    with pytest.raises(Refused) as error:
        read(export.data, export.name, exports.pack(), ANY)
    refused = error.value
    codes = {f"platform_file.{export.expect}"}
    if export.expect == "unknown":
        codes.add("platform_file.unlike")
    assert refused.code in codes, (export.damage, refused)
    if export.row:
        assert (refused.values["row"], refused.values.get("column", "")) == (export.row, export.column)


def by(rows: list[list[str]], name: str = "x.csv", **answers):
    return read(written(rows), name, exports.pack(), Answers(**answers))


FB = ["Post ID", "Page ID", "Publish time", "Date", "Views", "Reach", "Reactions", "Comments", "Shares"]
FB_ROW = ["122100123456780001", "1", "03/25/2025 09:30", "Lifetime", "900", "500", "3", "2", "1"]


def test_days_and_totals_of_one_file_are_never_both_counted():
    days = [[*FB_ROW[:3], f"03/2{n}/2025", "300", "200", "1", "1", ""] for n in (5, 6, 7)]
    found = by([FB, *days, FB_ROW])
    told = dict(summary(found))
    assert (told["sum_views"], told["reach_lower_bound"], told["reach_upper_bound"]) == (900, 500, 500)
    assert (found.daily_rows, found.total_rows) == (3, 1)


@pytest.mark.parametrize("word", ["Total", "TOTAL GENERAL", "Suma", "Soma"])
def test_a_sum_below_the_rows_is_no_day_and_no_post(word):
    """Whoever opened the file in a spreadsheet may have added it up: it would be the largest single figure of all."""
    days = [
        ["Date", "Video Views", "Reached audience"],
        ["2025-05-01", "100", "60"],
        ["2025-05-02", "110", "70"],
    ]
    told = dict(summary(by([*days, [word, "210", "130"]])))
    assert (told["reach_lower_bound"], told["reach_upper_bound"], told["sum_views"]) == (70, 130, 210)
    assert (told["rows"], told["total_rows"]) == (2, 1)
    with pytest.raises(Refused) as error:
        by([FB, FB_ROW, [word, *FB_ROW[1:]]])
    assert (error.value.code, error.value.values["row"]) == ("platform_file.not_id", 3)


def test_a_percentage_is_no_count():
    with pytest.raises(Refused) as error:
        by([FB, [cell if head != "Reach" else "70%" for head, cell in zip(FB, FB_ROW, strict=True)]])
    assert (error.value.code, error.value.values["row"], error.value.values["column"]) == (
        "platform_file.not_number", 2, "Reach",
    )  # fmt: skip


@pytest.mark.parametrize("text", ["", "-", "--", "–"])
def test_not_given_is_never_zero(text):
    found = by([FB, [*FB_ROW[:5], text, *FB_ROW[6:]]])
    (reach,) = [one for one in found.values if one.metric == "reach"]
    assert reach.value is None
    assert found.missing == {"Reach": 1}
    assert dict(summary(found))["reach"] is None


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1,234", "2,000,000"], [1234, 2000000]),
        (["1.234.567", "1.234"], [1234567, 1234]),
        (["1 234", "12 345"], [1234, 12345]),
        (["1.2K", "900"], [1200, 900]),
        (["1,2 mil", "3"], [1200, 3]),
        (["1.5M", "10"], [1500000, 10]),
    ],
)
def test_numbers_are_read_by_the_whole_column(cells, values):
    rows = [[f"12210012345678000{n}", *FB_ROW[1:4], cell, *FB_ROW[5:]] for n, cell in enumerate(cells)]
    found = by([FB, *rows])
    assert [one.value for one in found.values if one.metric == "views"] == values


def test_a_rounded_figure_keeps_to_what_it_was_rounded():
    found = by([FB, [*FB_ROW[:4], "1.2K", *FB_ROW[5:]]])
    (views,) = [one for one in found.values if one.metric == "views"]
    assert (views.value, views.precision) == (1200, 100)


def test_a_mark_that_reads_two_ways_is_asked_in_english_and_told_by_a_person():
    rows = [FB, [*FB_ROW[:4], "1.234", *FB_ROW[5:]]]
    with pytest.raises(Asked) as asked:
        by(rows)
    assert (asked.value.question, asked.value.values["row"]) == ("decimal", 2)
    (views,) = [one for one in by(rows, decimal=",").values if one.metric == "views"]
    assert views.value == 1234
    with pytest.raises(Refused, match="not_whole"):
        by(rows, decimal=".")


def test_day_or_month_first_is_told_by_the_whole_file_or_asked():
    overview = ["Date", "Impressions", "Engagements"]
    told = by([overview, ["03/11/2025", "1", "1"], ["25/11/2025", "2", "1"]])
    assert (told.first, told.last) == (date(2025, 11, 3), date(2025, 11, 25))
    with pytest.raises(Asked, match="order"):
        by([overview, ["03/11/2025", "1", "1"], ["04/11/2025", "2", "1"]])
    asked = by([overview, ["03/11/2025", "1", "1"], ["04/11/2025", "2", "1"]], order="mdy")
    assert (asked.first, asked.last) == (date(2025, 3, 11), date(2025, 4, 11))
    with pytest.raises(Refused, match="mixed_days") as mixed:
        by([overview, ["13/11/2025", "1", "1"], ["11/14/2025", "2", "1"]])
    assert mixed.value.values["row"] == 3


def test_publication_days_that_stay_open_stop_nothing():
    found = by([FB, [*FB_ROW[:2], "03/11/2025 09:30", *FB_ROW[3:]]])
    assert found.days_open
    assert found.published == {}
    assert by([FB, FB_ROW]).published == {FB_ROW[0]: date(2025, 3, 25)}


def test_days_without_a_year_cross_new_year_by_the_name_or_by_the_day_of_export():
    rows = [["Date", "Video Views"], ["December 31", "5"], ["January 1", "7"]]
    name = "Overview_2025-12-31_1767225600_guardianes.csv"
    found = by(rows, name)
    assert (found.first, found.last, found.account) == (date(2025, 12, 31), date(2026, 1, 1), "guardianes")
    assert (found.as_of, found.as_of_from) == (date(2026, 1, 1), "name")
    told = by(rows, as_of=date(2024, 1, 5))
    assert (told.first, told.last) == (date(2023, 12, 31), date(2024, 1, 1))
    with pytest.raises(Asked, match="as_of"):
        by(rows)


def test_figures_of_a_day_after_the_export_are_refused():
    with pytest.raises(Refused, match="later") as error:
        by([["Date", "Video Views"], ["2025-12-31", "5"]], as_of=date(2025, 12, 30))
    assert error.value.values["row"] == 2


def test_a_head_that_is_only_remembered_is_suggested_never_taken_silently():
    rows = [["Fecha", "Visualizaciones de videos", "Me gusta"], ["2025-12-31", "5", "2"]]
    with pytest.raises(Asked) as asked:
        by(rows)
    assert asked.value.options == {"fecha": "date", "visualizaciones de videos": "views", "me gusta": "likes"}
    said = by(rows, columns={"fecha": "date", "visualizaciones de videos": "views", "me gusta": ""})
    assert [(one.metric, one.value) for one in said.values if "+" not in one.raw] == [("views", 5)]


def test_unknown_columns_are_listed_and_counted_and_may_be_told():
    rows = [[*FB, "Cosa nueva"], [*FB_ROW, "8"]]
    assert by(rows).left_out == ["Cosa nueva"]
    told = by(rows, columns={"cosa nueva": "metric.saves"})
    assert told.left_out == []
    assert [one.value for one in told.values if one.metric == "saves"] == [8]


def test_engagement_is_the_sum_of_its_parts_where_no_column_says_it():
    found = by([FB, FB_ROW])
    (one,) = [one for one in found.values if one.metric == "interactions"]
    assert (one.value, one.raw, found.computed) == (6, "reactions + comments + shares", True)


def test_the_kind_comes_from_the_heads_never_from_the_name():
    found = by([FB, FB_ROW], "account_analytics_content_2025-09-05_2025-09-08.csv")
    assert (found.kind.id, found.as_of) == ("meta_facebook_posts", None)


def test_a_file_nobody_knows_is_refused_with_its_heads_and_the_nearest_kind():
    with pytest.raises(Refused) as error:
        by([["Post ID", "Title", "Fruta"], ["1", "x", "y"]])
    assert error.value.code == "platform_file.unknown"
    assert "Fruta" in str(error.value.values["heads"])
    assert error.value.values["kind"] in ("meta_facebook_posts", "x_content")


def test_paid_reports_are_named_and_not_taken():
    with pytest.raises(Refused, match="named"):
        by([["Campaign name", "Amount spent (PEN)", "Reach"], ["x", "3", "4"]])


CHAT = (
    "1/6/2025, 08:02 - Los mensajes y las llamadas están cifrados de extremo a extremo.\n"
    "1/6/2025, 08:05 - Rosa: Buenos días\nTraigan lápiz\n1/6/2025, 08:11 - Julián: <Multimedia omitido>\n"
    "13/6/2025, 19:40 - +51 900 000 001: No: sin permiso es delito\n"
    "13/6/2025, 19:41 - Rosa: Se eliminó este mensaje.\n"
)


def test_a_chat_gives_a_tally_and_none_of_its_words():
    found = read(CHAT.encode(), "chat.txt", exports.pack(), Answers())
    tally = found.tally
    assert tally
    assert (tally.messages, tally.system_lines, tally.senders, tally.media, tally.deleted) == (4, 1, 3, 1, 1)
    assert (tally.day_first, tally.first, tally.last) == (True, date(2025, 6, 1), date(2025, 6, 13))
    assert "Rosa" not in str(found)
    assert "lápiz" not in str(found)


def test_a_chat_of_an_iphone_in_its_zip():
    text = "[31/12/23, 23:59:01] Red: \u200eMessages and calls are end-to-end encrypted.\r\n[31/12/23, 23:59:05] Ana: hola\r\n\u200e[1/1/24, 0:01:00] Luz: \u200eimagen omitida\r\n"
    found = read(exports.zipped({"_chat.txt": text.encode()}), "chat.zip", exports.pack(), Answers())
    assert found.tally
    assert (found.kind.id, found.tally.messages, found.tally.system_lines) == ("whatsapp_chat_ios", 2, 1)
    assert found.tally.last == date(2024, 1, 1)


def test_a_table_of_youtube_keeps_its_total_apart():
    rows = [
        ["Contenido", "Título del video", "Tiempo de publicación del video", "Duración", "Vistas", "Tasa de clics de las impresiones (%)"],
        ["Total", "", "", "", "900", "5.2"],
        [" -Zy8xWvU7tS", "Uno", "9 sept 2025", "58", "300", "4.02"],
        ["aB3-dEfGh12", "Dos", "12 mar 2025", "90", "500", "3.5"],
    ]  # fmt: skip
    found = by(rows)
    assert {one.object for one in found.values if one.object} == {"-Zy8xWvU7tS", "aB3-dEfGh12"}
    assert dict(summary(found))["sum_views"] == 800
    assert [one.value for one in found.values if one.grain == "total" and one.metric == "views"] == [900]
    assert found.published["-Zy8xWvU7tS"] == date(2025, 9, 9)
    assert [one.value for one in found.values if one.metric == "click_rate" and one.object] == [
        Decimal("4.02"),
        Decimal("3.5"),
    ]


def test_one_file_of_several_tables_is_read_by_the_one_that_is_known():
    files = {"FollowerHistory.csv": written([["Date", "Followers", "Difference in followers from previous day"], ["2025-01-02", "50", "-3"]]),
             "FollowerGender.csv": written([["Gender", "Distribution"], ["Female", "0.6"]])}  # fmt: skip
    found = read(exports.zipped(files), "Followers_guardianes.zip", exports.pack(), Answers())
    assert (found.kind.id, found.account) == ("tiktok_followers", "guardianes")
    assert found.other_parts == ["FollowerGender.csv"]
    assert [one.value for one in found.values if one.metric == "follows"] == [-3]


def test_every_sheet_of_a_book_is_looked_at_and_those_left_out_are_named():
    figures, notes, blank = [FB, FB_ROW], [["Notas", "Quién"], ["pauta", "Ana"]], [[""]]
    found = read(exports.book(figures, notes, blank), "a.xlsx", exports.pack(), ANY)
    assert (found.posts, found.other_parts) == (1, ["a.xlsx (2)"])
    found = read(exports.book(notes, figures), "a.xlsx", exports.pack(), ANY)
    assert (found.posts, found.other_parts) == (1, ["a.xlsx"])
    with pytest.raises(Refused, match="several"):
        read(exports.book(figures, figures), "a.xlsx", exports.pack(), ANY)


def test_every_mistake_is_told_not_only_the_first():
    bad = [[f"12210012345678000{n}", *FB_ROW[1:4], "x", *FB_ROW[5:]] for n in range(3)]
    with pytest.raises(Refused) as error:
        by([FB, *bad])
    assert [one.values["row"] for one in error.value.every] == [2, 3, 4]


def test_the_same_seed_gives_the_same_files():
    assert [one.data for one in exports.correct()] == [one.data for one in CORRECT]
    assert replace(CORRECT[0], data=b"") == replace(next(exports.correct()), data=b"")
