"""Addresses of certificates: what anyone may check, one's own, and those one's office issues."""

from django.urls import path

from arariwa.training.views import certificates as views

urlpatterns = [
    path("certificados/", views.find, name="find_certificate"),
    path("certificados/estado/<int:status_list>.jwt", views.status_list, name="status_list"),
    path("certificados/<str:number>/credencial.<str:form>", views.credential, name="credential"),
    path("certificados/<str:number>/", views.check, name="check_certificate"),
    path("certificados/<str:number>/<str:fingerprint>/", views.check, name="check_certificate_paper"),
    path("mis-certificados/", views.mine, name="my_certificates"),
    path("certificados-emitidos/", views.certificates, name="certificates"),
    path("certificados-emitidos/exportar.csv", views.certificates_csv, name="certificates_csv"),
    path("certificados-emitidos/<uuid:id>/", views.certificate, name="certificate"),
    path("certificados-emitidos/<uuid:id>/papel.<str:lang>.pdf", views.paper, name="certificate_pdf"),
    path("certificados-emitidos/<uuid:id>/revocar/", views.revoke, name="revoke_certificate"),
    path("certificados-emitidos/<uuid:id>/renovar/", views.renew, name="renew_certificate"),
    path("cursos/grupos/<uuid:cohort>/certificados/", views.cohort, name="cohort_certificates"),
    path(
        "cursos/grupos/<uuid:cohort>/certificados/exportar.csv",
        views.cohort_csv,
        name="cohort_certificates_csv",
    ),
    path("cursos/inscripciones/<uuid:enrolment>/certificado/", views.place, name="place_certificate"),
]
