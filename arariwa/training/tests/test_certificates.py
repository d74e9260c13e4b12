"""Certificates issued, renewed, revoked: only when the rule holds, only by who may, and never changed afterwards."""

import json
import threading
from datetime import timedelta

import pypdfium2
import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from arariwa.core import access, appendonly, formatting, health, jobs, keys, testing
from arariwa.core.actor import actor_for
from arariwa.core.domain.ids import is_short_number, uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.models import JournalEntry
from arariwa.training import actions_certificates as actions
from arariwa.training import certificate_paper, issuer_packs
from arariwa.training import queries_certificates as queries
from arariwa.training.domain import credentials
from arariwa.training.models import Certificate
from arariwa.training.tests import certifying, world
from arariwa.training.tests.certifying import rosa
from arariwa.training.tests.test_issuer_packs import WHOLE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.KEYS = tmp_path / "keys"


def refused(code):
    return pytest.raises(Refused, match=code.replace(".", r"\."))


def later(who, **by):
    return actor_for(who.membership, timezone.now() + timedelta(**by))


def test_who_earned_it_gets_it_and_it_says_what_was_done():
    certificate = certifying.a_certificate()
    assert is_short_number(certificate.number)
    checked = queries.read(certificate)
    assert (checked.number, checked.key.id) == (certificate.number, certificate.key)
    said = checked.shown["es"]
    assert said["person"] == "Pilar Prueba"
    assert said["text"] == "aprobó el curso asincrónico"
    assert said["course"] == "Curso de prueba"
    assert said["result"].startswith(
        "Leyó los 2 módulos obligatorios y aprobó la evaluación final con 100 %."
    )
    facts = {fact[0]: fact[1:] for fact in said["facts"]}
    assert facts["Calificación"] == ["20 de 20", "100 %; mínimo, 70 %"]
    assert facts["Duración"] == ["4 horas lectivas", "de 45 minutos"]
    assert facts["Modalidad"] == ["Virtual asincrónica"]
    assert checked.shown["en"]["text"] == "passed the asynchronous course"
    assert checked.shown["en"]["course"] == "Course for tests"


def test_a_course_at_ones_own_pace_lasted_from_the_enrolment_to_no_later_than_the_issue():
    made = certifying.a_certificate()
    today = formatting.day(timezone.localdate(), "es")
    fact = next(one for one in queries.read(made).shown["es"]["facts"] if one[0] == "Fechas")
    assert fact == ["Fechas", today, f"emitido el {today}"]


def test_who_has_no_document_on_record_has_none_on_the_paper():
    made = certifying.a_certificate()
    checked = queries.read(made)
    assert checked.shown["es"]["document"] == ""
    paper = pypdfium2.PdfDocument(certificate_paper.paper(made, checked, "es").pdf)
    printed = paper[0].get_textpage().get_text_range()
    assert "Se certifica que" in printed and "no informado" not in printed


def test_it_holds_nothing_of_the_person_but_what_the_paper_shows():
    enrolment = certifying.learnt()
    person = enrolment.participation.person
    person.document_kind, person.document_number, person.phone = "dni", "40123987", "999888777"
    person.save()
    certifying.store_law()
    made = actions.issue(by=rosa().actor, id=uuid7(), enrolment_id=enrolment.pk)
    body = json.dumps(queries.read(made).body, ensure_ascii=False)
    assert "DNI terminado en 987" in body
    for secret in ("40123987", "0123987", person.email, person.phone, str(person.pk), str(enrolment.pk)):
        assert secret not in body


@pytest.mark.parametrize("given", [{"right": False}])
def test_what_is_missing_is_said(given):
    enrolment = certifying.learnt(**given)
    with refused("certificate.not_earned") as error:
        actions.issue(by=rosa().actor, id=uuid7(), enrolment_id=enrolment.pk)
    assert error.value.values["missing"] == "La mejor evaluación final llegó a 0 %; se pide 70 %."
    assert not Certificate.objects.exists()


def test_a_place_just_taken_lacks_modules_and_test():
    enrolment = world.an_enrolment(cohort=certifying.a_cohort())
    with refused("certificate.not_earned") as error:
        actions.issue(by=rosa().actor, id=uuid7(), enrolment_id=enrolment.pk)
    assert "0 de 2 módulos obligatorios" in error.value.values["missing"]
    assert "Todavía no se entregó ninguna evaluación final" in error.value.values["missing"]


def test_sent_twice_it_is_issued_once():
    enrolment, id_ = certifying.learnt(), uuid7()
    certifying.store_law()
    first = actions.issue(by=rosa().actor, id=id_, enrolment_id=enrolment.pk)
    assert actions.issue(by=rosa().actor, id=id_, enrolment_id=enrolment.pk) == first
    with refused("certificate.already"):
        actions.issue(by=rosa().actor, id=uuid7(), enrolment_id=enrolment.pk)
    assert Certificate.objects.count() == 1
    assert JournalEntry.objects.filter(verb="certificate.issued").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_issue_at_once_make_one():
    enrolment, said, ready = certifying.learnt(), [], threading.Barrier(2)
    by = [rosa().actor, testing.someone("Tito", rosa().office, "programme").actor]

    def issue(who):
        ready.wait()
        try:
            said.append(actions.issue(by=who, id=uuid7(), enrolment_id=enrolment.pk).nth)
        except Refused as no:
            said.append(no.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=issue, args=(who,)) for who in by]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(map(str, said)) == ["1", "certificate.already"]
    assert len(keys.public_keys(keys.CERTIFICATES)) == 1


def test_nobody_else_issues_and_nobody_certifies_themselves():
    enrolment = certifying.learnt()
    everyone = testing.people()
    for who in (everyone.pilar, everyone.alba):
        with refused("access.role"):
            actions.issue(by=who.actor, id=uuid7(), enrolment_id=enrolment.pk)
    stranger = testing.someone("Sara", testing.office("OTRA", "MINAM", "Otra"), "programme")
    with pytest.raises(access.Hidden):
        actions.issue(by=stranger.actor, id=uuid7(), enrolment_id=enrolment.pk)
    colleague = testing.someone("Tito", rosa().office, "programme")
    own = certifying.learnt(colleague)
    with refused("certificate.own"):
        actions.issue(by=colleague.actor, id=uuid7(), enrolment_id=own.pk)


def test_without_an_issuer_nothing_is_issued(settings):
    enrolment = certifying.learnt()
    settings.ISSUER = ""
    with refused("certificate.no_issuer"):
        actions.issue(by=rosa().actor, id=uuid7(), enrolment_id=enrolment.pk)


def test_another_institution_is_named_with_its_agreement_only(monkeypatch, tmp_path):
    alone = queries.read(certifying.a_certificate()).shown["es"]["result"]
    assert "Con " not in alone
    folder = tmp_path / "programmes" / "mine"
    folder.mkdir(parents=True)
    (folder / "issuer.yaml").write_text(WHOLE, encoding="utf-8")
    monkeypatch.setattr(queries, "issuer", lambda: issuer_packs.read(tmp_path, "programmes/mine"))
    made = certifying.a_certificate(testing.people().alba)
    said = queries.read(made)
    assert said.shown["es"]["result"].endswith("Con Otra Escuela (Convenio 014-2026).")
    assert said.shown["en"]["result"].endswith("Issued together with Another School (Convenio 014-2026).")
    assert said.body["issuer"]["name"] == said.shown["es"]["institution"] == "Escuela de Muestra"


def test_a_whole_cohort_is_certified_in_the_background_and_again_changes_nothing():
    certifying.store_law()
    cohort, everyone = certifying.a_cohort(), testing.people()
    for who in (everyone.pilar, everyone.alba):
        certifying.learnt(who, cohort)
    world.an_enrolment(everyone.carla, cohort)
    for _again in range(2):
        job = actions.ask_issue_all(by=rosa().actor, cohort_id=cohort.pk)
        done = jobs.run(job.pk)
        assert (done.state, done.step) == ("done", "")
    assert {c.enrolment.participation.person.given_names for c in queries.rows()} == {"Pilar", "Alba"}
    assert len({(c.status_list, c.status_index) for c in queries.rows()}) == 2


def test_a_revoked_certificate_stands_in_the_list_and_another_may_be_issued():
    certificate = certifying.a_certificate()
    with refused("reason.missing"):
        actions.revoke(by=rosa().actor, certificate_id=certificate.pk, why=" ")
    actions.revoke(by=rosa().actor, certificate_id=certificate.pk, why="Se confundió a la persona.")
    with refused("certificate.revoked"):
        actions.revoke(by=rosa().actor, certificate_id=certificate.pk, why="Otra vez.")
    assert queries.revoked_in(1) == [certificate.status_index]
    found = queries.rows().get()
    assert queries.standing(found, timezone.localdate()).state == "revoked"
    again = actions.issue(by=rosa().actor, id=uuid7(), enrolment_id=certificate.enrolment_id)
    assert (again.nth, again.number != certificate.number) == (2, True)
    facts = JournalEntry.objects.get(verb="certificate.revoked").facts
    assert facts == {"number": certificate.number}


def test_neither_who_learns_nor_a_stranger_revokes():
    certificate, everyone = certifying.a_certificate(), testing.people()
    for who in (everyone.pilar, everyone.alba):
        with refused("access.role"):
            actions.revoke(by=who.actor, certificate_id=certificate.pk, why="x")
    stranger = testing.someone("Sara", testing.office("OTRA", "MINAM", "Otra"), "programme")
    with pytest.raises(access.Hidden):
        actions.revoke(by=stranger.actor, certificate_id=certificate.pk, why="x")


def test_a_fresh_certificate_is_not_renewed():
    certificate = certifying.a_certificate()
    with refused("certificate.not_renewable"):
        actions.renew(by=rosa().actor, id=uuid7(), certificate_id=certificate.pk)


def test_a_changed_law_makes_it_renewable_to_who_passes_again():
    certificate = certifying.a_certificate()
    assert queries.law_changed(certificate) == ()
    certifying.store_law(changed=True)
    assert "CP-308" in queries.law_changed(certificate)
    standing = queries.standing(queries.rows().get(), timezone.localdate())
    assert (standing.state, standing.renewable, standing.why) == ("valid", True, "law_changed")
    with refused("certificate.not_earned"):
        actions.renew(by=rosa().actor, id=uuid7(), certificate_id=certificate.pk)
    certifying.passed(certificate.enrolment, later(testing.people().pilar, days=91), kind="followup")
    new = actions.renew(by=later(rosa(), days=92), id=uuid7(), certificate_id=certificate.pk)
    assert (new.nth, queries.law_changed(new)) == (2, ())
    with refused("certificate.not_renewable"):
        actions.renew(by=later(rosa(), days=92), id=uuid7(), certificate_id=certificate.pk)


def test_rows_are_never_changed_and_a_change_behind_the_actions_is_told():
    certificate = certifying.a_certificate()
    with pytest.raises(Error), transaction.atomic():
        Certificate.objects.update(number="2026-CERT-AAAAAA")
    look = {f.code: f.detail for f in health.look() if not f.ok}
    assert "certificates" not in look
    with appendonly.lifted():
        Certificate.objects.update(expires_on="2099-01-01")
    assert {f.code: f.detail for f in health.look() if not f.ok}["certificates"] == certificate.number


def test_a_rotated_key_leaves_what_it_signed_valid():
    certificate = certifying.a_certificate()
    keys.rotate(keys.CERTIFICATES)
    assert queries.read(certificate).key.until_at is not None
    current = [key for key in keys.public_keys() if key.until_at is None]
    with refused("credential.unknown_key"):
        credentials.check(certificate.credential, current)
