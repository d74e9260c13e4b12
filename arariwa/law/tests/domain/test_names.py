import csv
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arariwa.core.packs import Pack
from arariwa.law.domain.name_scores import score
from arariwa.law.domain.names import LONGEST
from arariwa.law.species_packs import load_examples
from arariwa.law.tests.species_worlds import PACKS, index, table
from arariwa.law.written_names import taxa_meant


@dataclass
class Text:
    query: str
    expected: tuple[str, ...]


def find(text):
    return index().find(text)


def taxa(answer):
    return [m.taxon for m in answer.matches]


@pytest.mark.parametrize(
    ("text", "answer", "first", "product"),
    [
        ("carne de huangana", "one", "Tayassu pecari", "meat"),
        ("majaz", "several", "Cuniculus paca", None),
        ("lagarto blanco", "one", "Caiman crocodilus", None),
        ("agutí", "one", "Dasyprocta", None),
        ("motelo pata amarilla", "one", "Chelonoidis denticulatus", None),
        ("tortuga motelo", "one", "Chelonoidis denticulatus", None),
        ("pihuichos", "several", "Brotogeris versicolurus", None),
        ("mariposas disecadas", "one", "Lepidoptera", "dried or stuffed specimen"),
        ("alas de mariposa en aretes", "one", "Lepidoptera", "souvenir or craft"),
        ("aletas secas de tiburón", "one", "Elasmobranchii", "fins"),
        ("tigrillo", "several", "Leopardus pardalis", None),
    ],
)
def test_the_reported_seizures(text, answer, first, product):
    found = find(text)
    assert (found.answer, found.best.taxon, found.product) == (answer, first, product)


def test_a_word_for_a_group_answers_the_group_and_offers_its_members():
    found = find("loros")
    assert (found.best.taxon, found.best.rank, found.reason) == ("Psittaciformes", "order", "species.group")
    assert len(found.alternatives) == 8


def test_homonyms_answer_several_within_their_common_taxon():
    found = find("tigrillo")
    assert {"Leopardus pardalis", "Leopardus wiedii", "Leopardus tigrinus"} <= set(taxa(found))
    assert (found.common, found.confidence) == ("Leopardus", "medium")
    assert find("majaz").alternatives[0].taxon == "Cuniculus taczanowskii"


def test_further_words_tell_homonyms_apart():
    assert find("pihuicho ala azul").best.taxon == "Brotogeris cyanoptera"
    assert find("guacamayo azul y amarillo").best.taxon == "Ara ararauna"
    assert find("motelo de patas rojas").best.taxon == "Chelonoidis carbonarius"


def test_a_text_may_name_two_animals():
    found = find("carne de picuro y de sajino")
    assert found.reason == "species.mentions"
    assert {"Cuniculus paca", "Pecari tajacu"} <= set(taxa(found))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("tarántula mexicana", "Brachypelma hamorii"),
        ("venado chonta", "Mazama rufina"),
        ("chonta venado", "Mazama americana"),
        ("marakana", "Orthopsittaca manilatus"),
        ("ranita de cabeza roja", "Ranitomeya fantastica"),
        ("carne de majaz de montaña", "Cuniculus taczanowskii"),
        ("perico serrano recién llegado, solo interesados", "Bolborhynchus orbygnesius"),
    ],
)
def test_the_name_as_it_is_recorded_wins_over_what_is_merely_like_it(text, first):
    assert find(text).best.taxon == first


def test_a_plain_word_that_is_a_name_too_is_never_sure():
    assert find("bandurria").confidence != "low"
    assert find("roble").confidence == "low"


def test_lookalikes_are_offered_after_what_was_found():
    assert [m.how for m in find("huangana").alternatives][-1] == "lookalike"


@pytest.mark.parametrize(
    "text", ["perro", "carne de res", "vaca lechera", "chancho", "departamento en alquiler"]
)
def test_what_is_no_wild_animal_is_not_answered(text):
    assert find(text).answer == "none"


@pytest.mark.parametrize("text", ["zapatillas puma", "peluche de oso", "polo de tigre"])
def test_a_thing_with_the_name_of_an_animal(text):
    assert find(text).reason == "species.thing"


def test_nothing_to_read():
    assert find("").reason == find(" ¡! … ").reason == "species.empty"


def test_a_long_text_is_refused_at_once():
    began = time.perf_counter()
    assert find("otorongo " * 120_000).reason == "species.too_long"
    assert find("a" * LONGEST).answer == "none"
    assert find("loro mono " * (LONGEST // 10)).answer == "several"
    assert time.perf_counter() - began < 1


def test_limit():
    assert len(index().find("loro", limit=3).alternatives) == 3
    assert len(index().find("pichico", limit=2).matches) == 2


EXAMPLES = load_examples(Pack.from_folder(PACKS, "pe/names"), table())


@pytest.mark.parametrize(
    ("part", "right", "offered"), [("given", 1.0, 1.0), ("tuned", 0.98, 0.99), ("unseen", 0.9, 0.95)]
)
def test_examples(part, right, offered):
    told = score(index(), [e for e in EXAMPLES if e.part == part])
    assert told.count > 30
    assert told.right >= right * told.count, told.misses
    assert told.offered >= offered * told.count, told.misses
    assert told.confidently_wrong == 0, told.misses


HARD = Path(PACKS).parent / "bench" / "hard_names.csv"


def test_texts_written_by_hand():
    with HARD.open(encoding="utf-8", newline="") as opened:
        texts = [
            Text(r["query"], tuple(filter(None, r["expected"].split("|")))) for r in csv.DictReader(opened)
        ]
    assert len(texts) > 700
    unknown = {t for text in texts for t in text.expected} - set(table().taxa)
    assert not unknown
    told = score(index(), texts)
    assert told.right >= 0.95 * told.count, told.misses
    assert told.offered >= 0.975 * told.count, told.misses
    assert told.confidently_wrong <= 2, told.misses


NAMES = sorted({n.text for n in table().names if n.kind != "en"})


@given(st.sampled_from(NAMES))
@settings(max_examples=150, deadline=None)
def test_a_recorded_name_is_found_whatever_its_case_and_accents(name):
    plain = name.translate(str.maketrans("áéíóúüñÁÉÍÓÚ", "aeiouunAEIOU"))
    first = find(name)
    for other in (name.upper(), name.capitalize(), f"  {name}!!", plain if "uña" not in name else name):
        assert (find(other).answer, taxa(find(other))) == (first.answer, taxa(first)), other
    bearers = {n.taxon for n in table().names if n.text == name}
    found = {
        m.taxon for m in (*index().find(name, limit=40).matches, *index().find(name, limit=40).alternatives)
    }
    assert bearers & found or any(table().contains(t, b) for t in found for b in bearers)


@given(st.sampled_from([n for n in NAMES if " " not in n and len(n) > 3 and n[-1] in "aeo"]))
@settings(max_examples=150, deadline=None)
def test_the_plural_means_the_same(name):
    assert taxa(find(name + "s")) == taxa(find(name))


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_never_raises(text):
    answer = find(text)
    assert (answer.answer == "none") == (not answer.matches)
    assert all(0 <= m.score <= 1 for m in (*answer.matches, *answer.alternatives))


@given(
    st.lists(
        st.sampled_from([*NAMES, "vendo", "de", "carne", "ñ", "x" * 50, "12", "=1+1", "🦜"]), max_size=30
    )
)
@settings(max_examples=200, deadline=None)
def test_never_raises_on_names_thrown_together(words):
    assert find(" ".join(words)).answer in ("one", "several", "none")


def test_a_small_female_is_of_the_name_in_a_before_another_in_o():
    """A diminutive keeps its gender: iguanita is an iguana, not the iguano, which is a tegu."""
    found = find("iguanitas")
    assert found.best.taxon == "Iguana" and found.confidence != "low"
    assert not any(taxon.startswith("Tupinambis") for taxon in taxa(found))
    # the other way round both may be meant
    small = find("iguanito")
    assert small.confidence == "low" and "Iguana" in {m.taxon for m in (*small.matches, *small.alternatives)}
    assert find("motelita").best.taxon == "Chelonoidis denticulatus", "where no name in a stands nearer"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("anguila", ["Electrophorus varii", "Anguilla anguilla"]),
        ("piel de lagarto", ["Caiman crocodilus", "Melanosuchus niger"]),
        ("lagarto", ["Caiman crocodilus", "Melanosuchus niger"]),
    ],
)
def test_a_name_of_several_animals_answers_several(text, wanted):
    found = find(text)
    assert (found.answer, taxa(found)) == ("several", wanted)


@pytest.mark.parametrize(
    ("text", "taxon"),
    [
        ("caimanes de anteojos", "Caiman crocodilus"),
        ("anguila europea", "Anguilla anguilla"),
        ("anguila eléctrica", "Electrophorus varii"),
        ("lagarto negro", "Melanosuchus niger"),
    ],
)
def test_what_stands_beside_such_a_name_tells(text, taxon):
    found = find(text)
    assert (found.answer, found.best.taxon) == ("one", taxon)


def test_a_bird_that_the_table_has_not_is_no_turtle():
    assert find("sharara").answer == "none" and find("shararas").answer == "none"
    shiuri = find("shiuri")  # as near to shiui as to shirui
    assert shiuri.confidence == "low" and "Tamandua tetradactyla" in {m.taxon for m in shiuri.alternatives}


def test_a_name_far_apart_in_a_sentence_does_not_win_by_the_last_bit_of_a_number():
    found = find("entrego agtuí negro solo a conocedores, punto de encuentro en la estacion del tren")
    assert found.best.taxon == "Dasyprocta fuliginosa"


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("Juan Perez", None),
        ("San Juan de Lurigancho", None),
        ("una taricaya y unas charapas", None),
        ("juane con majaz", "meat"),
        ("juanes", "meat"),
        ("uñas de oso", "claws"),
        ("unas de tigre", "claws"),
        ("carnes", "meat"),
    ],
)
def test_a_product_is_what_is_said_not_what_sounds_like_it(text, product):
    assert find(text).product == product


@pytest.mark.parametrize(
    "text",
    [
        "caracol",
        "caracol negro",
        "caracol de tierra",
        "carachama",
        "carachamas",
        "Pedro Cordero",
        "Juan León",
        "Luis Delfín Torres",
        "LUIS DELFIN TORRES",
        "Se intervino a Luis Delfín Torres en su vivienda",
        "Puma Energy",
    ],
)
def test_no_firm_answer_for_another_word_many_fish_a_person_or_a_brand(text):
    found = find(text)
    assert (found.answer, found.reason in ("species.unsure", "species.not_found")) == ("none", True)
    assert not taxa_meant(found)


@pytest.mark.parametrize(
    ("text", "taxon"),
    [
        ("caracola", "Aliger gigas"),
        ("carachama sin costilla", "Panaque schaefferi"),
        ("Puma", "Puma concolor"),
        ("PUMA ADULTO", "Puma concolor"),
        ("Tigrillo", "Leopardus pardalis"),
        ("Tigrillo rescatado en Iquitos", "Leopardus pardalis"),
        ("SE INCAUTÓ UN TIGRILLO A JUAN PEREZ", "Leopardus pardalis"),
        ("Vendo Loro Hablador", "Psittaciformes"),
        ("Se Vende Motelo En El Mercado De Belén", "Chelonoidis denticulatus"),
        ("motelo de Juan", "Chelonoidis denticulatus"),
        ("Se intervino a Luis Delfín Torres con dos loros", "Psittaciformes"),
    ],
)
def test_a_capital_letter_or_a_person_in_the_text_does_not_hide_the_animal(text, taxon):
    assert find(text).best.taxon == taxon
