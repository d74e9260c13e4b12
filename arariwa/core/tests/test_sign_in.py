"""Sign-in: password, second factor, lock-out; an account that is not there answers as one that is."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings as configured
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from arariwa.core import testing
from arariwa.core.middleware import PUBLIC

pytestmark = pytest.mark.django_db
LOGIN = "/cuenta/ingresar/"


@pytest.fixture
def alba():
    return testing.people().alba


def enter(client, who, password=testing.PASSWORD):
    address = who if isinstance(who, str) else who.user.email
    return client.post(LOGIN, {"login": address, "password": password})


def signed_in(client):
    return client.get("/cuenta/").status_code == 200


def code_of(secret, at=None):
    counter = next(iter(yield_hotp_counters_from_time())) if at is None else at
    return format_hotp_value(hotp_value(secret, counter))


def test_the_right_password_opens_the_desk(alba):
    client = Client()
    answer = enter(client, alba)
    assert (answer.status_code, answer.url) == (302, "/")
    assert signed_in(client)


def test_the_address_one_wanted_is_where_one_arrives(alba):
    client = Client()
    asked = client.get("/intervenciones/")
    assert asked.url == f"{LOGIN}?next=/intervenciones/"
    assert (
        client.post(asked.url, {"login": alba.user.email, "password": testing.PASSWORD}).url
        == "/intervenciones/"
    )


def test_sign_in_never_sends_elsewhere(alba):
    for away in ("https://otro.example/", "//otro.example", "javascript:alert(1)"):
        answer = Client().post(
            f"{LOGIN}?next={away}", {"login": alba.user.email, "password": testing.PASSWORD}
        )
        assert answer.url == "/"


def without_tokens(answer):
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    return re.sub(r"[\w.]+@prueba\.example", "MAIL", text)


def test_a_wrong_password_and_an_unknown_account_read_the_same(alba):
    wrong, unknown = Client(), Client()
    one, other = (
        enter(wrong, alba, "otra-clave-larga"),
        enter(unknown, "nadie@prueba.example", "otra-clave-larga"),
    )
    assert one.status_code == other.status_code
    assert without_tokens(one) == without_tokens(other)
    assert not signed_in(wrong)


def test_an_account_that_may_not_sign_in_does_not(alba):
    alba.user.is_active = False
    alba.user.save()
    client = Client()
    assert client.get(enter(client, alba).url).status_code == 200
    assert not signed_in(client)


def test_taking_the_right_away_ends_the_session(alba):
    client = testing.sign_in(alba)
    assert signed_in(client)
    alba.user.is_active = False
    alba.user.save()
    assert not signed_in(client)


def test_letters_of_the_address_in_any_case(alba):
    client = Client()
    enter(client, alba.user.email.upper())
    assert signed_in(client)


def test_nobody_signs_up():
    from django.urls import NoReverseMatch

    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    assert Client().get("/cuenta/registro/").status_code == 404


def test_failures_are_counted_in_the_database_across_workers(alba):
    """Two clients stand for two workers: the fifth failure of either closes the door for both."""
    assert configured.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    first, second = Client(), Client()
    for n in range(5):
        enter((first, second)[n % 2], alba, f"equivocada-{n}")
    for client in (first, second, Client(REMOTE_ADDR="10.0.0.9")):
        assert enter(client, alba).status_code != 302
        assert not signed_in(client)
    # Another person at the same counter is not locked out with her.
    beto = Client()
    enter(beto, testing.people().beto)
    assert signed_in(beto)


def test_the_lock_opens_again(alba, monkeypatch):
    client = Client()
    for n in range(6):
        enter(client, alba, f"equivocada-{n}")
    assert enter(client, alba).status_code != 302
    later = time.time() + 16 * 60
    monkeypatch.setattr(time, "time", lambda: later)
    enter(client, alba)
    assert signed_in(client)


def test_locked_out_reads_the_same_for_an_unknown_account(alba):
    answers = []
    for who in (alba, "nadie@prueba.example"):
        client = Client(REMOTE_ADDR="10.1.1.1")
        for n in range(6):
            answer = enter(client, who, f"equivocada-{n}")
        answers.append(without_tokens(answer))
        cache.clear()
    assert answers[0] == answers[1]


def activate_totp(client):
    assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": testing.PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    secret = page.context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer.status_code == 302, answer.content.decode()
    return secret


def test_a_second_factor_is_set_up_and_asked_for(alba):
    client = Client()
    enter(client, alba)
    secret = activate_totp(client)
    again = Client()
    answer = enter(again, alba)
    assert answer.url == reverse("mfa_authenticate")
    assert not signed_in(again)
    again.post(answer.url, {"code": "000000"})
    assert not signed_in(again)
    # The code just used opens nothing a second time; the next one does.
    again.post(answer.url, {"code": code_of(secret, _next_counter())})
    assert signed_in(again)


def _next_counter():
    return max(yield_hotp_counters_from_time())


def test_a_recovery_code_opens_once(alba):
    from allauth.mfa.models import Authenticator

    client = Client()
    enter(client, alba)
    activate_totp(client)
    code = Authenticator.objects.get(user=alba.user, type="recovery_codes").wrap().get_unused_codes()[0]
    for expected in (True, False):
        again = Client()
        enter(again, alba)
        again.post(reverse("mfa_authenticate"), {"code": code})
        assert signed_in(again) == expected


class TestSecondFactorDemanded:
    @pytest.fixture(autouse=True)
    def demanded(self, settings):
        settings.REQUIRE_SECOND_FACTOR = True

    def test_every_closed_address_leads_to_setting_it_up(self, alba):
        client = testing.sign_in(alba)
        for address in (
            "/",
            "/intervenciones/",
            "/intervenciones/nueva/",
            "/buscar/?q=a",
            "/casos/",
            "/cuenta/",
        ):
            answer = client.get(address)
            assert (answer.status_code, answer.url) == (302, reverse("mfa_index")), address
        assert client.post("/intervenciones/nueva/", {"place_text": "x"}).url == reverse("mfa_index")

    def test_a_public_page_shows_nothing_of_ones_desk(self, alba):
        testing.a_handover(
            testing.people().carla, to=alba.office, items=[testing.an_item(testing.people().carla)]
        )
        for page in ("/datos-personales/", "/especies/"):
            answer = testing.sign_in(alba).get(page)
            assert answer.context["actor"] is None
            assert answer.context["places"] == []

    def test_with_it_the_desk_opens(self, alba):
        client = Client()
        enter(client, alba)
        assert client.get("/").url == reverse("mfa_index")
        activate_totp(client)
        assert client.get("/").status_code == 200
        assert client.get("/intervenciones/").status_code == 200

    def test_public_pages_stay_public(self):
        for name in ("core:home", "core:privacy", "law:species"):
            assert name in PUBLIC
            assert Client().get(reverse(name)).status_code == 200


def test_outside_the_demonstration_a_second_factor_is_demanded_and_passwords_are_argon2(tmp_path):
    """As a running copy reads its settings: no test, no demonstration."""
    from arariwa.core.testing import run_python

    told = run_python(
        "from django.conf import settings as s; print(s.REQUIRE_SECOND_FACTOR, s.PASSWORD_HASHERS[0].rsplit('.', 1)[-1], s.DEBUG)",
        home=tmp_path,
    )
    assert told.stdout.split() == ["True", "Argon2PasswordHasher", "False"]


def test_a_forgotten_password_is_set_anew_by_mail(alba, mailoutbox):
    answer = Client().post(reverse("account_reset_password"), {"email": alba.user.email})
    assert answer.status_code == 302
    (mail,) = mailoutbox
    assert mail.to == [alba.user.email]
    address = re.search(r"http://[^/]+(/\S+)", mail.body).group(1)
    client = Client()
    form = client.get(address, follow=True)
    client.post(
        form.redirect_chain[-1][0], {"password1": "otra-clave-muy-larga", "password2": "otra-clave-muy-larga"}
    )
    assert not signed_in(Client())
    fresh = Client()
    enter(fresh, alba, "otra-clave-muy-larga")
    assert signed_in(fresh)


def test_a_reset_tells_nobody_whether_an_account_exists(alba, mailoutbox):
    known = Client().post(reverse("account_reset_password"), {"email": alba.user.email})
    unknown = Client().post(reverse("account_reset_password"), {"email": "nadie@prueba.example"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [mail.to for mail in mailoutbox] == [[alba.user.email]]


def test_a_weak_new_password_is_refused(alba):
    client = Client()
    enter(client, alba)
    for weak in ("corta", "123456789012", "alba@prueba.example", "password1234"):
        client.post(
            reverse("account_change_password"),
            {"oldpassword": testing.PASSWORD, "password1": weak, "password2": weak},
        )
        alba.user.refresh_from_db()
        assert alba.user.check_password(testing.PASSWORD), weak
