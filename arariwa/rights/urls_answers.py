from django.urls import URLPattern, path

from arariwa.rights.offline import keepable
from arariwa.rights.views import answers

urlpatterns: list[URLPattern] = [
    path("derechos/", keepable(answers.ask), name="ask"),
    path("derechos/acto/", keepable(answers.act), name="act"),
    path("derechos/sedes/", keepable(answers.nearest_offices), name="offices"),
    path("derechos/respuesta/", keepable(answers.answer), name="answer"),
]
