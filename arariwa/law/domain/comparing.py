"""Two verdicts on the same situation side by side: what a change of the law would change in the answer."""

from dataclasses import dataclass

from arariwa.law.domain.offences import Range
from arariwa.law.domain.text import Text, joined, text
from arariwa.law.domain.verdict import Verdict, aggravation_id
from arariwa.law.domain.wording import years

LAWFUL = {
    True: text("lícito con lo que consta", "lawful as told"),
    False: text("hay un delito con todos sus elementos", "an offence with all its elements"),
    None: text("abierto", "open"),
}
STATUS = {
    "firm": text("corresponde", "applies"),
    "possible": text("puede corresponder", "may apply"),
    "uncertain": text("según la lectura", "under a disputed reading"),
}
NOTHING = text("ninguno", "none")


@dataclass(frozen=True, slots=True)
class Change:
    """One part of the answer that differs: `what` is lawful, offences, aggravations, penalty, alternative or lawful_uses."""

    what: str
    before: Text
    after: Text


def changes(before: Verdict, after: Verdict) -> list[Change]:
    """What differs between two answers; empty when a reader would be told the same."""
    pairs = [
        ("lawful", LAWFUL[before.lawful], LAWFUL[after.lawful]),
        ("offences", _offences(before), _offences(after)),
        ("aggravations", _aggravations(before), _aggravations(after)),
        ("penalty", years(before.penalty_range_years), years(after.penalty_range_years)),
        ("alternative", _alternative(before), _alternative(after)),
        ("lawful_uses", _uses(before), _uses(after)),
        (
            "administrative",
            _listed([p.id for p in before.administrative]),
            _listed([p.id for p in after.administrative]),
        ),
    ]
    return [Change(what, one, other) for what, one, other in pairs if one != other]


def _offences(v: Verdict) -> Text:
    return _said([(o.id, STATUS[o.status]) for o in v.offences])


def _aggravations(v: Verdict) -> Text:
    return _said([(aggravation_id(a.id, a.num), STATUS[a.status]) for a in v.aggravations])


def _alternative(v: Verdict) -> Text:
    found: Range | None = v.alternative_reading.penalty_range_years if v.alternative_reading else None
    return years(found) if found else NOTHING


def _uses(v: Verdict) -> Text:
    words = {"covers": text("ampara", "covers"), "may_cover": text("puede amparar", "may cover")}
    return _said([(u.id, words[u.status]) for u in v.lawful_uses])


def _said(rows: list[tuple[str, Text]]) -> Text:
    return (
        joined([text(f"{id_} ({s.es})", f"{id_} ({s.en})") for id_, s in sorted(rows, key=lambda r: r[0])])
        if rows
        else NOTHING
    )


def _listed(ids: list[str]) -> Text:
    return joined([text(id_, id_) for id_ in sorted(ids)]) if ids else NOTHING
