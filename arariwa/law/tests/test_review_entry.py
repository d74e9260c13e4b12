"""A lawyer signs, corrects or disputes an entry; the law that answers does not change by it."""

import pytest

from arariwa.core import contents, testing
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.models import JournalEntry
from arariwa.law import actions, queries, reviewing
from arariwa.law.models import EntryReview

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
    return reviewing.pack().text(reviewing.entry(key).file)


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
    patch = reviewing.patch(row)
    assert patch.startswith(
        "--- a/packs/pe/law/offences/cp-308.yaml\n+++ b/packs/pe/law/offences/cp-308.yaml\n"
    )
    assert [line for line in patch.splitlines() if line[:1] in "+-"][2:] == [
        "-  en: Illegal trade in wild flora and fauna",
        "+  en: Illegal trade in wild plants and animals",
    ]
    assert reviewing.proposals() == [row]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda text: text, "review.same"),
        (lambda text: text.replace("confidence: high", "confidence: sure"), "review.broken"),
        (
            lambda text: text.replace("prison_years: {min: 3, max: 5}", "prison_years: {min: 3, max: 6}"),
            "review.broken",
        ),
        (lambda text: "", "review.broken"),
    ],
)
def test_a_correction_that_would_break_the_pack_is_refused_with_its_mistakes(lawyer, change, code):
    error = refused(lambda: review(lawyer, "corrected", proposed=change(text_of())), code)
    assert error.field == "proposed"


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
