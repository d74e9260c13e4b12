from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "arariwa.rights"
    label = "rights"

    def ready(self) -> None:
        from arariwa.core import jobs
        from arariwa.rights import offline

        jobs.each_minute(offline.make_ready)
