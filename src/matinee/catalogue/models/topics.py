"""Subjects and places: what films share, each with words and an address of its own."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from matinee.catalogue.addresses import topic_address
from matinee.catalogue.models.addressed import Addressed
from matinee.catalogue.words import FEATURES


class Topic(index.Indexed, Addressed):
    """What a subject and a place have in common: a name films share, with words about it."""

    name = models.CharField(max_length=100, unique=True)
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

    @classmethod
    def address_of(cls, slug: str) -> str:
        """Return the root-relative address that goes with a slug."""
        return topic_address(cls.kind, slug)


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
