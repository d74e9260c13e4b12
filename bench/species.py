"""How fast and how well names are found. `python bench/species.py` prints:

- the examples of the pack, by part: right first, offered, abstained, firm and wrong
- recorded names with one slip of the hand, alone and inside an advertisement (seeded)
- time to build the index, median time a query, queries a second on one core
"""

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from arariwa.core.packs import Pack
from arariwa.law.domain.name_scores import Scores, score
from arariwa.law.domain.names import Index
from arariwa.law.species_packs import load_examples, load_species, species_packs

PACKS = Path(__file__).parents[1] / "packs"
ADVERTISEMENTS = (
    "vendo {} manso con jaula, delivery a todo lima, precio al inbox",
    "oferta!! {} recien llegado, 150 soles, solo interesados",
    "busco hogar para {} por motivo de viaje",
    "la policia incauto {} en el mercado de belen, iquitos",
    "tengo disponible {} fresco por kilo, entrego en yurimaguas",
)


@dataclass
class Slip:
    """A name with a slip, and what it should be understood as."""

    query: str
    expected: tuple[str, ...]


def slips(index: Index, count: int, dressed: Callable[[str], str] = str) -> list[Slip]:
    """Recorded Spanish and local names of six letters or more, each with one letter changed, lost, added or swapped."""
    seeded = random.Random(20260316)
    species = index.species
    named: dict[str, set[str]] = {}
    for name in species.names:
        if name.kind != "en" and len(name.text) >= 6:
            named.setdefault(name.text, set()).add(name.taxon)
    texts = sorted(named)
    made = []
    for _ in range(count):
        text = seeded.choice(texts)
        expected = named[text] | {s for taxon in named[text] for s in species.below(taxon)}
        made.append(Slip(dressed(_slip(text, seeded)), tuple(sorted(expected))))
    return made


def _slip(text: str, seeded: random.Random) -> str:
    letters = "abcdefghijlmnopqrstuvyz"
    i = seeded.randrange(1, len(text) - 1)
    kind = seeded.randrange(4)
    if kind == 0:
        return text[:i] + seeded.choice(letters) + text[i + 1 :]
    if kind == 1:
        return text[:i] + text[i + 1 :]
    if kind == 2:
        return text[:i] + seeded.choice(letters) + text[i:]
    return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def told(what: str, scores: Scores) -> None:
    """One line of the table."""
    n = scores.count or 1
    print(
        f"{what:34} {n:5}  right {scores.right / n:.3f}  offered {scores.offered / n:.3f}  "
        f"broader {scores.broader / n:.3f}  abstained {scores.abstained / n:.3f}  firm and wrong {scores.confidently_wrong / n:.3f}"
    )


def timed(index: Index, queries: Iterable[str]) -> list[float]:
    """Seconds each query took, after one round to warm up."""
    queries = list(queries)
    for query in queries:
        index.find(query)
    times = []
    for query in queries:
        began = time.perf_counter()
        index.find(query)
        times.append(time.perf_counter() - began)
    return times


def main() -> None:
    """Print the tables."""
    began = time.perf_counter()
    species = load_species(Pack.from_folder(PACKS, name) for name in species_packs())
    loaded = time.perf_counter()
    index = Index.build(species)
    built = time.perf_counter()
    examples = load_examples(Pack.from_folder(PACKS, "pe/names"), species)
    for part in ("given", "tuned", "unseen"):
        scores = score(index, [e for e in examples if e.part == part])
        told(f"examples, {part}", scores)
        if "-v" in sys.argv:
            for query, answer in scores.misses:
                print(
                    f"    {query!r}: {answer.answer} {answer.confidence} {[m.taxon for m in answer.matches[:4]]}"
                )
    plain = slips(index, 2000)
    dressed = slips(index, 2000, lambda name: ADVERTISEMENTS[len(name) % len(ADVERTISEMENTS)].format(name))
    for what, made in (("one slip, alone", plain), ("one slip, in an advertisement", dressed)):
        scores = score(index, made)
        told(what, scores)
        if "-v" in sys.argv:
            for query, answer in scores.misses[:60]:
                print(
                    f"    {query!r}: {answer.answer} {answer.confidence} {[m.taxon for m in answer.matches[:4]]}"
                )
    print(f"\npacks read in {loaded - began:.2f} s, index built in {built - loaded:.2f} s")
    for what, queries in (
        ("examples", [e.query for e in examples]),
        ("one slip, alone", [s.query for s in plain]),
        ("one slip, in an advertisement", [s.query for s in dressed]),
    ):
        times = timed(index, queries)
        print(
            f"{what:34} median {statistics.median(times) * 1e6:6.0f} µs  {len(times) / sum(times):7.0f} a second"
        )


if __name__ == "__main__":
    main()
