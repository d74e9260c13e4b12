"""Files: streamed, bounded, known by their bytes; a crash leaves bytes without a row, never a row without bytes."""

import io
import os
import re
import zlib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from arariwa.core import access, contents, files, journal, testing
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Attachment, Blob
from arariwa.evidence import actions

MB = 1024 * 1024
JPEG = testing.a_photo().read()


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


def on_disk():
    root = Path(settings.FILES)
    return [path for path in root.rglob("*") if path.is_file()] if root.exists() else []


def refused(source, code, **more):
    with pytest.raises(Refused) as error:
        files.keep(source, kinds=files.PHOTOS, field="photo", **more)
    assert (error.value.code, error.value.field) == (code, "photo")
    assert on_disk() == []
    return error.value


def test_bytes_are_kept_under_their_hash_for_their_owner_only():
    kept = files.keep(io.BytesIO(JPEG), kinds=files.PHOTOS)
    path = files.path_of(kept.sha256)
    assert path.read_bytes() == JPEG
    assert (kept.size, kept.kind) == (len(JPEG), "image/jpeg")
    assert path.stat().st_mode & 0o077 == 0
    assert re.fullmatch(r"[0-9a-f]{64}", path.name)


def test_the_same_bytes_twice_are_kept_once():
    assert files.keep([JPEG], kinds=files.PHOTOS) == files.keep(io.BytesIO(JPEG), kinds=files.PHOTOS)
    assert len(on_disk()) == 1


def test_an_empty_file_is_refused():
    refused(io.BytesIO(b""), "file.empty")
    refused([], "file.empty")


def test_a_file_at_the_limit_is_kept_one_byte_more_is_not():
    assert files.keep([JPEG], kinds=files.PHOTOS, limit=len(JPEG)).size == len(JPEG)
    for path in on_disk():
        path.unlink()
    assert refused([JPEG], "file.too_large", limit=len(JPEG) - 1).values["limit_mb"] == 0


def test_a_100_mb_photo_stops_at_the_limit():
    """It is refused while it streams: what comes after the limit is never read."""
    asked = 0

    def endless():
        nonlocal asked
        yield JPEG
        while True:
            asked += 1
            yield b"\0" * MB

    refused(endless(), "file.too_large")
    assert asked == settings.UPLOAD_LIMIT // MB


EXECUTABLES = {
    "elf": b"\x7fELF\x02\x01\x01" + b"\0" * 200,
    "windows": b"MZ\x90\0" + b"\0" * 200,
    "script": b"#!/bin/sh\nrm -rf /\n",
    "html": b"<!doctype html><script>alert(1)</script>",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "gif": b"GIF89a" + b"\0" * 200,
    "pdf": b"%PDF-1.7\n" + b"\0" * 200,
    "zip": b"PK\x03\x04" + b"\0" * 200,
    "noise": bytes(range(256)),
    "head of a jpeg only": b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    "cut png": testing.a_photo("a.png").read()[:60],
}


@pytest.mark.parametrize("data", EXECUTABLES.values(), ids=EXECUTABLES)
def test_what_is_no_photo_is_refused_whatever_it_is_called(data):
    refused(SimpleUploadedFile("foto.jpg", data, content_type="image/jpeg"), "file.kind")


def png_header(width, height):
    def chunk(kind, body):
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    size = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", size)
        + chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(("width", "height"), [(60_000, 60_000), (20_000, 6_001), (2_000_000_000, 2)])
def test_a_bomb_of_pixels_is_refused(width, height):
    """A few bytes that unpack to gigabytes."""
    data = png_header(width, height)
    assert len(data) < 1000
    refused([data], "file.kind")


def test_a_large_but_sane_photo_is_kept():
    assert files.keep([png_header(9000, 11_000)], kinds=files.PHOTOS).kind == "image/png"


@pytest.mark.parametrize(
    ("given", "kind", "kept"),
    [
        ("foto.jpg", "image/jpeg", "foto.jpg"),
        ("Foto.JPEG", "image/jpeg", "Foto.JPEG"),
        ("../../etc/passwd", "image/jpeg", "passwd.jpg"),
        ("C:\\Users\\x\\foto.jpg", "image/jpeg", "foto.jpg"),
        ("foto.exe", "image/png", "foto.exe.png"),
        ("acta.jpeg", "application/pdf", "acta.jpeg.pdf"),
        ("", "image/jpeg", "archivo.jpg"),
        ("   ...  ", "image/png", "archivo.png"),
        ("fo\x00to\r\n.jpg", "image/jpeg", "foto.jpg"),
        ("foto\u202egpj.exe", "image/jpeg", "fotogpj.exe.jpg"),
        ("ñandú año.webp", "image/webp", "ñandú año.webp"),
        ("a" * 400 + ".jpg", "image/jpeg", "a" * 150 + ".jpg"),
    ],
)
def test_a_name_has_no_path_no_control_sign_no_false_ending(given, kind, kept):
    assert files.safe_name(given, kind) == kept


@pytest.mark.django_db
def test_an_attachment_belongs_to_its_record_and_is_told_in_the_journal():
    alba = testing.people().alba.actor
    made = testing.an_intervention(alba)
    photo = actions.add_photo(
        by=alba, intervention_id=made.pk, upload=testing.a_photo("../x/fotó.jpg"), caption="saco"
    )
    assert (photo.name, photo.caption, photo.blob.size) == ("fotó.jpg", "saco", len(JPEG))
    assert photo.compartment_id == made.compartment_id
    assert list(files.files_of(made, "photo")) == [photo]
    assert files.read(photo) == JPEG
    line = journal.JournalEntry.objects.latest("seq")
    assert line.verb == "file.attached"
    content = contents.digest(photo)
    assert line.facts == {"to": str(made.pk), "sha256": photo.blob_id, "purpose": "photo", "content": content}


@pytest.mark.django_db
def test_two_attachments_share_bytes_and_show_only_their_own():
    everyone = testing.people()
    dora = testing.someone("Dora", testing.office("PNP-UC", "PNP-DIRMEAMB"))
    mine, theirs = testing.an_intervention(everyone.alba), testing.an_intervention(dora)
    one = actions.add_photo(by=everyone.alba.actor, intervention_id=mine.pk, upload=testing.a_photo())
    other = actions.add_photo(by=dora.actor, intervention_id=theirs.pk, upload=testing.a_photo())
    assert one.blob == other.blob
    assert Blob.objects.count() == 1
    assert list(access.visible(Attachment.objects.all(), everyone.alba.actor)) == [one]
    assert testing.sign_in(everyone.alba).get(reverse("core:attachment", args=[other.pk])).status_code == 404


@pytest.mark.django_db
def test_the_same_photo_sent_twice_is_one():
    alba, id = testing.people().alba.actor, testing.uuid7()
    made = testing.an_intervention(alba)
    first = actions.add_photo(by=alba, intervention_id=made.pk, upload=testing.a_photo(), id=id)
    assert actions.add_photo(by=alba, intervention_id=made.pk, upload=testing.a_photo(), id=id) == first
    with pytest.raises(Refused) as refused:
        actions.add_photo(by=alba, intervention_id=made.pk, upload=testing.a_photo(colour="red"), id=id)
    assert refused.value.code == "id.conflict"


@pytest.mark.django_db
def test_an_id_of_a_file_one_may_not_see_is_answered_as_malformed():
    everyone, id = testing.people(), testing.uuid7()
    made, theirs = testing.an_intervention(everyone.alba), testing.an_intervention(everyone.carla)
    actions.add_photo(by=everyone.alba.actor, intervention_id=made.pk, upload=testing.a_photo(), id=id)
    with pytest.raises(Refused) as refused:
        actions.add_photo(by=everyone.carla.actor, intervention_id=theirs.pk, upload=testing.a_photo(), id=id)
    assert refused.value.code == "id.malformed"


@pytest.mark.django_db
def test_a_crash_between_file_and_row_leaves_no_row(monkeypatch):
    alba = testing.people().alba.actor
    made = testing.an_intervention(alba)

    def crash(*args, **kwargs):
        raise SystemExit

    monkeypatch.setattr(files, "attach", crash)
    with pytest.raises(SystemExit):
        actions.add_photo(by=alba, intervention_id=made.pk, upload=testing.a_photo())
    assert not Blob.objects.exists()
    assert len(on_disk()) == 1


def older(path, days=2):
    moment = path.stat().st_mtime - days * 86_400
    os.utime(path, (moment, moment))


@pytest.mark.django_db
def test_the_sweep_removes_what_no_row_speaks_of_and_nothing_else():
    alba = testing.people().alba.actor
    made = testing.an_intervention(alba)
    kept = files.path_of(
        actions.add_photo(by=alba, intervention_id=made.pk, upload=testing.a_photo()).blob_id
    )
    orphan = files.path_of(files.keep([testing.a_photo(colour="red").read()], kinds=files.PHOTOS).sha256)
    fresh = files.path_of(files.keep([testing.a_photo(colour="blue").read()], kinds=files.PHOTOS).sha256)
    unfinished = Path(settings.FILES) / "incoming" / "tmpx"
    unfinished.write_bytes(b"half")
    begun = Path(settings.FILES) / "incoming" / "tmpy"
    begun.write_bytes(b"half")
    for path in (kept, orphan, unfinished):
        older(path)
    assert files.sweep() == 2
    assert set(on_disk()) == {kept, fresh, begun}
    assert files.sweep() == 0


def test_the_sweep_of_a_home_without_files_does_nothing():
    assert files.sweep() == 0


@pytest.mark.django_db
def test_changed_bytes_are_not_handed_on_as_if_they_were_whole():
    alba = testing.people().alba.actor
    made = testing.an_intervention(alba)
    photo = actions.add_photo(by=alba, intervention_id=made.pk, upload=testing.a_photo())
    path = files.path_of(photo.blob_id)
    path.chmod(0o600)
    path.write_bytes(JPEG[:-1] + b"x")
    with pytest.raises(ValueError, match="changed"):
        files.read(photo)
    path.unlink()
    with pytest.raises(FileNotFoundError):
        files.read(photo)


@pytest.mark.django_db
def test_a_file_goes_to_who_may_see_its_record_and_to_nobody_else():
    everyone = testing.people()
    made = testing.an_intervention(everyone.alba)
    photo = actions.add_photo(by=everyone.alba.actor, intervention_id=made.pk, upload=testing.a_photo())
    address = reverse("core:attachment", args=[photo.pk])
    for who in (everyone.alba, everyone.beto):
        answer = testing.sign_in(who).get(address)
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content) == JPEG
        assert answer["Content-Type"] == "image/jpeg"
        assert "no-store" in answer["Cache-Control"]
        assert "sandbox" in answer["Content-Security-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff"
    for who in (everyone.carla, everyone.pilar, everyone.noe, everyone.ada):
        assert testing.sign_in(who).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    actions.remove_photo(by=everyone.alba.actor, id=photo.pk, why="otra cosa")
    assert testing.sign_in(everyone.alba).get(address).status_code == 404
