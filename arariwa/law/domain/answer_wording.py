"""What a name was understood as, and what protects the candidates, in a sentence and in a cell of a table."""

from collections.abc import Iterable, Sequence

from arariwa.law.domain.answers import Answer
from arariwa.law.domain.protection import NONE, Protection
from arariwa.law.domain.species import Species
from arariwa.law.domain.text import Text, joined, text

_RANKS = {
    "species": ("especie", "species"),
    "genus": ("género", "genus"),
    "subfamily": ("subfamilia", "subfamily"),
    "family": ("familia", "family"),
    "infraorder": ("infraorden", "infraorder"),
    "suborder": ("suborden", "suborder"),
    "order": ("orden", "order"),
    "class": ("clase", "class"),
}


def rank(name: str) -> Text:
    """What a rank is called."""
    return text(*_RANKS[name])


def short(protections: Sequence[Protection]) -> Text:
    """The same in a cell: “CITES II; lista nacional NT”. Of several candidates: every value that may hold."""
    appendices = _set(value for p in protections for value in p.possible_appendices or ("?",))
    categories = _set(value for p in protections for value in p.possible_categories or ("?",))
    open_ = any(
        p.cites_appendix is None and "some_members" in {v.cites.why for v in p.versions} for p in protections
    )
    group = any(p.rank != "species" for p in protections)
    # the table does not hold every member of a group
    no_es, no_en = ("ninguna conocida", "none known") if group else ("no incluida", "not listed")
    cites = text(
        f"CITES {_either(appendices, 'o', no_es, 'no se sabe')}",
        f"CITES {_either(appendices, 'or', no_en, 'not known')}",
    )
    no_es = no_es if group else "no figura"
    national = text(
        f"lista nacional {_either(categories, 'o', no_es, 'no se sabe')}",
        f"national list {_either(categories, 'or', no_en, 'not known')}",
    )
    both = joined([cites, national])
    several = len(protections) > 1 or open_ or group
    if several and (len(appendices) > 1 or len(categories) > 1 or open_):
        return text(f"{both.es}; según la especie", f"{both.en}; depends on the species")
    return both


def understood(answer: Answer, species: Species) -> Text:
    """One sentence: how the text was read, and what that leaves open."""
    best = answer.best
    if answer.reason == "species.too_long":
        return text(
            "El texto es demasiado largo; escriba solo el nombre o la frase.",
            "The text is too long; write only the name or the sentence.",
        )
    if answer.reason == "species.thing":
        return text(
            "Parece un objeto con nombre de animal, no un animal.",
            "It looks like a thing named after an animal, not an animal.",
        )
    if best is None:
        if answer.alternatives:
            return text(
                "No se reconoce con seguridad; puede ser alguno de los que siguen.",
                "Not recognised for sure; it may be one of the following.",
            )
        return text("No se reconoce ningún nombre de la tabla.", "No name of the table is recognised.")
    if answer.reason == "species.group":
        kind = rank(best.rank)
        return text(
            f"«{best.name}» se dice de cualquier especie de {best.taxon} ({kind.es}): falta identificar la especie.",
            f"“{best.name}” is said of any species of {best.taxon} ({kind.en}): the species is still to be identified.",
        )
    if answer.reason == "species.homonym":
        count = len(answer.matches)
        within = f" ({answer.common})" if answer.common else ""
        return text(
            f"El nombre lo comparten {count} taxones{within}: hay que precisar cuál es.",
            f"{count} taxa share the name{within}: find out which it is.",
        )
    if answer.reason == "species.mentions":
        return text(
            "El texto nombra más de un animal o planta.", "The text names more than one animal or plant."
        )
    name = best.name or best.taxon
    es, en = species.label(best.taxon, "es"), species.label(best.taxon, "en")
    return text(
        f"{best.taxon} ({es}), por el nombre «{name}»." if es else f"{best.taxon}, por el nombre «{name}».",
        f"{best.taxon} ({en}), by the name “{name}”." if en else f"{best.taxon}, by the name “{name}”.",
    )


def _set(values: Iterable[str]) -> list[str]:
    order = ["I", "II", "III", "CR", "EN", "VU", "NT", "DD", "EX", NONE, "?"]
    return sorted(set(values), key=order.index)


def _either(values: Sequence[str], word: str, none: str, unknown: str) -> str:
    shown = [{NONE: none, "?": unknown}.get(v, v) for v in values] or [unknown]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {word} {shown[-1]}"
