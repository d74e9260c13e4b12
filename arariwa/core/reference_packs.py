"""Core's own packs: places and outlines, countries, institutions, the register of personal data, shapes of numbers, words.

Pure: files in, checked objects out. `root` is the folder that holds the packs; PackError names file, line and field.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from arariwa.core.domain.places import KINDS, Place, Places
from arariwa.core.domain.typed_numbers import Formats, Kind
from arariwa.core.domain.words import Avoided
from arariwa.core.packs import Pack, PackError, Problem

COUNTRIES = ("pe", "int")
Confidence = Literal["high", "medium", "low"]
Review = Literal["unreviewed", "reviewed"]


class Shape(BaseModel):
    """What every part of these files is: nothing unknown, nothing changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Words(Shape):
    """A text in both languages."""

    es: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Source(Shape):
    """What was read, or that nothing was."""

    title: str = Field(min_length=1)
    url: str = ""
    read: bool = True


# Places


class PlaceRow(Shape):
    """places.csv"""

    code: str = Field(pattern=r"^(\d\d){1,3}$")
    reniec: str = Field(default="", pattern=r"^(\d\d){0,3}$")
    kind: Literal["department", "province", "district"]
    name: str
    parent: str = ""
    capital: str = ""
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)


def load_places(root: Path, country: str = "pe") -> Places:
    """The places of a country with the outlines of its departments."""
    pack = _top(root, country)
    rows = list(pack.rows("places.csv", PlaceRow))
    codes = {row.code for _, row in rows}
    wrong = list(_misplaced(rows, codes))
    if wrong:
        raise PackError(
            [
                Problem(f"{country}/places.csv", line, "code", why, {"given": code, "key": code})
                for line, code, why in wrong
            ]
        )
    return Places(
        (Place(**row.model_dump()) for _, row in rows), _features(pack, "departments.geojson", codes)
    )


def _misplaced(rows: list[tuple[int, PlaceRow]], codes: set[str]) -> Iterator[tuple[int, str, str]]:
    """(line, code, mistake) of rows whose code is said twice, is not of their kind or does not begin with their parent's."""
    seen: set[str] = set()
    for line, row in rows:
        if row.code in seen:
            yield line, row.code, "pack.key_twice"
        seen.add(row.code)
        if KINDS.index(row.kind) != len(row.code) // 2 - 1 or row.parent != row.code[:-2]:
            yield line, row.code, "pack.place_parent"
        elif row.parent and row.parent not in codes:
            yield line, row.code, "pack.unknown_reference"


def _features(pack: Pack, path: str, codes: set[str]) -> list[dict[str, Any]]:
    """The features of a GeoJSON collection, each with a known `code`."""
    name = f"{pack.name}/{path}"
    try:
        features: list[dict[str, Any]] = json.loads(pack.text(path))["features"]
        unknown = [f["properties"]["code"] for f in features if f["properties"]["code"] not in codes]
        flat = [f for f in features if f["geometry"]["type"] not in {"Polygon", "MultiPolygon"}]
    except (ValueError, KeyError, TypeError) as error:
        raise PackError([Problem(name, 0, "", "pack.not_geojson", {})]) from error
    if unknown or flat:
        raise PackError(
            [Problem(name, 0, "code", "pack.unknown_reference", {"given": str(c)}) for c in unknown or [""]]
        )
    return features


# Countries


class Country(Shape):
    """countries.csv"""

    iso2: str = Field(pattern="^[A-Z]{2}$")
    name_es: str = Field(alias="es")
    name_en: str = Field(alias="en")


def load_countries(root: Path) -> dict[str, Country]:
    """Every country by its ISO 3166-1 code of two letters."""
    return {row.iso2: row for _, row in _top(root, "int").rows("countries.csv", Country)}


def load_neighbours(root: Path) -> list[dict[str, Any]]:
    """Outlines (GeoJSON features, `code` = ISO) of the countries around Peru, cut at the map's edge."""
    return _features(_top(root, "int"), "countries.geojson", set(load_countries(root)))


# Institutions

InstitutionKind = Literal[
    "prosecution", "police", "wildlife_authority", "regional_authority", "customs", "fisheries", "health", "maritime",
    "protected_areas", "environment", "oversight", "financial_intelligence", "state_attorney", "judiciary", "seized_assets",
    "laboratory", "school", "community", "lay_justice", "central_authority", "ombudsman",
]  # fmt: skip


class InstitutionEntry(Shape):
    """An institution: what it is for, what it may do and what it may not."""

    code: str = Field(pattern="^[A-Z][A-Z0-9-]{1,31}$")
    country: str | None = Field(default=None, pattern="^[A-Z]{2}$")  # where it is not that of the file
    kind: InstitutionKind
    name: Words
    short: str
    role: Words
    may: list[Words] = Field(min_length=1)
    may_not: list[Words]
    note: Words | None = None
    sources: list[Source] = Field(min_length=1)
    confidence: Confidence
    review: Review


class _Institutions(Shape):
    country: str = Field(pattern="^[A-Z]{2}$")
    institutions: list[InstitutionEntry]


class Institution(InstitutionEntry):
    """An institution with the country it is of."""

    country: str


def load_institutions(root: Path) -> list[Institution]:
    """Institutions of every folder that names some, in the order of the files."""
    found: list[Institution] = []
    for folder in COUNTRIES:
        pack = _top(root, folder)
        if "institutions.yaml" in pack.files:
            read = pack.yaml("institutions.yaml", _Institutions)
            _once(pack, "institutions.yaml", "institutions", (i.code for i in read.institutions))
            found += [
                Institution(**{**dict(i), "country": i.country or read.country}) for i in read.institutions
            ]
    return found


# Personal data


class Bank(Shape):
    """A data bank: what is kept of whom, why, by whom, how long, who sees it. `state` planned: nothing is collected yet."""

    code: str
    state: Literal["in_use", "planned"]
    name: Words
    purpose: Words
    owner: Words
    basis: Words
    data: Words
    retention: Words
    seen_by: Words
    rights: Words | None = None
    confidence: Confidence
    review: Review


class Notice(Shape):
    """What is said to a person where their data are collected. A changed text is a new version with its day."""

    code: str
    version: str
    since: date = Field(alias="from")
    where: Words
    title: Words
    text: Words
    review: Review


class Privacy(Shape):
    """The register of personal data of a country's programme; `rights` holds where a bank says nothing of its own."""

    country: str
    law: list[Source] = Field(min_length=1)
    sources: list[Source] = Field(min_length=1)
    confidence: Confidence
    review: Review
    rights: Words
    not_known: list[Words]
    banks: list[Bank] = Field(min_length=1)
    notices: list[Notice] = Field(min_length=1)


def load_privacy(root: Path, country: str = "pe") -> Privacy:
    """The register of data banks and the notices; a notice is of a bank."""
    pack = _top(root, country)
    privacy = pack.yaml("privacy.yaml", Privacy)
    _once(pack, "privacy.yaml", "banks", (bank.code for bank in privacy.banks))
    _once(pack, "privacy.yaml", "notices", (notice.code for notice in privacy.notices))
    codes = {bank.code for bank in privacy.banks}
    lost = [
        Problem(
            f"{country}/privacy.yaml", pack.line("privacy.yaml", ("notices", i, "code")), f"notices.{i}.code",
            "pack.unknown_reference", {"given": notice.code},
        )
        for i, notice in enumerate(privacy.notices)
        if notice.code not in codes
    ]  # fmt: skip
    if lost:
        raise PackError(lost)
    return privacy


# Numbers


class KindEntry(Shape):
    """A kind of official number; see the head of formats.yaml."""

    code: str = Field(pattern="^[a-z_]+$")
    group: Literal["persons", "cases", "papers", "wildlife", "vehicles", "contact", "places"]
    name: Words
    shapes: list[re.Pattern[str]]
    example: str
    hint: Words
    tidy: Literal["compact", "dni", "phone", "carpeta", "expediente", "spaced"]
    check: Literal["", "pe_dni", "pe_ruc", "ec_ci", "br_cpf", "imei"] = ""
    note: Words | None = None
    sources: list[str] = Field(min_length=1)
    confidence: Confidence
    review: Review


class _Sentences(Shape):
    right: Words
    no_shape: Words
    shape: Words
    check: Words
    zeros: Words


class _Formats(Shape):
    country: str
    sentences: _Sentences
    kinds: list[KindEntry] = Field(min_length=1)


def load_formats(root: Path, country: str = "pe") -> Formats:
    """The kinds of official numbers; each example must have the shape and the check digit of its kind."""
    pack = _top(root, country)
    read = pack.yaml("formats.yaml", _Formats)
    _once(pack, "formats.yaml", "kinds", (k.code for k in read.kinds))
    kinds = [
        Kind(
            code=k.code, group=k.group, name=k.name.model_dump(), shapes=tuple(k.shapes), example=k.example,
            hint=k.hint.model_dump(), tidy=k.tidy, check=k.check, note=k.note.model_dump() if k.note else None,
        )
        for k in read.kinds
    ]  # fmt: skip
    formats = Formats(kinds, read.sentences.model_dump())
    wrong = [
        Problem(
            f"{country}/formats.yaml",
            pack.line("formats.yaml", ("kinds", i, "example")),
            f"kinds.{i}.example",
            "pack.example_shape",
            {"given": k.example},
        )
        for i, k in enumerate(kinds)
        if bool(k.shapes) != bool(k.example) or formats.check(k.code, k.example).warning
    ]
    if wrong:
        raise PackError(wrong)
    return formats


# Words


class AvoidedRow(Shape):
    """words.csv: what is not said, in which language and texts, what is said instead, and a sentence that breaks the rule."""

    avoid: re.Pattern[str]
    lang: Literal["es", "en"]
    where: str = Field(pattern="^(interface|papers|packs|courses)( (papers|packs|courses))*$")
    use: str
    unless: re.Pattern[str] | None = None
    why: str
    example: str

    @field_validator("avoid", "unless", mode="before")
    @classmethod
    def _any_case(cls, text: str | None) -> re.Pattern[str] | None:
        # an imperative is told by its capital letter, so a rule may say (?-i:...)
        try:
            return re.compile(text, re.IGNORECASE) if text else None
        except re.error as error:
            raise PydanticCustomError("pack.not_a_pattern", "not a regular expression") from error


def load_avoided(root: Path, country: str = "pe") -> list[Avoided]:
    """The words not to be said; each rule must catch its own example."""
    rules, problems = [], []
    for line, row in _top(root, country).rows("words.csv", AvoidedRow):
        rule = Avoided(row.avoid, row.lang, frozenset(row.where.split()), row.use, row.why, row.unless)
        if not rule.within(row.example):
            problems.append(
                Problem(
                    f"{country}/words.csv", line, "example", "pack.example_uncaught", {"given": row.example}
                )
            )
        rules.append(rule)
    if problems:
        raise PackError(problems)
    return rules


# All


def _top(root: Path, country: str) -> Pack:
    """The files that stand directly in a country's folder; the folders within are packs of their own."""
    return Pack.from_folder(root, country, deep=False)


def _once(pack: Pack, path: str, field: str, codes: Iterable[str]) -> None:
    """A code said twice is a mistake with the line of the second."""
    seen: set[str] = set()
    problems = []
    for i, code in enumerate(codes):
        if code in seen:
            line = pack.line(path, (field, i, "code"))
            problems.append(
                Problem(f"{pack.name}/{path}", line, f"{field}.{i}.code", "pack.key_twice", {"key": code})
            )
        seen.add(code)
    if problems:
        raise PackError(problems)


def check(root: Path) -> None:
    """Read everything; one PackError with every mistake of every file."""
    loaders: list[Callable[[Path], object]] = [
        load_places,
        load_neighbours,
        load_institutions,
        load_privacy,
        load_formats,
        load_avoided,
    ]
    problems: list[Problem] = []
    for load in loaders:
        try:
            load(root)
        except PackError as error:
            problems += error.problems
    if problems:
        raise PackError(problems)
