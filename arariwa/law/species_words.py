"""What a search for a species answers, in words for a page: how a name was read, how sure that is."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from arariwa.core import formatting
from arariwa.law import queries
from arariwa.law.domain.names import Answer, Match

# Why a text found nothing (codes of domain/names.py).
NOTHING = {
    "species.empty": gettext_lazy("Write a name as people say it."),
    "species.too_long": gettext_lazy("The text is too long; write only the name."),
    "species.thing": gettext_lazy("This seems to be a thing that carries an animal's name, not the animal."),
    "species.not_found": gettext_lazy(
        "No species in the table is called so. Try another spelling, or what people call it elsewhere."
    ),
}


def slug_of(taxon: str) -> str:
    """The last part of a taxon's address: "podocnemis-expansa"."""
    return taxon.lower().replace(" ", "-")


def taxon_of(slug: str) -> str | None:
    """The taxon of an address, None for none of the table."""
    return queries.species().by_slug.get(slug)


def named(taxon: str) -> str:
    """The name people know it by, beginning with a capital; the scientific one where none is recorded."""
    label = queries.species().label(taxon, formatting.language())
    return label[:1].upper() + label[1:] if label else taxon


def how(match: Match) -> str:
    """By which name a taxon was found."""
    words = {
        "scientific": _("Its scientific name."),
        "synonym": _("An older scientific name of it."),
        "scientific_misspelt": _("Its scientific name, written a little differently."),
        "name": _("Known as “%(name)s”."),
        "sound": _("Sounds like “%(name)s”."),
        "misspelt": _("Close to “%(name)s”."),
        "partial": _("Part of the name “%(name)s”."),
        "group": _("“%(name)s” is said of many; a technician can be more exact."),
        "lookalike": _("Looks like it and is easily taken for it."),
    }
    return words[match.how] % {"name": match.name}


def summary(found: Answer) -> str:
    """One, several or none, in a sentence."""
    if found.answer == "one":
        return _("“%(text)s” is:") % {"text": found.query}
    if found.answer == "several":
        count = len(found.matches)
        return ngettext("“%(text)s” may be this one:", "“%(text)s” may be any of these %(n)s:", count) % {
            "text": found.query,
            "n": count,
        }
    if found.alternatives:
        return _("No name is exactly “%(text)s”. It may be one of these, which is for you to judge:") % {
            "text": found.query
        }
    return str(NOTHING.get(found.reason, NOTHING["species.not_found"]))


def product(found: Answer) -> str:
    """Which part or product the text speaks of ("carne de ..."), in words; "" for none."""
    labels = queries.species().words.product_labels
    return (
        labels[found.product].in_(formatting.language()) if found.product and found.product in labels else ""
    )


def rows(matches: tuple[Match, ...], today: Any) -> list[dict[str, Any]]:
    """Taxa found, each with what protects it today and by which name it was found."""
    table = queries.species()
    return [
        {
            "taxon": m.taxon,
            "slug": slug_of(m.taxon),
            "named": named(m.taxon),
            "how": how(m),
            "species": m.rank == "species",
            "protection": table.protection(m.taxon, today).sentence(formatting.language()),
        }
        for m in matches
    ]
