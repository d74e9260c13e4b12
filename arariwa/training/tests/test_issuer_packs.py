"""Who issues certificates is read from a pack; another institution is named with its agreement only."""

import shutil

import pytest

from arariwa.core.refusals import located
from arariwa.core.testing import ROOT
from arariwa.training import issuer_packs

WHOLE = """issuer: {es: Escuela de Muestra, en: Sample School}
programme: {es: Formación, en: Training}
signers:
- {name: Rosa Prueba, post: {es: Directora, en: Director}}
co_issuers:
- {name: {es: Otra Escuela, en: Another School}, agreement: Convenio 014-2026, signed_on: 2026-01-10}
"""


def mistakes(tmp_path, text):
    folder = tmp_path / "programmes" / "mine"
    folder.mkdir(parents=True)
    (folder / "issuer.yaml").write_text(text, encoding="utf-8")
    return [located(problem) for problem in issuer_packs.check(tmp_path)]


def test_the_issuer_of_the_demonstration_is_right():
    assert issuer_packs.check(ROOT / "packs") == []
    assert issuer_packs.read(ROOT / "packs", "demo").co_issuers == []


def test_a_whole_one_is_read(tmp_path):
    assert mistakes(tmp_path, WHOLE) == []
    found = issuer_packs.read(tmp_path, "programmes/mine")
    assert found.co_issuers[0].agreement == "Convenio 014-2026"


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (", agreement: Convenio 014-2026", "", "agreement"),
        (", signed_on: 2026-01-10", "", "signed_on"),
        ("agreement: Convenio 014-2026", "agreement: ''", "agreement"),
        ("signers:\n- {name: Rosa Prueba, post: {es: Directora, en: Director}}", "signers: []", "signers"),
        ("en: Sample School", "fr: École", "issuer"),
        ("programme:", "program:", "programme"),
        (WHOLE, "[", "issuer.yaml"),
    ],
)
def test_a_mistake_names_file_and_field(tmp_path, was, now, said):
    assert was in WHOLE
    found = mistakes(tmp_path, WHOLE.replace(was, now))
    assert found
    assert all(line.startswith("programmes/mine/issuer.yaml") for line in found)
    assert any(said in line for line in found), found


def test_packs_check_reads_it_too(tmp_path):
    from arariwa.core import packs as reader
    from arariwa.training import packs

    shutil.copytree(ROOT / "packs" / "demo", tmp_path / "demo")
    assert packs.check(tmp_path) == []
    (tmp_path / "demo" / "issuer.yaml").write_text("issuer: 3\n", encoding="utf-8")
    assert all(isinstance(problem, reader.Problem) for problem in packs.check(tmp_path))
    assert packs.check(tmp_path)
