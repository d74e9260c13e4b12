"""The keys of questions the law decides: vignettes and figures. Pure: the law and the protection of taxa come in."""

from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from arariwa.core.domain.refused import Refused
from arariwa.law.domain.bindings import Lookup
from arariwa.law.domain.lawbook import Law
from arariwa.law.domain.legality import qualify
from arariwa.law.domain.situation import Situation
from arariwa.law.domain.time_limits import on_day
from arariwa.law.domain.verdict import OffenceResult, Verdict
from arariwa.training.domain.questions import Key, LawValue, Number, Question, Said, Vignette, own_key


@dataclass(frozen=True)
class Engine:
    """The law a key is asked of; `protection` answers (taxon, day)."""

    law: Law
    protection: Lookup | None = None
    # The day of a figure that names none: the last the pack was read up to.
    today: date | None = None

    @property
    def day(self) -> date:
        """The day of figures that name none."""
        return self.today or self.law.country.read_until

    def verdict(self, situation: dict[str, object]) -> Verdict:
        """What the law says of a situation; Refused when it is not one."""
        try:
            shape = Situation.model_validate(situation)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise Refused("question.situation", "situation", where=where, why=first["msg"]) from error
        return qualify(shape, self.law, self.protection)


def key_of(asked: Question, engine: Engine) -> Key:
    """The key of any question. Refused when the law has no such entry or the engine gives no clear answer."""
    if own := own_key(asked):
        return own
    if isinstance(asked, Number) and asked.law_value:
        return Key(str(law_value(asked.law_value, engine)))
    if isinstance(asked, Vignette):
        return _of_vignette(asked, engine)
    raise TypeError(asked.kind)


def law_value(value: LawValue, engine: Engine) -> int:
    """The figure in the law pack; Refused naming the code it does not hold."""
    if value.time_limit:
        limits = [r.time_limit for r in engine.law.time_limits]
        found = on_day(limits, value.time_limit, value.on or engine.day)
        lengths = [each for each in found.limits if value.limit in (None, each.code)]
        if not lengths:
            raise Refused("question.no_length", "law_value", given=value.limit)
        if len(lengths) > 1 and value.limit is None and len({(x.amount, x.unit) for x in lengths}) > 1:
            raise Refused(
                "question.which_length", "law_value", expected=", ".join(each.code for each in lengths)
            )
        return lengths[0].amount
    day = value.on or engine.day
    versions = [
        v
        for v in engine.law.in_force(day)
        if value.penalty in (v.id, v.offence.code) and v.version.penalty.prison_years
    ]
    ranges = {v.version.penalty.prison_years for v in versions if v.id == value.penalty} or {
        v.version.penalty.prison_years for v in versions
    }
    if len(ranges) != 1:
        raise Refused("question.no_penalty", "law_value", given=value.penalty, day=day.isoformat())
    only = ranges.pop()
    assert only
    return only.min if value.bound == "min" else only.max


def _of_vignette(asked: Vignette, engine: Engine) -> Key:
    verdict = engine.verdict(asked.situation)
    why = _told(verdict)
    if asked.ask == "lawful":
        if verdict.lawful is None:
            raise Refused("question.not_clear", "ask", ask=asked.ask)
        return Key("yes" if verdict.lawful else "no", why)
    if asked.is_number:
        reached = verdict.penalty_range_years
        if reached is None or verdict.alternative_reading is not None:
            raise Refused("question.not_clear", "ask", ask=asked.ask)
        return Key(str(reached.min if asked.ask == "min_years" else reached.max), why)
    if asked.ask == "offence":
        return Key(_offence_key(asked, verdict), why)
    code = asked.ask.partition(":")[2]
    return Key(_status(code, verdict, engine), why)


def _status(code: str, verdict: Verdict, engine: Engine) -> str:
    if code not in {v.id for v in engine.law.versions} | {o.code for o in engine.law.offences}:
        raise Refused("question.unknown_offence", "ask", given=code)
    # An offence to explore beside a wildlife offence (a bribe, a gang) is not listed with it: it has its own answer.
    beside = (row for row in verdict.considered if row.role == "associated")
    rows = [*verdict.offences, *beside]
    exact = [row.status for row in rows if row.id == code]
    found = exact or [row.status for row in rows if row.code == code]
    if len(set(found)) > 1:
        raise Refused("question.not_clear", "ask", ask=f"status:{code}")
    return found[0] if found else "no"


def _offence_key(asked: Vignette, verdict: Verdict) -> str:
    """The one option that applies. An option names a version by its id, or by the code of the offence whatever the
    version, unless another option is the version itself."""
    fits: dict[str, str] = {}
    for row in verdict.offences:
        option = _option_of(asked, row)
        if option:
            fits[option] = "firm" if "firm" in (row.status, fits.get(option)) else row.status
    firm = [id_ for id_, status in fits.items() if status == "firm"]
    if len(firm) != 1 or len(fits) > 1:
        raise Refused("question.not_clear", "ask", ask=asked.ask)
    return firm[0]


def _option_of(asked: Vignette, row: OffenceResult) -> str:
    exact = next((o.id for o in asked.options if o.offence == row.id), "")
    return exact or next((o.id for o in asked.options if o.offence == row.code), "")


def _told(verdict: Verdict) -> Said | None:
    """What the engine answers, in a sentence: what applies and the penalty it leads to."""
    firm = [row for row in verdict.offences if row.status == "firm"]
    es, en = "; ".join(row.name.es for row in firm), "; ".join(row.name.en for row in firm)
    if firm and verdict.penalty_reached:
        es, en = f"{es}: {verdict.penalty_reached.es}", f"{en}: {verdict.penalty_reached.en}"
    return Said(es=f"{es}.", en=f"{en}.") if firm else None
