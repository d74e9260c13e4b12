"""How questions did, and what a class learned. Pure, in plain numbers; every formula says where it stands.

Nothing is said of a question before 30 answers. Scores are in percent, 0 to 100.

Item analysis (facility, discrimination, upper and lower 27 %, distractors): Crocker and Algina, Introduction to
Classical and Modern Test Theory (1986), ch. 14. Gain: Hake, American Journal of Physics 66 (1998), 64. Effect size of
paired scores and its variance: Borenstein, Hedges, Higgins and Rothstein, Introduction to Meta-Analysis (2009),
eq. 4.26 to 4.29. Interval of the gain: Fieller's, Journal of the Royal Statistical Society B 16 (1954), 175.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import NormalDist, fmean, stdev
from typing import TypeVar

# A person, or their place in a class.
Who = TypeVar("Who")

LEAST_ANSWERS = 30
GROUP = 0.27
# Below this a question hardly tells who knows from who does not; Ebel's bounds.
WEAK_DISCRIMINATION = 0.2
HARD, EASY = 0.3, 0.9
# Hake's bands of the normalised gain.
LOW_GAIN, HIGH_GAIN = 0.3, 0.7
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer to the question looked at: its points (0 to 1), the score of the rest of that test (0 to 1), what was
    chosen."""

    points: float
    rest: float
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """How often an option was chosen: by all, and by the upper and the lower group."""

    option: str
    key: bool
    chosen: int
    upper: int
    lower: int

    def works(self, answers: int) -> bool:
        """A wrong option does its work when at least one in twenty falls for it, and not more of the best than of the
        weakest."""
        return self.key or (self.chosen * 20 >= answers and self.upper <= self.lower)


@dataclass(frozen=True, slots=True)
class ItemAnalysis:
    """What the answers say of a question. `missing`: how many answers are lacking to say anything; then the rest is
    empty. A discrimination of None: all did alike, so that nothing can be told apart."""

    answers: int
    missing: int
    facility: float | None = None
    point_biserial: float | None = None
    upper_lower: float | None = None
    group: int = 0
    choices: tuple[Choice, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to look at: too hard, too easy, does not tell apart, a wrong option nobody takes or the best take."""
        if self.missing or self.facility is None:
            return ()
        found = []
        if self.facility < HARD:
            found.append("hard")
        if self.facility > EASY:
            found.append("easy")
        if self.point_biserial is not None and self.point_biserial < 0:
            found.append("negative")
        elif self.point_biserial is not None and self.point_biserial < WEAK_DISCRIMINATION:
            found.append("weak")
        if any(not choice.works(self.answers) for choice in self.choices):
            found.append("distractor")
        return tuple(found)


def analyse(
    answered: Sequence[Answered], options: Iterable[str] = (), keys: Iterable[str] = ()
) -> ItemAnalysis:
    """Facility: mean of the points. Discrimination: correlation of the points with the rest of the test (without the
    question itself), and mean points of the best 27 % less those of the weakest 27 %, by the rest."""
    n = len(answered)
    if n < LEAST_ANSWERS:
        return ItemAnalysis(n, LEAST_ANSWERS - n)
    # Equal rests keep their order, so that the groups do not depend on the points.
    ranked = sorted(answered, key=lambda a: a.rest)
    group = max(1, round(n * GROUP))
    lower, upper = ranked[:group], ranked[-group:]
    right = set(keys)
    counts, high, low = (Counter(o for a in rows for o in a.chosen) for rows in (answered, upper, lower))
    return ItemAnalysis(
        n,
        0,
        fmean(a.points for a in answered),
        correlation([a.points for a in answered], [a.rest for a in answered]),
        fmean(a.points for a in upper) - fmean(a.points for a in lower),
        group,
        tuple(Choice(o, o in right, counts[o], high[o], low[o]) for o in options),
    )


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Pearson's; None where one of the two does not vary."""
    if len(xs) < 2:
        return None
    mx, my = fmean(xs), fmean(ys)
    dx, dy = [x - mx for x in xs], [y - my for y in ys]
    sx, sy = math.fsum(x * x for x in dx), math.fsum(y * y for y in dy)
    if math.isclose(sx, 0, abs_tol=1e-12) or math.isclose(sy, 0, abs_tol=1e-12):
        return None
    found = math.fsum(x * y for x, y in zip(dx, dy, strict=True)) / math.sqrt(sx * sy)
    return max(-1.0, min(1.0, found))


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval of 95 %; without one where too few or too equal values stand behind it."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Learned:
    """What a class learned, over those with both tests; attrition beside it, as no gain is read without it."""

    pairs: int
    began: int
    mean_before: float | None
    mean_after: float | None
    # CAP-19: (mean after - mean before) / (100 - mean before); None when the mean before is 100.
    gain: Estimate | None
    effect: Estimate | None
    # Share of those with a first test who have no last one.
    attrition: float | None

    @property
    def band(self) -> str:
        """Hake's band of the gain: low, medium, high; "" without one."""
        if self.gain is None:
            return ""
        return "low" if self.gain.value < LOW_GAIN else "high" if self.gain.value > HIGH_GAIN else "medium"


def learned(before: Mapping[Who, float], after: Mapping[Who, float]) -> Learned:
    """Gain, effect and attrition from scores by person."""
    both = [who for who in before if who in after]
    pairs = [(before[who], after[who]) for who in both]
    attrition = 1 - len(both) / len(before) if before else None
    if not pairs:
        return Learned(0, len(before), None, None, None, None, attrition)
    pre, post = [a for a, _ in pairs], [b for _, b in pairs]
    return Learned(
        len(pairs), len(before), fmean(pre), fmean(post), class_gain(pairs), effect_size(pairs), attrition
    )


def class_gain(pairs: Sequence[tuple[float, float]]) -> Estimate | None:
    """CAP-19 of a class. It is 1 less the ratio of what is missing after to what was missing before, so that its
    interval is Fieller's for a ratio of paired means, with Student's t."""
    missing = [(100 - pre, 100 - post) for pre, post in pairs]
    if not missing:
        return None
    x, y = fmean(a for a, _ in missing), fmean(b for _, b in missing)
    if math.isclose(x, 0, abs_tol=1e-9):
        return None
    n, value = len(missing), 1 - y / x
    if n < 3:
        return Estimate(value)
    t = student_t(0.5 + CONFIDENCE / 2, n - 1)
    vx, vy, cov = (
        math.fsum((a - mean_a) * (b - mean_b) for a, b in rows) / (n - 1) / n
        for rows, mean_a, mean_b in (
            ([(a, a) for a, _ in missing], x, x),
            ([(b, b) for _, b in missing], y, y),
            (missing, x, y),
        )
    )
    square = x * x - t * t * vx
    root = (x * y - t * t * cov) ** 2 - square * (y * y - t * t * vy)
    # What was missing before cannot be told from nothing: the interval has no end.
    if square <= 0 or root < 0:
        return Estimate(value)
    ends = [((x * y - t * t * cov) + sign * math.sqrt(root)) / square for sign in (1, -1)]
    return Estimate(value, 1 - ends[0], 1 - ends[1])


def effect_size(pairs: Sequence[tuple[float, float]]) -> Estimate | None:
    """Hedges' g of paired scores: mean of the differences over S_within = S_diff / sqrt(2 (1 - r)), times
    J = 1 - 3 / (4 (n - 1) - 1); its interval is normal, with V_d = (1/n + d²/2n) · 2 (1 - r)."""
    if len(pairs) < 3:
        return None
    differences = [post - pre for pre, post in pairs]
    r = correlation([a for a, _ in pairs], [b for _, b in pairs])
    spread = stdev(differences)
    if r is None or r > 1 - 1e-9 or math.isclose(spread, 0, abs_tol=1e-9):
        return None
    return hedges(fmean(differences), spread, r, len(pairs))


def hedges(mean_difference: float, sd_difference: float, r: float, n: int) -> Estimate:
    """The same from what papers report: mean and deviation of the differences, correlation, number of pairs."""
    within = sd_difference / math.sqrt(2 * (1 - r))
    d = mean_difference / within
    j = 1 - 3 / (4 * (n - 1) - 1)
    error = j * math.sqrt((1 / n + d * d / (2 * n)) * 2 * (1 - r))
    z = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2)
    return Estimate(j * d, j * d - z * error, j * d + z * error)


def retention(after: Mapping[Who, float], later: Mapping[Who, float]) -> float | None:
    """CAP-22: mean follow-up score over mean final score of the same persons; None without any, or a final mean of 0."""
    both = after.keys() & later.keys()
    total = math.fsum(after[who] for who in both)
    return math.fsum(later[who] for who in both) / total if total else None


# Student's t, for intervals of small classes.


def student_t(p: float, df: int) -> float:
    """The quantile of Student's t for p in [0.5, 1), by halving."""
    low, high = 0.0, 1.0
    while _t_below(high, df) < p:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if _t_below(middle, df) < p else (low, middle)
    return (low + high) / 2


def _t_below(t: float, df: int) -> float:
    return 1 - _beta(df / (df + t * t), df / 2, 0.5) / 2


def _beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (Lentz)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(1 - x, b, a)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log(1 - x)
    )
    tiny = 1e-300
    c, d = 1.0, 1 / ((1 - (a + b) * x / (a + 1)) or tiny)
    found = d
    for m in range(1, 300):
        for part in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / ((1 + part * d) or tiny)
            c = (1 + part / c) or tiny
            found *= c * d
        if abs(c * d - 1) < 1e-14:
            break
    return front * found / a


@dataclass(frozen=True, slots=True)
class Marks:
    """One test as the analysis reads it: points of each question (0 to 1) and what was chosen."""

    points: Mapping[str, float]
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def answers_of(question: str, tests: Iterable[Marks]) -> list[Answered]:
    """The answers to one question in the tests that asked it, each with the score of the rest of its test."""
    found = []
    for test in tests:
        if question not in test.points or len(test.points) < 2:
            continue
        own = test.points[question]
        rest = (math.fsum(test.points.values()) - own) / (len(test.points) - 1)
        found.append(Answered(own, rest, test.chosen.get(question, ())))
    return found
