"""Addresses of polls; they stand below those of events, so that an event's offline copy reaches them."""

from django.urls import path

from arariwa.outreach.views import polls as views

EVENT = "eventos/<uuid:id>/sondeo/"
urlpatterns = [
    path(EVENT, views.event_polls, name="polls"),
    path(f"{EVENT}enviar/", views.poll_counts, name="poll_counts"),
    path(f"{EVENT}hoja.pdf", views.poll_sheet, name="poll_sheet_pdf"),
    path(f"{EVENT}<slug:moment>/", views.take_poll, name="take_poll"),
    path("eventos/sondeos/<uuid:poll>/anular/", views.void_poll, name="void_poll"),
]
