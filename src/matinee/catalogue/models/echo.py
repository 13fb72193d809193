"""What a film meets in the world: its screenings, and the other films it belongs with."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable


class Screening(models.Model):
    """A showing of a film before an audience, coming or past."""

    film = ParentalKey("catalogue.FilmPage", on_delete=models.CASCADE, related_name="screenings")
    on = models.DateField("date", db_index=True)
    at = models.TimeField("time", null=True, blank=True, help_text="In the venue's own time.")
    occasion = models.CharField(
        max_length=200, blank=True, help_text="The festival or the evening, if it has a name."
    )
    venue = models.CharField(max_length=200, help_text="The cinema or hall.")
    town = models.CharField(max_length=120, blank=True)
    href = models.URLField("tickets or programme", blank=True, max_length=500)
    note = models.CharField(
        max_length=200, blank=True, help_text="Such as “with a talk afterwards”."
    )

    panels = [
        FieldRowPanel([FieldPanel("on"), FieldPanel("at")]),
        FieldRowPanel([FieldPanel("venue"), FieldPanel("town")]),
        FieldRowPanel([FieldPanel("occasion"), FieldPanel("note")]),
        FieldPanel("href"),
    ]

    class Meta:
        ordering = ["on", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.on}, {self.venue}"


class Relation(Orderable):
    """One film's tie to another; shown on both pages, each in its own words."""

    class Kind(models.TextChoices):
        """What this film is to the other."""

        MAKING_OF = "making-of", "is the making-of of"
        TRAILER = "trailer", "is a trailer for"
        EXCERPT = "excerpt", "is an excerpt from"
        SERIES = "series", "is in one series with"
        MENTION = "mention", "mentions"

    film = ParentalKey("catalogue.FilmPage", on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField("this film", max_length=20, choices=Kind)
    other = models.ForeignKey(
        "catalogue.FilmPage",
        verbose_name="the other film",
        on_delete=models.CASCADE,
        related_name="related_by",
    )

    panels = [
        FieldRowPanel([FieldPanel("kind"), PageChooserPanel("other", "catalogue.FilmPage")]),
    ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.other}"

    def clean(self) -> None:
        """Refuse a film that is tied to itself."""
        super().clean()
        if self.film_id and self.film_id == self.other_id:
            raise ValidationError({"other": "A film cannot be tied to itself."})
