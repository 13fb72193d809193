"""Tells Django that the project has templates and static files of its own."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Holds the house's templates and front end."""

    name = "matinee.project"
    label = "project"
