"""Commands of rights."""

from arariwa.core.console import Commands, Lang
from arariwa.events.cli import AsJson, WithIds, Year, print_figures, scope_of

app = Commands(help="What citizens may do: their questions and notices, counted.")


@app.callback()
def rights() -> None:
    """What citizens may do: their questions and notices, counted."""


@app.command("figures")
def figures(year: Year = None, lang: Lang = "es", as_json: AsJson = False, with_ids: WithIds = False) -> None:
    """The programme's counts of citizens' questions and notices. Exercises never count.

    Whoever runs this command holds the machine: it counts everything.
    """
    from arariwa.rights.figure_words import WHY
    from arariwa.rights.figures import FIGURES, figure
    from arariwa.rights.showing_figures import BOOK

    scope = scope_of(year, None)
    found = [figure(code, scope) for code in sorted(FIGURES)]
    print_figures(found, WHY, as_json=as_json, with_ids=with_ids, beside=lambda one: BOOK.said(one).beside)
