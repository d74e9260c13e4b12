"""What a prosecutor would write down of each thing a citizen may choose, told by hand and not read from choices.yaml."""

from collections.abc import Iterator
from typing import Any

from arariwa.rights.domain.asking import Choice

# act -> (acts done, acts not done, purposes, purposes not, more of the specimen, more of the circumstances)
ACTS: dict[str, dict[str, Any]] = {
    "keep": {"acts": ["possess"], "purpose": ["pet"], "specimen": {"form": "live"}},
    "hunt": {"acts": {"hunt": True, "sell": False}, "purpose": {"subsistence": True, "sale": False}},
    "fish": {"acts": {"extract": True, "sell": False}, "purpose": {"subsistence": True, "sale": False}},
    "sell": {"acts": ["sell"], "purpose": ["sale"]},
    "carry": {"acts": ["transport"]},
    "carry_meat": {
        "acts": {"hunt": True, "transport": True, "sell": False},
        "purpose": {"subsistence": True, "sale": False},
    },
    "carry_catch": {
        "acts": {"extract": True, "transport": True, "sell": False},
        "purpose": {"subsistence": True, "sale": False},
    },
    "buy": {"acts": ["acquire"]},
    "find": {
        "acts": {"find": True, "possess": False},
        "purpose": {"pet": False, "sale": False},
        "specimen": {"form": "live"},
        "circumstances": {"began": "find"},
    },
    "house": {"acts": ["drive_off"], "specimen": {"form": "live"}},
    "watch": {"acts": ["watch"]},
    "release": {"acts": ["possess", "release"], "specimen": {"form": "live"}},
    "hand_in": {"acts": ["hand_in"]},
    "inherit": {"acts": ["possess"]},
    "export": {"acts": ["export"]},
    "breed": {"acts": ["possess"], "purpose": ["breeding"], "specimen": {"form": "live"}},
    "photograph": {
        "acts": ["possess", "exhibit"],
        "purpose": ["exhibition"],
        "specimen": {"form": "live"},
    },
    "craft": {"acts": ["process", "sell"], "purpose": ["sale"], "specimen": {"form": "product"}},
    "collect": {"acts": ["collect"]},
    "sport": {"acts": ["hunt"], "purpose": ["sport"]},
    "defend": {"acts": ["hunt"], "circumstances": {"danger_pleaded": True}},
    "attacked": {"acts": ["hunt"], "circumstances": {"danger_pleaded": True, "life_in_danger": True}},
}
PLACES = {
    "community": "community_land",
    "land": "field",
    "home": "home",
    "market": "market",
    "shop": "shop",
    "protected": "protected_area",
    "river": "river",
    "road": "road",
    "terminal": "terminal",
    "airport": "airport",
    "online": "online",
}
# What is taken there comes from there.
TAKEN = {"hunt", "fish", "collect", "sport", "defend"}
WHO: dict[str, dict[str, Any]] = {
    "community": {"community_member": True},
    "rural": {"community_member": False, "rural_dweller": True},
    "trader": {},
    "carrier": {},
    "tourist": {"community_member": False, "rural_dweller": False},
    "holder": {"breeding_manager": True},
    "anyone": {"community_member": False, "rural_dweller": False},
}
# paper -> (kind of title, acts it covers, more of the specimen)
PAPERS: dict[str, tuple[str, set[str], dict[str, Any]]] = {
    "registered": (
        "pet_registration",
        {"keep", "inherit", "buy"},
        {"origin": "captive_bred", "marked": True},
    ),
    "guide": ("transport_guide", {"carry", "carry_meat"}, {}),
    "remission": ("remission_guide", {"carry"}, {"origin": "captive_bred"}),
    "certificate": ("protected_area_certificate", {"carry", "carry_meat"}, {}),
    "plan": ("management_area", {"sell", "hunt", "collect", "craft"}, {"origin": "management_area"}),
    "agreement": ("community_agreement", set(), {}),
    "farm": ("breeding_farm", {"breed", "sell"}, {"origin": "captive_bred", "marked": True}),
    "cites": ("cites_export", {"export"}, {}),
    "custody": ("rescue_custody", {"keep", "inherit", "carry"}, {}),
    "licence": ("sport_hunting", {"sport", "carry"}, {}),
    "area": ("other", {"watch"}, {}),
    "removal": ("sanitary_removal", {"defend"}, {}),
    "fishing": ("fishing_permit", {"fish"}, {}),
    "origin": ("fish_origin_certificate", {"sell", "carry", "carry_catch", "buy"}, {}),
    "vicuna": ("vicuna_shearing", {"craft"}, {}),
    "nursery": ("other", {"sell", "buy", "carry", "craft"}, {}),
    "forest": ("other", {"sell", "buy", "carry", "collect", "craft"}, {}),
    "other": ("other", set(), {}),
}


def written_down(asked: Choice, on: str) -> dict[str, Any]:
    """The same facts as a prosecutor tells them to the law."""
    told: dict[str, Any] = {"on": on, "actors": [WHO[asked.who] if asked.who else {}]}
    specimen: dict[str, Any] = {}
    if asked.meant.taxa:
        specimen["taxa"] = list(asked.meant.taxa)
    else:
        specimen["what"] = "wild_flora" if asked.meant.kind == "plant" else "wild_fauna"
        specimen |= {"aquatic": True} if asked.meant.kind == "fish" else {}
    for group, facts in ACTS[asked.act].items():
        if group == "specimen":
            specimen |= facts
        else:
            told[group] = facts
    if asked.place:
        told["place"] = {"kind": PLACES[asked.place]}
        if asked.act in TAKEN and asked.place == "community":
            specimen["from_community_land"] = True
        if asked.act in TAKEN and asked.place == "protected":
            specimen["from_protected_area"] = True
    if asked.paper in ("none", "receipt"):
        told["title"] = {"state": "none"}
    elif asked.paper and asked.paper != "unknown":
        kind, covers, more = PAPERS[asked.paper]
        told["title"] = {"kind": kind, "state": "valid" if asked.act in covers else "unknown"}
        specimen |= more
        if asked.paper == "remission":
            told["documents"] = ["remission_guide"]
        if asked.paper == "agreement" and asked.act in ("hunt", "carry_meat"):
            specimen["in_communal_agreement"] = True
    return {**told, "specimens": [specimen]}


def differences(one: dict[str, Any], other: dict[str, Any]) -> Iterator[str]:
    """Facts, by path, that two flat situations do not both hold."""
    for path in sorted(one.keys() | other.keys()):
        a, b = one.get(path), other.get(path)
        if (a.values if a else None) != (b.values if b else None):
            yield path
