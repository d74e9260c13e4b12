"""How acts of outreach are told in a timeline."""

from django.utils.translation import gettext_lazy as _

from arariwa.core.journal_words import register

register(
    {
        "campaign.created": _("The campaign was begun"),
        "campaign.edited": _("Details of the campaign were changed"),
        "campaign.event_linked": _("A gathering was joined to the campaign"),
        "campaign.event_unlinked": _("A gathering was taken off the campaign"),
        "campaign.shared": _("The campaign was shared with %(to)s"),
        "campaign.share_ended": _("The campaign is no longer shared with %(to)s"),
        "message.added": _("A message was added"),
        "message.edited": _("A message was changed"),
        "message.withdrawn": _("A message was given up"),
        "claim.added": _("A claim of harm was written"),
        "claim.edited": _("A claim of harm was changed; its review was taken back"),
        "claim.withdrawn": _("A claim of harm was given up"),
        "claim.reviewed": _("A claim of harm was reviewed"),
        "post.written": _("The post was written"),
        "post.changed": _("The post was changed"),
        "post.asked": _("Approval of the post was asked for"),
        "post.approved": _("The post was approved"),
        "post.sent_back": _("The post was sent back"),
        "post.approval_taken_back": _("The approval lapsed, because a claim in the post changed"),
        "post.published": _("The publication of the post was recorded"),
        "post.taken_down": _("The post was recorded as taken down from the platform"),
        "post.put_back": _("The post stands on the platform again"),
        "post.dropped": _("The post was given up"),
        "budget.line_added": _("A line of the budget was added"),
        "budget.line_edited": _("A line of the budget was changed"),
        "budget.line_withdrawn": _("A line of the budget was taken out"),
        "spending.added": _("A spending was recorded"),
        "spending.voided": _("A spending was declared void"),
        "platform_file.imported": _("A file of a platform was imported"),
        "platform_file.voided": _("An import was taken back"),
        "platform_file.head_said": _("The meaning of a column was said"),
        "overlap.stated": _("An assumption about overlap was recorded"),
        "poll.recorded": _("A poll was recorded"),
        "visit.planned": _("A follow-up visit was planned"),
        "visit.edited": _("The plan of a follow-up visit was changed"),
        "visit.made": _("A follow-up visit was recorded"),
        "visit.cancelled": _("A follow-up visit was called off"),
        "poll.voided": _("The count of a poll was taken back"),
    }
)
