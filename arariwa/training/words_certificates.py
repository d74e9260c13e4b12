"""How acts on certificates are told in a timeline."""

from django.utils.translation import gettext_lazy as _

from arariwa.core.journal_words import register

register(
    {
        "certificate.issued": _("The certificate was issued"),
        "certificate.revoked": _("The certificate was revoked"),
    }
)
