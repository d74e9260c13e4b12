"""Pictures for paper: the pages of a PDF and photographs, made small enough to print and equal each time."""

import io
import threading

import pypdfium2
from PIL import Image

# pdfium is one library for the whole process and not safe for two threads.
PDFIUM = threading.Lock()
LONGEST = 1500  # pixels of a photo's longer side: 180 mm at about 210 dots an inch
MOST_PIXELS = 120_000_000
# Only of a JPEG are fewer read than there are; every other is opened whole, four bytes each, and a small file may hold many.
MOST_WHOLE_PIXELS = 40_000_000
# Nothing rarer is opened: whoever sends it may be anyone, and some kinds run other programs.
FORMATS = ("JPEG", "PNG", "WEBP")


class PictureError(Exception):
    """The bytes are not a picture or a PDF that can be shown."""


def page_images(pdf: bytes, dpi: int = 110) -> list[bytes]:
    """Each page as a grey PNG or JPEG, whichever is smaller. PictureError when the PDF cannot be opened or drawn."""
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise PictureError(f"PDF: {error}") from error
        try:
            return [_page(page, dpi) for page in document]
        except pypdfium2.PdfiumError as error:
            raise PictureError(f"PDF page: {error}") from error
        finally:
            document.close()


def _page(page: pypdfium2.PdfPage, dpi: int) -> bytes:
    # A plan of two metres would need gigabytes: the scale falls so that no page is wider or higher than A3 at that dpi.
    scale = min(dpi / 72, 16.6 * dpi / max(*page.get_size(), 1))
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    try:
        return smaller(bitmap.to_pil().convert("L"))
    finally:
        bitmap.close()
        page.close()


# Each grey to the nearest of 16, and those 16 as a palette: written pages need no more, and four bits a dot are small.
SIXTEEN = [(grey * 15 + 127) // 255 for grey in range(256)]
PALETTE = [grey * 17 for grey in range(16) for _ in "rgb"]


def smaller(image: Image.Image) -> bytes:
    """PNG of 16 greys for written pages, JPEG for scans: the shorter of the two."""
    png, jpeg = io.BytesIO(), io.BytesIO()
    sixteen = Image.frombytes("P", image.size, image.point(SIXTEEN).tobytes())
    sixteen.putpalette(PALETTE)
    sixteen.save(png, "PNG", bits=4, compress_level=9)
    image.save(jpeg, "JPEG", quality=72)
    return min(png.getvalue(), jpeg.getvalue(), key=len)


# How a picture is turned upright, by what the camera wrote of how it was held. Only that is read: the library's own turning also
# writes the rest anew, which fails where a camera wrote it badly.
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _turn(image: Image.Image) -> Image.Transpose | None:
    """How to turn it; not at all where what the camera wrote cannot be read: the picture itself may be whole."""
    try:
        return TURNS.get(image.getexif().get(ORIENTATION, 1))
    except (OSError, SyntaxError, ValueError):
        return None


def photo(data: bytes, longest: int = LONGEST) -> bytes:
    """A photograph turned upright, at most `longest` pixels a side, as JPEG in colour.

    Only its pixels are taken over: nothing else of the file, whatever it holds beside or behind them, can come along.
    PictureError when the bytes are no picture, or one too large to open safely.
    """
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            most = MOST_PIXELS if image.format in ("JPEG", "MPO") else MOST_WHOLE_PIXELS
            if image.width * image.height > most:
                raise PictureError(f"{image.width} x {image.height} pixels")
            image.draft("RGB", (longest, longest))
            turn = _turn(image)
            upright = image.transpose(turn) if turn is not None else image
            upright.thumbnail((longest, longest))
            flat = Image.new("RGB", upright.size, "white")
            clear = upright.convert("RGBA")
            flat.paste(clear, mask=clear.getchannel("A"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PictureError(str(error)) from error
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=80)
    return out.getvalue()
