"""The forms of decision on a page of qualification: one for each offence, one to add another.

A page holds several forms; the button's `about` says which was sent, so that its mistakes stand beside it.
"""

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from arariwa.cases.forms import Add, Decide, TakeBack
from arariwa.cases.reading import Answer, Shown
from arariwa.core.forms import Form

ADD = "add"


@dataclass
class Deciding:
    """The forms by what they are about: `decide-CP-308`, `undo-CP-308`, `add`; `sent` is the one that came."""

    forms: dict[str, Form] = field(default_factory=dict)
    sent: Form | None = None

    def of(self, shown: Shown) -> Form | None:
        """The form for an offence: to decide, or to take the decision back."""
        return self.forms.get(about(shown))

    @property
    def add(self) -> Form | None:
        return self.forms.get(ADD)


def about(shown: Shown) -> str:
    """What the form of an offence is called."""
    return f"{'undo' if shown.decision else 'decide'}-{shown.id}"


def forms_for(answer: Answer, data: QueryDict | None = None) -> Deciding:
    """One form for each offence proposed or decided, and one to add another.

    What was sent about something no longer on the page (someone decided meanwhile) is read all the same.
    """
    name = data.get("about", "") if data is not None else ""
    deciding = Deciding()
    for shown in (*answer.proposed, *answer.decided_besides):
        kind = TakeBack if shown.decision else Decide
        deciding.forms[about(shown)] = _made(kind, about(shown), name, data, initial={"offence": shown.id})
    choices = [(row["id"], _("%(name)s (%(norm)s)") % {"name": row["name"], "norm": row["norm"]}) for row in answer.others]
    if choices:
        deciding.forms[ADD] = _made(Add, ADD, name, data, offences=choices)
    if data is not None:
        if name not in deciding.forms:
            gone = TakeBack if name.startswith("undo-") else Decide
            deciding.forms[name] = gone(data, prefix=name)
        deciding.sent = deciding.forms[name]
    return deciding


def _made(kind: type[Form], prefix: str, name: str, data: QueryDict | None, **arguments: Any) -> Form:
    return kind(data if name == prefix else None, prefix=prefix, **arguments)
