"""Closed lists of outreach: where a post appears, what money was spent on, what a claim of harm is about."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Platform(TextChoices):
    """Social platforms and messengers: what exports figures."""

    FACEBOOK = "facebook", "Facebook"
    INSTAGRAM = "instagram", "Instagram"
    TIKTOK = "tiktok", "TikTok"
    YOUTUBE = "youtube", "YouTube"
    X = "x", "X"
    WHATSAPP = "whatsapp", "WhatsApp"


class Channel(TextChoices):
    """Where a post appears: a platform, or what has no platform behind it."""

    FACEBOOK = Platform.FACEBOOK.value, Platform.FACEBOOK.label
    INSTAGRAM = Platform.INSTAGRAM.value, Platform.INSTAGRAM.label
    TIKTOK = Platform.TIKTOK.value, Platform.TIKTOK.label
    YOUTUBE = Platform.YOUTUBE.value, Platform.YOUTUBE.label
    X = Platform.X.value, Platform.X.label
    WHATSAPP = Platform.WHATSAPP.value, Platform.WHATSAPP.label
    RADIO = "radio", _("Radio")
    POSTER = "poster", _("Poster")
    EVENT = "event", _("Event")


# A messenger is a channel with a platform behind it, but no social network: it is not counted among those used.
SOCIAL = tuple(platform for platform in Platform if platform != Platform.WHATSAPP)


def platform_of(channel: str) -> str:
    """The platform behind a channel; empty for radio, posters and events."""
    return channel if channel in Platform.values else ""


class Theme(TextChoices):
    """What a claim of harm is about, as in the pack."""

    HEALTH = "health", _("Health")
    FOREST = "forest", _("Forest")
    LIVELIHOODS = "livelihoods", _("Livelihoods")
    CRUELTY = "cruelty", _("Cruelty")
    ORGANISED_CRIME = "organised_crime", _("Organised crime")
    CORRUPTION = "corruption", _("Corruption")
    MAGNITUDE = "magnitude", _("Magnitude")


class SpendingKind(TextChoices):
    """What money of a campaign is spent on."""

    PRODUCTION = "production", _("Design and production")
    ADVERTISING = "advertising", _("Advertising on platforms")
    RADIO = "radio", _("Radio time")
    PRINTING = "printing", _("Printing")
    MATERIALS = "materials", _("Materials")
    TRANSLATION = "translation", _("Translation")
    OTHER = "other", _("Other")
