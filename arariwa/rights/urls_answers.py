from django.urls import URLPattern, path

from arariwa.rights.offline import kept
from arariwa.rights.views import answers

urlpatterns: list[URLPattern] = [
    path("derechos/", kept(answers.ask), name="ask"),
    path("derechos/acto/", kept(answers.act), name="act"),
    path("derechos/respuesta/", kept(answers.answer), name="answer"),
]
