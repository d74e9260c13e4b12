"""Sign-in: accounts are made by an administrator, never by visitors."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):
    """Closes sign-up, and says the same whether or not an account exists."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
