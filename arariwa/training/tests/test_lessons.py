"""A lesson rendered: the law of the day it is read, the engine's answer, nothing a page refuses."""

from datetime import date

import pytest
from django.utils import translation

from arariwa.law.referring import Referring
from arariwa.training import packs, referring
from arariwa.training.domain import lessons
from arariwa.training.tests import sample

TODAY = date(2026, 3, 16)


def rendered(text=sample.LESSON, today=TODAY, links=True, lang="es"):
    course = packs.read_course(sample.pack({"modules/1.es.md": text}))
    refer = Referring(sample.shared().book, today, links)
    with translation.override(lang):
        return lessons.rendered(
            course.lessons[1, "es"], refer, lambda posed: referring.answered(posed, refer), course.svg
        )


def html(parts):
    return "".join(part.html for part in parts)


def test_blocks_come_in_the_order_of_the_lesson():
    kinds = [part.kind for part in rendered()]
    assert kinds == [
        "prose", "table", "steps", "timeline", "figure", "prose", "situation", "prose",
    ]  # fmt: skip


def test_references_say_what_the_law_says_on_the_day():
    text = html(rendered())
    assert '<a href="/ley/CP-308/"' in text
    assert "Código Penal, art. 308" in text
    assert '(<i lang="la">Ara macao</i>)' in text
    assert "48 horas" in text
    assert "lista nacional" in text


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2010, 1, 1), "3 a 5 años"), (date(2000, 1, 1), "1 a 3 años")]
)
def test_a_penalty_follows_the_day_of_reading_unless_it_names_its_own(day, expected):
    law = sample.shared().book
    entry = law.entry("CP-308", day)
    own = rendered("---\n" + sample.LESSON.split("---\n")[1] + "---\nHoy [[pena CP-308]].\n", day)
    penalty = entry.shape.penalty.prison_years
    assert f"{penalty.min} a {penalty.max} años" in html(own)
    fixed = "---\n" + sample.LESSON.split("---\n")[1] + "---\nEse día [[pena CP-308 2016-01-06]].\n"
    assert html(rendered(fixed, day)) == html(rendered(fixed, TODAY))


def test_a_rule_that_shares_its_code_with_a_time_limit_says_the_rule():
    head = "---\n" + sample.LESSON.split("---\n")[1] + "---\n"
    text = html(rendered(head + "[[regla PR-PP]] ([[cita PR-PP]]); dura [[plazo PR-PP common]].\n"))
    assert "la pena concreta que se espera debe pasar de 5 años" in text
    assert "arts. 268-272" in text
    assert "9 meses" in text
    before = html(rendered(head + "[[regla PR-PP 2020-01-01]]\n"))
    assert "debe pasar de 4 años" in before


def test_a_penalty_with_a_remark_goes_on_within_its_sentence():
    head = "---\n" + sample.LESSON.split("---\n")[1] + "---\n"
    text = html(rendered(head + "Tiene [[pena CP-309-1 2017-07-29]].\n"))
    assert "; el artículo no fija días-multa propios" in text
    assert "tipo base</a>.</p>" in text


def test_the_engine_answers_a_situation_with_reasons():
    (told,) = [part.data for part in rendered() if part.kind == "situation"]
    assert told.lawful is False
    assert [o.status for o in told.offences][0] == "corresponde"
    assert "no corresponde" in [o.status for o in told.offences]
    assert all(e.why for o in told.offences for e in o.elements)
    assert ("Vender", "sí") in told.facts


def test_without_links_nothing_leads_anywhere():
    parts = rendered(links=False)
    assert "href" not in html(parts)
    assert not any(o.url for part in parts if part.kind == "situation" for o in part.data.offences)


def test_html_that_was_not_refused_is_cleaned_away():
    text = html(rendered(sample.LESSON.replace("## La pena", '<script>x()</script><b onclick="y()">z</b>')))
    assert "script" not in text
    assert "onclick" not in text


def test_numbers_of_a_table_stand_right_without_a_style():
    text = html(rendered())
    assert '<td class="r">12</td>' in text
    assert "style" not in text
    assert '<th scope="col" class="r">Cuánto</th>' in text or '<th class="r" scope="col">Cuánto</th>' in text


def test_where_the_corner_of_a_table_is_empty_its_rows_have_heads():
    assert '<th scope="row">jaulas</th>' in html(rendered())
    named = sample.LESSON.replace("| | Cuánto |", "| Qué | Cuánto |")
    assert "<td>jaulas</td>" in html(rendered(named))
    assert '<th scope="col">Qué</th>' in html(rendered(named))


def test_headings_carry_anchors_to_resume_at():
    lesson = packs.read_course(sample.pack()).lessons[1, "es"]
    assert lesson.headings()[0] == ("la-pena", "La pena")
    assert 'id="la-pena"' in html(rendered())


def test_a_timeline_says_its_moments_in_words():
    with translation.override("en"):
        assert referring.moment("2026-03") == "March 2026"
    with translation.override("es"):
        assert referring.moment("2026-03") == "marzo de 2026"
        assert referring.moment("2026-03-16 14:35") == "16 mar 2026, 14:35 horas"


def test_words_are_counted_without_figure_and_situation():
    lesson = packs.read_course(sample.pack()).lessons[1, "es"]
    more = packs.read_course(
        sample.pack({"modules/1.es.md": sample.LESSON + "\nDos palabras más que cuentan.\n"})
    )
    assert more.lessons[1, "es"].words == lesson.words + 5


def test_what_a_lesson_rests_on_is_locked_by_digest():
    course, book = packs.read_course(sample.pack()), sample.shared().book
    locked = book.digests(course.codes())
    assert {"CP-308", "DEF-FAUNA", "PR-DETENCION", "PR-FLAGRANCIA", "Ara macao"} <= set(locked)
    assert locked["CP-308"] != locked["DEF-FAUNA"]
    assert all(len(digest) == 64 for digest in locked.values())


def test_a_drawing_is_as_wide_as_it_was_drawn_and_no_wider():
    given = '<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="9" viewBox="0 0 420 300"><path d=""/></svg>'
    shown = lessons.svg_inline(given.encode())
    assert shown.startswith('<svg class="own" width="420" xmlns=')
    assert "height" not in shown
    assert lessons.svg_inline(given.replace("<path", "<script/><path").encode()) == ""
