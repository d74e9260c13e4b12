"""Addresses of the figures of outreach."""

from django.urls import path

from arariwa.outreach.views import conferences
from arariwa.outreach.views import figures as views

urlpatterns = [
    path("campanas/conferencias/", conferences.conferences, name="conferences"),
    path("campanas/conferencias/exportar.csv", conferences.conferences_csv, name="conferences_csv"),
    path("campanas/cifras/", views.figures, name="figures"),
    path("campanas/cifras/exportar.csv", views.figures_csv, name="figures_csv"),
    path("campanas/cifras/<slug:code>/", views.figure, name="figure"),
    path("campanas/cifras/<slug:code>/exportar.csv", views.figure_csv, name="figure_csv"),
    path("campanas/cifras/<slug:code>/registros.csv", views.figure_rows_csv, name="figure_rows_csv"),
]
