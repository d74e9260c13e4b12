"""A chat read in: which messages make a notice, their photos, twice the same, wrong files."""

import io
import re
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from PIL import Image

from arariwa.core import files, pictures, testing
from arariwa.rights import flood, notice_chats, queries_notices, return_codes
from arariwa.rights.models import Notice, NoticePhoto
from arariwa.rights.tests import small
from arariwa.rights.tests.domain.test_whatsapp import ANDROID_ES

pytestmark = pytest.mark.django_db
# As the form of the messages carries one.
CODE = return_codes.new_code()


@pytest.fixture
def carla():
    flood.forget()
    small.programme()
    return testing.sign_in(testing.people().carla)


def address() -> str:
    with translation.override("es"):
        return reverse("rights:read_chat")


def upload(client, data: bytes, name: str = "chat.txt", **more):
    return client.post(address(), {"file": SimpleUploadedFile(name, data), **more})


def tokens(page) -> list[str]:
    return page.context["tokens"]


def choose(client, shown, chosen, **changes):
    given = {"kind": "sale", "district": "Iquitos", "place_text": "", "name": "", "contact": "", "code": CODE}
    given |= changes
    return client.post(address(), {"shown": shown, "chosen": chosen, **given}, follow=True)


def zipped(text: str, **media: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("_chat.txt", text)
        for name, data in media.items():
            archive.writestr(f"{name}.jpg", data)
    return out.getvalue()


def test_chosen_messages_make_one_notice_and_the_same_again_none(carla):
    page = upload(carla, ANDROID_ES.encode())
    text = page.content.decode()
    assert page.status_code == 200 and "dos cajas" in text
    assert not any(word in text for word in ("Rosa", "Julián", "900 000 001"))
    shown = tokens(page)
    done = choose(carla, shown, shown[:1] + shown[-1:])
    notice = Notice.objects.get()
    assert done.status_code == 200 and notice.number in done.content.decode()
    assert notice.channel == "whatsapp" and "C, 2025-06-01 08:12: ¿Dónde: en el puerto?" in notice.text
    assert str(notice.facts_from) == "2025-06-01" and not hasattr(notice, "reporter")
    again = tokens(upload(carla, ANDROID_ES.encode()))
    other = return_codes.new_code()
    said = choose(carla, again, again[:1] + again[-1:], code=other).content.decode()
    assert other not in said
    assert Notice.objects.count() == 1 and "ya forman el aviso" in said


def test_the_code_for_who_wrote_is_shown_once(carla):
    """With the words to send in the chat; the same form sent twice shows it again, nobody else ever sees it."""
    page = upload(carla, ANDROID_ES.encode())
    shown, code = tokens(page), page.context["form"]["code"].value()
    assert return_codes.is_code(code) and code in page.content.decode()
    for _twice in range(2):
        done = choose(carla, shown, shown[:1], code=code)
        said = done.content.decode()
        assert done["Cache-Control"].startswith("max-age=0") and said.count(code) == 2
        assert f"{settings.PUBLIC_ADDRESS}{reverse('rights:follow_notice')}" in said
    notice = Notice.objects.get()
    assert queries_notices.by_code(code) == notice
    assert code not in carla.get(reverse("rights:notice_at_desk", args=[notice.pk])).content.decode()
    assert choose(carla, shown, shown[:1], code="MÍO").status_code == 422


def test_the_message_for_who_wrote_is_in_spanish_whatever_the_official_reads(carla):
    page = carla.post(f"/en{address()}", {"file": SimpleUploadedFile("chat.txt", ANDROID_ES.encode())})
    shown = tokens(page)
    given = {"kind": "sale", "district": "Iquitos", "code": CODE, "shown": shown, "chosen": shown[:1]}
    said = carla.post(f"/en{address()}", given).content.decode()
    assert f"código de su aviso: {CODE}" in said
    assert f"the code of your notice: {CODE}" in said
    assert f"{settings.PUBLIC_ADDRESS}/aviso/seguimiento/" in said and "/en/aviso/seguimiento/" in said


def test_someone_is_named_only_on_purpose(carla):
    shown = tokens(upload(carla, ANDROID_ES.encode()))
    choose(carla, shown, shown[:1], name="Rosa Prueba", contact="900")
    assert Notice.objects.get().reporter.name == "Rosa Prueba"


def test_photos_of_a_zip_come_with_their_message(carla):
    text = "13/1/2025, 10:00 - Rosa: foto1.jpg (archivo adjunto)\nMire esto\n13/1/2025, 10:01 - Rosa: malo.jpg (archivo adjunto)\n"
    page = upload(carla, zipped(text, foto1=testing.a_photo().read(), malo=b"no es una foto"), "chat.zip")
    shown = tokens(page)
    choose(carla, shown, shown)
    assert Notice.objects.get().photos.count() == 1


def test_of_a_chat_full_of_photos_only_those_of_the_chosen_are_opened(carla, monkeypatch):
    opened = []
    real = pictures.photo
    monkeypatch.setattr(pictures, "photo", lambda *given: opened.append(1) or real(*given))
    many = {f"foto{n}": testing.a_photo(colour=f"#{n:02x}0000").read() for n in range(40)}
    text = "".join(f"13/1/2025, 10:00 - Rosa: {name}.jpg (archivo adjunto)\n" for name in many)
    shown = tokens(upload(carla, zipped(text, **many), "chat.zip"))
    assert len(shown) == 40 and not opened
    choose(carla, shown, shown[:2])
    assert Notice.objects.get().photos.count() == len(opened) == 2


def test_one_sees_the_photos_one_chooses_from_and_another_does_not(carla):
    text = "13/1/2025, 10:00 - Rosa: foto.jpg (archivo adjunto)\n"
    page = upload(carla, zipped(text, foto=testing.a_photo(size=(900, 600)).read()), "chat.zip")
    source = re.search(r'<img src="([^"]+)"', page.content.decode())[1]
    answer = carla.get(source)
    assert answer["Content-Type"] == "image/jpeg" and "no-store" in answer["Cache-Control"]
    assert max(Image.open(io.BytesIO(answer.content)).size) == notice_chats.THUMBNAIL
    assert testing.sign_in(testing.people().pilar).get(source).status_code == 404
    assert carla.get(source[:-2] + "x/").status_code == 404


def test_a_file_that_is_not_taken_is_told_of_and_never_named(carla):
    damaged = testing.a_photo(size=(800, 800)).read()
    damaged = damaged[: len(damaged) // 4]
    text = "".join(
        f"13/1/2025, 10:0{n} - Rosa: {name} (archivo adjunto)\n"
        for n, name in enumerate(("PTT-Juan Prueba.opus", "mala.jpg", "fuera.mp4"))
    )
    page = upload(carla, zipped(text, mala=damaged), "chat.zip")
    said = page.content.decode()
    assert "con un archivo que no se lee (opus)" in said and "Juan" not in said
    choose(carla, tokens(page), tokens(page))
    notice = Notice.objects.get()
    assert notice.photos.count() == 0
    assert [line.rsplit(": ", 1)[1] for line in notice.text.splitlines()] == ["[opus]", "[jpg]", "[mp4]"]


def test_more_photos_than_a_notice_has_are_refused_unopened(carla, monkeypatch):
    many = {f"foto{n}": testing.a_photo(colour=f"#{n:02x}0000").read() for n in range(11)}
    text = "".join(f"13/1/2025, 10:00 - Rosa: {name}.jpg (archivo adjunto)\n" for name in many)
    shown = tokens(upload(carla, zipped(text, **many), "chat.zip"))
    monkeypatch.setattr(pictures, "photo", None)
    assert choose(carla, shown, shown).status_code == 422 and not Notice.objects.exists()


def test_photos_that_were_swept_meanwhile_are_to_be_read_in_again(carla):
    text = "13/1/2025, 10:00 - Rosa: foto.jpg (archivo adjunto)\n"
    page = upload(carla, zipped(text, foto=testing.a_photo().read()), "chat.zip")
    for path in Path(settings.FILES).rglob("*"):
        if path.is_file():
            path.unlink()
    said = choose(carla, tokens(page), tokens(page))
    assert said.status_code == 422 and "lea el archivo otra vez" in said.content.decode()
    assert not Notice.objects.exists()


def test_a_killed_making_leaves_nothing_and_again_makes_one(carla, monkeypatch):
    text = "".join(f"13/1/2025, 10:0{n} - Rosa: foto{n}.jpg (archivo adjunto)\n" for n in range(3))
    photos = {f"foto{n}": testing.a_photo(colour=f"#{90 * n:02x}5a00").read() for n in range(3)}
    shown = tokens(upload(carla, zipped(text, **photos), "chat.zip"))
    real, calls = files.attach, []

    def dies(*given, **more):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*given, **more)

    monkeypatch.setattr(files, "attach", dies)
    with pytest.raises(KeyboardInterrupt):
        choose(carla, shown, shown)
    assert not Notice.objects.exists() and not NoticePhoto.objects.exists()
    monkeypatch.setattr(files, "attach", real)
    for _again in range(2):
        choose(carla, shown, shown)
    assert Notice.objects.get().photos.count() == 3


def test_the_longest_message_of_whatsapp_is_taken_whole(carla):
    words = " ".join(f"palabra{n}" for n in range(6000))[:65_530] + " final"
    page = upload(carla, f"13/1/2025, 10:00 - Rosa: {words}\n13/1/2025, 10:01 - Rosa: fin\n".encode())
    assert "65,536 letras, se toma completo" in page.content.decode()
    choose(carla, tokens(page), tokens(page)[1:])
    notice = Notice.objects.get()
    assert notice.text == f"A, 2025-01-13 10:00: {words}"
    desk = carla.get(reverse("rights:notice_at_desk", args=[notice.pk])).content.decode()
    assert f"El texto completo, {len(notice.text):,} letras" in desk and words in desk


def test_no_more_is_taken_than_a_notice_holds_and_it_is_said(carla):
    text = "".join(f"13/1/2025, 10:0{n} - Rosa: {'x' * 60_000}\n" for n in range(2))
    shown = tokens(upload(carla, text.encode()))
    said = choose(carla, shown, shown)
    assert said.status_code == 422 and "100,000 letras" in said.content.decode()
    page = upload(carla, f"13/1/2025, 10:00 - Rosa: uno\n13/1/2025, 10:01 - Rosa: {'x' * 200_000}".encode())
    assert page.status_code == 422 and "línea 2 tiene más de 99,900 letras" in page.content.decode()
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Fecha,Alcance\n1,2\n", "línea 1"),
        (b"13/6/2025, 08:05 - Rosa: uno\n\xff\xfe", "línea 2"),
        (b"PK\x03\x04roto", ".zip"),
        (b"\n", "vacío"),
        (b"1/6/2025, 08:05 - Rosa: uno\n", "día o el mes"),
    ],
)
def test_a_wrong_file_is_refused_and_keeps_nothing(carla, data, said):
    page = upload(carla, data)
    assert page.status_code == 422
    assert said in page.content.decode() or said == "vacío"
    assert not Notice.objects.exists()


def test_the_order_of_day_and_month_is_asked_and_taken(carla):
    page = upload(carla, b"1/6/2025, 08:05 - Rosa: uno\n", order="month")
    shown = tokens(page)
    choose(carla, shown, shown)
    assert str(Notice.objects.get().facts_from) == "2025-01-06"


def test_messages_of_days_to_come_make_no_notice(carla):
    """Read with the day for the month, a chat of the past may lie ahead."""
    page = upload(carla, b"1/12/2099, 08:05 - Rosa: uno\n", order="day")
    shown = tokens(page)
    said = choose(carla, shown, shown)
    assert said.status_code == 422 and not Notice.objects.exists()


def test_words_narrow_a_chat_and_a_message_of_ones_own_is_not_taken(carla):
    page = upload(carla, ANDROID_ES.encode(), q="puerto")
    assert len(tokens(page)) == 1
    assert choose(carla, ["inventado"], ["inventado"]).status_code == 422
    assert not Notice.objects.exists()


def broken(data: bytes) -> bytes:
    """The archive with the packed bytes of its first file overwritten."""
    start = data.index(b"_chat.txt") + 9
    return data[: start + 2] + b"\xff" * 6 + data[start + 8 :]


def packed(text: bytes, kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        archive.writestr("_chat.txt", text)
    return out.getvalue()


@pytest.mark.parametrize("kind", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_packed_otherwise_is_none_of_whatsapp(carla, kind):
    assert upload(carla, packed(ANDROID_ES.encode(), kind), "chat.zip").status_code == 422


def test_a_damaged_archive_is_refused(carla):
    page = upload(carla, broken(packed(ANDROID_ES.encode())), "chat.zip")
    assert page.status_code == 422 and ".zip" in page.content.decode()


def test_a_bomb_is_not_unpacked_whatever_it_says_of_its_size(carla):
    size = 200 * 1024 * 1024
    bomb = packed(b"13/6/2025, 08:05 - A: " + b"x" * (size - 22))
    for data in (bomb, bomb.replace(struct.pack("<I", size), struct.pack("<I", 1000))):
        tracemalloc.start()
        page = upload(carla, data, "chat.zip")
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert page.status_code == 422 and most < 80 * 1024 * 1024


def test_a_text_sent_in_the_chat_is_not_taken_for_it(carla):
    out = io.BytesIO(packed(ANDROID_ES.encode()))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("lista.txt", "loros 20")
        archive.writestr("__MACOSX/._chat.txt", "x")
    assert len(tokens(upload(carla, out.getvalue(), "chat.zip"))) == 2


def test_the_older_messages_of_a_long_chat_are_told_of(carla):
    many = "".join(f"13/6/2025, 08:05 - Rosa: mensaje {n}\n" for n in range(302))
    page = upload(carla, many.encode())
    assert len(tokens(page)) == 300 and "2 mensajes más antiguos" in page.content.decode()
    long = "".join(f"13/6/2025, 08:05 - Rosa: {n} {'x' * 60_000}\n" for n in range(8))
    assert len(tokens(upload(carla, long.encode()))) == 4
