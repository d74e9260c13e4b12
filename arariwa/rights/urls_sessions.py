from django.urls import URLPattern, path

from arariwa.rights.views import sessions as views

BASE = "conoce-tus-derechos"
urlpatterns: list[URLPattern] = [
    path(f"{BASE}/", views.session, name="session"),
    path(f"{BASE}/sin-red.html", views.offline_session, name="offline_session_attachment"),
    path(f"{BASE}/impresos-<str:region>.pdf", views.session_pdf, name="session_pdf"),
    path(f"{BASE}/lenguas/", views.tongues, name="tongues"),
    path(f"{BASE}/lenguas/entregas/<uuid:id>/", views.review_translation, name="review_translation"),
    path(f"{BASE}/lenguas/entregas/<uuid:id>/grabacion", views.recording, name="recording_attachment"),
    path(f"{BASE}/lenguas/<str:language>/", views.tongue, name="tongue"),
    path(f"{BASE}/lenguas/<str:language>/<str:slot>/", views.hand_in, name="hand_in_translation"),
    path(f"{BASE}/preguntas/<uuid:id>/retirar/", views.void_question, name="void_session_question"),
    path(
        f"{BASE}/preguntas/<uuid:id>/consulta/",
        views.question_to_consultation,
        name="question_to_consultation",
    ),
    path(f"{BASE}/<uuid:id>/", views.run_session, name="run_session"),
]
