from django.urls import URLPattern, path

from arariwa.rights.views import answers

urlpatterns: list[URLPattern] = [
    path("derechos/", answers.ask, name="ask"),
    path("derechos/acto/", answers.act, name="act"),
    path("derechos/respuesta/", answers.answer, name="answer"),
]
