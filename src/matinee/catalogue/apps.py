"""Tells Django about the catalogue and joins finished films to their pages."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Holds films, people, companies, subjects, credits and pictures."""

    name = "matinee.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """Listen for finished films."""
        from matinee.catalogue.releasing import show_release
        from matinee.releases.signals import released

        released.connect(show_release, dispatch_uid="catalogue.show_release")
