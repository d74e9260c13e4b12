"""Journal lines as people read them: who, and what in a sentence. Each system words its verbs in its `words.py`."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core.models import JournalEntry, Membership, Office

VERBS: dict[str, Any] = {
    "access.granted": gettext_lazy("Sight of the record was given"),
    "file.attached": gettext_lazy("A file was added"),
    "job.asked": gettext_lazy("Long work was asked for"),
    "job.cancelled": gettext_lazy("Long work was called off"),
}


def register(verbs: Mapping[str, Any]) -> None:
    """Add the sentences of a system's verbs."""
    VERBS.update(verbs)


def told(
    lines: Iterable[JournalEntry], lang: str | None = None, to: Mapping[str, str] | None = None
) -> list[tuple[JournalEntry, str, str]]:
    """(line, who, what) of each; a verb without a sentence stands as its code. `to`: what `offices` says of them, if asked."""
    lines = list(lines)
    to = offices(lines, lang) if to is None else to
    ids = {line.membership for line in lines if line.membership}
    people = {
        m.pk: f"{m.person}, {m.office.name}"
        for m in Membership.objects.filter(pk__in=ids).select_related("person", "office")
    }
    with translation.override(lang or translation.get_language()):
        return [
            (
                line,
                people.get(line.membership, _("the system")) if line.membership else _("the system"),
                str(VERBS[line.verb]) % {"to": to.get(line.facts.get("to", ""), _("another office"))}
                if line.verb in VERBS
                else line.verb,
            )
            for line in lines
        ]


def offices(lines: Iterable[JournalEntry], lang: str | None = None) -> dict[str, str]:
    """The names of the offices to which something was done, by code, for the sentences that say them."""
    with translation.override(lang or translation.get_language()):
        codes = {line.facts.get("to", "") for line in lines if "%(to)s" in str(VERBS.get(line.verb, ""))}
        return {office.code: office.name for office in Office.objects.filter(code__in=codes)} if codes else {}
