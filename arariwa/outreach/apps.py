from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "arariwa.outreach"
    label = "outreach"
