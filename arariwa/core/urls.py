from django.urls import path

from arariwa.core import views

app_name = "core"
urlpatterns = [
    path("", views.home, name="home"),
    path("buscar/", views.find, name="search"),
    path("cuenta/", views.account, name="account"),
    path("cuenta/actuar-como/", views.choose_actor, name="actor"),
    path("archivos/<uuid:id>/", views.attachment, name="attachment"),
    path("trabajos/<uuid:id>/", views.job, name="job"),
    path("trabajos/<uuid:id>/cancelar/", views.cancel_job, name="cancel_job"),
    path("comprobar/", views.check_paper, name="check_paper"),
    path("comprobar/<str:fingerprint>/", views.check_paper, name="check_paper"),
    path("datos-personales/", views.privacy_register, name="privacy"),
    path("guia-de-estilo/", views.styleguide, name="styleguide"),
    path("arariwa.webmanifest", views.manifest, name="manifest"),
]
