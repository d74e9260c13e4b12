"""Pages of campaigns: who gets them, what they show, what a form refuses, what leaves as a file."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from arariwa.core import access, testing
from arariwa.core.models import JournalEntry
from arariwa.events.tests import small
from arariwa.outreach import actions_budget, actions_campaigns
from arariwa.outreach.models import Campaign, ClaimReview, OwnClaim, Post, Spending
from arariwa.outreach.tests import campaigning as world

pytestmark = pytest.mark.django_db


def page(who, name, *args, lang="es", **query):
    with translation.override(lang):
        url = reverse(f"outreach:{name}", args=args)
    answer = testing.sign_in(who).get(url, query)
    assert answer.status_code == 200, (url, answer.status_code)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode()


def send(who, name, *args, status=302, **data):
    answer = testing.sign_in(who).post(reverse(f"outreach:{name}", args=args), data)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer


def day(name, value):
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def post_data(**changes):
    given = {
        "id": str(testing.uuid7()),
        "version": "0",
        "channel": "facebook",
        "language": "es",
        "title": "El primer día",
        "text": "Llame al SERFOR",
        "planned_hour": "18:30",
        **day("planned_on", date(2026, 12, 1)),
        **changes,
    }
    return {key: value for key, value in given.items() if value is not None}


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_list_searches_sorts_and_leaves_as_a_table():
    tania = small.coordinator()
    world.a_campaign(name_es="Bosque vivo", regions=["16"])
    world.a_campaign(name_es="Mar limpio", regions=["24"])
    shown = page(tania, "campaigns")
    assert shown.index("Mar limpio") < shown.index("Bosque vivo")
    assert page(tania, "campaigns", orden="nombre").index("Bosque vivo") < page(
        tania, "campaigns", orden="nombre"
    ).index("Mar limpio")
    for query, there, gone in (
        ({"q": "bosque"}, "Bosque vivo", "Mar limpio"),
        ({"region": "24"}, "Mar limpio", "Bosque vivo"),
        ({"estado": "running"}, "Mar limpio", "Ninguna campaña"),
    ):
        assert there in page(tania, "campaigns", **query)
        assert gone not in page(tania, "campaigns", **query)
    assert "Bosque vivo" in page(tania, "campaigns_csv", q="bosque")
    assert "Ninguna campaña cumple" in page(tania, "campaigns", estado="ended")
    assert "Aún no hay campañas" in page(world.reviewer(), "campaigns")


def test_a_campaign_is_begun_and_changed():
    tania = small.coordinator()
    id = testing.uuid7()
    data = {
        "id": str(id),
        "name_es": "Libre en su bosque",
        "objectives": "Que nadie compre",
        "audience": "Familias",
        "regions": ["25", "16"],
        **day("from_on", date(2026, 1, 1)),
        **day("until_on", date(2026, 3, 1)),
    }
    wrong = send(tania, "create_campaign", status=422, **{**data, **day("until_on", date(2025, 1, 1))})
    assert "El último día de la campaña es anterior al primero" in wrong.content.decode()
    send(tania, "create_campaign", **data)
    campaign = Campaign.objects.get()
    assert (campaign.pk, campaign.regions) == (id, ["16", "25"])
    send(tania, "edit_campaign", id, **{**data, "version": "1", "audience": "Comerciantes"})
    stale = send(
        tania, "edit_campaign", id, status=422, **{**data, "version": "1", "audience": "Colegios"}
    ).content.decode()
    assert "Comerciantes" in stale and "Colegios" in stale and "Alguien guardó" in stale


def test_the_page_of_a_campaign_shows_its_parts():
    tania, campaign = small.coordinator(), world.a_campaign()
    event = small.a_closed_event(
        3, kind="conference", title_es="Vida silvestre y justicia de paz", title_en=""
    )
    to = {"campaign_id": campaign.pk}
    actions_campaigns.link_event(by=tania.actor, **to, id=testing.uuid7(), event_id=event.pk)
    actions_campaigns.save_message(
        by=tania.actor,
        **to,
        id=testing.uuid7(),
        values={"text_es": "Libre vale más", "audience": "Familias"},
    )
    line = actions_budget.save_line(
        by=tania.actor,
        **to,
        id=testing.uuid7(),
        values={"kind": "advertising", "what": "Pauta", "amount": 1000, "currency": "PEN"},
    )
    spent = {"kind": "advertising", "amount": 1200, "currency": "PEN", "paid_on": tania.actor.today}
    actions_budget.add_spending(
        by=tania.actor,
        **to,
        id=testing.uuid7(),
        values={**spent, "line_id": line.pk, "what": "Pauta de mayo"},
    )
    world.asked(world.a_post(campaign, title="Aviso de mayo"))
    shown = text_of(page(tania, "campaign", campaign.pk))
    for words in (
        "Libre vale más",
        "Aviso de mayo",
        "S/ 1,000.00",
        "S/ 1,200.00",
        "-S/ 200.00",
        "Vida silvestre y justicia de paz",
        "Por aprobar",
    ):
        assert words in shown.replace("\xa0", " "), words
    assert "Campaigns" in page(tania, "campaign", campaign.pk, lang="en")


def test_who_reads_the_campaign_does_not_thereby_read_its_events():
    tania, campaign, lola = small.coordinator(), world.a_campaign(), world.reviewer()
    event = small.an_event(title_es="Reunión reservada")
    to = {"campaign_id": campaign.pk}
    actions_campaigns.link_event(by=tania.actor, **to, id=testing.uuid7(), event_id=event.pk)
    actions_campaigns.share(by=tania.actor, **to, office=lola.office, level=access.READ)
    assert "Reunión reservada" in page(tania, "campaign", campaign.pk)
    for name in ("campaign", "calendar", "calendar_ics"):
        assert "Reunión reservada" not in page(lola, name, campaign.pk)


def test_an_event_one_may_not_see_cannot_be_joined():
    campaign, nora = (
        world.a_campaign(),
        testing.someone("Nora", testing.office("MINAM-CO", "MINAM"), "programme"),
    )
    event = small.an_event(nora, title_es="De otra oficina")
    assert "De otra oficina" not in page(small.coordinator(), "link_event", campaign.pk)
    with pytest.raises(access.Hidden):
        actions_campaigns.link_event(
            by=small.coordinator().actor, campaign_id=campaign.pk, id=testing.uuid7(), event_id=event.pk
        )


def test_a_post_is_written_with_its_claims_and_their_caveats():
    tania, campaign = small.coordinator(), world.a_campaign()
    data = post_data(claim_keys=["H11", "H08"], add_caveats="on", note="Más en la página.")
    send(tania, "create_post", campaign.pk, **data)
    post = Post.objects.get()
    assert post.claim_keys == ["H08", "H11"]
    assert world.caveat("H11") in post.note and world.caveat("H08") in post.note
    assert post.note.startswith("Más en la página.")
    shown = text_of(page(tania, "post", post.pk))
    assert "Nadie ha revisado aún esta afirmación" in shown
    assert "Su salvedad no figura" not in shown
    # Sent again it is the same post.
    send(tania, "create_post", campaign.pk, **data)
    assert Post.objects.count() == 1


def test_a_post_that_is_too_long_says_how_long():
    answer = send(
        small.coordinator(),
        "create_post",
        world.a_campaign().pk,
        status=422,
        **post_data(channel="x", text="a" * 300),
    )
    said = text_of(answer.content.decode())
    assert "En X una publicación tiene como máximo 280 caracteres; esta tiene 300." in said
    assert not Post.objects.exists()


def test_a_text_that_sounds_like_harm_without_a_claim_is_warned_of():
    post = world.a_post(text="Nueve de cada diez monos mueren")
    shown = text_of(page(small.coordinator(), "post", post.pk))
    assert "como si afirmara un daño (Crueldad y Magnitud)" in shown
    plain = world.a_post(text="Llame al SERFOR")
    assert "como si afirmara" not in text_of(page(small.coordinator(), "post", plain.pk))


def test_a_stale_save_of_a_post_shows_both_sides_and_keeps_what_was_written():
    tania, post = small.coordinator(), world.a_post()
    data = post_data(id=str(post.pk), version="1")
    send(tania, "edit_post", post.pk, **{**data, "text": "La primera", "claim_keys": ["H11"]})
    second = send(tania, "edit_post", post.pk, status=422, **{**data, "text": "La segunda"}).content.decode()
    shown = text_of(second)
    assert "La primera" in shown and "La segunda" in shown and "Alguien guardó" in shown
    assert "Se registraron" not in shown and "De enero a octubre" in shown
    assert Post.objects.get().text == "La primera"
    version = re.search(r'name="version" value="(\d+)"', second)[1]
    send(tania, "edit_post", post.pk, **{**data, "version": version, "text": "La segunda"})
    assert Post.objects.get().text == "La segunda"


def test_asked_approved_and_published_through_the_pages():
    tania, abril, post = small.coordinator(), world.approver(), world.a_post()
    assert "Pedir la aprobación" in page(tania, "post", post.pk)
    send(tania, "ask_approval", post.pk, version="1")
    assert post.title in page(abril, "posts", estado="waiting")
    assert post.title in testing.sign_in(abril).get("/").content.decode()
    form = {"id": str(testing.uuid7()), "version": "1", "word": "aprobar"}
    assert (
        "Escriba APROBAR"
        in send(abril, "approve", post.pk, status=422, **{**form, "word": "sí"}).content.decode()
    )
    send(abril, "approve", post.pk, **form)
    out = {"version": "1", **day("published_on", tania.actor.today), "platform_id": "77"}
    send(tania, "publish", post.pk, **out)
    post.refresh_from_db()
    assert (post.state, post.platform_id) == ("published", "77")
    assert "Corregir" in page(tania, "post", post.pk)


def test_a_post_is_recorded_as_taken_down_and_found_by_that():
    tania, post = small.coordinator(), world.published(world.a_post())
    today = tania.actor.today
    assert "Fue retirada" in page(tania, "post", post.pk)
    send(tania, "take_down", post.pk, status=422, **day("on", today), why="")
    send(tania, "take_down", post.pk, **day("on", today), why="La quitó Facebook por la música")
    shown = text_of(page(tania, "post", post.pk))
    assert "La quitó Facebook por la música" in shown and "sigue contando" in shown
    assert "Cambiar la publicación" not in shown
    assert post.title in page(tania, "posts", estado="taken_down")
    assert post.title not in page(tania, "posts", estado="published")
    assert f"{today:%d/%m/%Y}" in page(tania, "posts_csv", estado="taken_down")
    assert "Deje el día vacío" in page(tania, "take_down", post.pk)
    send(tania, "take_down", post.pk, on_day="", on_month="", on_year="", why="Volvió")
    assert post.title in page(tania, "posts", estado="published")


def test_an_old_form_does_not_approve_what_was_changed_meanwhile():
    abril, post = world.approver(), world.asked(world.a_post())
    data = post_data(id=str(post.pk), version="1", text="Otra")
    send(small.coordinator(), "edit_post", post.pk, **data)
    old = {"id": str(testing.uuid7()), "version": "1", "word": "APROBAR"}
    answer = send(abril, "approve", post.pk, status=422, **old)
    assert "La publicación cambió entretanto" in answer.content.decode()


def test_a_picture_is_kept_with_its_words():
    photo = SimpleUploadedFile("mono.jpg", testing.a_photo().read(), content_type="image/jpeg")
    data = post_data(file=photo, asset_alt="Un mono en una rama", asset_rights="Del programa")
    send(small.coordinator(), "create_post", world.a_campaign().pk, **data)
    post = Post.objects.get()
    shown = page(small.coordinator(), "post", post.pk)
    assert 'alt="Un mono en una rama"' in shown
    stranger = testing.people().alba
    address = reverse("core:attachment", args=[post.asset_id])
    assert testing.sign_in(stranger).get(address).status_code == 404
    assert testing.sign_in(small.coordinator()).get(address).status_code == 200


def test_claims_are_reviewed_on_their_page():
    lola = world.reviewer()
    assert "Revisar" in page(lola, "country_claims")
    assert "Revisar" not in text_of(page(testing.people().alba, "country_claims"))
    form = page(lola, "review_claim", "H11")
    read = re.search(r'name="read" value="([0-9a-f]{64})"', form)[1]
    data = {"id": str(testing.uuid7()), "read": read}
    no_note = send(lola, "review_claim", "H11", status=422, **data, fit="no")
    assert "motivo" in no_note.content.decode().lower()
    send(lola, "review_claim", "H11", **data, fit="yes")
    send(lola, "review_claim", "H11", **data, fit="yes")
    assert ClaimReview.objects.get().fit
    assert testing.sign_in(lola).get(reverse("outreach:review_claim", args=["H99"])).status_code == 404


def test_ones_own_claim_from_written_to_reviewed():
    tania, campaign = small.coordinator(), world.a_campaign()
    lola = testing.someone("Lola", tania.office, "reviewer")
    data = {"id": str(testing.uuid7()), "version": "0", **world.about_claim()}
    send(tania, "add_claim", campaign.pk, **data)
    claim = OwnClaim.objects.get()
    assert claim.text_es in page(tania, "campaign_claims", campaign.pk)
    assert claim.text_es in testing.sign_in(lola).get("/").content.decode()
    assert str(claim.pk) in page(tania, "create_post", campaign.pk)
    send(lola, "review_own_claim", campaign.pk, claim.pk, id=str(testing.uuid7()), read="1", fit="yes")
    claim.refresh_from_db()
    assert claim.fit is True
    send(tania, "edit_claim", campaign.pk, claim.pk, **{**data, "version": "1", "text_es": "Otra"})
    claim.refresh_from_db()
    assert claim.fit is None
    send(tania, "withdraw_claim", campaign.pk, claim.pk)
    assert "Otra" not in page(tania, "campaign_claims", campaign.pk)


def test_money_planned_spent_and_voided():
    tania, campaign = small.coordinator(), world.a_campaign()
    line = {"id": str(testing.uuid7()), "version": "0", "kind": "radio", "what": "Cuña", "amount": "500"}
    send(tania, "add_line", campaign.pk, **line, currency="PEN")
    row = campaign.budget_lines.get()
    spent = {
        "id": str(testing.uuid7()),
        "line": str(row.pk),
        "kind": "radio",
        "what": "Cuña de junio",
        "amount": "120.50",
        "currency": "PEN",
        **day("paid_on", tania.actor.today),
    }
    wrong = send(tania, "add_spending", campaign.pk, status=422, **{**spent, "currency": "USD"})
    assert "Esta partida del presupuesto está en PEN" in wrong.content.decode()
    send(tania, "add_spending", campaign.pk, **spent)
    send(tania, "add_spending", campaign.pk, **spent)
    assert "379.50" in page(tania, "budget", campaign.pk)
    send(tania, "withdraw_line", campaign.pk, row.pk)
    assert campaign.budget_lines.get().withdrawn_at is None
    paid = Spending.objects.get()
    send(tania, "void_spending", campaign.pk, paid.pk, why="Doble")
    assert "Doble" in page(tania, "budget", campaign.pk)
    send(tania, "withdraw_line", campaign.pk, row.pk)
    assert campaign.budget_lines.get().withdrawn_at


def test_the_calendar_of_a_month_and_of_a_program():
    tania, campaign = small.coordinator(), world.a_campaign()
    send(tania, "create_post", campaign.pk, **post_data(title="Cuña, con coma"))
    assert "Cuña, con coma" in page(tania, "calendar", campaign.pk, mes="2026-12")
    assert "Cuña, con coma" not in page(tania, "calendar", campaign.pk, mes="2026-10")
    program = page(tania, "calendar_ics", campaign.pk).replace("\r\n ", "")
    assert "SUMMARY:Facebook: Cuña\\, con coma" in program
    assert "DTSTART:20261201T233000Z" in program
    assert "Cuña, con coma" in page(tania, "calendar_csv", campaign.pk)


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "{{ 7|add:7 }}", "«»\n\n%s"]
)
def test_hostile_text_stays_text(hostile):
    tania = small.coordinator()
    campaign = world.a_campaign(name_es=hostile[:200], objectives=hostile, audience=hostile)
    post = world.a_post(campaign, title=hostile.split("\n")[0], text=hostile, note=hostile)
    for name, id in (
        ("campaigns", None),
        ("campaign", campaign.pk),
        ("post", post.pk),
        ("calendar", campaign.pk),
    ):
        shown = page(tania, name, *([id] if id else []))
        assert "<script>alert" not in shown
    table = page(tania, "posts_csv")
    assert "\r\n=cmd" not in table and ",=cmd" not in table
    assert "\nBEGIN:VEVENT\r\nEND" not in page(tania, "calendar_ics", campaign.pk)


def test_a_campaign_of_an_exercise_is_seen_in_it_only():
    exercise = testing.uuid7()
    player = testing.someone("Paco", small.coordinator().office, "programme", exercise=exercise)
    campaign = world.a_campaign(player, name_es="De ejercicio")
    assert "De ejercicio" not in page(small.coordinator(), "campaigns")
    with pytest.raises(access.Hidden):
        access.get(Campaign, small.coordinator().actor, pk=campaign.pk)


def test_sharing_and_ending_it():
    tania, campaign, lola = small.coordinator(), world.a_campaign(), world.reviewer()
    address = reverse("outreach:campaign", args=[campaign.pk])
    assert testing.sign_in(lola).get(address).status_code == 404
    send(tania, "offices", campaign.pk, office=str(lola.office.pk), level="1")
    send(tania, "offices", campaign.pk, office=str(lola.office.pk), level="1")
    assert testing.sign_in(lola).get(address).status_code == 200
    assert "Escribir una publicación" not in page(lola, "campaign", campaign.pk)
    assert JournalEntry.objects.filter(verb="campaign.shared").count() == 1
    send(tania, "end_share", campaign.pk, lola.office.pk)
    assert testing.sign_in(lola).get(address).status_code == 404
    own = send(tania, "offices", campaign.pk, status=422, office=str(tania.office.pk), level="1")
    assert "La oficina que lleva la campaña ya la ve" in own.content.decode()
