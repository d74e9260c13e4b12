from django.urls import URLPattern

from arariwa.training import urls_certificates, urls_courses, urls_exercises, urls_figures, urls_tests

app_name = "training"
urlpatterns: list[URLPattern] = [
    *urls_courses.urlpatterns,
    *urls_exercises.urlpatterns,
    *urls_tests.urlpatterns,
    *urls_certificates.urlpatterns,
    *urls_figures.urlpatterns,
]
