"""The law and species packs of the repository, read once, and small situations."""

from functools import cache
from pathlib import Path
from typing import Any

from arariwa.core.packs import Pack
from arariwa.law.domain.lawbook import Law
from arariwa.law.domain.legality import qualify
from arariwa.law.domain.situation import Situation
from arariwa.law.domain.species import Species
from arariwa.law.domain.verdict import Verdict
from arariwa.law.packs import load_law
from arariwa.law.species_packs import load_species, species_packs

PACKS = Path(__file__).resolve().parents[3] / "packs"
UNPROTECTED = {
    "national_category": "none",
    "cites_appendix": "none",
    "cms_appendix": "none",
    "endemic": False,
}


@cache
def law() -> Law:
    return load_law(Pack.from_folder(PACKS, "pe/law"))


@cache
def species() -> Species:
    return load_species([Pack.from_folder(PACKS, name) for name in species_packs("pe")], "pe")


def a_specimen(**facts: Any) -> dict[str, Any]:
    """A live wild land animal, on no list."""
    return {"what": "wild_fauna", "form": "live", "aquatic": False, **UNPROTECTED, **facts}


def a_situation(
    on: str = "2024-05-05", *, act: str = "sell", title: str = "none", **facts: Any
) -> dict[str, Any]:
    """One act on one specimen without a title; `facts` replace or add parts."""
    return {"on": on, "acts": [act], "title": {"state": title}, "specimens": [a_specimen()], **facts}


def asked(situation: dict[str, Any], *, by_species: bool = False) -> Verdict:
    """The verdict; `by_species` lets the species table answer for taxa."""
    return qualify(Situation.model_validate(situation), law(), species().lookup if by_species else None)


def statuses(verdict: Verdict) -> dict[str, str]:
    return {o.id: o.status for o in verdict.offences}


def raised(verdict: Verdict) -> set[tuple[str, int | None, str]]:
    return {(a.id, a.num, a.status) for a in verdict.aggravations}
