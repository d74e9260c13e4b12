"""Codes with which someone who wrote without an account comes back to what they wrote.

The code is shown once and never kept: only its digest is, slow enough that nobody tries codes by the thousand. It is made
before the record, so that a form sent twice shows the same code again, and may be made on a telephone without signal.
"""

import hashlib
import secrets

from arariwa.core.domain.ids import ALPHABET, check_sign
from arariwa.core.domain.refused import Refused

BODY = 11  # 31 ** 11: more than fifty bits
GROUP = 4
# About ten milliseconds and four megabytes a try.
WORK, BLOCK = 2**12, 8


def new_code() -> str:
    """A code nobody can guess, as it is shown: `7K3Q-XM9P-4TVB`."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(BODY))
    return written(body + check_sign(body))


def written(code: str) -> str:
    """A code in groups, as it is read aloud and copied."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read(text: str) -> str:
    """The code someone typed, without spaces, dashes or small letters; Refused("return_code.mistyped") when it cannot be one."""
    code = "".join(sign for sign in text.upper() if sign.isalnum())
    if (
        len(code) != BODY + 1
        or any(sign not in ALPHABET for sign in code)
        or check_sign(code[:-1]) != code[-1]
    ):
        raise Refused("return_code.mistyped", "code")
    return code


def is_code(text: str) -> bool:
    """Whether a text is a code of ours, copied without a mistake."""
    try:
        read(text)
    except Refused:
        return False
    return True


def digest(kind: str, text: str) -> str:
    """What is kept of a code, and looked up by; `kind` ("consultation", "notice") keeps one from opening the other.

    Refused("return_code.mistyped") for what cannot be a code, before anything slow is done.
    """
    code = read(text)
    salt = f"rights.return_code.{kind}".encode()
    return hashlib.scrypt(code.encode(), salt=salt, n=WORK, r=BLOCK, p=1, dklen=32).hex()
