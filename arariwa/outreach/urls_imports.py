from django.urls import URLPattern, path

from arariwa.outreach.views import imports

CAMPAIGN = "difusion/<uuid:id>/"
FILE = "difusion/archivos/<uuid:id>/"
urlpatterns: list[URLPattern] = [
    path(f"{CAMPAIGN}cifras/", imports.imports, name="imports"),
    path(f"{CAMPAIGN}cifras/exportar.csv", imports.imports_csv, name="imports_csv"),
    path(f"{CAMPAIGN}cifras/importar/", imports.import_file, name="import_file"),
    path(f"{CAMPAIGN}cifras/revisar/", imports.check_import, name="check_import"),
    path(f"{CAMPAIGN}alcance/", imports.reach_page, name="reach"),
    path(f"{CAMPAIGN}alcance/traslape/", imports.state_overlap, name="state_overlap"),
    path(FILE, imports.platform_file, name="platform_file"),
    path(f"{FILE}exportar.csv", imports.platform_file_csv, name="platform_file_csv"),
    path(f"{FILE}original/", imports.platform_file_attachment, name="platform_file_attachment"),
    path(f"{FILE}anular/", imports.void_import, name="void_import"),
]
