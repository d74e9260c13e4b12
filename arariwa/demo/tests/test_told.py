"""What the six files and their pages say: no word of a later stage, no code of our own, nothing the report does not say."""

import json
import re
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import translation

from arariwa.cases import courtfile
from arariwa.cases.models import Case
from arariwa.core import actions, reference
from arariwa.core.actor import actor_for
from arariwa.core.models import User
from arariwa.demo import world

# As a pack names its own entries.
CODE = re.compile(r"\b(?:T|PR|ADM|LEG|CP|L\d{5})-[A-Z0-9]")


@pytest.fixture
def told(db, settings, tmp_path, monkeypatch):
    """Of each seizure: the record of its file, and its pages in Spanish; the paper itself is not set."""
    settings.FILES = tmp_path / "files"
    monkeypatch.setattr(world, "_make_file", lambda by, case_id, path: 0)
    monkeypatch.setattr(world.standing, "find", lambda *_: None)
    actions.load_institutions(by=None, institutions=reference.institutions(settings.PACKS))
    members, seizures, _password = world.settle(settings.PACKS)
    return {s.slug: _told(s, members, seizures.handover_note, tmp_path) for s in seizures.seizures}


def _told(seizure, members, note, papers):
    world.main_job(seizure, members, note, papers)
    case = Case.objects.get(pk=world.make_id(seizure.slug, "case"))
    prosecutor = members[seizure.prosecutor]
    with translation.override("es"):
        record, _annexes = courtfile.case_record(case, actor_for(prosecutor), annexes=lambda *_: ([], {}))
    client = Client()
    client.force_login(User.objects.get(person=prosecutor.person))
    at = f"/casos/{case.pk}/"
    one = case.interventions.get().pk
    tails = ("", f"calificacion/{one}/", f"hechos/{one}/", "carpeta/")
    pages = [client.get(at + tail).content.decode() for tail in tails]
    return SimpleNamespace(
        record=record, body=record["body"], case=pages[0], qualification=pages[1], pages=pages
    )


def test_six_files_tell_no_more_than_is_known(told):
    assert len(told) == 6
    for slug, one in told.items():
        for text in (json.dumps(one.record, ensure_ascii=False), *map(_text, one.pages)):
            assert "acusaci" not in text.lower(), slug
            assert not CODE.search(text), (slug, CODE.search(text))


def _text(page):
    """The words of a page, without its marks."""
    return re.sub(r"<[^>]*>", " ", page)


def of(told, slug):
    return next(one for name, one in told.items() if name.startswith(slug))


def every(told, pattern):
    """What of the files and pages fits a pattern, with the case."""
    return [
        (slug, found[0])
        for slug, one in told.items()
        for text in (
            json.dumps(one.record, ensure_ascii=False).replace("\u00a0", " "),
            *map(_text, one.pages),
        )
        for found in re.finditer(pattern, text)
    ]


def test_norms_are_cited_one_way(told):
    """Also what is no article, such as a guide or another norm, in both languages."""
    assert every(told, r"arts?\. (?:CPP|guía|Anexo|planes|todo|CPP)") == []
    assert every(told, r"Res\. 729-2006-MP-FN, CPP, arts\. 220 y 318")
    assert every(told, r"CPP, art\. (?:268-272|334\.2,)") == []


def test_only_what_is_in_question_is_to_be_found_out(told):
    fair = of(told, "mollendo")
    asked = {
        row["what"]: row["for"].replace("\u00a0", " ").replace("\u2011", "-") for row in fair.body["todo"]
    }
    acts = next(text for what, text in asked.items() if what.startswith("¿Qué hicieron"))
    assert acts == "Código Penal, arts. 308, 308-C y 308-D"
    for word in ("bosque", "violencia", "obstruyó", "aduanero", "mercancía"):
        assert not [what for what in asked if word in what], word
        assert word not in _text(fair.qualification).partition("Qué averiguar")[2].partition("Decisiones")[0]
    market = of(told, "yurimaguas")
    assert all("310" not in row["for"] for row in market.body["todo"])


def test_page_and_file_say_the_same_of_an_element_and_of_the_penalty(told):
    market = of(told, "yurimaguas")
    base, aquatic = market.body["law"]["offences"]
    page = _text(market.qualification)
    (object_,) = (e for e in aquatic["elements"] if e["what"].startswith("Productos o especímenes"))
    assert (aquatic["status"], object_["state"]) == ("disputed", "disputed")
    assert not any("no es especie acuática" in said for said in (object_["why"], *object_["evidence"]))
    row = page.partition(object_["what"])[2][:80]
    assert "en discusión" in row and "desvirtuado" not in row
    penalty = (
        "4 a 7 años de pena privativa de la libertad (Código Penal, art. 309, num. 4); tipo base: 3 a 5 años"
    )
    assert base["penalty"].replace("\u00a0", " ").startswith(penalty)
    assert penalty in page


def test_the_tigrillo_says_no_more_than_the_report(told):
    one = of(told, "lima-tigrillo")
    (thing,) = one.body["things"]["list"]
    (intervention,) = one.body["interventions"]
    assert (intervention["act"], intervention["began"], thing["group"]) == (
        "",
        "",
        "Tomado; acto no informado",
    )
    facts = " ".join(one.body["facts"]["paragraphs"])
    assert "pena" not in facts and "proceso inmediato" not in facts


def test_the_rules_of_procedure_stand_under_headings(told):
    one = of(told, "yurimaguas")
    (rules,) = (g["rows"] for g in one.body["law"]["pointers"] if g["title"] == "Reglas de procedimiento")
    headings = list(dict.fromkeys(row["group"] for row in rules))
    assert headings[:3] == ["Investigación y su control", "Técnicas especiales", "Medidas de coerción"]
    assert all(f"<h3>{heading}</h3>" in one.qualification for heading in headings)


def test_the_case_page_calls_things_what_the_file_calls_them(told):
    one = of(told, "yurimaguas")
    page = _text(one.case)
    assert "Ficha de registro según nota publicada" in page and ">Acta<" not in one.case
    assert "no se tuvo a la vista acta alguna" in _text(one.pages[3])
    # what "majaz" may be, as on the page of the intervention
    assert "puede ser" in page and "Cuniculus paca / Cuniculus taczanowskii" in page
    assert "Se recibieron 6 ítems" in page and "veces" not in page


def test_a_seal_is_missing_or_not_told_of(told):
    """Whoever received saw that there was none; whoever took said nothing of one."""
    one = of(told, "yurimaguas")
    (chain,) = one.body["custody"]["items"]
    assert [link["seal"] for link in chain["links"]] == ["", "sin precinto"]
    assert _text(one.case).count("sin precinto") == 6 and "precinto anotado" not in one.case


def test_the_decision_on_each_offence_stands_before_all_that_is_folded(told):
    """What is not folded is short: the offences with their decision, the penalty, the readings."""
    one = of(told, "yurimaguas")
    page = one.qualification
    for offence in re.findall(r'<section class="part" aria-labelledby="d-.*?</section>', page, re.DOTALL):
        assert re.search(r"Decidido|Qué decide usted", offence.partition("<details><summary>")[0])
    open_words = _text(
        re.sub(
            r"<details>.*?</details>",
            "",
            re.sub(r"<details>(?:(?!<details>).)*?</details>", "", page, flags=re.DOTALL),
            flags=re.DOTALL,
        )
    )
    assert "Cadena de custodia" not in open_words and "¿Usaron armas?" not in open_words
    assert re.search(r"<summary>22 reglas</summary>", page) and re.search(
        r"<summary>\d+ preguntas</summary>", page
    )
    assert "2 de los 4 requisitos del tipo con elementos de convicción; 2 por esclarecer" in page


def test_pre_trial_detention_is_not_ruled_out_while_a_reading_or_an_aggravation_is_open(told):
    seen = {}
    for slug, one in told.items():
        groups = [g for g in one.body["law"]["pointers"] if g["title"] == "Reglas de procedimiento"]
        rules = [row["what"] for g in groups for row in g["rows"]]
        seen[slug] = [what for what in rules if "risión preventiva" in what]
        if "4 a 7 años" in json.dumps(one.body["law"], ensure_ascii=False):
            assert not any(
                what.startswith("Sin prisión preventiva: la pena no puede pasar de 5") for what in rules
            )
    (tigrillo,) = [whats for slug, whats in seen.items() if "tigrillo" in slug]
    assert len(tigrillo) == 2 and all("(para actos" in what for what in tigrillo)
    (fins,) = [whats for slug, whats in seen.items() if "fins" in slug]
    assert len(fins) == 1 and "por esclarecer" in fins[0]
