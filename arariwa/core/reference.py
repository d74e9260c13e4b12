"""Core's own packs as the running system reads them: places, countries, institutions, privacy."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from arariwa.core import formatting
from arariwa.core.packs import PackError, Problem


@lru_cache(maxsize=1)
def places() -> Any:
    """The country's places; `core/domain/places.py`."""
    from arariwa.core.reference_packs import load_places

    return load_places(settings.PACKS)


@lru_cache(maxsize=1)
def countries() -> dict[str, Any]:
    """Countries of the world by ISO code."""
    from arariwa.core.reference_packs import load_countries

    return load_countries(settings.PACKS)


def country_name(code: str, lang: str | None = None) -> str:
    """The name of a country; its code when the pack does not hold it."""
    country = countries().get(code)
    if country is None:
        return code
    return str(country.name_en if formatting.language(lang) == "en" else country.name_es)


def institutions(root: Path) -> list[dict[str, str]]:
    """Institutions of every country as rows of the table."""
    from arariwa.core.reference_packs import load_institutions

    return [
        {"code": i.code, "kind": i.kind, "country": i.country, "name_es": i.name.es, "name_en": i.name.en}
        for i in load_institutions(root)
    ]


def check(root: Path) -> list[Problem]:
    """Every mistake in core's packs."""
    from arariwa.core.reference_packs import check as look

    try:
        look(root)
    except PackError as error:
        return error.problems
    return []
