"""What is said of guides that were found right: how easily each reads, for who writes them."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from arariwa.core.packs import Pack
from arariwa.rights.pack_words import LEVELS
from arariwa.rights.packs import NAME, read_guides


def tell(root: Path) -> Iterator[str]:
    """A line for each text of a guide. The packs must be right."""
    if not (root / NAME).is_dir():
        return
    for both in read_guides(Pack.from_folder(root, NAME)).values():
        for guide in both.values():
            reading = guide.reading
            values = {
                "file": guide.file,
                "words": reading.words,
                "score": reading.score,
                "level": LEVELS[reading.level],
            }
            yield _("%(file)s: %(words)s words, ease of reading %(score)s (%(level)s)") % values
