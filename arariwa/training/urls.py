from django.urls import URLPattern

from arariwa.training import urls_courses, urls_exercises

app_name = "training"
urlpatterns: list[URLPattern] = [*urls_exercises.urlpatterns, *urls_courses.urlpatterns]
from arariwa.training.views import cohorts, courses, tests

app_name = "training"
urlpatterns: list[URLPattern] = [
    path("cursos/", courses.catalogue, name="courses"),
    path("cursos/entregar/", courses.hand_in, name="hand_in"),
    path("cursos/tablero/", cohorts.dashboard, name="dashboard"),
    path("cursos/tablero.csv", cohorts.dashboard_csv, name="dashboard_csv"),
    path("cursos/grupos/nuevo/", cohorts.open_course, name="open_course"),
    path("cursos/grupos/<uuid:id>/", cohorts.cohort, name="cohort"),
    path("cursos/grupos/<uuid:id>/avance.csv", cohorts.cohort_csv, name="cohort_csv"),
    path("cursos/grupos/<uuid:id>/inscribir/", cohorts.enrol_registered, name="enrol_registered"),
    path("cursos/grupos/<uuid:id>/<uuid:participation>/aprobar/", cohorts.approve, name="approve"),
    path("cursos/grupos/<uuid:id>/pedir/", courses.ask_place, name="ask_place"),
    path("cursos/registros/<uuid:id>/empezar/", courses.begin, name="begin"),
    path("cursos/inscripciones/<uuid:id>/", courses.enrolment, name="enrolment"),
    path("cursos/inscripciones/<uuid:id>/paquete/", courses.package, name="package"),
    path("cursos/inscripciones/<uuid:id>/modulos/<int:n>/", courses.lesson, name="lesson"),
    path("cursos/inscripciones/<uuid:id>/modulos/<int:n>/marca/", courses.mark, name="mark"),
    path("cursos/<slug:slug>/", courses.course, name="course"),
    # Tests
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
