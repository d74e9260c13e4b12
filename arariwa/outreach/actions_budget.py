"""Writes of a campaign's money: lines of the budget, what was spent."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from arariwa.core import access, journal, versions
from arariwa.core.action import action
from arariwa.core.actor import Actor
from arariwa.core.domain.refused import Refused
from arariwa.events.spending import CURRENCIES
from arariwa.outreach.actions_campaigns import WRITERS, held
from arariwa.outreach.choices import SpendingKind
from arariwa.outreach.models import BudgetLine, Spending

LINE = ("kind", "what", "amount", "currency")
SPENT = ("line_id", *LINE, "paid_on", "document")


@action(roles=WRITERS)
def save_line(
    *, by: Actor, campaign_id: UUID, id: UUID, version: int = 0, values: Mapping[str, Any]
) -> BudgetLine:
    """Set money aside, or change a line; one that was spent from keeps its currency."""
    campaign = held(by, campaign_id)
    given = {key: value for key, value in values.items() if key in LINE}
    _check(given)
    if standing := campaign.budget_lines.filter(pk=id, withdrawn_at=None).first():
        spent = standing.spendings.filter(voided_at=None)
        if given["currency"] != standing.currency and spent.exists():
            raise Refused("budget.spent_from", "currency")
        if changed := versions.save(standing, version or standing.version, given):
            journal.write(by, "budget.line_edited", campaign, line=standing.pk, fields=sorted(changed))
        return standing
    if BudgetLine.objects.filter(pk=id).exists():
        raise Refused("id.malformed")
    made = BudgetLine.objects.create(
        id=id, campaign=campaign, **given, added_at=by.now, added_by=by.membership
    )
    journal.write(by, "budget.line_added", campaign, line=made.pk, amount=made.amount, currency=made.currency)
    return made


def _check(values: Mapping[str, Any]) -> None:
    if values["kind"] not in SpendingKind.values:
        raise Refused("cost.kind", "kind")
    if values["currency"] not in CURRENCIES:
        raise Refused("cost.currency", "currency")
    if values["amount"] <= Decimal(0):
        raise Refused("cost.amount", "amount")
    if not str(values.get("what", "")).strip():
        raise Refused("field.missing", "what")


@action(roles=WRITERS)
def withdraw_line(*, by: Actor, campaign_id: UUID, id: UUID) -> BudgetLine:
    """Take a line out of the budget; one that was spent from stays."""
    campaign = held(by, campaign_id)
    line = access.get(campaign.budget_lines.filter(withdrawn_at=None), by, pk=id)
    if line.spendings.filter(voided_at=None).exists():
        raise Refused("budget.spent_from")
    line.withdrawn_at = by.now
    line.save(update_fields=["withdrawn_at"])
    journal.write(by, "budget.line_withdrawn", campaign, line=line.pk)
    return line


@action(roles=WRITERS)
def add_spending(*, by: Actor, campaign_id: UUID, id: UUID, values: Mapping[str, Any]) -> Spending:
    """Money spent, against a line of its currency or beside the budget. A wrong row is voided, never changed."""
    campaign = held(by, campaign_id)
    given = {key: value for key, value in values.items() if key in SPENT} | {"campaign_id": campaign.pk}
    if standing := versions.again(Spending, by, id, given):
        return standing
    _check(given)
    asked = given.get("line_id")
    line = campaign.budget_lines.filter(pk=asked, withdrawn_at=None).first() if asked else None
    if asked and line is None:
        raise Refused("budget.no_line", "line")
    if line and line.currency != given["currency"]:
        raise Refused("budget.currency", "currency", currency=line.currency)
    if given["paid_on"] > by.today:
        raise Refused("spending.future", "paid_on")
    row = Spending.objects.create(id=id, **given, added_at=by.now, added_by=by.membership)
    journal.write(by, "spending.added", campaign, spending=row.pk, amount=row.amount, currency=row.currency)
    return row


@action(roles=WRITERS)
def void_spending(*, by: Actor, campaign_id: UUID, id: UUID, why: str) -> Spending:
    """Declare a spending void, with the reason."""
    campaign = held(by, campaign_id)
    row = access.get(campaign.spendings.all(), by, pk=id)
    if not why.strip():
        raise Refused("reason.missing", "why")
    if row.voided_at is None:
        row.voided_at, row.voided_by, row.voided_why = by.now, by.membership, why.strip()
        row.save(update_fields=["voided_at", "voided_by", "voided_why"])
        journal.write(by, "spending.voided", campaign, spending=row.pk)
    return row
