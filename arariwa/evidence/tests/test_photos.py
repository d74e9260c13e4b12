"""Step 6: photos, good ones and bad ones."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from arariwa.core import testing
from arariwa.core.models import Attachment

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    draft = testing.an_intervention(registered=False)
    return testing.sign_in(testing.people().alba), f"/intervenciones/{draft.pk}/fotos/", draft


def sent(*photos, **changes):
    return {"batch": str(uuid4()), "photos": list(photos), "item": "", "caption": "", **changes}


def test_several_at_once_of_one_thing(world):
    alba, at, draft = world
    item = draft.items.get()
    answer = alba.post(
        at,
        sent(
            testing.a_photo("a.jpg"), testing.a_photo("b.png", "red"), item=str(item.pk), caption="En el saco"
        ),
    )
    assert answer.status_code == 302
    assert set(Attachment.objects.values_list("record", "caption", "purpose")) == {
        (item.pk, "En el saco", "photo")
    }
    assert Attachment.objects.count() == 2
    assert "En el saco" in alba.get(at).content.decode()


def test_sent_twice_keeps_once(world):
    alba, at, _draft = world
    batch = str(uuid4())
    for _ in range(2):
        assert alba.post(at, sent(testing.a_photo(), batch=batch)).status_code == 302
    assert Attachment.objects.count() == 1


def test_too_large(world, settings):
    alba, at, _draft = world
    settings.UPLOAD_LIMIT = 2 * 1024 * 1024
    huge = SimpleUploadedFile(
        "grande.jpg", testing.a_photo().read() + b"\0" * (3 * 1024 * 1024), "image/jpeg"
    )
    answer = alba.post(at, sent(huge))
    assert answer.status_code == 422 and "2 MB" in answer.content.decode() and not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("foto.jpg", b"MZ\x90\x00" + b"\0" * 400),
        ("foto.jpg", b"#!/bin/sh\nrm -rf /\n"),
        ("foto.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("foto.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 200),
        ("foto.jpg", b"%PDF-1.7 x"),
    ],
)
def test_what_only_pretends_to_be_a_photo(world, name, content):
    alba, at, _draft = world
    answer = alba.post(at, sent(SimpleUploadedFile(name, content, "image/jpeg")))
    assert answer.status_code == 422 and name in answer.content.decode() and not Attachment.objects.exists()


def test_a_bad_one_does_not_take_the_good_ones_with_it(world):
    alba, at, _draft = world
    answer = alba.post(
        at, sent(testing.a_photo("buena.jpg"), SimpleUploadedFile("mala.jpg", b"MZ" + b"\0" * 99))
    )
    page = answer.content.decode()
    assert answer.status_code == 422 and "mala.jpg" in page and Attachment.objects.count() == 1


def test_a_name_with_a_path_or_script_is_only_a_name(world):
    alba, at, _draft = world
    alba.post(at, sent(testing.a_photo("..\\..\\<script>x.jpg")))
    assert "/" not in Attachment.objects.get().name and "<script>" not in alba.get(at).content.decode()


def test_nothing_chosen_is_a_mistake_and_going_on_is_not(world):
    alba, at, draft = world
    assert alba.post(at, {"batch": str(uuid4()), "item": "", "caption": ""}).status_code == 422
    assert alba.post(at, {"ir": "seguir"}).url == f"/intervenciones/{draft.pk}/revisar/"
    assert alba.post(at, {"ir": "atras"}).url == f"/intervenciones/{draft.pk}/pesos/"


def test_a_thing_of_another_intervention_is_no_choice(world):
    alba, at, _draft = world
    assert alba.post(at, sent(testing.a_photo(), item=str(testing.an_item().pk))).status_code == 422
    assert not Attachment.objects.exists()


def test_removed(world):
    alba, at, _draft = world
    alba.post(at, sent(testing.a_photo()))
    photo = Attachment.objects.get()
    assert alba.post(f"{at}{photo.pk}/quitar/").url == at
    assert (
        Attachment.objects.get().voided_at and f"/archivos/{photo.pk}/" not in alba.get(at).content.decode()
    )


def test_who_may_open_a_photo(world):
    alba, at, _draft = world
    alba.post(at, sent(testing.a_photo()))
    address = f"/archivos/{Attachment.objects.get().pk}/"
    assert alba.get(address).status_code == 200
    assert testing.sign_in(testing.people().carla).get(address).status_code == 404
