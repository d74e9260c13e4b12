"""Set one template in a process of its own: `typeset.py ROOT TEMPLATE SECONDS OFFSET_MINUTES`, writes ROOT/paper.pdf.

typst keeps what it computed for its last ten papers, a gigabyte after a file of a thousand items; a process that
ends gives it back, and a paper that takes too long or breaks the library takes nobody with it.
Started by `core/paper.py`; imports nothing of the project, so that it starts in 30 milliseconds.
"""

import re
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import typst


def main(root: str, template: str, seconds: str, minutes: str) -> str:
    """Write the PDF and return "" or the sentence that says why there is none."""
    # a fixed offset: a zone with summer time would leave the bytes to the machine's tables
    moment = datetime.fromtimestamp(float(seconds), timezone(timedelta(minutes=int(minutes))))
    try:
        pdf, warnings = typst.compile_with_warnings(
            str(Path(root) / template),
            root=root,
            format="pdf",
            ignore_system_fonts=True,
            timestamp=moment,
            pdf_standards=["a-3a", "ua-1"],
        )
    except typst.TypstError as error:
        return f"{_where(error)}{error.message}"
    except (RuntimeError, ValueError) as error:
        return str(error)
    # pages that did not settle carry wrong folios: no paper is better than that one
    if unsettled := [str(warning) for warning in warnings if "converge" in str(warning)]:
        return unsettled[0]
    (Path(root) / "paper.pdf").write_bytes(pdf)
    return ""


def _where(error: typst.TypstError) -> str:
    """ "carpeta.es.typ:12: ": the first place the message speaks of."""
    place = re.search(r"([^/\s]+\.typ):(\d+):\d+$", error.diagnostic, re.MULTILINE)
    return f"{place[1]}:{place[2]}: " if place else ""


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) or 0)
