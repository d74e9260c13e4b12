"""Addresses of the figures of outreach."""

from django.urls import path

from arariwa.events.views.figures import pages
from arariwa.outreach.showing_figures import BOOK
from arariwa.outreach.views import conferences

views = pages(BOOK)
urlpatterns = [
    path("difusion/conferencias/", conferences.conferences, name="conferences"),
    path("difusion/conferencias/exportar.csv", conferences.conferences_csv, name="conferences_csv"),
    path("difusion/cifras/", views.figures, name="figures"),
    path("difusion/cifras/exportar.csv", views.figures_csv, name="figures_csv"),
    path("difusion/cifras/<slug:code>/", views.figure, name="figure"),
    path("difusion/cifras/<slug:code>/exportar.csv", views.figure_csv, name="figure_csv"),
    path("difusion/cifras/<slug:code>/registros.csv", views.figure_rows_csv, name="figure_rows_csv"),
]
