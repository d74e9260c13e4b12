"""The answers a citizen must get, one by one."""

import pytest

from arariwa.core.domain.refused import Refused
from arariwa.law.tests.worlds import species
from arariwa.rights.domain import asking
from arariwa.rights.tests.worlds import DAY, a_choice, answered, rights


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        (("pihuicho", "keep"), "allowed_if"),
        (("pihuicho", "keep", "home", "anyone", "none"), "not_allowed"),
        (("pihuicho", "keep", "home", "anyone", "receipt"), "not_allowed"),
        (("pihuicho", "keep", "home", "", "registered"), "allowed"),
        (("pihuicho", "buy", "market", "", "unknown"), "depends"),
        (("majaz", "hunt"), "allowed_if"),
        (("majaz", "hunt", "", "", "none"), "allowed_if"),
        (("majaz", "hunt", "community", "community"), "allowed"),
        (("majaz", "hunt", "", "tourist", "none"), "not_allowed"),
        (("choro", "hunt", "community", "community"), "allowed_if"),
        # the agreement comprises it; what the rules on threatened species allow is still to be known
        (("choro", "hunt", "community", "community", "agreement"), "allowed_if"),
        (("majaz", "hunt", "land", "rural", "none"), "allowed_if"),
        (("majaz", "hunt", "protected", "community"), "allowed_if"),
        (("gamitana", "fish", "river", "rural", "none"), "allowed_if"),
        (("bufeo", "fish", "river", "rural", "none"), "not_allowed"),
        (("manati", "keep", "home", "", "none"), "not_allowed"),
        (("otorongo", "attacked", "land", "", "none"), "allowed_if"),
        (("otorongo", "defend", "land", "", "none"), "not_allowed"),
        (("boa", "house", "home"), "allowed_if"),
        (("guacamayo", "watch"), "allowed_if"),
        (("guacamayo", "watch", "river"), "allowed"),
        (("guacamayo", "watch", "protected", "tourist", "area"), "allowed"),
        (("motelo", "release", "home", "", "none"), "not_allowed"),
        # what is kept to be shown is no food, whoever keeps it
        (("guacamayo", "photograph", "community", "community", "none"), "not_allowed"),
        (("majaz", "sell", "market", "community", "none"), "not_allowed"),
        (("majaz", "sell", "market", "", "plan"), "allowed"),
        (("majaz", "carry", "river", "", "guide"), "allowed"),
        (("taricaya", "carry", "river", "", "guide"), "allowed_if"),
        (("taricaya", "sell", "river", "", "guide"), "depends"),
        (("pelejo", "find"), "allowed_if"),
        (("otorongo", "craft", "market", "", "none"), "not_allowed"),
        (("orquidea", "sell", "market", "", "nursery"), "allowed"),
        (("caoba", "sell", "", "", "none"), "not_allowed"),
        (("vicuna", "craft", "market", "", "vicuna"), "allowed_if"),
        (("no-se", "sell", "", "", ""), "depends"),
        # most fish people eat stand in no table
        (("no-se-pez", "fish", "river", "", "none"), "allowed_if"),
        (("no-se-pez", "carry_catch", "river", "community", "none"), "allowed_if"),
        (("no-se-pez", "sell", "market", "", "none"), "not_allowed"),
    ],
)
def test_the_word(asked: tuple[str, ...], word: str):
    assert answered(*asked).word == word


def test_what_it_takes_is_said_where_it_could_be_lawful():
    answer = answered("pihuicho", "keep")
    (group,) = answer.conditions
    assert len(group.conditions) == 3
    assert any("criadero" in text.es for text in group.conditions)


def test_a_subsistence_hunter_is_asked_whether_a_community_is_theirs():
    answer = answered("majaz", "hunt", "", "", "none")
    assert any("comunidad" in text.es for group in answer.conditions for text in group.conditions)


def test_the_penalty_is_the_verdicts():
    answer = answered("pihuicho", "keep", "home", "anyone", "none")
    assert answer.prison is not None and (answer.prison.min, answer.prison.max) == (3, 5)
    assert {c.track for c in answer.consequences} == {"criminal", "administrative"}
    assert all(c.firm for c in answer.consequences)


def test_what_is_allowed_threatens_nothing():
    answer = answered("pihuicho", "keep", "home", "", "registered")
    assert not answer.consequences and answer.prison is None and not answer.worse


def test_ways_fit_the_animal_and_the_act():
    assert answered("majaz", "hunt").ways[0] == "W-SUBSISTENCIA"
    assert "W-TARICAYA" in answered("taricaya", "breed").ways
    assert "W-TARICAYA" not in answered("motelo", "breed").ways
    assert answered("paiche", "sell").ways == ["W-PESCA", "W-ORNAMENTAL"]
    assert "W-CUEROS" in answered("sajino", "sell").ways
    assert answered("majaz", "sell", "", "community").ways.count("W-PERMISO-COM") == 1


def test_the_nearest_written_questions_are_of_the_same_act_and_group():
    assert answered("pihuicho", "keep").near[0] == "S03"
    assert answered("paiche", "fish").near[0] == "S40"
    assert "S36" not in answered("pihuicho", "keep").near


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"animal": "", "acto": "keep"}, "ask.animal", "animal"),
        ({"animal": "dragon", "acto": "keep"}, "ask.animal", "animal"),
        ({"animal": "ara-macao.dragon", "acto": "keep"}, "ask.animal", "animal"),
        ({"animal": ".".join(["ara-macao"] * 13), "acto": "keep"}, "ask.animal", "animal"),
        ({"animal": "loro", "acto": "eat"}, "ask.act", "acto"),
        ({"animal": "caoba", "acto": "hunt"}, "ask.not_together", "acto"),
        ({"animal": "loro", "acto": "keep", "lugar": "moon"}, "ask.option", "lugar"),
        ({"animal": "loro", "acto": "keep", "lugar": "airport"}, "ask.not_together", "lugar"),
        ({"animal": "loro", "acto": "keep", "quien": "king"}, "ask.option", "quien"),
        ({"animal": "loro", "acto": "keep", "papeles": "fishing"}, "ask.not_together", "papeles"),
        ({"animal": "loro", "acto": "craft", "papeles": "vicuna"}, "ask.not_together", "papeles"),
    ],
)
def test_what_is_no_choice_is_refused(given: dict[str, str], code: str, field: str):
    with pytest.raises(Refused) as refused:
        asking.choice(given, rights().choices, species())
    assert (refused.value.code, refused.value.field) == (code, field)


def test_several_taxa_are_asked_about_at_once():
    asked = a_choice("leontocebus-illigeri.leontocebus-weddelli", "keep")
    assert asked.meant.taxa == ("Leontocebus illigeri", "Leontocebus weddelli")
    assert asking.situation(asked, rights().choices, DAY)["specimens"][0]["taxa"] == [
        "Leontocebus illigeri",
        "Leontocebus weddelli",
    ]


@pytest.mark.parametrize(
    ("asked", "open_"),
    [
        # it lives in water and is born on land: which law governs is disputed
        (("lagarto", "hunt", "community", "community", "agreement"), "pesquera"),
        # the general law yields to that of camelids
        (("vicuna", "craft", "", "", "vicuna"), "Ley 26496"),
    ],
)
def test_where_a_use_covers_what_is_open_is_the_law_and_not_what_was_told(asked: tuple[str, ...], open_: str):
    answer = answered(*asked)
    assert answer.word == "allowed_if"
    (group,) = answer.conditions
    assert group.covers
    assert len(group.conditions) == 1 and open_ in group.conditions[0].es
    (use,) = [use for use in answer.uses if use.status == "covers"]
    assert not {text.es for text in use.needs} & {text.es for text in group.conditions}


def test_a_use_that_only_may_cover_still_says_what_it_asks():
    (group,) = answered("pihuicho", "keep").conditions
    assert not group.covers


def test_a_yes_to_a_member_names_the_communal_agreement_until_it_is_told():
    for animal in ("majaz", "sachavaca"):
        for paper in ("", "none"):
            answer = answered(animal, "hunt", "community", "community", paper)
            assert answer.word == "allowed"
            assert [text.es for text in answer.limits] == [
                "el acuerdo de su comunidad incluye a este animal, en esta temporada y cantidad"
            ]
        assert not answered(animal, "hunt", "community", "community", "agreement").limits
    # who was told no yes is told no limit of it
    assert not answered("majaz", "hunt").limits


def test_who_has_an_animal_without_papers_hands_it_in_before_buying_another():
    for paper in ("none", "receipt"):
        ways = answered("pihuicho", "keep", "home", "", paper).ways
        assert ways[:2] == ["W-ENTREGA", "W-COMPRA"]
    for paper in ("", "unknown", "registered"):
        answer = answered("pihuicho", "keep", "home", "", paper)
        assert answer.ways[0] in ("W-COMPRA", "W-TENENCIA") and "W-ENTREGA" not in answer.ways
        # whose papers cover what they have is not told to hand it in
        assert answer.already == ([] if paper == "registered" else ["W-ENTREGA"])
    for animal, act in (
        ("mono", "buy"),
        ("motelo", "sell"),
        ("motelo", "carry"),
        ("guacamayo", "craft"),
        ("loro", "export"),
    ):
        assert answered(animal, act, paper="none").already == ["W-ENTREGA"]
    assert answered("orquidea", "sell", paper="none").already == []
    # who wants to begin to breed is not told to hand in what they have not
    assert answered("majaz", "breed", paper="none").ways[0] == "W-ZOOCRIA"


def test_a_plant_is_in_no_communal_agreement_and_paiche_sold_leads_to_its_question():
    asked = answered("orquidea", "collect", "", "community").questions
    assert asked and not any("acuerdo" in text.es or "alimento" in text.es for text in asked)
    (paiche,) = [id for id, row in rights().asked.items() if "vender paiche" in row.question.es]
    assert answered("paiche", "sell", "market", "", "none").near[0] == paiche


def test_what_nobody_told_of_the_agreement_is_said_where_the_law_itself_is_open_too():
    (group,) = answered("lagarto", "hunt", "community", "community").conditions
    assert group.covers and any("acuerdo de su comunidad" in text.es for text in group.conditions)


def test_who_was_attacked_hears_of_defence_before_any_permit():
    groups = answered("otorongo", "attacked").conditions
    assert [group.name.es.split()[0] for group in groups] == ["Defensa", "Extracción"]


def test_nobody_is_sent_to_a_breeder_for_a_vicuna():
    assert not {"W-COMPRA", "W-TENENCIA", "W-ZOOCRIA"} & set(answered("vicuna", "keep", paper="none").ways)
    assert answered("vicuna", "buy").ways[0] == "W-VICUNA"


def test_timber_has_no_way_yet_and_the_pack_says_so():
    for animal, act in (("caoba", "sell"), ("cedro", "carry"), ("caoba", "buy"), ("caoba", "craft")):
        answer = answered(animal, act)
        assert answer.ways == []
        assert answer.unwritten is not None and answer.unwritten.ask == ["ARFFS", "SERFOR"]
    assert answered("caoba", "watch").unwritten is None
    assert answered("orquidea", "sell").unwritten is None
    assert answered("majaz", "sell").unwritten is None


def test_what_falls_into_the_net_has_a_way_of_its_own():
    for animal in ("bufeo", "manati"):
        assert answered(animal, "fish").ways == ["W-INCIDENTAL"]
        assert "W-INCIDENTAL" in answered(animal, "find").ways
    assert answered("paiche", "fish").ways == ["W-PESCA"]
    assert "W-INCIDENTAL" not in answered("pelejo", "find").ways


def test_the_written_question_about_the_very_same_is_known():
    assert answered("suri-gusano", "sell").exact == ["S51"]
    assert answered("manati", "keep").exact == ["S43"]
    # of the same animal, but another act: only looked at; kept at home, not shown at a feast
    assert answered("vicuna", "watch").exact == []
    assert answered("condor", "keep").exact == []
    assert answered("pihuicho", "keep").exact == []


@pytest.mark.parametrize("animal", ["vicuna", "lama-guanicoe"])
@pytest.mark.parametrize("paper", ["", "none", "agreement"])
def test_why_a_community_may_not_hunt_camelids_is_said(animal: str, paper: str):
    answer = answered(animal, "hunt", "community", "community", paper)
    assert answer.word != "allowed"
    assert any("Ley 26496" in text.es and "tierra comunal" in text.es for text in answer.reasons)
    assert not answered("majaz", "hunt").reasons
    assert answered(animal, "sport", "", "", "licence").word == "depends"


def test_who_sells_meat_hears_why_and_a_yes_says_no_reason():
    assert any("art" in text.es for text in answered("majaz", "sell", "market", "community").reasons)
    assert not answered("majaz", "sell", "market", "", "farm").reasons
    assert not answered("pihuicho", "sell").reasons


def test_who_carries_home_what_they_hunted_or_fished_to_eat_hears_no_flat_no():
    """Of a member or a rural dweller it is asked what for; whoever says it is told what is open, and no offence is affirmed."""
    for who in ("community", "rural"):
        asked = answered("majaz", "carry", "river", who, "none")
        assert asked.word == "depends" and any("alimento propio" in text.es for text in asked.questions)
        assert answered("gamitana", "carry", "river", who, "none").word == "depends"
    member = answered("majaz", "carry_meat", "river", "community", "none")
    assert member.word == "allowed_if" and member.conditions[0].covers and not member.consequences
    assert any("con qué papel" in text.es for text in member.conditions[0].conditions)
    assert [(row.prison.min, row.prison.max) for row in member.disputed if row.prison] == [(3, 5)]
    assert answered("majaz", "carry_meat", "river", "rural", "none").word == "allowed_if"
    assert answered("gamitana", "carry_catch", "river", "", "none").word == "allowed_if"
    assert answered("majaz", "carry_meat", "road", "tourist", "none").word == "not_allowed"
    assert answered("vicuna", "carry_meat", "", "community", "none").word == "not_allowed"
    assert answered("bufeo", "carry_catch", "river", "rural", "none").word == "not_allowed"


def test_what_the_law_leaves_open_is_said_before_anybody_told_who_they_are():
    """A condition that holds is no yes where a reading is disputed: the first answer says so, unless a paper covers the trip."""
    for animal, act in (("majaz", "carry_meat"), ("gamitana", "carry_catch")):
        for who in ("", "rural", "carrier"):
            for paper in ("", "none"):
                answer = answered(animal, act, "river", who, paper)
                assert answer.word == "allowed_if"
                assert any("con qué papel" in text.es for text in answer.still_open)
    member = answered("majaz", "carry_meat", "river", "community", "none")
    assert not member.still_open, "said twice"
    assert not answered("majaz", "carry_meat", "river", "rural", "guide").still_open
    assert not answered("majaz", "hunt").still_open


def test_a_no_to_carrying_leads_to_the_question_of_who_hunts_or_fishes_to_eat():
    assert answered("majaz", "carry", "river", "", "none").word == "not_allowed"
    assert answered("majaz", "carry", "river", "", "none").instead == ["carry_meat"]
    assert answered("gamitana", "carry", "river", "trader", "none").instead == ["carry_catch"]
    assert answered("bufeo", "carry", "river", "", "none").instead == []
    assert not answered("majaz", "carry", "river", "trader", "none").reasons
    assert not answered("guacamayo", "carry", "river", "community", "none").reasons
