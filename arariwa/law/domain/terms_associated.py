"""The facts of offences that go with wildlife crime: officials, bribes, documents, organisation, money, customs, others.

Each group is a list of flags like the acts: what is named is so, the rest is not known.
"""

from arariwa.law.domain.term import Term, number, one_of, yes_no

# Who an official is, for the offence of the one who takes and of the one who gives.
OFFICIALS = {
    "official": ("funcionario o servidor público", "public official"),
    "police": ("policía o servidor penitenciario", "police or prison officer"),
    "judiciary": (
        "juez, fiscal, perito, árbitro o miembro de tribunal administrativo",
        "judge, prosecutor, expert, arbitrator or member of an administrative tribunal",
    ),
    "court_staff": ("secretario, especialista o auxiliar jurisdiccional", "court secretary or clerk"),
    "foreign": ("funcionario público extranjero", "foreign public official"),
}

OFFICE = {
    "granted_right": yes_no(
        "Otorgó o informó a favor de un permiso, licencia o concesión contra la norma",
        "Granted, or reported in favour of, a permit, licence or concession against the rules",
        "¿Se otorgó o se informó a favor de un permiso, licencia, cuota o certificado sin observar la norma?",
        "Was a permit, licence, quota or certificate granted or favoured against the rules?",
    ),
    "approved_project": yes_no(
        "Autorizó un proyecto no conforme con los planes o usos",
        "Approved a project against lawful plans or uses",
        "¿Se autorizó o se informó a favor de un proyecto no conforme con los planes o usos?",
        "Was a project approved or favoured against lawful plans or uses?",
    ),
    "negligent_control": yes_no(
        "Facilitó el delito por negligencia inexcusable en el control",
        "Facilitated the offence by inexcusable negligence in control",
        "¿Un funcionario competente en control facilitó el hecho por negligencia inexcusable o falta grave?",
        "Did an official in charge of control facilitate the facts by inexcusable negligence or serious fault?",
    ),
    "arbitrary_act": yes_no(
        "Acto arbitrario en perjuicio de alguien",
        "Arbitrary act to someone's harm",
        "¿Cometió u ordenó un acto arbitrario que perjudicó a alguien?",
        "Was an arbitrary act committed or ordered to someone's harm?",
    ),
    "omitted_duty": yes_no(
        "Omitió, rehusó o retardó un acto de su cargo",
        "Omitted, refused or delayed an act of office",
        "¿Omitió, rehusó o retardó un acto de su cargo?",
        "Was an act of office omitted, refused or delayed?",
    ),
    "collusion": yes_no(
        "Concertó con interesados en una contratación u operación del Estado",
        "Colluded with interested parties in a public contract or operation",
        "¿Concertó con los interesados en una contratación, concesión u operación del Estado?",
        "Was there collusion with interested parties in a public contract, concession or operation?",
    ),
    "took_goods": yes_no(
        "Se apropió o usó bienes que custodiaba por su cargo",
        "Took or used goods held in custody by reason of office",
        "¿Se apropió o usó bienes o especímenes que custodiaba por su cargo?",
        "Were goods or specimens held by reason of office taken or used?",
    ),
    "private_interest": yes_no(
        "Se interesó indebidamente en un contrato u operación de su cargo",
        "Took an undue interest in a contract or operation of the office",
        "¿Se interesó indebidamente, en provecho propio o de un tercero, en un contrato u operación de su cargo?",
        "Was an undue interest taken, for oneself or another, in a contract or operation of the office?",
    ),
    "influence": yes_no(
        "Ofreció interceder ante un funcionario a cambio de un beneficio",
        "Offered to intercede with an official for a benefit",
        "¿Alguien, invocando influencias, recibió o pidió un beneficio por interceder ante un funcionario?",
        "Did someone, claiming influence, receive or ask a benefit for interceding with an official?",
    ),
    "unexplained_wealth": yes_no(
        "Aumento de patrimonio que no se explica con sus ingresos",
        "Increase in wealth not explained by lawful income",
        "¿El patrimonio del funcionario creció más de lo que explican sus ingresos legítimos?",
        "Did the official's wealth grow beyond what lawful income explains?",
    ),
}

BRIBERY = {
    "accepted": yes_no(
        "El funcionario aceptó o recibió un beneficio",
        "The official accepted or received a benefit",
        "¿El funcionario aceptó o recibió un donativo, promesa o ventaja?",
        "Did the official accept or receive a gift, promise or advantage?",
    ),
    "asked": yes_no(
        "El funcionario pidió un beneficio",
        "The official asked for a benefit",
        "¿El funcionario pidió, directa o indirectamente, un donativo o ventaja?",
        "Did the official ask, directly or not, for a gift or advantage?",
    ),
    "conditioned": yes_no(
        "El funcionario condicionó su conducta a un beneficio",
        "The official made the act depend on a benefit",
        "¿El funcionario condicionó un acto de su cargo a recibir un beneficio?",
        "Did the official make an act of office depend on a benefit?",
    ),
    "offered": yes_no(
        "Se ofreció, dio o prometió un beneficio al funcionario",
        "A benefit was offered, given or promised to the official",
        "¿Alguien ofreció, dio o prometió un donativo o ventaja a un funcionario?",
        "Did someone offer, give or promise a gift or advantage to an official?",
    ),
    "breach": yes_no(
        "Para faltar a sus obligaciones",
        "For a breach of duty",
        "¿Era para que el funcionario faltara a sus obligaciones (y no solo para que hiciera lo que debía)?",
        "Was it for a breach of duty (and not only for doing what was due)?",
    ),
    "official": one_of(
        "Quién es el funcionario",
        "Who the official is",
        "¿Qué clase de funcionario es?",
        "What kind of official is it?",
        OFFICIALS,
    ),
}

DOCUMENTS = {
    "remission_guide": yes_no(
        "Viaja con guía de remisión",
        "Travels with a remission guide (waybill)",
        "¿Viaja con guía de remisión del zoocriadero o del vendedor?",
        "Does it travel with a remission guide of the breeding farm or the seller?",
    ),
    "public_false": yes_no(
        "Documento público falso o adulterado",
        "Forged or altered public document",
        "¿Se hizo o adulteró un documento público (permiso CITES, resolución, guía expedida por la autoridad)?",
        "Was a public document forged or altered (CITES permit, resolution, guide issued by the authority)?",
    ),
    "private_false": yes_no(
        "Documento privado falso o adulterado",
        "Forged or altered private document",
        "¿Se hizo o adulteró un documento privado (manifiesto, factura, contrato)?",
        "Was a private document forged or altered (manifest, invoice, contract)?",
    ),
    "false_statement_in_public": yes_no(
        "Declaraciones falsas en un documento público auténtico",
        "False statements in a genuine public document",
        "¿Se hicieron insertar declaraciones falsas en un documento público auténtico?",
        "Were false statements inserted in a genuine public document?",
    ),
    "false_statement_to_authority": yes_no(
        "Declaración falsa ante la administración",
        "False statement to the administration",
        "¿Se declaró en falso en un procedimiento administrativo?",
        "Was a false statement made in an administrative procedure?",
    ),
    "wildlife_management": yes_no(
        "Documento de gestión forestal o de fauna con información falsa",
        "Forest or wildlife management document with false information",
        "¿El documento con información falsa es un plan de manejo, informe, libro de operaciones o guía exigidos por la ley forestal y de fauna?",
        "Is the document with false information a management plan, report, operations book or guide required by forest and wildlife law?",
    ),
    "used": yes_no(
        "El documento falso fue usado",
        "The false document was used",
        "¿Se usó el documento falso ante alguien?",
        "Was the false document used?",
    ),
    "harm": yes_no(
        "De su uso puede resultar perjuicio",
        "Harm may result from its use",
        "¿Puede resultar perjuicio de su uso?",
        "May harm result from its use?",
    ),
    "evades_control": yes_no(
        "Busca evadir el control forestal o de fauna",
        "Meant to evade forest or wildlife control",
        "¿El documento busca evadir el control forestal, de fauna, tributario o aduanero?",
        "Is the document meant to evade forest, wildlife, tax or customs control?",
    ),
    "official_mark": yes_no(
        "Anillo, microchip, cintillo o marca oficial falsificada",
        "Forged ring, microchip, tag or official mark",
        "¿Se fabricó, falsificó o usó una marca oficial falsa (anillo, microchip, cintillo, etiqueta)?",
        "Was a false official mark made, forged or used (ring, microchip, tag, label)?",
    ),
    "catch_report": yes_no(
        "Reporte de captura o pesaje falso",
        "False catch or weighing report",
        "¿Se falseó el volumen de captura o se alteró el pesaje?",
        "Was the catch volume falsified or the weighing altered?",
    ),
    "other_falsehood": yes_no(
        "Otra simulación o alteración de la verdad con perjuicio",
        "Another pretence or falsehood with harm",
        "¿Hubo otra falsedad con perjuicio de terceros, que no consista en un documento?",
        "Was there another falsehood harming others, not made by a document?",
    ),
    "to_use": yes_no(
        "Se hizo para usarlo",
        "Made in order to be used",
        "¿El documento se hizo o alteró para usarlo?",
        "Was the document made or altered in order to be used?",
    ),
    "vessel_limits": yes_no(
        "Pesca sujeta a límites máximos de captura por embarcación",
        "Fishery under maximum catch limits per vessel",
        "¿La pesca está sujeta a límites máximos de captura por embarcación?",
        "Is the fishery under maximum catch limits per vessel?",
    ),
}

ORGANISATION = {
    "members": number(
        "Integrantes del grupo",
        "Members of the group",
        "¿Cuántas personas integran el grupo?",
        "How many persons belong to the group?",
    ),
    "stable": yes_no(
        "Grupo permanente, estable o por tiempo indefinido",
        "Permanent, stable or open-ended group",
        "¿El grupo es permanente, estable o por tiempo indefinido?",
        "Is the group permanent, stable or open-ended?",
    ),
    "roles": yes_no(
        "Reparto de tareas o funciones",
        "Division of tasks or roles",
        "¿Sus integrantes se reparten tareas o funciones?",
        "Do its members divide tasks or roles?",
    ),
    "complex_structure": yes_no(
        "Compleja estructura desarrollada y mayor capacidad operativa",
        "Complex developed structure and greater operative capacity",
        "¿Tiene una estructura compleja y mayor capacidad operativa?",
        "Does it have a complex structure and greater operative capacity?",
    ),
    "for_gain": yes_no(
        "Para obtener un beneficio económico o material",
        "For an economic or material benefit",
        "¿Busca un beneficio económico o material?",
        "Does it seek an economic or material benefit?",
    ),
    "concerted": yes_no(
        "Dos o más personas unidas para cometer delitos de manera concertada",
        "Two or more persons joined to commit offences in concert",
        "¿Dos o más personas se unieron para cometer delitos de manera concertada?",
        "Did two or more persons join to commit offences in concert?",
    ),
    "leads": yes_no(
        "Es líder, jefe o financista",
        "Is the leader, chief or financier",
        "¿Es líder, jefe, dirigente o financista?",
        "Is the person a leader, chief or financier?",
    ),
    "uses_minors": yes_no(
        "Usa menores de edad u otros inimputables",
        "Uses minors or others not criminally liable",
        "¿Se usó a menores de edad u otras personas inimputables?",
        "Were minors or others not criminally liable used?",
    ),
    "surveillance": yes_no(
        "Vigilancia o acopio de información para cometer un delito",
        "Surveillance or gathering of information to commit an offence",
        "¿Alguien vigiló o reunió información para facilitar el delito?",
        "Did someone watch or gather information to ease the offence?",
    ),
    "controls_market": yes_no(
        "Busca controlar la cadena de valor de una economía o mercado ilegal",
        "Seeks control of the value chain of an illegal economy or market",
        "¿El grupo busca controlar la cadena de valor de una economía o mercado ilegal?",
        "Does the group seek control of the value chain of an illegal economy or market?",
    ),
    "watch_listed": yes_no(
        "La vigilancia servía a un delito de la lista del marcaje",
        "The surveillance served an offence on the list of its article",
        "¿La vigilancia servía a un homicidio, secuestro, robo, extorsión u otro delito de la lista del marcaje, y no solo al tráfico de fauna?",
        "Did the surveillance serve a homicide, kidnapping, robbery, extortion or another offence on its list, and not only wildlife trade?",
    ),
}

MONEY = {
    "converted": yes_no(
        "Dinero o bienes convertidos o transferidos",
        "Money or goods converted or transferred",
        "¿Se convirtieron o transfirieron dinero, bienes o ganancias?",
        "Were money, goods or gains converted or transferred?",
    ),
    "held": yes_no(
        "Dinero o bienes adquiridos, guardados, administrados u ocultados",
        "Money or goods acquired, kept, managed or concealed",
        "¿Se adquirieron, guardaron, administraron u ocultaron dinero, bienes o ganancias?",
        "Were money, goods or gains acquired, kept, managed or concealed?",
    ),
    "cash_moved": yes_no(
        "Efectivo o títulos al portador transportados",
        "Cash or bearer instruments transported",
        "¿Se transportó o hizo entrar o salir efectivo o títulos al portador?",
        "Was cash, or were bearer instruments, transported or moved across the border?",
    ),
    "illicit_origin": yes_no(
        "De origen ilícito",
        "Of illicit origin",
        "¿El dinero o los bienes vienen de una actividad ilícita capaz de generar ganancias?",
        "Do the money or goods come from an unlawful activity able to yield gains?",
    ),
    "to_avoid_identification": yes_no(
        "Con el fin de evitar que se identifique su origen, se incaute o se decomise",
        "To avoid that the origin is identified, or seizure or forfeiture",
        "¿Se buscaba evitar que se identifique el origen, o la incautación o el decomiso?",
        "Was the aim to avoid identification of the origin, seizure or forfeiture?",
    ),
    "amount_soles": number(
        "Monto del dinero o valor de los bienes",
        "Amount of money or value of the goods",
        "¿Cuánto dinero es, o cuánto valen los bienes?",
        "How much money is it, or what are the goods worth?",
        "S/",
    ),
    "listed_source": yes_no(
        "Viene de minería ilegal, drogas, terrorismo, secuestro, extorsión o trata",
        "Comes from illegal mining, drugs, terrorism, kidnapping, extortion or trafficking in persons",
        "¿El dinero o los bienes vienen de minería ilegal, drogas, terrorismo, secuestro, extorsión o trata de personas?",
        "Do the money or goods come from illegal mining, drugs, terrorism, kidnapping, extortion or trafficking in persons?",
    ),
}

CUSTOMS = {
    "evaded_control": yes_no(
        "Se eludió el control aduanero",
        "Customs control was evaded",
        "¿Se ocultó la mercancía o no se presentó al control aduanero?",
        "Were the goods hidden, or not presented to customs control?",
    ),
    "false_declaration": yes_no(
        "Se declaró en falso la especie, el valor o la cantidad para pagar menos",
        "Kind, value or quantity declared falsely to pay less",
        "¿Se usó documentación falsa sobre especie, valor o cantidad para dejar de pagar tributos?",
        "Were false papers on kind, value or quantity used to avoid duties?",
    ),
    "prohibited_goods": yes_no(
        "Mercancía cuya importación o exportación está prohibida o restringida",
        "Goods whose import or export is prohibited or restricted",
        "¿La importación o exportación de esta mercancía está prohibida o restringida (CITES, por ejemplo)?",
        "Is import or export of these goods prohibited or restricted (CITES, for example)?",
    ),
    "received": yes_no(
        "Mercancía de un delito aduanero adquirida, recibida, guardada o vendida",
        "Goods from a customs offence acquired, received, kept or sold",
        "¿Se adquirió, recibió, guardó o vendió mercancía que viene de un delito aduanero?",
        "Were goods coming from a customs offence acquired, received, kept or sold?",
    ),
    "destination_abroad": yes_no(
        "Destinada al extranjero",
        "Bound for abroad",
        "¿Hay señales de que la mercancía iba al extranjero?",
        "Are there signs that the goods were bound for abroad?",
    ),
    "harmful_goods": yes_no(
        "Mercancía nociva para la salud o el ambiente",
        "Goods harmful to health or the environment",
        "¿La mercancía es nociva para la salud o el ambiente?",
        "Are the goods harmful to health or the environment?",
    ),
    "value_soles": number(
        "Valor total de la mercancía",
        "Total value of the goods",
        "¿Cuánto vale en total la mercancía? Disponga la valoración.",
        "What are the goods worth in all? Order their valuation.",
        "S/",
    ),
}

OTHER = {
    "drugs": yes_no(
        "Tráfico ilícito de drogas en el mismo hecho",
        "Drug trafficking in the same facts",
        "¿Hay además tráfico ilícito de drogas?",
        "Is there drug trafficking besides?",
    ),
    "drugs_aggravated": yes_no(
        "Drogas: circunstancia agravante (cantidad, tres o más personas, función pública)",
        "Drugs: aggravating circumstance (quantity, three or more persons, public office)",
        "¿Hay una agravante del tráfico de drogas (cantidad, tres o más personas, función pública)?",
        "Is there an aggravating circumstance of drug trafficking (quantity, three or more persons, public office)?",
    ),
    "from_another_offence": yes_no(
        "Bien que viene de un delito ajeno",
        "Good that comes from someone else's offence",
        "¿Se adquirió, recibió o guardó un bien que viene de un delito de otra persona?",
        "Was a good coming from another person's offence acquired, received or kept?",
    ),
    "evidence_hidden": yes_no(
        "Se ocultaron huellas, pruebas o efectos del delito",
        "Traces, evidence or effects of the offence were hidden",
        "¿Alguien hizo desaparecer huellas o pruebas u ocultó efectos del delito?",
        "Did someone make traces or evidence disappear, or hide effects of the offence?",
    ),
    "order_disobeyed": yes_no(
        "Se desobedeció o resistió una orden legal de la autoridad",
        "A lawful order of authority was disobeyed or resisted",
        "¿Alguien desobedeció o resistió una orden legal de un funcionario?",
        "Did someone disobey or resist a lawful order of an official?",
    ),
    "obstruction": yes_no(
        "Se obstruyó una investigación o supervisión sobre flora o fauna silvestre",
        "An investigation or inspection of wild flora or fauna was obstructed",
        "¿Alguien obstruyó o impidió una investigación, supervisión o auditoría sobre flora o fauna silvestre?",
        "Did someone obstruct or prevent an investigation, inspection or audit on wild flora or fauna?",
    ),
    "violence": yes_no(
        "Violencia o amenaza contra una persona",
        "Violence or threat against a person",
        "¿Hubo violencia o amenaza contra una persona?",
        "Was there violence or threat against a person?",
    ),
    "violence_against": one_of(
        "Contra quién fue la violencia o amenaza",
        "Against whom the violence or threat was",
        "¿Contra quién fue la violencia o amenaza?",
        "Against whom was the violence or threat?",
        {
            "official": ("un funcionario o quien lo asiste", "an official or whoever assists one"),
            "keeper": (
                "quien cuida, administra o conserva los animales",
                "whoever keeps, manages or conserves the animals",
            ),
            "other": ("otra persona", "another person"),
        },
    ),
    "grave_injury": yes_no(
        "Lesiones graves o muerte de una persona",
        "Serious injury to or death of a person",
        "¿Alguna persona quedó con lesiones graves o murió?",
        "Was a person seriously injured or killed?",
    ),
    "forest_destroyed": yes_no(
        "Se destruyó, quemó o taló bosque",
        "Forest was destroyed, burnt or felled",
        "¿Se destruyó, quemó, dañó o taló bosque u otra formación boscosa?",
        "Was forest or another wooded formation destroyed, burnt, damaged or felled?",
    ),
    "works_authorised": yes_no(
        "Había autorización para la tala, la obra o la intervención",
        "The felling, works or intervention were authorised",
        "¿Había permiso, licencia, concesión o autorización para intervenir el bosque o el paisaje?",
        "Was there a permit, licence, concession or authorisation to intervene in the forest or landscape?",
    ),
    "protected_land": yes_no(
        "Tierra de comunidad, reserva, área protegida, zona vedada, concesión o área de conservación privada",
        "Community land, reserve, protected area, closed zone, concession or private conservation area",
        "¿Ocurrió en tierras de comunidades, reservas, áreas protegidas, zonas vedadas, concesiones o áreas de conservación privada?",
        "Did it happen on community land, reserves, protected areas, closed zones, concessions or private conservation areas?",
    ),
    "seed_tree": yes_no(
        "Árbol semillero o marcado para estudio o conservación",
        "Seed tree, or tree marked for study or conservation",
        "¿El árbol era semillero o estaba marcado para estudio o conservación?",
        "Was the tree a seed tree, or marked for study or conservation?",
    ),
    "facilitated": yes_no(
        "Se facilitó el hecho con medios o ayuda",
        "The facts were made easier with means or help",
        "¿Alguien facilitó el hecho con medios o ayuda?",
        "Did someone make the facts easier with means or help?",
    ),
    "for_tax_customs_laundering": yes_no(
        "Se hizo para cometer un delito tributario, aduanero o de lavado",
        "Done to commit a tax, customs or laundering offence",
        "¿Se hizo para cometer un delito tributario, aduanero o de lavado de activos?",
        "Was it done to commit a tax, customs or money laundering offence?",
    ),
    "landscape_altered": yes_no(
        "Se alteró el ambiente natural o el paisaje con obras o tala",
        "The natural environment or landscape was altered by works or felling",
        "¿Se alteró el ambiente natural, el paisaje, la flora o la fauna con obras o tala?",
        "Was the natural environment, landscape, flora or fauna altered by works or felling?",
    ),
    "farmland_misused": yes_no(
        "Tierra agrícola usada o vendida para otro uso sin autorización",
        "Farmland used or sold for another use without authorisation",
        "¿Se usó, vendió u ofreció tierra agrícola para otro uso sin autorización?",
        "Was farmland used, sold or offered for another use without authorisation?",
    ),
    "vessel_built": yes_no(
        "Embarcación pesquera construida o bodega ampliada sin autorización",
        "Fishing vessel built, or its hold enlarged, without authorisation",
        "¿Se construyó una embarcación pesquera o se amplió su bodega en periodo de prohibición o sin autorización?",
        "Was a fishing vessel built or its hold enlarged in a prohibited period or without authorisation?",
    ),
    "vessel_received": yes_no(
        "Se adquirió, custodió, transportó o financió una embarcación así",
        "Such a vessel was acquired, kept, transported or financed",
        "¿Alguien adquirió, custodió, transportó o financió una embarcación construida o ampliada sin autorización?",
        "Did someone acquire, keep, transport or finance a vessel built or enlarged without authorisation?",
    ),
    "water_sources_harmed": yes_no(
        "Daño a vertientes o erosión del suelo",
        "Harm to springs or soil erosion",
        "¿Se afectaron vertientes que abastecen de agua o hubo erosión del suelo?",
        "Were springs that supply water harmed, or was soil eroded?",
    ),
    "own_arrest": yes_no(
        "La orden resistida era la de su propia detención",
        "The order resisted was that of the person's own arrest",
        "¿La orden que resistió era la de su propia detención?",
        "Was the order resisted that of the person's own arrest?",
    ),
}

GROUPS: dict[str, dict[str, Term]] = {
    "office": OFFICE,
    "bribery": BRIBERY,
    "documents": DOCUMENTS,
    "organisation": ORGANISATION,
    "money": MONEY,
    "customs": CUSTOMS,
    "other": OTHER,
}
