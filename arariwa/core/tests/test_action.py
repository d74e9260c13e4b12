"""The door of every write: role first, one transaction, one block of journal lines written last."""

import pytest
from django.db import transaction

from arariwa.core import actions, journal, testing
from arariwa.core.action import ANY_ROLE, action, may
from arariwa.core.domain.refused import Refused
from arariwa.core.models import JournalEntry, Office, Person, Role

pytestmark = pytest.mark.django_db


@action(roles=[Role.POLICE])
def rename(*, by, person, surnames, fail=None):
    Person.objects.filter(pk=person.pk).update(surnames=surnames)
    journal.write(by, "person.renamed", person)
    if fail:
        raise fail
    return surnames


@action(roles=ANY_ROLE)
def tag(*, by, values):
    return "done"


@action(roles=ANY_ROLE)
def rename_two(*, by, one, other, ignore=None):
    journal.write(by, "first.began", one)
    rename(by=by, person=one, surnames="Uno")
    try:
        rename(by=by, person=other, surnames="Dos", fail=ignore)
    except ZeroDivisionError:
        journal.write(by, "second.failed", other)


def verbs(after=0):
    return list(JournalEntry.objects.filter(seq__gt=after).order_by("seq").values_list("verb", flat=True))


def seen():
    return JournalEntry.objects.count()


def test_a_role_that_may_not_is_refused_before_anything():
    everyone = testing.people()
    before = seen()
    with pytest.raises(Refused) as refused:
        rename(by=everyone.carla.actor, person=everyone.alba.person, surnames="X")
    assert refused.value.code == "access.role"
    assert refused.value.values["role"]
    assert seen() == before
    assert Person.objects.get(pk=everyone.alba.person.pk).surnames == "Prueba"


@pytest.mark.parametrize("text", ["a\u202eb", "a\x1bb", "\u200f"])
def test_what_steers_text_is_refused_whoever_calls(text):
    everyone = testing.people()
    with pytest.raises(Refused) as refused:
        rename(by=everyone.alba.actor, person=everyone.alba.person, surnames=text)
    assert (refused.value.code, refused.value.field) == ("text.steering", "surnames")
    with pytest.raises(Refused) as refused:
        tag(by=everyone.alba.actor, values={"lines": [{"seal": text}]})
    assert refused.value.field == "seal"
    assert tag(by=everyone.alba.actor, values={"lines": [{"seal": "uno\ndos\tטל"}]}) == "done"


def test_the_system_acts_only_where_it_is_named():
    alba = testing.people().alba
    with pytest.raises(Refused):
        rename(by=None, person=alba.person, surnames="X")
    with pytest.raises(Refused):
        actions.cancel_job(by=None, job_id=testing.uuid7())
    assert actions.open_office(by=None, institution="FEMA", code="FEMA-YY", name_es="Y")


def test_an_officer_may_not_set_up():
    with pytest.raises(Refused):
        actions.open_office(by=testing.people().alba.actor, institution="FEMA", code="FEMA-ZZ", name_es="Z")
    assert not Office.objects.filter(code="FEMA-ZZ").exists()


def test_pages_ask_may():
    everyone = testing.people()
    assert may(everyone.alba.actor, rename)
    assert not may(everyone.carla.actor, rename)
    assert not may(None, rename)
    assert may(everyone.carla.actor, rename_two)


def test_nested_actions_make_one_block_in_the_order_they_happened():
    everyone = testing.people()
    before = seen()
    rename_two(by=everyone.alba.actor, one=everyone.alba.person, other=everyone.beto.person)
    assert verbs(before) == ["first.began", "person.renamed", "person.renamed"]


def test_the_role_of_an_inner_action_holds_too():
    everyone = testing.people()
    before = seen()
    with pytest.raises(Refused):
        rename_two(by=everyone.carla.actor, one=everyone.alba.person, other=everyone.beto.person)
    assert seen() == before


def test_an_exception_takes_everything_back_the_journal_included():
    everyone = testing.people()
    before = seen()
    with pytest.raises(ZeroDivisionError):
        rename(by=everyone.alba.actor, person=everyone.beto.person, surnames="Otra", fail=ZeroDivisionError())
    assert Person.objects.get(pk=everyone.beto.person.pk).surnames == "Prueba"
    assert seen() == before
    rename(by=everyone.alba.actor, person=everyone.beto.person, surnames="Otra")
    assert verbs(before) == ["person.renamed"]


def test_what_an_inner_action_took_back_leaves_no_line():
    """The outer action caught the failure and went on: the journal tells only what stands."""
    everyone = testing.people()
    before = seen()
    rename_two(
        by=everyone.alba.actor,
        one=everyone.alba.person,
        other=everyone.beto.person,
        ignore=ZeroDivisionError(),
    )
    assert verbs(before) == ["first.began", "person.renamed", "second.failed"]
    assert Person.objects.get(pk=everyone.alba.person.pk).surnames == "Uno"
    assert Person.objects.get(pk=everyone.beto.person.pk).surnames == "Prueba"


def test_an_action_takes_names_only():
    alba = testing.people().alba
    with pytest.raises(TypeError):
        rename(alba.actor, alba.person, "X")


def test_lines_are_written_last(monkeypatch):
    """Written mid-way, two transactions would wait for each other's rows."""
    everyone, written = testing.people(), []
    monkeypatch.setattr(journal, "append", lambda lines: written.append([line.verb for line in lines]))

    @action(roles=ANY_ROLE)
    def outer(*, by):
        rename(by=by, person=everyone.beto.person, surnames="Uno")
        assert written == []
        return transaction.get_connection().in_atomic_block

    assert outer(by=everyone.alba.actor)
    assert written == [["person.renamed"]]


def test_every_action_names_its_roles_and_takes_by():
    """One door: whatever writes for people is an action with roles that exist."""
    from arariwa.cases import actions as cases
    from arariwa.evidence import actions as evidence
    from arariwa.evidence import custody_actions as custody

    known = {*Role.values, ANY_ROLE, "system"}
    found = [
        function
        for module in (actions, evidence, custody, cases)
        for function in vars(module).values()
        if hasattr(function, "roles") and function.__module__ == module.__name__
    ]
    assert len(found) > 25
    for function in found:
        assert function.roles, function
        assert function.roles <= known, function
        assert function.__doc__, function
