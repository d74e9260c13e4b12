"""The facts of a specimen: what it is, where it comes from, what protects it, what covers it."""

from arariwa.law.domain.term import Term, number, one_of, words, yes_no
from arariwa.law.domain.text import text

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
            "genetic": ("recurso genético", "genetic resource"),
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
        {
            "wild": ("silvestre", "wild"),
            "captive_bred": ("criado en cautiverio", "captive-bred"),
            "management_area": ("área de manejo autorizada", "authorised management area"),
        },
    ),
    "marked": yes_no(
        "Marcado y registrado",
        "Marked and registered",
        "¿Está marcado (anillo, microchip) y registrado ante la autoridad?",
        "Is it marked (ring, microchip) and registered with the authority?",
    ),
    "from_private_property": yes_no(
        "Proviene de propiedad privada",
        "Comes from private property",
        "¿Proviene de propiedad privada de otra persona?",
        "Does it come from another person's private property?",
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
    "breeding_time": yes_no(
        "En época o lugar de reproducción",
        "In breeding season or place",
        "¿Estaba en época o lugar de reproducción o cría?",
        "Was it in the season or place of breeding?",
    ),
    "national_ban": yes_no(
        "Su captura está prohibida por norma nacional, sin plazo",
        "Its catch is banned by a national rule, without term",
        "¿Una norma nacional prohíbe capturar esta especie de modo permanente, y no solo por temporada?",
        "Does a national rule ban the catch of this species permanently, and not only for a season?",
        from_taxon=True,
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
    "in_communal_agreement": yes_no(
        "El acuerdo comunal lo comprende",
        "Comprised by the communal agreement",
        "¿El acuerdo comunal de caza (lista, temporada y cuota) comprende a este animal?",
        "Does the communal hunting agreement (list, season and quota) comprise this animal?",
    ),
    "threatened_use_allowed": yes_no(
        "La regulación de especies amenazadas lo permite",
        "The rules on threatened species allow it",
        "Es una especie amenazada: ¿la regulación de estas especies permite cazarla para comer?",
        "It is a threatened species: do the rules on these species allow hunting it to eat?",
    ),
    "in_regional_authorisation": yes_no(
        "La autoridad regional autorizó el lugar, la especie y la cantidad",
        "The regional authority allowed the place, the species and the quantity",
        "¿La autoridad regional autorizó a los pobladores rurales cazar esta especie en ese lugar y cantidad?",
        "Did the regional authority allow rural dwellers to hunt this species in that place and quantity?",
    ),
    "in_area_plan": yes_no(
        "El plan del área protegida lo permite",
        "The protected area's plan allows it",
        "¿El plan maestro o el acuerdo con la jefatura del área protegida permite este uso de subsistencia?",
        "Does the master plan, or the agreement with the protected area's office, allow this subsistence use?",
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
