"""A sentence in the two languages of the system; packs and verdicts carry both."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, StringConstraints

Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Shape(BaseModel):
    """Base of every shape read from a pack: unknown fields are mistakes, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Spanish and English. Checked where a pack is read; plain and quick where the program makes it."""

    es: Words
    en: Words

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    def in_(self, language: str) -> str:
        """The words in `language` ('es' or 'en'; anything else reads Spanish)."""
        return self.en if language == "en" else self.es


def joined(parts: list[Text], separator: str = "; ") -> Text:
    """Several sentences as one."""
    if len(parts) == 1:
        return parts[0]
    return Text(separator.join([p.es for p in parts]), separator.join([p.en for p in parts]))


def text(es: str, en: str) -> Text:
    """A sentence made by the program."""
    return Text(es, en)
