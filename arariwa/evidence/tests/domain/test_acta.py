"""What a record needs before it may be signed."""

import ast
from pathlib import Path

import pytest

from arariwa.evidence.domain.acta import missing

# Read as text: the table itself needs the framework.
WORDS = Path(__file__).parents[2] / "words.py"
COMPLETE = {
    "place": "Mercado", "district": True, "day": True, "start_time": "06:00", "end_time": "07:00", "written_place": True,
    "officers": ["A"], "officers_without_document": [], "prosecutor_told": True, "persons_without_particulars": [],
    "reason": "x", "legal_act": "x", "done": "x", "things_without_quantity": [], "things_without_weight": [],
    "things_without_seal": [], "things_without_destination": [], "read_to_all": True, "author_signed": True,
    "signatures_pending": [],
}  # fmt: skip
# What is taken away or put in the way -> the code that is missing.
FAULTS = {
    **{
        name: (name, False)
        for name in (
            "place",
            "district",
            "day",
            "start_time",
            "end_time",
            "written_place",
            "reason",
            "legal_act",
            "done",
        )
    },
    "officers": ("officers", True),
    "officers_without_document": ("officer_documents", False),
    "prosecutor_told": ("prosecutor", False),
    "persons_without_particulars": ("particulars", False),
    "things_without_quantity": ("quantities", False),
    "things_without_weight": ("weights", False),
    "things_without_seal": ("seals", False),
    "things_without_destination": ("destination", False),
    "read_to_all": ("read", False),
    "author_signed": ("author_signature", True),
    "signatures_pending": ("signatures", False),
}


def test_a_complete_record_lacks_nothing():
    assert list(missing(COMPLETE)) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_each_omission_is_told_alone(fault):
    code, invalid = FAULTS[fault]
    value = [] if COMPLETE[fault] else ["something"]
    (found,) = missing({**COMPLETE, fault: value})
    assert (found.code, found.invalid) == (f"acta.{code}", invalid)
    assert found.step


def test_only_nobody_certain_and_an_unsigned_author_make_it_invalid():
    """CPP 121: it is void only where those who took part are not certain or its author did not sign."""
    assert {found.code for found in missing({}) if found.invalid} == {
        "acta.officers",
        "acta.author_signature",
    }


def test_an_empty_record_lacks_everything_it_can_know_of():
    assert len(list(missing({}))) == 13


def test_every_omission_has_words():
    words = {node.value for node in ast.walk(ast.parse(WORDS.read_text())) if isinstance(node, ast.Constant)}
    assert {f"acta.{code}" for code, _ in FAULTS.values()} <= words
