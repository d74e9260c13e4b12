"""Questions as a QTI 3.0 package and back: one key, several keys, order, match. Pure: bytes in, bytes out.

An item a question, in Spanish (`xml:lang="es"`), references to the law put into words. What QTI has no place for travels as
`data-` attributes: the English words, the Spanish ones as written where they hold references, and on the body module,
competency, level, law and source. What another system wrote is taken whole or not at all:
an item that holds anything we could not show is left out and listed, with the reason.

XML from outside: no document type, no entities, a bound on depth, size and number of files; nothing is unpacked to a disk.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, SubElement, TreeBuilder, tostring
from xml.parsers import expat

from pydantic import ValidationError

from arariwa.core.domain.refused import Refused
from arariwa.core.packs import problems_of
from arariwa.training.domain.questions import (
    Item,
    Match,
    One,
    Option,
    Order,
    Question,
    Said,
    Several,
    question,
)

NS = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
PACKAGE_NS = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
ITEM_SCHEMA = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0p1_v1p0.xsd"
PACKAGE_SCHEMA = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd"
ITEM_TYPE = "imsqti_item_xmlv3p0"
MANIFEST = "imsmanifest.xml"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MOST_FILES, MOST_BYTES, MOST_BYTES_A_FILE, MOST_DEPTH = 2000, 30_000_000, 1_000_000, 60
# The same package for the same questions.
STAMP = (2020, 1, 1, 0, 0, 0)
# Elements that carry nothing but words.
PLAIN = {"p", "div", "span", "strong", "em", "b", "i", "br", "small", "q", "cite", "qti-content-body"}
INTERACTIONS = {"qti-choice-interaction", "qti-order-interaction", "qti-match-interaction"}

Exportable = One | Several | Order | Match
# Puts what is written into words: references to the law, marks of emphasis.
Put = Callable[[str], str]


# Writing


def package(questions: Iterable[Question], title: str, put: Put = str) -> tuple[bytes, list[str]]:
    """(the package, ids of the questions left out because QTI items of ours have no such kind)."""
    rows = list(questions)
    taken = [each for each in rows if isinstance(each, Exportable)]
    manifest = _element(
        "manifest",
        xmlns=PACKAGE_NS,
        identifier=_ncname(title),
        **{"xmlns:xsi": XSI, "xsi:schemaLocation": f"{PACKAGE_NS} {PACKAGE_SCHEMA}"},
    )
    metadata = SubElement(manifest, "metadata")
    SubElement(metadata, "schema").text = "QTI Package"
    SubElement(metadata, "schemaversion").text = "3.0.1"
    SubElement(manifest, "organizations")
    resources = SubElement(manifest, "resources")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in taken:
            href = f"items/{each.id}.xml"
            resource = SubElement(
                resources, "resource", identifier=_ncname(each.id), type=ITEM_TYPE, href=href
            )
            SubElement(resource, "file", href=href)
            archive.writestr(zipfile.ZipInfo(href, STAMP), _written(item(each, put)))
        archive.writestr(zipfile.ZipInfo(MANIFEST, STAMP), _written(manifest))
    return out.getvalue(), [each.id for each in rows if each not in taken]


def item(asked: Exportable, put: Put = str) -> Element:
    """One question as an assessment item."""
    root = _element(
        "qti-assessment-item",
        xmlns=NS,
        identifier=_ncname(asked.id),
        title=_clean(put(asked.stem.es))[:120],
        adaptive="false",
        **{
            "xmlns:xsi": XSI,
            "xsi:schemaLocation": f"{NS} {ITEM_SCHEMA}",
            "time-dependent": "false",
            "xml:lang": "es",
        },
    )
    _declare(root, asked)
    body = SubElement(root, "qti-item-body")
    kept = SubElement(body, "div")
    about = {"module": str(asked.module), "competency": asked.competency, "level": asked.level}
    for name, value in {**about, "law": " ".join(asked.law), "source": asked.source}.items():
        kept.set(f"data-{name}", _clean(value))
    _interaction(kept, asked, put)
    _processing(root, asked)
    if asked.why:
        told = SubElement(
            root,
            "qti-modal-feedback",
            {"outcome-identifier": "FEEDBACK", "identifier": "why", "show-hide": "show"},
        )
        _said(SubElement(told, "qti-content-body"), asked.why, put)
    return root


def _declare(root: Element, asked: Exportable) -> None:
    cardinality = {One: "single", Several: "multiple", Order: "ordered", Match: "multiple"}[type(asked)]
    base = "directedPair" if isinstance(asked, Match) else "identifier"
    response = SubElement(
        root,
        "qti-response-declaration",
        {"identifier": "RESPONSE", "cardinality": cardinality, "base-type": base},
    )
    correct = SubElement(response, "qti-correct-response")
    worth: dict[str, float] = {}
    if isinstance(asked, Match):
        keys = [f"{left} {right}" for left, right in asked.key.items()]
        worth = {pair: 1 / len(keys) for pair in keys}
    elif isinstance(asked, Order):
        keys = [_ncname(i.id) for i in asked.items]
    else:
        keys = [_ncname(o.id) for o in asked.options if o.key]
    for key in keys:
        SubElement(correct, "qti-value").text = key
    if isinstance(asked, Several):
        # The rule by which we mark: keys chosen less others chosen, of all keys, never below 0.
        worth = {_ncname(o.id): (1 if o.key else -1) / len(keys) for o in asked.options}
    if worth:
        mapping = SubElement(
            response, "qti-mapping", {"lower-bound": "0", "upper-bound": "1", "default-value": "0"}
        )
        for name, value in worth.items():
            SubElement(mapping, "qti-map-entry", {"map-key": name, "mapped-value": f"{value:.6g}"})
    for name, kind in (("SCORE", "float"), ("FEEDBACK", "identifier")):
        many = "multiple" if name == "FEEDBACK" else "single"
        SubElement(
            root, "qti-outcome-declaration", {"identifier": name, "cardinality": many, "base-type": kind}
        )


def _interaction(parent: Element, asked: Exportable, put: Put) -> None:
    name = {One: "choice", Several: "choice", Order: "order", Match: "match"}[type(asked)]
    given = {"response-identifier": "RESPONSE", "shuffle": "true"}
    if isinstance(asked, One):
        given["max-choices"] = "1"
    elif isinstance(asked, Several):
        given["max-choices"] = str(len(asked.options))
    elif isinstance(asked, Match):
        given["max-associations"] = str(len(asked.pairs))
    interaction = SubElement(parent, f"qti-{name}-interaction", given)
    _said(SubElement(interaction, "qti-prompt"), asked.stem, put)
    if isinstance(asked, Match):
        for said, most in ((asked.lefts, 1), (asked.rights, len(asked.pairs))):
            side = SubElement(interaction, "qti-simple-match-set")
            for id_, words in said.items():
                choice = {"identifier": id_, "match-max": str(most)}
                _said(SubElement(side, "qti-simple-associable-choice", choice), words, put)
        return
    rows: list[Option | Item] = [*asked.items] if isinstance(asked, Order) else [*asked.options]
    for row in rows:
        each = SubElement(interaction, "qti-simple-choice", identifier=_ncname(row.id))
        _said(each, row, put)
        if isinstance(row, Option) and row.why:
            shown = {"outcome-identifier": "FEEDBACK", "identifier": _ncname(row.id), "show-hide": "show"}
            _said(SubElement(each, "qti-feedback-inline", shown), row.why, put)


def _processing(root: Element, asked: Exportable) -> None:
    processing = SubElement(root, "qti-response-processing")
    if isinstance(asked, One | Order):
        condition = SubElement(processing, "qti-response-condition")
        right = SubElement(condition, "qti-response-if")
        match = SubElement(right, "qti-match")
        SubElement(match, "qti-variable", identifier="RESPONSE")
        SubElement(match, "qti-correct", identifier="RESPONSE")
        for where, worth in ((right, "1"), (SubElement(condition, "qti-response-else"), "0")):
            score = SubElement(where, "qti-set-outcome-value", identifier="SCORE")
            SubElement(score, "qti-base-value", {"base-type": "float"}).text = worth
    else:
        score = SubElement(processing, "qti-set-outcome-value", identifier="SCORE")
        SubElement(score, "qti-map-response", identifier="RESPONSE")
    feedback = SubElement(processing, "qti-set-outcome-value", identifier="FEEDBACK")
    told = SubElement(feedback, "qti-multiple")
    if isinstance(asked, One | Several):
        SubElement(told, "qti-variable", identifier="RESPONSE")
    SubElement(told, "qti-base-value", {"base-type": "identifier"}).text = "why"


def _said(element: Element, words: Said | Option | Item, put: Put) -> None:
    element.text = _clean(put(words.es))
    if element.text != _clean(words.es):
        element.set("data-es", _clean(words.es))
    if words.en:
        element.set("data-en", _clean(words.en))


def _element(name: str, **attributes: str) -> Element:
    return Element(name, attributes)


def _clean(text: str) -> str:
    """Words as a line of XML holds them: no control characters, single spaces."""
    return " ".join(re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", " ", text).split())


def _ncname(id_: str) -> str:
    """An identifier of QTI begins with a letter; ours with a digit gets an underscore in front, which ours never have."""
    plain = re.sub(r"[^A-Za-z0-9._-]", "-", id_)
    return plain if plain[:1].isalpha() else f"_{plain}"


def _written(root: Element) -> bytes:
    written: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + written


# Reading


@dataclass(frozen=True, slots=True)
class Left:
    """Something that was not taken over: a file, and why (a code of core/refusals.py)."""

    file: str
    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Imported:
    """Questions taken over whole; items left out; what was left out of items that were taken (feedback by score)."""

    questions: list[Question]
    left_out: list[Left]
    notes: list[Left]


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What an item of another system does not say of a question."""

    module: int = 1
    competency: str = "C-LAW"
    level: str = "recall"


def read(data: bytes, unsaid: Unsaid = Unsaid()) -> Imported:
    """The questions of a package, or of a single item. Refused when it is neither or cannot be trusted."""
    files = _files(data)
    found, left, notes = dict[str, Question](), list[Left](), list[Left]()
    for name, content in files:
        try:
            root = parse(content)
            made, lost = _question(root, name, unsaid)
        except Refused as refused:
            left.append(Left(name, refused.code, refused.values))
            continue
        if made.id in found:
            left.append(Left(name, "pack.id_twice", {"given": made.id}))
            continue
        found[made.id] = made
        notes += [Left(name, code) for code in lost]
    return Imported(list(found.values()), left, notes)


def _files(data: bytes) -> list[tuple[str, bytes]]:
    """(name, bytes) of the items the manifest names, in its order; a file that is no archive is one item."""
    if len(data) > MOST_BYTES:
        raise Refused("qti.too_large", "file")
    if not data.startswith(b"PK"):
        parse(data)
        return [("item.xml", data)]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = archive.infolist()
            if len(listed) > MOST_FILES or sum(each.file_size for each in listed) > MOST_BYTES:
                raise Refused("qti.too_large", "file")
            names = {each.filename for each in listed}
            if MANIFEST not in names:
                raise Refused("qti.no_manifest", "file")
            items = list(_named(parse(_bytes(archive, MANIFEST))))
            if not items:
                raise Refused("qti.no_items", "file")
            for name in items:
                if name not in names:
                    raise Refused("qti.missing_file", "file", name=name[:120])
            return [(name, _bytes(archive, name)) for name in items]
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        raise Refused("qti.not_a_package", "file") from error


def _bytes(archive: zipfile.ZipFile, name: str) -> bytes:
    """A file of the archive; what its entry says of its size is not believed."""
    with archive.open(name) as opened:
        content = opened.read(MOST_BYTES_A_FILE + 1)
    if len(content) > MOST_BYTES_A_FILE:
        raise Refused("qti.too_large", "file")
    return content


def _named(manifest: Element) -> Iterator[str]:
    if _local(manifest) != "manifest":
        raise Refused("qti.no_manifest", "file")
    for each in manifest.iter():
        if _local(each) == "resource" and each.get("type", "").startswith("imsqti_item_"):
            yield each.get("href", "")


def parse(data: bytes) -> Element:
    """XML as a tree. Refused for a document type, entities, too deep a nesting, or what is no XML."""
    builder, parser = TreeBuilder(), expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_DEPTH:
            raise Refused("qti.too_deep", "file")
        builder.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(name)

    def refuse(*_: object) -> None:
        raise Refused("qti.doctype", "file")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse  # type: ignore[assignment]
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Refused("qti.not_xml", "file", line=getattr(error, "lineno", 0)) from error
    return builder.close()


def _local(element: Element) -> str:
    return element.tag.rpartition(" ")[2]


def _of_kind(element: Element, *names: str) -> list[Element]:
    return [each for each in element.iter() if _local(each) in names]


def _question(root: Element, name: str, unsaid: Unsaid) -> tuple[Question, list[str]]:
    """(the question, codes of what was left out of it)."""
    if root.tag != f"{NS} qti-assessment-item":
        raise Refused("qti.not_v3", found=_local(root)[:60])
    bodies = _of_kind(root, "qti-item-body")
    interactions = [e for e in root.iter() if _local(e).endswith("-interaction")]
    if len(bodies) != 1 or len(interactions) != 1 or _local(interactions[0]) not in INTERACTIONS:
        kinds = sorted({_local(e).removeprefix("qti-") for e in interactions}) or ["-"]
        raise Refused("qti.interaction", found=", ".join(kinds)[:120])
    asks = interactions[0]
    ids = _Ids()
    data = _asked(root, asks, ids)
    kept = next((e for e in bodies[0] if e.get("data-module")), None)
    about = {k.removeprefix("data-"): v for k, v in kept.items()} if kept is not None else {}
    data |= {
        "id": _id(root.get("identifier", "")) or "item",
        "module": about.get("module", unsaid.module),
        "competency": about.get("competency", unsaid.competency),
        "level": about.get("level", unsaid.level),
        "law": about.get("law", "").split(),
        "source": about.get("source") or f"QTI: {name}",
        "review": "unreviewed",
        "stem": _stem(bodies[0], asks),
    }
    notes = []
    for feedback in _of_kind(root, "qti-modal-feedback"):
        if feedback.get("identifier") == "why":
            data["why"] = _words(feedback)
        else:
            notes.append("qti.feedback_left")
    try:
        return question(data), list(dict.fromkeys(notes))
    except ValidationError as error:
        first = problems_of(error)[0]
        raise Refused(first.code, first.field, **first.values) from error


class _Ids:
    """Identifiers of an item as ours: small letters, digits and hyphens, each its own."""

    def __init__(self) -> None:
        self.ours: dict[str, str] = {}

    def __call__(self, theirs: str) -> str:
        if theirs not in self.ours:
            plain, n = _id(theirs) or "x", 1
            while plain in self.ours.values():
                n += 1
                plain = f"{_id(theirs) or 'x'}-{n}"
            self.ours[theirs] = plain
        return self.ours[theirs]


def _id(theirs: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", theirs.lower()).strip("-")[:56].strip("-")


def _asked(root: Element, asks: Element, ids: _Ids) -> dict[str, Any]:
    """What is asked, in the shape of its kind, without stem and head."""
    correct = [(value.text or "").strip() for value in _correct(root, asks)]
    cardinality = _declared(root, asks).get("cardinality", "single")
    if not correct:
        raise Refused("pack.no_key")
    if _local(asks) == "qti-match-interaction":
        return _match(asks, correct)
    choices = _of_kind(asks, "qti-simple-choice")
    theirs = [each.get("identifier", "") for each in choices]
    if len(set(theirs)) != len(theirs) or not set(correct) <= set(theirs):
        raise Refused("qti.keys")
    if _local(asks) == "qti-order-interaction":
        if sorted(correct) != sorted(theirs):
            raise Refused("qti.keys")
        by = dict(zip(theirs, choices, strict=True))
        return {"kind": "order", "items": [{"id": ids(each), **_words(by[each])} for each in correct]}
    options = [
        {"id": ids(each), "key": each in correct, **_words(choice), **_why(choice)}
        for each, choice in zip(theirs, choices, strict=True)
    ]
    one = cardinality == "single"
    return {"kind": "one" if one else "several", "options": options}


def _match(asks: Element, correct: list[str]) -> dict[str, Any]:
    sides = _of_kind(asks, "qti-simple-match-set")
    if len(sides) != 2:
        raise Refused("qti.keys")
    lefts, rights = (
        {c.get("identifier", ""): _words(c) for c in _of_kind(side, "qti-simple-associable-choice")}
        for side in sides
    )
    pairs = [tuple(each.split()) for each in correct]
    if any(len(p) != 2 or p[0] not in lefts or p[1] not in rights for p in pairs):
        raise Refused("qti.keys")
    # Each left has one right: what fits twice, or nothing, we could not ask.
    if sorted(p[0] for p in pairs) != sorted(lefts):
        raise Refused("qti.keys")
    by = {left: right for left, right in pairs}
    used = set(by.values())
    return {
        "kind": "match",
        "pairs": [{"left": words, "right": rights[by[left]]} for left, words in lefts.items()],
        "extra": [words for right, words in rights.items() if right not in used],
    }


def _declared(root: Element, asks: Element) -> Element:
    wanted = asks.get("response-identifier", "RESPONSE")
    for each in _of_kind(root, "qti-response-declaration"):
        if each.get("identifier") == wanted:
            return each
    raise Refused("pack.no_key")


def _correct(root: Element, asks: Element) -> list[Element]:
    correct = _of_kind(_declared(root, asks), "qti-correct-response")
    return _of_kind(correct[0], "qti-value") if correct else []


def _stem(body: Element, asks: Element) -> dict[str, str]:
    """The words around the interaction, then its prompt."""
    prompts = _of_kind(asks, "qti-prompt")
    before = _text(body, leave=asks)
    prompt = _words(prompts[0]) if prompts else {"es": ""}
    return {**prompt, "es": " ".join(filter(None, [before, prompt["es"]]))}


def _why(choice: Element) -> dict[str, Any]:
    told = _of_kind(choice, "qti-feedback-inline")
    return {"why": _words(told[0])} if told else {}


def _words(element: Element) -> dict[str, str]:
    holder = next((e for e in (element, *element) if e.get("data-en") or e.get("data-es")), element)
    said = {"es": holder.get("data-es") or _text(element)}
    if english := holder.get("data-en"):
        said["en"] = english
    return said


def _text(element: Element, leave: Element | None = None) -> str:
    """All words within. Refused for a picture, a formula, a table: what a question of ours could not show."""
    parts: list[str] = []

    def walk(each: Element) -> None:
        parts.append(each.text or "")
        for child in each:
            if child is leave or _local(child) == "qti-feedback-inline":
                pass
            elif _local(child) not in PLAIN:
                raise Refused("qti.content", found=_local(child)[:60])
            else:
                parts.append(" ")
                walk(child)
                parts.append(" ")
            parts.append(child.tail or "")

    walk(element)
    return " ".join("".join(parts).split())
