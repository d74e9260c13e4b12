"""The know-your-rights session: its script, running one, what was asked, languages, what is taken along."""

import base64
import hashlib
import html
import re
from datetime import date, timedelta

import pypdfium2
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from arariwa.core import access, contents, files, formatting, testing
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.packs import Pack
from arariwa.events.tests import small
from arariwa.law.domain.references import Book
from arariwa.rights import actions_sessions as actions
from arariwa.rights import book, kept, offline, session_kit, session_papers
from arariwa.rights.domain.kit import TONGUES
from arariwa.rights.models import Consultation, SessionQuestion, Translation
from arariwa.rights.packs import NAME, mistakes_of_kit, read, read_kit
from arariwa.rights.tests import consulting_world as world


@pytest.fixture
def tania(db):
    return world.desk()


@pytest.fixture
def desk(tania):
    return testing.sign_in(tania)


@pytest.fixture(autouse=True)
def shelves(monkeypatch):
    """What one test made is not what another one finds."""
    kept.forget()
    monkeypatch.setattr(session_papers, "_files", kept.Shelf(3))


@pytest.fixture
def event(tania):
    return small.an_event(
        tania, kind="know_your_rights", title_es="Conozca sus derechos en Nauta", languages=["es", "cni"]
    )


@pytest.fixture(scope="module")
def pack():
    return Pack.from_folder(settings.PACKS, NAME)


# The pack


def test_the_script_is_whole(pack):
    script = read_kit(pack).script
    assert (len(script.steps), script.minutes, len(script.questions)) == (11, 150, 12)
    for step in script.steps:
        for lang in ("es", "en"):
            words = len(step.notes.in_(lang).split())
            assert 80 <= words <= 150, (step.n, lang, words)
            assert step.say.in_(lang)
    assert {key for step in script.steps for key in step.questions} == set(script.questions)
    assert len(script.cards) == 12


def test_every_slot_of_other_languages_is_empty_until_people_fill_it(pack):
    kit = read_kit(pack)
    assert set(kit.tongues) == set(TONGUES)
    for tongue in kit.tongues.values():
        assert list(tongue.slots) == list(kit.script.slots())
        assert set(tongue.slots.values()) == {None}


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("script.yaml", "questions: [K09]", "questions: [K99]", "pack.unknown_reference"),
        ("script.yaml", "situation: S03", "situation: S99", "pack.unknown_reference"),
        ("script.yaml", "taxon: Panthera onca", "taxon: Draco draco", "lesson.unknown_species"),
        ("texts.que.yaml", "  S05: null\n", "", "pack.slot"),
        ("texts.que.yaml", "language: que", "language: aym", "pack.unknown_reference"),
        ("cards/cat.svg", "<path", "<script>alert(1)</script><path", "pack.drawing"),
        ("cards/cat.svg", "<path", '<path onclick="x"', "pack.drawing"),
    ],
)
def test_what_leads_nowhere_is_found(pack, file, old, new, code):
    files_ = dict(pack.files)
    text = files_[f"session/{file}"].decode()
    assert old in text
    files_[f"session/{file}"] = text.replace(old, new, 1).encode()
    changed = Pack(pack.name, files_)
    found = list(mistakes_of_kit(read_kit(changed), read(pack), _book(), changed))
    assert [one.code for one in found] == [code]


def _book() -> Book:
    from arariwa.law.packs import load_law
    from arariwa.law.species_packs import load_species, species_packs

    law = load_law(Pack.from_folder(settings.PACKS, "pe/law"), try_examples=False)
    return Book.of(
        law, load_species([Pack.from_folder(settings.PACKS, p) for p in species_packs("pe")], "pe")
    )


@pytest.mark.django_db
@pytest.mark.parametrize("lang", ["es", "en"])
def test_every_question_is_answered_by_the_law_of_the_day(lang):
    with translation.override(lang):
        for key in session_kit.kit().script.questions:
            found = session_kit.answered(key, date(2026, 11, 27))
            assert found.points, key
            for point in found.points:
                assert point.short
                assert "[[" not in " ".join([point.short, *point.consequences])
                # What the engine finds of the facts never contradicts the written word.
                assert (point.verdict, point.word) not in {
                    ("lawful", "not_allowed"),
                    ("not_lawful", "allowed"),
                }
    # A duty of the session: a penalty is read from the law of the day, not written.
    told = session_kit.answered("K11", date(2026, 11, 27)).points[0].consequences
    assert any("308" in words or "años" in words or "years" in words for words in told)


# Running one


def test_questions_are_noted_taken_back_and_made_consultations(tania, desk, event):
    address = reverse("rights:run_session", args=[event.pk])
    page = desk.get(address)
    assert page.status_code == 200
    text = page.content.decode()
    assert text.count("data-minutes=") == 11
    assert "falta traducción" in text  # the event is held in Asháninka too
    id = uuid7()
    data = {
        "id": str(id),
        "known": "",
        "words": "¿Y si el loro ya está viejo?",
        "topic": "parrots",
        "number": "3",
    }
    assert desk.post(address, data).status_code == 302
    assert desk.post(address, data).status_code == 302
    row = SessionQuestion.objects.get()
    assert row.number == 3
    bad = desk.post(address, {**data, "id": str(uuid7()), "words": ""})
    assert bad.status_code == 422
    # The answer to the tap may not be heard: id and code come with the page, and tapped again it shows the same slip.
    page = desk.get(address)
    (row_shown,) = page.context["questions"]
    tap = {name: str(row_shown.slip[name].value()) for name in ("id", "code")}
    assert all(f'value="{value}"' in page.content.decode() for value in tap.values())
    assert "no-store" in page.headers["Cache-Control"]
    for _again in range(2):
        slip = desk.post(reverse("rights:question_to_consultation", args=[row.pk]), tap)
        assert slip.status_code == 200 and tap["code"] in slip.content.decode()
    made = Consultation.objects.get()
    assert (made.event, made.language, made.topic) == (event, "cni", "parrots")
    assert made.number in desk.get(address).content.decode()
    # Once is enough, and what became a consultation is not taken back.
    assert desk.post(reverse("rights:question_to_consultation", args=[row.pk])).status_code == 422
    assert desk.post(reverse("rights:void_session_question", args=[row.pk])).status_code == 422
    other = world.noted(event, tania, words="", known="K03")
    desk.post(reverse("rights:void_session_question", args=[other.pk]))
    other.refresh_from_db()
    assert other.voided_at
    assert not list(contents.changed())


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"words": " "}, ("field.missing", "words")),
        ({"known": "K77"}, ("translation.slot", "known")),
        ({"topic": "dragons"}, ("consultation.topic", "topic")),
        ({"number": 0}, ("session_question.count", "number")),
        ({"number": 501}, ("session_question.count", "number")),
    ],
)
def test_what_is_not_noted(tania, event, changes, code):
    with pytest.raises(Refused) as refused:
        world.noted(event, tania, **changes)
    assert (refused.value.code, refused.value.field) == code
    assert not SessionQuestion.objects.exists()


def test_only_who_runs_the_session_notes_and_only_at_sessions(tania, event):
    people = testing.people()
    with pytest.raises(access.Hidden):
        world.noted(event, people.carla)
    workshop = small.an_event(tania)
    with pytest.raises(Refused, match="session_question.kind"):
        world.noted(workshop, tania)
    assert (
        testing.sign_in(people.carla).get(reverse("rights:run_session", args=[event.pk])).status_code == 404
    )


# Languages


def test_a_translation_shows_once_another_person_reviewed_it(tania, desk, event):
    row = world.handed_in(tania)
    ruth = testing.someone("Ruth", tania.office, "programme")
    address = reverse("rights:tongue", args=["que"])
    assert session_kit.tongues()[0].missing == 23
    assert desk.get(reverse("rights:tongues")).context["tongues"][0].waiting == 1
    with pytest.raises(Refused, match="translation.own"):
        actions.review(by=tania.actor, id=row.pk, accepted=True)
    assert session_kit.said_in("que")[0].missing
    with pytest.raises(Refused, match="reason.missing"):
        actions.review(by=ruth.actor, id=row.pk, accepted=False)
    other = testing.sign_in(ruth)
    assert (
        other.post(reverse("rights:review_translation", args=[row.pk]), {"accepted": "yes"}).status_code
        == 302
    )
    assert session_kit.tongues()[0].missing == 22
    assert "Texto de prueba" in desk.get(address).content.decode()
    heard = testing.sign_in(testing.people().carla).get(reverse("rights:recording_attachment", args=[row.pk]))
    assert (heard.status_code, heard["Content-Type"], heard.content) == (200, "audio/ogg", world.OPUS)
    other.post(reverse("rights:review_translation", args=[row.pk]), {"why": "Cambió la frase."})
    assert session_kit.tongues()[0].missing == 23
    assert not list(contents.changed())


@pytest.mark.parametrize("first", ["text", "recording"])
def test_text_and_recording_handed_in_apart_both_stand(tania, desk, event, first):
    """Who writes and who speaks are often two: the one accepted later does not hide the other."""
    ruth = testing.someone("Ruth", tania.office, "programme")
    text = world.handed_in(tania, language="cni", slot="K01", file=None, translated_by="Quien escribe")
    spoken = world.handed_in(tania, language="cni", slot="K01", text="", translated_by="Quien habla")
    for row in (text, spoken) if first == "text" else (spoken, text):
        actions.review(by=ruth.actor, id=row.pk, accepted=True)
    heard = reverse("rights:recording_attachment", args=[spoken.pk])
    for address in (
        reverse("rights:tongue", args=["cni"]),
        reverse("rights:run_session", args=[event.pk]),
        reverse("rights:offline_session_attachment"),
    ):
        page = desk.get(address).content.decode()
        for words in ("Texto de prueba en la lengua.", "Quien escribe", "Quien habla"):
            assert words in page, (address, words)
        assert ' lang="cni">Texto de prueba' in page, "it is read aloud as what it is"
        assert heard in page or "data:audio/ogg" in page
    record = session_papers.print_record("16", "es", timezone.localdate())["body"]["answers"]
    (printed,) = next(one for one in record if one["key"] == "K01")["tongues"]
    assert (printed["say"], printed["by"]) == ("Texto de prueba en la lengua.", "Quien escribe")
    actions.take_off(by=ruth.actor, id=text.pk, why="Cambió la frase.")
    (said,) = [one for one in session_kit.said_in("cni") if one.slot == "K01"]
    assert (said.text, said.recording, said.missing) == ("", spoken, False)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"language": "deu"}, ("translation.language", "language")),
        ({"slot": "S99"}, ("translation.slot", "slot")),
        ({"translated_by": " "}, ("field.missing", "translated_by")),
        ({"text": "", "file": None}, ("translation.audio_or_text", "text")),
        ({"file": world.a_recording(b"%PDF-1.7 no es una grabacion", "voz.mp3")}, ("file.kind", "file")),
        (
            {"file": world.a_recording(b"\x00\x00\x00\x18ftypisom" + bytes(64), "film.m4a")},
            ("file.kind", "file"),
        ),
        ({"file": world.a_recording(b"", "voz.mp3")}, ("file.empty", "file")),
    ],
)
def test_what_is_no_translation(tania, changes, code):
    with pytest.raises(Refused) as refused:
        world.handed_in(tania, **changes)
    assert (refused.value.code, refused.value.field) == code
    assert not Translation.objects.exists()


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (world.OPUS, "audio/ogg"),
        (b"ID3\x04" + bytes(64), "audio/mpeg"),
        (b"\xff\xfb\x90\x00" + bytes(64), "audio/mpeg"),
        (b"\x00\x00\x00\x1cftypM4A " + bytes(64), "audio/mp4"),
    ],
)
def test_recordings_are_told_by_their_bytes(tmp_path, head, kind):
    file = tmp_path / "x"
    file.write_bytes(head)
    assert files.kind_of(file) == kind


def test_a_translation_is_handed_in_from_the_page(tania, desk):
    address = reverse("rights:hand_in_translation", args=["agr", "K02"])
    data = {
        "id": str(uuid7()),
        "text": "",
        "translated_by": "Hablante de prueba",
        "file": world.a_recording(),
    }
    assert desk.post(address, data).status_code == 302
    assert Translation.objects.get().has_recording
    assert desk.get(reverse("rights:hand_in_translation", args=["agr", "S99"])).status_code == 404
    assert desk.get(reverse("rights:tongue", args=["deu"])).status_code == 404
    assert "awajún · K02" in desk.get(reverse("rights:tongues")).content.decode()


# Taken along


@pytest.mark.parametrize("lang", ["", "/en"])
def test_the_offline_file_asks_for_nothing_from_outside(tania, desk, lang):
    page = desk.get(f"{lang}/conoce-tus-derechos/sin-red.html")
    text = page.content.decode()
    assert page["Content-Disposition"].startswith("attachment")
    for kind, tag in (("style", "style"), ("script", "script")):
        inner = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in text
    assert not re.search(r'(src|href)="(?!#)', text)
    assert text.count("<article") == 15
    # Where there is no network either, the poll is asked and what people ask is counted.
    assert text.count("data-q=") == 13
    for question in book.rights().poll.values():
        assert (question.say.en if lang else question.say.es) in html.unescape(text)
    # Who is called in one region only stands under its name.
    assert "Loreto: <b>929 970 825" in text
    assert ("translation missing" if lang else "falta traducción") in text
    assert len(page.content) < 200_000
    # It is a copy like those a device keeps of pages, and says from which day on it is not to be relied on.
    today, days = timezone.localdate(), offline.copy_days(timezone.localdate())
    assert f'data-made="{today:%Y-%m-%d}" data-days="{days}"' in text and 'id="viejo" hidden' in text
    with translation.override(lang.strip("/") or "es"):
        assert formatting.day(today + timedelta(days=days)) in text


@pytest.mark.parametrize(("slot", "times"), [("S01", 1), ("K02", 2)])
def test_recordings_are_taken_along(tania, desk, slot, times, monkeypatch):
    """Of a step, and of a question wherever it is asked; what one file has no room for is named."""
    row = world.handed_in(tania, slot=slot, text="")
    ruth = testing.someone("Ruth", tania.office, "programme")
    actions.review(by=ruth.actor, id=row.pk, accepted=True)
    page = desk.get(reverse("rights:offline_session_attachment")).content.decode()
    within = base64.b64encode(world.OPUS).decode()
    assert page.count(f'src="data:audio/ogg;base64,{within}"') == times
    assert "media-src data:" in page
    assert "grabación: demasiado grande" not in page
    monkeypatch.setattr(session_papers, "RECORDINGS", len(world.OPUS) - 1)
    monkeypatch.setattr(session_papers, "_files", kept.Shelf(3))
    page = desk.get(reverse("rights:offline_session_attachment")).content.decode()
    assert page.count("grabación: demasiado grande para este archivo; se oye solo con red") == times
    assert "<audio" not in page


def test_the_print_set_of_a_region(tania, desk):
    page = desk.get(reverse("rights:session_pdf", args=["16"]))
    assert page.content.startswith(b"%PDF")
    assert desk.get(reverse("rights:session_pdf", args=["99"])).status_code == 404
    with translation.override("en"):
        record = session_papers.print_record("16", "en", date(2026, 11, 27))
    assert len(record["body"]["cards"]) == 12
    assert record["body"]["channels"][0]["contacts"] == ["929 970 825"]
    assert len(record["body"]["poll"]) == len(book.rights().poll)
    assert record["body"]["poll"][3]["options"][0]["sign"] == "si"
    assert "2021" in record["body"]["channels"][0]["warning"]
    paper = pypdfium2.PdfDocument(page.content)
    said = " ".join(" ".join(one.get_textpage().get_text_bounded() for one in paper).split())
    # In black and white: what a patrol may not do never stands unmarked beside what it may.
    # What can happen is said where it is asked, and whom to tell without giving one's name.
    asked = {one["key"]: one for one in record["body"]["answers"]}
    assert any("years" in words for one in asked["K11"]["points"] for words in one["consequences"])
    assert asked["K10"]["channels"]
    for words in (
        "puede ser delito",
        "con pena suspendida, por tener guacamayos",
        "No puede: encerrar",
        "¿Puede una familia tener en casa un loro",
        "confirme que sigue",
    ):
        assert words in said
    regions = {row.region for row in book.rights().channels.values()}
    assert regions <= {None, "16"} or "16" in regions


def test_the_print_set_says_what_is_translated_and_what_is_not(tania, desk):
    """Set anew when a translation is accepted; a recording alone is named, since paper says nothing aloud."""
    ruth = testing.someone("Ruth", tania.office, "programme")
    rows = [world.handed_in(tania, variety="quechua de prueba"), world.handed_in(tania, slot="K01", text="")]
    today = timezone.localdate()

    def said():
        paper = pypdfium2.PdfDocument(session_papers.print_set("16", "es", today).pdf)
        return " ".join(" ".join(one.get_textpage().get_text_bounded() for one in paper).split())

    assert "Texto de prueba en la lengua" not in said()
    for row in rows:
        actions.review(by=ruth.actor, id=row.pk, accepted=True)
    record = session_papers.print_record("16", "es", today)["body"]
    (first,) = record["steps"][0]["tongues"]
    assert (
        first["say"] == "Texto de prueba en la lengua."
        and first["by"] == "Hablante de prueba, quechua de prueba"
    )
    assert (
        first["name"] not in record["steps"][0]["missing"] and first["name"] in record["steps"][1]["missing"]
    )
    k01 = next(one for one in record["answers"] if one["key"] == "K01")
    assert "grabación" in k01["tongues"][0]["say"]
    told = said()
    assert "Texto de prueba en la lengua." in told and "Falta traducción:" in told
    actions.take_off(by=ruth.actor, id=rows[0].pk, why="Cambió la frase.")
    assert "Texto de prueba en la lengua" not in said()


# For everyone


KIT = ("rights:session", "rights:offline_session_attachment", "rights:tongues")


@pytest.mark.parametrize("who", ["visitor", "alba", "noe", "communication", "player"])
def test_the_kit_is_open_to_everyone(tania, event, client, who):
    """Whoever runs no sessions reads and takes along all of it, and meets no official, no hand-in and none of their sessions."""
    people = testing.people()
    waiting = world.handed_in(tania, slot="S02", translated_by="Quien espera")
    heard = world.accepted(tania, translated_by="Quien habla")
    if who == "communication":
        client = testing.sign_in(testing.someone("Ceci", tania.office, "communication"))
    elif who == "player":
        client = testing.sign_in(testing.someone("Jugadora", tania.office, "police", exercise=uuid7()))
    elif who != "visitor":
        client = testing.sign_in(getattr(people, who))
    addresses = [*map(reverse, KIT), reverse("rights:tongue", args=["que"])]
    for address in (*addresses, *(f"/en{address}" for address in addresses)):
        answer = client.get(address)
        text = answer.content.decode()
        assert answer.status_code == 200, address
        assert html.unescape(text).count("Quien habla") == ("lenguas/que" in address) + (
            "sin-red" in address
        ), address
        for words in (
            str(tania.person),
            "Ruth",
            "Quien espera",
            "Conozca sus derechos en Nauta",
            reverse("events:create_event"),
            "entregas/" + str(waiting.pk),
            "lenguas/que/S0",
            "esperan revisión",
        ):
            assert words not in text, (address, words)
    assert client.get(reverse("rights:session_pdf", args=["16"])).content.startswith(b"%PDF")
    sound = client.get(reverse("rights:recording_attachment", args=[heard.pk]))
    assert (sound.status_code, sound.content) == (200, world.OPUS)
    # Running one, noting, handing in and reviewing are not.
    for name, args in (
        ("rights:run_session", [event.pk]),
        ("rights:hand_in_translation", ["que", "S01"]),
        ("rights:review_translation", [waiting.pk]),
    ):
        assert client.get(reverse(name, args=args)).status_code in (
            (302,) if who == "visitor" else (404, 422)
        ), name


@pytest.mark.parametrize("who", ["visitor", "alba", "carla", "communication"])
def test_of_a_recording_not_accepted_nobody_else_learns(tania, client, who):
    """One that waits, one sent back, one taken off again and one that never was are the same answer."""
    ruth = testing.someone("Ruth", tania.office, "programme")
    rows = [world.handed_in(tania, slot=slot) for slot in ("S01", "S02", "S03")]
    actions.review(by=ruth.actor, id=rows[1].pk, accepted=False, note="No se entiende.")
    actions.review(by=ruth.actor, id=rows[2].pk, accepted=True)
    actions.take_off(by=ruth.actor, id=rows[2].pk, why="Cambió la frase.")
    if who == "communication":
        client = testing.sign_in(testing.someone("Ceci", tania.office, "communication"))
    elif who != "visitor":
        client = testing.sign_in(getattr(testing.people(), who))
    answers = [
        client.get(reverse("rights:recording_attachment", args=[id]))
        for id in (*(row.pk for row in rows), uuid7())
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({re.sub(r"[0-9a-f-]{36}", "ID", answer.content.decode()) for answer in answers}) == 1
    # Who reviews it hears it.
    assert (
        testing.sign_in(ruth).get(reverse("rights:recording_attachment", args=[rows[0].pk])).status_code
        == 200
    )


def test_a_recording_of_an_exercise_is_heard_by_no_visitor(tania, client):
    player = testing.someone("Jugadora", tania.office, "programme", exercise=uuid7())
    other = testing.someone("Otra", tania.office, "programme", exercise=player.actor.exercise)
    row = world.handed_in(player)
    actions.review(by=other.actor, id=row.pk, accepted=True)
    assert client.get(reverse("rights:recording_attachment", args=[row.pk])).status_code == 404
    for address in (*map(reverse, KIT), reverse("rights:tongue", args=["que"])):
        assert "Hablante de prueba" not in client.get(address).content.decode()


def test_the_kit_is_found_from_the_pages_of_rights(tania, client):
    to = f'href="{reverse("rights:session")}"'
    for address in ("/derechos/", "/derechos/preguntas/", "/derechos/canales/"):
        assert client.get(address).content.decode().count(to) == 1, address
    # Where someone reads what to tell others it stands beside the text as well; children tell nobody.
    for address in (
        "/derechos/guias/",
        "/derechos/guias/jueces-de-paz/",
        "/derechos/comunidad/",
        "/derechos/cartilla/",
    ):
        assert client.get(address).content.decode().count(to) == 2, address
    assert client.get("/derechos/guias/ninos/").content.decode().count(to) == 1


def test_each_answer_stands_once_on_the_page_of_the_script(tania, client):
    """The step that asks all of them leads to where each was answered; the file without network has them where they are asked."""
    page = client.get(reverse("rights:session")).content.decode()
    for key in session_kit.kit().script.questions:
        assert page.count(f'<details id="{key}">') == 1
        assert f'href="#{key}"' in page
    file = client.get(reverse("rights:offline_session_attachment")).content.decode()
    assert file.count("<summary>¿Puedo tener un loro en casa?</summary>") == 2


def test_the_file_and_papers_are_made_anew_when_something_changes(tania, client, monkeypatch):
    """Asked for again they are only sent; a translation accepted or taken off makes another one."""
    made = []
    monkeypatch.setattr(session_papers, "_offline", lambda day: made.append(day) or f"made {len(made)}")
    address = reverse("rights:offline_session_attachment")

    def said(lang=""):
        return client.get(f"{lang}{address}").content.decode()

    assert [said(), said(), said("/en"), said()] == ["made 1", "made 1", "made 2", "made 1"]
    row = world.accepted(tania)
    assert [said(), said()] == ["made 3", "made 3"]
    ruth = testing.someone("Otra", tania.office, "programme")
    actions.take_off(by=ruth.actor, id=row.pk, why="Cambió la frase.")
    # As it was before: what was made then is still right.
    assert said() == "made 1"


def test_the_script_page_has_every_step_answer_and_language(tania, desk, event):
    page = desk.get(reverse("rights:session")).content.decode()
    assert page.count('id="paso-') == 11
    assert "Conozca sus derechos en Nauta" in page
    assert "falta traducción: 23 de 23" in page
    for words in ("Ahora pregunten ustedes", "Cómo dirigirlo", "¿La ronda puede decomisar o retener?"):
        assert words in page
    assert "Dirigirla" in desk.get(reverse("events:event", args=[event.pk])).content.decode()


def test_a_printed_script_keeps_its_questions(tania, desk):
    # What one opens has no heading on paper; the question stands there once more.
    page = desk.get(reverse("rights:session")).content.decode()
    assert '<p class="paper"><b>¿La ronda puede decomisar o retener?</b></p>' in page


def test_a_session_being_run_prints_its_steps_without_the_answers(tania, desk, event):
    """Questions by their words; answers and cards are in the print set, which has pages for them."""
    page = desk.get(reverse("rights:run_session", args=[event.pk])).content.decode()
    for words in ("¿La ronda puede decomisar o retener?", "¿Puedo tener un loro en casa?"):
        # In each step that asks it; what is opened stays on the screen.
        asked = page.count(f'<p class="paper"><b>{words}</b></p>')
        assert asked == page.count(f'<details class="screen"><summary>{words}</summary>') > 0
    assert '<section class="part screen" aria-labelledby="tarjetas">' in page and "juego impreso" in page
    assert "<details><summary>Cómo dirigirlo" in page
