"""Tells Django about the correspondence and has every published change of a film noted."""

from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    """Holds enquiries, those who wait for news, and the mails to send."""

    name = "matinee.correspondence"
    label = "correspondence"

    def ready(self) -> None:
        """Listen for what may be news of a film."""
        from django.db.models.signals import post_save

        from matinee.catalogue.models import FilmPage
        from matinee.correspondence.news import note_change

        post_save.connect(note_change, sender=FilmPage, dispatch_uid="correspondence.note_change")
