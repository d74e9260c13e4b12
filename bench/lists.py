"""List pages with 100,000 interventions: first page, a page in the middle, a search, a filter, the CSV's first kilobyte.

usage: python bench/lists.py [--postgres] [--rows 100000]
"""

import random
from datetime import date, timedelta

from ground import arguments, fresh, table, timed


def main() -> None:
    options = arguments(__doc__ or "", rows=100_000)
    with fresh(options.postgres) as database:
        seconds, _ = timed(lambda: fill(options.rows))
        settled()
        rows = pages()
        table(
            f"{options.rows:,} interventions on {database} (filled in {seconds:.0f} s)",
            ["page", "median, ms", "queries", "kB"],
            rows,
        )


def settled() -> None:
    """The statistics PostgreSQL keeps by itself; its own collector would come a minute after the filling."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def fill(count: int) -> None:
    """Interventions of one office and of others, in bulk: this measures reading, not registering."""
    from django.conf import settings
    from django.db import transaction
    from django.utils import timezone

    from arariwa.core.domain.ids import uuid7
    from arariwa.core.models import Compartment, Grant
    from arariwa.demo import world
    from arariwa.evidence.models import Intervention, Item

    members, _seizures, _password = world.settle(settings.PACKS)
    owners = [members[e] for e in ("policia@demo.example", "policia.lima@demo.example", "fauna@demo.example")]
    chance, now = random.Random(7), timezone.now()
    places = ["Mercado Central", "Puerto", "Carretera", "Feria", "Aeropuerto", "Terminal terrestre"]
    names = ["carne de huangana", "pihuichos", "motelo", "majaz", "tigrillo", "loro"]
    for start in range(0, count, 5000):
        compartments, grants, interventions, items = [], [], [], []
        for row in range(start, min(start + 5000, count)):
            owner = chance.choice(owners)
            day = date(2010, 1, 1) + timedelta(days=chance.randrange(6000))
            compartment = Compartment(id=uuid7(), created_at=now, created_by=owner)
            compartments.append(compartment)
            grants.append(
                Grant(
                    compartment=compartment,
                    office=owner.office,
                    level=3,
                    from_at=now,
                    reason="created",
                    by=owner,
                )
            )
            intervention = Intervention(
                id=uuid7(),
                compartment=compartment,
                office=owner.office,
                number=f"{day.year}-{owner.office.code}-{row:06}",
                facts_from=day,
                facts_until=day + timedelta(days=1),
                place_text=chance.choice(places),
                point=chance.choice(["retail", "transport", "unknown"]),
                created_at=now,
                created_by=owner,
                registered_at=now,
                registered_by=owner,
            )
            interventions.append(intervention)
            for n in range(1, chance.randrange(1, 4)):
                items.append(
                    Item(
                        id=uuid7(),
                        intervention=intervention,
                        compartment=compartment,
                        order=n,
                        number=f"{intervention.number}-{n:02}",
                        kind="specimen",
                        reported_as=chance.choice(names),
                    )
                )
        with transaction.atomic():
            Compartment.objects.bulk_create(compartments)
            Grant.objects.bulk_create(grants)
            Intervention.objects.bulk_create(interventions)
            Item.objects.bulk_create(items)


def pages() -> list[list[str]]:
    """Each page asked for seven times as an officer who may see a third of the rows."""
    from django.db import connection
    from django.test import Client

    from arariwa.core.models import User

    client = Client(SERVER_NAME="localhost")
    client.force_login(
        User.objects.get(email="policia@demo.example"), "allauth.account.auth_backends.AuthenticationBackend"
    )
    first = "/intervenciones/"
    middle = first + "?anio=2018"
    rows = []
    for name, address in (
        ("first page", first),
        ("a year", middle),
        ("search by place", first + "?q=Puerto"),
        ("search by thing", first + "?q=huangana"),
        ("search without hit", first + "?q=zzzz"),
        ("items", "/evidencia/"),
        ("items held by my office", "/evidencia/?tiene=mine"),
        ("home", "/"),
        ("search everywhere", "/buscar/?q=huangana"),
    ):
        client.get(address)
        asked: list[str] = []

        def count(execute, sql, *rest, asked=asked):  # type: ignore[no-untyped-def]
            asked.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(count):
            response = client.get(address)
        if response.status_code != 200:
            raise SystemExit(f"{address}: {response.status_code}")
        seconds, _ = timed(lambda address=address: client.get(address), 7)
        rows.append([name, f"{seconds * 1000:.0f}", str(len(asked)), f"{len(response.content) / 1000:.0f}"])
    return rows


if __name__ == "__main__":
    main()
