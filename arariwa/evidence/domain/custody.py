"""The rules of custody, pure: who may hand over, when a seal stops it, how links are chained.

The chain of hashes here is one per item; a log over all items is joined later at `content`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from arariwa.core.domain import chain
from arariwa.core.domain.refused import Refused

WHOLE, BROKEN, NONE, UNKNOWN = "whole", "broken", "none", "unknown"


@dataclass(frozen=True)
class Link:
    """One link: `holder` and `keeper` are ids (office, membership); `at` when it happened.

    `precision` says how well `at` is known: "minute", or only "day", "month", "year" (then `at` is its first moment).
    """

    item: str
    seq: int
    kind: str
    holder: str
    keeper: str
    at: datetime
    seal: str
    seal_state: str
    place: str
    why: str
    note: str
    handover: str
    previous: str
    precision: str = "minute"

    def content(self) -> dict[str, object]:
        """What the hash seals."""
        values: dict[str, object] = {k: v for k, v in self.__dict__.items() if k not in ("at", "previous")}
        values["at"] = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        return values

    @property
    def hash(self) -> str:
        return chain.link(self.previous, self.content())


def first_link(
    *,
    item: str,
    holder: str,
    keeper: str,
    at: datetime,
    seal: str = "",
    place: str = "",
    note: str = "",
    precision: str = "minute",
) -> Link:
    """Custody begins with the office that took the item; no seal written down is not the same as no seal."""
    state = WHOLE if seal else UNKNOWN
    return Link(
        item, 1, "taken", holder, keeper, at, seal, state, place, "", note, "", chain.START, precision
    )


def may_offer(*, last: Link, holder: str, seal: str) -> None:
    """Refused when the office does not hold the item, or the seal it names is not the one recorded, or is broken."""
    if last.holder != holder:
        raise Refused("custody.wrong_holder")
    if last.seal_state == BROKEN:
        raise Refused("custody.seal_broken", "seal", seal=last.seal)
    if _same(seal) != _same(last.seal):
        raise Refused("custody.other_seal", "seal", seal=seal, recorded=last.seal)


def accepted(
    *,
    last: Link,
    giver: str,
    holder: str,
    keeper: str,
    at: datetime,
    seal: str,
    seal_state: str,
    place: str = "",
    why: str = "",
    note: str = "",
    handover: str = "",
) -> Link:
    """The receiver's link. Refused when the giver no longer holds it, time runs backwards, or the seal is not whole.

    An item that never had a seal may be received without one.
    """
    if last.holder != giver:
        raise Refused("custody.wrong_holder")
    _forward(last, at)
    if seal_state == BROKEN:
        raise Refused("custody.seal_broken", "seal_state", seal=last.seal)
    if last.seal and seal_state != WHOLE:
        raise Refused("custody.seal_missing", "seal_state", seal=last.seal)
    if last.seal and _same(seal) != _same(last.seal):
        raise Refused("custody.other_seal", "seal", seal=seal, recorded=last.seal)
    if not last.seal and seal_state == WHOLE and not seal:
        raise Refused("custody.seal_number", "seal")
    return _after(last, "accepted", holder, keeper, at, seal, seal_state, place, why, note, handover)


def sealed_again(
    *, last: Link, holder: str, keeper: str, at: datetime, seal: str, note: str, place: str = ""
) -> Link:
    """A new seal by the office that holds the item, with the reason."""
    if last.holder != holder:
        raise Refused("custody.wrong_holder")
    _forward(last, at)
    if not seal.strip():
        raise Refused("custody.seal_number", "seal")
    if not note.strip():
        raise Refused("custody.reason", "note")
    return _after(last, "sealed", holder, keeper, at, seal, WHOLE, place, "", note, "")


def moved(*, last: Link, holder: str, keeper: str, at: datetime, place: str, note: str = "") -> Link:
    """Another place or keeper within the same office; the seal goes on as it was."""
    if last.holder != holder:
        raise Refused("custody.wrong_holder")
    _forward(last, at)
    if not place.strip():
        raise Refused("custody.place", "place")
    return _after(last, "moved", holder, keeper, at, last.seal, last.seal_state, place, "", note, "")


def _after(
    last: Link,
    kind: str,
    holder: str,
    keeper: str,
    at: datetime,
    seal: str,
    seal_state: str,
    place: str,
    why: str,
    note: str,
    handover: str,
) -> Link:
    return Link(
        last.item,
        last.seq + 1,
        kind,
        holder,
        keeper,
        at,
        seal,
        seal_state,
        place,
        why,
        note,
        handover,
        last.hash,
    )


def _forward(last: Link, at: datetime) -> None:
    if at < last.at:
        raise Refused("custody.time", "at")


def _same(seal: str) -> str:
    """A seal number without the spaces, dashes and case in which hands differ."""
    return "".join(c for c in seal.upper() if c.isalnum())
