"""Opening a case."""

from arariwa.cases.models import Case
from arariwa.core.domain.ids import uuid7
from arariwa.core.testing import an_intervention, people

NEW = "/casos/nuevo/"


def told(**changes):
    everyone = people()
    given = {"prosecutor_told": "telephone", "prosecutor_office": everyone.pilar.office, **changes}
    return an_intervention(**given)


def sent(intervention, **changes):
    return {
        "id": str(uuid7()),
        "intervention": str(intervention.pk),
        "title": "Loros en una feria",
        "official_number": "",
        **changes,
    }


def test_choose_then_name_then_open(world):
    one = told(title="Loros en la feria", place_text="Feria")
    page = world.pilar.get(NEW).content.decode()
    assert "Loros en la feria" in page
    assert str(world.intervention) not in page or str(world.intervention.pk) not in page
    named = world.pilar.get(NEW, {"intervention": one.pk})
    assert named.context["form"].initial["title"] == "Loros en la feria"
    given = sent(one)
    answer = world.pilar.post(NEW, given)
    case = Case.objects.get(pk=given["id"])
    assert answer.status_code == 302
    assert answer.url == f"/casos/{case.pk}/"
    assert case.title == "Loros en una feria"
    assert list(case.interventions.all()) == [one]


def test_sending_twice_opens_one(world):
    given = sent(told())
    assert world.pilar.post(NEW, given).status_code == 302
    assert world.pilar.post(NEW, given).status_code == 302
    assert Case.objects.filter(pk=given["id"]).count() == 1


def test_unusual_number_is_warned_about_once_then_kept(world):
    given = sent(told(), official_number="Caso 45-2026")
    first = world.pilar.post(NEW, given)
    assert first.status_code == 422
    assert "2506010000-2026-45-0" in first.content.decode()
    assert not Case.objects.filter(pk=given["id"]).exists()
    again = world.pilar.post(NEW, {**given, "official_number_seen": "Caso 45-2026"})
    assert again.status_code == 302
    assert Case.objects.get(pk=given["id"]).official_number == "Caso 45-2026"


def test_a_title_is_needed_and_what_was_typed_stays(world):
    answer = world.pilar.post(NEW, sent(told(), title="  ", official_number="2506010000-2026-45-0"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_title"' in page
    assert "2506010000-2026-45-0" in page


def test_a_draft_is_refused_at_the_top(world):
    draft = an_intervention(by=people().pilar, registered=False)
    answer = world.pilar.post(NEW, sent(draft))
    assert answer.status_code == 422
    assert "borrador" in answer.content.decode()


def test_an_intervention_one_may_not_see_is_missing(world):
    hidden = an_intervention()  # Alba's; no prosecutor was told
    assert world.pilar.get(NEW, {"intervention": hidden.pk}).status_code == 404
    assert world.pilar.post(NEW, sent(hidden)).status_code == 404
    assert world.pilar.get(NEW, {"intervention": "x' OR 1=1"}).status_code == 404


def test_only_a_prosecutor_opens_one(world):
    one = told()
    for other in (world.alba, world.carla, world.quique):
        answer = other.post(NEW, sent(one))
        assert answer.status_code == 422
        assert "no lo permite" in answer.content.decode() or "no permite" in answer.content.decode()
    assert Case.objects.count() == 1
    assert world.dina.post(NEW, sent(one)).status_code == 302


def test_hostile_text_is_shown_as_text(world):
    one = told(title='<script>alert(1)</script>"')
    assert "<script>alert" not in world.pilar.get(NEW).content.decode()
    page = world.pilar.post(NEW, sent(one, title="", official_number='"><img src=x>')).content.decode()
    assert "<img src=x>" not in page
    assert "<script>alert" not in page


def test_words_narrow_what_may_be_chosen(world):
    told(title="Loros en la feria")
    assert "Loros en la feria" in world.pilar.get(NEW, {"q": "loros"}).content.decode()
    empty = world.pilar.get(NEW, {"q": "zzz%_"})
    assert empty.status_code == 200
    assert "Ninguna intervención coincide" in empty.content.decode()
