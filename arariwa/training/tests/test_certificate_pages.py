"""Pages of certificates: what anyone may check and what nobody sees there, one's own papers, the lists of who issues."""

import json
import re

import pypdfium2
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from arariwa.core import appendonly, jobs, keys, testing
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.signing import read_published
from arariwa.core.models import IssuedPaper, Job
from arariwa.training import actions_certificates as actions
from arariwa.training import queries_certificates as queries
from arariwa.training.domain import credentials
from arariwa.training.models import Certificate
from arariwa.training.tests import certifying, world
from arariwa.training.tests.certifying import rosa

pytestmark = pytest.mark.django_db
ABSENT = "2026-CERT-222222"


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.KEYS = tmp_path / "keys"


@pytest.fixture
def certificate():
    enrolment = certifying.learnt()
    person = enrolment.participation.person
    person.document_kind, person.document_number, person.phone = "dni", "40123987", "999888777"
    person.save()
    certifying.store_law()
    return actions.issue(by=rosa().actor, id=uuid7(), enrolment_id=enrolment.pk)


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


# ---- what anyone may check


def test_anyone_checks_it_and_sees_only_what_the_paper_shows(client, certificate):
    answer = client.get(f"/certificados/{certificate.number}/")
    text = text_of(answer)
    assert answer.status_code == 200
    for shown in (
        "Vigente",
        "Pilar Prueba",
        "DNI terminado en 987",
        "Curso de prueba",
        "20 de 20",
        "4 horas lectivas",
    ):
        assert shown in text
    page = answer.content.decode()
    person = certificate.enrolment.participation.person
    for secret in ("40123987", person.email, person.phone, "FEMA", "Rosa Prueba", str(certificate.pk)):
        assert secret not in page
    assert answer["X-Robots-Tag"] == "noindex"
    english = text_of(client.get(f"/en/certificados/{certificate.number}/"))
    assert "It is in force" in english and "Course for tests" in english and "Curso de prueba" not in english


@pytest.mark.parametrize(
    "typed", [ABSENT, "2026-CERT-AAAAAA", "x", "2027", "' OR 1=1 --", "2026-CERT-7K3QX\u00d1"]
)
def test_not_found_and_mistyped_look_the_same(client, certificate, typed):
    def bare(answer, given):
        return re.sub(r"\s+", " ", text_of(answer).replace(given, "")), answer.status_code

    wanted = bare(client.get("/certificados/", {"numero": ABSENT}), ABSENT)
    assert wanted[1] == 404
    assert bare(client.get("/certificados/", {"numero": typed}), typed) == wanted
    if "/" not in typed:
        assert client.get(reverse("training:check_certificate", args=[typed])).status_code == 404


def test_a_number_as_people_type_it_is_found(client, certificate):
    answer = client.get("/certificados/", {"numero": f"  {certificate.number.lower()} "})
    assert answer.url == f"/certificados/{certificate.number}/"
    assert client.get(f"/certificados/{certificate.number.lower()}/").url == answer.url


def test_a_revoked_one_is_said_plainly_without_the_reason(client, certificate):
    actions.revoke(by=rosa().actor, certificate_id=certificate.pk, why="Copió en la prueba.")
    text = text_of(client.get(f"/certificados/{certificate.number}/"))
    assert "Revocado" in text and "Ya no vale" in text and "Está vigente" not in text
    assert "Copió" not in text


def test_an_expired_one_is_said_plainly(client, certificate, monkeypatch):
    after = certificate.expires_on.replace(year=certificate.expires_on.year + 1)
    monkeypatch.setattr(timezone, "localdate", lambda *a: after)
    text = text_of(client.get(f"/certificados/{certificate.number}/"))
    assert "Vencido" in text and "Valió hasta" in text


def test_one_changed_behind_the_actions_is_not_confirmed(client, certificate):
    changed = certificate.credential.replace(
        certificate.credential[500], "A" if certificate.credential[500] != "A" else "B"
    )
    with appendonly.lifted():
        Certificate.objects.update(credential=changed)
    text = text_of(client.get(f"/certificados/{certificate.number}/"))
    assert "No se puede confirmar" in text and "Pilar" not in text


def test_a_paper_with_another_fingerprint_is_told(client, certificate):
    testing.sign_in(testing.people().pilar, client).get(
        reverse("training:certificate_pdf", args=[certificate.pk, "es"])
    )
    fingerprint = IssuedPaper.objects.get(kind="certificado").fingerprint[:24]
    right = text_of(Client().get(f"/certificados/{certificate.number}/{fingerprint}/"))
    assert "no es de ningún papel" not in right
    for other in ("0" * 24, "abc", fingerprint[:10]):
        assert "no es de ningún papel" in text_of(
            Client().get(f"/certificados/{certificate.number}/{other}/")
        )


def test_the_credential_is_handed_out_and_verifies_with_what_is_published(client, certificate):
    published = read_published(client.get("/.well-known/arariwa-keys.json").content)
    for form in ("jwt", "json"):
        answer = client.get(f"/certificados/{certificate.number}/credencial.{form}")
        checked = credentials.check(credentials.jwt_of(answer.content), published)
        assert checked.number == certificate.number
        assert f"{certificate.number}.{form}" in answer["Content-Disposition"]
    for missing in (
        f"{ABSENT}/credencial.jwt",
        f"{certificate.number}/credencial.pdf",
        f"{certificate.number.lower()}/credencial.jwt",
    ):
        assert client.get(f"/certificados/{missing}").status_code == 404


def test_the_public_list_says_what_was_revoked(client, certificate):
    def revoked():
        answer = client.get("/certificados/estado/1.jwt")
        assert answer.status_code == 200
        published = read_published(client.get("/.well-known/arariwa-keys.json").content)
        status = queries.read(certificate).status
        return credentials.is_set(answer.content.decode(), status, published, timezone.now())

    assert not revoked()
    actions.revoke(by=rosa().actor, certificate_id=certificate.pk, why="x")
    assert revoked()
    assert client.get("/certificados/estado/2.jwt").status_code == 404


def test_asking_for_a_list_before_anything_was_issued_makes_no_key(client, settings):
    assert client.get("/certificados/estado/1.jwt").status_code == 404
    assert not settings.KEYS.exists()


# ---- one's own


def test_the_paper_is_the_same_every_time_and_carries_the_credential(certificate):
    client = testing.sign_in(testing.people().pilar)
    for lang, word in (("es", "Certificado"), ("en", "Certificate")):
        url = reverse("training:certificate_pdf", args=[certificate.pk, lang])
        first = client.get(url)
        assert first.content == client.get(url).content
        document = pypdfium2.PdfDocument(first.content)
        assert word in document[0].get_textpage().get_text_range()
        record = json.loads(bytes(document.get_attachment(0).get_data()))
        assert record["credential"] == certificate.credential
    assert IssuedPaper.objects.filter(kind="certificado").count() == 2


def test_my_certificates_are_mine(certificate):
    everyone = testing.people()
    page = text_of(testing.sign_in(everyone.pilar).get("/mis-certificados/"))
    assert certificate.number in page and "vigente" in page
    assert certificate.number not in text_of(testing.sign_in(everyone.alba).get("/mis-certificados/"))
    assert "Curso de prueba" in text_of(testing.sign_in(everyone.pilar).get("/"))


def test_others_see_neither_page_nor_paper(certificate):
    alba = testing.sign_in(testing.people().alba)
    for name, args in (("certificate", []), ("certificate_pdf", ["es"]), ("revoke_certificate", [])):
        assert alba.get(reverse(f"training:{name}", args=[certificate.pk, *args])).status_code == 404
    assert alba.get(reverse("training:place_certificate", args=[certificate.enrolment_id])).status_code == 404


def test_a_revoked_certificate_has_no_paper(certificate):
    actions.revoke(by=rosa().actor, certificate_id=certificate.pk, why="x")
    client = testing.sign_in(testing.people().pilar)
    assert client.get(reverse("training:certificate_pdf", args=[certificate.pk, "es"])).status_code == 422
    assert "PDF" not in text_of(client.get("/mis-certificados/"))


# ---- those of one's office


def test_the_list_is_narrowed_sorted_and_exported(certificate):
    client = testing.sign_in(rosa())
    found = lambda **given: certificate.number in text_of(client.get("/certificados-emitidos/", given))  # noqa: E731
    assert found()
    assert found(q="pilar", estado="valid", curso="asy-9", orden="vence")
    assert not found(q="nadie")
    assert not found(estado="revoked")
    csv = b"".join(
        client.get("/certificados-emitidos/exportar.csv", {"q": "pilar"}).streaming_content
    ).decode()
    assert certificate.number in csv and "Curso de prueba" in csv
    assert testing.sign_in(testing.people().pilar).get("/certificados-emitidos/").status_code == 422


def test_a_group_shows_who_earned_it_and_issues_to_them():
    certifying.store_law()
    cohort, everyone = certifying.a_cohort(), testing.people()
    certifying.learnt(everyone.pilar, cohort)
    world.an_enrolment(everyone.alba, cohort)
    client, url = testing.sign_in(rosa()), reverse("training:cohort_certificates", args=[cohort.pk])
    text = text_of(client.get(url))
    assert "obtenido, por emitir" in text and "0 de 2 módulos obligatorios" in text
    answer = client.post(url)
    job = Job.objects.get(kind=actions.KIND)
    assert answer.url == reverse("core:job", args=[job.pk])
    jobs.run(job.pk)
    assert Certificate.objects.count() == 1
    assert Certificate.objects.get().number in text_of(client.get(url, {"certificado": "yes"}))
    assert "Alba" not in text_of(client.get(url, {"certificado": "yes"}))
    csv = b"".join(client.get(f"{url}exportar.csv").streaming_content).decode()
    assert "Pilar" in csv and "0 de 2 módulos" in csv
    assert testing.sign_in(everyone.pilar).get(url).status_code == 404


def test_more_rows_ask_the_database_no_more():
    cohort, everyone = certifying.a_cohort(), testing.people()
    urls = ["/certificados-emitidos/", reverse("training:cohort_certificates", args=[cohort.pk])]
    client, counted = testing.sign_in(rosa()), []
    for who in (everyone.pilar, everyone.alba, everyone.carla):
        certifying.a_certificate(who, cohort)
        for url in urls:
            client.get(url)
        asked = []
        for url in urls:
            with CaptureQueriesContext(connection) as queries_made:
                assert client.get(url).status_code == 200
            asked.append(len(queries_made))
        counted.append(asked)
    assert counted[1] == counted[2], counted


def test_a_place_shows_its_conditions_and_is_certified_by_who_may():
    certifying.store_law()
    enrolment = certifying.learnt()
    url = reverse("training:place_certificate", args=[enrolment.pk])
    learner, client = testing.sign_in(testing.people().pilar), testing.sign_in(rosa())
    assert "Emitir el certificado" not in text_of(learner.get(url))
    assert "2 de 2 módulos obligatorios" in text_of(learner.get(url))
    assert learner.post(url).status_code == 422
    assert "Emitir el certificado" in text_of(client.get(url))
    assert client.post(url).url == reverse("training:certificate", args=[Certificate.objects.get().pk])


def test_revoking_asks_for_the_word_and_the_reason(certificate):
    client, url = testing.sign_in(rosa()), reverse("training:revoke_certificate", args=[certificate.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"why": "Otra persona", "word": "no"}).status_code == 422
    assert client.post(url, {"why": "", "word": "REVOCAR"}).status_code == 422
    assert client.post(url, {"why": "Otra persona", "word": "revocar"}).status_code == 302
    page = text_of(client.get(reverse("training:certificate", args=[certificate.pk])))
    assert "Otra persona" in page and "revocado" in page
    assert "Otra persona" not in text_of(
        testing.sign_in(testing.people().pilar).get(reverse("training:certificate", args=[certificate.pk]))
    )


def test_the_welcome_leads_to_the_check(client):
    assert reverse("training:find_certificate") in client.get("/").content.decode()
    assert keys.public_keys() == []
