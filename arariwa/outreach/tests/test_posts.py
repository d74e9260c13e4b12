"""Posts: written, approved by someone else and only with sourced and reviewed claims, published, never changed silently."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils.html import escape

from arariwa.core import access, contents, testing
from arariwa.core.domain.refused import Refused
from arariwa.core.models import JournalEntry
from arariwa.core.versions import Stale
from arariwa.events.tests import small
from arariwa.outreach import actions_campaigns, actions_claims, actions_posts, claims, queries_campaigns
from arariwa.outreach.figures import figure
from arariwa.outreach.forms.posts import PostForm
from arariwa.outreach.models import Approval, Post
from arariwa.outreach.tests import campaigning as world

pytestmark = pytest.mark.django_db


def refused(act, **given):
    with pytest.raises(Refused) as caught:
        act(**given)
    return {one.code for one in caught.value.every}


def approve(post, by=None, **changes):
    given = {"id": testing.uuid7(), "post_id": post.pk, "version": post.version, **changes}
    return actions_posts.approve(by=testing.actor(by or world.approver()), **given)


def edit(post, by=None, version=None, uses=(), file=None, **changes):
    return actions_posts.edit_post(
        by=testing.actor(by or small.coordinator()),
        id=post.pk,
        version=version or post.version,
        values=world.about_post(**{"planned_at": post.planned_at, **changes}),
        uses=uses,
        file=file,
    )


def test_written_twice_is_one_post_and_other_words_are_a_conflict():
    campaign, id, values = world.a_campaign(), testing.uuid7(), world.about_post()
    to = {"by": small.coordinator().actor, "campaign_id": campaign.pk, "id": id}
    first = actions_posts.create_post(**to, values=values)
    assert actions_posts.create_post(**to, values=values) == first
    assert first.versions.count() == 1
    assert refused(actions_posts.create_post, **to, values={**values, "text": "Otra cosa"}) == {"id.conflict"}
    assert refused(actions_posts.create_post, **to, values=values, uses=["H11"]) == {"id.conflict"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"channel": "myspace"}, "post.channel"),
        ({"language": "xx"}, "post.language"),
        ({"title": " "}, "field.missing"),
        ({"text": ""}, "field.missing"),
        ({"channel": "x", "text": "a" * 281}, "post.too_long"),
        ({"channel": "instagram", "text": "a" * 2201}, "post.too_long"),
        ({"message_id": testing.uuid7()}, "post.message"),
        ({"text": "hola \u202e"}, "text.steering"),
    ],
)
def test_what_cannot_be_written(changes, code):
    before = JournalEntry.objects.count()
    campaign = world.a_campaign()
    made = JournalEntry.objects.count() - before
    given = {"campaign_id": campaign.pk, "id": testing.uuid7(), "values": world.about_post(**changes)}
    assert refused(actions_posts.create_post, by=small.coordinator().actor, **given) == {code}
    assert not Post.objects.exists()
    assert JournalEntry.objects.count() == before + made


def test_an_unknown_claim_is_refused():
    given = {"campaign_id": world.a_campaign().pk, "id": testing.uuid7(), "values": world.about_post()}
    by = small.coordinator().actor
    for key in ("H99", str(testing.uuid7())):
        assert refused(actions_posts.create_post, by=by, **given, uses=[key]) == {"claim.none"}


def test_every_version_is_kept_and_a_change_takes_the_approval_back():
    post = world.approved(world.a_post())
    assert post.state == "approved"
    changed = edit(post, text="Llame al SERFOR cuanto antes.")
    assert (changed.state, changed.version) == ("draft", 2)
    assert [v.content["text"] for v in post.versions.all()] == [
        "Si encuentra un animal silvestre, llame al SERFOR.",
        "Llame al SERFOR cuanto antes.",
    ]
    to = {"by": small.coordinator().actor, "id": post.pk, "version": 2}
    assert refused(actions_posts.publish, **to, published_on=to["by"].today, platform_id="1") == {
        "post.not_approved"
    }
    assert Approval.objects.get().version == 1


def test_saving_what_stands_changes_nothing():
    post = world.approved(world.a_post())
    lines = JournalEntry.objects.count()
    assert edit(post).state == "approved"
    assert JournalEntry.objects.count() == lines


def test_a_save_that_came_second_shows_both_sides():
    post = world.a_post()
    edit(post, text="Lo que escribió la primera")
    with pytest.raises(Stale) as caught:
        edit(post, version=1, text="Lo que escribió la segunda", uses=["H11"])
    differs = {key: (theirs, mine) for key, theirs, mine in caught.value.differences()}
    assert differs["text"] == ("Lo que escribió la primera", "Lo que escribió la segunda")
    assert differs["claim_keys"] == ([], ["H11"])
    post.refresh_from_db()
    assert (post.text, post.version) == ("Lo que escribió la primera", 2)


def test_nobody_approves_what_they_wrote():
    """Also not someone who changed an earlier version, nor under another membership."""
    tania = small.coordinator()
    both = testing.someone("Tania", tania.office, "communication")
    assert refused(approve, post=world.asked(world.a_post()), by=both) == {"post.own"}
    post = world.a_post()
    edit(post, by=small.coordinator("Teo"), text="De Teo")
    post.refresh_from_db()
    edit(post, by=tania, text="De Tania")
    post.refresh_from_db()
    teo = testing.someone("Teo", tania.office, "communication")
    world.asked(post)
    assert refused(approve, post=post, by=teo) == {"post.own"}
    assert refused(
        actions_posts.send_back, by=teo.actor, id=testing.uuid7(), post_id=post.pk, version=3, why="No"
    ) == {"post.own"}
    assert approve(post).approved


def test_who_may_approve():
    post = world.asked(world.a_post())
    assert refused(approve, post=post, by=small.coordinator("Teo")) == {"access.role"}
    stranger = testing.someone("Nora", testing.office("MINAM-CO", "MINAM"), "communication")
    with pytest.raises(access.Hidden):
        approve(post, stranger)
    actions_campaigns.share(
        by=small.coordinator().actor, campaign_id=post.campaign_id, office=stranger.office, level=access.READ
    )
    assert refused(approve, post=post, by=stranger) == {"access.level"}
    actions_campaigns.share(
        by=small.coordinator().actor, campaign_id=post.campaign_id, office=stranger.office, level=access.ACT
    )
    assert approve(post, stranger).approved


def test_only_what_was_asked_for_and_did_not_change():
    post = world.a_post()
    assert refused(approve, post=post) == {"post.not_asked"}
    world.asked(post)
    edit(post, text="Cambió")
    assert refused(approve, post=post, version=1) == {"post.changed"}
    assert refused(approve, post=post, version=2) == {"post.not_asked"}


def test_two_who_approve_at_once_leave_one_approval():
    post = world.asked(world.a_post())
    first = testing.uuid7()
    made = approve(post, id=first)
    assert refused(approve, post=post, by=world.approver("Bruno")) == {"post.approved_already"}
    assert approve(post, id=first) == made
    assert Approval.objects.count() == 1


def test_sent_back_with_a_reason_and_asked_again():
    post = world.asked(world.a_post())
    by = world.approver().actor
    to = {"by": by, "post_id": post.pk, "version": 1}
    assert refused(actions_posts.send_back, **to, id=testing.uuid7(), why=" ") == {"reason.missing"}
    actions_posts.send_back(**to, id=testing.uuid7(), why="Falta a quién llamar")
    post.refresh_from_db()
    assert post.state == "returned"
    assert world.asked(post).state == "waiting"
    assert approve(post).approved


# Claims


def test_a_claim_nobody_reviewed_keeps_a_post_from_being_approved():
    post = world.asked(world.a_post(uses=["H11"], note=world.caveat("H11")))
    assert refused(approve, post=post) == {"claim.unreviewed"}
    world.reviewed("H11", fit=False)
    assert refused(approve, post=post) == {"claim.unfit"}
    world.reviewed("H11")
    assert approve(post).approved


def test_the_caveat_stands_in_the_text_or_in_the_note():
    world.reviewed("H11")
    without = world.asked(world.a_post(uses=["H11"]))
    assert refused(approve, post=without) == {"claim.caveat_missing"}
    english = world.asked(world.a_post(uses=["H11"], note=world.caveat("H11", "en")))
    assert refused(approve, post=english) == {"claim.caveat_missing"}
    for changes in (
        {"text": f"En diez meses, 3710 animales. {world.caveat('H11').upper()}"},
        {"note": f"({world.caveat('H11')})"},
        {"language": "que", "note": world.caveat("H11", "en")},
    ):
        assert approve(world.asked(world.a_post(uses=["H11"], **changes))).approved


def test_a_claim_of_ones_own_needs_a_source_and_someone_elses_review():
    campaign, tania = world.a_campaign(), small.coordinator()
    claim = world.a_claim(campaign, source_title="", source_url="")
    post = world.asked(world.a_post(campaign, uses=[str(claim.pk)], note=claim.caveat_es))
    assert refused(approve, post=post) == {"claim.unsourced", "claim.unreviewed"}
    lola = world.reviewer()
    to = {"by": lola.actor, "campaign_id": campaign.pk, "id": claim.pk}
    with pytest.raises(access.Hidden):
        actions_claims.review_own_claim(**to, version=1, fit=True)
    actions_campaigns.share(by=tania.actor, campaign_id=campaign.pk, office=lola.office, level=access.READ)
    to["by"] = lola.actor
    assert refused(actions_claims.review_own_claim, **to, version=1, fit=True) == {
        "claim.no_source_to_review"
    }
    claim = actions_claims.save_claim(
        by=tania.actor, campaign_id=campaign.pk, id=claim.pk, version=1, values=world.about_claim()
    )
    assert refused(actions_claims.review_own_claim, **to, version=1, fit=True) == {"claim.changed"}
    same = testing.someone("Tania", tania.office, "reviewer")
    own = {**to, "by": same.actor, "version": 2}
    assert refused(actions_claims.review_own_claim, **own, fit=True) == {"claim.own"}
    actions_claims.review_own_claim(**to, version=2, fit=True)
    assert approve(post).approved
    # What was approved rests on these words.
    actions_claims.save_claim(
        by=tania.actor,
        campaign_id=campaign.pk,
        id=claim.pk,
        version=2,
        values=world.about_claim(text_es="Otra cosa"),
    )
    post.refresh_from_db()
    assert post.state == "waiting"
    assert refused(approve, post=post) == {"claim.unreviewed"}
    bea = testing.someone("Bea", tania.office, "programme")
    actions_claims.save_claim(
        by=bea.actor,
        campaign_id=campaign.pk,
        id=claim.pk,
        version=3,
        values=world.about_claim(text_es="Otra cosa."),
    )
    assert refused(actions_claims.review_own_claim, **{**own, "version": 4}, fit=True) == {"claim.own"}, (
        "another's comma does not make the words another's"
    )


def test_a_claim_of_the_pack_that_changed_after_the_approval_stops_the_publication(monkeypatch):
    world.reviewed("H11")
    post = world.approved(world.a_post(uses=["H11"], note=world.caveat("H11")))
    by = small.coordinator().actor
    out = {"id": post.pk, "version": 1, "published_on": by.today, "platform_id": "7"}
    digest = actions_posts.digest
    monkeypatch.setattr(actions_posts, "digest", lambda post: "other")
    assert refused(actions_posts.publish, by=by, **out) == {"post.claims_changed"}
    monkeypatch.setattr(actions_posts, "digest", digest)
    assert actions_posts.publish(by=by, **out).state == "published"


def test_a_claim_of_the_pack_found_unfit_after_the_approval_stops_the_publication(client):
    world.reviewed("H11")
    post = world.approved(world.a_post(uses=["H11"], note=world.caveat("H11")))
    world.reviewed("H11", fit=False)
    by = small.coordinator()
    out = {"id": post.pk, "version": 1, "published_on": by.actor.today, "platform_id": "7"}
    assert refused(actions_posts.publish, by=by.actor, **out) == {"claim.unfit"}
    page = testing.sign_in(by).get(reverse("outreach:post", args=[post.pk])).content.decode()
    assert reverse("outreach:publish", args=[post.pk]) not in page


def _read(answer) -> str:
    return (answer.getvalue() if answer.streaming else answer.content).decode()


def test_an_approved_post_whose_claim_no_longer_holds_is_listed_as_what_it_is():
    world.reviewed("H11")
    campaign, by = world.a_campaign(), small.coordinator()
    post = world.approved(world.a_post(campaign, uses=["H11"], note=world.caveat("H11")))
    other = world.approved(world.a_post(campaign, title="Sin afirmaciones"))
    page, said = testing.sign_in(by), "aprobada; afirmación observada"
    one = [campaign.pk]
    places = [
        *(reverse(f"outreach:{name}") for name in ("posts", "posts_csv")),
        *(reverse(f"outreach:{name}", args=one) for name in ("campaign", "calendar")),
        reverse("outreach:post", args=[post.pk]),
    ]
    month = f"?mes={post.planned_at:%Y-%m}"
    before = [_read(page.get(url + month)) for url in places]
    # The list names the state among its conditions.
    assert [text.count(said) for text in before] == [1, 0, 0, 0, 0]
    world.reviewed("H11", fit=False)
    after = [_read(page.get(url + month)) for url in places]
    assert [text.count(said) for text in after] == [2, 1, 2, 1, 1]

    def listed(state: str) -> set:
        return {row.pk for row in queries_campaigns.posts(by.actor, state=state)}

    assert (listed("stopped"), listed("approved")) == ({post.pk}, {other.pk})
    counts = queries_campaigns.by_state(campaign)
    assert (counts["stopped"], counts["approved"]) == (1, 1)
    assert "Publicaciones aprobadas con una afirmación observada" in _read(page.get(reverse("core:home")))


def test_a_published_post_says_that_a_claim_of_the_campaign_was_found_unfit_since():
    campaign = world.a_campaign()
    claim = world.a_claim(campaign)
    lola = testing.someone("Lola", small.coordinator().office, "reviewer")
    judge = {"by": lola.actor, "campaign_id": campaign.pk, "id": claim.pk, "version": claim.version}
    actions_claims.review_own_claim(**judge, fit=True)
    world.published(world.a_post(campaign, uses=[str(claim.pk)], note=claim.caveat_es))
    page, url = testing.sign_in(small.coordinator()), reverse("outreach:posts") + "?estado=published"
    said = "</span>"
    assert " · afirmación observada" + said not in _read(page.get(url))
    actions_claims.review_own_claim(**judge, fit=False, note="No lo dice la fuente")
    assert " · afirmación observada" + said in _read(page.get(url))


def test_an_id_of_the_platform_with_spaces_is_the_same_id():
    first = world.approved(world.a_post())
    second = world.approved(world.a_post(first.campaign))
    by = small.coordinator().actor
    out = {"version": 1, "published_on": by.today}
    assert actions_posts.publish(by=by, id=first.pk, **out, platform_id=" 7 ").platform_id == "7"
    assert refused(actions_posts.publish, by=by, id=second.pk, **out, platform_id=" 7") == {"post.id_taken"}


def test_what_sounds_like_a_claim_and_joins_none_is_approved_only_with_the_reason():
    post = world.asked(world.a_post(text="Los monos contagian enfermedades"))
    assert refused(approve, post=post) == {"post.sounds_like_claim"}
    page = testing.sign_in(world.approver())
    url = reverse("outreach:approve", args=[post.pk])
    asked = page.get(url).content.decode()
    assert 'name="why"' in asked and "(opcional)" not in asked
    given = {"id": testing.uuid7(), "version": 1, "word": "APROBAR"}
    assert page.post(url, given).status_code == 422
    why = "Cita el nombre de la enfermería"
    assert page.post(url, {**given, "why": why}).status_code == 302
    assert post.approvals.get().why == why
    assert why in page.get(reverse("outreach:post", args=[post.pk])).content.decode()
    plain = world.asked(world.a_post())
    assert 'name="why"' not in page.get(reverse("outreach:approve", args=[plain.pk])).content.decode()


def test_a_post_in_a_language_no_words_are_known_of_is_approved_only_by_who_says_it_claims_nothing():
    post = world.asked(world.a_post(language="agr", text="Yaunchuk ajútap"))
    assert refused(approve, post=post) == {"post.language_unread"}
    page = testing.sign_in(world.approver())
    assert "quien lea ese idioma" in page.get(reverse("outreach:post", args=[post.pk])).content.decode()
    url = reverse("outreach:approve", args=[post.pk])
    asked = page.get(url).content.decode()
    assert 'name="why"' in asked and "quien lea ese idioma" in asked
    given = {
        "id": testing.uuid7(),
        "version": 1,
        "word": "APROBAR",
        "why": "Lo leyó un hablante: solo saluda",
    }
    assert page.post(url, given).status_code == 302
    world.reviewed("H11")
    joined = world.asked(world.a_post(language="agr", uses=["H11"], note=world.caveat("H11")))
    approve(post=joined)


def test_who_approves_reads_source_and_picture_in_words():
    world.reviewed("H11")
    post = world.a_post(uses=["H11"], note=world.caveat("H11"))
    photo = SimpleUploadedFile("cria.jpg", testing.a_photo().read(), content_type="image/jpeg")
    post = edit(
        post, uses=["H11"], note=world.caveat("H11"), file=photo,
        asset_alt="Un mono en una rama", asset_rights="Del programa",
    )  # fmt: skip
    world.asked(post)
    page = testing.sign_in(world.approver()).get(reverse("outreach:approve", args=[post.pk]))
    said = page.content.decode()
    source = claims.in_pack("H11").sources[0].title
    assert all(words in said for words in ("Un mono en una rama", "Del programa", escape(source)))
    above = said.partition('class="crumbs"')[2].partition("</nav>")[0]
    for name, id in (("campaign", post.campaign_id), ("post", post.pk)):
        assert f'href="{reverse(f"outreach:{name}", args=[id])}"' in above


@pytest.mark.parametrize(("language", "web"), [("es", "es-PE"), ("que", "qu"), ("cni", "cni"), ("other", "")])
def test_a_post_says_in_which_language_it_is_where_the_page_is_in_another(language, web):
    post = world.a_post(language=language, text="Texto de la publicación", note="Nota que sale con ella")
    page, url = testing.sign_in(small.coordinator()), reverse("outreach:post", args=[post.pk])
    said = _read(page.get(f"/en{url}"))
    for words in (post.text, post.note):
        assert f"<p>{words}" in said and (f' lang="{web}"><p>{words}' in said) == bool(web)
    if language == "es":
        assert ' lang="' not in _read(page.get(url)).partition("<main")[2].partition("<p>Texto")[0]


def test_why_a_claim_may_not_be_used_is_read_where_it_stands():
    world.reviewed("H11", fit=False)
    post = world.a_post(uses=["H11"], note=world.caveat("H11"))
    client = testing.sign_in(small.coordinator())
    for page in (reverse("outreach:country_claims"), reverse("outreach:post", args=[post.pk])):
        assert "Lola" in (said := client.get(page).content.decode()) and "No lo dice la fuente" in said


def test_a_message_given_up_stays_with_the_post_that_is_changed():
    campaign, by = world.a_campaign(), small.coordinator()
    message = actions_campaigns.save_message(
        by=testing.actor(by),
        campaign_id=campaign.pk,
        id=testing.uuid7(),
        values={"text_es": "Si es libre, vive", "audience": "Familias"},
    )
    post = world.a_post(campaign, message_id=message.pk)
    actions_campaigns.withdraw_message(by=testing.actor(by), campaign_id=campaign.pk, id=message.pk)
    form = PostForm(campaign=campaign, record=post)
    assert str(message.pk) in dict(form.fields["message_id"].choices)
    assert str(message.pk) not in dict(PostForm(campaign=campaign).fields["message_id"].choices)


def test_a_withdrawn_claim_takes_the_approval_back():
    campaign = world.a_campaign()
    claim = world.a_claim(campaign)
    lola = testing.someone("Lola", small.coordinator().office, "reviewer")
    to = {"campaign_id": campaign.pk, "id": claim.pk}
    actions_claims.review_own_claim(by=lola.actor, **to, version=1, fit=True)
    post = world.approved(world.a_post(campaign, uses=[str(claim.pk)], note=claim.caveat_es))
    actions_claims.withdraw_claim(by=small.coordinator().actor, **to)
    post.refresh_from_db()
    assert post.state == "waiting"
    assert refused(approve, post=post) == {"claim.unfit"}


def test_reviews_of_the_pack_are_by_reviewers_and_of_the_words_read():
    digest = "0" * 64
    to = {"id": testing.uuid7(), "claim": "H11", "fit": True}
    assert refused(
        actions_claims.review_claim, by=small.coordinator().actor, **to, digest=digest
    ) == {"access.role"}  # fmt: skip
    assert refused(actions_claims.review_claim, by=world.reviewer().actor, **to, digest=digest) == {
        "claim.changed"
    }


# The picture


def test_a_picture_needs_words_and_rights():
    post = world.a_post()
    photo = SimpleUploadedFile("cria.jpg", testing.a_photo().read(), content_type="image/jpeg")
    post = edit(post, file=photo)
    world.asked(post)
    assert refused(approve, post=post) == {"post.no_alt", "post.no_rights"}
    post = edit(post, asset_alt="Un mono en una rama", asset_rights="Del programa; nadie sale en ella")
    assert approve(world.asked(post)).approved
    junk = SimpleUploadedFile("cria.jpg", b"MZ" + b"\0" * 100)
    assert refused(edit, post=post, file=junk) == {"file.kind"}


# Out


def test_published_with_day_and_address_once_for_each_id():
    campaign, by = world.a_campaign(), small.coordinator().actor
    first = world.published(world.a_post(campaign), platform_id="77")
    second = world.approved(world.a_post(campaign))
    out = {"id": second.pk, "version": 1, "published_on": by.today}
    assert refused(actions_posts.publish, by=by, **out) == {"post.no_address"}
    assert refused(actions_posts.publish, by=by, **out, platform_id="77") == {"post.id_taken"}
    future = {**out, "published_on": by.today + timedelta(days=1)}
    assert refused(actions_posts.publish, by=by, **future, platform_id="78") == {"post.future"}
    assert actions_posts.publish(by=by, **out, platform_id="78").state == "published"
    assert refused(edit, post=second, text="Otra") == {"post.published"}
    assert refused(actions_posts.drop_post, by=by, id=first.pk, why="No") == {"post.published"}
    # What the platform called it may be corrected; sending it again changes nothing.
    fixed = actions_posts.publish(by=by, **out, platform_id="79")
    lines = JournalEntry.objects.count()
    assert actions_posts.publish(by=by, **out, platform_id="79").platform_id == fixed.platform_id == "79"
    assert JournalEntry.objects.count() == lines


def test_taken_down_keeps_its_figures_and_may_stand_there_again():
    post, by = world.a_post(), small.coordinator().actor
    down = {"by": by, "id": post.pk, "on": by.today, "why": "La plataforma, por la música"}
    assert refused(actions_posts.take_down, **down) == {"post.not_published"}
    world.published(post)
    assert refused(actions_posts.take_down, **{**down, "why": " "}) == {"reason.missing"}
    assert refused(actions_posts.take_down, **{**down, "on": None}) == {"field.missing"}
    apart = {"post.taken_down_future": 1, "post.taken_down_before": -1}
    for code, days in apart.items():
        on = by.today + timedelta(days=days)
        assert refused(actions_posts.take_down, **{**down, "on": on}) == {code}
    assert figure("OUT-02").value == 1
    assert actions_posts.take_down(**down).state == "taken_down"
    assert figure("OUT-02").value == 1
    lines = JournalEntry.objects.count()
    assert actions_posts.take_down(**down).state == "taken_down"
    assert JournalEntry.objects.count() == lines
    assert "música" not in str(list(JournalEntry.objects.values_list("facts", flat=True)))
    assert refused(edit, post=post, text="Otra") == {"post.published"}
    # Its address may still be corrected; put back, it is published as before.
    out = {"by": by, "id": post.pk, "version": 1, "published_on": by.today, "platform_id": "79"}
    assert actions_posts.publish(**out).state == "taken_down"
    again = actions_posts.take_down(**{**down, "on": None, "why": "La plataforma la devolvió"})
    assert (again.state, again.published_on) == ("published", by.today)
    assert not list(contents.changed([again]))


def test_the_database_holds_no_post_taken_down_before_it_was_out():
    post, by = world.published(world.a_post()), small.coordinator().actor
    for values in (
        {"taken_down_on": by.today - timedelta(days=1)},
        {"taken_down_on": by.today, "published_on": None},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Post.objects.filter(pk=post.pk).update(**values)


def test_radio_needs_no_address():
    post = world.approved(world.a_post(channel="radio"))
    by = small.coordinator().actor
    assert actions_posts.publish(by=by, id=post.pk, version=1, published_on=by.today).platform == ""


def test_dropped_with_a_reason():
    post = world.a_post()
    by = small.coordinator().actor
    assert refused(actions_posts.drop_post, by=by, id=post.pk, why="") == {"reason.missing"}
    assert actions_posts.drop_post(by=by, id=post.pk, why="Ya no viene al caso").state == "dropped"
    assert refused(actions_posts.ask_approval, by=by, id=post.pk, version=1) == {"post.dropped"}


def test_what_a_post_says_is_sealed():
    post = world.published(world.a_post())
    assert not list(contents.changed([post, post.campaign]))
    Post.objects.filter(pk=post.pk).update(text="Otra cosa")
    post.refresh_from_db()
    assert [one.row for one in contents.changed([post])] == [contents.row_of(post)]


def test_approvals_and_versions_are_never_changed():
    post = world.approved(world.a_post())
    for rows in (post.versions.all(), post.approvals.all()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.update(**({"n": 9} if rows.model.__name__ == "PostVersion" else {"version": 9}))


def test_no_free_text_reaches_the_journal():
    world.published(world.a_post(text="Palabra QORI en el texto", title="QORI", note="QORI"))
    assert "QORI" not in str(list(JournalEntry.objects.values_list("facts", flat=True)))
