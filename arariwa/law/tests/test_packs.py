"""A wrong law pack is refused with file, line and field, and a sentence in the reader's language."""

import csv
import io
import re
from pathlib import Path

import pytest
import yaml
from django.utils import translation

from arariwa.core.packs import Pack, PackError
from arariwa.core.refusals import located
from arariwa.law.checked_packs import penalties_are_said
from arariwa.law.packs import check, load_law
from arariwa.law.read_packs import read
from arariwa.law.tests.worlds import PACKS, law

CP308 = "offences/cp-308.yaml"
CP309 = "offences/cp-309-1.yaml"


def changed(file: str, old: str, new: str, count: int = 1) -> Pack:
    """Peru's law pack with one text replaced in one file."""
    files = dict(Pack.from_folder(PACKS, "pe/law").files)
    text = files[file].decode()
    assert old in text, f"{old!r} does not stand in {file}"
    files[file] = text.replace(old, new, count).encode()
    return Pack("pe/law", files)


def without(*paths: str) -> Pack:
    files = Pack.from_folder(PACKS, "pe/law").files
    return Pack("pe/law", {path: data for path, data in files.items() if not path.startswith(paths)})


def problems(pack: Pack):
    with pytest.raises(PackError) as refused:
        load_law(pack)
    return refused.value.problems


SOURCE = 'source:\n      norm: pe/cp\n      article: "308"\n      amended_by: [pe/dleg-1237]\n      read:\n        - title: Código Penal (D.Leg. 635), compilación LP al 13 de febrero de 2026\n          url: https://lpderecho.pe/codigo-penal-peruano-actualizado/\n    confidence'
BAD = {
    "unknown field": (CP308, "kind: base", "kind: base\ncolour: red", "pack.unknown_field", "colour"),
    "unknown kind": (CP308, "kind: base", "kind: crime", "pack.not_one_of", "kind"),
    "key twice": (CP308, "kind: base", "kind: base\nkind: base", "pack.key_twice", "kind"),
    "not yaml": (CP308, "kind: base", "kind: [base", "pack.not_yaml", ""),
    "no source": (CP308, SOURCE, "confidence", "pack.missing", "versions.2.source"),
    "nothing read": (CP308, "read:\n        - title: Sin fuente leída; reconstruido de memoria", "read: []", "pack.too_few", "versions.0.source.read"),
    "address that is none": (CP308, "url: https://ja.scribd", "url: ja.scribd", "pack.other_form", "versions.1.source.read.0.url"),
    "unknown norm": (CP308, "amended_by: [pe/ley-29263]", "amended_by: [pe/ley-1]", "pack.unknown_norm", "versions.1.source.amended_by.0"),
    "day that does not exist": (CP308, "from: 2015-09-27", "from: 2015-09-31", "pack.not_a_date", "versions.2.from"),
    "two versions on one day": (CP308, "from: 2015-09-27", "from: 2008-10-03", "pack.versions_overlap", "versions.2.from"),
    "version that reaches into the next": (CP308, "from: 2008-10-03", "from: 2008-10-03\n    until: 2016-01-01", "pack.versions_overlap", "versions.1.until"),
    "end before the beginning": (CP308, "from: 2008-10-03", "from: 2008-10-03\n    until: 2008-10-03", "pack.until_before_from", "versions.1.until"),
    "before the first day": (CP308, "from: 1991-04-09", "from: 1990-04-09", "pack.before_first_day", "versions.0.from"),
    "version id used twice": (CP308, "id: CP-308-v2008", "id: CP-308-v1991", "pack.id_twice", "versions.1.id"),
    "offence code used twice": (CP308, "code: CP-308\n", "code: CP-308-A\n", "pack.id_twice", "code"),
    "element code used twice": (CP308, "- code: object", "- code: conduct", "pack.id_twice", "versions.0.elements.1.code"),
    "unknown term": (CP308, "{fact: acts.sell, is: true}", "{fact: acts.vend, is: true}", "pack.unknown_term", "versions.0.elements.0.when.any.1.fact"),
    "unknown value": (CP308, "in: [knew, could_presume]", "in: [knew, guessed]", "pack.unknown_value", "versions.0.elements.3.when.in"),
    "unknown condition": (CP308, "{use: wildlife}", "{use: wildlive}", "pack.unknown_condition", "versions.0.elements.1.when.use"),
    "condition that says two things": (CP308, "{fact: acts.sell, is: true}", "{fact: acts.sell, is: true, use: wildlife}", "pack.condition_form", "versions.0.elements.0.when.any.1"),
    "condition that can never be": (CP308, "{fact: acts.sell, is: true}", "{all: [{fact: acts.sell, is: true}, {fact: acts.sell, is: false}]}", "pack.never", "versions.0.elements.0.when.any.1"),
    "condition on days that are not its own": (CP308, "{use: wildlife}", "{all: [{use: wildlife}, {fact: on, from: 2020-01-01}]}", "pack.never", "versions.0.elements.1.when"),
    "fact without a test": (CP308, "{fact: acts.sell, is: true}", "{fact: acts.sell}", "pack.condition_test", "versions.0.elements.0.when.any.1"),
    "test that does not fit": (CP308, "{fact: acts.sell, is: true}", "{fact: acts.sell, at_least: 2}", "pack.wrong_test", "versions.0.elements.0.when.any.1.at_least"),
    "range upside down": (CP308, "prison_years: {min: 1, max: 3}", "prison_years: {min: 3, max: 1}", "pack.range_reversed", "versions.0.penalty.prison_years"),
    "negative penalty": (CP308, "prison_years: {min: 1, max: 3}", "prison_years: {min: -1, max: 3}", "pack.out_of_range", "versions.0.penalty.prison_years.min"),
    "penalty in words": (CP308, "prison_years: {min: 1, max: 3}", "prison_years: {min: one, max: 3}", "pack.not_a_number", "versions.0.penalty.prison_years.min"),
    "one language only": (CP308, "{es: Especies de flora o fauna, en: Species of flora or fauna}", "{es: Especies de flora o fauna}", "pack.missing", "versions.0.elements.1.label.en"),
    "no key element": (CP308, "        key: true\n", "", "pack.no_key_element", "versions.0.elements"),
    "unknown confidence": (CP308, "confidence: low\n    review", "confidence: certain\n    review", "pack.not_one_of", "versions.0.confidence"),
    "no review state": (CP308, "    review: unreviewed\n", "", "pack.missing", "versions.0.review"),
    "example that expects otherwise": (CP308, "offences: {CP-308: firm}", "offences: {CP-308: possible}", "pack.example_differs", "examples.0.expect.offences"),
    "example of an unknown version": (CP308, "offences: {CP-308: firm}", "offences: {CP-999: firm}", "pack.unknown_id", "examples.0.expect"),
    "example that is no situation": (CP308, "acts: [transport]", "acts: [teleport]", "pack.unknown_field", "examples.0.situation.acts.teleport"),
    "example without a day": (CP308, "on: 2022-05-10", "on: mayo", "situation.day", "examples.0.situation.on"),
    "version without an example": (CP309, "aggravations: [{id: CP-309-v2008, status: firm}]", "penalty_range_years: {min: 4, max: 7}", "pack.key_twice", "penalty_range_years"),
    "aggravates what is not there": (CP309, "CP-308-C-v2008]", "CP-308-Z]", "pack.unknown_id", "versions.1.aggravates.3"),
    "aggravated form without circumstances": (CP309, "    circumstances: *circunstancias\n", "", "pack.no_circumstances", "versions.3.circumstances"),
    "verdict asked inside an offence": (CP308, "{fact: acts.sell, is: true}", "{fact: verdict.firm, is: true}", "pack.verdict_term", "versions.0.elements.0.when"),
    "condition in a circle": ("conditions.yaml", "when: {fact: specimen.what, in: [wild_fauna, wild_flora]}", "when: {use: land_wildlife}", "pack.condition_circle", "conditions.wildlife"),
    "rule that leads nowhere": ("concurrence.yaml", "leads: CP-308\n", "leads: CP-307\n", "pack.unknown_id", "rules.0.leads"),
    "rule without a source": ("procedure.yaml", "norm: pe/cpp\n      article: \"259\"", "article: \"259\"", "pack.missing", "rules.0.source.norm"),
    "rule of procedure without a heading": ("procedure.yaml", "    group: coercion\n    text: {es: Flagrancia", "    text: {es: Flagrancia", "pack.missing", "rules.0.group"),
    "rule of procedure under no known heading": ("procedure.yaml", "group: coercion\n    text: {es: Flagrancia", "group: other\n    text: {es: Flagrancia", "pack.not_one_of", "rules.0.group"),
    "holiday told in two ways": ("holidays.yaml", "on: 01-01", "on: 01-01\n    easter: 3", "pack.holiday_form", "holidays.0"),
    "holiday on a day that does not exist": ("holidays.yaml", "on: 01-01", "on: 13-01", "pack.other_form", "holidays.0.on"),
    "holiday of an unknown norm": ("holidays.yaml", "norm: pe/dleg-713", "norm: pe/dleg-1", "pack.unknown_norm", "holidays.0.source.norm"),
    "time limit of no unit": ("time_limits.yaml", "unit: hours", "unit: minutes", "pack.not_one_of", "time_limits.0.limits.0.unit"),
    "extension of nothing": ("time_limits.yaml", "extends: common,", "extends: usual,", "pack.unknown_id", "time_limits.5.limits.1.extends"),
    "lawful use of an unknown fact": ("lawful.yaml", "{fact: purpose.subsistence, is: true}", "{fact: purpose.food, is: true}", "pack.unknown_term", "uses.0.points.all.0.fact"),
    "definition without its days in order": ("definitions.yaml", "until: 2015-10-01", "until: 2014-01-01", "pack.until_before_from", "definitions.2"),
    "norm code used twice": ("norms/cpp.yaml", "code: pe/cpp", "code: pe/cp", "pack.id_twice", "code"),
    "unknown norm read first": ("law.yaml", "- pe/ley-29763", "- pe/ley-1", "pack.unknown_norm", "read_first.1"),
    "country that is none": ("law.yaml", "country: PE", "country: Perú", "pack.other_form", "country"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_each_mistake_is_named_with_file_line_and_field(name):
    file, old, new, code, where = BAD[name]
    pack = changed(file, old, new)
    found = {(p.file, p.code, p.field): p for p in problems(pack)}
    assert (f"pe/law/{file}", code, where) in found, list(found)
    problem = found[f"pe/law/{file}", code, where]
    lines = pack.files[file].decode().split("\n")
    first = next(i for i, (a, b) in enumerate(zip(lines, [*_original(file), ""], strict=False), 1) if a != b)
    assert 0 < problem.line <= len(lines)
    if code not in ("pack.missing", "pack.no_key_element", "pack.no_circumstances", "pack.verdict_term"):
        assert abs(problem.line - first) <= 4 + new.count("\n"), f"line {problem.line}, changed at {first}"
    for language in ("es", "en"):
        with translation.override(language):
            sentence = located(problem)
        assert sentence.startswith(f"pe/law/{file}, ") and not re.search(r"%\(|pack\.", sentence)


def _original(file: str) -> list[str]:
    return Pack.from_folder(PACKS, "pe/law").files[file].decode().split("\n")


def test_all_mistakes_are_told_at_once():
    files = dict(changed(CP308, "kind: base", "kind: crime").files)
    files["norms/cpp.yaml"] = files["norms/cpp.yaml"].replace(b"confidence: high", b"confidence: sure")
    assert {p.file for p in problems(Pack("pe/law", files))} == {f"pe/law/{CP308}", "pe/law/norms/cpp.yaml"}


def test_a_version_that_no_example_shows_is_refused():
    pack = changed(CP309, "aggravations: [{id: CP-309-v2008, status: firm}]", "lawful: false")
    files = {p: re.sub(rb"\[\{id: CP-309-v2008, status: \w+\}\]", b"[]", d) for p, d in pack.files.items()}
    assert ("pack.no_example", "versions.1.id") in [
        (p.code, p.field) for p in problems(Pack("pe/law", files))
    ]


@pytest.mark.parametrize(
    ("pack", "code"),
    [
        (lambda: without("offences/", "administrative/", "examples/", "concurrence.yaml"), "pack.no_offence"),
        (lambda: without("law.yaml"), "pack.no_file"),
        (
            lambda: Pack("pe/law", {**Pack.from_folder(PACKS, "pe/law").files, "offences/notes.txt": b"x"}),
            "pack.unexpected_file",
        ),
        (
            lambda: Pack(
                "pe/law", {**Pack.from_folder(PACKS, "pe/law").files, "offences/x.yaml": b"\xff\xfe"}
            ),
            "pack.not_utf8",
        ),
        (
            lambda: Pack("pe/law", {**Pack.from_folder(PACKS, "pe/law").files, "offences/x.yaml": b""}),
            "pack.empty",
        ),
        (
            lambda: Pack(
                "pe/law", {**Pack.from_folder(PACKS, "pe/law").files, "offences/x.yaml": b"a: &a [*a]"}
            ),
            "pack.too_deep",
        ),
    ],
)
def test_what_is_missing_or_foreign_is_refused(pack, code):
    assert code in [p.code for p in problems(pack())]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(PackError) as refused:
        Pack.from_folder(tmp_path, "xx/law")
    assert refused.value.problems[0].code == "pack.no_folder"


def test_the_packs_of_the_repository_are_clean():
    assert check(PACKS) == []


@pytest.mark.parametrize(
    ("rows", "code", "field"),
    [
        ("160107,160101,2,pe/ley-1,2015-01-01,,x,low\n", "pack.unknown_norm", "norm"),
        ("160107,160101,2,pe/cpp,2015-01-01,,x,low\n160107,160101,3,pe/cpp,2016-01-01,,x,low\n", "pack.id_twice", "from"),
        ("iquitos,160101,2,pe/cpp,2015-01-01,,x,low\n", "pack.other_form", "from"),
        ("160107,160101,-2,pe/cpp,2015-01-01,,x,low\n", "pack.out_of_range", "days"),
        ("160107,160101,2,pe/cpp,2015-01-01,,,low\n", "pack.missing", "source"),
    ],
)  # fmt: skip
def test_a_wrong_row_of_the_table_of_travel_times_is_named(rows, code, field):
    files = dict(Pack.from_folder(PACKS, "pe/law").files)
    files["distances.csv"] += rows.encode()
    (found,) = problems(Pack("pe/law", files))
    assert (found.file, found.code, found.field) == ("pe/law/distances.csv", code, field)
    assert found.line == files["distances.csv"].count(b"\n")


def test_the_institutions_a_lawful_use_or_an_entry_names_exist():
    pack = Pack.from_folder(PACKS, "pe")
    held = {row["code"] for row in yaml.safe_load(pack.files["institutions.yaml"])["institutions"]}
    named = {code for ready in law().lawful_uses for code in ready.use.authorities}
    kept = csv.DictReader(io.StringIO(pack.files["law/entries.csv"].decode()))
    named |= {row["code"] for row in kept if row["held_in"] == "institutions"}
    assert named and named <= held, named - held


def test_reading_twice_gives_the_same_law():
    again = load_law(Pack.from_folder(PACKS, "pe/law"))
    assert again.fingerprint == law().fingerprint
    assert [v.id for v in again.versions] == [v.id for v in law().versions]


def test_every_version_of_the_facts_is_there_with_source_and_review():
    ids = {v.id for v in law().versions}
    assert ids >= {
        "CP-308-v1991", "CP-308-v2008", "CP-308", "CP-308-A-v2008", "CP-308-A", "CP-308-B-v2008", "CP-308-B-v2018", "CP-308-B-v2022",
        "CP-308-B", "CP-308-C-v2008", "CP-308-C", "CP-309-v2008", "CP-309-v2015", "CP-309.1", "CP-309.2", "CP-206-A.1", "CP-206-A.2",
        "ADM-DS019-191", "ADM-DS007-2021", "ADM-PESCA-134",
        "CP-308-D-v2015", "CP-308-D", "CP-308-E", "CP-310", "CP-310-A", "CP-310-B", "CP-310-B.2", "CP-310-C", "CP-311", "CP-312", "CP-313",
        "CP-314.1", "CP-314.3", "CP-314-B", "CP-314-B.2", "L26496-6-v1995", "L26496-6", "L26496-6-agr-v1995", "L26496-6-agr",
        "L26496-7-v1995", "L26496-7", "L26496-7-agr-v1995", "L26496-7-agr", "L28008-1", "L28008-4", "L28008-6", "L28008-8", "L28008-10",
    }  # fmt: skip
    for ready in law().versions:
        assert ready.version.source.read and ready.version.review == "unreviewed"
        if not any(read.url for read in ready.version.source.read):
            assert ready.version.confidence == "low", f"{ready.id} was read nowhere, so its confidence is low"


LOST = {
    "row of an offence": ("entries.csv", "CP-311,law,CP-311\n", "", {("law.yaml", "pack.entries_lost"), ("offences/cp-311.yaml", "pack.not_named")}),
    "row of an institution": ("entries.csv", "OEFA,institutions,OEFA\n", "", {("law.yaml", "pack.entries_lost")}),
    "row of a trap": ("entries.csv", "T-CRUELDAD,trap,T-CRUELDAD\n", "", {("law.yaml", "pack.entries_lost"), (None, "pack.not_named")}),
    "one of the places of an entry": ("entries.csv", "PR-PP,law,PR-PP-NO\n", "", {("procedure.yaml", "pack.not_named")}),
    "count": ("law.yaml", "entries: 213", "entries: 214", {("law.yaml", "pack.entries_lost")}),
    "rule under another code": ("definitions.yaml", "code: DEF-FAUNA\n", "code: DEF-FAUNA-2\n", {("entries.csv", "pack.unknown_id")}),
    "figure of a penalty": ("offences/cp-312.yaml", "disqualification_years: {min: 1, max: 3}", "disqualification_years: {min: 1, max: 2}", {("offences/cp-312.yaml", "pack.example_differs")}),
    "figure no example says": ("offences/cp-312.yaml", ", penalties: {CP-312: {disqualification_years: {min: 1, max: 3}}}", "", {("offences/cp-312.yaml", "pack.penalty_unsaid")}),
    "prison no example says": ("offences/cp-311.yaml", ", penalty_range_years: {min: 2, max: 4}", "", {("offences/cp-311.yaml", "pack.penalty_unsaid")}),
}  # fmt: skip


@pytest.mark.parametrize("name", LOST)
def test_the_loss_of_an_entry_or_of_a_figure_is_refused(name):
    file, old, new, expected = LOST[name]
    told = problems(changed(file, old, new))
    found = {(p.file.removeprefix("pe/law/"), p.code) for p in told}
    assert {code for _file, code in found} == {code for _file, code in expected}
    assert {row for row in expected if row[0]} <= found
    assert all(p.line and not re.search(r"%\(|pack\.", located(p)) for p in told)


def test_an_offence_that_goes_with_its_file_is_missed():
    """Also when nothing else of the pack speaks of it, and when its row goes with it."""
    files = dict(without("offences/cp-411.yaml").files)
    assert ("pe/law/entries.csv", "pack.unknown_id") in [
        (p.file, p.code) for p in problems(Pack("pe/law", files))
    ]
    files["entries.csv"] = files["entries.csv"].replace(b"CP-411,law,CP-411\n", b"")
    assert [(p.file, p.code) for p in problems(Pack("pe/law", files))] == [
        ("pe/law/law.yaml", "pack.entries_lost")
    ]
    gone = without("entries.csv")
    assert {p.code for p in problems(gone)} == {"pack.entries_lost", "pack.not_named"}


def test_the_pack_holds_every_entry_of_the_body_of_facts():
    rows = list(csv.DictReader(io.StringIO(Pack.from_folder(PACKS, "pe/law").files["entries.csv"].decode())))
    assert len({row["id"] for row in rows if row["id"]}) == 213


@pytest.mark.parametrize("name", ["pe/law", "ec/law"])
def test_no_figure_of_a_penalty_changes_unnoticed(name):
    """Each end of each range, one lower and one higher, is no longer what an example says."""
    parts, tried = read(Pack.from_folder(PACKS, name)), 0
    for file, offence in list(parts.offences.items()):
        for i, version in enumerate(offence.versions):
            for figure, (least, most) in version.penalty.figures.items():
                for changed_to in (
                    (least - 1, most),
                    (least + 1, most),
                    (least, most - 1),
                    (least, most + 1),
                ):
                    given = type(getattr(version.penalty, figure)).model_construct(
                        min=changed_to[0], max=changed_to[1]
                    )
                    penalty = version.penalty.model_copy(update={figure: given})
                    versions = [*offence.versions]
                    versions[i] = version.model_copy(update={"penalty": penalty})
                    parts.offences[file] = offence.model_copy(update={"versions": versions})
                    told = [(p.values["given"], p.values["figure"]) for p in penalties_are_said(parts)]
                    assert (version.id, figure) in told, (version.id, figure, changed_to)
                    tried += 1
        parts.offences[file] = offence
    assert tried >= 10
