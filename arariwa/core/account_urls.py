"""allauth's views under Spanish addresses; the names stay theirs, so its own links keep working."""

from allauth.account import views as account
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path

urlpatterns = [
    path("ingresar/", account.login, name="account_login"),
    path("salir/", account.logout, name="account_logout"),
    path("cerrada/", account.account_inactive, name="account_inactive"),
    path("confirmar/", account.reauthenticate, name="account_reauthenticate"),
    path("contrasena/", account.password_change, name="account_change_password"),
    path("contrasena/poner/", account.password_set, name="account_set_password"),
    path("contrasena/olvidada/", account.password_reset, name="account_reset_password"),
    path("contrasena/olvidada/enviado/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^contrasena/nueva/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "contrasena/nueva/hecho/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("segundo-factor/", base.index, name="mfa_index"),
    path("segundo-factor/ingresar/", base.authenticate, name="mfa_authenticate"),
    path("segundo-factor/confirmar/", base.reauthenticate, name="mfa_reauthenticate"),
    path("segundo-factor/codigo/activar/", totp.activate_totp, name="mfa_activate_totp"),
    path("segundo-factor/codigo/quitar/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("segundo-factor/respaldo/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "segundo-factor/respaldo/nuevos/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "segundo-factor/respaldo/descargar/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("llaves/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("llaves/agregar/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("llaves/confirmar/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("llaves/ingresar/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("llaves/<int:pk>/quitar/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("llaves/<int:pk>/editar/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
]
