"""The one exception by which a rule says no, and how the noes about several things are told at once.

A rule names a code, the field it concerns and the values of the sentence; `core/refusals.py` words it
once for page, command and API, in Spanish and English.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType


class Refused(Exception):
    """The input or the act is refused; nothing was changed.

    `code` such as "custody.wrong_holder", `field` the input it concerns ("" for the whole), `values` the named
    holes of the sentence, `others` what else was refused in the same act.
    """

    others: tuple["Refused", ...] = ()

    def __init__(self, code: str, field: str = "", **values: object) -> None:
        self.code, self.field, self.values = code, field, values
        super().__init__(code)

    @property
    def every(self) -> tuple["Refused", ...]:
        """This one and the others."""
        return (self, *self.others)

    def __str__(self) -> str:
        return "; ".join(f"{one.code} {one.field} {one.values}".strip() for one in self.every)


class Checks:
    """Several things looked at in one act. Each may be refused; the first goes out at the end and carries the others.

        with Checks() as checks:
            for item in items:
                with checks.of(item.pk, item=item.number):
                    custody.may_offer(...)

    The field of a refusal becomes `<key>-<field>`, `<key>-` when it concerns the thing as a whole.
    """

    def __init__(self) -> None:
        self.said: list[Refused] = []

    def __enter__(self) -> "Checks":
        return self

    @contextmanager
    def of(self, key: object, **values: object) -> Iterator[None]:
        """The rules about one thing; the first that says no ends this block. `values` fill holes the rule left."""
        try:
            yield
        except Refused as refused:
            for one in refused.every:
                one.field, one.values = f"{key}-{one.field}", {**values, **one.values}
                self.said.append(one)

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if kind is None and self.said:
            first, *others = self.said
            first.others = tuple(others)
            raise first
