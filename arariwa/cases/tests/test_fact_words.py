"""Facts as sentences, and the file of words they come from."""

import pytest
from django.conf import settings

from arariwa.cases import fact_words, packs
from arariwa.core.packs import Pack, PackError
from arariwa.law.domain.situation import UNSURE


def used(path, value, source=None):
    return {"path": path, "value": value, "source": source}


@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        (
            used("acts.sell", True, "Acta 12"),
            "Se atribuye la venta u ofrecimiento en venta de los especímenes (fuente: Acta 12).",
        ),
        (used("acts.transport", False), "Se consigna que no hubo transporte."),
        (
            used("specimens.0.national_category", "NT", "Tayassu pecari: D.S. 004-2014-MINAGRI"),
            "Tayassu pecari figura en la lista nacional en la categoría casi amenazada (NT) "
            "(fuente: D.S. 004-2014-MINAGRI).",
        ),
        (
            used(
                "specimens.2.cites_appendix",
                ["I", "none"],
                "Leopardus pardalis, Leopardus wiedii: CITES (Felidae spp.)",
            ),
            "Leopardus pardalis o Leopardus wiedii está en el Apéndice I de la CITES o no está en los apéndices de la CITES "
            "(fuente: CITES (Felidae spp.)).",
        ),
        (
            used("specimens.0.national_category", [UNSURE, "none"], "Elasmobranchii: D.S. 004-2014-MINAGRI"),
            "Elasmobranchii no figura en la lista nacional o no se sabe (fuente: D.S. 004-2014-MINAGRI).",
        ),
        # told by a person: their words stay, also with a colon
        (
            used("specimens.0.aquatic", True, "Informe 3: biólogo"),
            "Se señala que lo reportado es especie acuática (fuente: Informe 3: biólogo).",
        ),
        # from the table: where it is born and lives, not whether the Code calls it aquatic
        (
            used("specimens.0.aquatic", False, "Tayassu pecari: tabla de especies"),
            "Tayassu pecari es terrestre (fuente: tabla de especies).",
        ),
        (
            used("specimens.0.aquatic", False, "Caiman crocodilus: tabla de especies"),
            "Caiman crocodilus vive en el agua y nace en tierra (fuente: tabla de especies).",
        ),
        (used("specimens.1.injured", True), "El espécimen está herido."),
        (used("specimens.1.title", "expired"), "El título estaba vencido."),
        (
            used("specimens.0.taxa", ["Vicugna vicugna", "Lama guanicoe"]),
            "El espécimen corresponde a Vicugna vicugna o Lama guanicoe.",
        ),
        (used("actors.0.official", False), "La persona no es funcionario ni servidor público."),
        (used("circumstances.persons", "3"), "El número de personas que intervinieron es: 3."),
        (used("specimens.0.value_soles", "1200.50"), "El espécimen está valorizado en S/\u00a01,200.50."),
        (used("on", "2026-02-18"), "La fecha de los hechos es: 18 de febrero de 2026."),
        (used("on", "2026-02"), "La fecha de los hechos es: febrero de 2026."),
        (
            used("on", "2026-02-01/2026-02-04"),
            "La fecha de los hechos es: del 1 de febrero de 2026 al 3 de febrero de 2026.",
        ),
    ],
)
def test_a_fact_is_a_sentence(db, fact, sentence):
    assert fact_words.fact_sentences([fact]) == [sentence]


def test_the_day_is_said_only_when_nothing_else_decided(db):
    day, act = used("on", "2026-02-18"), used("acts.hunt", True)
    assert fact_words.fact_sentences([day, act, act]) == ["Se atribuye la caza de los especímenes."]
    assert len(fact_words.fact_sentences([day])) == 1


def test_what_nobody_told_is_still_to_be_established():
    assert fact_words.to_establish([]) == ""
    assert fact_words.to_establish(["circumstances.weapons"]) == "Falta establecer si se usaron armas."
    assert fact_words.to_establish(["specimen.injured", "specimen.died", "specimen.injured"]) == (
        "Falta establecer: si el animal está herido; si el animal murió a consecuencia del hecho."
    )


def test_how_it_is_found_out_and_on_what_ground():
    assert fact_words.inquiry_for("specimens.3.taxa").basis == "CPP, arts. 172 a 181"
    assert fact_words.inquiry_for("circumstances.weapons") is None
    assert fact_words.inquiry_for("acts") is None


# ---- the file of words


def test_the_file_names_only_facts_and_values_of_the_vocabulary():
    assert packs.check(settings.PACKS) == []


def test_every_fact_can_be_told_with_or_without_words_of_its_own(db):
    """For each value a sentence; and never as the engine notes it, "Vender: sí"."""
    for path, term in packs.STATED.items():
        values = {
            "yes_no": [True, False],
            "number": ["3"],
            "taxa": ["Lama guanicoe"],
            "day": ["2026-02-18"],
        }.get(term.kind, list(term.values) or ["algo"])
        for value in values:
            (said,) = fact_words.fact_sentences([used(path, value, "Acta 12")])
            assert said.endswith(" (fuente: Acta 12)."), path
            assert said[0].isupper() and "{" not in said, path
            assert not said.startswith(f"{term.label.es}:"), path
        assert fact_words.to_establish([path]).startswith("Falta establecer "), path
        assert not {"¿", "?", "{"} & set(fact_words.to_establish([path])), path


def test_a_fact_without_words_of_its_own_is_told_by_its_label(db):
    assert fact_words.fact_sentences(
        [used("documents.public_false", True), used("documents.public_false", False)]
    ) == [
        "Se señala lo siguiente: documento público falso o adulterado.",
        "Se descarta lo siguiente: documento público falso o adulterado.",
    ]
    assert fact_words.to_establish(["other.violence"]) == (
        "Falta establecer si hubo violencia o amenaza contra una persona."
    )
    assert fact_words.fact_sentences([used("bribery.official", "police")]) == [
        "Sobre «Quién es el funcionario» se señala: policía o servidor penitenciario."
    ]


@pytest.mark.parametrize(
    ("old", "new", "field", "code"),
    [
        (
            "    no: se consigna que no hubo caza",
            "    nunca: se consigna",
            "acts.hunt.nunca",
            "pack.unknown_field",
        ),
        ("  acts.hunt:\n", "  acts.hunted:\n", "acts.hunted", "pack.unknown_term"),
        (
            "      basis: CPP, arts. 172 a 181",
            "      base: CPP",
            "facts.specimen.taxa.inquiry.base",
            "pack.unknown_field",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(old, new, field, code):
    pack = Pack.from_folder(settings.PACKS, packs.NAME)
    text = pack.text(packs.FILE)
    assert old in text
    spoiled = Pack(packs.NAME, {packs.FILE: text.replace(old, new).encode()})
    with pytest.raises(PackError) as caught:
        packs.read(spoiled)
    found = {(p.field, p.code): p.line for p in caught.value.problems}
    assert found[field, code] > 0
