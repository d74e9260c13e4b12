"""Verdicts a second, with all reasons, over the examples of the packs; one core.

python bench/law.py [SECONDS]
"""

import sys
import time
from pathlib import Path

from arariwa.core.packs import Pack
from arariwa.law.domain.legality import qualify
from arariwa.law.domain.situation import Situation
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
    for name, work in (
        ("verdicts", lambda: len([qualify(s, law) for s in shaped])),
        (
            "verdicts from plain facts to JSON",
            lambda: len([qualify(Situation.model_validate(s), law).data() for s in told]),
        ),
        ("verdicts over 1,000 specimens", lambda: bool(qualify(many, law))),
    ):
        print(f"{name}: {rate(work, seconds):,.0f} a second")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 3.0)
