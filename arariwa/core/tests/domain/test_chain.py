"""A chain of hashes: whatever is changed in it is found."""

import hashlib
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from arariwa.core.domain.chain import START, Break, breaks, canonical, link

plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abcdé", max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)
contents = st.dictionaries(st.text("abcdé", min_size=1, max_size=4), plain, max_size=4)


def chained(rows):
    entries, previous = [], START
    for seq, content in enumerate(rows, 1):
        own = link(previous, content)
        entries.append((seq, previous, own, content))
        previous = own
    return entries


@given(contents)
def test_the_order_of_keys_does_not_matter(content):
    assert canonical(content) == canonical(dict(reversed(content.items())))


@given(contents, contents)
def test_equal_bytes_mean_equal_content(one, other):
    """True and 1 are equal to Python but not to us: compared as they print."""
    assert (canonical(one) == canonical(other)) == (repr(ordered(one)) == repr(ordered(other)))


def ordered(value):
    if isinstance(value, dict):
        return {key: ordered(value[key]) for key in sorted(value)}
    return [ordered(each) for each in value] if isinstance(value, list) else value


def test_canonical_is_utf8_without_spaces():
    assert canonical({"b": [1, None, True], "a": "ñandú"}) == '{"a":"ñandú","b":[1,null,true]}'.encode()


@pytest.mark.parametrize("value", [0.5, {"a": 1.0}, {"a": [{"b": (1, 2.5)}]}, float("nan")])
def test_a_float_is_refused(value):
    with pytest.raises(TypeError):
        canonical(value)


def test_what_json_does_not_know_is_refused():
    with pytest.raises(TypeError):
        canonical({"a": Decimal("0.5")})


def test_a_link_is_the_hash_of_what_went_before_and_the_content():
    expected = hashlib.sha256(START.encode() + b'\n{"verb":"item.added"}').hexdigest()
    assert link(START, {"verb": "item.added"}) == expected


@given(st.lists(contents, max_size=6))
def test_a_whole_chain_holds(rows):
    assert list(breaks(chained(rows))) == []


@given(st.lists(contents, min_size=1, max_size=6), st.data())
def test_any_other_content_is_found_at_its_place(rows, data):
    entries = chained(rows)
    place = data.draw(st.integers(0, len(entries) - 1))
    other = data.draw(contents)
    assume(canonical(other) != canonical(rows[place]))
    seq, previous, own, _ = entries[place]
    entries[place] = (seq, previous, own, other)
    assert list(breaks(entries)) == [Break(place + 1, "content")]


@given(st.lists(contents, min_size=1, max_size=6), st.data())
def test_a_changed_sign_of_a_hash_is_found(rows, data):
    entries = chained(rows)
    place = data.draw(st.integers(0, len(entries) - 1))
    at = data.draw(st.integers(0, 63))
    seq, previous, own, content = entries[place]
    sign = data.draw(st.sampled_from("0123456789abcdef").filter(lambda c: c != own[at]))
    entries[place] = (seq, previous, own[:at] + sign + own[at + 1 :], content)
    found = list(breaks(entries))
    assert Break(place + 1, "content") in found
    assert place == len(entries) - 1 or Break(place + 2, "previous") in found


@given(st.lists(contents, min_size=2, max_size=6), st.data())
def test_a_lost_row_is_found_unless_it_was_the_last(rows, data):
    """That the last is still there only the head kept elsewhere can tell."""
    entries = chained(rows)
    place = data.draw(st.integers(0, len(entries) - 2))
    del entries[place]
    assert Break(place + 2, "gap") in list(breaks(entries))


@given(st.lists(contents, min_size=2, max_size=6), st.data())
def test_two_rows_in_the_other_order_are_found(rows, data):
    entries = chained(rows)
    i, j = sorted(data.draw(st.lists(st.integers(0, len(entries) - 1), min_size=2, max_size=2, unique=True)))
    entries[i], entries[j] = entries[j], entries[i]
    assert list(breaks(entries))


@given(st.lists(contents, min_size=2, max_size=6), st.data())
def test_swapped_content_under_the_old_numbers_is_found(rows, data):
    entries = chained(rows)
    i, j = sorted(data.draw(st.lists(st.integers(0, len(entries) - 1), min_size=2, max_size=2, unique=True)))
    assume(canonical(rows[i]) != canonical(rows[j]))
    (si, pi, hi, ci), (sj, pj, hj, cj) = entries[i], entries[j]
    entries[i], entries[j] = (si, pi, hi, cj), (sj, pj, hj, ci)
    assert {found.seq for found in breaks(entries)} == {i + 1, j + 1}


@given(st.lists(contents, max_size=5), contents, st.data())
def test_an_inserted_row_is_found(rows, extra, data):
    entries = chained(rows)
    assume(entries)
    place = data.draw(st.integers(0, len(entries) - 1))
    seq, previous, _, _ = entries[place]
    entries.insert(place, (seq, previous, link(previous, extra), extra))
    assert any(found.what in ("gap", "previous") for found in breaks(entries))


def test_a_chain_that_begins_elsewhere_is_found():
    later = chained([{"a": "1"}, {"b": "2"}])[1:]
    assert [found.what for found in breaks(later)] == ["gap", "previous"]
