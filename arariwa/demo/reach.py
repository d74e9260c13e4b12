"""What the platforms say of the demonstration's campaign: invented exports, brought in by the same import as real ones.

Every file is made here from the posts that went out, by a fixed seed, as the platforms write them: Facebook and Instagram post
by post with Spanish heads, TikTok day by day in a zip, with English heads and days without a year. Reach adds up to about
240,000 accounts at the end of the campaign, what the programme published; afterwards it still grows, slower and slower.
"""

import csv
import io
import math
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from arariwa.core.actor import actor_for
from arariwa.core.models import Membership
from arariwa.demo.programme import Step, moment
from arariwa.demo.world import make_id
from arariwa.outreach.actions_imports import import_file
from arariwa.outreach.domain.reading import Answers
from arariwa.outreach.models import Campaign, PlatformFile, Post

SLUG, WHO = "si-es-libre-vive", "programa@demo.example"
# Accounts reached at the end of the campaign, as the platforms' figures add up.
TOTALS = {"facebook": 118_400, "instagram": 75_300, "tiktok": 46_300}
# What a post gains in the months after the end, at most.
AFTER = 0.11
PAGE, ACCOUNT, NAME = "100001112223334", "17841400011122233", "arariwa.demostracion"
# The first day TikTok's web tool has data of.
TIKTOK_FIRST = date(2022, 7, 17)
FACEBOOK_HEADS = [
    "Identificador de la publicación", "Identificador de la página", "Nombre de la página", "Título", "Duración (segundos)",
    "Hora de publicación", "Enlace permanente", "Tipo de publicación", "Comentario sobre los datos", "Fecha", "Impresiones",
    "Alcance", "Reacciones, comentarios y veces que se compartió", "Reacciones", "Comentarios", "Veces que se compartió",
    "Total de clics", "Clics en el enlace", "Reproducciones de 3 segundos por país: PE",
]  # fmt: skip
INSTAGRAM_HEADS = [
    "Identificador de la publicación", "Identificador de la cuenta", "Nombre de usuario de la cuenta", "Descripción",
    "Hora de publicación", "Enlace permanente", "Tipo de publicación", "Fecha", "Impresiones", "Alcance", "Me gusta",
    "Veces que se compartió", "Seguimientos", "Comentarios", "Veces que se guardó",
]  # fmt: skip
TIKTOK_HEADS = ["Date", "Video Views", "Reached audience", "Profile Views", "Likes", "Comments", "Shares"]


def run(members: dict[str, Membership]) -> Iterator[Step]:
    """Bring what is not there yet, in one step."""
    began, made, files = time.perf_counter(), 0, 0
    campaign = Campaign.objects.filter(pk=make_id("campaign", SLUG)).first()
    for name, data, day in exports(campaign) if campaign else ():
        files += 1
        id = make_id("platform file", SLUG, name, day)
        if not PlatformFile.objects.filter(pk=id).exists():
            by = actor_for(members[WHO], now=moment(day + timedelta(days=1), 10))
            answers = Answers() if name.endswith(".zip") else Answers(as_of=day)
            import_file(
                by=by, id=id, campaign_id=make_id("campaign", SLUG), data=data, name=name, answers=answers
            )
            made += 1
    yield Step("Cifras de las plataformas", files, made, time.perf_counter() - began)


def days(campaign: Campaign) -> list[date]:
    """When exports were made: three times while it ran, at the end, and 3, 6 and 12 months later."""
    end = campaign.until_on
    return [
        *(campaign.from_on + timedelta(days=n) for n in (108, 202, 294)),
        *(end + timedelta(days=n) for n in (1, 92, 184, 366)),
    ]


def exports(campaign: Campaign) -> Iterator[tuple[str, bytes, date]]:
    """(name, bytes, day) of every file, the oldest first."""
    out = list(campaign.posts.filter(published_on__isnull=False).order_by("published_on", "pk"))
    by = {platform: [post for post in out if post.platform == platform] for platform in TOTALS}
    for day in days(campaign):
        for platform, rows in (("facebook", _facebook), ("instagram", _instagram)):
            table = rows(by[platform], campaign.until_on, day)
            if len(table) > 1:
                name = f"{campaign.from_on:%b-%d-%Y}_{day:%b-%d-%Y}_{day.toordinal()}.csv"
                yield f"{platform}-{name}", _csv(table), day
        if day > TIKTOK_FIRST:
            yield _tiktok(campaign.until_on, day)


def _csv(table: Sequence[Sequence[object]], **form: Any) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n", **form).writerows(table)
    return text.getvalue().encode("utf-8-sig")


# Posts


def _shares(posts: Sequence[Post], total: int) -> list[int]:
    """How much of the total each post reached, a few of them most of it."""
    random = Random(f"{SLUG} {total}")  # noqa: S311 - invented figures
    weights = [math.exp(random.gauss(0, 0.7)) for _post in posts]
    found = [int(total * weight / sum(weights)) for weight in weights]
    return [found[0] + total - sum(found), *found[1:]] if found else []


def _grown(full: int, post: Post, end: date, day: date) -> int:
    """Of what a post had at the end, what it has on a day: most of it in a fortnight, afterwards a little more."""
    if not post.published_on or day < post.published_on:
        return 0

    def by(on: date) -> float:
        return 1 - math.exp(-((on - post.published_on).days + 1) / 12)  # type: ignore[operator]

    late = 1 + AFTER * (1 - math.exp(-max(0, (day - end).days - 1) / 140))
    return round(full * by(min(day, end)) / by(end) * late)


def _each(
    posts: Sequence[Post], platform: str, end: date, day: date
) -> Iterator[tuple[Post, int, Callable[[float], int]]]:
    """(post, reach, a part of it) of each post that was out by then."""
    for post, full in zip(posts, _shares(posts, TOTALS[platform]), strict=True):
        reached = _grown(full, post, end, day)
        if reached:
            lean = Random(f"{SLUG} {post.platform_id}").uniform(0.7, 1.3)  # noqa: S311 - invented figures

            def part(of: float, reached: int = reached, lean: float = lean) -> int:
                return round(reached * of * lean)

            yield post, reached, part


def _facebook(posts: Sequence[Post], end: date, day: date) -> list[list[object]]:
    table: list[list[object]] = [list(FACEBOOK_HEADS)]
    for post, reached, part in _each(posts, "facebook", end, day):
        reactions, comments, shares = part(0.036), part(0.005), part(0.011)
        table.append(
            [post.platform_id, PAGE, "Arariwa (demostración)", post.title, 0, f"{post.published_on:%m/%d/%Y} 18:00",
             post.permalink, "Foto", "", "Total", round(reached * 1.42), reached, reactions + comments + shares,
             reactions, comments, shares, part(0.021), part(0.008), ""]
        )  # fmt: skip
    return table


def _instagram(posts: Sequence[Post], end: date, day: date) -> list[list[object]]:
    table: list[list[object]] = [list(INSTAGRAM_HEADS)]
    for n, (post, reached, part) in enumerate(_each(posts, "instagram", end, day)):
        table.append(
            [post.platform_id, ACCOUNT, NAME, post.text, f"{post.published_on:%m/%d/%Y} 19:00", post.permalink,
             "Imagen de Instagram", "Total", round(reached * 1.31), reached, part(0.052), part(0.007),
             "" if n % 4 == 3 else part(0.002), part(0.004), part(0.009)]
        )  # fmt: skip
    return table


# Days


def _tiktok(end: date, day: date) -> tuple[str, bytes, date]:
    """The overview of at most a year, until the day before."""
    last = day - timedelta(days=1)
    first = max(TIKTOK_FIRST, last - timedelta(days=364))
    table: list[list[object]] = [list(TIKTOK_HEADS)]
    here = _daily(end)
    for n in range((last - first).days + 1):
        on = first + timedelta(days=n)
        reached = here(on)
        table.append(
            [
                f"{on:%B} {on.day}",
                round(reached * 1.63),
                reached,
                reached // 40,
                reached // 13,
                reached // 160,
                reached // 75,
            ]
        )
    data = _csv(table, quoting=csv.QUOTE_ALL).rstrip(b"\r\n")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("Overview.csv", (1980, 1, 1, 0, 0, 0)), data)
    at = int(datetime(day.year, day.month, day.day, 15, tzinfo=UTC).timestamp())
    return f"Overview_{first:%Y-%m-%d}_{at}_{NAME}.zip", out.getvalue(), day


def _daily(end: date) -> Callable[[date], int]:
    """Accounts reached on a day; until the end of the campaign they add up to the total of TikTok."""
    length = (end - TIKTOK_FIRST).days + 1

    def weight(on: date) -> float:
        random = Random(f"{SLUG} tiktok {on}")  # noqa: S311 - invented figures
        return (6 if (on - TIKTOK_FIRST).days % 28 < 3 else 1) * random.uniform(0.6, 1.4)

    weights = {on: weight(on) for on in (TIKTOK_FIRST + timedelta(days=n) for n in range(length))}
    unit = TOTALS["tiktok"] / sum(weights.values())

    def reached(on: date) -> int:
        if on <= end:
            return round(unit * weights.get(on, 0))
        return round(unit * 0.35 * math.exp(-(on - end).days / 120) * weight(on) / 2)

    return reached
