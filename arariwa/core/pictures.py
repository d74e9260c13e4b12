"""Pictures for paper: the pages of a PDF and photographs, made small enough to print and equal each time."""

import io
import threading

import pypdfium2
from PIL import Image, ImageOps

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


def photo(data: bytes, longest: int = LONGEST) -> bytes:
    """A photograph turned upright, at most `longest` pixels a side, as JPEG in colour without its EXIF data.

    PictureError when the bytes are no picture, or one too large to open safely.
    """
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            most = MOST_PIXELS if image.format in ("JPEG", "MPO") else MOST_WHOLE_PIXELS
            if image.width * image.height > most:
                raise PictureError(f"{image.width} x {image.height} pixels")
            image.draft("RGB", (longest, longest))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((longest, longest))
            flat = Image.new("RGB", upright.size, "white")
            clear = upright.convert("RGBA")
            flat.paste(clear, mask=clear.getchannel("A"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PictureError(str(error)) from error
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=80)
    return out.getvalue()
