"""Conditions of a list."""

from django.http import QueryDict

from arariwa.core.lists import Condition, conditions

ASKED = (
    Condition("q", "Words", "with “%(value)s”"),
    Condition("estado", "State", "only %(value)s", (("draft", "drafts"),)),
)


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
