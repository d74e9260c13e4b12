"""What is collected from code and templates, and what a catalogue is refused for."""

import polib
import pytest

from arariwa.core import messages
from arariwa.core.messages import Sentence, holes, in_python, in_template, problems

HEAD = "from django.utils.translation import gettext as _, ngettext, pgettext_lazy\n"


def found(source):
    return [(s.context, s.msgid, s.plural) for s in in_python(HEAD + source, "a.py")]


def in_page(source):
    return [(s.context, s.msgid, s.plural) for s in in_template(source, "a.html")]


def catalogue(*entries):
    po = polib.POFile()
    po.extend(polib.POEntry(**e) for e in entries)
    return po


def test_python_calls_with_context_plural_and_joined_lines():
    assert found('_("Seal")') == [("", "Seal", "")]
    assert found('_("Seal "\n  "broken")') == [("", "Seal broken", "")]
    assert found('ngettext("one item", "%(n)s items", n)') == [("", "one item", "%(n)s items")]
    assert found('pgettext_lazy("month", "May")') == [("month", "May", "")]


def test_a_sentence_given_by_a_variable_is_marked_elsewhere():
    assert found("_(label)") == []
    assert found("_(LABELS[n + 1])") == []


def test_another_function_of_the_same_name_is_none_of_ours():
    assert [s.msgid for s in in_python("import re as _\n_('x')\nself.gettext('y')", "a.py")] == []


@pytest.mark.parametrize(
    "source",
    [
        '_(f"Seal {n}")',
        '_("Seal " + n)',
        '_("Seal %s" % n)',
        '_("Seal {n}".format(n=n))',
        '_("Seal %s")',
        '_("Seal {}")',
    ],
)
def test_sentences_that_cannot_be_translated_are_wrong(source):
    assert all(s.wrong for s in in_python(HEAD + source, "a.py"))
    assert list(in_python(HEAD + source, "a.py"))


def test_a_percent_sign_is_not_a_hole():
    assert [s.wrong for s in in_python(HEAD + '_("100 %% sure, %(n)s")', "a.py")] == [""]


def test_template_tags_blocks_and_filters():
    assert in_page('{% trans "Seal" %}') == [("", "Seal", "")]
    assert in_page("{% translate 'May' context 'month' %}") == [("month", "May", "")]
    assert in_page('{{ value|default:_("not reported") }}') == [("", "not reported", "")]
    assert in_page('{% include "a.html" with title=_("Items") %}') == [("", "Items", "")]
    text = (
        "{% blocktrans trimmed count n=rows %}\n one item\n {% plural %}\n {{ n }} items\n{% endblocktrans %}"
    )
    assert in_page(text) == [("", "one item", "%(n)s items")]


def test_text_of_a_page_is_not_taken_for_a_call():
    assert in_page("<code>gettext('x')</code> {# _('y') #}") == []


def test_a_template_that_cannot_be_read_is_a_problem():
    (sentence,) = in_template("{% blocktrans %}a{% if b %}c{% endif %}{% endblocktrans %}", "a.html")
    assert "must not include other block tags" in sentence.wrong


def test_the_line_of_a_sentence_is_told():
    assert [s.where for s in in_template('<p>\n<p>\n{% trans "Seal" %}', "a.html")] == ["a.html:3"]


@pytest.mark.parametrize(
    ("sentence", "entry", "said"),
    [
        ({"msgid": "Seal"}, {"msgid": "Seal", "msgstr": "Precinto"}, []),
        ({"msgid": "Seal"}, {"msgid": "Other", "msgstr": "Otro"}, ["a:1: not translated: Seal"]),
        ({"msgid": "Seal"}, {"msgid": "Seal", "msgstr": ""}, ["a:1: not translated: Seal"]),
        (
            {"msgid": "Seal"},
            {"msgid": "Seal", "msgstr": "Precinto", "flags": ["fuzzy"]},
            ["a:1: translation not confirmed (fuzzy): Seal"],
        ),
        (
            {"msgid": "May", "context": "month"},
            {"msgid": "May", "msgstr": "puede"},
            ["a:1: not translated: May"],
        ),
        (
            {"msgid": "Seal %(n)s"},
            {"msgid": "Seal %(n)s", "msgstr": "Precinto %(m)s"},
            ["holes differ (m, n): Seal %(n)s"],
        ),
        (
            {"msgid": "Fill in {label}."},
            {"msgid": "Fill in {label}.", "msgstr": "Complete."},
            ["holes differ (label): Fill in {label}."],
        ),
        (
            {"msgid": "one", "plural": "%(n)s"},
            {"msgid": "one", "msgid_plural": "%(n)s", "msgstr_plural": {0: "uno", 1: "%(n)s"}},
            [],
        ),
        (
            {"msgid": "one", "plural": "%(n)s"},
            {"msgid": "one", "msgid_plural": "%(n)s", "msgstr_plural": {0: "uno", 1: ""}},
            ["a:1: plural not translated: one"],
        ),
        (
            {"msgid": "one", "plural": "%(n)s"},
            {"msgid": "one", "msgid_plural": "%(n)s", "msgstr_plural": {0: "uno", 1: "varios"}},
            ["holes of plural form 1 differ: one"],
        ),
    ],
)
def test_what_a_catalogue_is_refused_for(sentence, entry, said):
    assert problems([Sentence("a:1", **sentence)], catalogue(entry)) == said


def test_holes_of_both_kinds_and_escaped_braces():
    assert holes("%(n)s of {label} {{not}} 100 %%") == {"n", "label"}


def test_compile_writes_what_gettext_reads(tmp_path):
    import gettext

    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    po = catalogue(
        {"msgid": "Seal", "msgstr": "Precinto"}, {"msgid": "Old", "msgstr": "Viejo", "flags": ["fuzzy"]}
    )
    po.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    po.save(str(folder / "django.po"))
    (made,) = messages.compile_all(tmp_path)
    with made.open("rb") as file:
        read = gettext.GNUTranslations(file)
    assert (read.gettext("Seal"), read.gettext("Old")) == ("Precinto", "Old")
    assert {p.name for p in folder.iterdir()} == {"django.po", "django.mo"}


def test_a_catalogue_that_cannot_be_read_leaves_nothing_behind(tmp_path):
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text("<<<<<<< one\n")
    with pytest.raises(OSError, match="Syntax error"):
        messages.compile_all(tmp_path)
    assert [path.name for path in folder.iterdir()] == ["django.po"]


def test_a_wrong_call_ends_with_2(capsys):
    assert messages.main(["other"]) == 2
    assert "usage" in capsys.readouterr().err
