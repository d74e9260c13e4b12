"""A verdict in the language of the page: what a template prints without knowing that there are two languages."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from arariwa.core import formatting
from arariwa.law.domain.bindings import TABLE

BOTH = {"es", "en"}
# Whether an offence applies, in words.
STATUSES = {
    "firm": gettext_lazy("applies"),
    "possible": gettext_lazy("may apply"),
    "uncertain": gettext_lazy("applies under a disputed reading"),
    "no": gettext_lazy("does not apply"),
}


def in_language(data: Any, lang: str | None = None) -> Any:
    """The same data with every pair {es, en} replaced by its words in the page's language."""
    chosen = formatting.language(lang)
    if isinstance(data, Mapping):
        if set(data) == BOTH:
            return data[chosen] or data["es"]
        return {key: in_language(value, chosen) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [in_language(value, chosen) for value in data]
    return data


def standing(lawful: bool | None, firm_offence: bool) -> str:
    """What a verdict comes to, in a sentence."""
    if lawful is False and not firm_offence:
        return _("No offence so far; an administrative infraction applies.")
    return {
        False: _("There is an offence with all its elements."),
        True: _("What is told is lawful."),
        None: _("Whether there is an offence is still open."),
    }[lawful]


def years(span: Mapping[str, int] | None) -> str:
    """ "3 a 5 años", "hasta 5 años" where the law fixes no minimum; "" without a term of prison."""
    if not span:
        return ""
    if not span["min"]:
        return _("up to %(years)s years") % {"years": span["max"]}
    return _("%(least)s to %(most)s years") % {"least": span["min"], "most": span["max"]}


def days(span: Mapping[str, Any] | None) -> str:
    """ "180 a 400 días-multa"; "" where there are none or they are not known."""
    if not span or span["min"] is None or span["max"] is None:
        return ""
    return _("%(least)s to %(most)s day-fines") % {"least": span["min"], "most": span["max"]}


def penalty(told: Mapping[str, Any] | None) -> str:
    """Everything a version threatens, as far as the law says; "" for nothing."""
    if not told:
        return ""
    prison = years(told.get("prison_years"))
    parts = [_("%(years)s of prison") % {"years": prison} if prison else "", days(told.get("day_fines"))]
    if fine := told.get("fine_uit"):
        parts.append(
            _("a fine of more than %(least)s and up to %(most)s tax units (UIT)")
            % {
                "least": formatting.number(Decimal(str(fine["min"]))),
                "most": formatting.number(Decimal(str(fine["max"]))),
            }
        )
    return formatting.listing([p for p in parts if p])


ARTICLE = re.compile(r"\bCP-(\d{3})(-[A-Z])?(?:-v\d+)?(?:\.\d+)?")


def with_articles(text: str) -> str:
    """The same words with "art. 308-A" for an id such as CP-308-A; the parts of a number stay on one line."""
    return ARTICLE.sub(lambda found: f"art.\u00a0{found[1]}" + (found[2] or "").replace("-", "\u2011"), text)


def count_words(met: int, total: int) -> str:
    """ "3 de los 4 requisitos del tipo con elementos de convicción"."""
    if met == total:
        said = ngettext("its only element is supported", "all its %(total)s elements are supported", total)
    else:
        said = ngettext(
            "its only element is not supported yet", "%(met)s of its %(total)s elements supported", total
        )
    return said % {"met": met, "total": total}


def acts(start: str | None, until: str | None, lang: str | None = None) -> str:
    """For acts of which days a text holds, while the day of the act is not told; "" where it holds for any.

    `until` is the first day on which it no longer does; people read the last on which it did.
    """
    first = formatting.day(date.fromisoformat(start), lang) if start else ""
    last = formatting.day(date.fromisoformat(until) - timedelta(days=1), lang) if until else ""
    if first and last:
        return _("for acts from %(first)s until %(last)s") % {"first": first, "last": last}
    if first:
        return _("for acts since %(first)s") % {"first": first}
    return _("for acts until %(last)s") % {"last": last} if last else ""


def source(said: str) -> str:
    """A source in the page's language: the engine names the species table in Spanish, whatever else stays as written."""
    names, colon, last = said.rpartition(": ")
    return f"{names}{colon}{_('species table')}" if last == TABLE else said
