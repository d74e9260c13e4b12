from django.urls import URLPattern

from arariwa.training import urls_courses, urls_exercises

app_name = "training"
urlpatterns: list[URLPattern] = [*urls_exercises.urlpatterns, *urls_courses.urlpatterns]
