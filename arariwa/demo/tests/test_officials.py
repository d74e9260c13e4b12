"""Invented officials: the same for the same seed, and nobody's names, numbers or mailboxes."""

from datetime import date

import pytest
from django.conf import settings

from arariwa.demo import officials, packs, programme_packs

TODAY = date(2026, 7, 1)


@pytest.fixture
def programme():
    return programme_packs.load(settings.PACKS)


def drawn(programme):
    return list(officials.drawn(programme, TODAY).values())


def people(programme):
    return [one for came in drawn(programme) for one in (*came.people, *came.absent)]


def test_a_seed_gives_the_same_people_and_another_seed_others(programme):
    assert drawn(programme) == drawn(programme)
    other = programme.model_copy(update={"seed": programme.seed + 1})
    assert not {p.email for p in people(programme) if p.email} & {p.email for p in people(other) if p.email}


def test_nobody_can_bear_their_names(programme):
    """Every second surname is a word of the forest, and no word of the forest is a surname of the list or of who signs in."""
    names = programme.names
    forest = set(names.forest)
    assert len(forest) == len(names.forest) and not forest & set(names.surnames)
    signed_in = {word for p in packs.load(settings.PACKS)[0].people for word in p.surnames.split()}
    assert not forest & signed_in
    twins = [p for p in people(programme) if p.email.endswith("@correo.example")]
    assert len(twins) == sum(event.twins for event in programme.events)
    assert all(p.surnames.split()[-1] in forest for p in people(programme) if p not in twins)


def test_numbers_and_mailboxes_are_of_nobody(programme):
    for one in people(programme):
        assert one.document_number or one.email
        assert one.document_kind != "dni" or one.document_number.startswith("99")
        assert one.document_kind != "foreign" or one.document_number.startswith("DEMO")
        assert not one.email or one.email.endswith(".example")


def test_lists_are_not_whole(programme):
    """Sex, number, mailbox, role and region are missing here and there, as on real lists."""
    some = people(programme)
    for missing in ("sex", "document_number", "email"):
        share = sum(not getattr(p, missing) for p in some) / len(some)
        assert 0.03 < share < 0.3, missing
    assert any(p.role == "NOT_RECORDED" for p in some)
    assert any(p.region == officials.NO_REGION for p in some)


def test_as_many_as_the_file_says(programme):
    ahead = [one.on_from(TODAY) for one in programme.now.events]
    for event, came in zip((*programme.events, *ahead), drawn(programme), strict=True):
        assert (len(came.people), len(came.absent)) == (event.people, event.absent), event.slug
        assert len({p.email or p.document_number for p in came.people}) == event.people, event.slug
    assert programme.officials > 1700
