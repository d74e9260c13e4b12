from django.urls import path

from arariwa.events import views

app_name = "events"
urlpatterns = [
    path("eventos/", views.events, name="events"),
]
