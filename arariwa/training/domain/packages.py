"""What a package read without network brings back: a file of JSON, signed with the key that stands in the package.

The signature shows that the answers are those of this package and were not changed on the way. It does not show who sat
before it, nor that nobody looked for the key in the file: whoever can read a program can sign anything with it.
"""

import hashlib
import hmac
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from arariwa.core.domain.refused import Refused

FORMAT = "arariwa-course-answers/1"
MOST_BYTES = 1_000_000


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class File(_Shape):
    """The file: which package it is of, what it holds as text, and the signature over exactly that text."""

    format: str = Field(pattern=f"^{FORMAT}$")
    package: UUID
    payload: str = Field(max_length=MOST_BYTES)
    signature: str = Field(pattern=r"^[0-9a-f]{64}$")


class Read(_Shape):
    """A lesson read to its end."""

    module: int = Field(ge=1, le=40)
    at: AwareDatetime


class Check(_Shape):
    """An answer to a question for checking oneself."""

    question: str = Field(max_length=60)
    answer: Any
    right: bool | None = None
    at: AwareDatetime


class Answers(_Shape):
    """What the payload holds."""

    package: UUID
    saved_at: AwareDatetime
    read: list[Read] = Field(max_length=100)
    checks: list[Check] = Field(max_length=2000)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was read and nothing answered."""
        return not self.read and not self.checks


def read(data: bytes) -> File:
    """The file as handed in. Refused("package.not_a_file") for anything else."""
    if len(data) > MOST_BYTES:
        raise Refused("package.not_a_file", "file")
    try:
        return File.model_validate_json(data)
    except ValidationError as error:
        raise Refused("package.not_a_file", "file") from error


def signature(key: str, payload: str) -> str:
    """HMAC-SHA256 of the payload in hexadecimal; the script of the package computes the same."""
    return hmac.new(bytes.fromhex(key), payload.encode(), hashlib.sha256).hexdigest()


def opened(file: File, key: str) -> Answers:
    """The answers of a file whose signature fits. Refused("package.altered") when it does not."""
    if not hmac.compare_digest(signature(key, file.payload), file.signature):
        raise Refused("package.altered", "file")
    try:
        answers = Answers.model_validate_json(file.payload)
    except ValidationError as error:
        raise Refused("package.not_a_file", "file") from error
    if answers.package != file.package:
        raise Refused("package.altered", "file")
    return answers


def written(package: UUID, key: str, payload: str) -> File:
    """A file as the package writes it."""
    return File(format=FORMAT, package=package, payload=payload, signature=signature(key, payload))


def payload(package: UUID, saved_at: datetime, read: list[Read], checks: list[Check]) -> str:
    """The text a package signs."""
    return Answers(package=package, saved_at=saved_at, read=read, checks=checks).model_dump_json()
