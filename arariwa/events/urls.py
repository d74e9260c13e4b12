from django.urls import path

from arariwa.events.views import attendance, calls, gatherings, parts, registrations

app_name = "events"
EVENT = "eventos/<uuid:id>/"
urlpatterns = [
    path("eventos/", gatherings.events, name="events"),
    path("eventos/exportar.csv", gatherings.events_csv, name="events_csv"),
    path("eventos/calendario/", gatherings.calendar, name="calendar"),
    path("eventos/mios/", calls.mine, name="mine"),
    path("eventos/mios/eventos.ics", calls.mine_ics, name="mine_ics"),
    path("eventos/guardar.js", attendance.worker, name="worker"),
    path("eventos/nuevo/", gatherings.create_event, name="create_event"),
    path("eventos/nueva-serie/", gatherings.create_series, name="create_series"),
    path("convocatorias/<uuid:id>/", calls.call, name="call"),
    path("convocatorias/<uuid:id>/retirarse/", calls.withdraw, name="withdraw"),
    path("convocatorias/<uuid:id>/evento.ics", calls.call_ics, name="call_ics"),
    path(EVENT, gatherings.event, name="event"),
    path(f"{EVENT}evento.ics", gatherings.event_ics, name="event_ics"),
    path(f"{EVENT}editar/", gatherings.edit_event, name="edit_event"),
    path(f"{EVENT}convocar/", gatherings.announce, name="announce"),
    path(f"{EVENT}cerrar/", gatherings.close, name="close"),
    path(f"{EVENT}cancelar/", gatherings.cancel, name="cancel"),
    path(f"{EVENT}sesiones/agregar/", parts.add_session, name="add_session"),
    path(f"{EVENT}sesiones/<uuid:session>/", parts.edit_session, name="edit_session"),
    path(f"{EVENT}sesiones/<uuid:session>/retirar/", parts.void_session, name="void_session"),
    path(f"{EVENT}instructores/agregar/", parts.add_trainer, name="add_trainer"),
    path(f"{EVENT}instructores/<uuid:trainer>/", parts.edit_trainer, name="edit_trainer"),
    path(f"{EVENT}instructores/<uuid:trainer>/retirar/", parts.remove_trainer, name="remove_trainer"),
    path(f"{EVENT}invitaciones/agregar/", parts.add_invitation, name="add_invitation"),
    path(f"{EVENT}invitaciones/<uuid:invitation>/", parts.edit_invitation, name="edit_invitation"),
    path(
        f"{EVENT}invitaciones/<uuid:invitation>/retirar/",
        parts.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path(f"{EVENT}inscripciones/", registrations.registrations, name="registrations"),
    path(f"{EVENT}inscripciones/exportar.csv", registrations.registrations_csv, name="registrations_csv"),
    path(f"{EVENT}inscripciones/agregar/", registrations.register, name="register"),
    path(f"{EVENT}inscripciones/cargar/", registrations.import_list, name="import_list"),
    path(
        f"{EVENT}inscripciones/<uuid:participation>/",
        registrations.edit_participation,
        name="edit_participation",
    ),
    path(f"{EVENT}inscripciones/<uuid:participation>/<slug:word>/", registrations.decide, name="decide"),
    path(f"{EVENT}asistencia/<uuid:session>/", attendance.attendance, name="attendance"),
    path(f"{EVENT}asistencia/<uuid:session>/marcas/", attendance.marks, name="marks"),
    path(f"{EVENT}asistencia/<uuid:session>/publico/", attendance.public, name="public"),
    path(f"{EVENT}asistencia/anular/<uuid:attendance>/", attendance.take_back, name="take_back"),
]
