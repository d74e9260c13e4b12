"""Pictures for paper: upright, small, equal each time, and never a bomb."""

import io

import pypdfium2
import pytest
from PIL import Image

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
