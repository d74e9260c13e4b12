from django.urls import URLPattern

from arariwa.rights import (
    urls_answers,
    urls_consultations,
    urls_figures,
    urls_guides,
    urls_notices,
    urls_sessions,
)

app_name = "rights"
urlpatterns: list[URLPattern] = [
    *urls_answers.urlpatterns,
    *urls_consultations.urlpatterns,
    *urls_figures.urlpatterns,
    *urls_guides.urlpatterns,
    *urls_notices.urlpatterns,
    *urls_sessions.urlpatterns,
]
