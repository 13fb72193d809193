"""The chapters an editor gives a film; without any, those of its master are shown."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from matinee.catalogue.clock_field import ClockField


class FilmChapter(models.Model):
    """Where a part of a film begins, and what it is called."""

    film = ParentalKey("catalogue.FilmPage", on_delete=models.CASCADE, related_name="chapters")
    start_s = ClockField("begins at")
    title = models.CharField(max_length=200)

    panels = [FieldRowPanel([FieldPanel("start_s"), FieldPanel("title")])]

    class Meta:
        ordering = ["start_s", "pk"]

    def __str__(self) -> str:
        return self.title
