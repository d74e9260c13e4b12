"""Closed lists of evidence, each with "not known" where reality allows it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Began(TextChoices):
    """How an intervention began; what legal act it rests on."""

    FLAGRANCY = "flagrancy", _("Flagrante delicto")
    SEARCH_ORDER = "search_order", _("Search with a court order")
    FIND = "find", _("Find or abandonment")
    VOLUNTARY = "voluntary", _("Voluntary hand-in")
    ADMINISTRATIVE = "administrative", _("Administrative forfeiture by the wildlife or fisheries authority")
    CUSTOMS = "customs", _("Immobilisation by customs")
    ABROAD = "abroad", _("Seizure abroad")
    UNKNOWN = "unknown", _("Not reported")


class Point(TextChoices):
    """Where on the way to the buyer the goods were met."""

    EXTRACTION = "extraction", _("Where it is taken from the wild")
    STORAGE = "storage", _("Storage or gathering place")
    TRANSPORT = "transport", _("On the road, river or in the air")
    BORDER = "border", _("Border, port or airport")
    FIRST_SALE = "first_sale", _("First sale")
    RETAIL = "retail", _("Retail: market, fair, shop, street")
    ONLINE = "online", _("Offered online")
    UNKNOWN = "unknown", _("Not reported")


class Told(TextChoices):
    """How the prosecutor knew."""

    PRESENT = "present", _("Was present")
    TELEPHONE = "telephone", _("Told by telephone")
    NOT_TOLD = "not_told", _("Not told")
    UNKNOWN = "unknown", _("Not reported")


class YesNo(TextChoices):
    """Yes, no, or not known: three answers, none of them the default."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class Part(TextChoices):
    """In which quality someone took part in an intervention."""

    OFFICER = "officer", _("Officer who takes part")
    PROSECUTOR = "prosecutor", _("Prosecutor")
    INTERVENED = "intervened", _("Person stopped")
    WITNESS = "witness", _("Witness")
    INTERPRETER = "interpreter", _("Interpreter")
    EXPERT = "expert", _("Expert or technician")
    DEFENCE = "defence", _("Defence lawyer")


class NoDocument(TextChoices):
    """Why there is no identity document: different facts, all common at a river post."""

    CARRIES_NONE = "carries_none", _("Does not carry it")
    HAS_NONE = "has_none", _("Has none")
    REFUSES = "refuses", _("Refuses to identify themselves")
    NOT_REPORTED = "not_reported", _("Not reported")


class Signed(TextChoices):
    """Whether a participant signed the record."""

    YES = "yes", _("Signed")
    REFUSED = "refused", _("Refused to sign")
    CANNOT = "cannot", _("Cannot sign: fingerprint")
    PENDING = "pending", _("Still to sign")


class Kind(TextChoices):
    """What an item is."""

    SPECIMEN = "specimen", _("Animal, plant, or part or product of one")
    VEHICLE = "vehicle", _("Vehicle")
    VESSEL = "vessel", _("Boat or vessel")
    PHONE = "phone", _("Telephone")
    MONEY = "money", _("Money")
    WEAPON = "weapon", _("Weapon")
    CAGE = "cage", _("Cage or packing")
    PAPER = "paper", _("Paper or permit")
    OTHER = "other", _("Other thing")


class Taking(TextChoices):
    """What was done with a thing."""

    TAKEN = "taken", _("Taken")
    LEFT = "left", _("Left in place")
    SEEN = "seen", _("Seen, not taken")


class Condition(TextChoices):
    """State of a specimen."""

    LIVE = "live", _("Live")
    DEAD = "dead", _("Dead, whole")
    PART = "part", _("Part (meat, skin, fin, wing, egg ...)")
    PRODUCT = "product", _("Product made of it")
    UNKNOWN = "unknown", _("Not reported")


class Unit(TextChoices):
    """Units of quantity; weights apart are always kilograms."""

    LIVE_ANIMAL = "live_animal", _("live animal")
    SPECIMEN = "specimen", _("specimen")
    PIECE = "piece", _("piece")
    KG = "kg", _("kg")
    G = "g", _("g")
    LITRE = "l", _("litre")
    CUBIC_METRE = "m3", _("m³")
    UNIT = "unit", _("unit")


class SealState(TextChoices):
    """State of a seal when someone looked."""

    WHOLE = "whole", _("Whole")
    BROKEN = "broken", _("Broken or changed")
    NONE = "none", _("Without seal")
    UNKNOWN = "unknown", _("Not reported")


class LinkKind(TextChoices):
    """What a link of custody records."""

    TAKEN = "taken", _("Taken into custody")
    ACCEPTED = "accepted", _("Received")
    MOVED = "moved", _("Moved within the office")
    SEALED = "sealed", _("Sealed again")


class Why(TextChoices):
    """Why an item changes hands."""

    CUSTODY = "custody", _("Temporary custody")
    IDENTIFICATION = "identification", _("Identification by a technician")
    FORENSIC = "forensic", _("Forensic examination")
    STORE = "store", _("Evidence store")
    HEALTH = "health", _("Veterinary care")
    RETURN = "return", _("Return to its custodian")
    OTHER = "other", _("Other reason")


class Answer(TextChoices):
    """How a hand-over stands: not answered yet, or how it was answered."""

    OFFERED = "offered", _("waits for an answer")
    ACCEPTED = "accepted", _("received")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Acta(TextChoices):
    """Records that may be written in one intervention, each its own paper."""

    POLICE_INTERVENTION = "police_intervention", _("Police intervention record")
    RIGHTS = "rights", _("Record of rights read")
    DETENTION = "detention", _("Notice of detention")
    BODY_SEARCH = "body_search", _("Body search record")
    VEHICLE_SEARCH = "vehicle_search", _("Vehicle or vessel search record")
    FIND = "find", _("Record of find and collection")
    COUNT = "count", _("Count and weighing record")
    SEIZURE = "seizure", _("Seizure record")
    SEALING = "sealing", _("Sealing and labelling record")
    CUSTODY = "custody", _("Chain of custody")
    PROSECUTOR = "prosecutor", _("Notice to the prosecutor")
    ANIMALS = "animals", _("Assessment of the animals and temporary custody")
