"""What fields read, refuse and keep; how mistakes are told."""

from datetime import date, time
from decimal import Decimal

import pytest
from django import forms
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from arariwa.core.domain.refused import Refused
from arariwa.core.domain.spans import Span
from arariwa.core.forms import (
    DayField,
    DayOrMonthField,
    Form,
    HourField,
    QuantityField,
    TypedNumberField,
    WordField,
    error_links,
    option,
    with_unknown,
)
from arariwa.core.styleguide import SampleForm

HOSTILE = [
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "\x00",
    "A" * 100_000,
    "٤٥",
    "NaN",
    "1e999",
    "{{ 7|add:7 }}",
    "%s%(x)s",
]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


class Found(Form):
    weight = with_unknown(QuantityField(label="Weight"), "Not weighed yet")
    count = QuantityField(label="Animals", whole=True, required=False)
    facts = DayOrMonthField(label="When", required=False)
    heard = DayField(label="Hearing", required=False)
    began = HourField(label="Hour", required=False)
    plate = TypedNumberField(
        label="Plate", required=False, check=lambda t: "Unusual plate." if len(t) != 7 else None
    )
    state = forms.ChoiceField(
        label="State",
        required=False,
        widget=forms.RadioSelect,
        choices=[("a", option("Alive", "It <breathes>")), ("b", "Dead")],
    )


def form(**data: str) -> Found:
    return Found({"weight": "45", **data})


def test_read():
    found = form(
        count="3",
        facts_month="2",
        facts_year="2026",
        began="1435",
        plate="M6W-123",
        heard_day="16",
        heard_month="marzo",
        heard_year="2026",
    )
    assert found.is_valid(), found.errors
    assert found.cleaned_data == {
        "weight": Decimal(45),
        "count": Decimal(3),
        "facts": Span.parse("2026-02"),
        "heard": date(2026, 3, 16),
        "began": time(14, 35),
        "plate": "M6W-123",
        "state": "",
    }


def test_not_known_is_an_answer():
    found = form(weight="", weight_unknown="on")
    assert found.is_valid()
    assert found.cleaned_data["weight"] is None


def test_neither_or_both_are_mistakes():
    assert form(weight="").errors["weight"] == ["Answer “Weight” or mark “Not weighed yet”."]
    assert form(weight="4", weight_unknown="on").errors["weight"] == [
        "Write the answer or mark “Not weighed yet”, not both."
    ]


def test_what_was_typed_stays():
    found = form(weight="26.100", facts_day="31", facts_month="2", facts_year="2026")
    page = str(found)
    assert 'value="26.100"' in page
    assert 'value="31"' in page
    assert found.errors["weight"] == ["“26.100” can be read in two ways. Write 26.1 or 26,100."]


def test_a_saved_value_is_shown_as_peru_writes_it_and_read_back():
    page = str(
        Found(
            initial={
                "weight": Decimal("26100.500"),
                "facts": Span.parse("2026-02"),
                "heard": date(2026, 3, 6),
                "began": time(9, 5),
            }
        )
    )
    for shown in (
        'value="26,100.5"',
        'name="facts_year" value="2026"',
        'name="heard_day" value="6"',
        'value="09:05"',
    ):
        assert shown in page
    assert 'name="facts_day" value' not in page


def test_unchanged_values_are_no_change():
    start = {"weight": Decimal("26100.5"), "count": Decimal(3)}
    found = Found({"weight": "26,100.5", "count": "3"}, initial=start)
    assert found.is_valid()
    assert found.changed_data == []


@pytest.mark.parametrize(
    ("typed", "said"), [("2.5", "whole number"), ("0", "above zero"), ("-1", "below zero")]
)
def test_counts(typed, said):
    assert said in form(count=typed).errors["count"][0]


def test_a_part_of_a_day_is_no_day():
    assert form(heard_year="2026").errors["heard"] == ["Write day, month and year."]


def test_an_unusual_number_is_told_once_and_then_kept():
    first = form(plate="IQ 12345")
    assert first.errors["plate"] == [
        "Unusual plate. If the paper says so, save again and it is kept as written."
    ]
    assert '<input type="hidden" name="plate_seen" value="IQ 12345">' in str(first["plate"])
    again = form(plate="IQ 12345", plate_seen="IQ 12345")
    assert again.is_valid()
    assert again.cleaned_data["plate"] == "IQ 12345"
    assert not form(plate="IQ 99999", plate_seen="IQ 12345").is_valid()


def test_an_unusual_number_that_stands_in_the_record_is_not_asked_about_again():
    standing = {"plate": "IQ 12345"}
    assert Found({"weight": "1", "plate": "IQ 12345"}, initial=standing).is_valid()
    assert Found({"weight": "1", "plate": "IQ  12345 "}, initial=standing).is_valid()
    assert "plate" in Found({"weight": "1", "plate": "IQ 99999"}, initial=standing).errors


@pytest.mark.parametrize("typed", ["ENTREGAR", "entregar", " Entregar "])
def test_the_word_of_a_final_act(typed):
    assert WordField("ENTREGAR").clean(typed)


@pytest.mark.parametrize("typed", ["", "si", "ENTREGA"])
def test_another_word_is_refused(typed):
    with pytest.raises(forms.ValidationError, match="ENTREGAR"):
        WordField("ENTREGAR").clean(typed)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_field(text):
    names = [
        "weight",
        "count",
        "facts_day",
        "facts_month",
        "facts_year",
        "heard_day",
        "heard_month",
        "heard_year",
        "began",
        "plate",
        "plate_seen",
        "state",
    ]
    found = Found(dict.fromkeys(names, text))
    assert not found.is_valid()
    page = str(found)
    assert "<script>alert" not in page
    assert error_links(found)


@given(st.text(max_size=40), st.text(max_size=12), st.text(max_size=6))
def test_any_text_is_answered(a, b, c):
    str(
        Found({"weight": a, "facts_day": b, "facts_month": c, "facts_year": b, "began": a, "plate": a}).errors
    )


def test_labels_hints_and_mistakes_are_tied_to_the_input():
    found = SampleForm({"weight": "x", "account": "y"})
    page = str(found)
    assert 'id="id_weight_0"' in page
    assert 'aria-invalid="true"' in page
    assert '<label for="id_weight_0">' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_error"' in page
    assert '<fieldset class="field wrong" aria-describedby="id_happened_helptext id_happened_error">' in page
    assert "(optional)" in page


def test_each_mistake_leads_to_an_input_that_exists():
    found = SampleForm({})
    page = str(found)
    links = error_links(found)
    assert len(links) == 5
    for id_, said in links:
        assert f'id="{id_}"' in page
        assert str(said) in page.replace("&quot;", '"')


def test_a_refusal_of_an_action_stands_at_its_field():
    found = form()
    assert found.is_valid()
    found.refuse(Refused("number.zero", "count"))
    found.refuse(Refused("number.zero", "no_such_field"))
    assert error_links(found) == [
        ("", "Write a number above zero."),
        ("id_count", "Write a number above zero."),
    ]


def test_a_choice_with_a_second_line_is_escaped():
    assert '<b>Alive</b><span class="more">It &lt;breathes&gt;</span>' in str(Found()["state"])


def test_formsets_tell_their_mistakes_too():
    rows = forms.formset_factory(Found, extra=0)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-weight": ""}
    )
    assert error_links(rows) == [("id_form-0-weight_0", "Answer “Weight” or mark “Not weighed yet”.")]


def test_words_follow_the_language_of_the_page():
    found = form(weight="")
    with translation.override("es"):
        assert found.errors["weight"] == ["Responda «Weight» o marque «Not weighed yet»."]


class Line(Form):
    seal = forms.CharField(label="Seal")


class Several(Form):
    note = forms.CharField(label="Note", required=False)

    def __init__(self, data=None):
        super().__init__(data)
        self.lines = [Line(data, prefix=name) for name in ("a", "b", "c")]


def test_what_was_refused_about_several_things_stands_at_each():
    form = Several({"a-seal": "1", "b-seal": "2", "c-seal": "3"})
    assert form.is_valid() and not form.wrong
    first = Refused("custody.seal_number", "a-seal")
    first.others = (
        Refused("custody.wrong_holder", "b-"),
        Refused("custody.place", "note"),
        Refused("custody.time", "z-seal"),
    )
    form.refuse(first)
    assert form.wrong
    assert error_links(form) == [
        ("id_a-seal", "Write the number of the seal."),
        ("id_b-seal", "Your office does not hold this item, or no longer does."),
        ("", "This is earlier than the last act of custody."),
        ("id_note", "Say where the item is now."),
    ]
    assert not form.lines[2].errors


def test_a_form_is_taken_only_with_all_its_lines():
    form = Several({"a-seal": "1"})
    assert not form.is_valid() and form.wrong and not form.errors
    assert [at for at, _said in error_links(form)] == ["id_b-seal", "id_c-seal"]
