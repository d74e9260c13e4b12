from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "arariwa.rights"
    label = "rights"
