"""How long grading takes: `python bench/exercises.py [--runs 200] [--postgres]`.

Runs of EX-02, worked by the model answer and its planted mistakes, are handed in one after another.
"""

import statistics
import time

from ground import arguments, fresh, table


def main() -> None:
    """Work the runs, then grade them, and say how long one takes."""
    given = arguments(__doc__ or "", runs=200)
    with fresh(given.postgres) as database:
        from arariwa.core.actor import actor_for
        from arariwa.training import actions_exercises as actions
        from arariwa.training import playing
        from arariwa.training import queries_exercises as queries
        from arariwa.training.tests import exercising

        people = exercising.world()
        wrong = ["", *(w.code for w in queries.exercise("ex-02").wrong)]
        runs = []
        began = time.perf_counter()
        for n in range(given.runs):
            run = exercising.opened("ex-02", people.alba)
            playing.play_model(run, wrong[n % len(wrong)])
            runs.append(run)
        worked = time.perf_counter() - began
        took = []
        for run in runs:
            by = actor_for(queries.roles_of(run)[0].membership)
            began = time.perf_counter()
            actions.submit(by=by, run_id=run.pk)
            took.append(time.perf_counter() - began)
        table(
            f"{len(runs)} runs of EX-02 handed in on {database} (worked in {worked:.0f} s)",
            ["graded in, s", "one, median, ms", "slowest, ms"],
            [[f"{sum(took):.1f}", f"{statistics.median(took) * 1000:.0f}", f"{max(took) * 1000:.0f}"]],
        )


if __name__ == "__main__":
    main()
