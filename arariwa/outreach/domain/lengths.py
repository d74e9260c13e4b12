"""How long a post may be on each channel, and how its length is counted there. Pure; `static/outreach/length.js` counts the same."""

import re

# Characters the platforms state for the text of a post; beyond it they refuse or cut it. Without entry: no limit.
LIMITS = {
    "facebook": 63_206,
    "instagram": 2_200,
    "tiktok": 2_200,
    "youtube": 5_000,
    "x": 280,
    "whatsapp": 65_536,
}
# X counts every link as so many, and letters outside these ranges (emoji, Chinese) twice.
LINK = re.compile(r"https?://\S+")
LINK_COUNTS = 23
ONCE = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))


def length(text: str, channel: str) -> int:
    """The characters of a text as the channel counts them; a line end is one."""
    text = text.replace("\r\n", "\n")
    if channel != "x":
        return len(text)
    rest, links = LINK.subn("", text)
    return links * LINK_COUNTS + sum(1 if _once(ord(c)) else 2 for c in rest)


def _once(code: int) -> bool:
    return any(first <= code <= last for first, last in ONCE)


def limit(channel: str) -> int | None:
    """The most characters of a post there; None without limit."""
    return LIMITS.get(channel)
