"""Characters that are no text but steer it: controls, and marks that turn the direction of what stands beside them.

In a title, one U+202E shows the page's own words reversed. Nothing people write here needs such a character (letters
of Arabic or Hebrew turn by themselves), so forms and actions refuse it; where an old one is shown, its mark stands.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

# C0 but tab and line ends, DEL and C1, the marks and embeddings of the bidirectional algorithm.
STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def mark(sign: str) -> str:
    """The mark of one character: `[U+202E]`."""
    return f"[U+{ord(sign):04X}]"


def marked(text: str) -> str:
    """The text with each steering character replaced by its mark, all else as it was."""
    return STEERING.sub(lambda found: mark(found.group()), text)


def marks(text: str) -> list[str]:
    """The marks of the steering characters in the text, each once, in its order."""
    return list(dict.fromkeys(mark(sign) for sign in STEERING.findall(text)))


def texts(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """(name, text) of every text in a value: itself, in a mapping under its key, in a list under the list's name."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts(inner, str(key))
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from texts(inner, name)
