"""Papers of the rights pack: the booklet of a district, and the blank record a community fills in by hand."""

from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from arariwa.core import formatting, reference
from arariwa.core.domain.places import Place
from arariwa.core.domain.refused import Refused
from arariwa.core.paper import Paper, PaperError, render
from arariwa.law import queries as law
from arariwa.rights import book, offices, showing
from arariwa.rights.domain.content import Rights, Way
from arariwa.rights.kept import Shelf
from arariwa.rights.pack_words import ANSWERS

FOLDER = "pe/documents"
# Lines to write on for each field of the blank record; the last field, the signatures, has its own room.
LINES = (1, 2, 3, 6, 3, 4, 3, 1, 2, 3, 2, 1)


# Districts a search shows at most; offices a booklet names.
MOST, MOST_OFFICES = 20, 8
_booklets: Shelf[Paper] = Shelf(32)


def districts(text: str) -> list[tuple[str, str]]:
    """(code, whole name) of the districts people may mean."""
    places = reference.places()
    return [(p.code, places.full_name(p.code)) for p in places.search(text, limit=MOST, kinds=("district",))]


def booklet(ubigeo: str, lang: str, today: date) -> Paper:
    """The booklet of a district, by the law of that day. Set once a day, district, pack and state of the offices near."""
    with translation.override(lang):
        near = tuple(tuple(row.values()) for row in _offices(reference.places().get(ubigeo[:2]))["offices"])
    key = (ubigeo, lang, today, book.rights().fingerprint, law.law().fingerprint, near)
    return _booklets.take(key, lambda: _booklet(ubigeo, lang, today))


def _booklet(ubigeo: str, lang: str, today: date) -> Paper:
    with translation.override(lang):
        return _set(booklet_record(ubigeo, lang, today), f"cartilla.{lang}.typ", today)


def booklet_record(ubigeo: str, lang: str, today: date) -> dict[str, Any]:
    """What the booklet says, in the language that is active."""
    rights, region = book.rights(), ubigeo[:2]
    department = reference.places().get(region)
    place, law_day = reference.places().full_name(ubigeo), showing.law_day(today)
    day, read = formatting.day(today, lang), formatting.day(law_day.read_until, lang)
    notes = [
        _("Made on %(day)s, by the law of that day; its sources were read up to %(read)s.")
        % {"day": day, "read": read},
        _("No lawyer has reviewed it yet. It guides; it does not replace legal advice."),
        _(
            "Where it says “only if” or “it depends”, ask before you act. The code under each answer leads to the whole of it, such as %(address)s"
        )
        % {"address": f"{settings.PUBLIC_ADDRESS}{reverse('rights:question', args=['S01'])}"},
    ]
    if law_day.old:
        notes.insert(0, _("The law may have changed since: ask the authority before you act."))
    own = [row for row in rights.channels.values() if row.region == region]
    others = [row for row in rights.channels.values() if row.region is None]
    return {
        "paper": "cartilla",
        "frame": {
            "lang": lang,
            "institution": "Arariwa",
            "unit": _("Know your rights"),
            "number": f"{ubigeo} {today.isoformat()}",
            "title": _("Animals, plants and the law"),
            "subtitle": place,
            "note": _("It may be copied and given away."),
        },
        "body": {
            "notes": notes,
            "labels": {
                "call": _("Whom to call"),
                "offices": _("Nearest offices"),
                "first_hour": _("If your community finds trafficking: the first hour"),
                "questions": _("Questions and answers"),
                "ways": _("How to do it lawfully"),
                "requirements": _("It asks for:"),
                "cost": _("Cost:"),
                "time": _("Time:"),
                "not": _("It does not allow:"),
            },
            "call_note": ""
            if own
            else _("No contact of this region’s own authority was found: ask at the regional government."),
            "channels": [_channel(showing.channel(row)) for row in (*own, *others) if row.contacts],
            **_offices(department),
            "first_hour": [one.in_(lang) for one in rights.community.first_hour],
            "questions_note": "",
            "groups": _groups(rights, lang),
            "ways_note": _("Amounts of another region are a reference only."),
            "ways": [_way(way, today, lang) for way in rights.ways.values()],
        },
    }


def _offices(department: Place | None) -> dict[str, Any]:
    """The offices nearest to the capital of the department, of every authority a citizen is sent to, and what is said of them."""
    if department is None:
        return {"offices": [], "offices_note": ""}
    rows = offices.nearest(department, offices.authorities(book.rights()))
    note = offices.caution(department, rows) or _(
        "As far as from the capital of %(department)s. Only offices registered in this copy; an institution may have others. Call before you go."
    ) % {"department": department.name}
    told = [{"name": row.office.name, "where": row.where, "far": row.far} for row in rows[:MOST_OFFICES]]
    return {"offices": told, "offices_note": note}


def _channel(row: dict[str, Any]) -> dict[str, Any]:
    seen = [_("Checked on %(day)s.") % {"day": formatting.day(row["seen"])}]
    if row["source_date"]:
        seen.append(_("What was read is of %(day)s.") % {"day": row["source_date"]})
    if row["warning"]:
        seen.append(row["warning"])
    return {
        "name": row["name"],
        "contacts": [contact["text"] for contact in row["contacts"]],
        "use_for": f"{row['use_for'][:1].upper()}{row['use_for'][1:]}.",
        "seen": " ".join(seen),
    }


def _groups(rights: Rights, lang: str) -> list[dict[str, Any]]:
    found = []
    for key, name in rights.groups.items():
        rows = [
            {
                "code": asked.id,
                "question": asked.question.in_(lang),
                "word": str(ANSWERS[asked.answer]),
                "short": asked.short.in_(lang),
                "unless": [{"says": u.says.in_(lang), "word": str(ANSWERS[u.answer])} for u in asked.unless],
            }
            for asked in rights.asked.values()
            if asked.group == key
        ]
        if rows:
            words = name.in_(lang)
            found.append({"name": words[:1].upper() + words[1:], "rows": rows})
    return found


def _way(way: Way, today: date, lang: str) -> dict[str, Any]:
    authority = [name for _code, name in showing.names(way.authority)]
    costs = [
        f"{showing.cost(one)}{'; ' + one.note.in_(lang) if one.note else ''}".rstrip(".") for one in way.cost
    ]
    known = way.time.known.in_(lang)
    return {
        "code": way.id,
        "title": way.title.in_(lang),
        "for_whom": way.for_whom.in_(lang),
        "before": _("Before %(names)s") % {"names": formatting.listing(authority, lang)},
        "steps": [book.said(one, today, links=False) for one in way.steps],
        "requirements": [one.in_(lang) for one in way.requirements],
        "cost": f"{'; '.join(costs)}.",
        "time": f"{known[:1].upper()}{known[1:].rstrip('.')}.",
        "not": [one.in_(lang) for one in way.does_not_allow],
        "uncertain": way.uncertain.in_(lang) if way.uncertain else "",
    }


def communal_record(today: date) -> Paper:
    """The blank record of a find or intervention, in Spanish, as authorities read it."""
    return _communal_record(book.rights().fingerprint, today)


@lru_cache(maxsize=2)
def _communal_record(_rights: str, today: date) -> Paper:
    return _set(communal_record_of(book.rights()), "acta_comunal.es.typ", today)


def communal_record_of(rights: Rights) -> dict[str, Any]:
    """What the blank record says."""
    record = rights.community.record
    *fields, signatures = [one.es for one in record.fields]
    return {
        "paper": "acta_comunal",
        "frame": {
            "lang": "es",
            "institution": "Formato en blanco",
            "number": "ACTA COMUNAL",
            "title": record.name.es,
            "note": "Se puede copiar. No es una sentencia: sirve de aviso y de prueba.",
        },
        "body": {
            "lead": "Escriba con lapicero y letra clara. Lo que no sepa, póngalo así: «no se sabe». No deje espacios en blanco: táchelos con una línea.",
            "fields": [
                {"label": label, "lines": LINES[i] if i < len(LINES) else 2} for i, label in enumerate(fields)
            ],
            "signs_label": signatures,
            "signs": 4,
            "never_label": "Nunca se escribe",
            "never": [one.es for one in record.do_not_write],
            "hour_label": "La primera hora",
            "hour": [one.es for one in rights.community.first_hour],
            "copies_label": "Dos copias",
            "copies": "Una para quien recibe; la otra, con la firma de quien recibió y la hora, para el libro de ocurrencias.",
        },
    }


def _set(record: dict[str, Any], template: str, today: date) -> Paper:
    at = datetime.combine(today, time(12), formatting.LIMA)
    try:
        return render(record, folder=settings.PACKS / FOLDER, template=template, issued_at=at)
    except PaperError as error:
        raise Refused("paper.not_set", why=str(error)[:200]) from error
