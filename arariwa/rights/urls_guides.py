from django.urls import path

from arariwa.rights.views import guides

urlpatterns = [
    path("derechos/preguntas/", guides.asked_questions, name="questions"),
    path("derechos/preguntas/<str:id>/", guides.asked_question, name="question"),
    path("derechos/caminos/", guides.lawful_ways, name="ways"),
    path("derechos/caminos/<str:id>/", guides.lawful_way, name="way"),
    path("derechos/canales/", guides.channels, name="channels"),
    path("derechos/comunidad/", guides.community, name="community"),
    path("derechos/comunidad/acta-comunal.pdf", guides.communal_record_pdf, name="communal_record_pdf"),
    path("derechos/cartilla/", guides.booklets, name="booklets"),
    path("derechos/cartilla/<str:ubigeo>.pdf", guides.booklet_pdf, name="booklet_pdf"),
    path("derechos/guias/", guides.guides, name="guides"),
    path("derechos/guias/lectura/", guides.reading, name="reading"),
    path("derechos/guias/<slug:slug>/", guides.guide, name="guide"),
    path("derechos/sin-conexion/", guides.without_network, name="without_network"),
    path("derechos/copia.json", guides.copy_json, name="copy_json"),
    path("derechos/respuestas.json", guides.answers_json, name="answers_json"),
    path("derechos/sw.js", guides.worker, name="worker"),
    path("derechos/danos/", guides.harms, name="harms"),
]
