"""The pack of evidence of a country: legal bases of an intervention. Pure."""

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from arariwa.core.packs import Pack, PackError, Problem

NAME = "pe/evidence"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LegalAct(_Shape):
    """A legal basis as a record words it, from the day it could be invoked."""

    id: str
    began: list[
        Literal["flagrancy", "search_order", "find", "voluntary", "administrative", "customs", "abroad"]
    ] = Field(min_length=1)
    text: str = Field(min_length=5, max_length=300)
    since: date
    sources: list[str] = Field(min_length=1)
    confidence: Literal["high", "medium", "low"]
    reviewed: bool


class LegalActs(_Shape):
    """The file of legal bases."""

    acts: list[LegalAct] = Field(min_length=1)


def read(pack: Pack) -> LegalActs:
    """The legal bases of a pack; PackError with file, line and field."""
    return pack.yaml("legal_acts.yaml", LegalActs)


def check(root: Path) -> list[Problem]:
    """Every mistake of the pack as it stands in the folder."""
    try:
        read(Pack.from_folder(root, NAME))
    except PackError as error:
        return error.problems
    return []
