"""Tells Django about the catalogue and joins finished films to their pages."""

from django.apps import AppConfig
from django.db.models.signals import pre_delete


class CatalogueConfig(AppConfig):
    """Holds films, people, companies, subjects, credits and pictures."""

    name = "matinee.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """Listen for finished films, and for what leaves the lists."""
        from matinee.catalogue.listing import leave_lists
        from matinee.catalogue.models import FilmPage, Place, Subject
        from matinee.catalogue.releasing import show_release
        from matinee.releases.signals import released

        released.connect(show_release, dispatch_uid="catalogue.show_release")
        for model in (FilmPage, Place, Subject):
            pre_delete.connect(leave_lists, sender=model, dispatch_uid="catalogue.leave_lists")
