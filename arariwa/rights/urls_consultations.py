from django.urls import URLPattern, path

from arariwa.rights.views import consultations as views

urlpatterns: list[URLPattern] = [
    path("consultas/preguntar/", views.ask_question, name="ask_question"),
    path("consultas/preguntar/guardar.js", views.question_worker, name="question_worker"),
    path("consultas/respuesta/", views.consultation_answer, name="consultation_answer"),
    path("consultas/", views.consultations, name="consultations"),
    path("consultas/tabla.csv", views.consultations_csv, name="consultations_csv"),
    path("consultas/anotar/", views.take_down, name="take_down"),
    path("consultas/seguimientos/<uuid:id>/anular/", views.void_follow_up, name="void_follow_up"),
    path("consultas/<uuid:id>/", views.consultation, name="consultation"),
    path("consultas/<uuid:id>/ordenar/", views.sort_consultation, name="sort_consultation"),
    path("consultas/<uuid:id>/tomar/", views.take_up, name="take_up_consultation"),
    path("consultas/<uuid:id>/devolver/", views.give_back, name="give_back_consultation"),
    path("consultas/<uuid:id>/pasar/", views.pass_on, name="pass_on_consultation"),
    path("consultas/<uuid:id>/responder/", views.answer_consultation, name="answer_consultation"),
    path("consultas/<uuid:id>/dejar/", views.set_aside, name="set_aside_consultation"),
    path("consultas/<uuid:id>/recuperar/", views.bring_back, name="bring_back_consultation"),
    path("consultas/<uuid:id>/seguimiento/", views.follow_up, name="follow_up_consultation"),
]
