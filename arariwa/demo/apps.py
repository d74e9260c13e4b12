from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "arariwa.demo"
    label = "demo"
