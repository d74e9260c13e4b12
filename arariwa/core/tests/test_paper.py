"""Each paper as a reader gets it: what is printed, attached and drawn."""

import copy
import hashlib
import io
import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import segno
from PIL import Image

from arariwa.core.paper import PaperError, clean, printable, render

DOCUMENTS = Path(__file__).parents[3] / "packs" / "pe" / "documents"
EXAMPLES = DOCUMENTS / "samples"
AT = datetime(2026, 3, 16, 14, 0, tzinfo=timezone(timedelta(hours=-5)))
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.json"))
# words for the machine: what they mean is printed, not they
CODES = {"qr", "file", "kind", "key", "width", "svg", "sign"}
COMPOSED = {"satisfied", "contradicted", "unknown", "accepted", "pending", "refused"}


def example(name: str) -> dict[str, Any]:
    return json.loads((EXAMPLES / f"{name}.json").read_text("utf-8"))


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (640, 480)) -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize(size).convert("RGB").save(out, kind)
    return out.getvalue()


@pytest.fixture(scope="module")
def annexes() -> dict[str, bytes]:
    acta = render(example("acta.es.borrador"), folder=DOCUMENTS, template="acta.es.typ", issued_at=AT)
    return {"acta.pdf": acta.pdf, "foto-1.jpg": a_picture(), "foto-2.png": a_picture("PNG", (300, 500))}


def paper_of(record: dict[str, Any], files: dict[str, bytes] | None = None) -> Any:
    return render(
        record,
        folder=DOCUMENTS,
        template=f"{record['paper']}.{record['frame'].get('lang', 'es')}.typ",
        issued_at=AT,
        files=files,
    )


def pages_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


def squeezed(text: str) -> str:
    """Without what a line break may add or take."""
    return re.sub(r"[\s\u200b\ufffe]", "", text)


def text_of(pdf: bytes) -> str:
    return squeezed("".join(pages_of(pdf)))


def attached(pdf: bytes) -> dict[str, bytes]:
    document = pypdfium2.PdfDocument(pdf)
    found = [document.get_attachment(i) for i in range(document.count_attachments())]
    return {one.get_name(): bytes(one.get_data()) for one in found}


def texts(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from texts(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item, key)
    elif isinstance(value, str) and key not in CODES and value not in COMPOSED:
        yield value


@pytest.mark.parametrize("name", NAMES)
def test_every_text_of_the_body_is_printed(name: str, annexes: dict[str, bytes]) -> None:
    record = example(name)
    if name == "carpeta.es":  # its short summary and its long list are tried below; here both stand
        assert record["body"]["things"]["summary"]
    # A hyphen at the end of a line is read back as none.
    shown = text_of(paper_of(record, annexes).pdf).replace("-", "")
    assert [text for text in texts(record["body"]) if squeezed(text).replace("-", "") not in shown] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_same_record_gives_the_same_bytes(name: str, annexes: dict[str, bytes]) -> None:
    assert paper_of(example(name), annexes).pdf == paper_of(example(name), annexes).pdf


@pytest.mark.parametrize("name", NAMES)
def test_the_printed_fingerprint_is_that_of_the_attached_record(name: str, annexes: dict[str, bytes]) -> None:
    record = example(name)
    paper = paper_of(record, annexes)
    kept = attached(paper.pdf)[record["frame"].get("record_name", "registro.json")]
    assert kept == paper.record
    assert hashlib.sha256(kept).hexdigest() == paper.fingerprint
    assert all(paper.fingerprint[:24] in squeezed(page) for page in pages_of(paper.pdf))
    assert json.loads(kept)["frame"] == record["frame"]


@pytest.mark.parametrize("name", NAMES)
def test_the_file_says_it_is_made_to_last_and_to_be_read_aloud(name: str, annexes: dict[str, bytes]) -> None:
    pdf = paper_of(example(name), annexes).pdf
    assert b"<pdfaid:part>3</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


def test_the_code_in_the_foot_is_the_address_with_the_fingerprint() -> None:
    record = example("entrega.es")
    paper = paper_of(record)
    address = f"https://{record['frame']['verify']}/{paper.fingerprint[:24]}"
    wanted = [
        [bool(dot) for dot in row]
        for row in segno.make(address, error="m", micro=False, boost_error=False).matrix
    ]
    assert code_on(paper.pdf, left=25, right=46, top=273.8, bottom=292, size=len(wanted)) == wanted


def test_each_label_carries_the_code_of_its_item() -> None:
    record = example("etiquetas.es")
    paper = paper_of(record)
    wanted = [
        [bool(dot) for dot in row]
        for row in segno.make(
            record["body"]["labels"][0]["qr"], error="m", micro=False, boost_error=False
        ).matrix
    ]
    assert code_on(paper.pdf, left=74, right=102, top=14, bottom=42, size=len(wanted)) == wanted


def code_on(
    pdf: bytes, *, left: float, right: float, top: float, bottom: float, size: int
) -> list[list[bool]]:
    """The dots of the code that is alone in that part (millimetres) of the first page, as a scanner sees them."""
    dpi = 300
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    part = image.crop(tuple(round(mm / 25.4 * dpi) for mm in (left, top, right, bottom)))  # type: ignore[arg-type]
    dark = part.point(lambda level: 255 if level < 100 else 0)
    code = part.crop(dark.getbbox())
    step_x, step_y = code.width / size, code.height / size
    return [
        [code.getpixel((int((x + 0.5) * step_x), int((y + 0.5) * step_y))) < 128 for x in range(size)]
        for y in range(size)
    ]


# ---- drafts


def test_an_acta_with_something_missing_is_a_draft_and_says_so_first() -> None:
    record = example("acta.es.borrador")
    pages = pages_of(paper_of(record).pdf)
    assert all("BORRADOR" in page for page in pages)
    first = squeezed(pages[0])
    assert first.index(squeezed("Borrador: no vale como acta")) < first.index(squeezed("Lugar y tiempo"))
    assert all(
        squeezed(x["what"]) in first and squeezed(x["why"]) in first for x in record["frame"]["missing"]
    )


def test_an_acta_with_nothing_missing_is_no_draft() -> None:
    record = example("acta.es.borrador")
    record["frame"]["missing"] = []
    assert "BORRADOR" not in text_of(paper_of(record).pdf)


def test_an_exercise_with_something_missing_is_both() -> None:
    record = example("acta.es.ejercicio")
    record["frame"]["missing"] = [{"what": "Firma de quien redactó"}]
    for page in pages_of(paper_of(record).pdf):
        assert "EJERCICIO" in page
        assert "BORRADOR" in page


def test_a_hand_over_nobody_accepted_is_a_draft() -> None:
    record = example("entrega.es")
    assert "BORRADOR" not in text_of(paper_of(record).pdf)
    record["body"]["acceptance"] = {"status": "pending"}
    for item in record["body"]["items"]:
        del item["received"]
    shown = text_of(paper_of(record).pdf)
    assert "BORRADOR" in shown
    assert squeezed("Pendiente: quien recibe aún no ha aceptado.") in shown


def test_what_is_not_known_reads_no_informado() -> None:
    record = {"paper": "acta", "frame": example("acta.es.borrador")["frame"], "body": {}}
    assert text_of(paper_of(record).pdf).count("noinformado") > 15


# ---- hostile text

MARKUP = '#set page(fill: red) $x^2$ *b* _i_ <label> @ref // /* \\u{1F600} #panic("x") `raw` = h\n- l [c] "q" ~ --- \\'
NASTY = {
    "markup": MARKUP,
    "controls": "ab\x00\x07\x1b[31m\x7f\x85c\u200d\ufeff\u00add",
    "bidi": "precio \u202e001\u202c y \u2066x\u2069",
    "emoji": "familia 👨‍👩‍👧 👍🏽 y bandera 🇵🇪",
    "chinese": "王伟 张 de Iquitos",
    "private": "\ue000 \ufffe \U0010ffff",
    "marks": "Z" + "\u0301\u0323" * 40,
    "arabic": "سلحفاة שלום Ἀθῆναι Ёж",
    "long word": "x" * 400 + " fin",
    "lines": "\n".join(f"línea {i}" for i in range(400)),
    "many words": " ".join(f"palabra{i}" for i in range(5000)),
}


@pytest.mark.parametrize("kind", NASTY)
def test_hostile_text_prints_as_written(kind: str) -> None:
    record = example("acta.es.ejercicio")
    body, text = record["body"], NASTY[kind]
    body["things"]["taken"][1]["description"] = text
    body["things"]["taken"][2]["seal"] = text
    body["persons"][0]["address"] = text
    body["signatures"][2]["refused"] = text
    body["done"][1]["text"] = text
    record["frame"]["unit"] = record["frame"]["note"] = text
    paper = paper_of(record)
    shown = text_of(paper.pdf)
    assert [word for word in printable(text).split() if squeezed(word) not in shown] == []
    assert json.loads(paper.record)["body"]["done"][1]["text"] == text


@pytest.mark.parametrize("name", ["carpeta.es", "entrega.es", "etiquetas.es"])
def test_no_field_of_a_paper_breaks_on_hostile_text(name: str, annexes: dict[str, bytes]) -> None:
    record = example(name)
    nasty = "\n".join(text[:90] for text in NASTY.values())

    def spoil(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {k: spoil(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [spoil(v, key) for v in value]
        fixed = key in CODES | {"sha256", "size", "n", "status", "mode"} or value in COMPOSED
        return f"{value} {nasty}" if isinstance(value, str) and not fixed else value

    record["body"] = spoil(record["body"])
    paper = paper_of(record, annexes)
    assert squeezed("U+738B U+4F1F") in text_of(paper.pdf) or name == "etiquetas.es"
    assert paper.pages >= 1


# A name, a number, a fingerprint and code that never end, and signs the letters do not have.
HOSTILE = (
    f"{'Ñ' * 300} 2026-{'A' * 300} {'0123456789abcdef' * 4} #set page() $x^2$ <script>alert(1)</script> "
    "👨‍👩‍👧 王伟 \u202e001\u202c سلحفاة"
)


def everywhere(record: dict[str, Any], text: str) -> dict[str, Any]:
    """The record with the text behind every text of head and body that is not a word for the machine."""

    def spoil(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {k: spoil(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [spoil(v, key) for v in value]
        # heads of columns are ours, never typed
        machine = {"sha256", "size", "n", "status", "mode", "state", "verify", "lang", "head"}
        fixed = key in CODES | machine or value in COMPOSED
        return f"{value} {text}" if isinstance(value, str) and not fixed else value

    return {**record, "frame": spoil(record["frame"]), "body": spoil(record["body"])}


def outside(pdf: bytes) -> list[tuple[int, str]]:
    """(page, sign) of what stands beyond the margin a printer needs, 8 mm; beside the labels' narrower one."""
    found = []
    for n, page in enumerate(pypdfium2.PdfDocument(pdf), 1):
        width, height = page.get_size()
        text, edge = page.get_textpage(), 8 / 25.4 * 72
        for i in range(text.count_chars()):
            left, low, right, high = text.get_charbox(i)
            if right > left and not (edge < left and right < width - edge and low > 8 and high < height - 8):
                found.append((n, text.get_text_range(i, 1)))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_nothing_runs_off_the_sheet(name: str) -> None:
    assert outside(paper_of(everywhere(example(name), HOSTILE)).pdf) == []


def test_a_word_of_five_thousand_letters_runs_off_no_sheet() -> None:
    record, word = example("entrega.es"), "x" * 5000
    body = record["body"]
    body["items"][0]["description"] = body["receiver"]["name"] = body["acceptance"]["by"] = word
    body["dateline"] = body["signatures"][1]["name"] = record["frame"]["unit"] = word
    assert outside(paper_of(record).pdf) == []


def test_the_last_page_tells_what_was_left_out() -> None:
    record = example("entrega.es")
    record["body"]["observations"] = ["王 a\x07b"]
    last = squeezed(pages_of(paper_of(record).pdf)[-1])
    assert squeezed("se omitieron 1 signos sin imagen y se marcaron con su código 1 signos") in last


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("王伟 Pérez", "[U+738B U+4F1F] Pérez"),
        ("a\u202eb", "a[U+202E]b"),
        ("a\x00b\u200bc\ufeff", "abc"),
        ("uno\r\ndos\rtres\u2028cuatro", "uno\ndos\ntres\ncuatro"),
        ("n\u0303", "ñ"),
        ("«N.º» 0.5 – S/ 4,000.00", "«N.º» 0.5 – S/ 4,000.00"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_clean_counts_and_leaves_the_original_alone() -> None:
    data = {"a": ["王\x07", {"b": "c"}], "n": 3, "none": None}
    kept = copy.deepcopy(data)
    assert clean(data) == ({"a": ["[U+738B]", {"b": "c"}], "n": 3, "none": None}, {"dropped": 1, "marked": 1})
    assert data == kept


def test_half_a_character_does_not_stop_a_paper() -> None:
    record = example("entrega.es")
    record["body"]["observations"] = ["ab\ud800cd"]
    assert "ab?cd" in text_of(paper_of(record).pdf)


# ---- long papers


def test_three_hundred_things_in_an_acta() -> None:
    record = example("acta.es.ejercicio")
    thing = record["body"]["things"]["taken"][0]
    record["body"]["things"]["taken"] = [dict(thing, n=i, seal=f"P-{i:06d}") for i in range(1, 301)]
    pages = pages_of(paper_of(record).pdf)
    shown = squeezed("".join(pages))
    assert [i for i in range(1, 301) if f"P-{i:06d}" not in shown] == []
    going_on = [i for i, page in enumerate(pages) if "continúa en la página siguiente" in page]
    with_seals = [i for i, page in enumerate(pages) if "P-000" in page]
    assert going_on == with_seals[:-1]


@pytest.fixture(scope="module")
def long_file() -> list[str]:
    record = example("carpeta.es")
    body = record["body"]
    thing, chain = body["things"]["list"][0], body["custody"]["items"][1]
    body["things"]["list"] = [dict(thing, n=i, number=f"ITEM/{i:04d}") for i in range(1, 301)]
    body["custody"]["items"] = [dict(chain, n=i, what=f"CADENA-{i:04d}") for i in range(1, 301)]
    body["annexes"] = []
    return pages_of(paper_of(record).pdf)


def test_three_hundred_things_in_a_file_stand_in_a_list_of_their_own(long_file: list[str]) -> None:
    shown = squeezed("".join(long_file))
    assert [i for i in range(1, 301) if f"ITEM/{i:04d}" not in shown or f"CADENA-{i:04d}" not in shown] == []
    lists = next(i for i, page in enumerate(long_file) if "ITEM/0001" in page)
    assert any("Relación de anexos" in page for page in long_file[2 : lists + 1])


def test_a_chain_that_goes_on_says_so_and_names_its_item_again(long_file: list[str]) -> None:
    chains = [i for i, page in enumerate(long_file) if "CADENA-" in page]
    going_on = [i for i in chains if "continúa en la página siguiente" in long_file[i]]
    assert going_on == chains[:-1]
    assert all(re.search(r"Lugar, motivo, recepción\s+Ítem", long_file[i]) for i in chains[1:])


def test_the_index_names_the_folios_where_parts_begin(long_file: list[str]) -> None:
    for part in (
        "Calificación jurídica provisional",
        "Historia de la custodia",
        "Relación completa de especímenes y otros bienes",
        "Cadena de custodia, ítem por ítem",
    ):
        page = next(
            i for i, text in enumerate(long_file) if text.count(part) > (i == 1)
        )  # the index itself is on page 1
        folio = f"{page // 2 + 1}{' vta.' if page % 2 else ''}"
        row = re.search(rf"{part}\s+(\d+(?: vta\.)?)", long_file[1])
        assert row, part
        assert row.group(1) == folio, part


def test_a_file_numbers_its_sheets() -> None:
    record = example("carpeta.es")
    record["body"]["annexes"] = []
    pages = pages_of(paper_of(record).pdf)
    assert "uno" in pages[0].split()
    assert "1 vta." in pages[1]
    assert "dos" in pages[2].split()


def test_the_back_of_a_sheet_has_no_number() -> None:
    pages = pages_of(paper_of(example("carpeta.es")).pdf)
    assert [
        ("vuelta" in page.split(), bool(re.search(r"^Folio\s+\d", page, re.MULTILINE))) for page in pages
    ] == [(n % 2 == 1, n % 2 == 0) for n in range(len(pages))]


# ---- the closing


def a_file_of(*, annexes: int, lines: int) -> list[str]:
    """The pages of a file whose extract of the journal pushes the end to another place."""
    record = example("carpeta.es")
    body = record["body"]
    rows = [{"code": f"A-{n}", "name": f"Documento {n}", "sha256": "a" * 64} for n in range(1, annexes + 1)]
    line = body["journal"]["lines"][0]
    body["annexes"], body["journal"]["lines"] = rows, [dict(line, seq=n) for n in range(lines)]
    return pages_of(paper_of(record).pdf)


@pytest.mark.parametrize("annexes", [0, 1, 8, 9, 40])
def test_a_signature_never_stands_alone(annexes: int) -> None:
    """Wherever the page ends, place, day and signature stand under the end of the list of annexes."""
    for lines in range(2, 34, 4):
        closing = next(
            page for page in a_file_of(annexes=annexes, lines=lines) if "Pendiente de firma" in page
        )
        assert "Yurimaguas, 17 de marzo de 2026" in closing
        above = closing[: closing.index("Cierre y firma")]
        assert (f"Documento {annexes}" if annexes else "Sin anexos.") in above


def test_a_list_told_in_two_tables_says_once_that_it_goes_on() -> None:
    pages = a_file_of(annexes=40, lines=2)
    first = next(i for i, page in enumerate(pages) if re.search(r"Documento 1\s", page))
    last = next(i for i, page in enumerate(pages) if "Documento 40" in page)
    assert last > first
    assert ["continúa en la página siguiente" in page for page in pages[first : last + 1]] == [
        *[True] * (last - first),
        False,
    ]


def test_the_index_names_the_closing() -> None:
    pages = a_file_of(annexes=9, lines=2)
    page = next(i for i, text in enumerate(pages) if "Pendiente de firma" in text)
    row = re.search(r"Cierre y firma\s+(\d+(?: vta\.)?)", pages[1])
    assert row
    assert row.group(1) == f"{page // 2 + 1}{' vta.' if page % 2 else ''}"


# ---- annexes


def test_annexes_are_shown_attached_and_named_by_their_hash(annexes: dict[str, bytes]) -> None:
    record = example("carpeta.es")
    paper = paper_of(record, annexes)
    shown = text_of(paper.pdf)
    kept = attached(paper.pdf)
    for code, name in (("001", "acta.pdf"), ("002", "foto-1.jpg"), ("003", "foto-2.png")):
        assert kept[f"{code}-{name}"] == annexes[name]
        assert hashlib.sha256(annexes[name]).hexdigest() in shown
    fixed = json.loads(paper.record)["body"]["annexes"]
    assert fixed[0]["sha256"] == hashlib.sha256(annexes["acta.pdf"]).hexdigest()
    assert "sha256" not in record["body"]["annexes"][0]
    assert squeezed("Original aparte") in shown


def test_the_file_does_not_speak_of_accusation(annexes: dict[str, bytes]) -> None:
    shown = text_of(paper_of(example("carpeta.es"), annexes).pdf).lower()
    assert "acusación" not in shown
    assert "sinnúmeroasignado" in shown


def test_an_annex_that_is_not_the_one_of_its_hash_is_refused(annexes: dict[str, bytes]) -> None:
    record = example("carpeta.es")
    record["body"]["annexes"][0]["sha256"] = "1" * 64
    with pytest.raises(PaperError, match="A-1"):
        paper_of(record, annexes)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 broken", b"\xff\xd8\xff\xe0 no picture", b"\x89PNG\r\n\x1a\n broken"]
)
def test_an_annex_that_cannot_be_shown_is_refused(data: bytes) -> None:
    record = example("carpeta.es")
    with pytest.raises(PaperError, match="A-1, acta.pdf"):
        paper_of(record, {"acta.pdf": data})


def test_an_annex_with_a_path_for_a_name_stays_in_the_folder(annexes: dict[str, bytes]) -> None:
    record = example("acta.es.ejercicio")
    name = "../../etc/«año» passwd.jpg"
    record["body"]["annexes"] = [{"code": "A-1", "name": "Fotografía", "file": name}]
    kept = attached(paper_of(record, {name: annexes["foto-1.jpg"]}).pdf)
    assert kept["001-etc-ano-passwd.jpg"] == annexes["foto-1.jpg"]


# ---- what cannot be set


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(PaperError, match="time zone"):
        render(
            example("entrega.es"),
            folder=DOCUMENTS,
            template="entrega.es.typ",
            issued_at=datetime(2026, 3, 16),
        )


def test_an_unknown_template_is_refused() -> None:
    with pytest.raises(PaperError, match="oficio"):
        render(example("entrega.es"), folder=DOCUMENTS, template="oficio.es.typ", issued_at=AT)


def test_a_number_with_decimals_is_refused() -> None:
    record = example("entrega.es")
    record["body"]["items"][0]["weight"] = 3.9
    with pytest.raises(PaperError, match="plain data"):
        paper_of(record)


def test_a_template_that_fails_says_where(tmp_path: Path) -> None:
    (tmp_path / "oficio.es.typ").write_text("#panic([no])")
    with pytest.raises(PaperError, match=r"oficio\.es\.typ"):
        render(example("entrega.es"), folder=tmp_path, template="oficio.es.typ", issued_at=AT)
