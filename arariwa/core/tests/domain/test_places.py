"""Finding places and telling homonyms apart, on a small world and on the country's own table."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arariwa.core.domain.outlines import outline_svg_paths
from arariwa.core.domain.places import Place, Places, folded
from arariwa.core.reference_packs import load_countries, load_neighbours, load_places

PACKS = Path(__file__).parents[4] / "packs"


@cache
def peru():
    return load_places(PACKS)


def names(text, **options):
    return [peru().label(p.code) for p in peru().search(text, **options)]


def test_accents_and_capitals_do_not_matter():
    assert folded("  JESÚS   María (Ñ) ") == "jesus maria n"
    assert names("JESUS MARIA") == names("Jesús María") == ["Jesús María (Lima, Lima)"]


def test_homonyms_are_told_apart():
    found = names("santa rosa", limit=20)
    assert "Santa Rosa (Puno, Melgar)" in found
    assert "Santa Rosa (Lima, Lima)" in found
    assert len(set(found)) == len(found)
    assert names("Santa Rosa, Puno") == ["Santa Rosa (Puno, El Collao)", "Santa Rosa (Puno, Melgar)"]


def test_no_two_places_carry_the_same_label_in_their_kind():
    for kind in ("department", "province", "district"):
        labels = [peru().label(p.code) for p in every(kind)]
        assert len(set(labels)) == len(labels)


def every(kind):
    places = peru()
    departments = places.within("")
    provinces = [p for d in departments for p in places.within(d.code)]
    return {"department": departments, "province": provinces}.get(kind) or [
        d for p in provinces for d in places.within(p.code)
    ]


def test_a_capital_finds_its_district():
    assert names("pucallpa", kinds={"district"}) == ["Callería (Ucayali, Coronel Portillo)"]
    assert names("Puerto Maldonado", kinds={"district"}, limit=1) == ["Tambopata (Madre de Dios, Tambopata)"]


def test_the_very_name_comes_before_longer_ones():
    assert names("Chilca", limit=2) == ["Chilca (Junín, Huancayo)", "Chilca (Lima, Cañete)"]
    assert names("lima", limit=3) == ["Lima", "Lima (Lima)", "Lima (Lima, Lima)"]


@given(st.text(max_size=40))
def test_any_text_may_be_searched(text):
    assert len(peru().search(text, limit=5)) <= 5


def test_nothing_typed_finds_nothing():
    assert peru().search(" -- ") == []


@pytest.mark.parametrize(
    ("code", "reniec", "full"),
    [
        ("160201", "150201", "Yurimaguas, Alto Amazonas, Loreto"),
        ("250201", "250301", "Raimondi, Atalaya, Ucayali"),
        ("040701", "040701", "Mollendo, Islay, Arequipa"),
        ("150113", "140133", "Jesús María, Lima, Lima"),
        ("150108", "140108", "Chorrillos, Lima, Lima"),
        ("150505", "140405", "Chilca, Cañete, Lima"),
        ("110301", "100301", "Nasca, Nasca, Ica"),
        ("160801", "150107", "Putumayo, Putumayo, Loreto"),
        ("1602", "1502", "Alto Amazonas, Loreto"),
        ("16", "15", "Loreto"),
    ],
)
def test_known_codes(code, reniec, full):
    assert peru().full_name(code) == full
    assert peru().from_reniec(reniec) == peru().get(code)


def test_the_two_code_systems_differ():
    assert peru().get("15").name == "Lima"
    assert peru().from_reniec("15").name == "Loreto"


def test_an_unknown_code_says_nothing():
    assert peru().get("999999") is None
    assert (peru().full_name("999999"), peru().label(""), peru().levels("99")) == ("", "", ("", "", ""))


def test_totals():
    assert [len(every(kind)) for kind in ("department", "province", "district")] == [25, 196, 1891]
    placed = [p for p in every("district") if p.lat is not None]
    coded = [p for p in every("district") if p.reniec]
    assert (len(placed), len(coded)) == (1651, 1839)
    assert all(p.lat is not None for kind in ("department", "province") for p in every(kind))


@pytest.mark.parametrize(
    ("town", "lat", "lon", "department"),
    [
        ("Iquitos", -3.75, -73.25, "Loreto"),
        ("Yurimaguas", -5.896, -76.117, "Loreto"),
        ("Caballococha", -3.906, -70.516, "Loreto"),
        ("Pucallpa", -8.383, -74.55, "Ucayali"),
        ("Atalaya", -10.73, -73.755, "Ucayali"),
        ("Mollendo", -17.023, -72.014, "Arequipa"),
        ("Puerto Maldonado", -12.6, -69.183, "Madre de Dios"),
        ("Cusco", -13.52, -71.978, "Cusco"),
        ("Tumbes", -3.567, -80.451, "Tumbes"),
        ("Tacna", -18.013, -70.25, "Tacna"),
        ("Puno", -15.84, -70.02, "Puno"),
        ("Lima", -12.046, -77.043, "Lima"),
        ("Callao", -12.056, -77.118, "Callao"),
        ("Huánuco", -9.93, -76.24, "Huánuco"),
        ("Huancavelica", -12.785, -74.97, "Huancavelica"),
    ],
)
def test_towns_fall_in_their_department(town, lat, lon, department):
    assert peru().department_of(lat, lon).name == department


def test_every_capital_falls_in_its_department():
    assert [d.name for d in every("department") if peru().department_of(d.lat, d.lon) != d] == []


@pytest.mark.parametrize(
    ("lat", "lon"), [(-4.2, -69.94), (-2.19, -79.88), (-12.5, -79), (0, 0), (-16.5, -68.15)]
)
def test_abroad_and_at_sea_there_is_no_department(lat, lon):
    assert peru().department_of(lat, lon) is None


def test_the_map_is_small():
    project, paths = outline_svg_paths(peru().outlines)
    assert len(paths) == 25
    assert all(d.startswith("M") for _, d in paths)
    assert sum(len(d) for _, d in paths) < 29_000
    assert 380 < project.height < 420


def test_neighbours_and_countries():
    assert {f["properties"]["code"] for f in load_neighbours(PACKS)} == {"EC", "CO", "BR", "BO", "CL"}
    countries = load_countries(PACKS)
    assert len(countries) == 249
    assert (countries["HK"].name_es, countries["BR"].name_en) == ("Hong Kong", "Brazil")


def test_a_place_without_outline_has_no_department():
    alone = Places([Place("16", "15", "department", "Loreto")])
    assert alone.department_of(-3.75, -73.25) is None
    assert [p.name for p in alone.search("loreto")] == ["Loreto"]
