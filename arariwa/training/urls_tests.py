from django.urls import URLPattern, path

from arariwa.training.views import tests

urlpatterns: list[URLPattern] = [
    path("evaluaciones/<uuid:id>/", tests.tests, name="tests"),
    path("evaluaciones/<uuid:id>/empezar/", tests.start_test, name="start_test"),
    path("evaluacion/<uuid:id>/", tests.test, name="test"),
    path("evaluacion/<uuid:id>/entregar/", tests.submit_test, name="submit_test"),
    path("evaluacion/<uuid:id>/resultado/", tests.test_result, name="test_result"),
    path("evaluacion/<uuid:id>/reclamo/<slug:question>/", tests.appeal, name="appeal"),
    path("preguntas/", tests.banks, name="banks"),
    path("preguntas/reclamos/", tests.appeals, name="appeals"),
    path("preguntas/reclamos/exportar.csv", tests.appeals_csv, name="appeals_csv"),
    path("preguntas/reclamos/<uuid:id>/", tests.decide_appeal, name="decide_appeal"),
    path("preguntas/<slug:slug>/", tests.questions, name="questions"),
    path("preguntas/<slug:slug>/exportar.csv", tests.questions_csv, name="questions_csv"),
    path("preguntas/<slug:slug>/analisis/", tests.analysis, name="analysis"),
    path("preguntas/<slug:slug>/analisis/exportar.csv", tests.analysis_csv, name="analysis_csv"),
    path("preguntas/<slug:slug>/<slug:id>/", tests.question, name="question"),
]
