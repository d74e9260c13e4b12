"""The sheet to count a poll on, for a gathering without telephone. Shape: docs/papers.md. In Spanish, as papers are."""

from django.utils import timezone, translation

from arariwa.core.actor import Actor
from arariwa.core.paper import Paper, render
from arariwa.events import listing
from arariwa.events.models import Event
from arariwa.events.papers import ES, FOLDER, frame
from arariwa.outreach import polls


def sheet(event: Event, by: Actor) -> Paper:
    """Each question with its options, room for strokes and for the number, before and after."""
    with translation.override(ES):
        record = {
            "paper": "sondeo",
            "frame": frame(event, "Hoja de conteo del sondeo") | {"subtitle": event.title_es},
            "body": {
                "keys": [["Fecha", listing.days_of(event)], ["Lugar", listing.place_of(event)]],
                "questions": [
                    {
                        "text": question.say.es,
                        "options": [
                            {"text": option.say.es, "card": CARDS[option.card]} for option in question.options
                        ],
                    }
                    for question in polls.questions().values()
                ],
                "how": HOW,
            },
        }
        issued = timezone.localtime(by.now)
        return render(record, folder=FOLDER, template="sondeo.es.typ", issued_at=issued)


# As the signs of the session's print set are drawn, which is black and white.
CARDS = {
    "yes": "vaso o tarjeta de la mano abierta",
    "no": "vaso o tarjeta de la mano cerrada",
    "unsure": "vaso o tarjeta de la pregunta",
}
HOW = [
    "Antes de preguntar, cuente cuántas personas hay y anótelo. Nadie responde dos veces.",
    "Lea la pregunta dos veces, en la lengua de la sala. Muestre la tarjeta o el vaso de cada respuesta.",
    "No diga cuál respuesta es la correcta hasta terminar el sondeo final.",
    "Si alguien no levanta la mano, no lo apunte en ninguna respuesta: también cuenta como presente.",
    "No anote nombres. Pase los números al sistema el mismo día; esta hoja se guarda con el expediente del evento.",
]
