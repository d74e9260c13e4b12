"""Verifying a certificate's file with the issuer's public keys, without database and without network."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pypdfium2

from arariwa.core.domain.refused import Refused
from arariwa.core.domain.signing import PublicKey, read_published
from arariwa.core.pictures import PDFIUM
from arariwa.training.domain import credentials
from arariwa.training.domain.credentials import Checked

# More than any certificate of ours; a larger file is none.
MOST_BYTES = 20_000_000


@dataclass(frozen=True)
class Verified:
    """A certificate whose signature holds, and what it is worth that day. `revoked` None: no list was given."""

    checked: Checked
    expired: bool
    revoked: bool | None

    @property
    def valid(self) -> bool:
        return not self.expired and not self.revoked


def verify(file: Path, keys: list[PublicKey], on: date, at: datetime, status: Path | None = None) -> Verified:
    """What a file proves. Refused says why it proves nothing: no certificate, changed, signed by none of the keys."""
    checked = credentials.check(jwt_in(file), keys)
    listed = None
    if status:
        text = read(status).decode("ascii", "replace")
        listed = credentials.is_set(text, checked.status, keys, at)
    return Verified(checked, on > checked.expires_on, listed)


def keys_in(file: Path) -> list[PublicKey]:
    """The public keys of a file as `/.well-known/arariwa-keys.json` hands it out."""
    return read_published(read(file))


def jwt_in(file: Path) -> str:
    """The signed text in a file: itself, its JSON document, the paper's record, or the paper."""
    data = read(file)
    return credentials.jwt_of(_attached(data) if data.startswith(b"%PDF-") else data)


def read(file: Path) -> bytes:
    """The bytes of a file that could be a certificate."""
    if file.stat().st_size > MOST_BYTES:
        raise Refused("credential.unreadable")
    return file.read_bytes()


def _attached(pdf: bytes) -> bytes:
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
            try:
                for i in range(document.count_attachments()):
                    data = bytes(document.get_attachment(i).get_data())
                    if b'"credential"' in data:
                        return data
            finally:
                document.close()
        except pypdfium2.PdfiumError as error:
            raise Refused("credential.unreadable") from error
    raise Refused("credential.unreadable")
