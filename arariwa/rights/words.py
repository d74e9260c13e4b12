"""How acts of rights are told in a timeline; each part in its own file."""

from arariwa.rights import words_notices  # noqa: F401
"""How acts of rights are told in a timeline; each subject has its own file."""

from arariwa.rights import words_consultations

__all__ = ["words_consultations"]
