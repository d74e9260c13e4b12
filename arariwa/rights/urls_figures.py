"""Addresses of the figures of rights, among the pages of staff."""

from django.urls import URLPattern, path

from arariwa.events.views.figures import pages
from arariwa.rights.showing_figures import BOOK

views = pages(BOOK)
urlpatterns: list[URLPattern] = [
    path("consultas/cifras/", views.figures, name="figures"),
    path("consultas/cifras/exportar.csv", views.figures_csv, name="figures_csv"),
    path("consultas/cifras/<slug:code>/", views.figure, name="figure"),
    path("consultas/cifras/<slug:code>/exportar.csv", views.figure_csv, name="figure_csv"),
    path("consultas/cifras/<slug:code>/registros.csv", views.figure_rows_csv, name="figure_rows_csv"),
]
