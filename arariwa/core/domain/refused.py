"""The one exception by which a rule says no.

A rule names a code, the field it concerns and the values of the sentence; `core/refusals.py` words it
once for page, command and API, in Spanish and English.
"""


class Refused(Exception):
    """The input or the act is refused; nothing was changed.

    `code` such as "custody.wrong_holder", `field` the input it concerns ("" for the whole), `values` the named
    holes of the sentence.
    """

    def __init__(self, code: str, field: str = "", **values: object) -> None:
        self.code, self.field, self.values = code, field, values
        super().__init__(code)

    def __str__(self) -> str:
        return f"{self.code} {self.field} {self.values}".strip()
