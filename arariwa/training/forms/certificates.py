"""Forms of certificates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from arariwa.core.forms import Form, WordField


class RevokeForm(Form):
    """Taking a certificate back."""

    why = forms.CharField(
        label=_("Why it is revoked"),
        help_text=_("It stays in this system; whoever checks the certificate is not told it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    word = WordField(_("REVOKE"))
