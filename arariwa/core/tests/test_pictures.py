"""Pictures for paper: upright, small, equal each time, and never a bomb."""

import io
import struct

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat
from PIL.PngImagePlugin import PngInfo

from arariwa.core.pictures import LONGEST, PictureError, page_images, photo


def a_photo(size: tuple[int, int], orientation: int = 1) -> bytes:
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 4, size[1] // 4))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x8825] = {1: "S"}
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, quality=95)
    return out.getvalue()


def a_pdf(*sizes: tuple[float, float]) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for width, height in sizes:
        document.new_page(width, height)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_photo_is_turned_upright_and_made_smaller() -> None:
    shown = Image.open(io.BytesIO(photo(a_photo((4000, 2000), orientation=6))))
    assert shown.size == (LONGEST // 2, LONGEST)
    red, green, _ = shown.getpixel((shown.width - 20, 20))
    assert red > 200 > 60 > green


def test_a_photo_loses_the_place_where_it_was_taken() -> None:
    assert not Image.open(io.BytesIO(photo(a_photo((800, 600))))).getexif()


def test_a_small_photo_is_not_made_larger() -> None:
    assert Image.open(io.BytesIO(photo(a_photo((320, 200))))).size == (320, 200)


def test_clear_parts_of_a_picture_become_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG")
    assert Image.open(io.BytesIO(photo(out.getvalue()))).getpixel((25, 25)) == (255, 255, 255)


@pytest.mark.parametrize("data", [b"", b"no picture", b"\xff\xd8\xff\xe0cut", a_photo((300, 200))[:2000]])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(PictureError):
        photo(data)


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_bomb_of_pixels_is_refused() -> None:
    out = io.BytesIO()
    Image.new("1", (12000, 11000)).save(out, "PNG")
    with pytest.raises(PictureError):
        photo(out.getvalue())


def test_each_page_of_a_pdf_is_a_picture_in_grey_and_the_same_each_time() -> None:
    pdf = a_pdf((595, 842), (842, 595))
    pages = page_images(pdf)
    assert [Image.open(io.BytesIO(page)).size for page in pages] == [(910, 1287), (1287, 910)]
    assert pages == page_images(pdf)


def test_a_plan_of_ten_metres_stays_small() -> None:
    (page,) = page_images(a_pdf((14_400, 14_400)))
    assert max(Image.open(io.BytesIO(page)).size) < 2000


def test_a_broken_pdf_is_refused() -> None:
    with pytest.raises(PictureError):
        page_images(b"%PDF-1.7 nothing")


def test_a_small_file_of_many_pixels_is_not_opened_whole() -> None:
    out = io.BytesIO()
    Image.new("1", (8000, 8000)).save(out, "PNG")
    assert len(out.getvalue()) < 50_000
    with pytest.raises(PictureError, match="pixels"):
        photo(out.getvalue())


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "EPS", "BMP"])
def test_rarer_kinds_are_not_opened(kind: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (20, 20)).save(out, kind)
    with pytest.raises(PictureError):
        photo(out.getvalue())


# What a file may hold beside its pixels, each with a word that must not come along.

WORD = b"SECRETO-DE-ROSA"


def segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def crowded_jpeg(behind: bytes = b"") -> bytes:
    """A JPEG with everything telephones and programs write: EXIF (place, maker's notes, thumbnail), XMP in two parts, IPTC, a
    colour profile, comments; `behind` follows the picture."""
    exif = Image.Exif()
    exif[0x010F] = exif[0x9C9D] = WORD.decode()
    exif[0x8825] = {1: "S", 2: (12.0, 3.0, 4.0), 29: WORD.decode()}
    exif[0x8769] = {0x927C: WORD * 50, 0x9286: WORD, 0xA420: WORD.decode()}
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "darkgreen").save(out, "JPEG", exif=exif)
    whole = out.getvalue()
    more = (
        segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08" + WORD + whole)
        + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><a>" + WORD + b"</a></x:xmpmeta>")
        + segment(
            0xE1, b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 32 + struct.pack(">II", 15, 0) + WORD
        )
        + segment(0xE2, b"ICC_PROFILE\0\x01\x01" + WORD * 10)
        + segment(0xE2, b"MPF\0" + WORD)
        + segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x14\x1c\x02\x50\0\x0f" + WORD)
        + segment(0xEF, WORD)
        + segment(0xFE, WORD)
        + segment(0xFE, WORD)
    )
    return whole[:2] + more + whole[2:] + behind


def crowded_png() -> bytes:
    info, exif = PngInfo(), Image.Exif()
    info.add_text("Author", WORD.decode())
    info.add_text("Comment", WORD.decode(), zip=True)
    info.add_itxt("XML:com.adobe.xmp", WORD.decode())
    info.add(b"prVt", WORD)
    exif[0x010F] = WORD.decode()
    out = io.BytesIO()
    Image.new("RGBA", (80, 60), "darkgreen").save(out, "PNG", pnginfo=info, exif=exif)
    return out.getvalue() + WORD


def crowded_webp() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = WORD.decode()
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "darkgreen").save(out, "WEBP", exif=exif, xmp=WORD, icc_profile=WORD)
    return out.getvalue()


def two_pictures() -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = WORD.decode()
    first, second = Image.new("RGB", (80, 60), "darkgreen"), Image.new("RGB", (30, 20), "red")
    first.save(out, "MPO", save_all=True, append_images=[second], exif=exif)
    return out.getvalue()


FILM = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0\0\0\x17mdat" + WORD


@pytest.mark.parametrize(
    "data",
    [crowded_jpeg(), crowded_jpeg(FILM), crowded_jpeg(b"PK\x03\x04" + WORD), crowded_png(), crowded_webp(),
     two_pictures()],
    ids=["jpeg", "motion photo", "archive behind", "png", "webp", "two pictures"],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore")
def test_nothing_but_its_pixels_comes_along(data: bytes) -> None:
    assert WORD in data
    made = photo(data)
    assert WORD not in made and b"ftyp" not in made and made.endswith(b"\xff\xd9")
    with Image.open(io.BytesIO(made)) as shown:
        assert (shown.format, shown.size, len(shown.getexif())) == ("JPEG", (80, 60), 0)
        assert set(shown.info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert [name for name, _content in shown.applist] == ["APP0"]
        assert all(
            abs(one - other) < 12 for one, other in zip(shown.getpixel((40, 30)), (0, 100, 0), strict=True)
        )


@pytest.mark.parametrize("orientation", range(1, 9))
def test_each_way_of_holding_is_turned_upright(orientation: int) -> None:
    data = a_photo((80, 60), orientation)
    with Image.open(io.BytesIO(data)) as held, Image.open(io.BytesIO(photo(data))) as shown:
        right = ImageOps.exif_transpose(held)
        assert shown.size == right.size
        difference = ImageChops.difference(shown.convert("L"), right.convert("L"))
        assert ImageStat.Stat(difference).mean[0] < 3


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("was", "broken", "size"),
    [(b"MM\0*", b"XX\0*", (80, 60)), (b"\0\1\0\1\0\2\0\0", b"\0\1\0\0\0\2\0\0", (60, 80)),
     (b"\0\1\0\1\0\2\0\0", b"\0\1\0\1\0\3\0\0", (60, 80))],
    ids=["no head", "place by no name", "place that is no number"],
)  # fmt: skip
def test_a_whole_picture_with_broken_words_of_the_camera_is_taken(was, broken, size) -> None:
    data = a_photo((80, 60), 6)
    assert data.count(was) == 1
    assert Image.open(io.BytesIO(photo(data.replace(was, broken)))).size == size
