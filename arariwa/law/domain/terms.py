"""The words a situation is told in: every fact the law may ask for, in one table.

A path is group and name: `acts.sell`, `specimen.origin`, `actor.official`. Packs may only use paths and values
that stand here. A new fact is one row; the shape of a situation, its JSON Schema, the checks of the packs and
the questions "what to find out" follow from it.
"""

from arariwa.law.domain.term import Term, number, one_of, words, yes_no
from arariwa.law.domain.terms_associated import GROUPS as ASSOCIATED
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
    "steal": yes_no(
        "Sustraer",
        "Taking away from its keeper",
        "¿Lo sustrajeron de quien lo tenía a su cargo?",
        "Was it taken away from those who keep it?",
    ),
    "finance": yes_no(
        "Financiar",
        "Financing",
        "¿Alguien lo financió con un aporte indispensable?",
        "Did someone finance it with an indispensable contribution?",
    ),
    "direct": yes_no(
        "Dirigir u organizar",
        "Directing or organising",
        "¿Alguien lo dirigió u organizó?",
        "Did someone direct or organise it?",
    ),
    # What is done with wildlife without taking it. To inherit is to possess: the years gone by change nothing.
    "find": yes_no(
        "Hallar", "Finding", "¿Lo hallaron, sin haberlo buscado?", "Was it found, without having been sought?"
    ),
    "watch": yes_no(
        "Observar o fotografiar sin tocar",
        "Watching or photographing without touching",
        "¿Solo lo observaron o fotografiaron, sin tocarlo, atraerlo ni retenerlo?",
        "Was it only watched or photographed, without touching, luring or holding it?",
    ),
    "drive_off": yes_no(
        "Ahuyentar o sacar de la casa",
        "Driving off or getting out of the house",
        "¿Solo lo ahuyentaron o lo sacaron de la casa, la chacra o el corral?",
        "Was it only driven off, or got out of the house, field or pen?",
    ),
    "hand_in": yes_no(
        "Entregar a la autoridad",
        "Handing in to the authority",
        "¿Lo entregaron a la autoridad, o lo ofrecieron por escrito?",
        "Was it handed in to the authority, or offered in writing?",
    ),
    "release": yes_no(
        "Liberar (soltar)",
        "Releasing",
        "¿Lo soltaron después de haberlo tenido?",
        "Was it released after having been kept?",
    ),
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
    "sport": yes_no("Caza deportiva", "Sport hunting", "¿Era caza deportiva?", "Was it sport hunting?"),
}

TITLE_KINDS = {
    "transport_guide": ("guía de transporte de fauna", "wildlife transport guide"),
    "remission_guide": ("guía de remisión", "remission guide (waybill)"),
    "protected_area_certificate": (
        "certificado de procedencia de área natural protegida",
        "certificate of origin from a protected area",
    ),
    "breeding_farm": ("autorización de zoocriadero", "breeding farm authorisation"),
    "management_area": ("plan o área de manejo", "management plan or area"),
    "pet_registration": ("registro de tenencia", "registration as a kept animal"),
    "sport_hunting": (
        "licencia y autorización de caza deportiva",
        "sport hunting licence and authorisation",
    ),
    "commercial_capture": (
        "licencia y autorización de captura comercial",
        "commercial capture licence and authorisation",
    ),
    "hide_quota": ("cuota de cueros y pieles", "hide quota"),
    "community_agreement": ("acuerdo comunal", "community agreement"),
    "rescue_custody": ("acta de custodia temporal", "record of temporary custody"),
    "science": ("autorización de colecta o investigación", "collection or research authorisation"),
    "cites_export": ("permiso CITES de exportación", "CITES export permit"),
    "cites_import": ("permiso CITES de importación", "CITES import permit"),
    "pre_convention": ("certificado preconvención", "pre-convention certificate"),
    "sanitary_removal": ("autorización de extracción sanitaria", "sanitary removal authorisation"),
    "fishing_permit": ("permiso de pesca", "fishing permit"),
    "fish_origin_certificate": ("certificado de procedencia pesquera", "certificate of origin of fish"),
    "vicuna_shearing": (
        "captura y esquila autorizadas de vicuña",
        "authorised capture and shearing of vicuña",
    ),
    "genetic_access": ("contrato de acceso a recursos genéticos", "contract of access to genetic resources"),
    "other": ("otro título", "another title"),
}
TITLE = {
    "state": one_of(*TITLE_WORDS, TITLE_VALUES, open_values=("not_shown",)),
    "kind": one_of(
        "Clase de título",
        "Kind of title",
        "¿Qué clase de título es?",
        "What kind of title is it?",
        TITLE_KINDS,
    ),
    "quota_in_force": yes_no(
        "Cuota aprobada y vigente ese día",
        "Quota approved and in force that day",
        "¿Había ese día una cuota aprobada para estos cueros?",
        "Was a quota for these hides approved and in force that day?",
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
    "rural_dweller": yes_no(
        "Poblador rural",
        "Rural dweller",
        "¿Vive en el campo, en el lugar donde caza?",
        "Does the person live in the country, where the hunting is done?",
    ),
    "for_company": yes_no(
        "Actuó por una empresa",
        "Acted for a company",
        "¿Actuó por una empresa?",
        "Did the person act for a company?",
    ),
    "age": number(
        "Edad", "Age", "¿Qué edad tenía al momento del hecho?", "How old was the person at the time?", "años"
    ),
    "repeat_offender": yes_no(
        "Reincidente o habitual",
        "Repeat or habitual offender",
        "¿Es reincidente o habitual?",
        "Is the person a repeat or habitual offender?",
    ),
    "breeding_manager": yes_no(
        "Titular o regente de un zoocriadero o plan de manejo",
        "Holder or manager of a breeding farm or management plan",
        "¿Es titular o regente de un zoocriadero, área o plan de manejo?",
        "Is the person holder or manager of a breeding farm, area or management plan?",
    ),
    "fisher_in_formalisation": yes_no(
        "Pescador en proceso de formalización",
        "Fisher in the process of formalisation",
        "¿Está en proceso de formalización pesquera?",
        "Is the fisher in the process of formalisation?",
    ),
    "intent": yes_no(
        "Actuó a sabiendas y queriéndolo (dolo)",
        "Acted knowingly and on purpose (intent)",
        "¿Supo lo que hacía y lo quiso, en el soborno, el documento, el grupo o la orden? No se refiere al origen del espécimen.",
        "Did the person know what was being done, and mean it, in the bribe, the paper, the group or the order? Not about the origin of the specimen.",
    ),
    "national": yes_no(
        "Nacional del país",
        "National of the country",
        "¿Es nacional del país (peruano, en el Perú)?",
        "Is the person a national of the country (Peruvian, in Peru)?",
    ),
    "finance_sector": yes_no(
        "Se valió de su trabajo en banca, bolsa, finanzas o inmobiliarias",
        "Used a position in banking, the stock exchange, finance or real estate",
        "¿Se valió de su trabajo en el sector bancario, bursátil, financiero o inmobiliario?",
        "Was a position in banking, the stock exchange, finance or real estate used?",
    ),
    "effective_information": yes_no(
        "Dio información eficaz a la autoridad",
        "Gave the authority effective information",
        "¿Dio información eficaz para evitar el delito, identificar a sus autores o hallar los bienes?",
        "Did the person give effective information to prevent the offence, identify its authors or find the goods?",
    ),
    "forest_concession_holder": yes_no(
        "Titular de una concesión forestal",
        "Holder of a forest concession",
        "¿Es titular de una concesión forestal?",
        "Is the person the holder of a forest concession?",
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
    "animals": number(
        "Animales en total",
        "Animals in all",
        "¿De cuántos animales se trata en total, también los de la fibra, pieles o partes?",
        "How many animals are there in all, also those the fibre, skins or parts come from?",
    ),
    "weapons": yes_no("Uso de armas", "Use of weapons", "¿Usaron armas?", "Were weapons used?"),
    "firearms": yes_no(
        "Uso de armas de fuego", "Use of firearms", "¿Usaron armas de fuego?", "Were firearms used?"
    ),
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
    "mistake_pleaded": yes_no(
        "Alega que no sabía que estaba prohibido",
        "Not having known that it was forbidden is pleaded",
        "¿Alega que no sabía que el hecho estaba prohibido?",
        "Is it pleaded that the person did not know the act was forbidden?",
    ),
    "danger_pleaded": yes_no(
        "Alega peligro para personas, ganado o cultivos",
        "Danger to persons, livestock or crops is pleaded",
        "¿Alega que el animal era un peligro para personas, ganado o cultivos?",
        "Is it pleaded that the animal was a danger to persons, livestock or crops?",
    ),
    "life_in_danger": yes_no(
        "Peligro inmediato para la vida de una persona",
        "Immediate danger to a person's life",
        "¿El animal ponía en ese momento en peligro la vida de una persona?",
        "Was the animal putting a person's life in danger at that moment?",
    ),
    "provoked": yes_no(
        "El peligro fue provocado o buscado",
        "The danger was provoked or sought",
        "¿Provocaron al animal, o salieron a buscarlo después?",
        "Was the animal provoked, or sought out afterwards?",
    ),
    "danger_confirmed": yes_no(
        "El peligro quedó comprobado",
        "The danger was confirmed",
        "¿La autoridad o el fiscal comprobó que hubo peligro para la vida?",
        "Did the authority or the prosecutor confirm that life was in danger?",
    ),
    "notice_given": yes_no(
        "Aviso a la autoridad",
        "Notice to the authority",
        "¿Se avisó a la autoridad enseguida, o dentro de 48 horas si hubo que defenderse?",
        "Was the authority told at once, or within 48 hours where there was defence?",
    ),
    "artificial_intelligence": yes_no(
        "Uso de inteligencia artificial",
        "Use of artificial intelligence",
        "¿Se usó inteligencia artificial para cometer el hecho?",
        "Was artificial intelligence used to commit the offence?",
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
    "complex": yes_no(
        "Investigación compleja",
        "Complex investigation",
        "¿El fiscal la declaró compleja (muchos actos, delitos, imputados, pericias o gestiones fuera del país)?",
        "Did the prosecutor declare it complex (many acts, offences, accused, expert reports or acts abroad)?",
    ),
    "confession": yes_no(
        "Confesión sincera",
        "Sincere confession",
        "¿Hubo confesión sincera?",
        "Was there a sincere confession?",
    ),
    "ecosystem_damage": yes_no(
        "Daño grave al equilibrio de los ecosistemas",
        "Serious damage to the balance of ecosystems",
        "¿El hecho causó un daño grave al equilibrio de los ecosistemas?",
        "Did the facts cause serious damage to the balance of ecosystems?",
    ),
    "vessel": yes_no(
        "Se cometió con una embarcación",
        "A vessel was used",
        "¿Se usó una embarcación?",
        "Was a vessel used?",
    ),
    "national_reach": yes_no(
        "Repercusión nacional o internacional",
        "National or international reach",
        "¿El hecho tiene repercusión nacional o internacional?",
        "Do the facts have national or international reach?",
    ),
    "grave_offence_besides": yes_no(
        "Otro delito con pena mínima de cinco años",
        "Another offence with a minimum of five years",
        "¿El grupo cometía además otro delito con pena mínima de cinco años (lavado, aduanero, cohecho)?",
        "Did the group also commit another offence with a minimum of five years (laundering, customs, bribery)?",
    ),
}

PLACE = {
    "kind": one_of(
        "Clase de lugar",
        "Kind of place",
        "¿En qué clase de lugar ocurrió?",
        "In what kind of place did it happen?",
        {
            "market": ("mercado o feria", "market or fair"),
            "shop": (
                "tienda, restaurante u otro local abierto al público",
                "shop, restaurant or other public premises",
            ),
            "home": ("vivienda", "home"),
            "road": ("carretera o calle", "road or street"),
            "terminal": ("terminal terrestre o agencia de encomiendas", "bus terminal or parcel agency"),
            "river": ("río o puerto fluvial", "river or river port"),
            "port": ("puerto marítimo", "sea port"),
            "airport": ("aeropuerto", "airport"),
            "border": ("paso de frontera", "border crossing"),
            "sea": ("mar", "sea"),
            "field": ("bosque, campo o cuerpo de agua", "forest, field or body of water"),
            "community_land": ("territorio de comunidad", "community land"),
            "protected_area": ("área natural protegida", "protected area"),
            "breeding_farm": ("zoocriadero o centro de cría", "breeding farm or centre"),
            "warehouse": ("depósito o almacén", "warehouse"),
            "online": ("publicación o venta en línea", "online post or sale"),
            "other": ("otro lugar", "another place"),
        },
    ),
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
    **ASSOCIATED,
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
    # What the range could become: under another reading, or by an aggravation that is not ruled out.
    "verdict.possible_max_years": number(
        "Pena máxima que podría corresponder", "Maximum penalty that could apply", "", "", "años"
    ),
}

TERMS: dict[str, Term] = {
    "on": ON,
    **{f"{group}.{name}": term for group, rows in GROUPS.items() for name, term in rows.items()},
    **VERDICT,
}
