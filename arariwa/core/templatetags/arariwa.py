"""Filters and tags every template has without loading them. docs/pages.md lists them with examples."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import segno
from django import template
from django.template import Context, Node, NodeList
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from arariwa.core import formatting, panels
from arariwa.core.domain import steering
from arariwa.core.domain.refused import Refused
from arariwa.core.domain.spans import Span
from arariwa.core.forms import error_links, first_input
from arariwa.core.refusals import SENTENCES, sentence

register = template.Library()


# Filters: everything a person reads of numbers, days and hours


def _or_unreported(write: Any) -> Any:
    """The filter writes "no informado" where there is no value."""

    def filtered(value: Any, arg: Any = None) -> str:
        if value is None or value == "":
            return formatting.unreported()
        return write(value) if arg is None else write(value, arg)

    return filtered


for _name, _write in {
    "number": formatting.number,
    "quantity": formatting.quantity,
    "money": formatting.money,
    "day_short": formatting.day_short,
    "weekday": formatting.weekday,
    "month": formatting.month,
    "hour": formatting.hour,
    "moment": formatting.moment,
    "moment_brief": formatting.moment_brief,
    "lapse": formatting.lapse,
    "size": formatting.size,
    "listing": formatting.listing,
}.items():
    register.filter(_name, _or_unreported(_write))


@register.filter(is_safe=False)
def marked(value: object) -> str:
    """A text whose steering characters are shown as their marks: {{ widget.value|marked }}."""
    return steering.marked(str(value))


@register.filter
def day(value: date | Span | None) -> str:
    """A date, a moment or a Span, in words: {{ seizure.facts|day }}."""
    if value is None or value == "":
        return formatting.unreported()
    return formatting.span(value) if isinstance(value, Span) else formatting.day(value)


@register.filter
def day_brief(value: date | Span | None) -> str:
    """The same, for tables: "16 mar 2026"; a month or year is written as |day writes it."""
    if isinstance(value, Span):
        return formatting.day_brief(value.start) if value.precision == "day" else formatting.span(value)
    return formatting.day_brief(value) if value else formatting.unreported()


@register.filter
def near_day(value: date | None, today: date) -> str:
    """ "hoy", "ayer", "viernes 20 de marzo de 2026": {{ task.due|near_day:actor.today }}."""
    return formatting.near_day(value, today) if value else formatting.unreported()


@register.filter
def reported(value: Any) -> Any:
    """The value, or "no informado", paler, where there is none."""
    if value is None or value == "":
        return format_html('<span class="quiet-text">{}</span>', formatting.unreported())
    return value


@register.filter
def known(value: Any) -> Any:
    """The value, or "no se sabe" where someone answered so (None)."""
    return formatting.unknown() if value is None else value


register.filter("first_input", first_input)


# States: a sign and a word, never colour alone

STATES: dict[str, tuple[str, Any]] = {
    "satisfied": ("yes", pgettext_lazy("state", "supported")),
    "contradicted": ("no", pgettext_lazy("state", "contradicted")),
    "not_known": ("open", pgettext_lazy("state", "to be established")),
    "disputed": ("open", pgettext_lazy("state", "disputed")),
    "unknown": ("open", pgettext_lazy("state", "not known")),
    "yes": ("yes", pgettext_lazy("state", "yes")),
    "no": ("no", pgettext_lazy("state", "no")),
    "open": ("open", pgettext_lazy("state", "open")),
    "done": ("yes", pgettext_lazy("state", "done")),
    "late": ("late", pgettext_lazy("state", "overdue")),
    "wait": ("wait", pgettext_lazy("state", "running")),
    "queued": ("wait", pgettext_lazy("state", "waiting its turn")),
    "running": ("wait", pgettext_lazy("state", "in progress")),
    "failed": ("no", pgettext_lazy("state", "failed")),
    "cancelled": ("wait", pgettext_lazy("state", "cancelled")),
    "unreviewed": ("open", pgettext_lazy("state", "not reviewed")),
    "reviewed": ("yes", pgettext_lazy("state", "reviewed")),
    "high": ("yes", pgettext_lazy("state", "high confidence")),
    "medium": ("open", pgettext_lazy("state", "medium confidence")),
    "low": ("late", pgettext_lazy("state", "low confidence")),
}


@register.simple_tag
def state(value: Any, word: Any = "") -> SafeString:
    """{% state "satisfied" %} or with another word {% state "late" "venció el viernes 20" %}.

    True, False and None are yes, no and not known; enum members count by their value.
    """
    code = (
        {True: "yes", False: "no", None: "unknown"}.get(value)
        if value in (True, False, None)
        else getattr(value, "value", value)
    )
    sign, usual = STATES.get(str(code), ("wait", code))
    return format_html('<span class="st {}">{}</span>', sign, word or usual)


# Pieces of pages


@register.inclusion_tag("core/_errors.html")
def error_summary(*shown: Any, focus: bool = True) -> dict[str, Any]:
    """{% error_summary form formset %}: the box on top that links to each mistake; nothing when there is none."""
    return {"links": error_links(*shown), "focus": focus}


@register.simple_tag(takes_context=True, name="panels")
def panels_for(context: Context, page: str, record: Any) -> SafeString:
    """{% panels "case" case %}: what other systems offer beside this record."""
    actor = context.get("actor")
    return render_panels(context, panels.panels_for(page, record, actor)) if actor else SafeString("")


@register.simple_tag(takes_context=True)
def render_panels(context: Context, offered: Iterable[panels.Panel]) -> SafeString:
    """{% render_panels list_of_panels %}, each with its own context and the page's."""
    engine = context.template.engine  # type: ignore[union-attr]  # set while a page is rendered
    pieces = []
    for panel in offered:
        with context.push(**panel.context):
            pieces.append(engine.get_template(panel.template).render(context))
    return mark_safe("".join(pieces))  # noqa: S308 - rendered by templates, which escape


@register.simple_tag(takes_context=True)
def sort_head(context: Context, key: str, label: Any, css: str = "") -> SafeString:
    """{% sort_head "day" _("Day") %}: a column's head that sorts by `?orden=`; again turns it round.

    The page's context says what is sorted by in `sort` ("day" or "-day"). Other choices of the address stay,
    the page of the list (`desde`) does not.
    """
    now = str(context.get("sort", ""))
    wanted = f"-{key}" if now == key else key
    query = context["request"].GET.copy()
    query.pop("desde", None)
    query["orden"] = wanted
    order = {key: "ascending", f"-{key}": "descending"}.get(now)
    arrow = {"ascending": "↑", "descending": "↓", None: "↕"}[order]
    return format_html(
        '<th scope="col"{}{}><a href="?{}">{} <span aria-hidden="true">{}</span></a></th>',
        format_html(' class="{}"', css) if css else "",
        format_html(' aria-sort="{}"', order) if order else "",
        query.urlencode(),
        label,
        arrow,
    )


@register.simple_tag
def qr(text: str, label: Any = "") -> SafeString:
    """{% qr address %}: a QR code as a picture within the page; `label` is read aloud instead of the address."""
    code = segno.make(text, error="m", micro=False)
    side = code.symbol_size(border=4)[0]
    path = "".join(
        f"M{x + 4} {y + 4}h1v1h-1z" for y, row in enumerate(code.matrix) for x, dark in enumerate(row) if dark
    )
    return format_html(
        '<svg class="qr" role="img" aria-label="{}" viewBox="0 0 {} {}"><path class="qr-paper" d="M0 0h{}v{}H0z"/>'
        '<path class="qr-ink" d="{}"/></svg>',
        label or _("QR code: %(text)s") % {"text": text},
        side,
        side,
        side,
        side,
        path,
    )


@register.simple_tag
def when(value: Any) -> SafeString:
    """{% when act.at %}: a <time> with the brief form to read and the exact one for machines."""
    if isinstance(value, datetime):
        return format_html(
            '<time class="when" datetime="{}">{}</time>', value.isoformat(), formatting.moment_brief(value)
        )
    if isinstance(value, Span | date):
        return format_html(
            '<time class="when" datetime="{}">{}</time>', str(value).split("/")[0], day_brief(value)
        )
    return format_html('<span class="when">{}</span>', value if value else formatting.unreported())


@register.inclusion_tag("core/_notice.html")
def notice(code: str) -> dict[str, Any]:
    """{% notice "sign_in" %}: the privacy notice of that code, where data of its kind are collected."""
    from arariwa.core import privacy

    return {"notice": privacy.notice(code)}


@register.simple_tag(takes_context=True)
def printed_by(context: Context) -> str:
    """Who prints this page, and when."""
    actor, at = context.get("actor"), formatting.moment(timezone.now())
    if not actor:
        return _("Printed on %(at)s") % {"at": at}
    return _("Printed on %(at)s by %(who)s, %(office)s") % {
        "at": at,
        "who": actor.person_name,
        "office": actor.office_name,
    }


@register.filter
def worded(code: str) -> str:
    """The words of a code of core/refusals.py, such as the step of long work; nothing for a code without words."""
    return sentence(code) if code in SENTENCES else ""


@register.filter
def words(text: Any) -> str:
    """The words of a pack in the page's language: an object or mapping with `es` and `en`; empty English reads Spanish."""
    if text is None or isinstance(text, str):
        return text or ""
    get = text.get if isinstance(text, dict) else lambda lang: getattr(text, lang, "")
    return str((get("en") if formatting.language() == "en" else "") or get("es") or "")


# Where a language has a code of two letters that is the one of the web.
WEB_CODES = {"que": "qu", "aym": "ay", "es": "es-PE"}


@register.filter
def lang_of(code: str) -> str:
    """` lang="…"` for a text of a record in that language, where it is not the page's: browsers read it aloud in its own voice."""
    if not code or code == "other" or code == formatting.language():
        return ""
    return format_html(' lang="{}"', WEB_CODES.get(code, code))


@register.filter
def sentence_of(refused: Refused) -> str:
    """What a person is told about a refusal."""
    return sentence(refused.code, refused.values)


@register.filter
def rows_of(pairs: Any) -> Any:
    """Pairs (label, value) from a list of pairs or a dict."""
    return pairs.items() if hasattr(pairs, "items") else pairs


# Tables that become blocks on a phone

_TAG = re.compile(r"<(/?)(table|thead|tbody|tfoot|tr|th|td)\b([^>]*)>", re.IGNORECASE)
_ROLES = {
    "table": "table",
    "thead": "rowgroup",
    "tbody": "rowgroup",
    "tfoot": "rowgroup",
    "tr": "row",
    "td": "cell",
}


def _width(attrs: str) -> int:
    found = re.search(r'colspan="(\d+)"', attrs)
    return int(found.group(1)) if found else 1


def stacked(html: str) -> str:
    """A plain table → one that stacks on a phone: each cell carries the words of its column's head.

    Roles keep it a table for screen readers when its display changes. A cell's own `data-l` is left as it is.
    """
    heads = [
        (
            re.sub(r"<span aria-hidden.*?</span>|<[^>]+>", "", cell.group(2)).strip().replace('"', "&quot;"),
            _width(cell.group(1)),
        )
        for cell in re.finditer(r"<th\b([^>]*)>(.*?)</th>", html.split("</thead>")[0], re.DOTALL)
    ]
    labels = [label for label, width in heads for _ in range(width)]
    inside_head, column = False, 0

    def dressed(found: re.Match[str]) -> str:
        nonlocal inside_head, column
        closing, name, attrs = found.group(1), found.group(2).lower(), found.group(3)
        if closing:
            if name == "thead":
                inside_head = False
            return found.group(0)
        if name == "thead":
            inside_head = True
        if name == "tr":
            column = 0
        role = _ROLES.get(name) or ("columnheader" if inside_head else "rowheader")
        added = f' role="{role}"'
        if name == "table":
            attrs = (
                re.sub(r'class="', 'class="stack ', attrs) if "class=" in attrs else f'{attrs} class="stack"'
            )
        if name in ("td", "th"):
            if name == "td" and "data-l" not in attrs and column < len(labels) and labels[column]:
                added += f' data-l="{labels[column]}"'
            column += _width(attrs)
        return f"<{name}{attrs}{added}>"

    return _TAG.sub(dressed, html)


class StackNode(Node):
    """What {% stack %}…{% endstack %} becomes."""

    def __init__(self, body: NodeList) -> None:
        self.body = body

    def render(self, context: Context) -> SafeString:
        return mark_safe(stacked(self.body.render(context)))  # noqa: S308 - the body was escaped when it was rendered


@register.tag
def stack(parser: template.base.Parser, token: template.base.Token) -> StackNode:
    """{% stack %}<table>…</table>{% endstack %}: write a plain table with <thead>; on phones it stacks."""
    body = parser.parse(("endstack",))
    parser.delete_first_token()
    return StackNode(body)
