"""QTI 3.0 there and back, and what comes from outside."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arariwa.core.domain.refused import Refused
from arariwa.core.refusals import SENTENCES
from arariwa.training.domain import qti
from arariwa.training.domain.questions import Match, Order, Said, Several, question
from arariwa.training.tests.domain.samples import PARTS, a_question, data, es

KINDS = ("one", "several", "order", "match")
WORDS = (
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30)
    .filter(lambda text: text.split())
    .map(lambda text: " ".join(text.split()))
)
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True).filter(
    lambda i: not i.endswith("-") and "--" not in i
)


@st.composite
def questions(draw):
    kind = draw(st.sampled_from(KINDS))
    words = draw(
        st.lists(
            WORDS,
            min_size=8,
            max_size=8,
            unique_by=lambda t: "".join(c for c in t.casefold() if c.isalnum()) or t,
        )
    )
    ids = draw(st.lists(IDS, min_size=4, max_size=4, unique=True))
    if kind in ("one", "several"):
        keys = draw(st.sets(st.sampled_from(ids), min_size=1)) if kind == "several" else {ids[1]}
        parts = {
            "options": [
                {"id": i, "es": w, "key": i in keys, "why": es(words[0])}
                for i, w in zip(ids, words, strict=False)
            ]
        }
    elif kind == "order":
        parts = {"items": [{"id": i, "es": w, "en": words[0]} for i, w in zip(ids, words, strict=False)]}
    else:
        pairs = [{"left": es(a), "right": es(b)} for a, b in zip(words[:3], words[3:6], strict=True)]
        parts = {"pairs": pairs, "extra": [es(words[6])]}
    head = {
        "module": draw(st.integers(1, 9)),
        "law": draw(st.lists(st.sampled_from(["CP-308", "PR-IP"]), unique=True)),
    }
    why = {"why": {"es": words[7], "en": words[6]}}
    try:
        return question(data(kind, draw(IDS), **parts, **head, **why, stem={"es": words[0], "en": words[1]}))
    except ValueError:
        return a_question(kind)


@settings(deadline=None)
@given(questions())
def test_there_and_back_is_the_same_question(asked):
    made, left = qti.package([asked], "asy-1")
    back = qti.read(made)
    assert not left and not back.left_out and not back.notes
    assert back.questions == [asked]


def test_the_same_questions_make_the_same_package_and_other_kinds_are_named():
    rows = [a_question(kind) for kind in PARTS]
    one, left = qti.package(rows, "asy-1")
    assert one == qti.package(rows, "asy-1")[0]
    assert left == ["q-number", "q-text", "q-vignette"]
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert sorted(archive.namelist()) == ["imsmanifest.xml", *(f"items/q-{k}.xml" for k in sorted(KINDS))]


@settings(deadline=None)
@given(questions())
def test_references_are_put_into_words_and_come_back_as_written(asked):
    asked = asked.model_copy(update={"stem": Said(es="Según [[cita CP-308]], ¿qué rige?", en="What?")})
    made, _left = qti.package(
        [asked], "asy-1", lambda written: written.replace("[[cita CP-308]]", "el art. 308")
    )
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        item = archive.read(f"items/{asked.id}.xml").decode()
    assert ">Según el art. 308, ¿qué rige?<" in item
    (back,) = qti.read(made).questions
    assert back.stem == asked.stem and back.model_dump() == asked.model_dump()


def test_the_score_another_system_computes_is_ours():
    """The mapping of several keys says keys less others, of all keys, never below 0."""
    root = qti.parse(qti._written(qti.item(a_question("several"))))
    (mapping,) = qti._of_kind(root, "qti-mapping")
    worth = {e.get("map-key"): float(e.get("mapped-value")) for e in mapping}
    assert worth == {"a": 0.5, "b": -0.5, "c": 0.5, "d": -0.5} and mapping.get("lower-bound") == "0"


def an_item(
    body, *, correct="<qti-value>A</qti-value>", cardinality="single", base="identifier", ns=qti.NS, more=""
):
    return f"""<?xml version="1.0"?>
<qti-assessment-item xmlns="{ns}" identifier="Item_1" title="t" time-dependent="false">
  <qti-response-declaration identifier="R" cardinality="{cardinality}" base-type="{base}">
    <qti-correct-response>{correct}</qti-correct-response></qti-response-declaration>
  <qti-item-body>{body}</qti-item-body>{more}</qti-assessment-item>""".encode()


CHOICE = """<p>Before <em>it</em>.</p><qti-choice-interaction response-identifier="R" max-choices="1">
<qti-prompt>Which?</qti-prompt><qti-simple-choice identifier="A">One</qti-simple-choice>
<qti-simple-choice identifier="a">Two</qti-simple-choice></qti-choice-interaction>"""


def test_an_item_of_another_system():
    (asked,) = qti.read(an_item(CHOICE), qti.Unsaid(module=3, competency="C-COC")).questions
    assert (asked.id, asked.module, asked.competency, asked.stem.es) == (
        "item-1",
        3,
        "C-COC",
        "Before it . Which?",
    )
    assert [(o.id, o.es, o.key) for o in asked.options] == [("a", "One", True), ("a-2", "Two", False)]
    assert asked.review == "unreviewed" and asked.source == "QTI: item.xml"


def test_order_and_match_of_another_system():
    rows = "".join(f'<qti-simple-choice identifier="{i}">{i}</qti-simple-choice>' for i in "ABC")
    body = f'<qti-order-interaction response-identifier="R"><qti-prompt>Order</qti-prompt>{rows}</qti-order-interaction>'
    keys = "".join(f"<qti-value>{i}</qti-value>" for i in "CAB")
    (asked,) = qti.read(an_item(body, correct=keys, cardinality="ordered")).questions
    assert isinstance(asked, Order) and [i.es for i in asked.items] == list("CAB")
    sides = "".join(
        "<qti-simple-match-set>"
        + "".join(
            f'<qti-simple-associable-choice identifier="{i}" match-max="4">{i}</qti-simple-associable-choice>'
            for i in side
        )
        + "</qti-simple-match-set>"
        for side in ("CD", "MRT")
    )
    body = f'<qti-match-interaction response-identifier="R">{sides}</qti-match-interaction>'
    keys = "<qti-value>C R</qti-value><qti-value>D R</qti-value>"
    found = qti.read(
        an_item(f"<p>Match</p>{body}", correct=keys, cardinality="multiple", base="directedPair")
    )
    (asked,) = found.questions
    assert isinstance(asked, Match) and [p.right.es for p in asked.pairs] == ["R", "R"]
    assert [e.es for e in asked.extra] == ["M", "T"]


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (an_item(CHOICE, ns="http://www.imsglobal.org/xsd/imsqti_v2p1"), "qti.not_v3"),
        (an_item("<p>Nothing asked</p>"), "qti.interaction"),
        (an_item(CHOICE + CHOICE), "qti.interaction"),
        (an_item('<qti-hotspot-interaction response-identifier="R"/>'), "qti.interaction"),
        (an_item(CHOICE.replace("One<", '<img src="x.png"/><')), "qti.content"),
        (an_item(CHOICE.replace("Which?", "<math/>")), "qti.content"),
        (an_item(CHOICE, correct="<qti-value>Z</qti-value>"), "qti.keys"),
        (an_item(CHOICE, correct=""), "pack.no_key"),
        (an_item(CHOICE, correct="<qti-value>A</qti-value><qti-value>a</qti-value>"), "pack.two_keys"),
        (an_item(CHOICE.replace("Two", "one")), "pack.option_twice"),
        (an_item(CHOICE.replace('identifier="a"', 'identifier="A"')), "qti.keys"),
        (an_item(CHOICE.replace('response-identifier="R"', 'response-identifier="S"')), "pack.no_key"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_whole_is_listed(item, code):
    found = qti.read(item)
    assert not found.questions and [left.code for left in found.left_out] == [code]
    assert code in SENTENCES


def test_several_keys_keep_their_cardinality():
    keys = "<qti-value>A</qti-value><qti-value>a</qti-value>"
    assert isinstance(qti.read(an_item(CHOICE, correct=keys, cardinality="multiple")).questions[0], Several)


def test_feedback_by_score_is_left_and_said():
    more = '<qti-modal-feedback identifier="correct"><qti-content-body>Well done</qti-content-body></qti-modal-feedback>'
    found = qti.read(an_item(CHOICE, more=more))
    assert found.questions and [n.code for n in found.notes] == ["qti.feedback_left"]


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def manifest(*names):
    rows = "".join(f'<resource identifier="i" type="{qti.ITEM_TYPE}" href="{name}"/>' for name in names)
    return f'<manifest xmlns="{qti.PACKAGE_NS}"><resources>{rows}</resources></manifest>'


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><qti-assessment-item>&b;</qti-assessment-item>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>"""


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (LAUGHS, "qti.doctype"),
        (OUTSIDE, "qti.doctype"),
        (b'<!DOCTYPE r SYSTEM "http://x.example/y.dtd"><r/>', "qti.doctype"),
        (b"<a>" * 500 + b"</a>" * 500, "qti.too_deep"),
        (b"", "qti.not_xml"),
        (b"\xff\xfe\x00", "qti.not_xml"),
        (b"<?xml version='1.0' encoding='nada'?><a/>", "qti.not_xml"),
        (b"<a>&undefined;</a>", "qti.not_xml"),
        (b"PK\x03\x04 not really", "qti.not_a_package"),
        (zipped(other="<x/>"), "qti.no_manifest"),
        (zipped(imsmanifest="<x/>"), "qti.no_manifest"),
        (zipped(imsmanifest=manifest()), "qti.no_items"),
        (zipped(imsmanifest=manifest("../../etc/passwd")), "qti.missing_file"),
        (zipped(imsmanifest=LAUGHS), "qti.doctype"),
        (zipped(imsmanifest=manifest("big.xml"), big=b"0" * 1_500_000), "qti.too_large"),
        (zipped(imsmanifest=manifest(), **{f"f{n}": "" for n in range(2001)}), "qti.too_large"),
    ],
)  # fmt: skip
def test_what_is_hostile_is_refused_with_a_sentence(given, code):
    with pytest.raises(Refused) as refused:
        qti.read(given)
    assert refused.value.code == code and code in SENTENCES


def test_one_bad_item_does_not_take_the_others_along():
    good, bad = an_item(CHOICE), LAUGHS
    found = qti.read(zipped(imsmanifest=manifest("a.xml", "b.xml", "a.xml"), a=good, b=bad))
    assert [q.id for q in found.questions] == ["item-1"]
    assert [(left.file, left.code) for left in found.left_out] == [
        ("b.xml", "qti.doctype"),
        ("a.xml", "pack.id_twice"),
    ]


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_bytes_of_any_kind_are_refused_or_read(given):
    for each in (given, b"PK" + given, b"<a>" + given):
        try:
            qti.read(each)
        except Refused as refused:
            assert refused.code in SENTENCES
