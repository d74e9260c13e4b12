"""Two texts of one rule side by side."""

import pytest

from arariwa.law import comparison
from arariwa.law.comparison import Line, Text

OLD = Text("X-1", "1991", [
    Line("", "Pena", "1 a 3 años"), Line("Elementos", "Actos", "vender o exportar"), Line("Elementos", "Sin permiso", "no tiene"),
])  # fmt: skip
NEW = Text("X-2", "2008", [
    Line("", "Pena", "3 a 5 años"), Line("Elementos", "Actos", "vender o exportar"), Line("Elementos", "Conoce", "sabía"),
])  # fmt: skip
LAST = Text("X-3", "2015", NEW.lines)


def test_lines_that_changed_came_and_went():
    found = comparison.of([OLD, NEW])
    assert [(row.label, row.change) for row in found.rows] == [
        ("Pena", "changed"),
        ("Actos", "same"),
        ("Conoce", "new"),
        ("Sin permiso", "gone"),
    ]
    assert found.same == 1


def test_the_words_that_differ_are_marked_on_each_side():
    first = comparison.of([OLD, NEW]).rows[0]
    assert first.before == [("1 ", True), ("a ", False), ("3 ", True), ("años", False)]
    assert first.after == [("3 ", True), ("a ", False), ("5 ", True), ("años", False)]
    assert "".join(words for words, _mark in first.after) == "3 a 5 años"


def test_what_is_said_quite_otherwise_is_marked_whole():
    one = Text("A", "", [Line("", "n", "cazar sin licencia")])
    other = Text("B", "", [Line("", "n", "quien exporta maderas")])
    row = comparison.of([one, other]).rows[0]
    assert row.before == [("cazar sin licencia", True)] and row.after == [("quien exporta maderas", True)]


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (("", ""), ("X-2", "X-3")),
        (("X-1", "X-3"), ("X-1", "X-3")),
        (("X-3", "X-1"), ("X-1", "X-3")),  # always in the order of time
        (("X-1", "X-1"), ("X-2", "X-3")),
        (("no", "X-1"), ("X-2", "X-3")),
    ],
)
def test_which_two_are_compared(asked, wanted):
    found = comparison.of([OLD, NEW, LAST], *asked)
    assert (found.before.key, found.after.key) == wanted


def test_a_line_whose_name_changed_a_little_is_the_same_line():
    one = Text("A", "", [Line("Elementos", "Flora no maderable o fauna", "x"), Line("Otros", "Actos", "y")])
    other = Text(
        "B", "", [Line("Elementos", "Flora no maderable o de fauna", "x"), Line("Elementos", "Actos", "y")]
    )
    rows = comparison.of([one, other]).rows
    assert [(row.label, row.change) for row in rows] == [
        ("Flora no maderable o de fauna", "changed"),
        ("Actos", "new"),  # of another part: not the same line
        ("Actos", "gone"),
    ]
    assert "".join(words for words, _mark in rows[0].before) == "Flora no maderable o fauna: x"


def test_one_text_has_nothing_beside_it():
    assert comparison.of([OLD]) is None and comparison.of([]) is None


def test_two_lines_of_one_name_are_kept_apart():
    one = Text("A", "", [Line("Dice", "", "uno"), Line("Dice", "", "dos")])
    other = Text("B", "", [Line("Dice", "", "uno"), Line("Dice", "", "tres")])
    assert [row.change for row in comparison.of([one, other]).rows] == ["same", "changed"]


@pytest.mark.django_db
def test_the_page_of_an_offence_shows_them_and_stays_short(client):
    page = client.get("/ley/CP-308/", {"antes": "CP-308-v1991", "ahora": "CP-308"})
    text = page.content.decode()
    assert page.context["page"].compared.before.key == "CP-308-v1991"
    assert "<mark>" in text and 'id="cp-308-v2008"' in text
    assert len(page.content) < 50_000
    shown = page.context["page"]
    assert (
        shown.own
        and shown.elsewhere
        and not {e.name.es for e in shown.own} & {e.name.es for e in shown.elsewhere}
    )
    folded = text[text.index("ejemplos de otras reglas") :]
    assert shown.elsewhere[0].name.es[:20] in folded
    assert client.get("/ley/CP-308/", {"antes": "<x>", "ahora": "\x07"}).status_code == 200
