"""The shapes of `packs/<country>/rights/session`: the know-your-rights session, its cards, its words in other languages."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import Field

from arariwa.law.domain.text import Shape, Text, Words

SCRIPT = "session/script.yaml"
# Languages the session is held in beside Spanish, by their ISO 639-3 codes.
TONGUES = ("que", "cni", "agr", "aym")
Glyph = Literal[
    "bird", "monkey", "turtle", "peccary", "rodent", "cat", "sloth", "snake", "fish", "flower", "camelid"
]


class KitStep(Shape):
    """One step: a sentence to say aloud, how to run it, what is needed, the questions it answers."""

    n: int = Field(ge=1)
    minutes: int = Field(ge=1, le=60)
    title: Text
    say: Text
    notes: Text
    needs: list[Text] = []
    questions: list[str] = []

    @property
    def slot(self) -> str:
        """Its name among the texts of other languages."""
        return f"S{self.n:02}"


class Card(Shape):
    """A species card: the picture in front, what the written situation answers behind."""

    id: Words
    taxon: Words
    name: Text
    glyph: Glyph
    situation: Words


class Slot(Shape):
    """What is said, written by a person and reviewed by another."""

    text: Words
    translated_by: Words
    reviewed_by: Words
    reviewed_on: date


class KitFile(Shape):
    """script.yaml"""

    title: Text
    rules: list[Text] = Field(min_length=1)
    steps: list[KitStep] = Field(min_length=1)
    questions: Mapping[str, Text]
    cards: list[Card] = Field(min_length=1)

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return sum(step.minutes for step in self.steps)

    def slots(self) -> dict[str, Text]:
        """What is said aloud, by slot: the sentence of each step, then each question."""
        return {step.slot: step.say for step in self.steps} | dict(self.questions)


class TongueFile(Shape):
    """texts.<code>.yaml: every slot of the session in one language; None is empty."""

    language: Literal["que", "cni", "agr", "aym"]
    name: Text
    slots: Mapping[str, Slot | None]


class Kit(Shape):
    """The session, read."""

    script: KitFile
    tongues: Mapping[str, TongueFile]
    # SVG by glyph.
    glyphs: Mapping[str, str]
