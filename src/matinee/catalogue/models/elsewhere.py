"""What another site told about a film that plays there; kept by address, beside all pages."""

from django.db import models

from matinee.catalogue.models.addressed import SavedWhole


class ElsewhereFilm(SavedWhole):
    """A film on another site: what its host said, and whether it is still there.

    No editor writes this. It belongs to no page, so no draft and no old revision can bring
    back what was true once.
    """

    class PlayerKind(models.TextChoices):
        """How its host lets others play it."""

        NONE = "", "Not at all"
        FRAME = "frame", "In the host's own player"
        FILE = "file", "As a file"

    url = models.URLField("address", max_length=500, unique=True)
    provider = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=300, blank=True)
    author = models.CharField(max_length=200, blank=True)
    player_kind = models.CharField(
        max_length=5, choices=PlayerKind, default=PlayerKind.NONE, blank=True
    )
    player_url = models.URLField(max_length=1000, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    duration_s = models.PositiveIntegerField(null=True, blank=True)
    picture_url = models.URLField(max_length=1000, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True, db_index=True)
    gone_since = models.DateTimeField(null=True, blank=True)
    silent_since = models.DateTimeField(
        null=True, blank=True, help_text="The first of the checks in a row without an answer."
    )
    silent_checks = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True, help_text="One sentence.")

    def __str__(self) -> str:
        return self.url
