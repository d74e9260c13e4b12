"""Small polls, built by the actions people use."""

from typing import Any

from arariwa.core import testing
from arariwa.events.tests import small
from arariwa.outreach import actions_polls
from arariwa.outreach.models import Poll


def counted(yes: int, no: int, unsure: int = 0) -> dict[str, dict[str, int]]:
    """Answers to the question on the parrot; "no" is right."""
    return {"parrot": {"yes": yes, "no": no, "unsure": unsure}}


def a_poll(event: Any, moment: str = "before", present: int = 40, counts: Any = None, **more: Any) -> Poll:
    """A room of forty asked by raised hands, counted by Tania."""
    more = {"by": testing.actor(small.coordinator()), "id": testing.uuid7(), "method": "hands", **more}
    return actions_polls.record_poll(
        event_id=event.pk, moment=moment, present=present, counts=counts or counted(20, 10), **more
    )
