from django.urls import URLPattern, path

from arariwa.training.views import cohorts, courses

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
]
