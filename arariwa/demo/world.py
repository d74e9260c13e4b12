"""The demonstration's world and the main job run on it: each reported seizure becomes a prosecutor's file.

Everything goes through the same actions the pages use. Repeating it changes nothing: ids follow from the slugs.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID, uuid5

from django.conf import settings
from django.utils import translation

from arariwa.cases import actions as case_actions
from arariwa.cases import courtfile, file_law, queries, readers
from arariwa.core import access, formatting, privacy
from arariwa.core import actions as core
from arariwa.core.actor import Actor, actor_for
from arariwa.core.domain.spans import Span
from arariwa.core.models import Institution, Membership, Office, User
from arariwa.demo import standing
from arariwa.demo.packs import People, Review, Seizure, Seizures, Thing, load, load_reviews
from arariwa.evidence import actions, custody_actions
from arariwa.evidence.models import Intervention, Item
from arariwa.law import actions as law_actions
from arariwa.law import proposing, reviewing
from arariwa.law import queries as law
from arariwa.law.models import EntryReview

NAMESPACE = UUID("0a7a4a4a-7a31-4a6e-9d2a-6f0f3a1c5b11")
SINCE = date(2015, 1, 1)


@dataclass
class Outcome:
    """What the main job made of one seizure."""

    title: str
    day: str
    found: list[str] = field(default_factory=list)
    uncertain: list[str] = field(default_factory=list)
    qualified: list[str] = field(default_factory=list)
    file: Path | None = None
    pages: int = 0
    # The file of an earlier run, which nothing has changed since.
    kept: bool = False
    seconds: float = 0.0


def make_id(*parts: object) -> UUID:
    """The same id for the same part of the demonstration."""
    return uuid5(NAMESPACE, "/".join(str(p) for p in parts))


def settle(root: Path) -> tuple[dict[str, Membership], Seizures, str]:
    """Offices and people, made once; memberships by e-mail, the seizures, the one password."""
    people, seizures = load(root)
    offices = {o.code: core.open_office(by=None, **o.model_dump()) for o in people.offices}
    return {p.email: _official(p, offices, people) for p in people.people}, seizures, people.password


def _official(official: object, offices: dict[str, Office], people: People) -> Membership:
    user = User.objects.filter(email=official.email).select_related("person").first()  # type: ignore[attr-defined]
    if user and user.person:
        real = Membership.objects.filter(person=user.person, exercise=None)
        return real.select_related("office__institution", "person").earliest("from_on")
    notice = privacy.notice("officials")
    person = core.register_person(
        by=None,
        given_names=official.given_names,  # type: ignore[attr-defined]
        surnames=official.surnames,  # type: ignore[attr-defined]
        email=official.email,  # type: ignore[attr-defined]
        notice=f"{notice.code} {notice.version}" if notice else "",
    )
    membership = core.appoint(
        by=None,
        person=person,
        office=offices[official.office],  # type: ignore[attr-defined]
        role=official.role,  # type: ignore[attr-defined]
        post=official.post,  # type: ignore[attr-defined]
        from_on=SINCE,
    )
    core.make_sign_in(by=None, person=person, email=official.email, password=people.password)  # type: ignore[attr-defined]
    return membership


def run(root: Path, papers: Path) -> Iterator[Outcome]:
    """The main job on every seizure, in Spanish, one outcome each."""
    members, seizures, _password = settle(root)
    papers.mkdir(parents=True, exist_ok=True)
    with translation.override("es"):
        for review in load_reviews(root):
            review_entry(review, members)
        for seizure in seizures.seizures:
            yield main_job(seizure, members, seizures.handover_note, papers)


def review_entry(review: Review, members: dict[str, Membership]) -> EntryReview:
    """What an invented reviewer says, said once."""
    id = make_id("review", review.by, review.entry, review.taxon, review.verdict)
    if said := EntryReview.objects.filter(pk=id).first():
        return said
    entry = reviewing.taxon(review.taxon) if review.taxon else reviewing.entry(review.entry)
    proposed = proposing.begins(entry).replace(review.replace, review.with_) if review.replace else ""
    return law_actions.review_entry(
        by=actor_for(members[review.by]),
        id=id,
        pack=reviewing.SPECIES if review.taxon else reviewing.LAW,
        key=entry.key,
        digest=entry.digest,
        verdict=review.verdict,
        reason=review.reason,
        proposed=proposed,
    )


def main_job(seizure: Seizure, members: dict[str, Membership], note: str, papers: Path) -> Outcome:
    """Names, protection, intervention, custody, case, qualification, file: timed."""
    began = time.perf_counter()
    span = Span.parse(seizure.on)
    outcome = Outcome(seizure.title, formatting.span(span, "es"))
    intervention = register(seizure, span, members)
    _tell_names(intervention, outcome)
    prosecutor, recorder = actor_for(members[seizure.prosecutor]), actor_for(members[seizure.recorded_by])
    if access.level_of(prosecutor, intervention) < access.ACT:
        actions.tell_prosecutor(by=recorder, id=intervention.pk, office=prosecutor.office)
    if seizure.receiver:
        _hand_over(seizure, intervention, recorder, actor_for(members[seizure.receiver.by]), note)
    if seizure.offered:
        _offer(
            seizure, intervention, actor_for(recorder.membership), members[seizure.offered.by].office, note
        )
    prosecutor = actor_for(prosecutor.membership)
    case = case_actions.open_case(
        by=prosecutor, id=make_id(seizure.slug, "case"), interventions=[intervention.pk], title=seizure.title
    )
    for reader in seizure.readers:
        office = Office.objects.get(code=reader.office)
        readers.let_read(by=actor_for(prosecutor.membership), case_id=case.pk, office=office, why=reader.why)
    if seizure.reported and not case.summary:
        case_actions.edit_case(
            by=prosecutor, id=case.pk, version=case.version, values={"summary": seizure.reported}
        )
    case_actions.state_facts(
        by=prosecutor,
        case_id=case.pk,
        intervention_id=intervention.pk,
        facts=[(f.path, f.value, None) for f in seizure.facts],
        source=seizure.source,
    )
    _qualify(case, intervention, prosecutor, outcome)
    outcome.file = papers / f"{seizure.slug}.pdf"
    if made := standing.find(papers, seizure.slug, courtfile.basis(prosecutor, case.pk)):
        outcome.kept, outcome.pages = True, made.pages
    else:
        outcome.pages = _make_file(prosecutor, case.pk, outcome.file)
    outcome.seconds = time.perf_counter() - began
    return outcome


def _make_file(by: Actor, case_id: UUID, path: Path) -> int:
    """Make the file, keep it with its case, write it; tells its pages."""
    made = courtfile.make(by, case_id)
    case_actions.keep_file(by=by, case_id=case_id, paper=made.paper, state=made.state)
    path.write_bytes(made.paper.pdf)
    # Taken now, for the file is itself a line of the journal that the next one would tell.
    standing.note(path.parent, path.stem, courtfile.basis(by, case_id), made.paper.pdf, made.paper.pages)
    return made.paper.pages


def register(seizure: Seizure, span: Span, members: dict[str, Membership]) -> Intervention:
    """The intervention with its things, registered once."""
    by = actor_for(members[seizure.recorded_by])
    id = make_id(seizure.slug)
    registered = Intervention.objects.filter(pk=id, registered_at__isnull=False).first()
    if registered:
        return registered
    actions.draft_intervention(
        by=by,
        id=id,
        values={
            "title": seizure.title,
            "facts_from": span.start,
            "facts_until": span.until,
            "country": seizure.country,
            "ubigeo": seizure.ubigeo,
            "place_text": seizure.place,
            "point": seizure.point,
            "began": seizure.began,
            "led_by": seizure.led_by,
            "persons_reported": seizure.persons_reported,
            "source": seizure.source,
            "held_by": Office.objects.get(code=seizure.held_by) if seizure.held_by else None,
        },
    )
    for n, thing in enumerate(seizure.items):
        actions.save_item(
            by=by, intervention_id=id, id=make_id(seizure.slug, "item", n), values=_values(thing)
        )
    return actions.register_intervention(by=by, id=id)


def _values(thing: Thing) -> dict[str, object]:
    """An item as reported, with the taxa its name may mean."""
    taxa, identified = law.taxa_for(thing.reported_as, thing.scientific_as_reported)
    return {
        "kind": "specimen",
        "taking": thing.taking,
        "reported_as": thing.reported_as,
        "scientific_as_reported": thing.scientific_as_reported,
        "taxa": taxa,
        "identified_by": identified,
        "product": thing.product,
        "condition": thing.condition,
        "quantity": thing.quantity,
        "unit": thing.unit,
        "on_permit": thing.on_permit,
        "found_where": thing.found_where,
    }


def _tell_names(intervention: Intervention, outcome: Outcome) -> None:
    for item in intervention.items.order_by("order"):
        if item.taxon == item.reported_as:
            outcome.found.append(item.taxon)
        elif item.taxon and law.is_species(item.taxon):
            outcome.found.append(f"{item.reported_as}: {item.taxon}")
        elif item.taxon:
            outcome.uncertain.append(f"{item.reported_as}: {item.taxon}, especie por identificar")
        elif item.taxa:
            outcome.uncertain.append(f"{item.reported_as}: {' / '.join(item.taxa[:4])}")
        else:
            outcome.uncertain.append(f"{item.reported_as}: por identificar")


def _hand_over(
    seizure: Seizure, intervention: Intervention, giver: Actor, receiver: Actor, note: str
) -> None:
    handover_id = make_id(seizure.slug, "handover")
    taken = list(Item.objects.filter(intervention=intervention, taking="taken"))
    handover = custody_actions.offer(
        by=giver,
        id=handover_id,
        to=receiver.office,
        items={item.pk: item.seal for item in taken},
        why=seizure.receiver.why if seizure.receiver else "custody",
        note=note,
    )
    if handover.state == "offered":
        seals = {item.pk: custody_actions.SealFound("", "none") for item in taken}
        custody_actions.accept(by=actor_for(receiver.membership), id=handover_id, seals=seals, note=note)


def _offer(seizure: Seizure, intervention: Intervention, giver: Actor, to: Office, note: str) -> None:
    """A hand-over nobody has answered yet: it waits for whoever signs in as the receiver."""
    items = Item.objects.filter(intervention=intervention, taking="taken")
    custody_actions.offer(
        by=giver,
        id=make_id(seizure.slug, "offered"),
        to=to,
        items={item.pk: item.seal for item in items},
        why=seizure.offered.why if seizure.offered else "",
        note=note,
    )


def _qualify(case: object, intervention: Intervention, by: Actor, outcome: Outcome) -> None:
    """The demonstration's prosecutor accepts what the engine lists first; a real one decides for themselves."""
    verdict = queries.verdict_of(case, intervention)  # type: ignore[arg-type]
    decided = queries.standing_qualifications(case, intervention)  # type: ignore[arg-type]
    for offence in verdict["offences"]:
        name = f"{offence['name']['es']} ({file_law.source_text(offence['source'])})"
        open_ones = [e["label"]["es"] for e in offence["elements"] if e["state"] == "not_known"]
        outcome.qualified.append(
            f"{offence['id']}: {'con todos sus elementos' if not open_ones else f'{len(open_ones)} por esclarecer'}"
        )
        if offence["id"] not in decided:
            reason = f"Decisión de demostración sobre la propuesta del sistema: {name}."
            case_actions.qualify(
                by=by,
                case_id=case.pk,  # type: ignore[attr-defined]
                intervention_id=intervention.pk,
                offence=offence["id"],
                decision="accepted",
                reason=reason,
            )
    outcome.uncertain += [f["label"]["es"] for f in verdict["to_find_out"][:3]]


def holds_real_records() -> bool:
    """Whether this home has records that are not the demonstration's."""
    return not settings.DEMO and (Institution.objects.exists() and User.objects.exists())
