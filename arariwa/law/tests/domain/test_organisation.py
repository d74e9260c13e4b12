"""Arts. 309 (last paragraph) and 317 ask for the same group, so they answer alike on whatever is told of it."""

import random
from itertools import product

import pytest

from arariwa.law.tests.worlds import a_situation, asked

EITHER = (None, False, True)
MEMBERS = (None, 2, 3)
VERSIONS = {"2023-05-10": "CP-317-v2016", "2024-09-15": "CP-317-v2024a", "2025-06-25": "CP-317"}
DETAILS = ("stable", "roles", "complex_structure", "for_gain", "controls_market")


def told(**facts):
    return {name: value for name, value in facts.items() if value is not None}


def both(on, member, besides, organisation):
    """The status of art. 317 and of the last paragraph of art. 309 for a seller of a wild animal."""
    verdict = asked(
        a_situation(
            on,
            actors=[{"knowledge": "knew", **told(organisation_member=member)}],
            circumstances=told(grave_offence_besides=besides),
            organisation=organisation,
        )
    )
    group = next(o for o in verdict.considered if o.id == VERSIONS[on])
    raised = next(a for a in verdict.considered_aggravations if a.id == "CP-309.2")
    return group.status, raised.status


@pytest.mark.parametrize("on", VERSIONS)
def test_the_two_articles_agree_on_the_group(on):
    cases = list(product(EITHER, EITHER, MEMBERS, *(EITHER for _ in DETAILS)))
    seen = set()
    for member, besides, members, *details in random.Random(7).sample(cases, 150):
        organisation = told(members=members, **dict(zip(DETAILS, details, strict=True)))
        group, raised = both(on, member, besides, organisation)
        assert group == raised, (member, besides, organisation)
        seen.add(group)
    for besides, status in ((True, "firm"), (False, "uncertain")):
        assert both(on, True, besides, {"members": 3}) == (status, status)
        seen.add(status)
    assert seen == {"no", "possible", "uncertain", "firm"}


def test_a_group_the_later_definition_does_not_reach_is_never_firm():
    for missing in ("complex_structure", "for_gain"):
        assert both("2023-05-10", True, True, {missing: False}) == ("uncertain", "uncertain")
        assert both("2025-06-25", True, True, {missing: False}) == ("no", "no")
