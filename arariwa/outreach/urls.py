from django.urls import URLPattern

from arariwa.outreach import urls_campaigns, urls_figures, urls_imports, urls_polls, urls_visits

app_name = "outreach"
urlpatterns: list[URLPattern] = [
    *urls_campaigns.urlpatterns,
    *urls_figures.urlpatterns,
    *urls_imports.urlpatterns,
    *urls_polls.urlpatterns,
    *urls_visits.urlpatterns,
]
