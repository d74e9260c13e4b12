"""What an address asks of a list."""

import pytest
from django.http import QueryDict

from arariwa.core import keyset
from arariwa.core.lists import Condition, asked, conditions
from arariwa.core.models import Institution

ASKED = (
    Condition("q", "Words", "with “%(value)s”"),
    Condition("estado", "State", "only %(value)s", (("draft", "drafts"),)),
)
SORTS = {"-codigo": ("-code",), "codigo": ("code",)}


def test_each_sentence_leads_to_the_list_without_it():
    values, sentences, fields = conditions(QueryDict("q=a%26b&estado=draft&desde=xyz&orden=dia"), ASKED)
    assert values == {"q": "a&b", "estado": "draft"}
    assert [s["text"] for s in sentences] == ["with “a&b”", "only drafts"]
    assert [s["remove_url"] for s in sentences] == ["?estado=draft&orden=dia", "?q=a%26b&orden=dia"]
    assert [f["value"] for f in fields] == ["a&b", "draft"]


def test_a_sentence_is_not_turned_by_its_value():
    values, sentences, _fields = conditions(QueryDict("q=a%E2%80%AEb"), ASKED)
    assert values["q"] == "a[U+202E]b" and sentences[0]["text"] == "with “a[U+202E]b”"


def test_what_is_no_choice_and_what_is_too_long():
    values, sentences, _fields = conditions(QueryDict("estado=luna&q=" + "x" * 500), ASKED)
    assert values["estado"] == "" and len(values["q"]) == 100 and len(sentences) == 1
    assert conditions(QueryDict(""), ASKED)[1] == []


@pytest.mark.parametrize(
    ("query", "sort"), [("orden=codigo", "codigo"), ("", "-codigo"), ("orden=luna", "-codigo")]
)
def test_the_order_is_one_of_the_heads_and_else_the_usual(query: str, sort: str):
    found = asked(QueryDict(query), ASKED, SORTS)
    assert found.sort == sort
    assert found.every(Institution.objects.all()).query.order_by == SORTS[sort]


def test_a_list_and_its_export_are_asked_alike():
    found = asked(QueryDict("q=a%26b&orden=codigo&desde=xyz"), ASKED, SORTS)
    page = keyset.Page([], "", "")
    shown = found.shown(page, "core:job", "6f0e6f3c-0000-7000-8000-000000000000")
    assert shown["page"] is page and shown["sort"] == "codigo"
    assert [one["text"] for one in shown["filters"]] == ["with “a&b”"]
    assert [one["value"] for one in shown["fields"]] == ["a&b", ""]
    address, _mark, query = shown["export_url"].partition("?")
    assert address.endswith("/6f0e6f3c-0000-7000-8000-000000000000/")
    assert asked(QueryDict(query), ASKED, SORTS) == found


@pytest.mark.django_db
def test_pages_follow_the_order_asked():
    for code in ("zz-b", "zz-a", "zz-c"):
        Institution.objects.create(code=code, name_es=code)
    rows = Institution.objects.filter(code__startswith="zz-")
    first = asked(QueryDict("orden=codigo"), ASKED, SORTS).page(rows)
    assert [one.code for one in first.rows] == ["zz-a", "zz-b", "zz-c"]
    mark = keyset.page(rows, SORTS["codigo"], size=1).older
    after = asked(QueryDict(f"orden=codigo&desde={mark}"), ASKED, SORTS).page(rows)
    assert [one.code for one in after.rows] == ["zz-b", "zz-c"]
