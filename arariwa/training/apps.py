from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "arariwa.training"
    label = "training"

    def ready(self) -> None:
        from arariwa.core.actor import keep_exercise_time
        from arariwa.training.queries_exercises import exercise_time

        keep_exercise_time(exercise_time)

        from arariwa.core import jobs
        from arariwa.training.actions_certificates import KIND, issue_all

        jobs.register(KIND, issue_all)
