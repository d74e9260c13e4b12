from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "arariwa.events"
    label = "events"
