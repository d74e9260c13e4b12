"""Playing steps of an exercise by the very actions the pages use: what is planted, and the model answer.

Ids follow from the run and the step, so that playing the same step again changes nothing.
"""

import io
from collections.abc import Iterable
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from arariwa.cases import actions as cases
from arariwa.core.actor import Actor, actor_for
from arariwa.core.models import Membership
from arariwa.evidence import actions as evidence
from arariwa.evidence import custody_actions as custody
from arariwa.evidence.models import HandoverItem, Item
from arariwa.law import queries as law
from arariwa.training import actions_exercises as actions
from arariwa.training import queries_exercises as queries
from arariwa.training.domain.exercise import Step, with_mistake
from arariwa.training.models import ExerciseRun

# What was there before the exercise began happened on the day before.
BEFORE = timedelta(days=1)


def play(run: ExerciseRun, steps: Iterable[Step], *, before: bool = False) -> None:
    """Take the steps one after another, each at its minute, as the role it names."""
    members = {role.role: role.membership for role in queries.roles_of(run)}
    start = run.begins_at - BEFORE if before else run.begins_at
    for step in steps:
        by = actor_for(members[step.of], start + timedelta(minutes=step.at))
        STEPS[step.do](_Play(run, by, members), step.given)


def play_model(run: ExerciseRun, wrong: str = "") -> None:
    """The model answer, or the planted wrong solution of that code; alone, the clock is then at its last minute."""
    one = queries.exercise_of(run)
    mistake = next((w for w in one.wrong if w.code == wrong), None)
    steps = with_mistake(one, mistake) if mistake else sorted(one.model, key=lambda s: s.at)
    play(run, steps)
    if run.alone and steps:
        by = actor_for(queries.roles_of(run)[0].membership)
        actions.wait(by=by, run_id=run.pk, until=steps[-1].at + 1)
        run.refresh_from_db()


class _Play:
    """One step: the run, who takes it, and ids that follow from names."""

    def __init__(self, run: ExerciseRun, by: Actor, members: dict[str, Membership]) -> None:
        self.run, self.by, self.members = run, by, members

    def id(self, *names: object) -> UUID:
        return uuid5(self.run.pk, "/".join(str(n) for n in names))


def _read(key: str, value: Any) -> Any:
    """Days and hours of a record as the pack writes them."""
    if key.startswith("facts_"):
        return date.fromisoformat(value)
    return time.fromisoformat(value) if key.endswith("_time") or key.endswith("_told_at") else value


def _answer(play: _Play, given: dict[str, Any]) -> None:
    for code, value in given.items():
        actions.answer(
            by=play.by, run_id=play.run.pk, id=play.id("answer", code, play.by.now), code=code, value=value
        )


def _say(play: _Play, given: dict[str, Any]) -> None:
    for scene, way in given.items():
        actions.say(by=play.by, run_id=play.run.pk, id=play.id("say", scene), scene=scene, way=way)


def _register(play: _Play, given: dict[str, Any]) -> None:
    """`name`, `record` (fields of the intervention), `people`, `things` by name: each with `photos`, how many."""
    name, record = given["name"], dict(given["record"])
    day = timezone.localtime(play.by.now).date()
    told = record.pop("tells", "")
    values = {
        "facts_from": day,
        "facts_until": day + timedelta(days=1),
        **{key: _read(key, value) for key, value in record.items()},
        **({"prosecutor_office": play.members[told].office} if told else {}),
    }
    pk = play.id(name)
    evidence.draft_intervention(by=play.by, id=pk, values=values)
    for n, person in enumerate(given.get("people", [])):
        evidence.save_participant(
            by=play.by, intervention_id=pk, id=play.id(name, "person", n), values=person
        )
    for code, thing in given["things"].items():
        item = dict(thing)
        photos = int(item.pop("photos", 0))
        for key in ("quantity", "net_kg", "gross_kg"):
            if item.get(key) is not None:
                item[key] = Decimal(str(item[key]))
        item_id = play.id(name, "thing", code)
        evidence.save_item(by=play.by, intervention_id=pk, id=item_id, values=_thing(item))
        for n in range(photos):
            evidence.add_photo(
                by=play.by,
                intervention_id=pk,
                item_id=item_id,
                upload=_photo(),
                id=play.id(name, "photo", code, n),
            )
    evidence.register_intervention(by=play.by, id=pk)


def _thing(given: dict[str, Any]) -> dict[str, Any]:
    """A thing's fields; a specimen without a scientific name is looked up from the name as written, as the form does."""
    item: dict[str, Any] = {"kind": "specimen", "taking": "taken", **given}
    if item["kind"] == "specimen" and "taxa" not in item:
        item["taxa"], item["identified_by"] = law.taxa_for(item["reported_as"])
    return item


def _photo() -> SimpleUploadedFile:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (64, 48), "darkgreen").save(out, "JPEG")
    return SimpleUploadedFile("foto.jpg", out.getvalue(), content_type="image/jpeg")


def _identify(play: _Play, given: dict[str, Any]) -> None:
    """`name` of the intervention, `thing`, `taxa`, `expert`."""
    item = Item.objects.get(pk=play.id(given["name"], "thing", given["thing"]))
    evidence.identify_item(
        by=play.by, id=item.pk, version=item.version, taxa=given["taxa"], by_expert=bool(given.get("expert"))
    )


def _hand_over(play: _Play, given: dict[str, Any]) -> None:
    """`name` of the hand-over, `of` the intervention, `things` (all when left out), `to` a role, `why`, `note`."""
    rows = Item.objects.filter(intervention=play.id(given["of"]), taking="taken")
    if "things" in given:
        rows = rows.filter(pk__in=[play.id(given["of"], "thing", code) for code in given["things"]])
    custody.offer(
        by=play.by,
        id=play.id(given["name"]),
        to=play.members[given["to"]].office,
        items={item.pk: item.seal for item in rows},
        why=given["why"],
        note=given.get("note", ""),
    )


def _receive(play: _Play, given: dict[str, Any]) -> None:
    """`name` of the hand-over, `place`, `note`; every seal found as it was given."""
    pk = play.id(given["name"])
    seals = {
        line.item_id: custody.SealFound(line.seal_given, "whole" if line.seal_given else "none")
        for line in HandoverItem.objects.filter(handover=pk)
    }
    custody.accept(by=play.by, id=pk, seals=seals, place=given.get("place", ""), note=given.get("note", ""))


def _open_case(play: _Play, given: dict[str, Any]) -> None:
    """`name`, `on`: names of interventions, `title`."""
    cases.open_case(
        by=play.by,
        id=play.id(given["name"]),
        interventions=[play.id(name) for name in given["on"]],
        title=given["title"],
    )


def _state_facts(play: _Play, given: dict[str, Any]) -> None:
    """`case`, `of` the intervention, `facts` by path, `source`; `thing` narrows them to one."""
    item = play.id(given["of"], "thing", given["thing"]) if "thing" in given else None
    cases.state_facts(
        by=play.by,
        case_id=play.id(given["case"]),
        intervention_id=play.id(given["of"]),
        facts=[(path, value, item) for path, value in given["facts"].items()],
        source=given["source"],
    )


def _decide(play: _Play, given: dict[str, Any]) -> None:
    """`case`, `of` the intervention, `offences` by id: accepted, added or rejected; `reason`."""
    for offence, decision in given["offences"].items():
        cases.qualify(
            by=play.by,
            case_id=play.id(given["case"]),
            intervention_id=play.id(given["of"]),
            offence=offence,
            decision=decision,
            reason=given["reason"],
        )


STEPS = {
    "answer": _answer,
    "say": _say,
    "register": _register,
    "identify": _identify,
    "hand_over": _hand_over,
    "receive": _receive,
    "open_case": _open_case,
    "state_facts": _state_facts,
    "decide": _decide,
}
