"""Reading exercises: `exercises/<slug>/exercise.yaml` into its shape, every mistake with file, line and field.

Pure: a pack in, a checked exercise out.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from arariwa.core.packs import Pack, PackError, Problem
from arariwa.training.domain.checks import CHECKS
from arariwa.training.domain.exercise import Exercise, Question, Step

FOLDER, FILE = "exercises", "exercise.yaml"
# So many planted wrong solutions at least, or nobody knows whether the criteria can fail.
LEAST_WRONG = 5
Place = tuple[str | int, ...]


def names(root: Path) -> list[str]:
    """Every exercise folder, such as `exercises/ex-02`."""
    folder = root / FOLDER
    if not folder.is_dir():
        return []
    return [f"{FOLDER}/{p.name}" for p in sorted(folder.iterdir()) if (p / FILE).is_file()]


def read(pack: Pack) -> Exercise:
    """The exercise of a pack; PackError with file, line and field of every mistake."""
    exercise = pack.yaml(FILE, Exercise)
    problems = [
        Problem(f"{pack.name}/{FILE}", pack.line(FILE, place), ".".join(map(str, place)), code, values)
        for place, code, values in _mistakes(exercise)
    ]
    if pack.name.rpartition("/")[2] != exercise.code.lower():
        problems.append(
            Problem(f"{pack.name}/{FILE}", pack.line(FILE, ("code",)), "code", "pack.other_form",
                    {"given": exercise.code, "pattern": pack.name.rpartition("/")[2].upper()})
        )  # fmt: skip
    if problems:
        raise PackError(problems)
    return exercise


def check(root: Path) -> list[Problem]:
    """Every mistake of every exercise as it stands in the folder."""
    problems: list[Problem] = []
    for name in names(root):
        try:
            read(Pack.from_folder(root, name))
        except PackError as error:
            problems += error.problems
    return problems


Mistake = tuple[Place, str, dict[str, Any]]


def _mistakes(exercise: Exercise) -> Iterator[Mistake]:
    yield from _codes(exercise)
    for i, told in enumerate(exercise.documents):
        yield from _roles(exercise, told.to, ("documents", i, "to"))
    for i, told in enumerate(exercise.injects):
        yield from _roles(exercise, told.to, ("injects", i, "to"))
    for i, question in enumerate(exercise.questions):
        yield from _roles(exercise, question.of, ("questions", i, "of"))
        yield from _question(question, i)
    yield from _scenes(exercise)
    yield from _criteria(exercise)
    yield from _goal(exercise)
    for part, steps in (("planted", exercise.planted), ("model", exercise.model)):
        for i, step in enumerate(steps):
            yield from _step(exercise, step, (part, i))
    yield from _wrong(exercise)


def _codes(exercise: Exercise) -> Iterator[Mistake]:
    """No code twice within a list; questions and scenes share theirs, since both are answered."""
    lists: dict[str, Iterable[str]] = {
        "documents": [d.code for d in exercise.documents],
        "injects": [d.code for d in exercise.injects],
        "facts": [f.code for f in exercise.facts],
        "questions": [q.code for q in exercise.questions],
        "scenes": [s.code for s in exercise.scenes],
        "criteria": [c.code for c in exercise.criteria],
        "model": [s.step for s in exercise.model],
        "wrong": [w.code for w in exercise.wrong],
    }
    for name, codes in lists.items():
        seen: set[str] = {q.code for q in exercise.questions} if name == "scenes" else set()
        for i, code in enumerate(codes):
            if code in seen:
                yield (name, i), "pack.id_twice", {"given": code}
            seen.add(code)


def _roles(exercise: Exercise, named: Iterable[str], place: Place) -> Iterator[Mistake]:
    for i, role in enumerate(named):
        if role not in exercise.roles:
            yield (*place, i), "pack.unknown_reference", {"given": role}


def _question(question: Question, i: int) -> Iterator[Mistake]:
    if question.kind in ("one", "several", "match") and len(question.options) < 2:
        yield ("questions", i, "options"), "pack.too_few", {}
    if question.kind == "match" and not question.rows:
        yield ("questions", i, "rows"), "pack.missing", {}
    if question.until is not None and question.until <= question.opens:
        yield ("questions", i, "until"), "pack.out_of_range", {"given": question.until}


def _scenes(exercise: Exercise) -> Iterator[Mistake]:
    order = {scene.code: i for i, scene in enumerate(exercise.scenes)}
    for i, scene in enumerate(exercise.scenes):
        yield from _roles(exercise, scene.of, ("scenes", i, "of"))
        for j, way in enumerate(scene.ways):
            if way.to and way.to not in order:
                yield ("scenes", i, "ways", j, "to"), "pack.unknown_reference", {"given": way.to}
            elif way.to and order[way.to] <= i:
                # A hearing goes forward: what was said cannot be said again.
                yield ("scenes", i, "ways", j, "to"), "pack.out_of_range", {"given": way.to}


def _criteria(exercise: Exercise) -> Iterator[Mistake]:
    if exercise.needs:
        return
    if total := sum(c.points for c in exercise.criteria):
        if total != 100:
            yield ("criteria",), "pack.points_not_100", {"given": total}
    else:
        yield ("criteria",), "pack.missing", {}
    for i, criterion in enumerate(exercise.criteria):
        place: Place = ("criteria", i)
        known = CHECKS.get(criterion.check)
        if known is None:
            yield (*place, "check"), "pack.unknown_reference", {"given": criterion.check}
            continue
        for name in criterion.given.keys() - known.takes.keys():
            yield (*place, "given", name), "pack.unknown_field", {"given": name}
        for name, must in known.takes.items():
            if must and name not in criterion.given:
                yield (*place, "given"), "pack.missing", {"given": name}
        yield from _references(exercise, criterion.given, (*place, "given"))


def _goal(exercise: Exercise) -> Iterator[Mistake]:
    """The points stand once in the chain; loads, decisions and points there are."""
    if (goal := exercise.goal) is None:
        return
    chain = [point.code for point in goal.chain]
    for i, code in enumerate(chain):
        if code in chain[:i]:
            yield ("goal", "chain", i), "pack.id_twice", {"given": code}
    if goal.commerce not in chain[1:]:
        yield ("goal", "commerce"), "pack.unknown_reference", {"given": goal.commerce}
    for load, decisions in goal.goods.items():
        decided = _options(exercise, load)
        if not decided:
            yield ("goal", "goods", load), "pack.unknown_reference", {"given": load}
            continue
        for decision, point in decisions.items():
            if decision not in decided:
                yield ("goal", "goods", load, decision), "pack.unknown_reference", {"given": decision}
            told = _options(exercise, point)
            if point not in chain and not (told and told <= set(chain)):
                yield ("goal", "goods", load, decision), "pack.unknown_reference", {"given": point}


def _options(exercise: Exercise, code: str) -> set[str]:
    """What may be chosen in a question with one answer; nothing for any other code."""
    question = exercise.question(code)
    return {option.code for option in question.options} if question and question.kind == "one" else set()


def _references(exercise: Exercise, given: dict[str, Any], place: Place) -> Iterator[Mistake]:
    """What a check is given names questions, scenes and facts that there are."""
    questions = {q.code for q in exercise.questions}
    known = {
        "question": questions,
        "questions": questions,
        "values": questions,
        "until": questions,
        "owners": questions,
        "scenes": {s.code for s in exercise.scenes},
        "fact": {f.code for f in exercise.facts},
        "facts": {f.code for f in exercise.facts},
    }
    for name, value in given.items():
        if name not in known or (name == "values" and isinstance(value, list)):
            continue
        if name in ("owners", "until") and not isinstance(value, dict):
            continue
        named = [value] if isinstance(value, str) else list(value)
        for code in named:
            if code not in known[name]:
                yield (*place, name), "pack.unknown_reference", {"given": code}
        if name == "facts":
            for code in value.values():
                if code not in questions:
                    yield (*place, name), "pack.unknown_reference", {"given": code}


def _step(exercise: Exercise, step: Step, place: Place) -> Iterator[Mistake]:
    if step.of not in exercise.roles:
        yield (*place, "of"), "pack.unknown_reference", {"given": step.of}
    if step.do in ("answer", "say"):
        known = exercise.question if step.do == "answer" else exercise.scene
        for code in step.given:
            if known(code) is None:
                yield (*place, "given", code), "pack.unknown_reference", {"given": code}


def _wrong(exercise: Exercise) -> Iterator[Mistake]:
    if exercise.needs and not exercise.model:
        return
    if not exercise.model:
        yield ("model",), "pack.missing", {}
    if len(exercise.wrong) < LEAST_WRONG:
        yield ("wrong",), "pack.too_few_wrong", {"given": len(exercise.wrong), "least": LEAST_WRONG}
    steps = {step.step for step in exercise.model}
    points = {c.code: c.points for c in exercise.criteria}
    for i, wrong in enumerate(exercise.wrong):
        place: Place = ("wrong", i)
        for part, codes in (("drop", wrong.drop), ("change", wrong.change), ("move", wrong.move)):
            for code in codes:
                if code not in steps:
                    yield (*place, part), "pack.unknown_reference", {"given": code}
        for code, lost in wrong.loses.items():
            if code not in points:
                yield (*place, "loses", code), "pack.unknown_reference", {"given": code}
            elif not 0 < lost <= points[code]:
                yield (*place, "loses", code), "pack.out_of_range", {"given": lost}
        for j, code in enumerate(wrong.critical):
            if code not in points:
                yield (*place, "critical", j), "pack.unknown_reference", {"given": code}
        for j, step in enumerate(wrong.add):
            yield from _step(exercise, step, (*place, "add", j))
