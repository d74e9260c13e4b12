from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "arariwa.core"
    label = "core"

    def ready(self) -> None:
        from arariwa.core import appendonly, panels

        post_migrate.connect(appendonly.install, dispatch_uid="arariwa.appendonly")
        panels.autodiscover()
