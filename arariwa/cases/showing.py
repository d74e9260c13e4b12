"""What the pages of a case show, gathered once: its interventions with their things and answers, its history."""

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arariwa.cases import queries, reading, stating
from arariwa.cases.models import Case, CaseFact
from arariwa.cases.words import times
from arariwa.core import access, charts, formatting, journal_words, reference
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.core.refusals import worded
from arariwa.evidence import acta
from arariwa.evidence.choices import Taking
from arariwa.evidence.models import Intervention, Item
from arariwa.evidence.words import MISSING
from arariwa.law import queries as law
from arariwa.law.answer import to_find_out
from arariwa.law.domain.terms import GROUPS
from arariwa.law.domain.wording import term_path

MOST_LINES, MOST_THINGS = 120, 100
# Verbs that only say what another act already says.
BY_ITSELF = ("access.granted",)


@dataclass
class Part:
    """One intervention of a case: whether the reader may open it, its things, what the law answers."""

    intervention: Intervention
    seen: bool
    things: list[tuple[Any, list[queries.Held]]] = field(default_factory=list)
    more_things: int = 0
    answer: reading.Answer | None = None
    refused: str = ""
    decided: list[tuple[str, str]] = field(default_factory=list)

    @property
    def place(self) -> str:
        return acta.place_of(self.intervention)

    @property
    def record_name(self) -> str:
        """What its record is: an acta, or a sheet that follows a published note."""
        return _("Record sheet after a published note") if self.intervention.source else _("Written record")


def parts_of(case: Case, by: Actor) -> list[Part]:
    """The interventions of a case, by day."""
    found = queries.interventions_of(case)
    open_ = set(
        access.visible(Intervention.objects.filter(pk__in=[i.pk for i in found]), by).values_list(
            "pk", flat=True
        )
    )
    held = queries.items_of(found, by)
    return [_part(case, i, i.pk in open_, held[i.pk]) for i in found]


def _part(case: Case, intervention: Intervention, seen: bool, held: list[queries.Held]) -> Part:
    part = Part(intervention, seen, more_things=max(0, len(held) - MOST_THINGS))
    for taking in Taking:
        if rows := [h for h in held[:MOST_THINGS] if h.item.taking == taking]:
            part.things.append((taking.label, rows))
    try:
        part.answer = answer_on(case, intervention)
    except Refused as refused:
        part.refused = worded(refused)
        return part
    shown = (*part.answer.proposed, *part.answer.decided_besides)
    part.decided = [(s.row["name"], s.decision_words) for s in shown if s.decision]
    return part


def answer_on(case: Case, intervention: Intervention, *, lookalikes: bool = False) -> reading.Answer:
    """The law's answer today on one intervention, with the decisions that stand.

    `lookalikes`: also whether it would change if an animal were one it is taken for.
    """
    situation = queries.situation_of(case, intervention)
    return reading.read(
        law.qualify(situation, lookalikes=lookalikes),
        queries.standing_qualifications(case, intervention),
        situation,
    )


def identifying(case: Case, by: Actor) -> list[tuple[Any, Any]]:
    """The facts that tell this case from others."""
    people = access.viewers(case, by.now)
    return [
        (_("Number in Arariwa"), case.number),
        (_("File number"), case.official_number or _("no number assigned")),
        (_("Opened"), formatting.day(case.opened_at)),
        (_("Office"), case.office.name),
        (
            _("Leads"),
            _("%(person)s, %(post)s")
            % {"person": case.lead.person, "post": case.lead.post or case.lead.get_role_display()},
        ),
        (
            _("Who may see it"),
            ngettext("%(n)s person", "%(n)s people", people) % {"n": formatting.number(people)},
        ),
    ]


def map_of(parts: list[Part]) -> charts.PointMap | None:
    """Where the facts happened, as far as it is known: the exact point, else the capital of the district, hollow."""
    points = [point for part in parts if (point := _point(part))]
    if not points:
        return None
    return charts.point_map(
        reference.places().outlines,
        points,
        summary=_("Where the facts happened, on the outlines of the departments."),
        caption=_("Hollow: only the district is known; its capital is shown.")
        if any(p.hollow for p in points)
        else "",
        value_label=_("Day of the facts"),
        here=frozenset(p.intervention.ubigeo[:2] for p in parts if p.intervention.ubigeo),
    )


def _point(part: Part) -> charts.Place | None:
    one = part.intervention
    district = reference.places().get(one.ubigeo) if one.country == "PE" else None
    exact = part.seen and one.latitude is not None and one.longitude is not None and one.country == "PE"
    lat, lon = (
        (one.latitude, one.longitude) if exact else (district.lat, district.lon) if district else (None, None)
    )
    if lat is None or lon is None:
        return None
    return charts.Place(
        label=district.name if district else str(one),
        lon=float(lon),
        lat=float(lat),
        text=formatting.span(one.facts),
        more=str(one),
        url=reverse("evidence:intervention", args=[one.pk]) if part.seen else "",
        hollow=not exact,
    )


def history(case: Case, parts: list[Part]) -> list[dict[str, Any]]:
    """What was done on the case and on those of its records the reader may see, the newest first.

    The same act by the same person on several things at once is one line; what follows by itself is left out.
    """
    ids: list[UUID] = [case.pk, *(p.intervention.pk for p in parts if p.seen)]
    ids += [h.item.pk for p in parts for _label, rows in p.things for h in rows]
    lines = queries.latest_lines(ids, MOST_LINES, without=BY_ITSELF)
    offices = journal_words.offices(lines)
    told = journal_words.told(lines, to=offices)
    acts = groupby(told, key=lambda row: (row[1], row[2], row[0].at.replace(second=0, microsecond=0)))
    return [_act(list(rows), who, what, offices) for (who, what, _at), rows in acts]


def _act(rows: list[Any], who: str, what: str, offices: dict[str, str]) -> dict[str, Any]:
    line = rows[0][0]
    to = offices.get(line.facts.get("to", ""), "")
    return {"at": line.at, "text": times(line.verb, what, len(rows), to), "more": who}


@dataclass(frozen=True)
class Lack:
    """Something a file still lacks: what, why it matters, where it is put right."""

    what: str
    why: str
    url: str = ""


def lacks(case: Case, parts: list[Part], may_edit: bool) -> list[Lack]:
    """What the prosecutor's file still lacks. Nothing of it stops the file: it is said in it."""
    rows = []
    if not case.official_number:
        url = reverse("cases:edit_case", args=[case.pk]) if may_edit else ""
        rows.append(
            Lack(
                _("The file number"),
                _("it is given by your office's own system; without it the cover says so"),
                url,
            )
        )
    for part in parts:
        rows += _lacks_of(case, part)
    return rows


def _lacks_of(case: Case, part: Part) -> list[Lack]:
    rows, name = [], str(part.intervention)
    if part.answer and part.answer.undecided:
        url = reverse("cases:qualify", args=[case.pk, part.intervention.pk])
        rows.append(
            Lack(
                _("The prosecutor's decision on the qualification: %(title)s") % {"title": name},
                _("the program only proposes"),
                url,
            )
        )
    gaps = acta.lacks(part.intervention) if part.seen else []
    if part.intervention.source:
        what = _("The record (acta) of the intervention: %(title)s") % {"title": name}
        rows.append(Lack(what, _("what is recorded follows a published note; no record (acta) was seen")))
    elif gaps:
        first = formatting.listing(str(MISSING[gap.code][0]) for gap in gaps[:3])
        url = reverse("evidence:intervention", args=[part.intervention.pk])
        what = _("A complete record of the intervention: %(title)s") % {"title": name}
        why = _("it lacks %(first)s") if len(gaps) < 4 else _("it lacks %(first)s and more")
        rows.append(Lack(what, why % {"first": first}, url))
    open_names = [h.item for _label, rows_ in part.things for h in rows_ if _unidentified(h)]
    if open_names:
        names = formatting.listing(dict.fromkeys(item.reported_as for item in open_names[:4]))
        url = reverse("evidence:item", args=[open_names[0].pk])
        rows.append(
            Lack(
                _("The identification of: %(names)s") % {"names": names},
                _("what protects it depends on the species"),
                url,
            )
        )
    return rows


def _unidentified(held: queries.Held) -> bool:
    return held.item.kind == "specimen" and held.item.identified_by in ("", "proposed")


@dataclass(frozen=True)
class Question:
    """Something to find out: the question, what it decides, where to answer it."""

    ask: str
    url: str
    about: str
    changes: str


def questions(case: Case, intervention: Intervention, answer: reading.Answer) -> list[Question]:
    """What would decide the answer, the weightiest first, each with the place where it is answered."""
    specimens = queries.specimens_of(intervention)
    found = []
    for row in to_find_out(answer.verdict):
        group, *rest = row["path"].split(".")
        item = (
            specimens[int(rest[0])]
            if group == "specimens" and rest and int(rest[0]) < len(specimens)
            else None
        )
        if item and rest[-1] == "taxa":
            url = reverse("evidence:item", args=[item.pk])
        else:
            url = reverse("cases:state_facts", args=[case.pk, intervention.pk])
            url += f"?item={item.pk}" if item and len(specimens) > 1 else ""
            url += f"#id_{anchor(row['path'])}"
        found.append(Question(row["ask"], url, str(item or ""), row["changes"] or ""))
    return found


def anchor(path: str) -> str:
    """The question's field on the page of facts: a place in a situation, as the vocabulary names it."""
    if path == "acts":
        return "acts.hunt"
    return f"specimen.{path.split('.')[-1]}" if path.startswith("specimens.") else term_path(path)


def qualification(case: Case, intervention: Intervention, answer: reading.Answer) -> dict[str, Any]:
    """What the page of a qualification shows beside its forms."""
    return {
        "case": case,
        "intervention": intervention,
        "answer": answer,
        "questions": questions(case, intervention, answer),
        "decisions": decisions(case, intervention, answer),
    }


def decisions(case: Case, intervention: Intervention, answer: reading.Answer) -> list[dict[str, Any]]:
    """Every decision on the intervention, newest first, with the name of the offence."""
    names = {row["id"]: row["name"] for row in answer.verdict["considered"]}
    return [
        {
            "at": row.decided_at,
            "name": names.get(row.offence, row.offence),
            "words": reading.decision_words(row),
            "reason": row.reason,
            "who": f"{row.decided_by.person}, {row.decided_by.office.name}",
            "fingerprint": row.fingerprint,
        }
        for row in queries.decisions(case, intervention)
    ]


@dataclass(frozen=True)
class Asking:
    """What the page of facts asks: of everything, or of one specimen; what the record already says."""

    item: Item | None
    specimens: list[Item]
    recorded: list[tuple[str, str, str]]
    stated: list[dict[str, Any]]
    form: dict[str, Any]


def asking(case: Case, intervention: Intervention, item: str) -> Asking:
    """What to ask, the weightiest questions first. An item that is none of the specimens is Hidden."""
    specimens = queries.specimens_of(intervention)
    one = next((s for s in specimens if str(s.pk) == item), None)
    if item and one is None:
        raise access.Hidden
    situation = queries.recorded_situation(intervention)
    mine = [row for row, s in zip(situation["specimens"], specimens, strict=True) if one in (None, s)]
    said = (
        [(f"{g}.{n}", told) for g in ("place", "circumstances") for n, told in situation[g].items()]
        if one is None
        else []
    )
    of_things = [(f"specimen.{n}", told) for row in mine for n, told in row.items()]
    paths = {path for path, _told in (*said, *of_things)}
    shown_rows = [*said, *(of_things if one or len(mine) == 1 else [])]
    standing = queries.standing_facts(case, intervention)
    return Asking(
        item=one,
        specimens=specimens,
        recorded=[_recorded(path, told) for path, told in shown_rows],
        stated=[_stated(fact) for fact in standing],
        form={
            "standing": standing,
            "recorded": paths,
            "first": _first_paths(case, intervention, one),
            "item": one,
        },
    )


def _recorded(path: str, told: dict[str, Any]) -> tuple[str, str, str]:
    lang, value = formatting.language(), told["value"]
    if isinstance(value, list):
        shown = formatting.listing(value, either=True)
    elif path == "place.country":
        shown = reference.country_name(value)
    elif path == "place.ubigeo" and reference.places().get(value):
        shown = f"{reference.places().full_name(value)} ({value})"
    else:
        shown = law.term_value(path, value, lang)
    return law.term_label(path, lang), shown, reading.source_words(told["source"])


def _stated(fact: CaseFact) -> dict[str, Any]:
    lang = formatting.language()
    label, value = law.term_label(fact.path, lang), law.term_value(fact.path, fact.value, lang)
    return {
        "label": f"{label} ({fact.item})" if fact.item else label,
        "value": value,
        "said": stating.stated_by(fact),
    }


def _first_paths(case: Case, intervention: Intervention, one: Item | None) -> list[str]:
    """The facts the verdict asks for, as paths of the vocabulary; of one specimen only its own."""
    found: list[str] = []
    for row in to_find_out(queries.verdict_of(case, intervention)):
        path = row["path"]
        if path == "acts":
            found += [f"acts.{name}" for name in GROUPS["acts"]]
        elif path.startswith("specimens."):
            found.append(f"specimen.{path.split('.')[-1]}")
        else:
            found.append(term_path(path))
    return [p for p in found if one is None or p.startswith("specimen.")]
