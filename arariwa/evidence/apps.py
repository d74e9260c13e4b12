from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "arariwa.evidence"
    label = "evidence"
