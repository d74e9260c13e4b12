"""Closed lists of consultations."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from arariwa.core.models import Role

# Days after the first answer with a lawful way that one asks what became of it; after "not reached" sooner, three times.
FOLLOW_UP_DAYS, AGAIN_DAYS, TRIES = 90, 30, 3
# Who takes a question down, and who answers: lawyers and technicians, each under their own name.
STAFF = (Role.PROGRAMME, Role.WILDLIFE, Role.FISHERIES, Role.PROSECUTOR, Role.PROSECUTOR_STAFF, Role.REVIEWER)


class Channel(TextChoices):
    """How a question came."""

    WEB = "web", _("In writing, on this site")
    SESSION = "session", _("At a session")
    TELEPHONE = "telephone", _("By telephone")
    OFFICE = "office", _("At an office")


class Answers(TextChoices):
    """The answer in a word, as the pack says it."""

    ALLOWED = "allowed", _("It is allowed")
    ALLOWED_IF = "allowed_if", _("It is allowed if something is met")
    DEPENDS = "depends", _("It depends")
    NOT_ALLOWED = "not_allowed", _("It is not allowed")


class State(TextChoices):
    """Where a consultation stands."""

    WAITING = "waiting", _("waits for someone to take it up")
    TAKEN = "taken", _("being answered")
    ANSWERED = "answered", _("answered")
    REFERRED = "referred", _("answered, with a lawful way")
    SET_ASIDE = "set_aside", _("set aside")


class Outcome(TextChoices):
    """What became of the lawful way a person was sent to."""

    STARTED = "started", _("Started the procedure")
    OBTAINED = "obtained", _("Obtained the title")
    REFUSED = "refused", _("The authority refused it")
    GIVEN_UP = "given_up", _("Gave up")
    NOT_REACHED = "not_reached", _("Could not be reached")


# After these nothing more is asked.
ENDS = (Outcome.OBTAINED, Outcome.REFUSED, Outcome.GIVEN_UP)
SIGNS = {
    State.WAITING: "open",
    State.TAKEN: "wait",
    State.ANSWERED: "done",
    State.REFERRED: "done",
    State.SET_ASIDE: "no",
}
