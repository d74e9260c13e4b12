"""Saves interventions one after another and says so, until it is killed. Run by test_kill.py as a process of its own.

At each line it reads it forks a saver, so that starting costs little, and waits for its end. Each line a saver prints
tells of something acknowledged: what a page would have answered "saved" to.
"""

import os
import sys


def say(*words: object) -> None:
    """Print a line that has left this process before the next act begins."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main() -> None:
    import django

    django.setup()
    from django.db import connections

    from arariwa.core import testing

    alba = testing.people().alba
    connections.close_all()
    say("begun")
    for _line in sys.stdin:
        child = os.fork()
        if not child:
            save(alba)
        say("child", child)
        os.waitpid(child, 0)
        say("gone")


def save(alba: object) -> None:
    from arariwa.core import testing
    from arariwa.evidence import actions

    say("saving")
    while True:
        by = testing.actor(alba)
        made = actions.draft_intervention(by=by, id=testing.uuid7(), values=testing.about_intervention())
        say("draft", made.pk)
        for seal in ("A-1", "A-2"):
            item = actions.save_item(
                by=by, intervention_id=made.pk, id=testing.uuid7(), values=testing.about_item(seal=seal)
            )
            say("item", item.pk)
        photo = actions.add_photo(
            by=by, intervention_id=made.pk, upload=testing.a_photo(colour=colour_of(made.pk))
        )
        say("photo", photo.pk)
        registered = actions.register_intervention(by=by, id=made.pk)
        say("registered", registered.pk, registered.number)


def colour_of(id: object) -> str:
    """Another colour for each, so that each photo has bytes of its own."""
    return "#" + str(id).replace("-", "")[-6:]


if __name__ == "__main__":
    main()
