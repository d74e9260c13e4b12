"""Who holds an item, and when a seal stops a hand-over: examples an officer can read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arariwa.core.domain import chain
from arariwa.core.domain.refused import Refused
from arariwa.evidence.domain import custody

MORNING = datetime(2026, 3, 16, 14, tzinfo=UTC)
LATER = MORNING + timedelta(hours=3)
POLICE, WILDLIFE, LAB = "police", "wildlife", "lab"
SEALED = custody.first_link(
    item="item", holder=POLICE, keeper="alba", at=MORNING, seal="PNP-001", place="sede"
)
BARE = custody.first_link(item="item", holder=POLICE, keeper="alba", at=MORNING)


def received(last=SEALED, **changes):
    given_ = {
        "last": last, "giver": POLICE, "holder": WILDLIFE, "keeper": "carla", "at": LATER,
        "seal": last.seal, "seal_state": "whole" if last.seal else "none", "place": "almacén", "why": "custody",
    }  # fmt: skip
    return custody.accepted(**{**given_, **changes})


def refused(act, code, field=""):
    with pytest.raises(Refused) as error:
        act()
    assert (error.value.code, error.value.field) == (code, field)
    return error.value


class TestItBegins:
    def test_with_who_took_it(self):
        assert (SEALED.seq, SEALED.kind, SEALED.holder, SEALED.seal_state) == (1, "taken", POLICE, "whole")
        assert SEALED.previous == chain.START

    def test_without_a_seal(self):
        assert BARE.seal_state == "unknown"


class TestItIsOffered:
    def test_by_who_holds_it_with_the_seal_recorded(self):
        custody.may_offer(last=SEALED, holder=POLICE, seal="PNP-001")
        custody.may_offer(last=BARE, holder=POLICE, seal="")

    @pytest.mark.parametrize("as_typed", ["pnp 001", "PNP001", " PNP-001 ", "Pnp.001"])
    def test_spaces_dashes_and_case_of_a_seal_do_not_matter(self, as_typed):
        custody.may_offer(last=SEALED, holder=POLICE, seal=as_typed)

    def test_not_by_another(self):
        refused(
            lambda: custody.may_offer(last=SEALED, holder=WILDLIFE, seal="PNP-001"), "custody.wrong_holder"
        )

    @pytest.mark.parametrize("seal", ["PNP-002", "", "PNP-0001", "PNP-00I"])
    def test_not_with_another_seal(self, seal):
        told = refused(
            lambda: custody.may_offer(last=SEALED, holder=POLICE, seal=seal), "custody.other_seal", "seal"
        )
        assert told.values == {"seal": seal, "recorded": "PNP-001"}

    def test_not_with_a_seal_where_none_is_recorded(self):
        refused(
            lambda: custody.may_offer(last=BARE, holder=POLICE, seal="PNP-001"), "custody.other_seal", "seal"
        )

    def test_not_while_the_seal_is_recorded_broken(self):
        broken = replace(SEALED, seal_state="broken")
        refused(
            lambda: custody.may_offer(last=broken, holder=POLICE, seal="PNP-001"),
            "custody.seal_broken",
            "seal",
        )


class TestItIsReceived:
    def test_whole(self):
        link = received()
        assert (link.seq, link.kind, link.holder, link.keeper) == (2, "accepted", WILDLIFE, "carla")
        assert (link.seal, link.seal_state, link.previous) == ("PNP-001", "whole", SEALED.hash)

    def test_without_seal_what_never_had_one(self):
        assert received(BARE).seal_state == "none"
        assert received(BARE, seal_state="unknown").seal_state == "unknown"

    def test_a_seal_put_on_at_the_hand_over_is_recorded(self):
        assert received(BARE, seal="ATF-9", seal_state="whole").seal == "ATF-9"

    def test_not_from_who_no_longer_holds_it(self):
        refused(lambda: received(giver=LAB), "custody.wrong_holder")

    def test_not_with_a_broken_seal(self):
        assert refused(lambda: received(seal_state="broken"), "custody.seal_broken", "seal_state").values == {
            "seal": "PNP-001"
        }

    @pytest.mark.parametrize("state", ["none", "unknown"])
    def test_not_when_nobody_looked_at_the_seal(self, state):
        refused(lambda: received(seal_state=state), "custody.seal_missing", "seal_state")

    @pytest.mark.parametrize("seal", ["PNP-002", ""])
    def test_not_with_another_seal(self, seal):
        refused(lambda: received(seal=seal), "custody.other_seal", "seal")

    def test_a_whole_seal_has_a_number(self):
        refused(lambda: received(BARE, seal="", seal_state="whole"), "custody.seal_number", "seal")

    def test_not_before_it_was_given(self):
        refused(lambda: received(at=MORNING - timedelta(microseconds=1)), "custody.time", "at")

    def test_at_the_same_moment_is_not_before(self):
        assert received(at=MORNING).at == MORNING


class TestItIsSealedAgain:
    def test_by_who_holds_it_with_the_reason(self):
        link = custody.sealed_again(
            last=SEALED, holder=POLICE, keeper="beto", at=LATER, seal="PNP-002", note="se abrió para pesar"
        )
        assert (link.kind, link.seal, link.seal_state, link.note) == (
            "sealed",
            "PNP-002",
            "whole",
            "se abrió para pesar",
        )

    def test_heals_a_broken_one(self):
        broken = replace(SEALED, seal_state="broken")
        link = custody.sealed_again(
            last=broken, holder=POLICE, keeper="beto", at=LATER, seal="PNP-002", note="roto en el viaje"
        )
        custody.may_offer(last=link, holder=POLICE, seal="PNP-002")

    @pytest.mark.parametrize(
        ("changes", "code", "field"),
        [
            ({"holder": WILDLIFE}, "custody.wrong_holder", ""),
            ({"seal": " "}, "custody.seal_number", "seal"),
            ({"note": " \n"}, "custody.reason", "note"),
            ({"at": MORNING - timedelta(seconds=1)}, "custody.time", "at"),
        ],
    )
    def test_refusals(self, changes, code, field):
        words = {
            "last": SEALED,
            "holder": POLICE,
            "keeper": "beto",
            "at": LATER,
            "seal": "PNP-002",
            "note": "x",
            **changes,
        }
        refused(lambda: custody.sealed_again(**words), code, field)


class TestItIsMoved:
    def test_within_the_office_with_its_seal(self):
        link = custody.moved(last=SEALED, holder=POLICE, keeper="beto", at=LATER, place="congelador 2")
        assert (link.kind, link.holder, link.keeper, link.place) == ("moved", POLICE, "beto", "congelador 2")
        assert (link.seal, link.seal_state) == ("PNP-001", "whole")

    def test_a_broken_seal_stays_broken(self):
        broken = replace(SEALED, seal_state="broken")
        assert (
            custody.moved(last=broken, holder=POLICE, keeper="b", at=LATER, place="x").seal_state == "broken"
        )

    @pytest.mark.parametrize(
        ("changes", "code", "field"),
        [
            ({"holder": LAB}, "custody.wrong_holder", ""),
            ({"place": "  "}, "custody.place", "place"),
            ({"at": MORNING - timedelta(days=1)}, "custody.time", "at"),
        ],
    )
    def test_refusals(self, changes, code, field):
        words = {"last": SEALED, "holder": POLICE, "keeper": "beto", "at": LATER, "place": "x", **changes}
        refused(lambda: custody.moved(**words), code, field)


class TestTheChain:
    def test_every_part_of_a_link_is_sealed(self):
        """A field added later without being sealed could be changed unseen."""
        for name in SEALED.__dataclass_fields__:
            value = getattr(SEALED, name)
            other = (
                value + timedelta(microseconds=1)
                if name == "at"
                else value + 1
                if name == "seq"
                else value + "x"
            )
            assert replace(SEALED, **{name: other}).hash != SEALED.hash, name

    def test_the_same_moment_in_another_zone_is_the_same_link(self):
        lima = replace(SEALED, at=MORNING.astimezone(timezone(timedelta(hours=-5))))
        assert lima.hash == SEALED.hash

    @given(st.lists(st.sampled_from(["move", "seal", "hand"]), max_size=8))
    def test_any_course_of_acts_makes_a_whole_chain_with_one_holder_at_a_time(self, acts):
        links, holder = [SEALED], POLICE
        for n, act in enumerate(acts):
            last, at = links[-1], MORNING + timedelta(hours=n + 1)
            if act == "move":
                links.append(custody.moved(last=last, holder=holder, keeper="k", at=at, place=f"p{n}"))
            elif act == "seal":
                links.append(
                    custody.sealed_again(last=last, holder=holder, keeper="k", at=at, seal=f"S{n}", note="x")
                )
            else:
                custody.may_offer(last=last, holder=holder, seal=last.seal)
                giver, holder = holder, {POLICE: WILDLIFE, WILDLIFE: LAB, LAB: POLICE}[holder]
                links.append(received(last, giver=giver, holder=holder, at=at, seal=last.seal))
            assert links[-1].holder == holder
        assert (
            list(chain.breaks((each.seq, each.previous, each.hash, each.content()) for each in links)) == []
        )
