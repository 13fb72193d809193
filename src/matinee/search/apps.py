"""Tells Django about the search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Holds the index of everything that visitors can find."""

    name = "matinee.search"
    label = "search"
