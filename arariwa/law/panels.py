"""What the law adds to the frame: a place in the menu and species in the search."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from arariwa.core import panels, search
from arariwa.core.actor import Actor
from arariwa.law import queries, species_words
from arariwa.law.actions import REVIEWERS


def find_species(text: str, by: Actor | None) -> Iterator[search.Hit]:
    """The species a text may mean; what is only near a name comes last."""
    found = queries.find(text, limit=search.LIMIT)
    for match in (*found.matches, *found.alternatives):
        url = reverse("law:taxon", args=[species_words.slug_of(match.taxon)])
        yield search.Hit(url, f"{species_words.named(match.taxon)}, {match.taxon}", species_words.how(match))


def welcome(request: HttpRequest, by: Actor | None) -> panels.Panel:
    """For visitors: species by any name, the law asked, the law read."""
    return panels.Panel("law/_welcome.html", {})


panels.register("welcome", welcome)
panels.register_place(panels.Place("law:species", _("Species"), 52))
panels.register_place(panels.Place("law:entries", _("The law"), 60))
panels.register_place(
    panels.Place("law:desk", _("Review desk"), 5, roles=frozenset(str(role) for role in REVIEWERS))
)
search.register(40, _("Species"), find_species)
