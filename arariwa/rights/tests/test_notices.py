"""A notice from the moment it is sent to its outcome: who receives it, who sees what, what is kept and what is not."""

import threading
from datetime import timedelta
from functools import partial

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone, translation

from arariwa.core import access, files, testing
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Attachment, JournalEntry
from arariwa.core.refusals import worded
from arariwa.evidence.models import Intervention
from arariwa.rights import actions_notices as actions
from arariwa.rights import queries_notices as queries
from arariwa.rights import return_codes
from arariwa.rights.models import Notice, NoticeDecision, NoticeReporter
from arariwa.rights.tests import small

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    small.programme()
    return testing.people()


def with_exif() -> bytes:
    """A photo with the name of the telephone in it."""
    import io

    from PIL import Image

    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "TELEFONO-DE-ROSA"
    Image.new("RGB", (80, 60), "darkgreen").save(out, "JPEG", exif=exif)
    return out.getvalue()


# Where it goes


def test_it_goes_to_the_first_institution_of_the_route_that_has_a_desk_there(world):
    assert small.a_notice().office == world.carla.office
    assert small.a_notice(kind="transport").office == world.alba.office
    assert small.a_notice(kind="official").office == world.pilar.office


def test_where_nobody_is_competent_who_runs_this_copy_receives_it(world):
    for changes in ({"ubigeo": "080101"}, {"ubigeo": ""}, {"kind": "fish", "ubigeo": "200101"}):
        notice = small.a_notice(**changes)
        assert (notice.office.code, notice.competent) == ("PROG-LI", False)


def test_of_an_official_only_prosecutors_read_wherever_it_happens(world):
    """The page promises that neither wildlife office nor police receives it: without a desk near, one elsewhere does."""
    for ubigeo in ("080101", ""):
        notice = small.a_notice(kind="official", ubigeo=ubigeo)
        assert (notice.office, notice.competent) == (world.pilar.office, False)
    assert set(queries.desks_for(world.pilar.actor, notice).values_list("institution", flat=True)) <= {
        "FECOF",
        "FEMA",
    }
    with pytest.raises(Refused, match="notice.kind_not_theirs"):
        actions.pass_on(by=world.pilar.actor, id=notice.pk, office=world.alba.office, reason="Es suyo.")
    assert not queries.notices(world.alba.actor).exists()


def test_without_a_prosecutor_a_notice_of_an_official_is_not_taken():
    small.programme()
    with pytest.raises(Refused, match="notice.no_desk_of_kind"):
        small.a_notice(kind="official")
    assert not Notice.objects.exists()


def test_without_any_desk_nothing_is_taken():
    with pytest.raises(Refused, match="notice.no_desk"):
        small.a_notice()
    assert not Notice.objects.exists()


def test_each_kind_of_the_pack_is_taken_and_another_is_not(world):
    for kind in queries.book.rights().notice_kinds:
        assert small.a_notice(kind=kind, text=f"Aviso de {kind}").kind == kind
    with pytest.raises(Refused, match="notice.kind"):
        small.a_notice(kind="nada")


# What is kept


def test_the_same_id_with_the_same_code_is_the_same_notice_and_with_another_is_refused(world):
    id, code = testing.uuid7(), return_codes.new_code()
    given = {"by": None, "id": id, "values": small.about_notice()}
    first = actions.send_notice(code=code, **given)
    assert actions.send_notice(code=code, **given) == first
    for changes in (
        {"code": return_codes.new_code()},
        {"code": code, "values": small.about_notice(text="Otro")},
    ):
        with pytest.raises(Refused, match="id.malformed"):
            actions.send_notice(**{**given, **changes})
    assert Notice.objects.count() == 1


def test_the_code_is_kept_as_a_digest_only(world):
    code = return_codes.new_code()
    notice = small.a_notice(code)
    bare = return_codes.read(code)
    assert queries.by_code(code.lower().replace("-", " ")) == notice
    for row in (notice, *JournalEntry.objects.all()):
        assert bare not in str(row.__dict__) and code not in str(row.__dict__)


def test_the_place_is_a_square_of_five_kilometres_unless_the_person_keeps_the_point(world):
    near = small.a_notice(latitude=-3.7491, longitude=-73.2538, text="uno")
    other = small.a_notice(latitude=-3.7301, longitude=-73.2599, text="dos")
    assert (near.latitude, near.longitude, near.exact) == (other.latitude, other.longitude, False)
    assert abs(float(near.latitude) + 3.7491) < 0.03
    exact = small.a_notice(latitude=-3.7491, longitude=-73.2538, exact=True, text="tres")
    assert (float(exact.latitude), float(exact.longitude), exact.exact) == (-3.7491, -73.2538, True)
    assert not small.a_notice(exact=True, text="cuatro").exact


def test_what_the_camera_wrote_is_taken_out_unless_it_is_kept_on_purpose(world):
    plain, kept = actions.photo(with_exif()), actions.photo(with_exif(), with_data=True)
    notice = small.a_notice(photos=[plain, kept])
    data = {row.with_data: files.read(row.attachment) for row in notice.photos.all()}
    assert b"TELEFONO" not in data[False] and b"TELEFONO" in data[True]
    assert {row.attachment.name for row in notice.photos.all()} == {"foto.jpg"}


def test_a_photo_that_is_none_is_huge_or_one_too_many_is_refused(world):
    for data in (b"%PDF-1.7 no", b"", b"\xff\xd8\xff" + b"0" * 500):
        with pytest.raises(Refused, match="notice.photo"):
            actions.photo(data)
    with pytest.raises(Refused, match="file.too_large"):
        actions.photo(b"0" * (actions.PHOTO_LIMIT + 1))
    many = [actions.photo(testing.a_photo(size=(20 + n, 20)).read()) for n in range(actions.MOST_PHOTOS + 1)]
    with pytest.raises(Refused, match="notice.too_many_photos"):
        small.a_notice(photos=many)
    assert not Notice.objects.exists() and not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"0" * 200, "notice.photo_heic", "captura de pantalla"),
        (b"\0\0\0\x1cftypavif\0\0\0\0avif" + b"0" * 200, "notice.photo_heic", "HEIC o AVIF"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"0" * 200, "notice.film", "no se reciben videos"),
        (b"\0\0\0\x14ftypqt  " + b"0" * 200, "notice.film", "video"),
        (b"\x1aE\xdf\xa3webm" + b"0" * 200, "notice.film", "video"),
        (b"GIF89a" + b"0" * 200, "notice.photo", "JPEG, PNG y WebP"),
    ],
)
@pytest.mark.parametrize("with_data", [False, True])
def test_what_cannot_be_cleaned_is_refused_with_what_to_do_instead(data, code, said, with_data):
    with pytest.raises(Refused) as refused:
        actions.photo(data, with_data)
    with translation.override("es"):
        assert refused.value.code == code and said in worded(refused.value)


def test_the_same_text_again_is_joined_to_the_first(world):
    first = small.a_notice()
    again = small.a_notice(text="  VENDEN charapas vivas detras del mercado")
    assert (again.joined_to, again.office, again.compartment) == (first, first.office, first.compartment)
    assert small.a_notice(ubigeo="160108").joined_to is None
    late = small.a_notice(at=timezone.now() + timedelta(days=8))
    assert late.joined_to is None
    assert set(queries.notices(world.carla.actor)) >= {first} and again not in queries.notices(
        world.carla.actor
    )
    with pytest.raises(Refused, match="notice.joined"):
        actions.take_up(by=world.carla.actor, id=again.pk)


# Who sees what


def test_only_the_office_it_went_to_sees_it_and_only_who_took_it_up_sees_who_gave_it(world):
    notice = small.a_notice(name="Rosa Prueba", contact="999 000 111")
    for who in (world.alba, world.beto, world.pilar, world.ada, small.programme()):
        assert not queries.notices(who.actor).exists()
        with pytest.raises(access.Hidden):
            actions.take_up(by=who.actor, id=notice.pk) if who is not world.ada else access.get(
                Notice, who.actor, pk=notice.pk
            )
    reporters = NoticeReporter.objects.all()
    assert not access.visible(reporters, world.carla.actor).exists()
    actions.take_up(by=world.carla.actor, id=notice.pk)
    assert access.visible(reporters, world.carla.actor).get().name == "Rosa Prueba"
    colleague = testing.someone("Mario", world.carla.office, "wildlife")
    assert (
        queries.notices(colleague.actor).exists() and not access.visible(reporters, colleague.actor).exists()
    )


def test_who_says_their_name_on_a_text_that_came_before_is_shown_to_who_has_taken_that_up(world):
    first = small.a_notice()
    actions.take_up(by=world.carla.actor, id=first.pk)
    small.a_notice(name="Rosa Prueba")
    assert access.visible(NoticeReporter.objects.all(), world.carla.actor).get().name == "Rosa Prueba"


def test_passed_on_it_is_seen_by_the_other_office_only_and_so_is_who_gave_it(world):
    notice = small.a_notice(name="Rosa Prueba")
    actions.take_up(by=world.carla.actor, id=notice.pk)
    actions.pass_on(by=world.carla.actor, id=notice.pk, office=world.pilar.office, reason="Hay delito.")
    assert not queries.notices(world.carla.actor).exists()
    assert not access.visible(NoticeReporter.objects.all(), world.carla.actor).exists()
    held = queries.notices(world.pilar.actor).get()
    assert (held.office, held.taken_at) == (world.pilar.office, None)
    assert "Fiscalía ambiental" in queries.told(held)
    actions.pass_on(by=world.pilar.actor, id=notice.pk, office=world.carla.office, reason="Es de fauna.")
    assert queries.notices(world.carla.actor).exists() and not queries.notices(world.pilar.actor).exists()


def test_it_is_passed_on_for_a_reason_to_another_office_that_works_on_notices(world):
    notice = small.a_notice()
    given = {"by": world.carla.actor, "id": notice.pk}
    for code, changes in {
        "notice.same_office": {"office": world.carla.office, "reason": "x"},
        "notice.office": {"office": world.ada.office, "reason": "x"},
        "notice.reason": {"office": world.pilar.office, "reason": " "},
    }.items():
        with pytest.raises(Refused, match=code):
            actions.pass_on(**given, **changes)
    assert not NoticeDecision.objects.exists()


# What is decided


def test_a_lead_then_an_intervention_with_its_place_and_day(world):
    day = timezone.localdate() - timedelta(days=3)
    notice = small.a_notice(facts_from=day, facts_until=day + timedelta(days=1))
    by = world.carla.actor
    with pytest.raises(Refused, match="notice.not_taken"):
        actions.keep_as_lead(by=by, id=notice.pk, reason="Se repite.")
    actions.take_up(by=by, id=notice.pk)
    actions.keep_as_lead(by=world.carla.actor, id=notice.pk, reason="Se repite.")
    made = actions.begin_intervention(by=world.carla.actor, id=notice.pk)
    assert (made.ubigeo, made.place_text, made.facts_from, made.is_draft) == (
        "160101",
        "Mercado de Belén",
        day,
        True,
    )
    assert actions.begin_intervention(by=world.carla.actor, id=notice.pk) == made
    notice.refresh_from_db()
    assert notice.intervention == made and notice.lead_at
    assert queries.told(notice) == "Se está viendo."


def test_joined_to_an_intervention_that_stands_parted_and_begun_anew(world):
    """Who sees the one sees no more of the other; a mistake is undone, and the intervention stays."""
    seen = testing.an_intervention(world.carla)
    hidden = testing.an_intervention(world.alba)
    notice = small.a_notice()
    by, about = world.carla.actor, {"id": notice.pk, "reason": "Es el mismo puesto."}
    with pytest.raises(Refused, match="notice.not_taken"):
        actions.join_intervention(by=by, intervention=seen.pk, **about)
    actions.take_up(by=by, id=notice.pk)
    with pytest.raises(access.Hidden):
        actions.join_intervention(by=by, intervention=hidden.pk, **about)
    with pytest.raises(Refused, match="notice.reason"):
        actions.join_intervention(by=by, intervention=seen.pk, id=notice.pk, reason=" ")
    actions.join_intervention(by=by, intervention=seen.pk, **about)
    lines = JournalEntry.objects.count()
    actions.join_intervention(by=by, intervention=seen.pk, **about)
    assert JournalEntry.objects.count() == lines
    other = testing.an_intervention(world.carla)
    with pytest.raises(Refused, match="notice.has_intervention"):
        actions.join_intervention(by=world.carla.actor, intervention=other.pk, **about)
    assert actions.begin_intervention(by=world.carla.actor, id=notice.pk) == seen
    actions.part_from_intervention(by=world.carla.actor, **about)
    notice.refresh_from_db()
    assert notice.intervention is None
    made = actions.begin_intervention(by=world.carla.actor, id=notice.pk)
    actions.part_from_intervention(by=world.carla.actor, **about)
    again = actions.begin_intervention(by=world.carla.actor, id=notice.pk)
    assert len({made, again, seen}) == 3
    kinds = list(notice.decisions.order_by("at", "id").values_list("kind", flat=True))
    assert kinds == ["taken", "linked", "unlinked", "recorded", "unlinked", "recorded"]


def test_interventions_at_hand_are_not_over_before_and_of_the_department_first(world):
    day = timezone.localdate() - timedelta(days=3)

    def made(ubigeo: str, from_: int) -> Intervention:
        start = day + timedelta(days=from_)
        return testing.an_intervention(
            world.carla,
            ubigeo=ubigeo,
            facts_from=start,
            facts_until=start + timedelta(days=1),
            registered=False,
        )

    there, elsewhere, _before, void = (
        made(*row) for row in (("160102", 0), ("150101", 1), ("160101", -2), ("160101", 0))
    )
    Intervention.objects.filter(pk=void.pk).update(voided_at=timezone.now())
    notice = small.a_notice(facts_from=day, facts_until=day + timedelta(days=1))
    near = queries.interventions_near(world.carla.actor, notice)
    assert near == [there, elsewhere]
    assert queries.interventions_near(world.pilar.actor, notice) == []


def test_closed_with_a_word_opened_again_and_closed_otherwise(world):
    notice = small.a_notice()
    close = {"id": notice.pk, "outcome": "acted", "reason": "Se incautó."}
    actions.close_notice(by=world.carla.actor, **close)
    actions.close_notice(by=world.carla.actor, **close)
    with pytest.raises(Refused, match="notice.closed"):
        actions.close_notice(by=world.carla.actor, **{**close, "outcome": "not_ours"})
    with pytest.raises(Refused, match="notice.closed"):
        actions.take_up(by=world.carla.actor, id=notice.pk)
    actions.reopen_notice(by=world.carla.actor, id=notice.pk, reason="Faltaba algo.")
    actions.close_notice(by=world.carla.actor, **{**close, "outcome": "unconfirmed"})
    kinds = list(notice.decisions.order_by("at", "id").values_list("kind", flat=True))
    assert kinds == ["closed", "reopened", "closed"]


def test_what_is_added_to_a_closed_notice_comes_to_the_desk(world):
    """Whoever reads that it could not be confirmed is told to add what they know: it must not fall into a void."""
    code = return_codes.new_code()
    notice = small.a_notice(code)
    close = {"by": world.carla.actor, "id": notice.pk, "reason": "No había nadie."}
    actions.close_notice(**close, outcome="unconfirmed")
    assert not queries.waiting(world.carla.actor).exists()
    actions.add_to_notice(by=None, id=testing.uuid7(), code=code, text="Vuelven los domingos.")
    assert queries.waiting(world.carla.actor).get() == notice
    actions.reopen_notice(by=world.carla.actor, id=notice.pk, reason="Se agregó algo.")
    actions.take_up(by=world.carla.actor, id=notice.pk)
    assert not queries.waiting(world.carla.actor).exists()


def test_spam_leaves_lists_and_comes_back_and_its_sender_notices_nothing(world):
    notice = small.a_notice()
    before = queries.told(notice)
    actions.set_aside(by=world.carla.actor, id=notice.pk, reason="Publicidad.")
    notice.refresh_from_db()
    assert queries.told(notice) == before
    assert not queries.waiting(world.carla.actor).exists()
    # What comes again stays with what was set aside.
    assert small.a_notice().joined_to == notice
    with pytest.raises(Refused, match="notice.spam"):
        actions.take_up(by=world.carla.actor, id=notice.pk)
    actions.take_back(by=world.carla.actor, id=notice.pk, reason="No lo era.")
    assert queries.waiting(world.carla.actor).get() == notice


def test_questions_and_answers_go_both_ways_and_twice_is_once(world):
    code = return_codes.new_code()
    notice = small.a_notice(code)
    ask = {"id": notice.pk, "reply_id": testing.uuid7(), "text": "¿Qué días venden?"}
    for _time in range(2):
        actions.ask_reporter(by=world.carla.actor, **ask)
    answer = {"by": None, "id": testing.uuid7(), "code": code, "text": "Los domingos."}
    for _time in range(2):
        actions.add_to_notice(**answer)
    assert list(notice.replies.order_by("at").values_list("text", flat=True)) == [
        "¿Qué días venden?",
        "Los domingos.",
    ]
    assert queries.waiting(world.carla.actor).get().answered_at
    with pytest.raises(Refused, match="notice.nothing_added"):
        actions.add_to_notice(by=None, id=testing.uuid7(), code=code, text=" ")
    with pytest.raises(Refused, match="notice.unknown_code"):
        actions.add_to_notice(by=None, id=testing.uuid7(), code=return_codes.new_code(), text="Hola")


def test_nothing_secret_is_told_to_the_reporter(world):
    """Neither names nor reasons nor what was done: every state answers from a closed list."""
    notice = small.a_notice()
    said = {queries.told(notice)}
    by = world.carla.actor
    actions.take_up(by=by, id=notice.pk)
    for act, more in (
        (actions.keep_as_lead, {"reason": "SECRETO"}),
        (actions.begin_intervention, {}),
        (actions.close_notice, {"outcome": "acted", "reason": "SECRETO"}),
    ):
        act(by=world.carla.actor, id=notice.pk, **more)
        said.add(queries.told(Notice.objects.get(pk=notice.pk)))
    assert len(said) == 3
    assert not any(word in text for text in said for word in ("SECRETO", "Carla", "intervención", "ATFFS"))


def test_what_is_written_of_a_notice_in_the_journal_is_codes_only(world):
    notice = small.a_notice(name="Rosa Prueba", contact="contacto@prueba.example")
    actions.take_up(by=world.carla.actor, id=notice.pk)
    actions.close_notice(by=world.carla.actor, id=notice.pk, outcome="acted", reason="Se fue a Belén.")
    lines = " ".join(str(entry.__dict__) for entry in JournalEntry.objects.filter(verb__startswith="notice."))
    assert "notice.closed" in lines
    assert not any(word in lines for word in ("charapas", "Belén", "Rosa", "contacto@"))


# Two at once


def at_once(*acts) -> list[str]:
    """Each act in a thread of its own, all begun together; how each ended: "done", the code of its refusal, "hidden"."""
    if connection.vendor == "sqlite" and ":memory:" in str(connection.settings_dict["NAME"]):
        pytest.skip("two writers need a database in a file")
    result = [""] * len(acts)
    together = threading.Barrier(len(acts))

    def run(n, act):
        try:
            together.wait(10)
            act()
            result[n] = "done"
        except Refused as refused:
            result[n] = refused.code
        except access.Hidden:
            result[n] = "hidden"
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return result


@pytest.mark.django_db(transaction=True)
def test_of_two_officials_who_take_it_up_at_once_one_has_it(world):
    notice = small.a_notice()
    two = [world.carla, testing.someone("Mario", world.carla.office, "wildlife")]
    ended = at_once(*(partial(actions.take_up, by=who.actor, id=notice.pk) for who in two))
    assert sorted(ended) == ["done", "notice.taken"]
    assert NoticeDecision.objects.filter(notice=notice, kind="taken").count() == 1


@pytest.mark.django_db(transaction=True)
def test_closed_by_one_while_another_passes_it_on_only_one_of_both_happens(world):
    notice = small.a_notice()
    mario = testing.someone("Mario", world.carla.office, "wildlife")
    ended = at_once(
        partial(
            actions.close_notice, by=world.carla.actor, id=notice.pk, outcome="unconfirmed", reason="Nadie."
        ),
        partial(
            actions.pass_on, by=mario.actor, id=notice.pk, office=world.pilar.office, reason="Es delito."
        ),
    )
    notice.refresh_from_db()
    if notice.closed_at:
        assert ended == ["done", "notice.closed"] and notice.office == world.carla.office
    else:
        assert ended == ["hidden", "done"] and notice.office == world.pilar.office
    assert notice.decisions.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_added_while_it_is_closed_waits_to_be_read(world):
    code = return_codes.new_code()
    notice = small.a_notice(code)
    ended = at_once(
        partial(
            actions.close_notice,
            by=world.carla.actor, id=notice.pk, outcome="unconfirmed", reason="Nadie.", read=0,
        ),
        partial(actions.add_to_notice, by=None, id=testing.uuid7(), code=code, text="Vuelven hoy."),
    )  # fmt: skip
    assert ended == ["done", "done"]
    assert queries.waiting(world.carla.actor).get() == notice


@pytest.mark.django_db(transaction=True)
def test_the_same_text_from_two_at_once_is_one_first_and_one_joined(world):
    ended = at_once(small.a_notice, small.a_notice, small.a_notice)
    assert ended == ["done"] * 3
    assert Notice.objects.filter(joined_to=None).count() == 1 and Notice.objects.count() == 3


def test_of_two_at_once_the_one_written_first_may_have_come_a_moment_later(world):
    """Whoever waits for the other's write has taken its own hour before."""
    later = timezone.now()
    first = small.a_notice(at=later)
    assert small.a_notice(at=later - timedelta(seconds=2)).joined_to == first


@pytest.mark.django_db(transaction=True)
def test_a_notice_sent_twice_at_once_is_one(world):
    code, id = return_codes.new_code(), testing.uuid7()
    photos = [actions.photo(testing.a_photo().read())]
    send = partial(actions.send_notice, by=None, id=id, code=code, values=small.about_notice(), photos=photos)
    assert at_once(send, send) == ["done", "done"]
    assert Notice.objects.get().photos.count() == 1


def test_what_was_added_after_the_page_was_opened_goes_on_waiting(world):
    code = return_codes.new_code()
    notice, by = small.a_notice(code), world.carla.actor
    actions.take_up(by=by, id=notice.pk, read=0)
    actions.add_to_notice(by=None, id=testing.uuid7(), code=code, text="Vuelven hoy.")
    actions.keep_as_lead(by=by, id=notice.pk, reason="Por confirmar.", read=0)
    actions.ask_reporter(by=by, id=notice.pk, reply_id=testing.uuid7(), text="¿Dónde?", read=0)
    assert queries.waiting(by).get() == notice
    actions.close_notice(by=by, id=notice.pk, outcome="acted", reason="Hecho.", read=1)
    assert not queries.waiting(by).exists()


def test_kept_as_a_lead_twice_is_kept_once(world):
    notice = small.a_notice()
    actions.take_up(by=world.carla.actor, id=notice.pk)
    for _again in range(2):
        actions.keep_as_lead(by=world.carla.actor, id=notice.pk, reason="Por confirmar.")
    assert notice.decisions.filter(kind="lead").count() == 1


@pytest.mark.parametrize("step", range(8))
def test_killed_while_a_notice_with_photos_is_sent_nothing_is_half(world, monkeypatch, step):
    """The process ends before the step-th write of bytes, rows or journal; what is sent again is whole."""
    before = JournalEntry.objects.count()
    places = [(files, "keep"), (files, "attach"), (actions, "_name"), (actions.journal, "write")]
    real = {name: getattr(place, name) for place, name in places}
    done = []

    def dying(name):
        def one(*given, **more):
            done.append(name)
            if len(done) > step:
                raise KeyboardInterrupt
            return real[name](*given, **more)

        return one

    code, id = return_codes.new_code(), testing.uuid7()
    photos = [actions.photo(testing.a_photo(colour=colour).read()) for colour in ("red", "green", "blue")]
    send = partial(
        actions.send_notice,
        by=None, id=id, code=code, values=small.about_notice(), photos=photos, name="Rosa Prueba",
    )  # fmt: skip
    for place, name in places:
        monkeypatch.setattr(place, name, dying(name))
    with pytest.raises(KeyboardInterrupt):
        send()
    assert len(done) == step + 1
    monkeypatch.undo()
    assert not Notice.objects.exists() and not Attachment.objects.exists()
    assert not NoticeReporter.objects.exists() and JournalEntry.objects.count() == before
    for _again in range(2):
        notice = send()
    assert Notice.objects.get().photos.count() == 3 and notice.reporter.name == "Rosa Prueba"


def test_taking_up_in_turn_refuses_the_second_with_the_name_of_the_first(world):
    notice = small.a_notice()
    actions.take_up(by=world.carla.actor, id=notice.pk)
    with pytest.raises(Refused, match="notice.taken") as caught:
        actions.take_up(by=testing.someone("Mario", world.carla.office, "wildlife").actor, id=notice.pk)
    assert caught.value.values["name"] == "Carla Prueba"
    actions.take_up(by=world.carla.actor, id=notice.pk)


def test_no_session_is_made_for_who_sends(world, client):
    with transaction.atomic():
        small.a_notice()
    assert not Session.objects.exists()
