"""How acts on cases are told in a timeline and in the file's extract of the journal."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from arariwa.core import formatting
from arariwa.core.journal_words import register

register(
    {
        "case.opened": _("The case was opened"),
        "case.edited": _("Details of the case were changed"),
        "case.joined": _("An intervention was joined to the case"),
        "case.file_produced": _("The prosecutor's file was produced"),
        "case.reading_given": _("Another office was let read the case"),
        "case.reading_ended": _("Another office no longer reads the case"),
        "fact.stated": _("A fact was stated for the qualification"),
        "qualification.accepted": _("A qualification was accepted"),
        "qualification.rejected": _("A qualification was rejected"),
        "qualification.added": _("A qualification was added"),
        "qualification.undone": _("A decision on the qualification was taken back"),
    }
)

# The same act on several records, one after another, as a timeline and the file's extract tell it once.
SEVERAL = {
    "item.added": _("%(n)s things were added"),
    "item.edited": _("%(n)s things were changed"),
    "item.registered": _("%(n)s things were recorded as they stand in the record"),
    "item.removed": _("%(n)s things were taken off the draft"),
    "item.restored": _("%(n)s things were put back on the draft"),
    "item.identified": _("The species of %(n)s things was identified"),
    "participant.added": _("%(n)s persons who took part were added"),
    "custody.offered": _("%(n)s items were offered to %(to)s"),
    "custody.accepted": _("%(n)s items were received"),
    "custody.refused": _("%(n)s items were refused"),
    "custody.withdrawn": _("The offer of %(n)s items was withdrawn"),
    "custody.sealed": _("%(n)s items were sealed again"),
    "custody.moved": _("%(n)s items were moved"),
    "fact.stated": _("%(n)s facts were stated for the qualification"),
    "file.attached": _("%(n)s files were added"),
}


def times(verb: str, once: str, n: int, to: str = "") -> str:
    """An act done `n` times in a row: on so many items, persons or facts where the verb says on what.

    `to`: the office to which it was done, for the verbs that say it.
    """
    if n == 1:
        return once
    several, count = SEVERAL.get(verb), formatting.number(n)
    return (
        str(several) % {"n": count, "to": to or gettext("another office")}
        if several
        else gettext("%(act)s, %(n)s times") % {"act": once, "n": count}
    )
