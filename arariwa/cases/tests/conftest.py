"""What tests of cases share: one case of Pilar's on one intervention of Alba's, and the people before a page."""

from types import SimpleNamespace
from typing import Any

import pytest


@pytest.fixture
def world(db: Any) -> SimpleNamespace:
    """The case, its intervention, Pilar's office mate Quique (prosecutor's assistant), and everyone signed in."""
    # Django is not set up yet when pytest reads this file.
    from django.test import Client

    from arariwa.core.testing import a_case, people, sign_in, someone

    everyone, case = people(), a_case()
    assistant = someone("Quique", everyone.pilar.office, "prosecutor_staff")
    return SimpleNamespace(
        case=case,
        intervention=case.interventions.get(),
        pilar=sign_in(everyone.pilar),
        quique=sign_in(assistant),
        alba=sign_in(everyone.alba),
        carla=sign_in(everyone.carla),
        dina=Client(),
        people=everyone,
    )
