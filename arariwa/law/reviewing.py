"""Reviews of the law pack: what stands on each entry, whether it still says what was signed, and proposals as patches."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from arariwa.core import refusals
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.packs import Pack, PackError
from arariwa.core.setup import current, stored_pack
from arariwa.law import queries
from arariwa.law.domain.entries import Entry
from arariwa.law.models import EntryReview
from arariwa.law.packs import load_law

PACK = f"{queries.COUNTRY}/law"
SHOWN = 5
Verdict = EntryReview.Verdict


@dataclass(frozen=True)
class Standing:
    """What holds of one entry: `unreviewed`, `signed`, `corrected`, `disputed`, or `changed` since it was reviewed."""

    state: str
    review: EntryReview | None = None


def pack() -> Pack:
    """The pack the running system answers from."""
    return current(PACK)


def fingerprint() -> str:
    """The fingerprint of that pack."""
    return queries.law().fingerprint


def entry(key: str) -> Entry:
    """The entry of that key; Refused("review.no_entry")."""
    found = next((e for e in queries.law().entries if e.key == key), None)
    if found is None:
        raise Refused("review.no_entry", "key", entry=key[:120])
    return found


def standing(entries: Iterable[Entry]) -> dict[str, Standing]:
    """What holds of each entry, by its key: the latest verdict of each reviewer counts, a dispute before a signature."""
    rows = list(entries)
    latest: dict[str, dict[object, EntryReview]] = {}
    for review in EntryReview.objects.filter(pack=PACK, key__in=[e.key for e in rows]).select_related(
        "reviewed_by__person", "reviewed_by__office__institution"
    ):
        latest.setdefault(review.key, {})[review.reviewed_by.person_id] = review
    return {e.key: _standing(e, latest.get(e.key, {}).values()) for e in rows}


def _standing(entry: Entry, reviews: Iterable[EntryReview]) -> Standing:
    said = [r for r in reviews if r.verdict != Verdict.TAKEN_BACK]
    here = [r for r in said if r.digest == entry.digest]
    for verdict in (Verdict.DISPUTED, Verdict.CORRECTED, Verdict.SIGNED):
        if found := [r for r in here if r.verdict == verdict]:
            return Standing(verdict, found[-1])
    return Standing("changed", said[-1]) if said else Standing("unreviewed")


def history(key: str) -> list[EntryReview]:
    """Everything said of an entry, the oldest first."""
    rows = EntryReview.objects.filter(pack=PACK, key=key)
    return list(rows.select_related("reviewed_by__person", "reviewed_by__office"))


def mine(by: Actor, key: str) -> bool:
    """Whether the actor has said something of the entry that stands."""
    last = [r for r in history(key) if r.reviewed_by.person_id == by.person.pk][-1:]
    return bool(last) and last[0].verdict != Verdict.TAKEN_BACK


def checked(entry: Entry, proposed: str) -> str:
    """The text of a file as proposed, with one kind of line end; Refused with the mistakes the pack would then have."""
    text = proposed.replace("\r\n", "\n").rstrip() + "\n"
    before = pack()
    if text == before.text(entry.file):
        raise Refused("review.same", "proposed")
    try:
        load_law(Pack(PACK, {**before.files, entry.file: text.encode()}))
    except PackError as error:
        lines = [refusals.located(problem) for problem in error.problems[:SHOWN]]
        raise Refused("review.broken", "proposed", mistakes="; ".join(lines)) from error
    return text


def patch(review: EntryReview) -> str:
    """A proposal as a unified diff against the pack it was made on, to be applied to the folder of packs."""
    read = pack() if review.fingerprint == fingerprint() else stored_pack(review.fingerprint)
    old = read.text(review.file)
    name = f"packs/{review.pack}/{review.file}"
    lines = difflib.unified_diff(
        old.splitlines(keepends=True), review.proposed.splitlines(keepends=True), f"a/{name}", f"b/{name}"
    )
    return "".join(lines)


def proposals() -> list[EntryReview]:
    """Every correction proposed, the newest first."""
    rows = EntryReview.objects.filter(pack=PACK, verdict=Verdict.CORRECTED)
    return list(rows.select_related("reviewed_by__person", "reviewed_by__office").order_by("-reviewed_at"))
