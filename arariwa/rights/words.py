"""How acts of rights are told in a timeline; each part has its own file."""

from arariwa.rights import words_consultations, words_notices, words_sessions

__all__ = ["words_consultations", "words_notices", "words_sessions"]
