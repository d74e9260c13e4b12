"""A small course for tests, with everything a lesson can hold, and a folder of packs around it."""

import shutil
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from arariwa.core.packs import Pack
from arariwa.core.testing import ROOT
from arariwa.law.domain.references import Book
from arariwa.law.packs import load_law
from arariwa.law.species_packs import load_species, species_packs
from arariwa.training import packs
from arariwa.training.domain.courses import Common, PublishedCases
from arariwa.training.packs import Shared

SLUG = "asy-9"
COURSE = """code: ASY-9
kind: async_course
origin: {count: stated, theme: stated, title: proposed}
title: {es: Curso de prueba, en: Course for tests}
summary: {es: Enseña a probar., en: Teaches testing.}
audience: [PROSECUTOR]
competencies: [C-LAW]
hours: 4
minutes_per_hour: 45
format: {es: A su ritmo, en: At one's own pace}
objectives: [{es: Probar, en: To test}]
modules:
  - {n: 1, title: {es: La especie, en: The species}, summary: {es: Qué es, en: What it is}, hours: 2}
  - {n: 2, title: {es: El delito, en: The offence}, summary: {es: Qué hizo, en: What was done}, hours: 2}
exercises: [EX-01]
test: {cut: 70, minutes: 30, attempts: 2, blueprint: [{module: 1, count: 1}, {module: 2, count: 1}]}
certificate: {attendance_percent: 80, valid_months: 36}
review: unreviewed
sources: [{title: Plan de estudios}]
"""
LESSON = """---
objectives: ["Nombrar la especie", "Decir qué norma rige"]
key_points: ["La fecha manda.", "El nombre se conserva.", "La norma se cita."]
case: caso-uno
law: [CP-308, DEF-FAUNA]
check: [asy-9-m1-01]
sources: [{title: "Código Penal", url: "https://www.gob.pe/"}]
---
Quien vende [[especie Ara macao]] responde por [[ley CP-308]] ([[cita CP-308]]).

## La pena

Hoy es de [[pena CP-308]]; ese día era de [[pena CP-308 2016-01-06]]. La detención dura [[plazo PR-DETENCION common]].
El animal: [[proteccion Ara macao 2021-05-14]]. También rige [[regla PR-FLAGRANCIA]].

| | Cuánto | Inmovilización administrativa | Responsabilidad extracontractual |
|---|---:|---|---|
| jaulas | 12 | incautación | indemnización |

```pasos
Mire sin tocar
Llame al fiscal
```

```linea
2026-03-16 14:35 | Llegó la denuncia
2026-03 | Se pidió la pericia
```

![Una jaula vista de frente](figures/jaula.svg)

## Un puesto

```situacion
on: 2024-06-01
acts: [sell]
title: {state: none}
specimens:
  - {taxa: Ara macao, form: live, quantity: 1}
expect:
  lawful: false
  offences: {CP-308: applies, CP-308-B: does_not_apply}
```

## Caso: uno

Según lo publicado, salió bien.
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
    '<path d="M1 1h8v8z" fill="none" stroke="currentColor"/></svg>'
)
QUESTIONS = "questions:\n" + "".join(
    f"""  - id: asy-9-m{module}-0{n}
    module: {module}
    competency: C-LAW
    level: recall
    kind: one
    stem: {{es: "¿Qué manda, pregunta {n}?"}}
    options:
      - {{id: a, es: La fecha, key: true, why: {{es: Así es.}}}}
      - {{id: b, es: La costumbre, why: {{es: No basta.}}}}
    law: [CP-308]
    source: Código Penal
    review: unreviewed
"""
    for module in (1, 2)
    for n in (1, 2)
)
FILES = {
    "course.yaml": COURSE,
    "modules/1.es.md": LESSON,
    "modules/2.es.md": LESSON.replace("asy-9-m1-01", "asy-9-m2-01"),
    "questions.yaml": QUESTIONS,
    "figures/jaula.svg": SVG,
}
COMMON = """competencies: [{id: C-LAW, name: {es: Calificar, en: Qualify}}]
roles: [{code: PROSECUTOR, name: {es: Fiscal, en: Prosecutor}}]
"""
CASES = """cases:
  - id: caso-uno
    title: {es: El primer caso, en: The first case}
    country: PE
    places: [{text: Lima}]
    dates: {event: '2016-01-06', judgment: '2016-01'}
    what: {es: Se halló un animal.}
    outcome: {es: Hubo condena.}
    teaches: {es: Que se puede.}
    sources: [{title: Un diario, url: "https://example.org/"}]
    confidence: high
    review: unreviewed
"""


def pack(changes: Mapping[str, str | None] | None = None) -> Pack:
    """The course as a pack, with other texts for some of its files; None takes a file away."""
    files = {path: text.encode() for path, text in {**FILES, **(changes or {})}.items() if text is not None}
    return Pack(f"{packs.COURSES}/{SLUG}", files)


@lru_cache
def shared() -> Shared:
    """The law and species of the repository with the small lists of this module."""
    root = ROOT / "packs"
    law = load_law(Pack.from_folder(root, "pe/law"), try_examples=False)
    species = load_species([Pack.from_folder(root, part) for part in species_packs("pe")], "pe")
    lists = Pack("lists", {"common.yaml": COMMON.encode(), "published.yaml": CASES.encode()})
    return Shared(
        Book.of(law, species),
        lists.yaml("common.yaml", Common),
        lists.yaml("published.yaml", PublishedCases),
        frozenset({"ex-01"}),
    )


def folder_of_packs(to: Path) -> Path:
    """A folder of packs at `to`: those of the repository with this one course, its lists and its case."""
    shutil.copytree(ROOT / "packs", to, ignore=shutil.ignore_patterns("courses", "exercises", "cases"))
    for path, text in {
        **{f"courses/{SLUG}/{name}": text for name, text in FILES.items()},
        "courses/common.yaml": COMMON,
        "pe/cases/published.yaml": CASES,
    }.items():
        (to / path).parent.mkdir(parents=True, exist_ok=True)
        (to / path).write_text(text, encoding="utf-8")
    return to
