from django.urls import URLPattern

from arariwa.outreach import urls_campaigns, urls_figures, urls_imports

app_name = "outreach"
urlpatterns: list[URLPattern] = [
    *urls_campaigns.urlpatterns,
    *urls_figures.urlpatterns,
    *urls_imports.urlpatterns,
]
