"""Subjects and places: what films share, each with words and an address of its own."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from matinee.catalogue.addresses import first_free, is_reserved, make_slug, topic_address
from matinee.catalogue.models.names import SavedWhole
from matinee.catalogue.words import FEATURES


class Topic(index.Indexed, SavedWhole):
    """What a subject and a place have in common: a name films share, with words about it."""

    kind: ClassVar[str]

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField("address", max_length=100, unique=True, blank=True)
    introduction = RichTextField(blank=True, features=FEATURES, help_text="A few sentences.")
    picture = models.ForeignKey(
        "catalogue.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        FieldPanel("introduction"),
        FieldPanel("picture"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; an empty address is made from the name."""
        if not self.slug:
            wanted = make_slug(self.name, self.kind)
            taken = type(self).objects.filter(slug__startswith=wanted)
            self.slug = first_free(wanted, set(taken.values_list("slug", flat=True)))
        super().save(*args, **kwargs)

    @property
    def address(self) -> str:
        """The root-relative address of the page."""
        return topic_address(self.kind, self.slug)

    def clean(self) -> None:
        """Refuse an address that a list needs for its further pages."""
        super().clean()
        if is_reserved(self.slug):
            raise ValidationError({"slug": "“page-…” is kept for the list's further pages."})


class Subject(Topic):  # type: ignore[django-manager-missing]  # Orderable's
    """What a film is about, in a word or two."""

    kind = "subject"


class Place(Topic):  # type: ignore[django-manager-missing]  # Orderable's
    """Where films were shot, as people there call it."""

    kind = "place"


class FilmSubject(Orderable):
    """A subject of a film, in the order chosen."""

    film = ParentalKey("catalogue.FilmPage", on_delete=models.CASCADE, related_name="film_subjects")
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="film_subjects")

    panels = [FieldPanel("subject")]


class FilmPlace(Orderable):
    """A place where a film was shot, in the order chosen."""

    film = ParentalKey("catalogue.FilmPage", on_delete=models.CASCADE, related_name="film_places")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="film_places")

    panels = [FieldPanel("place")]
