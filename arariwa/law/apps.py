from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "arariwa.law"
    label = "law"
