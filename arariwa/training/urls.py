from django.urls import URLPattern

from arariwa.training import urls_exercises

app_name = "training"
urlpatterns: list[URLPattern] = [*urls_exercises.urlpatterns]
