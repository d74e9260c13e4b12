"""Small worlds of notices, built by the actions people use."""

from typing import Any

from arariwa.core import testing
from arariwa.core.actions import load_institutions
from arariwa.rights import actions_notices as actions
from arariwa.rights import return_codes
from arariwa.rights.models import Notice


def about_notice(**changes: Any) -> dict[str, Any]:
    """Values of a notice of charapas on sale in Iquitos."""
    return {
        "kind": "sale",
        "text": "Venden charapas vivas detrás del mercado.",
        "ubigeo": "160101",
        "place_text": "Mercado de Belén",
        "consent": "notices 1",
        **changes,
    }


def a_notice(code: str = "", **changes: Any) -> Notice:
    """A notice someone without an account sent; `photos`, `name` and `contact` as the action takes them."""
    beside = {key: changes.pop(key) for key in ("photos", "name", "contact", "at") if key in changes}
    return actions.send_notice(
        by=None,
        id=testing.uuid7(),
        code=code or return_codes.new_code(),
        values=about_notice(**changes),
        **beside,
    )


def programme() -> testing.Someone:
    """Who runs this copy and receives what nobody here is competent for."""
    return testing.someone(
        "Tania", testing.office("PROG-LI", "MINAM", "Programa de capacitación"), "programme"
    )


def other_authority() -> testing.Someone:
    """A technician of an institution the small world does not have: SERFOR."""
    row = {
        "code": "SERFOR",
        "kind": "wildlife_authority",
        "country": "PE",
        "name_es": "SERFOR",
        "name_en": "",
    }
    load_institutions(by=None, institutions=[row])
    return testing.someone("Saúl", testing.office("SERFOR-LO", "SERFOR", "SERFOR Loreto"), "wildlife")
