"""Closed lists of events. The capital codes are those of the programme's results framework; each has 'not recorded'
where reality allows it, so that parts add up to the whole."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventKind(TextChoices):
    """What kind of gathering it is; the first three are the programme's workshops."""

    WORKSHOP = "workshop", _("Workshop")
    INTENSIVE_COURSE = "intensive_course", _("Intensive course")
    ASYNC_COURSE = "async_course", _("Asynchronous course")
    CONFERENCE = "conference", _("Conference")
    STUDY_TRIP = "study_trip", _("Study trip")
    KNOW_YOUR_RIGHTS = "know_your_rights", _("Know-your-rights session")
    BINATIONAL_MEETING = "binational_meeting", _("Binational meeting")
    OTHER = "other", _("Other gathering")


# The six courses are inside the workshops, not beside them.
WORKSHOPS = (EventKind.WORKSHOP, EventKind.INTENSIVE_COURSE, EventKind.ASYNC_COURSE)


class Modality(TextChoices):
    """How one takes part."""

    IN_PERSON = "IN_PERSON", _("In person")
    VIRTUAL_SYNCHRONOUS = "VIRTUAL_SYNCHRONOUS", _("Virtual, live")
    VIRTUAL_ASYNCHRONOUS = "VIRTUAL_ASYNCHRONOUS", _("Virtual, at one's own pace")
    BLENDED = "BLENDED", _("Partly in person, partly virtual")


class Audience(TextChoices):
    """Who may ask to take part once the event is announced."""

    OPEN = "open", _("Any official")
    INVITED = "invited", _("Officials of the institutions invited")


class Tongue(TextChoices):
    """Languages an event is held in."""

    ES = "es", _("Spanish")
    QUE = "que", _("Quechua")
    AYM = "aym", _("Aymara")
    AGR = "agr", _("Awajún")
    CNI = "cni", _("Asháninka")
    EN = "en", _("English")
    OTHER = "other", _("Another language")


class EventRole(TextChoices):
    """What a participant does in their institution, as the results framework counts it."""

    POLICE_INVESTIGATOR = "POLICE_INVESTIGATOR", _("Police investigator")
    POLICE_OTHER = "POLICE_OTHER", _("Police, other duties")
    PROSECUTOR = "PROSECUTOR", _("Prosecutor")
    PROSECUTOR_ASSISTANT = "PROSECUTOR_ASSISTANT", _("Prosecutor's assistant")
    JUDGE = "JUDGE", _("Judge")
    JUDICIAL_STAFF = "JUDICIAL_STAFF", _("Judicial staff")
    FOREST_WILDLIFE_TECHNICIAN = "FOREST_WILDLIFE_TECHNICIAN", _("Forest and wildlife technician")
    CUSTOMS_OFFICER = "CUSTOMS_OFFICER", _("Customs officer")
    FORENSIC_EXPERT = "FORENSIC_EXPERT", _("Forensic expert")
    PUBLIC_DEFENDER_OR_ATTORNEY = "PUBLIC_DEFENDER_OR_ATTORNEY", _("Public defender or State attorney")
    PARK_RANGER = "PARK_RANGER", _("Park ranger")
    ANALYST = "ANALYST", _("Analyst")
    CENTRAL_AUTHORITY_MLA = "CENTRAL_AUTHORITY_MLA", _("Central authority for cooperation")
    MANAGER = "MANAGER", _("Manager")
    OTHER = "OTHER", _("Other role")
    NOT_RECORDED = "NOT_RECORDED", _("Not recorded")


class Sex(TextChoices):
    """As the person said it."""

    F = "F", _("Woman")
    M = "M", _("Man")
    OTHER = "OTHER", _("Other")
    NOT_RECORDED = "NOT_RECORDED", _("Not recorded")


class AgeBand(TextChoices):
    """Age of the public that is counted without names."""

    UNDER_18 = "UNDER_18", _("Under 18")
    FROM_18 = "FROM_18", _("18 to 29")
    FROM_30 = "FROM_30", _("30 to 59")
    FROM_60 = "FROM_60", _("60 or older")
    NOT_RECORDED = "NOT_RECORDED", _("Not recorded")


class CommunityRole(TextChoices):
    """Who the anonymous public are in their community."""

    LAY_JUSTICE_OF_THE_PEACE = "LAY_JUSTICE_OF_THE_PEACE", _("Justice of the peace")
    RONDERO = "RONDERO", _("Member of a community watch")
    JUDICIAL_COUNSELLOR = "JUDICIAL_COUNSELLOR", _("Judicial counsellor")
    INDIGENOUS_AUTHORITY = "INDIGENOUS_AUTHORITY", _("Indigenous authority")
    MUNICIPAL_AUTHORITY = "MUNICIPAL_AUTHORITY", _("Municipal authority")
    TEACHER = "TEACHER", _("Teacher")
    TRADER = "TRADER", _("Trader")
    HUNTER_OR_GATHERER = "HUNTER_OR_GATHERER", _("Hunter or gatherer")
    OTHER_LEADER = "OTHER_LEADER", _("Other leader")
    CITIZEN = "CITIZEN", _("Citizen")
    NOT_RECORDED = "NOT_RECORDED", _("Not recorded")


class Joined(TextChoices):
    """How a participation came about."""

    SELF = "self", _("asked to take part")
    INVITED = "invited", _("registered by the organiser")
    WALK_IN = "walk_in", _("came without registration")
    IMPORTED = "imported", _("from a list")


class CheckIn(TextChoices):
    """How attendance was taken."""

    LIST = "list", _("ticked on the list")
    QR = "qr", _("by the code of the badge")
    WALK_IN = "walk_in", _("came without registration")
    SIGNATURE = "signature", _("signed on the screen")


class TrainerRole(TextChoices):
    """What a trainer or speaker did."""

    INSTRUCTOR = "instructor", _("Instructor")
    SPEAKER = "speaker", _("Speaker")
    FACILITATOR = "facilitator", _("Facilitator")
    MODERATOR = "moderator", _("Moderator")
    INTERPRETER = "interpreter", _("Interpreter")
    HOST = "host", _("Host")


# Of these who taught.
TAUGHT = (TrainerRole.INSTRUCTOR, TrainerRole.SPEAKER, TrainerRole.FACILITATOR)


class State(TextChoices):
    """Where a participation stands; computed from its dated facts."""

    REQUESTED = "requested", _("to be decided")
    APPROVED = "approved", _("enrolled")
    WAITING = "waiting", _("on the waiting list")
    REFUSED = "refused", _("not admitted")
    WITHDRAWN = "withdrawn", _("withdrew")


# Institutions whose instruction is counted apart: officers of the US Fish and Wildlife Service.
COUNTED_INSTRUCTION = "US-FWS"
# Region "not recorded or outside Peru".
NO_REGION = "99"


class StockReason(TextChoices):
    """Why pieces came into the stock or left it."""

    RECEIVED = "received", _("received")
    HANDED_OUT = "handed_out", _("handed out")
    RETURNED = "returned", _("given back")
    LOST = "lost", _("lost or damaged")
    COUNTED = "counted", _("corrected after counting")


class CostKind(TextChoices):
    """What money was spent on."""

    ROOM = "room", _("Room and equipment")
    FOOD = "food", _("Food")
    TRAVEL = "travel", _("Travel")
    LODGING = "lodging", _("Lodging")
    TRAINERS = "trainers", _("Trainers")
    MATERIALS = "materials", _("Materials")
    OTHER = "other", _("Other")


class ImagePurpose(TextChoices):
    """What pictures of a person may be used for; each is agreed to by itself."""

    REPORT = "report", _("reports to the donor")
    TRAINING = "training", _("training material")
    PUBLIC = "public", _("social media and press")


class Question(TextChoices):
    """Questions of the feedback form, answered from 1 to 5."""

    USEFUL = "useful", _("What I learned is useful in my work")
    CLEAR = "clear", _("It was explained clearly")
    PRACTICE = "practice", _("There was enough practice")
    MATERIALS = "materials", _("The materials help")
    ORGANISED = "organised", _("It was well organised")
