"""Reviews of the packs: what stands on each entry of the law and each taxon, and whether it still says what was signed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.setup import current_fingerprints
from arariwa.law import queries
from arariwa.law.domain.entries import Entry
from arariwa.law.domain.taxon_entry import taxon_digest
from arariwa.law.models import EntryReview
from arariwa.law.species_packs import species_packs

LAW, SPECIES = f"{queries.COUNTRY}/law", f"{queries.COUNTRY}/species"
Verdict = EntryReview.Verdict
# What the pack itself says of an entry nobody has reviewed here.
_OF_THE_PACK = {"reviewed": "signed", "corrected": "corrected", "disputed": "disputed"}


@dataclass(frozen=True, slots=True)
class TaxonEntry:
    """Everything the species table says of one taxon, as one thing to review; `key` as in its address."""

    key: str
    name: str
    digest: str
    confidence: str
    review: str = "unreviewed"


# What can be reviewed.
Reviewed = Entry | TaxonEntry


@dataclass(frozen=True)
class Standing:
    """What holds of one entry: `unreviewed`, `signed`, `corrected`, `disputed`, or `changed` since it was reviewed."""

    state: str
    review: EntryReview | None = None


def entry(key: str) -> Entry:
    """The entry of the law of that key; Refused("review.no_entry")."""
    found = next((e for e in queries.law().entries if e.key == key), None)
    if found is None:
        raise Refused("review.no_entry", "key", entry=key[:120])
    return found


def taxon(key: str) -> TaxonEntry:
    """The taxon of that key, such as "podocnemis-unifilis"; Refused("review.no_entry")."""
    name = queries.species().by_slug.get(key)
    if name is None:
        raise Refused("review.no_entry", "key", entry=key[:120])
    return TaxonEntry(key, name, _digests()[name], queries.species().taxa[name].confidence)


def taxa() -> list[TaxonEntry]:
    """Every taxon of the table."""
    table, digests = queries.species(), _digests()
    return [
        TaxonEntry(slug, name, digests[name], table.taxa[name].confidence)
        for slug, name in table.by_slug.items()
    ]


def reviewed(pack: str, key: str) -> Reviewed:
    """The entry or taxon of that key; Refused("review.no_entry")."""
    return taxon(key) if pack == SPECIES else entry(key)


def fingerprint(pack: str) -> str:
    """The fingerprint of the pack the running system answers from."""
    return queries.law().fingerprint if pack == LAW else _fingerprints()[pack]


def _fingerprints() -> dict[str, str]:
    return {
        name: stored or queries.pack(name).fingerprint()
        for name, stored in current_fingerprints(species_packs(queries.COUNTRY))
    }


def _digests() -> Mapping[str, str]:
    return _digests_of(current_fingerprints(species_packs(queries.COUNTRY)))


@lru_cache(maxsize=2)
def _digests_of(fingerprints: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    table = queries.species()
    return {name: taxon_digest(table, name) for name in table.taxa}


def standing(entries: Iterable[Reviewed], pack: str = LAW) -> dict[str, Standing]:
    """What holds of each entry, by its key: the latest verdict of each reviewer counts, a dispute before a signature."""
    latest: dict[str, dict[object, EntryReview]] = {}
    for review in _rows().filter(pack=pack):
        latest.setdefault(review.key, {})[review.reviewed_by.person_id] = review
    return {e.key: _standing(e, latest.get(e.key, {}).values()) for e in entries}


def _standing(entry: Reviewed, reviews: Iterable[EntryReview]) -> Standing:
    said = [r for r in reviews if r.verdict != Verdict.TAKEN_BACK]
    here = [r for r in said if r.digest == entry.digest]
    for verdict in (Verdict.DISPUTED, Verdict.CORRECTED, Verdict.SIGNED):
        if found := [r for r in here if r.verdict == verdict]:
            return Standing(verdict, max(found, key=_when))
    if said:
        return Standing("changed", max(said, key=_when))
    return Standing(_OF_THE_PACK.get(entry.review, "unreviewed"))


def _when(review: EntryReview) -> tuple[object, object]:
    return review.reviewed_at, review.pk


def weakest(standings: Iterable[Standing]) -> Standing:
    """What can be said of several entries together: signed only where each is."""
    order = ("disputed", "changed", "unreviewed", "corrected", "signed")
    return min(standings, key=lambda s: order.index(s.state), default=Standing("unreviewed"))


def history(key: str, pack: str = LAW) -> list[EntryReview]:
    """Everything said of an entry, the oldest first."""
    return list(_rows().filter(pack=pack, key=key))


def mine(by: Actor, pack: str, key: str) -> bool:
    """Whether the actor has said something of the entry that stands."""
    last = [r for r in history(key, pack) if r.reviewed_by.person_id == by.person.pk][-1:]
    return bool(last) and last[0].verdict != Verdict.TAKEN_BACK


def proposals() -> list[EntryReview]:
    """Every correction proposed, the newest first."""
    return list(_rows().filter(verdict=Verdict.CORRECTED).order_by("-reviewed_at", "-id"))


def _rows():  # type: ignore[no-untyped-def]
    return EntryReview.objects.select_related("reviewed_by__person", "reviewed_by__office__institution")
