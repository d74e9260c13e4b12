"""Guides by audience: right in both languages, easy enough for their readers, every mistake named with its line."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from arariwa.core import testing
from arariwa.core.packs import Pack, PackError
from arariwa.rights import book, guiding, packs, packs_told
from arariwa.rights.domain import guides

ROOT = Path(settings.PACKS)
FILE = "guides/rondas.es.md"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return Pack.from_folder(ROOT, packs.NAME)


def changed(pack: Pack, old: str, new: str) -> Pack:
    text = pack.text(FILE)
    assert old in text
    return replace(pack, files={**pack.files, FILE: text.replace(old, new, 1).encode()})


def told(pack: Pack) -> list[tuple[str, int]]:
    return [(p.code, p.line) for p in guides.mistakes(guides.read(pack, FILE))]


def test_a_guide_for_each_audience_in_both_languages(pack: Pack) -> None:
    found = packs.read_guides(pack)
    assert len(found) == 13
    assert all(set(both) == {"es", "en"} for both in found.values())
    assert [next(iter(both.values())).head.order for both in found.values()] == list(range(1, 14))


def test_each_reads_as_easily_as_its_readers_need(pack: Pack) -> None:
    for both in packs.read_guides(pack).values():
        for guide in both.values():
            assert guides.FEWEST_WORDS <= guide.reading.words <= guides.MOST_WORDS
            assert guide.reading.at_least(guides.AT_LEAST[guide.head.reader])


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("## El acta", "### El acta", "guide.heading"),
        ("El acta de la ronda", "<b>El acta</b> de la ronda", "guide.html"),
        ("- Primero, la seguridad", "```\n- Primero\n```\n- La seguridad", "guide.html"),
    ],
)
def test_what_a_guide_may_not_hold_is_told_with_its_line(pack: Pack, old: str, new: str, code: str) -> None:
    wrong = changed(pack, old, new)
    line = pack.text(FILE)[: pack.text(FILE).index(old)].count("\n") + 1
    assert (code, line) in told(wrong)


def test_a_guide_that_is_too_long_or_too_hard_is_told(pack: Pack) -> None:
    hard = "La competencia administrativa sancionadora correspondiente a las autoridades regionales comprende responsabilidades. "
    assert [code for code, _ in told(changed(pack, "## El acta", hard * 20 + "\n\n## El acta"))] == [
        "guide.length",
        "guide.level",
    ]


def test_a_guide_without_head_cannot_be_read(pack: Pack) -> None:
    with pytest.raises(PackError, match="no_head"):
        guides.read(changed(pack, "---\n", ""), FILE)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("(CJ-RONDA).", "(CJ-NADIE).", "guide.link"),
        ("(acta)", "(https://example.org)", "guide.link"),
        ("questions: [S59", "questions: [S99", "pack.unknown_reference"),
        ("law: [RONDAS", "law: [NADA", "pack.unknown_law"),
        ("reader: citizens", "reader: officials", "guide.other_language"),
        ("Lo primero que", "[[pena CP-999]] Lo primero que", "lesson.unknown_code"),
    ],
)
def test_what_leads_nowhere_is_told(pack: Pack, tmp_path: Path, old: str, new: str, code: str) -> None:
    for name in ROOT.iterdir():
        (tmp_path / name.name).symlink_to(name) if name.name != "pe" else (tmp_path / "pe").mkdir()
    for part in (ROOT / "pe").iterdir():
        if part.name != "rights":
            (tmp_path / "pe" / part.name).symlink_to(part)
    for path, data in changed(pack, old, new).files.items():
        (tmp_path / "pe/rights" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "pe/rights" / path).write_bytes(data)
    assert code in {p.code for p in packs.check(tmp_path)}


def test_the_check_tells_editors_how_easily_each_reads() -> None:
    with translation.override("es"):
        lines = list(packs_told.tell(ROOT))
    assert len(lines) == 26
    assert all("facilidad de lectura" in line for line in lines)


@pytest.mark.django_db
@pytest.mark.parametrize("lang", ["es", "en"])
def test_every_guide_has_its_page_with_the_law_in_words(lang: str) -> None:
    testing.people()
    with translation.override(lang):
        listed = Client().get(reverse("rights:guides")).content.decode()
        for slug in book.guides():
            page = Client().get(reverse("rights:guide", args=[slug])).content.decode()
            assert book.guides()[slug][lang].head.title in listed
            assert "[[" not in page
            assert "](" not in page
        page = Client().get(reverse("rights:guide", args=["cazadores"])).content.decode()
        assert reverse("law:entry", args=["CP-308"]) in page
        assert reverse("rights:question", args=["S12"]) in page
    assert Client().get("/derechos/guias/nadie/").status_code == 404


@pytest.mark.django_db
def test_links_of_a_guide_lead_to_pages() -> None:
    testing.people()
    for name in ("acta", "canales", "CJ-RONDA", "CH-ALERTA", "S12", "W-ENTREGA"):
        assert Client().get(guiding.address(name)).status_code == 200


@pytest.mark.django_db
def test_a_printed_guide_says_whom_to_call_by_number() -> None:
    """Who hands it out on paper gives the numbers too, each with the day it was checked."""
    for slug in book.guides():
        page = Client().get(reverse("rights:guide", args=[slug])).content.decode()
        section = page.split('<section class="part" aria-labelledby="telefonos">')[1].split("</section>")[0]
        assert "<b>105</b>" in section and "<b>947 588 269</b>" in section and "Comprobado el" in section


@pytest.mark.django_db
def test_the_readings_are_for_those_who_work_here() -> None:
    assert Client().get(reverse("rights:reading")).status_code == 302
    page = testing.sign_in(testing.people().alba).get(reverse("rights:reading")).content.decode()
    assert page.count("<tr>") == 27
    assert "Rondas campesinas y comunales" in page
    # Words a sentence and the score, with one decimal.
    guide = book.guides()["rondas"]["es"].reading
    for value in (guide.a_sentence, guide.score):
        assert f'<td class="r">{value}</td>'.replace(".0<", "<") in page
