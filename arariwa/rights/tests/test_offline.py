"""What a device keeps: only pages made for nobody in particular, with their day; the written answers in brief."""

import gzip
import json
import re
from datetime import date, datetime, timedelta

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import escape

from arariwa.core import jobs, testing
from arariwa.law import queries as law
from arariwa.rights import book, offline

pytestmark = pytest.mark.django_db


def test_a_page_may_be_kept_only_when_it_was_made_for_nobody() -> None:
    people = testing.people()
    url = reverse("rights:question", args=["S03"])
    days = book.rights().limits.copy_days
    assert Client().get(url)[offline.HEADER] == f"{timezone.localdate().isoformat()} {days}"
    assert offline.HEADER not in testing.sign_in(people.alba).get(url)
    assert offline.HEADER not in Client().get("/derechos/preguntas/S99/")


def test_a_copy_is_not_relied_on_for_longer_than_the_law_in_it() -> None:
    """It may not pass the law's own limit in silence; a copy of law that is old already carries that sentence itself."""
    limits, read = book.rights().limits, law.law().country.read_until
    last = read + timedelta(days=limits.law_days)
    assert offline.copy_days(read) == limits.copy_days
    assert offline.copy_days(last - timedelta(days=9)) == 9
    assert offline.copy_days(last) == 0
    assert offline.copy_days(last + timedelta(days=1)) == limits.copy_days
    assert offline.brief(last - timedelta(days=9))["days"] == 9


@pytest.mark.parametrize("lang", ["es", "en"])
def test_everything_kept_at_first_is_there_and_may_be_kept(lang: str) -> None:
    testing.people()
    with translation.override(lang):
        kept = offline.first()
    assets = [url for url in kept if url.startswith("/static/")]
    assert len(assets) == len(offline.ASSETS)
    assert all(finders.find(name) for name in offline.ASSETS)
    for url in kept:
        if url not in assets:
            answer = Client().get(url)
            assert answer.status_code == 200, url
            assert offline.HEADER in answer, url


def test_what_is_kept_at_first_is_small() -> None:
    testing.people()
    pages = [Client().get(url).content for url in offline.first() if not url.startswith("/static/")]
    assets = [open(str(finders.find(name)), "rb").read() for name in offline.ASSETS]  # noqa: SIM115, PTH123
    assert sum(len(gzip.compress(one)) for one in (*pages, *assets)) < 120_000


def test_the_worker_is_of_the_language_and_asked_again_each_time() -> None:
    testing.people()
    for lang, scope in (("es", "/derechos/"), ("en", "/en/derechos/")):
        with translation.override(lang):
            answer = Client().get(reverse("rights:worker"))
        assert answer["Cache-Control"] == "no-cache"
        assert "connect-src 'self'" in answer["Content-Security-Policy"]
        own = json.loads(answer.content.decode().split("\n", 1)[0].removeprefix("const OWN = "))
        assert own["scope"] == scope
        assert all(url.startswith((scope, "/static/")) for url in own["first"])


def test_another_pack_makes_another_copy() -> None:
    assert offline._version("a", "b") != offline._version("a", "c") != offline._version("d", "c")


@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_brief_answers_carry_the_law_and_the_day(lang: str) -> None:
    testing.people()
    with translation.override(lang):
        told = Client().get(reverse("rights:copy_json")).json()
    assert told["day"] == timezone.localdate().isoformat()
    assert told["days"] == book.rights().limits.copy_days
    assert told["law"]
    assert [one["id"] for one in told["questions"]] == list(book.rights().asked)
    assert not re.search(r"\[\[[a-z]", json.dumps(told))
    assert all(one["now"] and one["can_happen"] for one in told["questions"])


def test_answers_without_network_are_those_of_the_page() -> None:
    """The brief copy says the word and what can happen as the page of the answer does, for every animal and act in it."""
    testing.people()
    told = Client().get(reverse("rights:answers_json")).json()
    assert told["day"] == timezone.localdate().isoformat()
    assert {row[0] for group in told["animals"] for row in group["rows"]} == set(told["answers"])
    picked = [("pihuicho", "keep"), ("motelo", "sell"), ("paiche", "fish")]
    for animal, act in (*picked, ("majaz", "carry_meat"), ("gamitana", "carry_catch"), ("majaz", "carry")):
        word, questions, conditions, happens, _ways, _already = told["answers"][animal][act]
        page = Client().get(reverse("rights:answer"), {"animal": animal, "acto": act}).content.decode()
        assert escape(told["heads"][word][1]) in page
        page = re.sub(r"</?b>", "", page)
        told_there = [n for lead, rows in conditions for n in (lead, *rows)]
        for number in (*questions, *told_there, *happens):
            assert escape(told["texts"][number]) in page
        assert offline.HEADER in Client().get(reverse("rights:answer"), {"animal": animal, "acto": act})
    assert len(gzip.compress(json.dumps(told).encode())) < 15_000


def test_several_uses_are_said_without_network_as_on_the_page() -> None:
    testing.people()
    told = Client().get(reverse("rights:answers_json")).json()
    several = [
        (animal, act)
        for animal, acts in told["answers"].items()
        for act, answer in acts.items()
        # beside its uses, taking home what was hunted says what the law leaves open
        if len(answer[2]) > 1 and act not in ("carry_meat", "carry_catch")
    ]
    assert several
    for animal, act in several[:3]:
        page = Client().get(reverse("rights:answer"), {"animal": animal, "acto": act}).content.decode()
        plain = re.sub(r"<[^>]+>", "", page)
        for n, (lead, rows) in enumerate(told["answers"][animal][act][2]):
            assert told["texts"][lead].startswith("O bien: ") is bool(n)
            for number in (lead, *rows):
                assert escape(told["texts"][number]) in plain
    assert all(
        told["texts"][number] for acts in told["answers"].values() for a in acts.values() for number in a[5]
    )
    assert (
        told["texts"][told["answers"]["pihuicho"]["keep"][5][0]]
        == "Entregar por su voluntad un animal o una parte"
    )


def test_answers_are_made_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(offline, "_answers", lambda lang, today: made.append(lang) or {"made": lang})
    today = timezone.localdate() + timedelta(days=1)
    assert offline.answers(today) == offline.answers(today) == {"made": "es"}
    assert made == ["es"]


def _making(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, date]]:
    made: list[tuple[str, date]] = []

    def make(lang: str, today: date) -> dict[str, object]:
        made.append((lang, today))
        return {"day": today.isoformat(), "days": 30}

    monkeypatch.setattr(offline, "_answers", make)
    return made


def _at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(timezone, "localtime", lambda *_a: moment)
    monkeypatch.setattr(timezone, "localdate", lambda *_a: moment.date())


def test_the_loop_has_the_answers_ready_before_anyone_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """At start those of today, late in the evening those of tomorrow as well; none twice."""
    assert offline.make_ready in jobs._looks
    made = _making(monkeypatch)
    noon = timezone.localtime().replace(hour=12)
    today, tomorrow = noon.date(), noon.date() + timedelta(days=1)
    _at(monkeypatch, noon)
    for _minute in range(2):
        jobs.look_around()
    assert made == [("es", today), ("en", today)]
    _at(monkeypatch, noon.replace(hour=22))
    jobs.look_around()
    assert made[2:] == [("es", tomorrow), ("en", tomorrow)]
    _at(monkeypatch, noon + timedelta(days=1))
    told = Client().get(reverse("rights:answers_json"))
    assert told.json()["day"] == tomorrow.isoformat()
    assert told[offline.HEADER].startswith(tomorrow.isoformat())
    jobs.look_around()
    assert len(made) == 4


def test_while_the_loop_makes_them_the_last_ones_are_answered_with_their_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = _making(monkeypatch)
    # Nothing was ever made: nobody waits, and a device keeps nothing.
    cache.set(offline.SEEN_TO, True)
    answer = Client().get(reverse("rights:answers_json"))
    assert (answer.status_code, answer["Retry-After"], answer.content) == (204, "60", b"")
    assert offline.HEADER not in answer and not made
    offline.make_ready()
    before = Client().get(reverse("rights:answers_json")).json()
    # Packs were loaded a moment ago.
    monkeypatch.setattr(offline, "current_fingerprints", lambda _names: "another")
    assert Client().get(reverse("rights:answers_json")).json() == before
    assert len(made) == 2
    offline.make_ready()
    assert len(made) == 4
    # Where no loop runs they are made when asked for.
    cache.delete(offline.SEEN_TO)
    monkeypatch.setattr(offline, "current_fingerprints", lambda _names: "yet another")
    assert Client().get(reverse("rights:answers_json")).status_code == 200
    assert len(made) == 5
