"""The forms of decision on a page of qualification: one for each offence, one to add another.

A page holds several forms; the button's `about` says which was sent, so that its mistakes stand beside it.
"""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from arariwa.cases.forms import Add, Decide, TakeBack
from arariwa.cases.reading import Answer
from arariwa.core.forms import Form

ADD = "add"


@dataclass
class Deciding:
    """The form to add an offence, and the one that was sent, wherever it stands on the page."""

    add: Form | None = None
    sent: Form | None = None


def forms_for(answer: Answer, data: QueryDict | None = None) -> Deciding:
    """Give each offence proposed or decided its form (to decide, or to take the decision back), and one to add another.

    What was sent about something no longer on the page (someone decided meanwhile) is read all the same.
    """
    name = data.get("about", "")[:60] if data is not None else ""
    made: dict[str, Form] = {}
    for shown in (*answer.proposed, *answer.decided_besides):
        kind = TakeBack if shown.decision else Decide
        prefix = f"{'undo' if shown.decision else 'decide'}-{shown.id}"
        shown.form = made[prefix] = _made(kind, prefix, name, data, initial={"offence": shown.id})
    choices = [
        (row["id"], _("%(name)s (%(norm)s)") % {"name": row["name"], "norm": row["norm"]})
        for row in answer.others
    ]
    if choices:
        made[ADD] = _made(Add, ADD, name, data, offences=choices)
    if data is not None and name not in made:
        made[name] = (TakeBack if name.startswith("undo-") else Decide)(data, prefix=name)
    return Deciding(made.get(ADD), made[name] if data is not None else None)


def _made(kind: type[Form], prefix: str, name: str, data: QueryDict | None, **arguments: Any) -> Form:
    return kind(data if name == prefix else None, prefix=prefix, **arguments)
