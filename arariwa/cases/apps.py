from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "arariwa.cases"
    label = "cases"

    def ready(self) -> None:
        from arariwa.cases.jobs import KIND, make_file
        from arariwa.core import jobs

        jobs.register(KIND, make_file)
