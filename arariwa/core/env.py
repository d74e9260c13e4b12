"""Typed readers of the environment: `ARARIWA_<NAME>`, or the content of the file `ARARIWA_<NAME>_FILE` names.

A wrong value stops the start with a sentence, rather than running with something nobody meant.
"""

import os
import sys
from pathlib import Path

TRUE, FALSE = {"1", "true", "yes", "on", "si", "sí"}, {"0", "false", "no", "off", ""}


class WrongSetting(SystemExit):
    """The environment holds a value that cannot be meant; exit status 2."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        self.sentence = f"{name}={value!r}: expected {expected}"
        super().__init__(2)
        # Python says a SystemExit's words only when its status is 1; ours is 2.
        print(self.sentence, file=sys.stderr)  # noqa: T201

    def __str__(self) -> str:
        return self.sentence


def text(name: str, default: str = "") -> str:
    """The value of ARARIWA_<name>, from the environment or from the file it names."""
    key = f"ARARIWA_{name}"
    if file := os.environ.get(f"{key}_FILE"):
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise WrongSetting(f"{key}_FILE", file, f"a readable file ({error.strerror})") from error
    return os.environ.get(key, default)


def flag(name: str, default: bool) -> bool:
    """True or false; anything else is refused."""
    value = text(name, "1" if default else "0").strip().lower()
    if value in TRUE or value in FALSE:
        return value in TRUE
    raise WrongSetting(f"ARARIWA_{name}", value, "1 or 0")


def number(name: str, default: int, at_least: int = 0) -> int:
    """A whole number not below `at_least`."""
    value = text(name, str(default))
    if value.strip().isdecimal() and int(value) >= at_least:
        return int(value)
    raise WrongSetting(f"ARARIWA_{name}", value, f"a whole number from {at_least}")


def words(name: str, default: str = "") -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
