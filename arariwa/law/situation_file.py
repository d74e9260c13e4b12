"""A situation from a file of YAML or JSON, with file, line and field of every mistake."""

import json
import re
from pathlib import Path

from arariwa.core.packs import Pack, PackError, Problem
from arariwa.law.domain.situation import Situation

MOST_BYTES = 5_000_000
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_PAIR = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})")


def read(file: Path) -> Situation:
    """The situation told in the file; PackError when it cannot be read as one."""
    name = str(file)
    try:
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise PackError([Problem(name, 0, "", "situation.no_file", {})]) from error
    if len(data) > MOST_BYTES:
        raise PackError([Problem(name, 0, "", "situation.too_large", {"limit_mb": MOST_BYTES // 1_000_000})])
    try:
        return Pack(str(file.parent), {file.name: _json_as_yaml(data, name)}).yaml(file.name, Situation)
    except PackError as error:
        raise PackError([_plain(p, name) for p in error.problems]) from error


def _plain(problem: Problem, name: str) -> Problem:
    """The mistake under the name the user gave, and without the `.value` that a plain fact does not have."""
    return Problem(name, problem.line, problem.field.removesuffix(".value"), problem.code, problem.values)


def _json_as_yaml(data: bytes, name: str) -> bytes:
    """JSON on the same lines as the YAML it nearly is; anything else as it stands.

    Foreign to YAML are tabs between values, characters JSON may hold as they are (such as U+007F), and characters
    beyond U+FFFF written as two escapes.
    """
    try:
        text = data.decode("utf-8-sig")
        json.loads(text)
    except (ValueError, RecursionError):
        return data

    def retold(match: re.Match[str]) -> str:
        told = json.loads(match[0])
        if any("\ud800" <= sign <= "\udfff" for sign in told):
            line = text.count("\n", 0, match.start()) + 1
            raise PackError([Problem(name, line, "", "pack.wrong_escape", {})])
        return _PAIR.sub(_one_escape, json.dumps(told).replace("\x7f", "\\u007f"))

    return _STRING.sub(retold, text).replace("\t", " ").encode()


def _one_escape(pair: re.Match[str]) -> str:
    high, low = int(pair[1], 16), int(pair[2], 16)
    return f"\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"
