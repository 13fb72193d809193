"""Tells Django about the releases."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    """Holds masters, encode jobs and finished films."""

    name = "matinee.releases"
    label = "releases"
