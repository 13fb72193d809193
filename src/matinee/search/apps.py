"""Tells Django about the search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Holds the index of everything that visitors can find."""

    name = "matinee.search"
    label = "search"

    def ready(self) -> None:
        """Listen to everything that can be found."""
        from matinee.search.signals import connect

        connect()
