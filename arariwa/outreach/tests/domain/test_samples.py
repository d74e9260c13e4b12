"""The samples of `tests/files`, read as `expected.yaml` says."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from arariwa.core.domain.refused import Refused
from arariwa.outreach.domain.reading import Answers, read, summary
from arariwa.outreach.tests import exports

FILES = Path(__file__).parents[1] / "files"
EXPECTED = yaml.safe_load((FILES / "expected.yaml").read_text(encoding="utf-8"))


def test_every_sample_is_told():
    assert set(EXPECTED) == {path.name for path in FILES.iterdir()} - {"expected.yaml"}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_is_read_as_it_should_be(name):
    expected, data = EXPECTED[name], (FILES / name).read_bytes()
    if "refused" in expected:
        with pytest.raises(Refused) as error:
            read(data, name, exports.pack(), Answers())
        refused = error.value
        assert refused.code == expected["refused"]
        for key in ("row", "column"):
            assert refused.values.get(key) == expected.get(key)
        return
    found = dict(summary(read(data, name, exports.pack(), Answers())))
    told = {key: found.get(key) for key in expected}
    assert told == {
        k: date.fromisoformat(v) if isinstance(found.get(k), date) and isinstance(v, str) else v
        for k, v in expected.items()
    }
