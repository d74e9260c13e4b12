"""The door of every write: one transaction, the actor's role checked first, the journal written last."""

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.db import transaction

from arariwa.core import journal
from arariwa.core.actor import Actor
from arariwa.core.domain import steering
from arariwa.core.domain.refused import Refused

Function = TypeVar("Function", bound=Callable[..., Any])

# An action open to every official, whatever the role.
ANY_ROLE = "any"


def action(*, roles: Iterable[str] | str) -> Callable[[Function], Function]:
    """Make a function a write: keyword-only, with `by: Actor | None`, inside one transaction.

    Texts it is given carry no character that steers the text around them; `Refused("text.steering")` names the field.
    `roles` names who may do it at all; whether they may do it *to this record* the function asks of `access`.
    `by=None` is the system itself (setting up, background work) and is allowed only where `roles` includes "system".
    Journal lines of inner actions join those of the outermost, and are written just before it commits.
    """
    allowed = frozenset([roles] if isinstance(roles, str) else roles)

    def decorate(function: Function) -> Function:
        @functools.wraps(function)
        def run(*, by: Actor | None, **arguments: Any) -> Any:
            require_role(by, allowed)
            _require_plain(arguments)
            lines = journal._open.get()
            if lines is not None:
                before = len(lines)
                try:
                    with transaction.atomic():
                        return function(by=by, **arguments)
                except BaseException:
                    # What the savepoint takes back was not done, even if the outer action goes on.
                    del lines[before:]
                    raise
            with transaction.atomic():
                token = journal._open.set([])
                try:
                    result = function(by=by, **arguments)
                    journal.append(journal._open.get() or [])
                finally:
                    journal._open.reset(token)
            return result

        run.roles = allowed  # type: ignore[attr-defined]
        return run  # type: ignore[return-value]

    return decorate


def _require_plain(arguments: Mapping[str, Any]) -> None:
    for name, text in steering.texts(arguments):
        if found := steering.marks(text):
            raise Refused("text.steering", name, label=name, signs=" ".join(found))


def role_allows(by: Actor | None, roles: Iterable[str]) -> bool:
    """Whether an actor of that role may do such an action at all."""
    allowed = frozenset(roles)
    return (by.role in allowed or ANY_ROLE in allowed) if by else "system" in allowed


def require_role(by: Actor | None, roles: Iterable[str]) -> None:
    """Refused("access.role") when the role does not allow it."""
    if not role_allows(by, roles):
        raise Refused("access.role", role=by.role_label if by else "system")


def may(by: Actor | None, function: Callable[..., Any]) -> bool:
    """Whether the actor's role allows that action; pages show a button only then."""
    return role_allows(by, function.roles)  # type: ignore[attr-defined]
