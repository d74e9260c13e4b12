from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "arariwa.cases"
    label = "cases"
