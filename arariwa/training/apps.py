from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "arariwa.training"
    label = "training"
