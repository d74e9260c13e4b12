"""Does evidence still say what was recorded? Chains of custody recomputed, their length told by the journal, things and
records compared with what the journal sealed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from arariwa.core import contents
from arariwa.core.domain import chain
from arariwa.core.models import JournalEntry
from arariwa.evidence.custody_actions import link_of
from arariwa.evidence.models import CustodyLink, Item

# Acts that add a link; the first link comes with registering.
CUSTODY_ACTS = ("custody.accepted", "custody.sealed", "custody.moved")


@dataclass(frozen=True)
class CustodyBreak:
    """A link that does not hold, and why: `gap`, `previous`, `content`, `time`; or `length`: the journal tells of
    more or fewer links than the `seq` that stand."""

    seq: int
    what: str


def custody_breaks(links: Sequence[CustodyLink]) -> Iterator[CustodyBreak]:
    """Recompute an item's chain and yield each link that was changed, lost, moved or set back in time."""
    rows = [link_of(row) for row in links]
    stored = [row.hash for row in links]
    for found in chain.breaks((r.seq, r.previous, h, r.content()) for r, h in zip(rows, stored, strict=True)):
        yield CustodyBreak(found.seq, found.what)
    for before, after in zip(rows, rows[1:], strict=False):
        if after.at < before.at:
            yield CustodyBreak(after.seq, "time")


def chain_breaks(links: Sequence[CustodyLink], told: int) -> list[CustodyBreak]:
    """`custody_breaks`, and whether the chain was cut short: one that lost its end still follows its hashes."""
    cut = [] if len(links) == told else [CustodyBreak(len(links), "length")]
    return [*custody_breaks(links), *cut]


def links_told(items: Iterable[Item]) -> dict[UUID, int]:
    """How many links the journal tells each item taken should have."""
    ids = {str(item.pk): item.pk for item in items}
    acts = JournalEntry.objects.filter(verb__in=CUSTODY_ACTS, record__in=list(ids)).values_list(
        "record", flat=True
    )
    told = dict.fromkeys(ids.values(), 1)
    for record in acts:
        told[ids[record]] += 1
    return told


def changed_items(items: Iterable[Item]) -> set[UUID]:
    """The things that no longer say what was registered, or what the last identification made of them."""
    rows = {contents.row_of(item): item.pk for item in items}
    return {rows[found.row] for found in contents.changed(items) if found.row in rows}
