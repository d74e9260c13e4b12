"""A verdict as lines of plain text, for the command line."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from arariwa.law.domain.lawbook import Law
from arariwa.law.domain.text import Text
from arariwa.law.domain.verdict import ElementResult, Pointer, Verdict
from arariwa.law.domain.wording import cited, years
from arariwa.law.reading import STATUSES, acts, source, standing

MARKS = {"satisfied": "●", "not_known": "○", "contradicted": "×"}


def lines(verdict: Verdict, law: Law, lang: str) -> Iterator[str]:
    """The answer first, then why, then what to find out; sources and review at the end."""

    def t(words: Text | None) -> str:
        return words.in_(lang) if words else ""

    states = {
        "satisfied": pgettext("state", "supported"),
        "not_known": pgettext("state", "not known yet"),
        "contradicted": pgettext("state", "contradicted"),
    }
    yield f"{law.country.name.in_(lang)} · {verdict.law_date}"
    yield standing(verdict.lawful, any(o.status == "firm" for o in verdict.offences))

    def element(e: ElementResult) -> str:
        note = f" [{_('inferred')}]" if e.inferred else f" [{_('disputed')}]" if e.disputed else ""
        sources = "; ".join(dict.fromkeys(source(f.source) for f in e.facts if f.source))
        return f"    {MARKS[e.state]} {t(e.label)}: {states[e.state]}{note}. {t(e.why)}" + (
            f" ({sources})" if sources else ""
        )

    def pointers(heading: str, rows: list[Pointer]) -> Iterator[str]:
        if rows:
            yield f"\n{heading}"
        for row in rows:
            days = acts(row.acts_from, row.acts_until, lang)
            yield (
                f"  {row.id}  {t(row.text)}"
                + (f" ({days})" if days else "")
                + (f". {t(row.note)}" if row.note else "")
            )

    for offence in verdict.offences:
        at = cited(law.norm_name(offence.source.norm, lang), offence.source.article, lang)
        yield f"\n{offence.id}  {t(offence.name)} ({at}): {STATUSES[offence.status]}"
        yield from (element(e) for e in offence.elements)
    for up in verdict.aggravations:
        yield f"\n{up.id}  {t(up.text)}: {STATUSES[up.status]}"
        yield from (element(e) for e in up.elements)
    if verdict.penalty_range_years:
        yield f"\n{_('Penalty')}: {t(years(verdict.penalty_range_years))}. {t(verdict.penalty_reached)}."
    if fines := verdict.day_fines:
        yield f"{_('Day-fines')}: {fines.min}-{fines.max}. {t(fines.note)}".rstrip()
    if verdict.alternative_reading:
        yield f"{_('Disputed')}: {t(verdict.alternative_reading.text)}"
    for reading in verdict.readings:
        yield f"  {reading.code}  {t(reading.question)}"
        for side in reading.sides:
            yield f"    - {t(side.text)} ({t(years(side.penalty_range_years))})"
    yield from pointers(_("To explore"), verdict.associated_to_explore)
    yield from pointers(_("Procedure"), verdict.procedure_flags)
    yield from pointers(_("Administrative"), verdict.administrative)
    if verdict.to_find_out:
        yield f"\n{_('To find out, the most decisive first')}"
    for finding in verdict.to_find_out:
        yield f"  {t(finding.ask)} ({', '.join(finding.decides)})" + (
            f" {t(finding.changes)}" if finding.changes else ""
        )
    if verdict.lookalikes:
        yield f"\n{_('If it were the animal or plant it is taken for')}"
    for alike in verdict.lookalikes:
        yield f"  {t(alike.text)}" + (f" {t(alike.tells)}" if alike.tells else "")
    for milder in verdict.later_milder:
        yield f"\n{t(milder.text)}"
    if verdict.warnings:
        yield f"\n{_('Mind')}"
    for warning in verdict.warnings:
        yield f"  {warning.code}: {t(warning.text)}"
    review = {"unreviewed": _("no lawyer has signed it yet")}.get(verdict.review, _("signed by a lawyer"))
    confidence = {"high": _("high"), "medium": _("medium"), "low": _("low")}[verdict.confidence]
    yield "\n" + _("Confidence: %(confidence)s; %(review)s. Pack %(fingerprint)s.") % {
        "confidence": confidence,
        "review": review,
        "fingerprint": verdict.pack_fingerprint[:12],
    }
    yield t(verdict.notice)
