"""Legal bases an official may write, suggested by how an intervention began and the day of the facts. From a pack."""

from datetime import date
from functools import lru_cache

from arariwa.core import setup
from arariwa.evidence import packs
from arariwa.evidence.models import Intervention


@lru_cache(maxsize=4)
def _acts(fingerprint: str) -> tuple[packs.LegalAct, ...]:
    return tuple(packs.read(setup.current(packs.NAME)).acts)


def suggested(intervention: Intervention) -> list[str]:
    """Wordings for the record, in Spanish as the record is; those that fit how it began come first."""
    last: date = intervention.facts_until
    standing = [a for a in _acts(setup.current_fingerprint(packs.NAME)) if a.since < last]
    return [a.text for a in sorted(standing, key=lambda a: intervention.began not in a.began)]
