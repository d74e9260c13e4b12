"""Citizens' notices of the demonstration, in every state, invented; told without account and worked on by the officials of the demonstration.

Made once, counted back from the day the demonstration is made; a later run leaves them as people left them. The code of each follows
from its name, so that the first can be tried: `code_of("belen")`.
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from arariwa.core.actor import Actor, actor_for
from arariwa.core.domain.ids import ALPHABET, check_sign
from arariwa.core.models import Membership, Office
from arariwa.demo.programme import Step
from arariwa.demo.world import make_id
from arariwa.rights import actions_notices as actions
from arariwa.rights import return_codes
from arariwa.rights.models import Notice

# (act, who by e-mail, days after the notice came, what it is given)
Act = tuple[str, str, float, Mapping[str, Any]]
FAUNA, POLICE, PROSECUTOR = "fauna@demo.example", "policia@demo.example", "fiscal@demo.example"


@dataclass(frozen=True)
class Told:
    """A notice: so many days ago, about what, where, in whose words; who said their name; what was done."""

    slug: str
    days: int
    kind: str
    text: str
    ubigeo: str
    place: str = ""
    point: tuple[float, float] | None = None
    going_on: bool = False
    name: str = ""
    acts: tuple[Act, ...] = ()
    answers: tuple[tuple[float, str], ...] = field(default=())


NOTICES = (
    Told(
        "belen", 2, "sale",
        "En los puestos de atrás venden charapas y taricayas chicas en bandejas, los domingos temprano. Las guardan en una casa de madera.",
        "160201", "Mercado central, lado del puerto", going_on=True,
    ),
    Told(
        "pihuichos", 11, "kept",
        "Una tienda tiene pihuichos y un mono amarrado para que los turistas se tomen fotos. El mono está muy flaco.",
        "160201", "Malecón", going_on=True,
    ),
    Told(
        "lancha", 6, "transport",
        "La lancha que sale los jueves lleva costales con carne de monte. La sal la cargan de noche.",
        "160206", "Embarcadero", going_on=True,
        acts=(("take_up", POLICE, 1, {}), ("ask_reporter", POLICE, 1.1, {"text": "¿A qué hora cargan y cuántos costales vio?"})),
        answers=((3, "Como a las diez de la noche. Yo conté ocho la última vez."),),
    ),
    Told(
        "nidos", 20, "hunting",
        "Están sacando huevos de charapa de la playa que cuida la comunidad. Vienen de afuera con dos botes.",
        "160301", "Playa de abajo", (-4.62, -73.61), name="Persona inventada",
        acts=(("take_up", FAUNA, 1, {}), ("keep_as_lead", FAUNA, 2, {"reason": "Tercer aviso de la misma playa en el mes; se coordina vigilancia."})),
    ),
    Told(
        "loros", 45, "sale",
        "Un señor vende loros en cajas cerca del terminal. Dice que puede traer guacamayos por encargo.",
        "160201", "Terminal terrestre",
        acts=(
            ("take_up", FAUNA, 1, {}),
            ("begin_intervention", FAUNA, 3, {}),
            ("close_notice", FAUNA, 9, {"outcome": "acted", "reason": "Se intervino el puesto; dieciocho aves puestas a salvo."}),
        ),
    ),
    Told(
        "pieles", 60, "sale",
        "Vi una piel de tigrillo colgada en una tienda de artesanías.",
        "160201", "Calle de los artesanos",
        acts=(
            ("take_up", FAUNA, 2, {}),
            ("close_notice", FAUNA, 12, {"outcome": "unconfirmed", "reason": "En dos visitas no se halló; el dueño dice que era sintética."}),
        ),
    ),
    Told(
        "basura", 15, "other",
        "Botan basura y desmonte en la quebrada.",
        "160201", "Quebrada",
        acts=(("close_notice", FAUNA, 3, {"outcome": "not_ours", "reason": "Es de la municipalidad; no hay fauna ni flora."}),),
    ),
    Told(
        "cobro", 8, "official",
        "En el control cobran para dejar pasar los costales, siempre el mismo turno.",
        "160201", "Control de la carretera",
        acts=(("take_up", PROSECUTOR, 1, {}),),
    ),
    Told(
        "internet", 9, "online_sale",
        "En un grupo de ventas ofrecen tortugas motelo con entrega en el puerto. Guardé la captura.",
        "160201", "Grupo de ventas de la ciudad",
        acts=(("pass_on", POLICE, 2, {"office": "GERFOR-AA", "reason": "Venta menor; primero la autoridad de fauna."}),),
    ),
    Told(
        "propaganda", 4, "other",
        "Préstamos rápidos sin aval, escriba ya.",
        "160201",
        acts=(("set_aside", FAUNA, 1, {"reason": "Publicidad."}),),
    ),
    Told(
        "pihuichos otra vez", 10, "kept",
        "Una tienda tiene pihuichos y un mono amarrado para que los turistas se tomen fotos. El mono está muy flaco.",
        "160201", "Malecón",
    ),
    Told("atalaya", 3, "found", "Hallé una cría de ronsoco sin madre en mi chacra. ¿A quién la entrego?", "250201", "Caserío río arriba", name="Persona inventada"),
    Told("caballitos", 5, "fish", "En el mercado ofrecen caballitos de mar secos por docena.", "150108", "Mercado de pescadores"),
    Told("cusco", 7, "sale", "Venden patas y plumas de cóndor a los turistas.", "080101", "Feria de artesanos"),
)  # fmt: skip


def code_of(slug: str) -> str:
    """The code of a notice of the demonstration, the same in every one."""
    random = Random(f"aviso {slug}")  # noqa: S311 - codes of invented notices, public on purpose
    body = "".join(random.choice(ALPHABET) for _ in range(return_codes.BODY))
    return return_codes.written(body + check_sign(body))


def run(members: Mapping[str, Membership]) -> Iterator[Step]:
    """Make the notices that are not there yet, in one step."""
    began, made = time.perf_counter(), 0
    standing = set(Notice.objects.values_list("pk", flat=True))
    now = timezone.now()
    for told in sorted(NOTICES, key=lambda one: -one.days):
        if make_id("notice", told.slug) not in standing:
            with transaction.atomic():
                _make(told, members, now)
            made += 1
    yield Step("Avisos de ciudadanos", len(NOTICES), made, time.perf_counter() - began)


def _make(told: Told, members: Mapping[str, Membership], now: datetime) -> None:
    came = now - timedelta(days=told.days)
    day = timezone.localtime(came).date()
    latitude, longitude = told.point or (None, None)
    notice = actions.send_notice(
        by=None,
        id=make_id("notice", told.slug),
        code=code_of(told.slug),
        at=came,
        name=told.name,
        contact="contacto@demo.example" if told.name else "",
        values={
            "kind": told.kind,
            "text": told.text,
            "ubigeo": told.ubigeo,
            "place_text": told.place,
            "going_on": told.going_on,
            "facts_from": day - timedelta(days=1),
            "facts_until": day,
            "latitude": latitude,
            "longitude": longitude,
            "consent": "notices 1",
        },
    )
    for act, email, days, given in told.acts:
        _act(act, actor_for(members[email], now=came + timedelta(days=days)), notice, dict(given), told.slug)
    for n, (days, text) in enumerate(told.answers):
        actions.add_to_notice(
            by=None,
            id=make_id("notice", told.slug, "answer", n),
            code=code_of(told.slug),
            text=text,
            at=came + timedelta(days=days),
        )


def _act(act: str, by: Actor, notice: Notice, given: dict[str, Any], slug: str) -> None:
    if act == "ask_reporter":
        given["reply_id"] = make_id("notice", slug, "question")
    if "office" in given:
        given["office"] = Office.objects.get(code=given["office"])
    getattr(actions, act)(by=by, id=notice.pk, **given)
