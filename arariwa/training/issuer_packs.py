"""Who issues certificates, as `issuer.yaml` of a programme's folder says: the issuer, who signs, with whose recorded agreement.

Another institution is named on a certificate only with the agreement by which it said so; without one the file is refused.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pydantic import Field

from arariwa.core.packs import Pack, PackError, Problem
from arariwa.law.domain.text import Shape, Text, Words

FILE = "issuer.yaml"


class Signer(Shape):
    """Who signs on the paper."""

    name: Words
    post: Text


class CoIssuer(Shape):
    """Another institution, and the agreement by which it lets itself be named."""

    name: Text
    agreement: Words = Field(max_length=80)
    signed_on: date


class Issuer(Shape):
    """issuer.yaml"""

    issuer: Text
    programme: Text
    signers: list[Signer] = Field(min_length=1, max_length=3)
    co_issuers: list[CoIssuer] = Field([], max_length=4)
    note: Text | None = None


def read(root: Path, folder: str) -> Issuer:
    """The issuer named in a folder of packs. Raises PackError."""
    return Pack.from_folder(root, folder, deep=False).yaml(FILE, Issuer)


def check(root: Path) -> list[Problem]:
    """Every mistake of every programme's issuer.yaml."""
    return list(_mistakes(root))


def _mistakes(root: Path) -> Iterator[Problem]:
    for path in sorted([*root.glob(f"demo/{FILE}"), *root.glob(f"programmes/*/{FILE}")]):
        try:
            read(root, path.parent.relative_to(root).as_posix())
        except PackError as error:
            yield from error.problems
