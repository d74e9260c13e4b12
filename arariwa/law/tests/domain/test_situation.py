"""A situation takes plain values or values with a source, and keeps the unknown unknown."""

import pytest
from pydantic import ValidationError

from arariwa.law.domain.situation import Situation, flatten
from arariwa.law.domain.terms import GROUPS, TERMS


def read(**parts):
    return Situation.model_validate({"on": "2024-05-05", **parts})


def test_a_plain_value_and_one_with_its_source_are_the_same_fact():
    plain = flatten(read(acts={"sell": True})).common["acts.sell"]
    sourced = flatten(read(acts={"sell": {"value": True, "source": "acta de incautación"}})).common[
        "acts.sell"
    ]
    assert plain.values == sourced.values == (True,)
    assert (plain.source, sourced.source) == (None, "acta de incautación")


@pytest.mark.parametrize(
    "unknown", [None, "unknown", {"value": None}, {"value": "unknown", "source": "acta"}]
)
def test_unknown_is_no_fact_at_all(unknown):
    assert "acts.sell" not in flatten(read(acts={"sell": unknown})).common


def test_a_list_of_acts_says_nothing_of_the_others():
    common = flatten(read(acts=["sell"])).common
    assert common["acts.sell"].values == (True,)
    assert "acts.hunt" not in common


def test_one_taxon_may_be_given_as_text():
    flat = flatten(
        read(
            specimens=[{"taxa": "Vultur gryphus"}, {"taxa": {"value": "Vultur gryphus", "source": "pericia"}}]
        )
    )
    assert [s["specimen.taxa"].values for s in flat.specimens] == [("Vultur gryphus",)] * 2
    assert flat.specimens[1]["specimen.taxa"].source == "pericia"


def test_a_specimen_may_have_its_own_title():
    flat = flatten(read(title={"state": "valid"}, specimens=[{"title": "not_covering"}, {}]))
    assert flat.specimens[0]["title.state"].values == ("not_covering",)
    assert flat.specimens[0]["title.state"].path == "specimens.0.title"
    assert "title.state" not in flat.specimens[1]


@pytest.mark.parametrize(
    ("on", "shown"),
    [
        ("2026", "2026"),
        (2026, "2026"),
        ("2026-02", "2026-02"),
        ("2026-02-18", "2026-02-18"),
        ({"from": "2026-02-03", "until": "2026-02-19"}, "2026-02-03/2026-02-19"),
    ],
)
def test_a_day_a_month_a_year_or_a_span(on, shown):
    assert str(Situation.model_validate({"on": on}).span) == shown


@pytest.mark.parametrize(
    "on",
    [
        "",
        "yesterday",
        "2026-13",
        "2026-02-30",
        20260219,
        2026.5,
        True,
        None,
        {"from": "2026-02-19", "until": "2026-02-19"},
        {"from": "2026"},
    ],
)
def test_what_is_no_day_is_refused(on):
    with pytest.raises(ValidationError) as refused:
        Situation.model_validate({"on": on})
    assert refused.value.errors()[0]["type"] == "situation.day"


@pytest.mark.parametrize(
    "parts",
    [
        {"acts": ["fly"]},
        {"acts": {"sell": "yes"}},
        {"acts": {"sell": 1}},
        {"title": {"state": "lost"}},
        {"specimens": [{"quantity": -1}]},
        {"specimens": [{"quantity": "NaN"}]},
        {"specimens": [{"quantity": "1e400"}]},
        {"specimens": [{"quantity": True}]},
        {"specimens": [{"colour": "red"}]},
        {"specimens": [{"title": {"value": "none", "sources": "x"}}]},
        {"specimens": [{"taxa": []}]},
        {"specimens": {"taxa": "X"}},
        {"place": "Lima"},
    ],
)
def test_what_is_not_in_the_shape_is_refused(parts):
    with pytest.raises(ValidationError):
        read(**parts)


def test_every_fact_has_words_and_a_question_in_both_languages():
    for group, terms in GROUPS.items():
        for name, term in terms.items():
            for words in (term.label, term.ask):
                assert words.es and words.en and words.es != words.en or name in ("ubigeo",), (
                    f"{group}.{name}"
                )


def test_the_schema_shows_the_words_of_both_languages():
    schema = Situation.model_json_schema()
    form = schema["$defs"]["Specimen"]["properties"]["form"]
    assert form["title"] == TERMS["specimen.form"].label.en
    assert form["x-es"]["title"] == TERMS["specimen.form"].label.es
    assert form["x-values"]["live"] == {"es": "vivo", "en": "live"}


def test_what_is_written_out_reads_back_the_same():
    situation = read(
        acts=["sell"],
        specimens=[{"taxa": "X", "quantity": "3.5", "title": {"value": "none", "source": "acta"}}],
    )
    assert Situation.model_validate(situation.model_dump(mode="json")) == situation
