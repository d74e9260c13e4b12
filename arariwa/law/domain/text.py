"""A sentence in the two languages of the system; packs and verdicts carry both."""

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """Base of every shape read from a pack: unknown fields are mistakes, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Text(Shape):
    """The same words in Spanish and English."""

    es: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_(self, language: str) -> str:
        """The words in `language` ('es' or 'en'; anything else reads Spanish)."""
        return self.en if language == "en" else self.es


def joined(parts: list[Text], separator: str = "; ") -> Text:
    """Several sentences as one."""
    return Text.model_construct(
        es=separator.join(p.es for p in parts), en=separator.join(p.en for p in parts)
    )


def text(es: str, en: str) -> Text:
    """A sentence made by the program, which needs no check."""
    return Text.model_construct(es=es, en=en)
