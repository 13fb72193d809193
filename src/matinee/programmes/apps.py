"""Tells Django about the programmes."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Holds the front page."""

    name = "matinee.programmes"
    label = "programmes"
