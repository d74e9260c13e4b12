"""Verdicts a second, with all reasons, over the examples of the packs; one core.

python bench/law.py [SECONDS]
"""

import gc
import sys
import time
from pathlib import Path

from arariwa.core.packs import Pack
from arariwa.law.domain.legality import outline, qualify
from arariwa.law.domain.situation import Situation, flatten
from arariwa.law.packs import load_law

ROOT = Path(__file__).resolve().parent.parent / "packs"


def rate(work, seconds: float) -> float:
    """Rounds of `work` a second, counting each of its steps."""
    done, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        done += work()
    return done / (time.perf_counter() - start)


def main(seconds: float) -> None:
    start = time.perf_counter()
    law = load_law(Pack.from_folder(ROOT, "pe/law"))
    print(
        f"pack read, checked and {len(law.examples)} examples answered: {time.perf_counter() - start:.2f} s"
    )
    told = [example.situation for _, example in law.examples]
    shaped = [Situation.model_validate(situation) for situation in told]
    one = next(situation for situation in told if situation.get("specimens"))
    many = Situation.model_validate(
        {**one, "specimens": [{**one["specimens"][0], "quantity": i} for i in range(1000)]}
    )
    single = [s for s in shaped if len(law.segments(flatten(s).span)) == 1]
    # as the server does once the pack is read: what stays is no longer looked through for garbage
    gc.freeze()
    for name, work in (
        ("verdicts with every reason", lambda: len([qualify(s, law) for s in shaped])),
        ("verdicts only", lambda: len([outline(s, law) for s in shaped])),
        (
            "verdicts only, on a day in which no version changes",
            lambda: len([outline(s, law) for s in single]),
        ),
        (
            "verdicts from plain facts to JSON, with every offence that does not apply and why",
            lambda: len([qualify(Situation.model_validate(s), law).data() for s in told]),
        ),
        ("verdicts over 1,000 specimens", lambda: bool(qualify(many, law))),
    ):
        print(f"{name}: {rate(work, seconds):,.0f} a second")
    held = sum(len(law.pointed_to(flatten(s).span.start, _told(s))) for s in single) / len(single)
    print(
        f"what limits it: of {len(law.in_force(flatten(single[-1]).span.start))} versions in force the facts of an "
        f"example may point to {held:.0f}, whose elements are each asked in Python"
    )


def _told(situation: Situation) -> set[str]:
    flat = flatten(situation)
    return {path for facts in (flat.common, *flat.specimens, *flat.actors) for path in facts}


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 3.0)
