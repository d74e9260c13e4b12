"""What `arariwa check` looks at in evidence: the chain of each item's custody, and that none was cut short."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from arariwa.core.health import Finding
from arariwa.core.models import JournalEntry
from arariwa.evidence import integrity
from arariwa.evidence.choices import Taking
from arariwa.evidence.models import CustodyLink, Item

SHOWN = 5


def look(deep: bool) -> Iterator[Finding]:
    """Every item's chain recomputed, and its length compared with what the journal tells of it."""
    wrong, seen = [], set()
    acts = Counter(
        JournalEntry.objects.filter(verb__in=integrity.CUSTODY_ACTS).values_list("record", flat=True)
    )
    links = CustodyLink.objects.order_by("item_id", "seq").iterator(chunk_size=2000)
    for item, group in groupby(links, key=lambda link: link.item_id):
        rows = list(group)
        seen.add(item)
        broken = integrity.chain_breaks(rows, told=1 + acts[str(item)])
        wrong += [f"{item}: {found.seq} {found.what}" for found in broken]
    taken = Item.objects.filter(taking=Taking.TAKEN, number__isnull=False).values_list("pk", flat=True)
    wrong += [f"{pk}: 0 length" for pk in taken.iterator() if pk not in seen]
    yield Finding("custody", not wrong, "; ".join(wrong[:SHOWN]))
