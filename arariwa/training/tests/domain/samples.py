"""Questions of each kind, and a small law, for the tests of training."""

from functools import cache
from pathlib import Path
from typing import Any

from arariwa.core.packs import Pack
from arariwa.law.packs import load_law
from arariwa.training.domain.keys import Engine
from arariwa.training.domain.questions import Question, question

PACKS = Path(__file__).resolve().parents[4] / "packs"
SALE = {
    "on": "2026-03-16",
    "acts": ["sell", "transport"],
    "title": {"state": "none"},
    "actors": [{"knowledge": "knew"}],
    "specimens": [
        {
            "what": "wild_fauna",
            "form": "live",
            "quantity": 12,
            "aquatic": False,
            "national_category": "VU",
            "cites_appendix": "II",
        }
    ],
}


@cache
def engine() -> Engine:
    """The engine on the country's own law."""
    return Engine(load_law(Pack.from_folder(PACKS, "pe/law"), try_examples=False))


def es(text: str) -> dict[str, str]:
    """Words in Spanish."""
    return {"es": text}


def option(id_: str, *, key: bool = False, text: str = "") -> dict[str, Any]:
    """An option with its feedback."""
    return {"id": id_, "es": text or f"Opción {id_}", "key": key, "why": es(f"Por {id_}")}


PARTS: dict[str, dict[str, Any]] = {
    "one": {"options": [option("a", key=True), option("b"), option("c")]},
    "several": {"options": [option("a", key=True), option("b"), option("c", key=True), option("d")]},
    "order": {"items": [{"id": i, "es": f"Paso {i}"} for i in "abcd"], "why": es("Porque sí")},
    "match": {
        "pairs": [{"left": es(f"izquierda {i}"), "right": es(f"derecha {i}")} for i in (1, 2, 3)],
        "extra": [es("derecha sobrante")],
    },
    "number": {"answer": 5, "unit": es("días")},
    "text": {"accept": ["fiscal", "el fiscal"]},
    "vignette": {
        "situation": SALE,
        "ask": "offence",
        "options": [{"id": "a", "offence": "CP-308"}, {"id": "b", "offence": "CP-308-C"}],
    },
}


def data(kind: str, id_: str = "", /, **changes: Any) -> dict[str, Any]:
    """A question of a kind as a file holds it."""
    return {
        "id": id_ or f"q-{kind}",
        "module": 1,
        "competency": "C-LAW",
        "level": "recall",
        "kind": kind,
        "stem": es(f"¿Qué dice {id_ or kind}?"),
        "law": ["CP-308"],
        "source": "Código Penal, art. 308",
        "review": "unreviewed",
        **PARTS[kind],
        **changes,
    }


def a_question(kind: str, id_: str = "", /, **changes: Any) -> Question:
    """The same, read."""
    return question(data(kind, id_, **changes))
