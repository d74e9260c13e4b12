"""Codes to come back with: said aloud, copied with mistakes, never kept."""

import pytest

from arariwa.core.domain.ids import ALPHABET
from arariwa.core.domain.refused import Refused
from arariwa.rights import return_codes


def test_a_code_is_read_however_it_was_written():
    code = return_codes.new_code()
    assert len(code) == 14
    assert code.count("-") == 2
    bare = code.replace("-", "")
    for typed in (code, code.lower(), bare, f"  {bare[:6]} {bare[6:]} ", code.replace("-", " – ")):
        assert return_codes.read(typed) == bare
    assert return_codes.written(bare) == code


def test_every_wrong_sign_and_every_swap_is_found():
    bare = return_codes.new_code().replace("-", "")
    for n, sign in enumerate(bare):
        for other in ALPHABET:
            if other != sign:
                assert not return_codes.is_code(bare[:n] + other + bare[n + 1 :])
    for n in range(len(bare) - 1):
        if bare[n] != bare[n + 1]:
            assert not return_codes.is_code(bare[:n] + bare[n + 1] + bare[n] + bare[n + 2 :])


@pytest.mark.parametrize(
    "text", ["", "abc", "0O1I-LLLL-0000", "7K3Q-XM9P-4TV", "ñ" * 12, "²" * 12, "x" * 5000]
)
def test_what_is_no_code_is_refused_before_anything_slow(text, monkeypatch):
    monkeypatch.setattr("hashlib.scrypt", lambda *args, **kwargs: pytest.fail("tried"))
    with pytest.raises(Refused) as refused:
        return_codes.digest("notice", text)
    assert (refused.value.code, refused.value.field) == ("return_code.mistyped", "code")


def test_the_digest_tells_nothing_of_the_code_and_is_of_one_kind():
    code = return_codes.new_code()
    one = return_codes.digest("notice", code)
    assert one == return_codes.digest("notice", code.lower())
    assert one != return_codes.digest("consultation", code)
    assert code.replace("-", "") not in one.upper()
    assert len(one) == 64
    assert len({return_codes.new_code() for _ in range(200)}) == 200
