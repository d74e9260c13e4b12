"""Custody told to people: stretches on an axis of days, and each link in words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arariwa.core import charts, formatting
from arariwa.core.domain.spans import Span
from arariwa.evidence.choices import Why
from arariwa.evidence.models import CustodyLink


def drawn(links: Sequence[CustodyLink], now: datetime) -> charts.DayAxis | None:
    """Who held the item and how long, as bars; None for a thing that was not taken."""
    if not links:
        return None
    stretches: list[charts.Stretch] = []
    begun = [n for n, link in enumerate(links) if n == 0 or link.holder_id != links[n - 1].holder_id]
    for n, following in zip(begun, [*begun[1:], None], strict=True):
        start, until = links[n].at, links[following].at if following is not None else None
        exact = links[n].precision == "minute"
        length = f": {formatting.lapse((until or now) - start)}" if exact else ""
        kind = ("bar" if until else "rest") if exact else "unsure"
        # Codes of offices fit beside a bar on a telephone; their names stand in the list below.
        stretches.append(charts.Stretch(f"{links[n].holder.code}{length}", start, until, kind))
    summary = ngettext(
        "%(n)s office held the item.", "%(n)s offices held the item, one after the other.", len(begun)
    ) % {"n": len(begun)}
    return charts.day_axis(stretches, now=now, summary=summary, caption=summary)


def told(links: Sequence[CustodyLink]) -> list[dict[str, Any]]:
    """Each link: when, what, who, seal and place."""
    return [
        {
            "seq": link.seq,
            "at": moment_of(link),
            "text": f"{link.get_kind_display()}: {link.holder.name}",
            "more": ". ".join(_details(link)),
            "gap": link.seal_state == "broken",
            "hash": link.hash,
        }
        for link in links
    ]


def _details(link: CustodyLink) -> list[str]:
    seal = (
        _("Seal %(seal)s: %(state)s")
        % {"seal": link.seal, "state": str(link.get_seal_state_display()).lower()}
        if link.seal
        else _("Without seal")
        if link.seal_state == "none"
        else _("Seal not reported")
    )
    reason = str(Why(link.why).label) if link.why in Why.values else ""
    return [part for part in (str(link.keeper.person), seal, link.place, reason, link.note) if part]


def moment_of(link: CustodyLink) -> datetime | Span:
    """The moment, or the day, month or year when no more is known."""
    size = {"day": 10, "month": 7, "year": 4}.get(link.precision)
    return Span.parse(link.at.astimezone(formatting.LIMA).date().isoformat()[:size]) if size else link.at
