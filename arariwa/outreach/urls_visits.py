"""Addresses of follow-up visits."""

from django.urls import path

from arariwa.outreach.views import visits as views

VISIT = "difusion/visitas/<uuid:id>/"
urlpatterns = [
    path("difusion/visitas/", views.visits_list, name="visits"),
    path("difusion/visitas/exportar.csv", views.visits_csv, name="visits_csv"),
    path("eventos/<uuid:id>/visitas/planificar/", views.plan_visit, name="plan_visit"),
    path(VISIT, views.visit, name="visit"),
    path(f"{VISIT}editar/", views.edit_visit, name="edit_visit"),
    path(f"{VISIT}registrar/", views.record_visit, name="record_visit"),
    path(f"{VISIT}cancelar/", views.cancel_visit, name="cancel_visit"),
]
