"""From what people write to taxa: local names, misspellings, plurals, products, scientific names, whole advertisements.

A wrong firm answer is worse than none: a name that several species share answers *several* with the list, a word for
a whole group (loro, tiburón) answers the group, and what is only near a name is offered, not asserted.
"""

from arariwa.law.domain.answers import Answer, Match
from arariwa.law.domain.latin import Latin
from arariwa.law.domain.name_reading import Reading
from arariwa.law.domain.name_tables import NameTables
from arariwa.law.domain.sounds import tokens
from arariwa.law.domain.species import Species

__all__ = ["LONGEST", "Answer", "Index", "Match"]

# letters; a longer text is not a name nor the sentence of an advertisement
LONGEST = 2000


class Index:
    """An index of every name of a species table; built once, asked often, never changed."""

    def __init__(self, species: Species) -> None:
        self.species = species
        self._tables, self._latin = NameTables(species), Latin(species)

    @classmethod
    def build(cls, species: Species) -> "Index":
        """The index of a species table; about a third of a second."""
        return cls(species)

    def find(self, text: str, limit: int = 8) -> Answer:
        """The taxa a text means; never raises. `limit`: how many matches and alternatives at most."""
        if len(text) > LONGEST:
            return Answer(text[:80], "none", (), (), None, "low", "species.too_long")
        words = tokens(text)
        if not words:
            return Answer(text, "none", (), (), None, "low", "species.empty")
        return Reading(self.species, self._tables, self._latin, text, words, max(1, limit)).answer()
