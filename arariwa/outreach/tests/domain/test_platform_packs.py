"""The pack of platforms: read whole, and a mistake in it is named."""

from pathlib import Path

import pytest
from django.conf import settings

from arariwa.core.packs import Pack, PackError
from arariwa.core.setup import names
from arariwa.outreach import packs

TRUE = Pack.from_folder(Path(settings.PACKS), packs.NAME)


def changed(path: str, before: str, after: str) -> Pack:
    text = TRUE.text(path)
    assert before in text
    return Pack(TRUE.name, {**TRUE.files, path: text.replace(before, after, 1).encode()})


def test_the_pack_is_right_and_is_stored_with_the_others():
    assert packs.check(Path(settings.PACKS)) == []
    assert packs.NAME in names(Path(settings.PACKS))


@pytest.mark.parametrize(
    ("path", "before", "after", "code"),
    [
        ("x_content.yaml", "metric: impressions", "metric: likeable", "pack.unknown_reference"),
        ("x_content.yaml", "needs: [[post_id]", "needs: [[post_no]", "pack.unknown_reference"),
        ("x_content.yaml", "^account", "^(account", "pack.not_a_pattern"),
        ("x_content.yaml", "en: [Likes]", "en: [Impressions]", "pack.id_twice"),
        ("changes.yaml", "metrics: [interactions]", "metrics: [everything]", "pack.unknown_reference"),
    ],
)
def test_a_mistake_is_named(path, before, after, code):
    pack = changed(path, before, after)
    assert code in {one.code for one in packs.mistakes(packs.read(pack), pack)}


def test_a_kind_stands_in_a_file_of_its_name():
    with pytest.raises(PackError, match="unexpected_file"):
        packs.read(changed("x_content.yaml", "id: x_content", "id: x_contents"))


def test_every_kind_says_where_its_file_comes_from_and_from_what_it_is_known():
    for kind in packs.read(TRUE).kinds.values():
        assert kind.sources
        assert kind.where.es
        assert kind.where.en


def test_breaks_are_those_of_the_platform_and_metric():
    found = packs.read(TRUE)
    assert [str(day) for day in found.breaks("facebook", "views")] == ["2024-11-01"]
    assert found.breaks("tiktok", "reach") == []
