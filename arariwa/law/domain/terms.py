"""The words a situation is told in: every fact the law may ask for, in one table.

A path is group and name: `acts.sell`, `specimen.origin`, `actor.official`. Packs may only use paths and values
that stand here. A new fact is one row; the shape of a situation, its JSON Schema, the checks of the packs and
the questions "what to find out" follow from it.
"""

from dataclasses import dataclass, field
from typing import Literal

from arariwa.law.domain.text import Text, text

Kind = Literal["yes_no", "one_of", "number", "text", "taxa", "day"]


@dataclass(frozen=True, slots=True)
class Term:
    """One fact: what it is called, which values it may have, and the question to ask while it is unknown."""

    kind: Kind
    label: Text
    ask: Text
    values: dict[str, Text] = field(default_factory=dict)
    # Values that do not settle the matter, such as a paper that was not shown: they point, they do not decide.
    open_values: frozenset[str] = frozenset()
    # Facts that follow from the taxon: while unknown, what has to be found out is the taxon.
    from_taxon: bool = False
    unit: str = ""

    def shown(self, value: object) -> Text:
        """The value as people read it."""
        if isinstance(value, bool):
            return text("sí", "yes") if value else text("no", "no")
        if isinstance(value, str) and value in self.values:
            return self.values[value]
        return text(f"{value} {self.unit}".strip(), f"{value} {self.unit}".strip())


def yes_no(es: str, en: str, ask_es: str, ask_en: str, *, from_taxon: bool = False) -> Term:
    """A fact that is so or is not."""
    return Term("yes_no", text(es, en), text(ask_es, ask_en), from_taxon=from_taxon)


def one_of(
    es: str,
    en: str,
    ask_es: str,
    ask_en: str,
    values: dict[str, tuple[str, str]],
    *,
    open_values: tuple[str, ...] = (),
    from_taxon: bool = False,
) -> Term:
    """A fact with a closed list of values."""
    shown = {value: text(*words) for value, words in values.items()}
    return Term("one_of", text(es, en), text(ask_es, ask_en), shown, frozenset(open_values), from_taxon)


def number(es: str, en: str, ask_es: str, ask_en: str, unit: str = "") -> Term:
    """A count or amount, not negative."""
    return Term("number", text(es, en), text(ask_es, ask_en), unit=unit)


def words(es: str, en: str, ask_es: str, ask_en: str) -> Term:
    """Free words; no rule reads them."""
    return Term("text", text(es, en), text(ask_es, ask_en))


ACTS = {
    "hunt": yes_no("Cazar", "Hunting", "¿Cazaron el animal?", "Was the animal hunted?"),
    "capture": yes_no("Capturar", "Capturing", "¿Capturaron el animal?", "Was the animal captured?"),
    "collect": yes_no("Colectar", "Collecting", "¿Lo colectaron?", "Was it collected?"),
    "extract": yes_no(
        "Extraer", "Extracting", "¿Lo extrajeron de su medio?", "Was it taken from its habitat?"
    ),
    "possess": yes_no("Poseer", "Possessing", "¿Lo tenían en su poder?", "Was it in their possession?"),
    "acquire": yes_no("Adquirir", "Acquiring", "¿Lo compraron o recibieron?", "Was it bought or received?"),
    "sell": yes_no(
        "Vender", "Selling", "¿Lo vendían u ofrecían en venta?", "Was it sold or offered for sale?"
    ),
    "transport": yes_no("Transportar", "Transporting", "¿Lo transportaban?", "Was it being transported?"),
    "store": yes_no("Almacenar", "Storing", "¿Lo almacenaban?", "Was it being stored?"),
    "import": yes_no("Importar", "Importing", "¿Lo ingresaron al país?", "Was it brought into the country?"),
    "export": yes_no(
        "Exportar", "Exporting", "¿Lo sacaban del país?", "Was it being taken out of the country?"
    ),
    "reexport": yes_no("Reexportar", "Re-exporting", "¿Lo reexportaban?", "Was it being re-exported?"),
    "process": yes_no("Procesar", "Processing", "¿Lo procesaban?", "Was it being processed?"),
    "exhibit": yes_no("Exhibir", "Exhibiting", "¿Lo exhibían?", "Was it being exhibited?"),
    "cruelty": yes_no(
        "Cometer crueldad", "Cruelty", "¿Hubo actos de crueldad?", "Were there acts of cruelty?"
    ),
    "abandon": yes_no("Abandonar", "Abandoning", "¿Abandonaron al animal?", "Was the animal abandoned?"),
}

PURPOSE = {
    "sale": yes_no("Para vender", "For sale", "¿Era para vender?", "Was it for sale?"),
    "pet": yes_no("Como mascota", "As a pet", "¿Era para tenerlo como mascota?", "Was it kept as a pet?"),
    "subsistence": yes_no(
        "Para alimento propio o de la familia",
        "As food for oneself or the family",
        "¿Era para alimento propio o de la familia?",
        "Was it food for oneself or the family?",
    ),
    "exhibition": yes_no(
        "Para exhibirlo", "For exhibition", "¿Era para exhibirlo?", "Was it for exhibition?"
    ),
    "breeding": yes_no("Para criarlo", "For breeding", "¿Era para criarlo?", "Was it for breeding?"),
    "bait": yes_no("Como carnada", "As bait", "¿Era para carnada?", "Was it for bait?"),
    "science": yes_no(
        "Para investigación", "For research", "¿Era para investigación?", "Was it for research?"
    ),
}

TITLE_VALUES = {
    "none": ("no tiene", "none held"),
    "not_shown": ("no se mostró", "not shown"),
    "valid": ("vigente y cubre el hecho", "valid and covers the facts"),
    "expired": ("vencido", "expired"),
    "forged": ("falso o adulterado", "forged or altered"),
    "exceeded": ("excedido: más de lo permitido", "exceeded: more than allowed"),
    "not_covering": ("no ampara esta especie, origen o acto", "does not cover this species, origin or act"),
}
TITLE_WORDS = (
    "Permiso, certificado u otro título",
    "Permit, certificate or other title",
    "¿Qué título o permiso lo ampara, y está vigente? Pídalo a la autoridad que lo otorgaría.",
    "Which title or permit covers it, and is it valid? Ask the authority that would have issued it.",
)
TITLE = {
    "state": one_of(*TITLE_WORDS, TITLE_VALUES, open_values=("not_shown",)),
    "kind": words(
        "Clase de título", "Kind of title", "¿Qué clase de título es?", "What kind of title is it?"
    ),
    "number": words("Número del título", "Number of the title", "¿Qué número tiene?", "What is its number?"),
}

CATEGORIES = {
    "CR": ("en peligro crítico (CR)", "critically endangered (CR)"),
    "EN": ("en peligro (EN)", "endangered (EN)"),
    "VU": ("vulnerable (VU)", "vulnerable (VU)"),
    "NT": ("casi amenazada (NT)", "near threatened (NT)"),
    "DD": ("datos insuficientes (DD)", "data deficient (DD)"),
    "none": ("no figura en la lista nacional", "not on the national list"),
}
SPECIMEN = {
    "name_as_written": words(
        "Nombre como se escribió", "Name as written", "¿Cómo lo llaman?", "What is it called?"
    ),
    "taxa": Term(
        "taxa",
        text("Taxón", "Taxon"),
        text(
            "¿Qué especie es? Disponga la pericia de identificación.",
            "Which species is it? Order its expert identification.",
        ),
    ),
    "what": one_of(
        "Qué es",
        "What it is",
        "¿Es fauna silvestre, flora silvestre, madera o un animal doméstico?",
        "Is it wild fauna, wild flora, timber or a domestic animal?",
        {
            "wild_fauna": ("fauna silvestre", "wild fauna"),
            "wild_flora": ("flora silvestre no maderable", "non-timber wild flora"),
            "timber": ("producto forestal maderable", "timber"),
            "domestic_animal": ("animal doméstico", "domestic animal"),
        },
        from_taxon=True,
    ),
    "form": one_of(
        "Estado o forma",
        "Form",
        "¿Está vivo, muerto, o es una parte o producto?",
        "Is it alive, dead, or a part or product?",
        {
            "live": ("vivo", "live"),
            "dead": ("muerto", "dead"),
            "egg": ("huevo", "egg"),
            "meat": ("carne", "meat"),
            "skin": ("piel o cuero", "skin or hide"),
            "part": ("parte", "part"),
            "product": ("producto", "product"),
        },
    ),
    "quantity": number("Cantidad", "Quantity", "¿Cuántos o cuánto?", "How many or how much?"),
    "unit": words("Unidad", "Unit", "¿En qué unidad?", "In which unit?"),
    "value_soles": number(
        "Valor",
        "Value",
        "¿Cuánto vale? Disponga la valoración del espécimen.",
        "What is it worth? Order the valuation of the specimen.",
        "S/",
    ),
    "origin": one_of(
        "Origen",
        "Origin",
        "¿Nació en cautiverio o viene del medio silvestre?",
        "Was it bred in captivity or taken from the wild?",
        {"wild": ("silvestre", "wild"), "captive_bred": ("criado en cautiverio", "captive-bred")},
    ),
    "title": one_of(*TITLE_WORDS, TITLE_VALUES, open_values=("not_shown",)),
    "from_protected_area": yes_no(
        "Proviene de un área natural protegida",
        "Comes from a protected area",
        "¿Proviene de un área natural protegida?",
        "Does it come from a protected area?",
    ),
    "from_closed_zone": yes_no(
        "Proviene de zona vedada",
        "Comes from a closed zone",
        "¿Proviene de zona vedada?",
        "Does it come from a closed zone?",
    ),
    "from_community_land": yes_no(
        "Proviene de territorio de comunidad nativa o campesina",
        "Comes from native or peasant community land",
        "¿Proviene de territorio de una comunidad nativa o campesina?",
        "Does it come from land of a native or peasant community?",
    ),
    "from_indigenous_reserve": yes_no(
        "Proviene de una reserva territorial o indígena",
        "Comes from an indigenous or territorial reserve",
        "¿Proviene de una reserva territorial o indígena?",
        "Does it come from an indigenous or territorial reserve?",
    ),
    "closed_season": yes_no(
        "En época de veda o especie vedada",
        "In closed season, or species under a ban",
        "¿Había veda ese día para esta especie?",
        "Was there a ban on this species that day?",
    ),
    "undersized": yes_no(
        "Por debajo de la talla",
        "Below the legal size",
        "¿Está por debajo de la talla mínima?",
        "Is it below the minimum size?",
    ),
    "over_limit": yes_no(
        "Excede la cantidad permitida",
        "Above the permitted quantity",
        "¿Excede la cantidad o cuota permitida?",
        "Is it above the permitted quantity or quota?",
    ),
    "injured": yes_no("Herido", "Injured", "¿El animal está herido?", "Is the animal injured?"),
    "died": yes_no(
        "Murió a consecuencia del hecho",
        "Died as a result of the facts",
        "¿Murió a consecuencia del hecho?",
        "Did it die as a result of the facts?",
    ),
    "national_category": one_of(
        "Categoría en la lista nacional",
        "Category on the national list",
        "¿Figura en la lista nacional, y en qué categoría?",
        "Is it on the national list, and in which category?",
        CATEGORIES,
        from_taxon=True,
    ),
    "cites_appendix": one_of(
        "Apéndice CITES",
        "CITES appendix",
        "¿En qué apéndice de la CITES está?",
        "In which CITES appendix is it?",
        {
            "I": ("Apéndice I", "Appendix I"),
            "II": ("Apéndice II", "Appendix II"),
            "III": ("Apéndice III", "Appendix III"),
            "none": ("no incluida en la CITES", "not listed in CITES"),
        },
        from_taxon=True,
    ),
    "cms_appendix": one_of(
        "Apéndice de la Convención de Especies Migratorias",
        "CMS appendix",
        "¿Está en la Convención sobre Especies Migratorias?",
        "Is it listed in the Convention on Migratory Species?",
        {
            "I": ("Apéndice I de la CMS", "CMS Appendix I"),
            "II": ("Apéndice II de la CMS", "CMS Appendix II"),
            "none": ("no incluida en la CMS", "not listed in CMS"),
        },
        from_taxon=True,
    ),
    "endemic": yes_no(
        "Endémica del Perú", "Endemic to Peru", "¿Es endémica?", "Is it endemic?", from_taxon=True
    ),
    "exotic": yes_no(
        "Exótica: no vive en estado natural en el país",
        "Exotic: not native to the country",
        "¿Es una especie exótica?",
        "Is it an exotic species?",
        from_taxon=True,
    ),
    "aquatic": yes_no(
        "Especie acuática: nace en el agua y no es anfibio",
        "Aquatic species: born in water and not an amphibian",
        "¿Es una especie acuática?",
        "Is it an aquatic species?",
        from_taxon=True,
    ),
    "aquatic_basis": one_of(
        "Relación con el agua",
        "Relation to water",
        "¿Dónde nace y vive la especie?",
        "Where is the species born, and where does it live?",
        {
            "born_in_water": ("nace en el agua", "born in water"),
            "amphibian": ("anfibio", "amphibian"),
            "lives_in_water_born_on_land": (
                "vive en el agua, nace en tierra",
                "lives in water, born on land",
            ),
            "land": ("terrestre", "terrestrial"),
        },
        from_taxon=True,
    ),
}

ACTOR = {
    "knowledge": one_of(
        "Conocimiento del origen o de la falta de título",
        "Knowledge of the origin or of the missing title",
        "¿Qué muestra que conocía o podía presumir que no había autorización?",
        "What shows that the person knew, or could presume, that there was no authorisation?",
        {
            "knew": ("lo conocía", "knew"),
            "could_presume": ("podía presumirlo", "could presume"),
            "did_not_know": ("no lo conocía ni podía presumirlo", "neither knew nor could presume"),
        },
    ),
    "official": yes_no(
        "Funcionario o servidor público",
        "Public official",
        "¿Es funcionario o servidor público?",
        "Is the person a public official?",
    ),
    "used_office": yes_no(
        "Se aprovechó del cargo",
        "Took advantage of the office",
        "¿Se aprovechó de su cargo?",
        "Did the person take advantage of the office?",
    ),
    "organisation_member": yes_no(
        "Integrante de una organización criminal",
        "Member of a criminal organisation",
        "¿Actuó como integrante de una organización criminal?",
        "Did the person act as a member of a criminal organisation?",
    ),
    "community_member": yes_no(
        "Integrante de comunidad nativa o campesina",
        "Member of a native or peasant community",
        "¿Integra una comunidad nativa o campesina?",
        "Is the person a member of a native or peasant community?",
    ),
    "for_company": yes_no(
        "Actuó por una empresa",
        "Acted for a company",
        "¿Actuó por una empresa?",
        "Did the person act for a company?",
    ),
    "fisher_in_formalisation": yes_no(
        "Pescador en proceso de formalización",
        "Fisher in the process of formalisation",
        "¿Está en proceso de formalización pesquera?",
        "Is the fisher in the process of formalisation?",
    ),
}

CIRCUMSTANCES = {
    "began": one_of(
        "Cómo se inició la intervención",
        "How the intervention began",
        "¿Cómo se inició la intervención?",
        "How did the intervention begin?",
        {
            "flagrancy": ("flagrancia", "flagrante delicto"),
            "search_order": ("allanamiento con orden", "search with order"),
            "find": ("hallazgo o abandono", "find or abandonment"),
            "voluntary_hand_in": ("entrega voluntaria", "voluntary hand-in"),
            "administrative": ("decomiso administrativo", "administrative forfeiture"),
            "customs": ("inmovilización aduanera", "customs immobilisation"),
            "abroad": ("incautación en el extranjero", "seizure abroad"),
            "open_source": ("publicación en fuente abierta", "publication in an open source"),
        },
    ),
    "persons": number(
        "Personas que intervinieron",
        "Persons involved",
        "¿Cuántas personas intervinieron?",
        "How many persons took part?",
    ),
    "weapons": yes_no("Uso de armas", "Use of weapons", "¿Usaron armas?", "Were weapons used?"),
    "explosives": yes_no(
        "Uso de explosivos", "Use of explosives", "¿Usaron explosivos?", "Were explosives used?"
    ),
    "toxic": yes_no(
        "Uso de sustancias tóxicas",
        "Use of toxic substances",
        "¿Usaron sustancias tóxicas?",
        "Were toxic substances used?",
    ),
    "prohibited_method": yes_no(
        "Método de pesca prohibido",
        "Prohibited fishing method",
        "¿Usaron un método prohibido?",
        "Was a prohibited method used?",
    ),
    "unauthorised_vessel": yes_no(
        "Embarcación sin autorización",
        "Unauthorised vessel",
        "¿La embarcación tenía autorización?",
        "Was the vessel unauthorised?",
    ),
    "bycatch": yes_no(
        "Captura incidental",
        "Bycatch",
        "¿Fue captura incidental junto al recurso objetivo?",
        "Was it bycatch beside the target species?",
    ),
    "fishing_permitted": yes_no(
        "Actividad y zona de pesca permitidas",
        "Permitted fishing activity and zone",
        "¿La actividad y la zona de pesca estaban permitidas?",
        "Were the fishing activity and zone permitted?",
    ),
    "fishing_rules_kept": yes_no(
        "Cumplió la regulación pesquera",
        "Fishing rules kept",
        "¿Cumplió la regulación pesquera?",
        "Were the fishing rules kept?",
    ),
    "custom_pleaded": yes_no(
        "Alega costumbre",
        "Custom is pleaded",
        "¿Alega costumbre o tradición?",
        "Is custom or tradition pleaded?",
    ),
    "false_document": yes_no(
        "Documento falso o con datos falsos",
        "False document or false contents",
        "¿Algún documento es falso o contiene datos falsos?",
        "Is any document false or false in content?",
    ),
    "bribe": yes_no(
        "Soborno ofrecido o pagado", "Bribe offered or paid", "¿Hubo soborno?", "Was there a bribe?"
    ),
    "concealment_of_gains": yes_no(
        "Ocultamiento o movimiento de ganancias",
        "Concealment or movement of gains",
        "¿Se ocultaron o movieron ganancias?",
        "Were gains concealed or moved?",
    ),
    "grave_offence_besides": yes_no(
        "Otro delito con pena mínima de cinco años",
        "Another offence with a minimum of five years",
        "¿El grupo cometía además otro delito con pena mínima de cinco años (lavado, aduanero, cohecho)?",
        "Did the group also commit another offence with a minimum of five years (laundering, customs, bribery)?",
    ),
}

PLACE = {
    "text": words("Lugar", "Place", "¿Dónde ocurrió?", "Where did it happen?"),
    "country": words("País", "Country", "¿En qué país?", "In which country?"),
    "ubigeo": words(
        "Ubigeo del distrito", "District code (ubigeo)", "¿En qué distrito?", "In which district?"
    ),
}

GROUPS: dict[str, dict[str, Term]] = {
    "place": PLACE,
    "acts": ACTS,
    "purpose": PURPOSE,
    "title": TITLE,
    "specimen": SPECIMEN,
    "actor": ACTOR,
    "circumstances": CIRCUMSTANCES,
}

ON = Term(
    "day",
    text("Fecha de los hechos", "Date of the facts"),
    text("¿Qué día ocurrió?", "On which day did it happen?"),
)

# What a rule on procedure may ask of the verdict itself.
VERDICT = {
    "verdict.listed": yes_no(
        "Hay un delito que corresponde o puede corresponder", "An offence applies or may apply", "", ""
    ),
    "verdict.firm": yes_no(
        "Hay un delito con todos sus elementos", "An offence applies with all its elements", "", ""
    ),
    "verdict.min_years": number("Pena mínima", "Minimum penalty", "", "", "años"),
    "verdict.max_years": number("Pena máxima", "Maximum penalty", "", "", "años"),
}

TERMS: dict[str, Term] = {
    "on": ON,
    **{f"{group}.{name}": term for group, rows in GROUPS.items() for name, term in rows.items()},
    **VERDICT,
}
