"""Lists of imports and of their figures: conditions, order, cells of a spreadsheet."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arariwa.core import formatting
from arariwa.core.lists import Condition
from arariwa.outreach.choices import Platform
from arariwa.outreach.domain.kinds import Platforms
from arariwa.outreach.models import Campaign, PlatformFile, Snapshot
from arariwa.outreach.platforms import kind_name, metric_name, platform_name, platforms

STATES = {"vale": gettext_lazy("it counts"), "anulada": gettext_lazy("declared void")}
CONDITIONS = (
    Condition("q", gettext_lazy("Words of the file or account"), gettext_lazy("with “%(value)s”")),
    Condition("plataforma", gettext_lazy("Platform"), gettext_lazy("of %(value)s"), tuple(Platform.choices)),
    Condition("estado", gettext_lazy("State"), gettext_lazy("%(value)s"), tuple(STATES.items())),
)
SORTS: dict[str, tuple[str, ...]] = {
    "-dia": ("-as_of", "-id"),
    "dia": ("as_of", "id"),
    "archivo": ("name", "id"),
    "-archivo": ("-name", "-id"),
}
FIGURE_SORTS: dict[str, tuple[str, ...]] = {
    "fila": ("row", "metric", "id"),
    "-fila": ("-row", "metric", "id"),
}
# How the day of a file is known.
SOURCES = {
    "told": gettext_lazy("told by who imported it"),
    "name": gettext_lazy("from the name of the file"),
    "days": gettext_lazy("the last day in the file"),
    "arrival": gettext_lazy("the day of import, as nobody said another"),
}
GRAINS = {
    "lifetime": gettext_lazy("since its publication"),
    "day": gettext_lazy("of one day"),
    "total": gettext_lazy("total of the table"),
}


def found(campaign: Campaign, values: Mapping[str, str]) -> QuerySet[PlatformFile]:
    """The imports of a campaign the conditions find."""
    rows = campaign.platform_files.select_related("void", "imported_by__person")
    if values["plataforma"]:
        rows = rows.filter(platform=values["plataforma"])
    if values["estado"]:
        rows = rows.filter(void__isnull=values["estado"] == "vale")
    for word in values["q"].split():
        rows = rows.filter(name__icontains=word) | rows.filter(account__icontains=word)
    return rows


def figures(file: PlatformFile, values: Mapping[str, str]) -> QuerySet[Snapshot]:
    """The figures of a file the conditions find."""
    rows = file.snapshots.all()
    if values["cifra"]:
        rows = rows.filter(metric=values["cifra"])
    if values["q"]:
        rows = rows.filter(object__icontains=values["q"])
    return rows


def figure_conditions(file: PlatformFile) -> tuple[Condition, ...]:
    """The conditions of the list of figures: the metrics this file has."""
    there = set(file.snapshots.order_by().values_list("metric", flat=True).distinct())
    pack = platforms()
    options = tuple((one, metric_name(one, pack)) for one in pack.metrics if one in there)
    return (
        Condition("q", gettext_lazy("Id of a post"), gettext_lazy("of “%(value)s”")),
        Condition("cifra", gettext_lazy("Figure"), gettext_lazy("%(value)s"), options),
    )


def source(file: PlatformFile) -> str:
    """How the day of a file is known."""
    return str(SOURCES[file.as_of_from])


def brought_by(file: PlatformFile) -> str:
    """Who imported it."""
    return str(file.imported_by.person) if file.imported_by else _("from the console of the machine")


def head() -> list[str]:
    """Heads of the list of imports as a spreadsheet."""
    return [
        _("File name"), _("Kind"), _("Platform"), _("Account"), _("Day of the figures"), _("How it is known"),
        _("Rows"), "SHA-256", _("Imported"), _("By"), _("Declared void"), _("Reason"),
    ]  # fmt: skip


def cells(pack: Platforms) -> Callable[[PlatformFile], list[Any]]:
    """A row of the same, named by the pack."""

    def of(file: PlatformFile) -> list[Any]:
        void = getattr(file, "void", None)
        return [
            file.name, kind_name(file.kind, pack), platform_name(file.platform), file.account, file.as_of.isoformat(),
            source(file), file.rows, file.sha256, formatting.moment_brief(file.imported_at), brought_by(file),
            formatting.moment_brief(void.voided_at) if void else "", void.why if void else "",
        ]  # fmt: skip

    return of


def figure_head() -> list[str]:
    """Heads of the figures of a file."""
    return [
        _("Row"), _("Platform"), _("Account"), _("Id of the post"), _("Address"), _("Figure"), _("Of what"),
        _("Day"), _("Value"), _("Rounded to"), _("As delivered"), _("Day of export"),
    ]  # fmt: skip


def figure_cells(pack: Platforms) -> Callable[[Snapshot], list[Any]]:
    """A row of the same; what was not given stays empty."""

    def of(row: Snapshot) -> list[Any]:
        return [
            row.row, platform_name(row.platform), row.account, row.object, row.link, metric_name(row.metric, pack),
            str(GRAINS[row.grain]), row.first.isoformat() if row.grain == "day" and row.first else "",
            "" if row.value is None else f"{row.value.normalize():f}",
            "" if row.precision is None else f"{row.precision.normalize():f}", row.raw, row.as_of.isoformat(),
        ]  # fmt: skip

    return of
