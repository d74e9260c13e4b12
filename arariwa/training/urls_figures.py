"""Addresses of the programme's figures."""

from django.urls import path

from arariwa.events.views.figures import pages
from arariwa.training.showing_figures import BOOK

views = pages(BOOK)
urlpatterns = [
    path("cursos/tablero/cifras/", views.figures, name="figures"),
    path("cursos/tablero/cifras/exportar.csv", views.figures_csv, name="figures_csv"),
    path("cursos/tablero/cifras/<slug:code>/", views.figure, name="figure"),
    path("cursos/tablero/cifras/<slug:code>/exportar.csv", views.figure_csv, name="figure_csv"),
    path("cursos/tablero/cifras/<slug:code>/registros.csv", views.figure_rows_csv, name="figure_rows_csv"),
]
