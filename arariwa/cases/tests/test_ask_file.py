"""The prosecutor's file from a button."""

from uuid import uuid4

from arariwa.cases.tests.doors import only_those_let_in
from arariwa.core import jobs
from arariwa.core.models import Job


def address(case):
    return f"/casos/{case.pk}/carpeta/"


def test_who_opens_it(world):
    only_those_let_in(world, address(world.case))


def test_it_says_what_is_missing_and_where(world):
    answer = world.pilar.get(address(world.case))
    lacks = answer.context["lacks"]
    assert lacks[0].what == "El número de carpeta fiscal"
    assert lacks[0].url == f"/casos/{world.case.pk}/editar/"
    assert any("acta completa" in lack.what for lack in lacks)
    assert any("charapas" in lack.what for lack in lacks)
    for lack in lacks:
        assert world.pilar.get(lack.url).status_code == 200


def test_asked_once_made_once(world):
    first = world.quique.post(address(world.case))
    again = world.quique.post(address(world.case))
    job = Job.objects.get()
    assert first.url == again.url == f"/trabajos/{job.pk}/"
    assert "Ver el avance" in world.pilar.get(address(world.case)).content.decode()
    jobs.run(job.pk)
    made = world.case.files.get()
    page = world.pilar.get(address(world.case)).content.decode()
    assert made.fingerprint[:24] in page
    assert world.pilar.get(f"/archivos/{made.attachment_id}/").status_code == 200
    assert world.carla.get(f"/archivos/{made.attachment_id}/").status_code == 404


def test_strangers_ask_for_nothing(world):
    assert world.carla.post(address(world.case)).status_code == 404
    assert world.alba.post(address(world.case)).status_code in (404, 422)
    assert world.dina.post(address(world.case)).status_code == 302
    assert world.pilar.post(f"/casos/{uuid4()}/carpeta/").status_code == 404
    assert not Job.objects.exists()


def test_wrong_method(world):
    assert world.pilar.put(address(world.case)).status_code == 405
