"""The pack of platforms as the running system reads files by it: the stored pack, read once a process."""

from functools import lru_cache

from arariwa.core import formatting
from arariwa.core.setup import current, current_fingerprint, stored_pack
from arariwa.outreach.choices import Platform
from arariwa.outreach.domain.kinds import Platforms
from arariwa.outreach.packs import NAME, read


@lru_cache(maxsize=4)
def _platforms(fingerprint: str) -> Platforms:
    return read(stored_pack(fingerprint) if fingerprint else current(NAME))


def platforms() -> Platforms:
    """What is known of the platforms' files."""
    return _platforms(current_fingerprint(NAME))


def platform_name(code: str) -> str:
    """The platform as people say it; Meta where a file does not tell which of its two."""
    if code == "meta":
        return "Facebook / Instagram"
    return str(Platform(code).label) if code in Platform.values else code


def kind_name(code: str, pack: Platforms | None = None) -> str:
    """The kind of a file in the reader's language; who names many brings the pack."""
    kind = (pack or platforms()).kinds.get(code)
    return kind.name.in_(formatting.language()) if kind else code


def metric_name(code: str, pack: Platforms | None = None) -> str:
    """A metric in the reader's language; who names many brings the pack."""
    metric = (pack or platforms()).metrics.get(code)
    return metric.name.in_(formatting.language()) if metric else code
