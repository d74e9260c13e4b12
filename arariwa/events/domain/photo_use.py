"""For what a photo may be used: only what everybody who can be recognised in it agreed to. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Agreed:
    """One person's consent: to which purposes, and whether it still stands. A minor's counts only with a guardian's name."""

    purposes: frozenset[str]
    standing: bool = True
    minor: bool = False
    guardian: str = ""

    def covers(self, purpose: str) -> bool:
        """Whether it allows that purpose now."""
        return self.standing and purpose in self.purposes and (not self.minor or bool(self.guardian.strip()))


def missing(recognisable: int, consents: Iterable[Agreed], purpose: str) -> int:
    """How many of the people in the photo did not agree to the purpose; 0: it may be used for it."""
    return max(0, recognisable - sum(one.covers(purpose) for one in consents))


def allowed(recognisable: int, consents: Iterable[Agreed], purposes: Sequence[str]) -> list[str]:
    """The purposes the photo may be used for, in the order given."""
    held = list(consents)
    return [purpose for purpose in purposes if not missing(recognisable, held, purpose)]
