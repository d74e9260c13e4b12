"""The part of the prosecutor's file on the law: what was qualified, why, what is disputed, what is to be found out.

Shapes: docs/papers.md (carpeta.es.typ, `law` and `todo`). Spanish, because the file is a procedural paper.
"""

import re
from collections.abc import Iterable
from typing import Any

from arariwa.cases import fact_words, queries
from arariwa.cases.file_things import how_to_find_out
from arariwa.cases.models import Case, Qualification
from arariwa.core import formatting
from arariwa.core.domain.spans import Span
from arariwa.evidence.models import Intervention
from arariwa.law import answer, reading
from arariwa.law import queries as law
from arariwa.law.domain.lawbook import Law
from arariwa.law.domain.verdict import aggravation_id
from arariwa.law.domain.wording import cited

ES = "es"
DECISIONS = {
    "accepted": "Aceptada",
    "rejected": "Rechazada",
    "added": "Agregada por el fiscal",
    None: "pendiente; el sistema solo la propone",
}
REVIEWS = {"unreviewed": "pendiente", "reviewed": "hecha", "disputed": "en discusión"}
STATUSES = {"firm": "satisfied", "no": "contradicted", "possible": "unknown", "uncertain": "disputed"}
# Norm and article by id.
Sources = dict[str, tuple[str, str]]
# Articles named behind a question; more are said to be there.
MOST_DECIDED = 6
READINGS = ("Primera lectura", "Segunda lectura", "Tercera lectura")
DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def part(case: Case, intervention: Intervention) -> dict[str, Any]:
    """Everything on one intervention: `offences`, `accepted`, `decided`, `disputed`, `discarded`, `pointers`, `todo`...

    `identify`: for what the law asks which species it is; the question itself stands once, over all items.
    """
    verdict = queries.verdict_of(case, intervention)
    decided = queries.standing_qualifications(case, intervention)
    shown = [o for o in verdict["considered"] if o["id"] in decided or o["role"] in ("listed", "alternative")]
    shown.sort(key=lambda o: (o["id"] not in decided, o["role"] != "listed"))
    open_ = answer.to_find_out(verdict)
    sources = _sources(verdict)
    several = case.links.count() > 1
    return {
        "offences": [
            _offence(
                o, verdict, decided.get(o["id"]), f" (intervención {intervention.number})" if several else ""
            )
            for o in shown
        ],
        "accepted": [
            f"{o['name']['es']} ({source_text(o['source'])})"
            for o in shown
            if o["id"] in decided and decided[o["id"]].decision != "rejected"
        ],
        "decided": bool(decided),
        "disputed": [_disputed(r) for r in verdict["readings"]],
        "discarded": [
            {"name": o["name"]["es"], "why": _why_not(o), "source": source_text(o["source"])}
            for o in verdict["considered"]
            if o["role"] == "excluded" and o["kind"] == "base" and o["id"] not in decided
        ],
        "pointers": _pointers(verdict),
        "todo": [_finding(f, sources) for f in open_ if not f["path"].endswith(".taxa")],
        "identify": [_decides(f, sources) for f in open_ if f["path"].endswith(".taxa")],
        "note": [spanish_days(w["text"]["es"]) for w in verdict["warnings"]] + [verdict["notice"]["es"]],
        "nothing": ""
        if shown
        else (f"Intervención {intervention.number}: el" if several else "El")
        + " sistema no propone delito con lo que consta; falta saber qué se hizo.",
        "as_of": f"Ley aplicada: la vigente {formatting.span_phrase(intervention.facts, ES)}. Huella del paquete de ley "
        f"(SHA-256, primeros 24 dígitos): {verdict['pack_fingerprint'][:24]}. Revisión del paquete por un abogado: "
        f"{REVIEWS[verdict['review']]}.",
    }


def joined(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """The parts of several interventions as one section."""
    return {
        "note": " ".join(dict.fromkeys(n for p in parts for n in p["note"])),
        "as_of": " ".join(
            dict.fromkeys([*(p["nothing"] for p in parts if p["nothing"]), *(p["as_of"] for p in parts)])
        ),
        **{
            key: [row for p in parts for row in p[key]]
            for key in ("offences", "disputed", "discarded", "pointers")
        },
    }


def source_text(source: dict[str, Any]) -> str:
    """Norm and article as a reader cites them: "Código Penal, art. 308"."""
    return kept_together(cited(law.norm_short(source["norm"], ES), source["article"]))


def kept_together(citation: str) -> str:
    """The same citation, whose "art." stays on the line of its number."""
    return citation.replace("art. ", "art.\u00a0").replace("arts. ", "arts.\u00a0")


def spanish_days(text: str) -> str:
    """Days written 2026-02-13 as papers write them."""
    return DAY.sub(lambda found: formatting.day(Span.parse(found[0]).start, ES), text)


def _offence(
    offence: dict[str, Any], verdict: dict[str, Any], decision: Qualification | None, of: str
) -> dict[str, Any]:
    raised = [
        a for a in verdict["considered_aggravations"] if offence["id"] in a["raises"] and a["status"] != "no"
    ]
    return {
        "name": offence["name"]["es"] + of,
        "article": source_text(offence["source"]),
        "in_force": f"vigente desde el {spanish_days(offence['in_force_from'])}",
        "status": STATUSES[offence["status"]],
        "penalty": kept_together(answer.offence(*_told(offence, verdict)).penalty),
        "penalty_source": "",
        # What would exclude the offence and does not is left out: it would read as an element that fails.
        "elements": [
            _element(e) for e in offence["elements"] if not (e["excludes"] and e["state"] == "contradicted")
        ],
        "aggravations": [
            {"num": f"num. {a['num']}" if a["num"] is not None else "", **_element(e)}
            for a in raised
            for e in a["elements"][:1]
        ],
        "decision": _decision(decision),
        "note": (offence.get("note") or {}).get("es", ""),
    }


def _told(offence: dict[str, Any], verdict: dict[str, Any]) -> tuple[Any, Any, Law]:
    """The offence and its verdict in Spanish, as pages read them."""
    return reading.in_language(offence, ES), reading.in_language(verdict, ES), law.law()


def _prison(span: dict[str, int] | None) -> str:
    """ "3 a 5 años de pena privativa de la libertad"; "" without a term."""
    return reading.penalty({"prison_years": span}) if span else ""


def _element(element: dict[str, Any]) -> dict[str, Any]:
    """What, state, and why in sentences: the reason, the facts with their sources, what remains to be established."""
    # What is missing says more than the day alone.
    told = [f for f in element["facts"] if f["path"] != "on"] if element["missing"] else element["facts"]
    facts = fact_words.fact_sentences(told)
    because, missing = element["because"], fact_words.to_establish(element["missing"])
    reason = f"{'En discusión: ' if element['disputed'] else ''}{because['es']}" if because else ""
    said = [x for x in (spanish_days(reason), *facts, missing) if x] or [spanish_days(element["why"]["es"])]
    return {
        "what": element["label"]["es"],
        "state": {"not_known": "unknown"}.get(mark := answer.mark(element), mark),
        "why": said[0],
        "evidence": said[1:],
        "source": kept_together(law.cited(element["source"])),
    }


def _decision(decision: Qualification | None) -> dict[str, Any]:
    if decision is None:
        return {"verdict": DECISIONS[None]}
    who = decision.decided_by
    return {
        "verdict": DECISIONS[decision.decision],
        "by": f"{who.person}, {who.post or who.get_role_display()}",
        "at": formatting.moment(decision.decided_at, ES),
        "reason": decision.reason,
    }


def _why_not(offence: dict[str, Any]) -> str:
    """What closes it: an element that fails, or an exclusion that holds."""
    closing = [
        e for e in offence["elements"] if e["state"] == ("satisfied" if e["excludes"] else "contradicted")
    ]
    said = [s for e in closing for s in fact_words.fact_sentences(e["facts"]) or [e["why"]["es"]]]
    return " ".join(dict.fromkeys(said))


def _disputed(point: dict[str, Any]) -> dict[str, Any]:
    rows = []
    for name, side in zip(READINGS, point["sides"], strict=False):
        rows.append(
            {
                "name": name,
                "text": side["text"]["es"],
                "consequence": _prison(side["penalty_range_years"]),
            }
        )
    return {
        "question": point["question"]["es"],
        "readings": rows,
        "note": "El programa no elige; decide el fiscal.",
    }


def _pointers(verdict: dict[str, Any]) -> list[dict[str, Any]]:
    groups = (
        ("Vía administrativa", "administrative"),
        ("Delitos asociados por explorar", "associated_to_explore"),
        ("Reglas de procedimiento", "procedure_flags"),
        ("Ley posterior más favorable", "later_milder"),
    )
    return [
        {
            "title": title,
            "rows": _under_headings(verdict[key]) if key == "procedure_flags" else _rows(verdict[key]),
        }
        for title, key in groups
        if verdict[key]
    ]


def _under_headings(rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rules of procedure in the order of their headings, each naming its own."""
    return [{"group": heading, **row} for heading, rows in answer.grouped(rules) for row in _rows(rows)]


def _rows(pointers: Iterable[answer.Data]) -> list[dict[str, Any]]:
    return [
        {
            "what": spanish_days(" ".join(x for x in (row["text"]["es"], _acts(row)) if x)),
            "why": spanish_days(
                " ".join(x for x in (_points(row), (row.get("note") or {}).get("es", "")) if x)
            ),
            "source": source_text(row["source"]),
        }
        for row in pointers
    ]


def _acts(row: answer.Data) -> str:
    """For acts of which days a rule of procedure holds, while the day of the act is not told."""
    days = reading.acts(row.get("acts_from"), row.get("acts_until"), "es")
    return f"({days})" if days else ""


def _points(row: answer.Data) -> str:
    """Why it stands beside another offence, or the facts that point to it."""
    if because := row.get("because"):
        return f"{because['es'].rstrip('.')}."
    return " ".join(fact_words.fact_sentences(row.get("facts") or []))


def _finding(finding: answer.Data, sources: Sources) -> dict[str, Any]:
    """The question, how to find out when the pack says it, and what it would decide."""
    question, mark, _how = finding["ask"]["es"].partition("?")
    return {"what": question + mark, **how_to_find_out(finding["path"]), "for": _decides(finding, sources)}


def _sources(verdict: dict[str, Any]) -> Sources:
    """Norm and article of each offence and circumstance, by the id a question names it with."""
    ups = verdict["considered_aggravations"]
    of_ups = {
        aggravation_id(a["id"], a["num"]): (a["source"]["norm"], f"{a['source']['article']}{_num(a['num'])}")
        for a in ups
    }
    return {
        **{o["id"]: (o["source"]["norm"], o["source"]["article"]) for o in verdict["considered"]},
        **of_ups,
    }


def _in_order(source: tuple[str, str]) -> tuple[str, int, str]:
    """308, 308-A, 309; the Criminal Code (pe/cp) before special laws."""
    norm, article = source
    number = re.match(r"\d+", article)
    return norm, int(number[0]) if number else 0, article


def _num(num: int | None) -> str:
    return "" if num is None else f", num. {num}"


def _decides(finding: answer.Data, sources: Sources) -> str:
    """ "Código Penal, art. 309, num. 2 (pena de 4 a 7 años)": what it decides, and the penalty that could follow."""
    found = sorted(dict.fromkeys(sources[id_] for id_ in finding["decides"]), key=_in_order)
    norms: dict[str, list[str]] = {}
    for norm, article in found[:MOST_DECIDED]:
        norms.setdefault(norm, []).append(article)
    said = [
        # "308-A" in a narrow column is not cut at its hyphen
        kept_together(cited(law.norm_short(norm, ES), formatting.listing(articles, ES))).replace(
            "-", "\u2011"
        )
        for norm, articles in norms.items()
    ]
    more = ", y otros" if len(found) > MOST_DECIDED else ""
    then = finding["changes"]["es"].partition(" → ")[2] if finding["changes"] else ""
    return "; ".join(said) + more + (f" (pena de {then})" if then else "")
