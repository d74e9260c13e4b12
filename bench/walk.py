"""What the main walk costs: an intervention registered, qualified, and its file set, with 1, 100 and 1,000 things.

usage: python bench/walk.py [--postgres] [--items 1 100 1000]
"""

from decimal import Decimal

from ground import arguments, fresh, table, timed


def main() -> None:
    options = arguments(__doc__ or "", items=[1, 100, 1000])
    with fresh(options.postgres) as database:
        rows = [measure(n) for n in options.items]
        table(
            f"The walk on {database}",
            [
                "things",
                "registered, s",
                "list of things read, s",
                "qualified, s",
                "file set, s",
                "pages",
                "PDF, MB",
            ],
            rows,
        )


def measure(n: int) -> list[str]:
    """One walk with n things."""
    from django.conf import settings

    from arariwa.cases import actions as cases
    from arariwa.cases import courtfile, queries
    from arariwa.core.actor import actor_for
    from arariwa.demo import world
    from arariwa.evidence import actions
    from arariwa.evidence import queries as evidence

    members, _seizures, _password = world.settle(settings.PACKS)
    police, prosecutor = actor_for(members["policia@demo.example"]), actor_for(members["fiscal@demo.example"])
    intervention_id = actions.new_id()
    names = ["carne de huangana", "pihuichos", "motelo pata amarilla", "majaz", "tigrillo"]

    def register() -> None:
        from datetime import date

        actions.draft_intervention(
            by=police,
            id=intervention_id,
            values={
                "facts_from": date(2026, 3, 16),
                "facts_until": date(2026, 3, 17),
                "place_text": "Mercado",
                "ubigeo": "160201",
                "point": "retail",
                "prosecutor_told": "telephone",
                "prosecutor_office": prosecutor.office,
            },
        )
        from arariwa.law import queries as law

        for i in range(n):
            taxa, by = law.taxa_for(names[i % len(names)], "")
            actions.save_item(
                by=police,
                intervention_id=intervention_id,
                id=actions.new_id(),
                values={
                    "kind": "specimen",
                    "reported_as": names[i % len(names)],
                    "taxa": taxa,
                    "identified_by": by,
                    "quantity": Decimal(1 + i % 7),
                    "unit": "specimen",
                },
            )
        actions.register_intervention(by=police, id=intervention_id)

    registered, _ = timed(register)
    read, _ = timed(lambda: list(evidence.items(police)[:25]), 5)
    case = cases.open_case(
        by=prosecutor, id=actions.new_id(), interventions=[intervention_id], title=f"{n} cosas"
    )
    cases.state_facts(
        by=prosecutor,
        case_id=case.pk,
        intervention_id=intervention_id,
        facts=[("acts.sell", True, None)],
        source="banco",
    )
    intervention = queries.interventions_of(case)[0]
    qualified, _ = timed(lambda: queries.verdict_of(case, intervention), 3)
    made, result = timed(lambda: courtfile.make(prosecutor, case.pk))
    paper = result.paper
    return [
        f"{n:,}",
        f"{registered:.2f}",
        f"{read:.4f}",
        f"{qualified:.3f}",
        f"{made:.2f}",
        f"{paper.pages:,}",
        f"{len(paper.pdf) / 1e6:.1f}",
    ]


if __name__ == "__main__":
    main()
