"""The menu: each entry said once, and what one system adds stands together."""

from itertools import groupby
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from django.utils import translation

from arariwa.core import panels
from arariwa.core.actor import Actor
from arariwa.core.models import Role


def test_every_final_act_has_the_way_back_at_its_top():
    for views in Path("arariwa").glob("*/views/*.py"):
        text = views.read_text(encoding="utf-8")
        assert text.count('"core/final.html"') <= text.count('"above": '), views


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize("role", list(Role))
def test_the_menu_of_a_role_says_each_thing_once(role, lang):
    places = panels.places_for(cast(Actor, SimpleNamespace(role=role)))
    with translation.override(lang):
        labels = [str(place.label) for place in places]
    assert len(set(labels)) == len(labels)
    orders = [place.order for place in places]
    assert len(set(orders)) == len(orders), "two entries stand where the systems happen to be loaded"
    systems = [system for system, _ in groupby(place.url_name.split(":")[0] for place in places)]
    for system in ("training", "outreach", "events", "evidence"):
        assert systems.count(system) <= 1, systems
    # “Questions” and “Figures” alone do not say which.
    assert not {"Questions", "Figures", "Preguntas", "Cifras"} & set(labels)
