"""Consultations: asked without a name, answered by someone with one, from the law, and followed up."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from arariwa.core import access, contents, testing
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Institution, JournalEntry
from arariwa.rights import actions_consultations as actions
from arariwa.rights import consultation_showing as showing
from arariwa.rights import consulting, return_codes
from arariwa.rights.consultation_choices import State
from arariwa.rights.models import Consultation
from arariwa.rights.tests import consulting_world as world

pytestmark = pytest.mark.django_db


@pytest.fixture
def tania():
    return world.desk()


@pytest.fixture
def people():
    return testing.people()


def refused(act, **arguments):
    before = (Consultation.objects.count(), JournalEntry.objects.count())
    with pytest.raises(Refused) as error:
        act(**arguments)
    assert (Consultation.objects.count(), JournalEntry.objects.count()) == before
    return error.value.code, error.value.field


def later(who, days):
    return testing.actor(who, timezone.now() + timedelta(days=days))


def test_a_question_without_account_waits_at_the_desk_and_nowhere_else(tania, people):
    row, code = world.a_question(ubigeo="150101")
    assert row.state == State.WAITING
    assert row.received_by is None
    assert row.channel == "web"
    seen = {
        name
        for name, who in {
            "tania": tania,
            "alba": people.alba,
            "carla": people.carla,
            "ada": people.ada,
        }.items()
        if access.visible(Consultation.objects.all(), who.actor).exists()
    }
    # Carla's office is the wildlife authority of another region.
    assert seen == {"tania"}
    assert code not in str(list(Consultation.objects.values()))
    line = JournalEntry.objects.get(verb="consultation.asked")
    assert line.membership is None
    assert line.facts == {"channel": "web", "content": contents.digest(row)}
    assert not list(contents.changed())


def test_the_wildlife_authority_of_the_region_may_answer_too(tania, people):
    row, _code = world.a_question()
    elsewhere, _code = world.a_question(ubigeo="150101")
    assert access.level_of(people.carla.actor, row) == access.ACT
    assert access.level_of(people.carla.actor, elsewhere) == 0
    # Put right, it comes to her as well.
    actions.sort(
        by=tania.actor,
        id=elsewhere.pk,
        version=1,
        values={**world.about(), "ubigeo": "160202", "animal": "pihuicho"},
    )
    assert access.level_of(people.carla.actor, elsewhere) == access.ACT


def test_sent_twice_it_is_one_question_and_the_code_opens_it(tania):
    id, code = uuid7(), return_codes.new_code()
    first = actions.ask(by=None, id=id, code=code, values=world.about())
    assert actions.ask(by=None, id=id, code=code, values=world.about()) == first
    assert Consultation.objects.count() == 1
    assert showing.by_code(code.lower()) == first
    # Neither another code nor other words with the same id tell whether it exists.
    assert refused(actions.ask, by=None, id=id, code=return_codes.new_code(), values=world.about()) == (
        "id.malformed",
        "",
    )
    with pytest.raises(Refused, match="return_code.unknown"):
        showing.by_code(return_codes.new_code())


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"question": "  "}, ("field.missing", "question")),
        ({"topic": "dragons"}, ("consultation.topic", "topic")),
        ({"act": "fly"}, ("consultation.act", "act")),
        ({"asked_on": timezone.localdate() + timedelta(days=2)}, ("consultation.future", "asked_on")),
        ({"channel": "session"}, ("consultation.session", "event")),
    ],
)
def test_what_is_no_question(tania, changes, code):
    values = world.about(**changes)
    assert (
        refused(actions.ask, by=tania.actor, id=uuid7(), code=return_codes.new_code(), values=values) == code
    )


def test_where_nobody_answers_the_citizen_is_told(people):
    assert refused(actions.ask, by=None, id=uuid7(), code=return_codes.new_code(), values=world.about()) == (
        "consultation.no_desk",
        "",
    )


def test_an_answer_names_its_norm_its_author_and_the_way(tania):
    row, _code = world.a_question()
    found = world.answered(row, tania)
    row.refresh_from_db()
    assert row.state == State.REFERRED
    assert row.follow_up_on == timezone.localdate() + timedelta(days=90)
    assert (found.n, found.verdict, found.law_on) == (1, "not_lawful", timezone.localdate())
    shown = showing.answers(row)[0]
    assert "Tania" in shown.by
    assert [norm.code for norm in shown.norms] == ["CP-308-C", "LW-SUBSANA"]
    assert all(norm.name and norm.says and "[[" not in norm.says for norm in shown.norms)
    assert len(shown.step.steps) > 1
    assert shown.step.authority.pk == "ARFFS"
    assert not list(contents.changed())


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"norms": []}, ("consultation.no_norm", "norms")),
        ({"norms": ["CP-308-C", "CP-9999"]}, ("consultation.unknown_norm", "norms")),
        ({"text": " "}, ("field.missing", "text")),
        ({"way": "W-NONE"}, ("consultation.way", "way")),
        ({"authority": None}, ("consultation.authority", "authority")),
        ({"way": ""}, ("consultation.way_missing", "way")),
        ({"word": "allowed"}, ("consultation.against_verdict", "word")),
        ({"word": "allowed_if"}, ("consultation.against_verdict", "word")),
    ],
)
def test_what_is_no_answer(tania, changes, code):
    row, _code = world.a_question()
    if "authority" in changes or "way" in changes:
        changes = {"authority": Institution.objects.get(pk="ARFFS"), **changes}
    with pytest.raises(Refused) as error:
        world.answered(row, tania, **changes)
    assert (error.value.code, error.value.field) == code
    row.refresh_from_db()
    assert row.state == State.WAITING


def test_another_authority_than_the_ways_own_is_refused(tania, people):
    row, _code = world.a_question()
    with pytest.raises(Refused, match="authority_of_way"):
        world.answered(row, tania, authority=people.pilar.office.institution)


def test_a_correction_is_a_new_answer_with_its_reason_and_the_old_one_stays(tania):
    row, _code = world.a_question()
    world.answered(row, tania)
    with pytest.raises(Refused, match="reason.missing"):
        world.answered(row, tania, text="Otra respuesta.")
    world.answered(row, tania, text="Otra respuesta.", way="", authority=None, why="La norma cambió.")
    row.refresh_from_db()
    assert row.state == State.ANSWERED
    assert row.follow_up_on is None
    assert [(one.answer.n, one.current) for one in showing.answers(row)] == [(2, True), (1, False)]
    # Who began to write before the correction is told.
    with pytest.raises(Refused, match="answered_meanwhile"):
        actions.answer(
            by=tania.actor,
            consultation_id=row.pk,
            id=uuid7(),
            after=1,
            word="depends",
            text="x",
            norms=["CP-308"],
            why="y",
        )


def test_two_do_not_answer_the_same_question(tania, people):
    row, _code = world.a_question()
    ruth = testing.someone("Ruth", tania.office, "programme")
    beatriz = testing.someone("Beatriz", people.carla.office, "wildlife")
    actions.pass_on(by=tania.actor, id=row.pk, office=people.carla.office)
    actions.take_up(by=beatriz.actor, id=row.pk)
    assert refused(actions.take_up, by=ruth.actor, id=row.pk)[0] == "consultation.taken"
    with pytest.raises(Refused, match="consultation.taken"):
        world.answered(row, ruth)
    # Her own office only acts; the desk manages and frees it.
    assert refused(actions.give_back, by=people.carla.actor, id=row.pk)[0] == "access.level"
    actions.give_back(by=ruth.actor, id=row.pk)
    world.answered(row, ruth)


def test_what_is_asked_of_corruption_does_not_wait_at_the_office_near(tania, people):
    """Whoever asks where to complain of a control that took money may be asking about that office."""
    testing.someone("Elva", testing.office("ARFFS-LO", "ARFFS", "Autoridad de Loreto"), "wildlife")
    near, _code = world.a_question()
    asked, _code = world.a_question(topic="corruption", act="bribe")
    offices = {row: {grant.office.code for grant in showing.offices(row)} for row in (near, asked)}
    assert "ARFFS-LO" in offices[near] and "ARFFS-LO" not in offices[asked]


def test_found_later_to_be_of_corruption_it_leaves_the_office_near(tania, people):
    """Also where a colleague there had taken it up, or sorts it; sorted back, it comes to them again."""
    office = testing.office("ARFFS-LO", "ARFFS", "Autoridad de Loreto")
    elva = testing.someone("Elva", office, "wildlife")
    row, _code = world.a_question()
    actions.take_up(by=elva.actor, id=row.pk)
    about = {**world.about(), "topic": "corruption"}
    actions.sort(by=elva.actor, id=row.pk, version=1, values=about)
    row.refresh_from_db()
    assert (access.level_of(elva.actor, row), access.level_of(people.carla.actor, row)) == (0, 0)
    assert access.level_of(tania.actor, row) == access.MANAGE
    assert row.state == State.WAITING
    line = JournalEntry.objects.filter(verb="consultation.sorted").latest("seq")
    assert "ARFFS-LO" in line.facts["ended"] and not list(contents.changed())
    with pytest.raises(access.Hidden):
        actions.take_up(by=elva.actor, id=row.pk)
    # The desk may still let an office read it on purpose; putting right another thing does not end that.
    actions.pass_on(by=tania.actor, id=row.pk, office=office)
    actions.sort(by=tania.actor, id=row.pk, version=2, values={**about, "animal": "mono"})
    assert access.level_of(elva.actor, row) == access.ACT
    actions.sort(by=tania.actor, id=row.pk, version=3, values={**about, "topic": "parrots"})
    assert access.level_of(people.carla.actor, row) == access.ACT


def test_who_sorts_it_away_from_themselves_is_told_so(tania, people):
    row, _code = world.a_question()
    client = testing.sign_in(people.carla)
    values = {**world.about(), "topic": "corruption", "ubigeo": "Iquitos", "id": row.pk, "version": 1}
    done = client.post(reverse("rights:sort_consultation", args=[row.pk]), values, follow=True)
    assert done.status_code == 200
    assert "se lee solo en la mesa del programa" in done.content.decode()


def test_it_is_passed_only_to_an_office_where_someone_answers(tania, people):
    """What a citizen asks of themselves is not laid before police or customs, who answer no questions."""
    row, _code = world.a_question()
    assert people.alba.office not in consulting.answering_offices(tania.actor.today)
    assert refused(actions.pass_on, by=tania.actor, id=row.pk, office=people.alba.office) == (
        "consultation.office_answers_not",
        "office",
    )


def test_who_may_not_see_it_may_do_nothing(tania, people):
    row, _code = world.a_question(ubigeo="150101")
    with pytest.raises(access.Hidden):
        actions.take_up(by=people.carla.actor, id=row.pk)
    with pytest.raises(access.Hidden):
        world.answered(row, people.pilar)
    assert refused(actions.take_up, by=people.alba.actor, id=row.pk)[0] == "access.role"


def test_set_aside_and_brought_back(tania):
    row, _code = world.a_question()
    assert refused(actions.set_aside, by=tania.actor, id=row.pk, why=" ") == ("reason.missing", "why")
    actions.set_aside(by=tania.actor, id=row.pk, why="No es una pregunta.")
    row.refresh_from_db()
    assert row.state == State.SET_ASIDE
    with pytest.raises(Refused, match="consultation.set_aside"):
        world.answered(row, tania)
    actions.bring_back(by=tania.actor, id=row.pk)
    world.answered(row, tania)
    assert refused(actions.set_aside, by=tania.actor, id=row.pk, why="Tarde.")[0] == "consultation.answered"
    assert not list(contents.changed())


def test_what_became_of_the_way_is_asked_until_it_ends_and_taken_back_if_wrong(tania):
    row, _code = world.a_question()
    with pytest.raises(Refused, match="not_referred"):
        actions.follow_up(
            by=tania.actor, consultation_id=row.pk, id=uuid7(), outcome="started", on=timezone.localdate()
        )
    world.answered(row, tania)
    by = later(tania, 91)
    id = uuid7()
    for _twice in range(2):
        actions.follow_up(by=by, consultation_id=row.pk, id=id, outcome="started", on=by.today)
    row.refresh_from_db()
    assert row.follow_ups.count() == 1
    assert row.follow_up_on == by.today + timedelta(days=90)
    end = actions.follow_up(
        by=later(tania, 200),
        consultation_id=row.pk,
        id=uuid7(),
        outcome="obtained",
        on=later(tania, 200).today,
    )
    row.refresh_from_db()
    assert row.follow_up_on is None
    actions.void_follow_up(by=later(tania, 201), id=end.pk, why="Era otra persona.")
    row.refresh_from_db()
    assert row.follow_up_on == by.today + timedelta(days=90)
    assert refused(
        actions.follow_up,
        by=by,
        consultation_id=row.pk,
        id=uuid7(),
        outcome="obtained",
        on=by.today + timedelta(days=1),
    ) == ("follow_up.future", "on")
    assert refused(
        actions.follow_up,
        by=by,
        consultation_id=row.pk,
        id=uuid7(),
        outcome="obtained",
        on=by.today - timedelta(days=95),
    ) == ("follow_up.early", "on")
    assert not list(contents.changed())


def test_a_changed_answer_is_found(tania):
    row, _code = world.a_question()
    world.answered(row, tania)
    Consultation.objects.filter(pk=row.pk).update(question="Otra cosa")
    assert [one.row for one in contents.changed()] == [f"rights.consultation:{row.pk}"]


def test_what_was_asked_without_subject_finds_the_written_questions_by_its_words(tania):
    """Who asks may leave subject and act open; without written questions the page would offer neither norm nor way."""

    def near(text, **changes):
        row, _code = world.a_question(question=text, **{"animal": "", "act": "", "topic": "", **changes})
        return [one.id for one in consulting.written(row)]

    assert near("Mi abuela tiene un loro") == ["S03"]
    assert near("La ronda agarró un camión con tortugas") == ["S59"]
    assert near("May I take a feather necklace home?")[0] in ("S22", "S25")
    assert near("Hola, buenas tardes") == []
    # What was said of subject and act comes first, its words then.
    among = near("Quiero vender un loro", topic="parrots", act="keep")
    assert among[0] == "S03" and len(among) > 3
