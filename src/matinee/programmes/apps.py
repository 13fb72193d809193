"""Tells Django about the programmes, and others where they show."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ProgrammesConfig(AppConfig):
    """Holds the front page and the programmes."""

    name = "matinee.programmes"
    label = "programmes"

    def ready(self) -> None:
        """Have films tell their programmes, and older sites get the list of programmes."""
        from matinee.catalogue.gather.appearances import register
        from matinee.catalogue.gather.house import register_navigation
        from matinee.programmes.appearances import navigation, programmes_of
        from matinee.programmes.tree import complete_tree

        register("programmes", programmes_of)
        register_navigation("programmes", navigation)
        post_migrate.connect(complete_tree, sender=self, dispatch_uid="programmes.complete_tree")
