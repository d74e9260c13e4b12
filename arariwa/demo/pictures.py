"""Pictures of the demonstration's posts: a drawing of the species cards with a line of words, set by typst. Nobody is seen in them."""

from django.core.files.base import ContentFile

from arariwa.core.setup import current
from arariwa.demo.campaign_packs import Picture

DRAWINGS = "pe/rights"
# Whose they are, as the post says it.
RIGHTS = "Dibujo propio, hecho para la demostración; no se ve a ninguna persona"
# Points of the side, and dots of a point: 1,080 dots, as the platforms take them.
SIDE, DENSITY = 270, 4
PAPER, INK = "#f3f0e7", "#1d5a3f"
SET = """
#let side = 1pt * int(sys.inputs.side)
#set page(width: side, height: side * float(sys.inputs.tall), margin: 24pt, fill: rgb(sys.inputs.ink))
#set text(font: "Libertinus Serif", weight: "semibold", size: 23pt, fill: rgb(sys.inputs.paper), lang: "es", hyphenate: false)
#set align(center)
#v(1fr)
#image(bytes(sys.inputs.drawing), format: "svg", height: side * 0.5)
#v(1fr)
#sys.inputs.words
#v(1fr)
"""


def png(picture: Picture, *, tall: float = 1) -> ContentFile[bytes]:
    """The picture as a file; `tall` times as high as wide."""
    # loaded where it is used: it takes a while, and not every command draws
    import typst

    drawing = current(DRAWINGS).text(f"session/cards/{picture.drawing}.svg")
    given = {
        "side": str(SIDE),
        "tall": str(tall),
        "paper": PAPER,
        "ink": INK,
        "drawing": drawing.replace("currentColor", PAPER),
        "words": picture.words,
    }
    content = typst.compile(
        SET.encode(), format="png", ppi=72.0 * DENSITY, sys_inputs=given, ignore_system_fonts=True
    )
    assert isinstance(content, bytes)
    return ContentFile(content, name=f"{picture.drawing}.png")
