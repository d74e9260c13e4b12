"""The pages of imports: upload, check, import, take back; reach; who sees them."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from arariwa.core import testing
from arariwa.core.domain.refused import Refused
from arariwa.events.tests.small import coordinator
from arariwa.outreach.domain import chats, sniff
from arariwa.outreach.domain.reading import Answers, read
from arariwa.outreach.domain.recognising import open_heads, recognise
from arariwa.outreach.forms.imports import CheckForm
from arariwa.outreach.models import HeadMeaning, Overlap, PlatformFile
from arariwa.outreach.tests.exports import correct, pack, written
from arariwa.outreach.tests.importing import END, HEADS, a_campaign, brought, posts
from arariwa.outreach.tests.test_imports import CHAT, a_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    tania = coordinator()
    campaign = a_campaign(tania)
    client = testing.sign_in(tania)
    return tania, campaign, client


def upload(client, campaign, data: bytes, name="posts.csv"):
    return client.post(
        reverse("outreach:import_file", args=[campaign.pk]), {"file": SimpleUploadedFile(name, data)}
    )


def test_a_file_is_checked_before_it_is_stored(world):
    _tania, campaign, client = world
    sent = upload(client, campaign, posts(500, 300))
    assert sent.status_code == 302
    page = client.get(sent["Location"])
    text = page.content.decode()
    assert "entre 500 y 800 cuentas" in text
    assert "122100123456780001" in text
    assert PlatformFile.objects.count() == 0
    day = {"as_of_day": "30", "as_of_month": "6", "as_of_year": "2025"}
    done = client.post(sent["Location"], {**day, "importar": "1"})
    assert done.status_code == 302
    made = PlatformFile.objects.get()
    assert (made.as_of, made.as_of_from) == (END, "told")
    again = client.post(sent["Location"], {**day, "importar": "1"})
    assert again["Location"] == done["Location"]
    assert PlatformFile.objects.count() == 1
    shown = client.get(done["Location"]).content.decode()
    assert "Facebook" in shown
    assert made.sha256 in shown


def test_a_wrong_file_is_told_row_by_row_and_nothing_is_stored(world):
    _tania, campaign, client = world
    page = upload(client, campaign, posts(500, 300).replace(b"300", b"3x0"))
    assert page.status_code == 422
    text = page.content.decode()
    assert "No se guardó nada" in text
    assert "3x0" in text
    assert PlatformFile.objects.count() == 0


def test_what_the_file_leaves_open_is_asked_and_kept(world):
    _tania, campaign, client = world
    rows = [["Fecha", "Visualizaciones de videos", "Novedad"], ["3/6/2025", "5", "9"], ["4/6/2025", "7", "1"]]
    sent = upload(client, campaign, written(rows), "resumen.csv")
    page = client.get(sent["Location"])
    form = page.context["form"]
    assert {"as_of", "order", "head0", "head1", "head2"} <= set(form.fields)
    said = {"order": "dmy", "head0": "date", "head1": "views", "head2": "metric.saves"}
    seen = client.post(sent["Location"], {**said, "ver": "1"})
    assert seen.status_code == 200
    assert seen.context["read"].first == date(2025, 6, 3)
    assert PlatformFile.objects.count() == 0
    done = client.post(sent["Location"], {**said, "importar": "1"})
    assert done.status_code == 302
    assert PlatformFile.objects.get().last == date(2025, 6, 4)
    assert HeadMeaning.objects.count() == 3


def test_why_a_file_cannot_be_read_yet_is_said_at_once_with_its_row(world):
    _tania, campaign, client = world
    told = posts(500).replace(b",500,", b',"9.876",')
    page = client.get(upload(client, campaign, told)["Location"]).content.decode()
    assert "El archivo deja esto por decidir" in page
    assert "fila 2: Reach: «9.876» puede ser un millar o un decimal" in page
    days = written([["Date", "Video Views"], ["May 1", "5"], ["May 2", "7"], ["Total", "12"]])
    sent = upload(client, campaign, days, "x.csv")
    assert "no llevan año" in client.get(sent["Location"]).content.decode()
    seen = client.post(
        sent["Location"], {"as_of_day": "10", "as_of_month": "5", "as_of_year": "2025", "ver": "1"}
    )
    text = seen.content.decode()
    assert "no llevan año" not in text
    assert "1, junto a los días; no cuentan" in text


def test_a_file_of_another_page_is_doubted_before_it_counts(world):
    tania, campaign, client = world
    brought(campaign, tania, posts(500))
    page = client.get(upload(client, campaign, posts(300, start=2))["Location"]).content.decode()
    assert "La campaña no tiene ninguna de estas publicaciones" in page and "0 de 1" in page
    assert "son de otra cuenta" not in page
    other = posts(300, start=3).replace(b",1,https", b",2,https")
    page = client.get(upload(client, campaign, other)["Location"]).content.decode()
    assert "son de otra cuenta: 1. Este es de 2." in page


def test_a_chart_in_spanish_is_read_by_what_is_suggested(world):
    _tania, campaign, client = world
    chart = 'sep=,\r\n"Alcance"\r\n"Fecha","Principal"\r\n"2025-06-01T00:00:00","120"\r\n'.encode("utf-16")
    sent = upload(client, campaign, chart, "Alcance (1).csv")
    form = client.get(sent["Location"]).context["form"]
    assert form["head1"].value() in dict(form.fields["head1"].choices)
    said = {name: form[name].value() for name in form.heads}
    done = client.post(sent["Location"], {**said, "platform": "facebook", "importar": "1"})
    assert done.status_code == 302 and PlatformFile.objects.get().read["reach_upper_bound"] == 120


def test_what_would_count_twice_is_doubted(world):
    tania, campaign, client = world
    brought(campaign, tania, posts(500))
    other = a_campaign(tania, name_es="Otra")
    page = client.get(upload(client, other, posts(500))["Location"]).content.decode()
    assert "ya se importó para «Guardianes»" in page
    chart = 'sep=,\r\n"Reach"\r\n"Date","Primary"\r\n"2025-06-01T00:00:00","120"\r\n'.encode("utf-16")
    page = client.get(upload(client, campaign, chart)["Location"]).content.decode()
    assert "no dice si es de Facebook o de Instagram" in page


def test_of_the_file_of_a_page_with_the_posts_of_a_campaign_only_these_are_proposed(world):
    tania, campaign, client = world
    a_post(campaign, tania, "https://example.org/p/1")
    page = client.get(upload(client, campaign, posts(500, 300))["Location"])
    assert page.context["form"]["only_known"].value() is True and "1 de 2" in page.content.decode()
    assert "La campaña no tiene ninguna" not in page.content.decode()
    page = client.get(upload(client, campaign, posts(500))["Location"])
    assert page.context["form"]["only_known"].value() is False


def test_columns_a_platform_renamed_are_named_once(world):
    _tania, campaign, client = world
    changed = posts(500).replace(b"Post ID", b"Content ID").replace(b"Views,Reach", b"Watched,People")
    sent = upload(client, campaign, changed)
    assert sent.status_code == 302
    page = client.get(sent["Location"])
    assert (
        "indique abajo cuál guarda: identificador de la publicación; Visualizaciones o"
        in page.content.decode()
    )
    form = page.context["form"]
    named = {head: name for name, head in form.heads.items()}
    assert set(named) == {"content id", "watched", "people"}
    told = client.post(sent["Location"], {named["people"]: "reach", "ver": "1"})
    assert "cuál guarda: identificador de la publicación." in told.content.decode()
    assert PlatformFile.objects.count() == 0
    said = {named["content id"]: "post_id", named["watched"]: "views", named["people"]: "reach"}
    assert client.post(sent["Location"], {**said, "importar": "1"}).status_code == 302
    assert PlatformFile.objects.get().read["reach_upper_bound"] == 500
    again = client.get(upload(client, campaign, changed.replace(b"500", b"501"))["Location"])
    assert again.context["read"].posts == 1, "said once, it holds for later files"


def test_a_file_no_kind_comes_near_is_refused_at_once(world):
    _tania, campaign, client = world
    page = upload(client, campaign, written([["Fecha", "Nombre"], ["2025-06-01", "x"]]))
    assert page.status_code == 422 and PlatformFile.objects.count() == 0


def test_an_empty_file_is_refused_in_the_words_of_the_house(world):
    _tania, campaign, client = world
    text = upload(client, campaign, b"", "vacio.csv").content.decode()
    assert "El archivo está vacío." in text
    assert "fichero" not in text


def test_an_open_question_left_unanswered_stands_at_its_field(world):
    _tania, campaign, client = world
    rows = [["Date", "Impressions", "Engagements"], ["3/6/2025", "5", "9"]]
    sent = upload(client, campaign, written(rows), "x.csv")
    page = client.post(sent["Location"], {"importar": "1"})
    assert page.status_code == 422
    assert page.context["form"].errors["order"]


def test_an_address_of_another_campaign_or_made_up_opens_nothing(world):
    tania, campaign, client = world
    sent = upload(client, campaign, posts(500))
    other = a_campaign(tania)
    token = sent["Location"].partition("?")[2]
    assert client.get(f"{reverse('outreach:check_import', args=[other.pk])}?{token}").status_code == 404
    assert client.get(f"{reverse('outreach:check_import', args=[campaign.pk])}?archivo=x").status_code == 404


def test_a_chat_is_counted_at_once_and_does_not_wait_on_the_disk(world, settings):
    _tania, campaign, client = world
    sent = upload(client, campaign, CHAT.encode(), "Chat con Rosa.txt")
    made = PlatformFile.objects.get()
    assert sent["Location"] == reverse("outreach:platform_file", args=[made.pk])
    text = client.get(sent["Location"]).content.decode()
    assert "Rosa" not in text
    assert "2 mensajes de 2 personas" in text


def test_an_import_is_taken_back_with_a_word_and_a_reason(world):
    tania, campaign, client = world
    made = brought(campaign, tania, posts(500))
    address = reverse("outreach:void_import", args=[made.pk])
    assert client.post(address, {"why": "De otra página", "word": "no"}).status_code == 422
    assert client.post(address, {"why": "De otra página", "word": "ANULAR"}).status_code == 302
    text = client.get(reverse("outreach:platform_file", args=[made.pk])).content.decode()
    assert "De otra página" in text
    assert "anulada" in client.get(reverse("outreach:imports", args=[campaign.pk])).content.decode()


def test_reach_shows_both_bounds_growth_and_no_single_number_before_someone_assumes(world):
    tania, campaign, client = world
    address = reverse("outreach:reach", args=[campaign.pk])
    assert "Todavía no hay ninguna cifra de alcance" in client.get(address).content.decode()
    brought(campaign, tania, posts(500, 300))
    brought(campaign, tania, posts(620, 310), as_of=END + timedelta(days=90))
    text = client.get(address).content.decode()
    assert "entre 500 y 800 cuentas" in text
    assert "entre 620 y 930 cuentas" in text
    # What grew over time stands on the page of charts only.
    assert "+130" not in text
    assert "+130" in client.get(reverse("outreach:charts", args=[campaign.pk])).content.decode()
    assert "Estimación" not in text
    state = reverse("outreach:state_overlap", args=[campaign.pk])
    form = client.get(state).context["form"]
    sent = client.post(state, {"id": form["id"].value(), "share": "0.5", "reason": "Encuesta de salida"})
    assert sent.status_code == 302
    text = client.get(address).content.decode()
    assert "775" in text
    assert "Encuesta de salida" in text
    assert client.post(state, {"id": form["id"].value(), "share": "2", "reason": "x"}).status_code == 422
    assert Overlap.objects.count() == 1


def test_lists_search_and_export_exactly_what_is_shown(world):
    tania, campaign, client = world
    brought(campaign, tania, posts(500), name="uno.csv")
    brought(campaign, tania, posts(700), name="dos.csv")
    csv = b"".join(client.get(reverse("outreach:imports_csv", args=[campaign.pk]) + "?q=uno")).decode()
    assert "uno.csv" in csv
    assert "dos.csv" not in csv
    made = PlatformFile.objects.get(name="uno.csv")
    figures = b"".join(
        client.get(reverse("outreach:platform_file_csv", args=[made.pk]) + "?cifra=reach")
    ).decode()
    assert len(figures.splitlines()) == 2
    assert b"".join(
        client.get(reverse("outreach:platform_file_attachment", args=[made.pk])).streaming_content
    ) == posts(500)
    assert "Facebook" in b"".join(client.get(reverse("outreach:charts_csv", args=[campaign.pk]))).decode()


def test_a_hostile_name_and_cells_are_shown_as_text(world):
    tania, campaign, client = world
    bad = "<script>alert(1)</script>"
    rows = [[*HEADS, bad], ["=1+1", bad, "javascript:alert(1)", "Lifetime", "1", "2", "3", "4", "5", "x"]]
    made = brought(campaign, tania, written(rows), name=f"{bad}.csv")
    for name in ("platform_file", "reach", "imports"):
        args = [made.pk if name == "platform_file" else campaign.pk]
        assert "<script>alert" not in client.get(reverse(f"outreach:{name}", args=args)).content.decode()
    figures = b"".join(client.get(reverse("outreach:platform_file_csv", args=[made.pk]))).decode()
    assert ",=1+1" not in figures


def test_who_only_reads_the_campaign_is_not_offered_what_they_may_not(world):
    _tania, campaign, _client = world
    alba = testing.people().alba
    with testing.in_action():
        from arariwa.core import access

        access.allow(_tania.actor, campaign, alba.office, access.READ, "test")
    client = testing.sign_in(alba)
    page = client.get(reverse("outreach:imports", args=[campaign.pk]))
    assert page.status_code == 200
    assert not page.context["may_import"]
    refused = client.get(reverse("outreach:import_file", args=[campaign.pk]))
    assert refused.status_code == 422


def test_pages_ask_no_more_questions_for_more_files(world):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    tania, campaign, client = world
    addresses = [reverse(f"outreach:{name}", args=[campaign.pk]) for name in ("imports", "reach")]

    def asked() -> list[int]:
        counts = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    brought(campaign, tania, posts(500))
    few = asked()
    for n in (1, 2, 3):
        brought(campaign, tania, posts(500 + n, 20, 30), as_of=END + timedelta(days=n))
    assert asked() == few


def test_every_known_file_is_read_by_what_is_suggested_for_its_heads(db):
    refused = []
    each = {(one.kind, one.language): one for one in correct()}
    for export in each.values():
        parts = sniff.parts(export.data, export.name)
        if any(part.text and chats.is_chat(part.text) for part in parts):
            continue
        found, _others = recognise(parts, pack(), {})
        heads, suggested = open_heads(found, {})
        form = CheckForm(asks=set(), kind=found.kind, heads=heads, suggested=suggested)
        said = {
            key: form[name].value() if form[name].value() in _codes(form.fields[name].choices) else ""
            for name, key in form.heads.items()
        }
        answers = Answers(columns=said, as_of=date(2026, 6, 1), decimal=".", order="mdy")
        try:
            read(export.data, export.name, pack(), answers)
        except Refused as refusal:
            refused.append((export.kind, export.language, refusal.code, said))
    assert not refused


def _codes(choices) -> set[str]:
    return {
        code
        for value, label in choices
        for code in ([one for one, _said in label] if isinstance(label, list) else [value])
    }
