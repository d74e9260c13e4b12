"""What `arariwa check` looks at in training: every certificate still says what was signed."""

from collections.abc import Iterator

from arariwa.core import keys
from arariwa.core.domain.refused import Refused
from arariwa.core.health import Finding
from arariwa.training.domain import credentials
from arariwa.training.models import Certificate


def look(deep: bool) -> Iterator[Finding]:
    """Each credential's signature, and that the row tells of the certificate it holds."""
    try:
        known = keys.public_keys(keys.CERTIFICATES)
    except Refused:
        # told by the check of keys
        return
    wrong = [row.number for row in Certificate.objects.iterator() if not _holds(row, known)]
    yield Finding("certificates", not wrong, ", ".join(wrong[:5]))


def _holds(row: Certificate, known: list[credentials.PublicKey]) -> bool:
    try:
        checked = credentials.check(row.credential, known)
    except Refused:
        return False
    return (checked.number, checked.expires_on, checked.key.id, checked.status.index) == (
        row.number,
        row.expires_on,
        row.key,
        row.status_index,
    )
