"""Addresses: Spanish without prefix, the same Spanish paths in English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from arariwa.core.admin import site
from arariwa.core.views import public_keys

urlpatterns: list[URLPattern | URLResolver] = [
    path("favicon.ico", RedirectView.as_view(url="/static/core/favicon.svg", permanent=True), name="favicon"),
    path(".well-known/arariwa-keys.json", public_keys, name="public_keys"),
]
urlpatterns += i18n_patterns(
    path("", include("arariwa.core.urls")),
    path("cuenta/", include("arariwa.core.account_urls")),
    path("", include("arariwa.law.urls")),
    path("", include("arariwa.events.urls")),
    path("", include("arariwa.evidence.urls")),
    path("", include("arariwa.cases.urls")),
    path("", include("arariwa.rights.urls")),
    path("", include("arariwa.outreach.urls")),
    path("", include("arariwa.training.urls")),
    path("administracion/", site.urls),
    prefix_default_language=False,
)
handler400 = "arariwa.core.errors.bad_request"
handler403 = "arariwa.core.errors.refused"
handler404 = "arariwa.core.errors.missing"
handler500 = "arariwa.core.errors.broken"
