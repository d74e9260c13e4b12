"""The request as pages get it: the door (`core/middleware.py`) has set who acts."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from arariwa.core.actor import Actor
from arariwa.core.models import User


class Request(HttpRequest):
    """`actor` is never None on a page that is not public; `user` is signed in there."""

    actor: Actor
    user: User
    htmx: HtmxDetails
