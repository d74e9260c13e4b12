"""A plain question a person answers at once, asked where many or very quick writings arrive; it works without script."""

import secrets

from django.core import signing
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

SALT = "rights.plain_question"
OPENED = "rights.opened_notice"
# How long an answer is taken, in seconds: a poor line is slow.
HOLDS = 3600


def ask() -> tuple[str, str]:
    """The question in words, and what travels with the form to check its answer."""
    first, second = 2 + secrets.randbelow(7), 2 + secrets.randbelow(7)
    token = signing.dumps([first, second, secrets.token_hex(4)], salt=SALT)
    return words(token), token


def words(token: str) -> str:
    """The question of a token, in the language of the page; empty for a token that is none or too old."""
    found = _read(token)
    return _("How much is %(a)s plus %(b)s?") % {"a": found[0], "b": found[1]} if found else ""


def answered(token: str, answer: str) -> bool:
    """Whether that is the answer."""
    found = _read(token)
    return bool(found) and answer.strip() == str(found[0] + found[1])  # type: ignore[index]


def _read(token: str) -> tuple[int, int] | None:
    try:
        first, second, _random = signing.loads(token, salt=SALT, max_age=HOLDS)
        return int(first), int(second)
    except (signing.BadSignature, ValueError, TypeError):
        return None


def stamp() -> str:
    """When a form was handed out, signed."""
    return signing.dumps("", salt=SALT)


def older_than(text: str, seconds: int) -> bool:
    """Whether a form was handed out so long ago; False for a stamp that is none."""
    try:
        signing.loads(text, salt=SALT, max_age=seconds)
    except signing.SignatureExpired:
        return True
    except signing.BadSignature:
        return False
    return False


def opens(code: str) -> str:
    """The mark of a code that was read on the page that asks for it: adding to the notice is never taken for guessing."""
    return signing.Signer(salt=OPENED).signature(code)


def opened(mark: str, code: str) -> bool:
    """Whether that is the mark of this code."""
    return bool(mark) and constant_time_compare(mark, opens(code))
