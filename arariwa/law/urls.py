from django.urls import path

from arariwa.law import views

app_name = "law"
urlpatterns = [
    path("especies/", views.species, name="species"),
    path("especies/<slug:slug>/", views.taxon, name="taxon"),
]
