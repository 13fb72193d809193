"""Tells Django about publishing and has every change noted."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Holds the marks of what to bake, and the list of baked files."""

    name = "matinee.publishing"
    label = "publishing"

    def ready(self) -> None:
        """Listen to everything that public pages show."""
        from matinee.publishing.signals import connect

        connect()
