from django.urls import path

from arariwa.training.views import exercises as views

urlpatterns = [
    path("ejercicios/", views.exercises, name="exercises"),
    path("ejercicios/<slug:slug>/", views.exercise, name="exercise"),
    path("ejercicios/<slug:slug>/equipo/", views.team, name="team"),
    path("practicas/", views.runs, name="runs"),
    path("practicas/exportar.csv", views.runs_csv, name="runs_csv"),
    path("practicas/<uuid:id>/", views.run, name="run"),
    path("practicas/<uuid:id>/actuar/", views.play, name="play"),
    path("practicas/<uuid:id>/reloj/", views.clock, name="clock"),
    path("practicas/<uuid:id>/responder/<slug:code>/", views.answer, name="answer"),
    path("practicas/<uuid:id>/decir/<slug:scene>/", views.say, name="say"),
    path("practicas/<uuid:id>/entregar/", views.submit, name="submit"),
    path("practicas/<uuid:id>/resultado/", views.result, name="result"),
    path("practicas/<uuid:id>/resultado/<slug:criterion>/", views.override, name="override"),
]
