"""What the page of a post shows: where it stands, what is missing, its preview, its versions and who decided on them."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from arariwa.core import formatting
from arariwa.core.domain.refused import Refused
from arariwa.core.journal_words import told
from arariwa.core.models import JournalEntry
from arariwa.core.refusals import worded
from arariwa.events.choices import Tongue
from arariwa.outreach import actions_posts, claims
from arariwa.outreach import listing_campaigns as listing
from arariwa.outreach.choices import Channel, Theme
from arariwa.outreach.domain import lengths
from arariwa.outreach.domain.claims import Claim
from arariwa.outreach.forms.posts import REVIEWED
from arariwa.outreach.models import Post, PostVersion

SIGNS = {"unreviewed": "wait", "reviewed": "yes", "unfit": "no"}


def facts(post: Post) -> list[tuple[str, Any]]:
    """What identifies it, under its title."""
    at = timezone.localtime(post.planned_at)
    rows = [
        (_("State"), listing.POST_STATES[listing.state_of(post)]),
        (_("Channel"), post.get_channel_display()),
        (_("Language"), post.get_language_display()),
        (_("Planned"), formatting.moment(at)),
        (_("Version"), formatting.number(post.version)),
    ]
    if post.published_on:
        rows.append((_("Published"), formatting.day(post.published_on)))
    if post.taken_down_on:
        rows.append((_("Taken down"), formatting.day(post.taken_down_on)))
    return rows


def length_of(post: Post) -> str:
    """How long its text is, and how long it may be."""
    long, most = lengths.length(post.text, post.channel), lengths.limit(post.channel)
    if most is None:
        return _("%(long)s characters") % {"long": formatting.number(long)}
    given = {"long": formatting.number(long), "most": formatting.number(most)}
    return _("%(long)s of %(most)s characters") % given


def missing(post: Post) -> list[str]:
    """Sentences of what keeps the post from being approved."""
    return [worded(Refused(lack.code, **(lack.values or {}))) for lack in actions_posts.missing(post)]


def warnings(post: Post) -> list[str]:
    """Themes the text seems to claim something of, with no claim linked."""
    return [
        str(Theme(theme).label) if theme in Theme.values else theme for theme in actions_posts.sounds(post)
    ]


def unread_words() -> str:
    """What whoever reads a post in another language is told."""
    return _(
        "In its language no words tell whether it claims a harm, and no claim is joined to it: whoever reads that language has to say so."
    )


def claim_rows(used: list[Claim]) -> list[dict[str, Any]]:
    """Claims as a page lists them: words, caveat beside, source, where they stand."""
    lang = formatting.language()
    return [
        {
            "key": claim.key,
            "text": claim.text.in_(lang),
            "caveat": claim.caveat.in_(lang),
            "use": claim.use.in_(lang) if claim.use else "",
            "theme": Theme(claim.theme).label if claim.theme in Theme.values else "",
            "sources": claim.sources,
            "confidence": claim.confidence,
            "state": REVIEWED[claim.state],
            "sign": SIGNS[claim.state],
            "digest": claim.digest,
            "reviewed_at": claim.reviewed_at,
            "reviewed_by": claim.reviewed_by,
            "note": claim.note,
        }
        for claim in used
    ]


def of_post(post: Post) -> dict[str, Any]:
    """Everything of the page."""
    used = claims.of_keys(post.campaign, post.claim_keys)
    post.doubted = any(claim.state != "reviewed" for claim in used)  # type: ignore[attr-defined]
    is_open = post.state not in ("published", "taken_down", "dropped")
    return {
        "facts": facts(post),
        "length": length_of(post),
        "missing": missing(post) if is_open else [],
        "warnings": warnings(post) if is_open else [],
        "unread": unread_words() if is_open and actions_posts.unread(post) else "",
        "claims": claim_rows(used),
        "versions": versions(post),
        "decisions": list(post.approvals.select_related("decided_by__person", "decided_by__office")),
        "history": history(post),
    }


LABELS = {
    "channel": lambda: _("Channel"),
    "language": lambda: _("Language"),
    "message": lambda: _("Message it carries"),
    "title": lambda: _("Title for the list"),
    "text": lambda: _("Text"),
    "note": lambda: _("Note that goes out with it"),
    "claims": lambda: _("Claims of harm in it"),
    "planned_at": lambda: _("Planned"),
    "asset": lambda: _("Picture, video, sound or print"),
    "asset_alt": lambda: _("Description for those who do not see or hear it"),
    "asset_rights": lambda: _("Whose it is, and who seen in it agreed"),
}


def versions(post: Post) -> list[dict[str, Any]]:
    """Every version, the latest first, with what differs from the one before."""
    rows = list(post.versions.select_related("written_by__person", "written_by__office").order_by("n"))
    names = {str(row.pk): str(row) for row in post.campaign.messages.all()}
    found: list[dict[str, Any]] = []
    before: dict[str, Any] = {}
    for row in rows:
        changes = [
            {
                "label": LABELS[key](),
                "was": _told(key, before.get(key), names),
                "now": _told(key, value, names),
            }
            for key, value in row.content.items()
            if key in LABELS and value != before.get(key) and (value or before)
        ]
        found.append({"row": row, "changes": changes, "who": _who(row)})
        before = row.content
    return found[::-1]


def _who(row: PostVersion) -> str:
    return f"{row.written_by.person}, {row.written_by.office.name}"


def _told(key: str, value: Any, messages: dict[str, str]) -> str:
    if not value:
        return ""
    if key == "channel":
        return str(Channel(value).label)
    if key == "language":
        return str(Tongue(value).label)
    if key == "message":
        return messages.get(value, "")
    if key == "claims":
        return ", ".join(value)
    if key == "planned_at":
        return formatting.moment(timezone.localtime(datetime.fromisoformat(value)))
    # A file is told by the beginning of its fingerprint.
    return str(value)[:12] if key == "asset" else str(value)


def history(post: Post) -> list[dict[str, Any]]:
    """What happened with the post, and who did it."""
    lines = JournalEntry.objects.filter(compartment=post.campaign.compartment_id, record=str(post.pk))
    return [{"at": line.at, "text": what, "more": who} for line, who, what in told(lines.order_by("seq"))]
