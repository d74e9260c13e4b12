"""packs/demo/consultations.yaml: invented questions of citizens, and what was answered."""

from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from arariwa.core.packs import Pack
from arariwa.law.domain.text import Shape


class Answered(Shape):
    """An answer: by whom, so many days after the question, in the words of a written question unless `text` says others."""

    by: str
    after: int = Field(ge=0)
    written: str
    word: str = ""
    text: str = ""
    way: str = ""
    authority: str = ""
    why: str = ""
    passed_by: str = "programa@demo.example"


class Told(Shape):
    """What became of the way, so many days after the question."""

    after: int = Field(ge=0)
    outcome: str
    note: str = ""


class Question(Shape):
    """One question, so many days before today; one asked at a session, on its day."""

    slug: str
    days_ago: int = Field(ge=0)
    channel: Literal["web", "session", "telephone", "office"]
    event: str = ""
    topic: str
    act: str
    animal: str = ""
    ubigeo: str = ""
    language: str = "es"
    question: str
    contact: str = ""
    taken_by: str = ""
    set_aside: str = ""
    answers: list[Answered] = []
    told: list[Told] = []

    def values(self) -> dict[str, Any]:
        """What the question holds."""
        names = ("topic", "act", "animal", "ubigeo", "language", "question", "contact")
        return {name: getattr(self, name) for name in names}


class Handed(Shape):
    """A translation handed in that waits for review. Its text only says that it stands for one: nothing is invented in a language."""

    slug: str
    by: str
    days_ago: int = Field(ge=0)
    language: str
    slot: str
    variety: str = ""
    text: str
    translated_by: str


class Questions(Shape):
    """The file; `desk`: who takes questions down and follows them up."""

    desk: str
    questions: list[Question]
    translations: list[Handed] = []


def load(root: Path) -> Questions:
    """The questions of the demonstration."""
    return Pack.from_folder(root, "demo").yaml("consultations.yaml", Questions)
