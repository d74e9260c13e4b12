"""`arariwa <system> <verb>`: the commands of every system, joined.

Exit status: 0 done, 1 the answer is no (a check failed), 2 the input or the call is wrong;
errors are one line on standard error.
"""

import os
import sys
from importlib import import_module
from importlib.util import find_spec

import typer

# Systems whose commands stand under their own name; `root` commands of core and demo stand at the top.
SYSTEMS = ["core", "law", "evidence", "cases"]
TOP = ["core", "demo"]


def build() -> typer.Typer:
    """The whole command; each system brings `app` (its verbs) and optionally `top` (verbs at the top level) in cli.py."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arariwa.settings")
    import django

    django.setup()
    app = typer.Typer(
        name="arariwa",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        help="From the seizure to the sentence. / De la incautación a la sentencia.",
    )
    for system in SYSTEMS:
        if find_spec(f"arariwa.{system}.cli"):
            module = import_module(f"arariwa.{system}.cli")
            if hasattr(module, "app"):
                app.add_typer(module.app, name=system)
            if hasattr(module, "packs_app"):
                app.add_typer(module.packs_app, name="packs")
    for system in TOP:
        if find_spec(f"arariwa.{system}.cli"):
            for name, function in getattr(import_module(f"arariwa.{system}.cli"), "top", {}).items():
                app.command(name)(function)
    return app


def main() -> None:
    """Entry point of the `arariwa` command."""
    try:
        build()()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


if __name__ == "__main__":
    main()
