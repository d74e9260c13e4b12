"""Which code is running, as one fingerprint: what it made or found right still stands while it is the same."""

import hashlib
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# All our code but its tests, the sentences it says, the libraries it stands on.
PARTS = ("arariwa/**/*.py", "locale/**/*.mo", "requirements.txt")


@lru_cache(maxsize=1)
def code() -> str:
    """SHA-256 over the paths and bytes of our code."""
    digest = hashlib.sha256()
    for pattern in PARTS:
        for path in sorted(ROOT.glob(pattern)):
            inner = path.relative_to(ROOT)
            if "tests" not in inner.parts:
                digest.update(
                    f"{inner.as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode()
                )
    return digest.hexdigest()
