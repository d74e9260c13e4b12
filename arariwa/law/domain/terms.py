"""The words a situation is told in: every fact the law may ask for, in one table.

A path is group and name: `acts.sell`, `specimen.origin`, `actor.official`. Packs may only use paths and values
that stand here. A new fact is one row; the shape of a situation, its JSON Schema, the checks of the packs and
the questions "what to find out" follow from it.
"""

from arariwa.law.domain.term import Term, number, one_of, words, yes_no
from arariwa.law.domain.terms_specimen import CATEGORIES as CATEGORIES
from arariwa.law.domain.terms_specimen import SPECIMEN, TITLE_VALUES, TITLE_WORDS
from arariwa.law.domain.text import text

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

TITLE = {
    "state": one_of(*TITLE_WORDS, TITLE_VALUES, open_values=("not_shown",)),
    "kind": words(
        "Clase de título", "Kind of title", "¿Qué clase de título es?", "What kind of title is it?"
    ),
    "number": words("Número del título", "Number of the title", "¿Qué número tiene?", "What is its number?"),
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
