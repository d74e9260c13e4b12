"""Queries made from recorded names by rules that know nothing of how names are found; seeded, each with what is right.

- `slip`: one letter lost, added, changed or swapped with the next, at any place of the name, blanks included
- `two slips`: two of them, in names of ten letters or more
- `ears`: one or two spellings a Peruvian ear does not tell apart, one of them at least not the recorded one
- `form`: plural, diminutive, capitals, accents lost
- `product`: what is sold of the animal or plant, half of them with a slip in the name
- `advertisement`, `record`: a sentence round the name, half of them with a slip in the name
- `nothing`: the same sentences round a thing that is no wild animal or plant; nothing is to be answered

A query is left out when it is itself another recorded name; `undecided` says whether a name of other animals is as near.
"""

import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from arariwa.law.domain.species import Species

LETTERS = "abcdefghijklmnopqrstuvxyz"
# The two halves of the sentences: those looked at while the code was changed, and those that were not.
ADVERTISEMENTS = {
    "tune": (
        "vendo {} manso con jaula, delivery a todo lima, precio al inbox",
        "oferta!! {} recien llegado, 150 soles, solo interesados",
        "busco hogar para {} por motivo de viaje",
        "tengo disponible {} fresco por kilo, entrego en yurimaguas",
        "amigos alguien que venda {}? pago al contado, escribir al wasap",
        "ya llego {} a la tienda, consulte sin compromiso, horario de 9 a 6",
        "remato {} x ocasion, interesados llamar de inmediato",
        "{} 100% garantizado, hacemos envios a provincias",
        "se vende {} a buen precio, contacto solo por mensaje",
        "causa te consigo {} de la selva, separa con la mitad",
        "ofresco {} bien cuidado, come de todo, trato directo en san juan de lurigancho",
        "quien desea {}? ultimo que queda, lo llevo hasta tu casa",
        "cambio {} por celular o bicicleta, zona sur de trujillo",
        "atencion pucallpa!!! tenemos {} por mayor y menor, pedidos con anticipacion",
        "urgente vendo {} porque me mudo de departamento, 80 lucas y es tuyo",
        "adopcion responsable de {}, pequeño costo por sus vacunas",
    ),
    "held": (
        "hermosos {} a la venta, criados en casa, sin intermediarios",
        "alguien sabe cuanto cuesta {} en el mercado mayorista?",
        "necesito {} para regalo, ofrezco buen trato y pago por transferencia",
        "señora vende {} por necesidad, zona de huancayo, hablar por interno",
        "vendo o permuto {}, tiene siete meses y esta sano",
        "entrego {} solo a conocedores, punto de encuentro en la estacion del tren",
        "promocion de la semana: {} con envio gratis a arequipa",
        "tengo {} guardado en mi chacra desde el año pasado, escuchar ofertas",
    ),
}
RECORDS = {
    "tune": (
        "la policia incauto {} en el mercado de belen, iquitos",
        "se constató la presencia de {} en el interior de una caja de cartón",
        "vecinos alertaron de {} en el techo de una vivienda",
        "el intervenido transportaba {} oculto entre sus prendas",
        "personal del serfor rescató {} en un domicilio de villa el salvador",
        "durante el registro vehicular se halló {} sin guía de transporte",
        "denuncian venta ilegal de {} por redes sociales",
        "el fiscal dispuso la entrega de {} a un centro de rescate",
    ),
    "held": (
        "bomberos auxiliaron a {} que estaba atrapado en una alcantarilla",
        "en la inspección se encontró {} dentro de un congelador industrial",
        "agentes de aduanas retuvieron {} enviado por encomienda desde tarapoto",
        "un poblador entregó voluntariamente {} a la comisaría del distrito",
    ),
}
# What people sell that is none of this.
GOODS = {
    "tune": (
        "bicicleta aro 26",
        "refrigeradora usada",
        "zapatos de cuero",
        "laptop con garantia",
        "juego de comedor",
        "cocina a gas",
        "celular samsung",
        "moto lineal",
        "pollos bebe",
        "cachorros pitbull",
        "gatitos siameses",
        "cuyes mejorados",
        "ropa americana",
        "lavadora de diez kilos",
        "llantas usadas",
        "colchon de dos plazas",
        "mochila escolar",
        "perfume importado",
        "terreno de 200 metros",
        "televisor de 50 pulgadas",
        "torta de chocolate",
        "arroz con pollo",
        "caballo de paso",
        "vaca lechera",
        "gallinas ponedoras",
        "semillas de maiz",
        "cemento por bolsa",
        "uniforme de policia",
        "cajas de cerveza",
        "balon de gas",
    ),
    "held": (
        "impresora epson",
        "silla de ruedas",
        "bolsos de mano",
        "tablet para niños",
        "ropero de melamine",
        "plancha a vapor",
        "audifonos inalambricos",
        "mototaxi bajaj",
        "patitos bebe",
        "cachorros labrador",
        "conejos gigantes",
        "chanchos de engorde",
        "zapatillas deportivas",
        "licuadora de tres velocidades",
        "bateria de carro",
        "frazadas de tigre",
        "cuadernos rayados",
        "crema para la cara",
        "local comercial",
        "parlante con luces",
        "empanadas de carne",
        "ceviche mixto",
        "burro de carga",
        "ovejas merino",
        "pavos navideños",
        "abono de granja",
        "ladrillos por millar",
        "documentos falsos",
        "botellas de vino",
        "cilindros de agua",
    ),
}
# Each for what it is said of: a group of taxa.csv.
FLESH = ("carne de {}", "carne de monte de {}", "{} ahumado", "caldo de {}", "cecina de {}", "2 kilos de {}")
PRODUCTS = {
    "cats": ("colmillos de {}", "piel de {}", "garras de {}", "craneo de {}", "cuero de {} curtido"),
    "parrots": ("plumas de {}", "pichones de {}", "pareja de {}"),
    "birds": ("plumas de {}", "huevos de {}", "{} disecado", "ala de {}"),
    "turtles": ("huevos de {}", "caparazon de {}", "carne de {}", "crias de {}"),
    "reptiles": ("piel de {}", "grasa de {}", "cuero de {}", "{} vivo"),
    "sharks": ("aleta de {}", "aletas secas de {}", "carne de {}", "dientes de {}"),
    "trees": ("madera de {}", "tablas de {}", "trozas de {}"),
    "mammals": (*FLESH, "piel de {}", "grasa de {}", "cria de {}"),
}
CLASSES = {
    "Aves": "birds",
    "Reptilia": "reptiles",
    "Mammalia": "mammals",
    "Elasmobranchii": "sharks",
    "Chondrichthyes": "sharks",
    "Magnoliopsida": "trees",
}
ORDERS = {"Psittaciformes": "parrots", "Testudines": "turtles"}
# (what is recorded, what is written for it)
EARS = (
    ("z", "s"), ("ce", "se"), ("ci", "si"), ("s", "z"), ("ll", "y"), ("y", "ll"), ("v", "b"), ("b", "v"),
    ("h", ""), ("qu", "k"), ("ca", "ka"), ("co", "ko"), ("cu", "ku"), ("k", "c"), ("ge", "je"), ("gi", "ji"),
    ("j", "g"), ("hua", "gua"), ("hua", "wa"), ("gua", "hua"), ("w", "hu"), ("rr", "r"), ("x", "s"),
    ("mb", "nb"), ("mp", "np"), ("ñ", "ni"), ("i", "y"), ("y", "i"), ("sh", "ch"), ("ch", "sh"), ("e", "i"),
    ("i", "e"), ("o", "u"), ("u", "o"),
)  # fmt: skip
VOWELS = "aeiouáéíóú"


@dataclass(frozen=True)
class Query:
    """A text, the taxa any of which is right, what kind of text it is, and whether another name is as near."""

    query: str
    expected: tuple[str, ...]
    kind: str
    undecided: bool = False


class Maker:
    """Queries from the names of a species table."""

    def __init__(self, species: Species, seed: int, part: str) -> None:
        self.species, self.part, self.seed = species, part, seed
        self.bearers: dict[str, set[str]] = {}
        for name in species.names:
            if name.kind != "en":
                self.bearers.setdefault(bare(name.text), set()).add(name.taxon)
        self.names = sorted({n.text for n in species.names if n.kind != "en" and len(n.text) >= 5})
        self.long = [name for name in self.names if len(name) >= 10]
        self.known = sorted(self.bearers)

    def make(self, kind: str, count: int) -> list[Query]:
        """So many queries of a kind."""
        if kind == "nothing":
            return self.nothing(count)
        self.seeded = random.Random(f"{self.seed} {kind}")
        how: dict[str, Callable[[str], str]] = {
            "slip": self.slip, "two slips": self.two_slips, "ears": self.ears, "form": self.form, "product": self.product,
            "advertisement": self.advertisement, "record": self.record,
        }  # fmt: skip
        return [q for q, _ in zip(self._endless(kind, how[kind]), range(count), strict=False)]

    def _endless(self, kind: str, how: Callable[[str], str]) -> Iterator[Query]:
        while True:
            name = self.seeded.choice(self.long if kind == "two slips" else self.names)
            self.written = name
            text = how(name)
            if self.written != name and bare(self.written) in self.bearers:
                continue
            right = self.right(bare(name))
            yield Query(
                text, tuple(sorted(right)), kind, self._undecided(bare(self.written), bare(name), right)
            )

    def nothing(self, count: int) -> list[Query]:
        """Sentences round things of every day."""
        self.seeded = random.Random(f"{self.seed} nothing")
        shapes = (*ADVERTISEMENTS[self.part], *RECORDS[self.part], "{}")
        texts = [
            self.seeded.choice(shapes).format(self.seeded.choice(GOODS[self.part])) for _ in range(count)
        ]
        return [Query(text, (), "nothing") for text in texts]

    def right(self, name: str) -> set[str]:
        """The taxa that bear a name, and what stands under them."""
        return {s for taxon in self.bearers[name] for s in (taxon, *self.species.below(taxon))}

    def _undecided(self, written: str, name: str, right: set[str]) -> bool:
        """Whether a name of other animals is as near to what is written as the one it was made from."""
        far = OSA.distance(written, name)
        if not far:
            return False
        near = extract(written, self.known, scorer=OSA.distance, score_cutoff=far, limit=12)
        return any(not self.bearers[other] & right for other, _, _ in near)

    def slip(self, name: str) -> str:
        """One slip of the hand."""
        i, kind = self.seeded.randrange(1, len(name)), self.seeded.randrange(4)
        if kind == 0:
            name = name[:i] + self.seeded.choice(LETTERS) + name[i + 1 :]
        elif kind == 1:
            name = name[:i] + name[i + 1 :]
        elif kind == 2:
            name = name[:i] + self.seeded.choice(LETTERS) + name[i:]
        else:
            i = min(i, len(name) - 2)
            name = name[:i] + name[i + 1] + name[i] + name[i + 2 :]
        self.written = name
        return name

    def two_slips(self, name: str) -> str:
        """Two slips of the hand."""
        return self.slip(self.slip(name))

    def ears(self, name: str) -> str:
        """One or two other spellings of what is heard."""
        name = bare(name, tilde=True)
        for _ in range(self.seeded.choice((1, 1, 2))):
            fit = [
                (a, b, i)
                for a, b in EARS
                for i in range(len(name))
                # an h that stands in ch, sh or ph is not a silent one, nor a c or s before it alone
                if name.startswith(a, i) and not (a == "h" and name[i - 1 : i] in ("c", "s", "p", "t"))
                if a == "ch" or not name.startswith("h", i + len(a))
            ]
            if fit:
                a, b, i = self.seeded.choice(fit)
                name = name[:i] + b + name[i + len(a) :]
        self.written = name
        return name

    def form(self, name: str) -> str:
        """Plural or diminutive of its first word, in capitals or without accents."""
        first, *rest = bare(name, tilde=True).split()
        made = plural(first) if self.seeded.random() < 0.5 else small(first)
        rest = [plural(w) if made.endswith("s") and len(w) > 3 else w for w in rest]
        text = " ".join([made, *rest])
        self.written = text
        return text.upper() if self.seeded.random() < 0.2 else text

    def product(self, name: str) -> str:
        """What is sold of it."""
        taxon = self.species.taxa[sorted(self.bearers[bare(name)])[0]]
        kind = (
            "cats" if taxon.family == "Felidae" else ORDERS.get(taxon.order) or CLASSES.get(taxon.class_, "")
        )
        shape = self.seeded.choice(PRODUCTS.get(kind, ("venta de {}", "{} por kilo", "{} vivos")))
        return shape.format(self._maybe_slipped(name))

    def advertisement(self, name: str) -> str:
        """A seller's sentence round it."""
        return self.seeded.choice(ADVERTISEMENTS[self.part]).format(self._maybe_slipped(name))

    def record(self, name: str) -> str:
        """A sentence of a record or of the press round it."""
        return self.seeded.choice(RECORDS[self.part]).format(self._maybe_slipped(name))

    def _maybe_slipped(self, name: str) -> str:
        if self.seeded.random() < 0.5:
            return bare(name, tilde=True)
        return self.slip(name) if self.seeded.random() < 0.5 else self.ears(name)


def bare(text: str, *, tilde: bool = False) -> str:
    """Lower case without accents; the tilde of ñ goes too unless it is to stay."""
    kept = text.lower().replace("ñ", "\0") if tilde else text.lower()
    spread = "".join(c for c in unicodedata.normalize("NFD", kept) if not unicodedata.combining(c))
    return spread.replace("\0", "ñ").replace("-", " ").replace("'", "")


def plural(word: str) -> str:
    """The plural of a word without accents."""
    if word.endswith("z"):
        return word[:-1] + "ces"
    if word.endswith("s"):
        return word
    return word + ("s" if word[-1] in VOWELS else "es")


def small(word: str) -> str:
    """The diminutive of a word without accents."""
    if len(word) < 4 or word[-1] not in "aon":
        return word
    if word[-1] == "n":
        return word + "cito"
    body, end = word[:-1], word[-1]
    for written, said in (("c", "qu"), ("g", "gu"), ("z", "c")):
        if body.endswith(written):
            return body[:-1] + said + "it" + end
    return body.rstrip("i") + "it" + end
