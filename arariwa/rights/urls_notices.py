from django.urls import URLPattern, path

from arariwa.rights.views import notice_desk as desk
from arariwa.rights.views import notice_import, notices

urlpatterns: list[URLPattern] = [
    path("aviso/", notices.notice, name="notice"),
    path("aviso/seguimiento/", notices.follow_notice, name="follow_notice"),
    path("aviso/guardar.js", notices.notice_worker, name="notice_worker"),
    path("avisos/", desk.notices, name="notices"),
    path("avisos/exportar.csv", desk.notices_csv, name="notices_csv"),
    path("avisos/chat/", notice_import.read_chat, name="read_chat"),
    path("avisos/chat/foto/<str:token>/", notice_import.chat_photo_jpg, name="chat_photo_jpg"),
    path("avisos/<uuid:id>/", desk.notice, name="notice_at_desk"),
    path("avisos/<uuid:id>/preguntar/", desk.ask, name="ask_reporter"),
    path("avisos/<uuid:id>/atender/", desk.take_up, name="take_up_notice"),
    path("avisos/<uuid:id>/pasar/", desk.pass_on, name="pass_notice_on"),
    path("avisos/<uuid:id>/indicio/", desk.keep_as_lead, name="keep_as_lead"),
    path("avisos/<uuid:id>/intervencion/", desk.begin_intervention, name="notice_to_intervention"),
    path("avisos/<uuid:id>/intervencion/unir/", desk.join_intervention, name="join_notice_intervention"),
    path(
        "avisos/<uuid:id>/intervencion/separar/",
        desk.part_from_intervention,
        name="part_notice_intervention",
    ),
    path("avisos/<uuid:id>/cerrar/", desk.close, name="close_notice"),
    path("avisos/<uuid:id>/reabrir/", desk.reopen, name="reopen_notice"),
    path("avisos/<uuid:id>/descartar/", desk.set_aside, name="set_notice_aside"),
    path("avisos/<uuid:id>/recuperar/", desk.take_back, name="take_notice_back"),
]
