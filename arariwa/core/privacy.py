"""What personal data the programme keeps and says of it, read from the pack."""

from functools import lru_cache
from typing import Any

from django.conf import settings


@lru_cache(maxsize=1)
def register() -> Any:
    """The register of data banks."""
    from arariwa.core.reference_packs import load_privacy

    return load_privacy(settings.PACKS)


def notice(code: str) -> Any:
    """The notice shown where data of that kind are collected."""
    return next((n for n in register().notices if n.code == code), None)
