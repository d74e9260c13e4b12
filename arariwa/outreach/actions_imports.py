"""Writes of imports: a platform's file read whole or refused whole, taken back, what heads mean, assumed overlap."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from arariwa.core import access, files, formatting, journal, versions
from arariwa.core.action import action
from arariwa.core.actor import Actor
from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.models import Blob, Role
from arariwa.outreach.domain import reading as reader
from arariwa.outreach.domain.reading import Answers, Reading
from arariwa.outreach.domain.recognising import told_column
from arariwa.outreach.models import (
    Campaign,
    HeadMeaning,
    Overlap,
    PlatformFile,
    PlatformFileVoid,
    Snapshot,
)
from arariwa.outreach.platforms import kind_name, platforms

IMPORTERS = (Role.PROGRAMME, Role.COMMUNICATION)
# What bytes may be kept as an export: reading them said already that they are one.
EXPORTS = {
    "application/octet-stream": "",
    "application/zip": ".zip",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
FIRST_EXPORTS = date(2008, 1, 1)


def read_export(data: bytes, name: str, answers: Answers) -> Reading:
    """The file read by the pack and by what people said of heads before. Refused or Asked; nothing is stored."""
    meanings = {**meanings_said(), **answers.columns}
    try:
        return reader.read(data, name, platforms(), Answers(**{**answers.__dict__, "columns": meanings}))
    except Refused as refused:
        for one in refused.every:
            if "kind" in one.values:
                one.values["kind"] = kind_name(str(one.values["kind"]))
            one.values.update({k: formatting.day(v) for k, v in one.values.items() if isinstance(v, date)})
        raise


def meanings_said() -> dict[str, str]:
    """What people said heads of each kind mean (`<kind>:<head>`), the latest for each."""
    rows = HeadMeaning.objects.order_by("said_at", "id").values_list("kind", "head", "code")
    return {f"{kind}:{head}": code for kind, head, code in rows}


@action(roles=(*IMPORTERS, "system"))
def import_file(
    *,
    by: Actor | None,
    id: UUID,
    campaign_id: UUID,
    data: bytes,
    name: str,
    answers: Answers,
    only_known: bool = False,
) -> PlatformFile:
    """Take a platform's export in: every figure as a snapshot of its day, or nothing when one cell is wrong.

    The same bytes again are the import that stands; with another day of export Refused("platform_file.already").
    """
    campaign = _campaign(by, campaign_id)
    read = read_export(data, name, answers)
    digest = hashlib.sha256(data).hexdigest()
    if standing := _standing(campaign, digest, answers):
        return standing
    versions.one_at_a_time(id)
    if PlatformFile.objects.filter(pk=id).exists():
        raise Refused("id.conflict")
    now = by.now if by else timezone.now()
    as_of = _day_of_export(read, timezone.localtime(now).date())
    made = PlatformFile.objects.create(
        id=id,
        campaign=campaign,
        sha256=digest,
        blob=_kept(data, read),
        as_of=as_of,
        only_known=only_known,
        answers=_plain({k: v for k, v in answers.__dict__.items() if v}),
        pack=platforms().fingerprint,
        imported_at=now,
        imported_by=by.membership if by else None,
        **_columns(read, name),
    )
    Snapshot.objects.bulk_create(_snapshots(made, read), batch_size=500)
    facts = {
        "file": made.pk,
        "sha256": digest,
        "kind": made.kind,
        "as_of": as_of,
        "figures": len(read.values),
    }
    journal.write(by, "platform_file.imported", campaign, **facts)
    return made


def _campaign(by: Actor | None, id: UUID) -> Campaign:
    """The campaign, locked: two imports of one file at once become one."""
    rows = Campaign.objects.select_for_update(of=("self",))
    if by is None:
        if found := rows.filter(pk=id, compartment__exercise=None).first():
            return found
        raise access.Hidden
    campaign = access.get(rows, by, pk=id)
    access.require(by, access.ACT, campaign)
    return campaign


def _standing(campaign: Campaign, digest: str, answers: Answers) -> PlatformFile | None:
    """The import of the same bytes, if there is one; Refused when another day of export is said of them now."""
    standing = campaign.platform_files.filter(sha256=digest, void=None).first()
    if standing and answers.as_of and answers.as_of != standing.as_of:
        raise Refused("platform_file.already", "as_of", as_of=formatting.day(standing.as_of))
    return standing


def _day_of_export(read: Reading, today: date) -> date:
    """As of which day its figures are; Refused where platforms had no exports yet, or a post is later."""
    as_of = read.as_of or today
    if not FIRST_EXPORTS <= as_of <= today:
        raise Refused("platform_file.as_of", "as_of", as_of=formatting.day(as_of))
    # A day apart may be the clock of another country.
    if read.published and (newest := max(read.published.values())) > as_of + timedelta(days=1):
        said = {"as_of": formatting.day(as_of), "newest": formatting.day(newest)}
        raise Refused("platform_file.published_later", "as_of", **said)
    return as_of


def _columns(read: Reading, name: str) -> dict[str, Any]:
    """What the reading says of the file."""
    return {
        # A chat's file is named after the person or group.
        "name": "chat" if read.tally else files.safe_name(name, "application/octet-stream"),
        "kind": read.kind.id,
        "platform": read.platform,
        "language": read.language,
        "account": read.account,
        "as_of_from": read.as_of_from or "arrival",
        "first": read.first,
        "last": read.last,
        "rows": read.rows or (read.tally.messages if read.tally else 0),
        "read": _plain({**dict(reader.summary(read)), **_beside(read)}),
    }


def _snapshots(file: PlatformFile, read: Reading) -> Iterator[Snapshot]:
    """Each figure of the file, as of its day."""
    for one in read.values:
        yield Snapshot(
            id=uuid7(),
            file=file,
            row=one.row,
            platform=read.platform,
            account=one.account,
            object=one.object,
            link=one.link,
            metric=one.metric,
            grain=one.grain,
            value=one.value,
            precision=one.precision,
            as_of=file.as_of,
            first=one.first,
            last=one.last,
            raw=one.raw,
        )


def _kept(data: bytes, read: Reading) -> Blob | None:
    """The bytes on the disk; those of a chat are not kept, they hold what citizens wrote."""
    if read.tally:
        return None
    kept = files.keep([data], kinds=EXPORTS, field="file")
    blob, _made = Blob.objects.get_or_create(
        sha256=kept.sha256, defaults={"size": kept.size, "kind": kept.kind}
    )
    return blob


def _beside(read: Reading) -> dict[str, Any]:
    """What else a reader of the import is told."""
    return {
        "columns_left_out": read.left_out[:300],
        "other_parts": read.other_parts[:50],
        "without_id": read.without_id,
        "computed": read.computed,
        "days_open": read.days_open,
        "published": read.published,
    }


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    encoder = DjangoJSONEncoder()
    return {
        key: {k: v if isinstance(v, int | str) else encoder.default(v) for k, v in value.items()}
        if isinstance(value, Mapping)
        else value
        if isinstance(value, str | int | list | None.__class__)
        else str(value.normalize()) if isinstance(value, Decimal) and value != value.to_integral_value()
        else int(value) if isinstance(value, Decimal)
        else encoder.default(value)
        for key, value in values.items()
    }  # fmt: skip


@action(roles=IMPORTERS)
def void_file(*, by: Actor, id: UUID, why: str) -> PlatformFileVoid:
    """Take an import back: its rows stay and no longer count. The same file may be imported again."""
    file = access.get(PlatformFile.objects.select_related("campaign"), by, pk=id)
    access.require(by, access.ACT, file)
    _campaign(by, file.campaign_id)
    if standing := PlatformFileVoid.objects.filter(file=file).first():
        return standing
    if not why.strip():
        raise Refused("field.missing", "why")
    void = PlatformFileVoid.objects.create(
        id=uuid7(), file=file, why=why.strip(), voided_at=by.now, voided_by=by.membership
    )
    journal.write(by, "platform_file.voided", file.campaign, file=file.pk)
    return void


@action(roles=IMPORTERS)
def say_meanings(*, by: Actor, kind: str, meanings: Mapping[str, str]) -> list[HeadMeaning]:
    """Keep what heads mean, once for every later file; saying the same again changes nothing."""
    pack, standing, made = platforms(), meanings_said(), []
    found = pack.kinds.get(kind)
    if found is None:
        raise Refused("platform_file.no_kind", "kind")
    for head, code in meanings.items():
        if code and not told_column(found, pack, code):
            raise Refused("platform_file.no_column", "columns", given=code)
        if standing.get(f"{kind}:{head}") != code:
            made.append(
                HeadMeaning.objects.create(
                    id=uuid7(), kind=kind, head=head[:200], code=code, said_at=by.now, said_by=by.membership
                )
            )
            journal.write(by, "platform_file.head_said", made[-1], kind=kind, code=code)
    return made


@action(roles=IMPORTERS)
def state_overlap(*, by: Actor, id: UUID, campaign_id: UUID, share: Decimal | None, reason: str) -> Overlap:
    """Assume how much the audiences overlap, by name and with a reason; without a share take the assumption back."""
    given = {"share": share, "reason": reason.strip()}
    if standing := versions.again(Overlap, by, id, given):
        return standing
    campaign = _campaign(by, campaign_id)
    if share is not None and not 0 <= share <= 1:
        raise Refused("overlap.share", "share")
    if not reason.strip():
        raise Refused("field.missing", "reason")
    row = Overlap.objects.create(id=id, campaign=campaign, **given, stated_at=by.now, stated_by=by.membership)
    journal.write(
        by, "overlap.stated", campaign, overlap=row.pk, share=str(share) if share is not None else ""
    )
    return row
