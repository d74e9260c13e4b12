"""`arariwa <system> <verb>`: the commands of every system, joined.

How they speak and what their exit status means: `core/console.py`.
"""

import os
import sys
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from arariwa.core.console import Commands

# Systems whose commands stand under their own name; what core and demo call `top` stands at the top.
SYSTEMS = ["core", "law", "events", "evidence", "cases", "rights", "outreach", "training"]
TOP = ["core", "demo"]


def build() -> "Commands":
    """The whole command; each system brings `app` (its verbs) and optionally `top` (verbs at the top level) in cli.py."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arariwa.settings")
    import django

    django.setup()
    from arariwa.core.console import Commands

    app = Commands(help="From the seizure to the sentence. / De la incautación a la sentencia.")
    for system in SYSTEMS:
        if find_spec(f"arariwa.{system}.cli"):
            module = import_module(f"arariwa.{system}.cli")
            if hasattr(module, "app"):
                app.add_typer(module.app, name=system)
            if hasattr(module, "packs_app"):
                app.add_typer(module.packs_app, name="packs")
    for system in TOP:
        if find_spec(f"arariwa.{system}.cli"):
            app.add_typer(import_module(f"arariwa.{system}.cli").top)
    return app


def main() -> None:
    """Entry point of the `arariwa` command."""
    try:
        build()()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


if __name__ == "__main__":
    main()
