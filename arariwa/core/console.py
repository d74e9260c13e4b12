"""How every command speaks: a mistake is one line on standard error, in the language of `--lang`, else Spanish.

`Commands` is what each system's cli.py puts its verbs into. A verb works on a home that is ready, unless it says
`home=False`; a rule's no, a mistake in a pack or in the call, a file or a database that cannot be used become their
line here, so that a verb holds none of it. What nobody foresaw stays a traceback.

Exit status: 0 done, 1 the answer is no (a check failed), 2 the input or the call is wrong.
"""

import errno
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn

import typer
from django.db import Error as DatabaseError
from django.utils import translation
from pydantic import ValidationError
from typer._click import Context
from typer._click import exceptions as usage
from typer.core import TyperCommand, TyperGroup

from arariwa.core import home
from arariwa.core.domain.refused import Refused
from arariwa.core.packs import PackError, problems_of
from arariwa.core.refusals import located, worded

LANGUAGES = ("es", "en")


def _speak(lang: str) -> str:
    """From here on in that language; `main` puts back the one before."""
    translation.activate(lang)
    return lang


Lang = Annotated[
    Literal["es", "en"],
    typer.Option("--lang", help="language of what is said", callback=_speak, is_eager=True),
]


def folder_there(folder: Path | None) -> Path | None:
    """For an option or argument that names a folder to read: it is one."""
    if folder and not folder.is_dir():
        raise Refused("path.not_folder" if folder.exists() else "path.missing", path=str(folder))
    return folder


Packs = Annotated[
    Path | None,
    typer.Option("--packs", help="folder of packs; default: the one in use", callback=folder_there),
]


class Commands(typer.Typer):
    """The verbs of a system."""

    def __init__(self, help: str = "") -> None:
        super().__init__(
            help=help, cls=_Group, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
        )

    def command(self, name: str | None = None, *, home: bool = True, **settings: Any) -> Callable[..., Any]:
        """A verb; `home=False` for one that needs no tables, or makes them."""
        return super().command(name, cls=_HomeCommand if home else _Command, **settings)


class _Command(TyperCommand):
    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        with _in_our_words(ctx):
            rest = super().parse_args(ctx, args)
        if rest:
            raise _Misused(ctx, Refused("command.extra", given=rest[0]))
        return rest

    def main(self, args: Sequence[str] | None = None, *rest: Any, **settings: Any) -> NoReturn:
        _run(super().main, args, *rest, **settings)


class _HomeCommand(_Command):
    """A verb that works on the home's records."""

    def invoke(self, ctx: Context) -> Any:
        if refused := home.lacking():
            raise refused
        return super().invoke(ctx)


class _Group(TyperGroup):
    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        with _in_our_words(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Context, args: list[str]) -> Any:
        if not args[0].startswith("-") and args[0] not in self.commands:
            raise _Misused(ctx, Refused("command.unknown", given=args[0], known=", ".join(self.commands)))
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **settings: Any) -> NoReturn:
        _run(super().main, args, *rest, **settings)


class _Misused(Exception):
    """A call that is wrong, and in which command."""

    def __init__(self, ctx: Context, refused: Refused) -> None:
        self.path, self.refused = ctx.command_path, refused


@contextmanager
def _in_our_words(ctx: Context) -> Iterator[None]:
    """What typer finds wrong with the call of a command."""
    try:
        yield
    except usage.NoArgsIsHelpError:
        raise
    except usage.UsageError as error:
        raise _Misused(ctx, _refusal(error, ctx)) from error


def _run(main: Callable[..., Any], args: Sequence[str] | None, *rest: Any, **settings: Any) -> NoReturn:
    words = list(sys.argv[1:] if args is None else args)
    settings["standalone_mode"] = False
    # What cannot even be read is refused in the language asked for; the option itself comes later.
    with translation.override(_asked(words)):
        try:
            status = main(words, *rest, **settings)
        except usage.NoArgsIsHelpError as error:
            typer.echo(error.ctx.get_help())
            known = ", ".join(getattr(error.ctx.command, "commands", {}))
            stop([f"{error.ctx.command_path}: {worded(Refused('command.verb', known=known))}"])
        except _Misused as error:
            stop([_of_call(error)])
        except typer.Abort:
            stop([worded(Refused("command.stopped"))])
        except PackError as error:
            stop(map(located, error.problems))
        except Refused as error:
            stop(map(worded, error.every))
        except DatabaseError as error:
            if (refused := home.told(error)) is None:
                raise
            stop([worded(refused)])
        except OSError as error:
            if (refused := path_refusal(error)) is None:
                raise
            stop([worded(refused)])
    sys.exit(status if isinstance(status, int) else 0)


def stop(lines: Iterable[str], status: int = 2) -> NoReturn:
    """Say a line for each mistake on standard error and end."""
    for line in lines:
        print(" ".join(line.split()), file=sys.stderr)  # noqa: T201 - a command speaks to its user
    sys.exit(status)


def _asked(words: list[str]) -> str:
    """The language of `--lang`, wherever it stands; Spanish without one, or with one that is not ours."""
    for word, after in pairwise([*words, ""]):
        given = after if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and given in LANGUAGES:
            return given
    return "es"


def _of_call(error: _Misused) -> str:
    where = f"{error.path}: {error.refused.field}: " if error.refused.field else f"{error.path}: "
    return where + worded(error.refused)


def _refusal(error: usage.UsageError, ctx: Context) -> Refused:
    if isinstance(error, usage.NoSuchOption):
        return Refused("command.no_option", given=error.option_name)
    if isinstance(error, usage.BadOptionUsage):
        flag = any(error.option_name in p.opts and getattr(p, "is_flag", False) for p in ctx.command.params)
        return Refused("command.flag" if flag else "command.no_value", option=error.option_name)
    if isinstance(error, usage.BadParameter) and error.param:
        name = _name(error.param)
        if isinstance(error, usage.MissingParameter):
            return Refused("command.missing", name=name)
        # The one thing typer itself asks of a path, be it one or several.
        if error.message.endswith("is not readable."):
            return Refused("command.not_readable", name)
        choices = error.param.type_descriptor.choices
        cause = error.__cause__
        if isinstance(cause, ValidationError):
            first = cause.errors()[0]
            # Days are read by their form, and typer says of one that has none what Python says of it.
            if first["type"] == "value_error" and "does not match the format" in first["msg"]:
                return Refused("day.unreadable", name, given=str(first["input"])[:40])
            problem = problems_of(cause)[0]
            if choices:
                values = {**problem.values, "expected": ", ".join(map(str, choices))}
                return Refused("pack.not_one_of", name, **values)
            return Refused(problem.code, name, **problem.values)
    return Refused("command.wrong", why=error.format_message())


def _name(param: Any) -> str:
    """`--out` of an option, `CASE` of an argument."""
    return str(param.opts[0] if param.param_type_name == "option" else param.display_name_raw.upper())


_PATHS = {
    errno.ENOENT: "path.missing",
    errno.EACCES: "path.not_allowed",
    errno.EPERM: "path.not_allowed",
    errno.EROFS: "path.not_allowed",
    errno.EISDIR: "path.is_folder",
    errno.ENOTDIR: "path.not_folder",
    errno.EEXIST: "path.not_folder",
    errno.ENOSPC: "path.disk_full",
    errno.EDQUOT: "path.disk_full",
}


def path_refusal(error: OSError) -> Refused | None:
    """What stands against a file or folder; None when the error is about none."""
    if error.filename is None and error.errno != errno.ENOSPC:
        return None
    values = {"path": str(error.filename or home.place()), "why": error.strerror or ""}
    return Refused(_PATHS.get(error.errno or 0, "path.wrong"), **values)
