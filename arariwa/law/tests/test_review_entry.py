"""A lawyer signs, corrects or disputes an entry; the law that answers does not change by it."""

import shutil
import subprocess
from dataclasses import replace

import pytest
from django.conf import settings

from arariwa.core import contents, testing
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.models import JournalEntry
from arariwa.core.packs import Pack
from arariwa.law import actions, proposing, queries, reviewing
from arariwa.law.domain.taxon_entry import taxon_digest
from arariwa.law.models import EntryReview
from arariwa.law.species_packs import load_species, species_packs

pytestmark = pytest.mark.django_db
KEY = "CP-308"


@pytest.fixture
def lawyer():
    return testing.someone("Lola", testing.people().pilar.office, "reviewer")


@pytest.fixture
def biologist():
    return testing.someone("Blas", testing.people().carla.office, "reviewer")


def review(who, verdict="signed", reason="Cotejado con el diario oficial", key=KEY, **more):
    given = {"id": uuid7(), "digest": reviewing.entry(key).digest, **more}
    return actions.review_entry(by=who.actor, key=key, verdict=verdict, reason=reason, **given)


def state(key=KEY):
    return reviewing.standing([reviewing.entry(key)])[key].state


def refused(act, code):
    lines = JournalEntry.objects.count()
    with pytest.raises(Refused) as error:
        act()
    assert error.value.code == code
    assert JournalEntry.objects.count() == lines
    return error.value


def text_of(key=KEY):
    return proposing.begins(reviewing.entry(key))


def test_nothing_is_signed_until_someone_signs(lawyer):
    assert state() == "unreviewed"
    row = review(lawyer)
    assert (state(), row.reviewed_by, row.fingerprint) == (
        "signed",
        lawyer.membership,
        queries.law().fingerprint,
    )
    line = JournalEntry.objects.latest("seq")
    assert (line.verb, line.facts["entry"], line.facts["content"]) == (
        "entry.signed",
        KEY,
        contents.digest(row),
    )
    assert state("CP-308-A") == "unreviewed"


def test_a_dispute_stands_before_a_signature_and_can_be_taken_back(lawyer, biologist):
    review(lawyer)
    review(biologist, "disputed", "El texto de 2015 dice otra cosa")
    assert state() == "disputed"
    review(biologist, "taken_back", "Me equivoqué de versión")
    assert state() == "signed"
    refused(lambda: review(biologist, "taken_back", "otra vez"), "review.nothing")


def test_the_latest_word_of_a_person_counts(lawyer):
    review(lawyer, "disputed", "dudo")
    review(lawyer)
    assert state() == "signed"


def test_an_entry_that_changed_since_it_was_signed_says_so(lawyer):
    row = review(lawyer)
    standing = reviewing._standing(reviewing.entry("CP-308-A"), [row])
    assert (standing.state, standing.review) == ("changed", row)


def test_a_correction_is_a_proposal_and_changes_no_answer(lawyer):
    before = queries.law().fingerprint
    proposed = text_of().replace(
        "en: Illegal trade in wild flora and fauna", "en: Illegal trade in wild plants and animals"
    )
    row = review(lawyer, "corrected", "Mejor traducción", proposed=proposed.replace("\n", "\r\n"))
    assert (state(), queries.law().fingerprint) == ("corrected", before)
    assert [line for line in row.change.splitlines() if line[:1] in "+-"] == [
        "--- a/packs/pe/law/offences/cp-308.yaml",
        "+++ b/packs/pe/law/offences/cp-308.yaml",
        "-  en: Illegal trade in wild flora and fauna",
        "+  en: Illegal trade in wild plants and animals",
    ]
    assert (row.differs, reviewing.proposals()) == ([], [row])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda text: text, "review.same"),
        (lambda text: text.replace("confidence: high", "confidence: sure"), "review.broken"),
        (lambda text: text.replace("norm: pe/cp", "norm: pe/otra"), "review.broken"),
        (lambda text: text.replace("from: 2008-10-03", "from: 2015-09-27"), "review.broken"),
        (lambda text: text[:-20] + ": [", "review.broken"),
        (lambda text: "", "review.broken"),
    ],
)
def test_a_correction_that_would_break_the_pack_is_refused_with_its_mistakes(lawyer, change, code):
    error = refused(lambda: review(lawyer, "corrected", proposed=change(text_of())), code)
    assert error.field == "proposed"


def dearer(text):
    """The penalty that stands, raised by a year."""
    last = text.rindex("prison_years: {min: 3, max: 5}")
    return text[:last] + text[last:].replace("max: 5}", "max: 6}", 1)


def test_a_correction_that_examples_answer_otherwise_asks_first_and_carries_them(lawyer, tmp_path):
    given = {"verdict": "corrected", "proposed": dearer(text_of())}
    error = refused(lambda: review(lawyer, **given), "review.differs")
    proposal = error.values["proposal"]
    assert {p.file for p in proposal.differs} >= {
        "pe/law/offences/cp-308.yaml",
        "pe/law/offences/cp-309-1.yaml",
    }
    assert all(p.line and p.values["wanted"] != p.values["found"] for p in proposal.differs)
    # what was accepted is what was shown: another text asks again
    refused(lambda: review(lawyer, **given, accepts="0" * 64), "review.differs")
    other = {**given, "proposed": dearer(text_of()).replace("max: 6}", "max: 7}")}
    refused(lambda: review(lawyer, **other, accepts=proposal.seen), "review.differs")
    row = review(lawyer, **given, accepts=proposal.seen, reason="Ley nueva\nen dos líneas")
    assert len(row.differs) == len(row.told) == len(proposal.differs)
    # sealed as it is read back
    assert contents.digest(EntryReview.objects.get(pk=row.pk)) == contents.digest(row)
    patch = proposing.patch(row)
    head = patch[: patch.index("diff --git")]
    assert all(line.startswith("# ") for line in head.splitlines())
    for said in ("CP-308", str(lawyer.person), "# en dos líneas", "cp-309-1.yaml, línea"):
        assert said in head
    after = applied(patch, tmp_path)
    assert after.joinpath("pe/law/offences/cp-308.yaml").read_text(encoding="utf-8") == given["proposed"]


def applied(patch, folder):
    """A copy of the packs with the patch applied by git, as a maintainer would."""
    packs = folder / "packs"
    for name in ("pe/law", *species_packs()):
        shutil.copytree(settings.PACKS / name, packs / name)
    (folder / "proposal.patch").write_text(patch, encoding="utf-8", newline="")
    subprocess.run(["git", "apply", "--verbose", "proposal.patch"], cwd=folder, check=True)
    return packs


TAXON, SLUG = "Podocnemis unifilis", "podocnemis-unifilis"


def taxon_review(who, verdict="signed", reason="Cotejado con los apéndices", **more):
    given = {"id": uuid7(), "digest": reviewing.taxon(SLUG).digest, **more}
    return actions.review_entry(
        by=who.actor, pack=reviewing.SPECIES, key=SLUG, verdict=verdict, reason=reason, **given
    )


def taxon_state(name=SLUG):
    return reviewing.standing([reviewing.taxon(name)], reviewing.SPECIES)[name].state


def test_a_biologist_signs_and_disputes_a_taxon(biologist, lawyer):
    taxon_review(biologist)
    assert (taxon_state(), taxon_state("podocnemis-expansa"), state()) == (
        "signed", "unreviewed", "unreviewed",
    )  # fmt: skip
    taxon_review(lawyer, "disputed", "El apéndice cambió")
    assert taxon_state() == "disputed"
    refused(lambda: taxon_review(biologist, digest="0" * 64), "review.meanwhile")


def test_what_is_signed_of_a_taxon_reaches_the_lists_that_reach_it():
    table = queries.species()
    before = taxon_digest(table, TAXON)
    line = next(row for row in table.listings if "Podocnemis" in row.covers or TAXON in row.covers)
    moved = replace(line, appendix="I")
    changed = replace(table, listings=tuple(moved if row is line else row for row in table.listings))
    assert taxon_digest(changed, TAXON) != before
    assert taxon_digest(changed, "Tapirus terrestris") == taxon_digest(table, "Tapirus terrestris")


def test_rows_of_a_taxon_are_corrected_where_they_stand(biologist, tmp_path):
    begun = proposing.begins(reviewing.taxon(SLUG))
    names = queries.pack("pe/names").text("es.csv").splitlines()
    first = next(line for line in names if f",{TAXON}," in line)
    text = begun.replace(f"{first}\n", f"{first}\ntaricaya del bajo,{TAXON},9,,\n", 1).replace("VU", "EN")
    row = taxon_review(biologist, "corrected", proposed=text)
    assert taxon_state() == "corrected"
    changed = [
        line for line in row.change.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]
    assert f"+taricaya del bajo,{TAXON},9,," in changed
    packs = applied(proposing.patch(row), tmp_path)
    after = (packs / "pe/names/es.csv").read_text(encoding="utf-8").splitlines()
    assert after == [
        new
        for line in names
        for new in ([line, f"taricaya del bajo,{TAXON},9,,"] if line == first else [line])
    ]
    load_species([Pack.from_folder(packs, name) for name in species_packs()])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda text: text, "review.same"),
        (lambda text: text.replace("# int/taxa/taxa.csv", "# int/taxa/otra.csv"), "review.rows"),
        (lambda text: text.replace("taxon,rank,", "taxon,rango,"), "review.rows"),
        (lambda text: "algo\n" + text, "review.rows"),
        (lambda text: text.replace(",species,Animalia,", ",especie,Animalia,"), "review.broken"),
    ],
)
def test_rows_that_cannot_stand_are_refused(biologist, change, code):
    text = change(proposing.begins(reviewing.taxon(SLUG)))
    refused(lambda: taxon_review(biologist, "corrected", proposed=text), code)


def test_a_row_more_than_counted_is_told_as_what_answers_otherwise(biologist):
    head = "synonym,taxon"
    text = proposing.begins(reviewing.taxon(SLUG)).replace(head, f"{head}\nEmys cayennensis,{TAXON}")
    error = refused(lambda: taxon_review(biologist, "corrected", proposed=text), "review.differs")
    assert [p.code for p in error.values["proposal"].differs] == ["species.count"]
    row = taxon_review(biologist, "corrected", proposed=text, accepts=error.values["proposal"].seen)
    assert "checks.yaml" in proposing.patch(row)


def test_what_the_reviewer_did_not_read_is_not_signed(lawyer):
    refused(lambda: review(lawyer, digest="0" * 64), "review.meanwhile")
    refused(lambda: review(lawyer, reason="  "), "reason.missing")
    refused(lambda: review(lawyer, "approved"), "review.verdict")
    refused(
        lambda: actions.review_entry(
            by=lawyer.actor, id=uuid7(), key="CP-1", digest="", verdict="signed", reason="x"
        ),
        "review.no_entry",
    )


def test_sending_twice_is_one_review(lawyer, biologist):
    id = uuid7()
    assert review(lawyer, id=id) == review(lawyer, id=id)
    assert EntryReview.objects.count() == 1
    refused(lambda: review(biologist, id=id), "id.conflict")


def test_only_reviewers_review():
    pilar = testing.people().pilar
    refused(lambda: review(pilar), "access.role")
