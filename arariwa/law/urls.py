from django.urls import path

from arariwa.law import desk, views

app_name = "law"
urlpatterns = [
    path("ley/", views.entries, name="entries"),
    path("ley/preguntar/", views.qualify, name="qualify"),
    path("ley/plazos/", views.deadline, name="deadline"),
    path("ley/tabla.csv", views.entries_csv, name="entries_csv"),
    path("ley/revision/", desk.desk, name="desk"),
    path("ley/revision/<uuid:id>.patch", desk.patch, name="patch"),
    path("ley/revision/<str:key>/", desk.review, name="review"),
    path("ley/<str:group>/", views.entry, name="entry"),
    path("especies/", views.species, name="species"),
    path("especies/<slug:slug>/revision/", desk.review_taxon, name="review_taxon"),
    path("especies/<slug:slug>/", views.taxon, name="taxon"),
]
