"""The sentence of every code by which something is refused: one table for pages, commands and the API.

Keys are sorted by prefix. A hole such as %(given)s is filled with the value the rule named; a value that the
rule did not name stays empty rather than breaking the refusal.
"""

from collections import defaultdict
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from arariwa.core.domain.refused import Refused
from arariwa.core.packs import Problem

SENTENCES: dict[str, str | Promise] = {
    "pack.empty": _("The file is empty."),
    "pack.key_twice": _("“%(key)s” stands twice; keep one."),
    "pack.missing": _("This is missing and must be given."),
    "pack.no_file": _("The file does not exist."),
    "pack.no_folder": _("The folder “%(name)s” does not exist."),
    "pack.not_a_date": _("“%(given)s” is not a date. Write year-month-day, such as 2015-09-27."),
    "pack.not_a_list": _("A list is expected here."),
    "pack.not_a_mapping": _("Named values are expected here, each as name: value."),
    "pack.not_a_number": _("“%(given)s” is not a number."),
    "pack.not_csv": _("The table cannot be read: %(why)s."),
    "pack.not_one_of": _("“%(given)s” is not one of %(expected)s."),
    "pack.not_text": _("Text is expected here; put “%(given)s” between quotation marks."),
    "pack.not_utf8": _("The file is not UTF-8 text; save it again as UTF-8."),
    "pack.not_yaml": _("The file cannot be read as YAML: %(why)s."),
    "pack.not_yes_no": _("“%(given)s” is neither true nor false."),
    "pack.out_of_range": _("“%(given)s” is out of range."),
    "pack.too_deep": _("The file is nested too deep or refers to itself."),
    "pack.too_few": _("Something must stand here; it is empty."),
    "pack.unknown_field": _("There is no field of this name; check the spelling."),
    "pack.wrong": _("This cannot be used: %(why)s."),
    "pack.wrong_width": _("The row has %(found)s cells, the heading has %(expected)s."),
}


def sentence(code: str, values: Mapping[str, object] | None = None) -> str:
    """The sentence of a code in the active language; KeyError if the code has none (a test keeps them complete)."""
    return str(SENTENCES[code]) % defaultdict(str, values or {})


def worded(error: Refused) -> str:
    """What a person is told about a refusal, without the field it concerns."""
    return sentence(error.code, error.values)


def located(problem: Problem) -> str:
    """One line for a mistake in a file: file, line, field, sentence."""
    where = [problem.file]
    if problem.line:
        where.append(gettext("line %(line)d") % {"line": problem.line})
    if problem.field:
        where.append(problem.field)
    return f"{', '.join(where)}: {sentence(problem.code, problem.values)}"
