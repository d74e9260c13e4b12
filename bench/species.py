"""How fast and how well names are found. `python bench/species.py` prints, for the part looked at while the code was
changed (`tune`) or the other (`held`, the default):

- `hard_names.csv`: texts written by hand, by kind
- the examples of the pack
- queries made from recorded names by `name_queries.py`, three seeds; `decided` leaves out those that are as near to
  a name of another animal
- time to build the index, median time a query, queries a second of one core

`-v` shows each text that is not answered right, `-v KIND` those of one kind.
"""

import argparse
import csv
import statistics
import sys
import time
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from arariwa.core.packs import Pack
from arariwa.law.domain.name_scores import Example, Scores, score
from arariwa.law.domain.names import Index
from arariwa.law.species_packs import load_examples, load_species, species_packs
from bench.name_queries import Maker, Query

PACKS = Path(__file__).parents[1] / "packs"
HARD = Path(__file__).with_name("hard_names.csv")
SEEDS = {"tune": (1, 2, 3), "held": (301, 302, 303)}
KINDS = ("slip", "two slips", "ears", "form", "product", "advertisement", "record", "nothing")


def hard(part: str) -> list[Query]:
    """The texts written by hand of one part."""
    with HARD.open(encoding="utf-8", newline="") as opened:
        rows = [row for row in csv.DictReader(opened) if row["part"] == part]
    return [Query(row["query"], tuple(filter(None, row["expected"].split("|"))), row["kind"]) for row in rows]


def told(what: str, scores: Scores, shown: bool) -> None:
    """One line of the table, and what was missed."""
    n = scores.count or 1
    print(
        f"{what:28} {n:5}  right {scores.right / n:.3f}  offered {scores.offered / n:.3f}  "
        f"broader {scores.broader / n:.3f}  abstained {scores.abstained / n:.3f}  firm and wrong {scores.confidently_wrong}"
    )
    for query, answer in scores.misses if shown else ():
        print(f"    {query!r}: {answer.answer} {answer.confidence} {[m.taxon for m in answer.matches[:4]]}")


def timed(index: Index, queries: Iterable[str]) -> list[float]:
    """Seconds of one core each query took, after one round to warm up."""
    queries = list(queries)
    for query in queries:
        index.find(query)
    times = []
    for query in queries:
        began = time.process_time_ns()
        index.find(query)
        times.append((time.process_time_ns() - began) / 1e9)
    return times


def main() -> None:
    """Print the tables."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--part", choices=("tune", "held"), default="held")
    asked.add_argument("--count", type=int, default=1000, help="queries a kind and seed")
    asked.add_argument("-v", dest="shown", nargs="?", const="all", default="")
    given = asked.parse_args()
    began = time.process_time()
    species = load_species(Pack.from_folder(PACKS, name) for name in species_packs())
    loaded = time.process_time()
    index = Index.build(species)
    built = time.process_time()

    def line(what: str, examples: Iterable[Example], kind: str) -> None:
        told(what, score(index, examples), bool(kind) and given.shown in ("all", kind))

    texts = hard(given.part)
    line(f"by hand, {given.part}", texts, "hand")
    for kind in dict.fromkeys(q.kind for q in texts):
        line(f"  {kind}", [q for q in texts if q.kind == kind], "")
    examples = load_examples(Pack.from_folder(PACKS, "pe/names"), species)
    for part in ("given", "tuned", "unseen"):
        line(f"examples, {part}", [e for e in examples if e.part == part], "examples")
    speed = {"by hand": [q.query for q in texts]}
    for kind in KINDS:
        made = [
            q for seed in SEEDS[given.part] for q in Maker(species, seed, given.part).make(kind, given.count)
        ]
        line(kind, made, kind)
        line("  decided", [q for q in made if not q.undecided], "")
        speed[kind] = [q.query for q in made]
    print(f"\npacks read in {loaded - began:.2f} s, index built in {built - loaded:.2f} s")
    for what, queries in speed.items():
        times = timed(index, queries)
        print(
            f"{what:28} median {statistics.median(times) * 1e6:6.0f} µs  "
            f"longest {max(times) * 1e3:5.1f} ms  {len(times) / sum(times):7.0f} a second"
        )


if __name__ == "__main__":
    main()
