"""What the examples show of each leaf is counted from what the engine really asked."""

from arariwa.law.domain.asking import compiled
from arariwa.law.domain.conditions import CONTRADICTED, NOT_KNOWN, SATISFIED, Node
from arariwa.law.domain.coverage import Watch, coverage
from arariwa.law.domain.situation import Told

SOLD = Node.model_validate({"fact": "acts.sell", "is": True})
WEIGHED = Node.model_validate({"any": [{"use": "sold"}, {"not": {"fact": "acts.store", "told": True}}]})
NODES = [("conditions.yaml", ("sold",), SOLD), ("a.yaml", ("when",), WEIGHED)]


def test_each_leaf_tells_what_was_seen_and_what_is_missing():
    watch = Watch()
    test = compiled(WEIGHED, {"sold": SOLD}, watch=watch)
    test.answer({})
    test.mark({"acts.sell": Told("acts.sell", (True,)), "acts.store": Told("acts.store", (True,))})
    sold, stored = coverage(NODES, watch)
    assert (sold.file, sold.asks, sold.seen) == (
        "conditions.yaml",
        "acts.sell is True",
        {SATISFIED, NOT_KNOWN},
    )
    assert sold.missing == (CONTRADICTED,)
    assert (stored.place, stored.asks) == (("when", "any", 1, "not"), "acts.store told True")
    assert stored.missing == ()


def test_a_leaf_nobody_asked_lacks_everything_it_can_answer():
    leaves = coverage(NODES, Watch())
    assert [len(leaf.missing) for leaf in leaves] == [3, 2]
