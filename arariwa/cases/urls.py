from django.urls import path

from arariwa.cases import views, views_law

app_name = "cases"
urlpatterns = [
    path("casos/", views.cases, name="cases"),
    path("casos/exportar.csv", views.cases_csv, name="cases_csv"),
    path("casos/nuevo/", views.open_case, name="open_case"),
    path("casos/<uuid:id>/", views.case, name="case"),
    path("casos/<uuid:id>/editar/", views.edit_case, name="edit_case"),
    path("casos/<uuid:id>/intervenciones/", views.add_intervention, name="add_intervention"),
    path("casos/<uuid:id>/calificacion/<uuid:intervention>/", views_law.qualify, name="qualify"),
    path("casos/<uuid:id>/hechos/<uuid:intervention>/", views_law.state_facts, name="state_facts"),
    path("casos/<uuid:id>/lectura/", views.case_readers, name="readers"),
    path("casos/<uuid:id>/lectura/<uuid:office>/terminar/", views.end_reading, name="end_reading"),
    path("casos/<uuid:id>/carpeta/", views.ask_file, name="ask_file"),
]
