"""People and companies: whom films credit, each with an address of its own."""

import unicodedata
from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from matinee.catalogue.addresses import name_address
from matinee.catalogue.blocks import IdentifierBlock, LinkBlock
from matinee.catalogue.initials import OTHER, initial_of
from matinee.catalogue.models.addressed import Addressed
from matinee.catalogue.name_form import NameForm
from matinee.catalogue.words import FEATURES


class Named(index.Indexed, Addressed):
    """What a person and a company have in common."""

    name = models.CharField(max_length=200, help_text="As it is usually printed.")
    sort_name = models.CharField(
        max_length=200, blank=True, help_text="Under which it is listed, such as “Calder, Ines”."
    )
    initial = models.CharField(
        max_length=20,
        editable=False,
        db_index=True,
        default=OTHER,
        help_text="The heading under which lists file it.",
    )
    biography = RichTextField(blank=True, features=FEATURES, help_text="A few sentences.")
    portrait = models.ForeignKey(
        "catalogue.Picture",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    links = StreamField([("link", LinkBlock())], blank=True, help_text="Where else to find them.")
    identifiers = StreamField(
        [("identifier", IdentifierBlock())],
        blank=True,
        help_text="How catalogues and archives name them.",
    )

    base_form_class = NameForm
    panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("name"), FieldPanel("sort_name")]), FieldPanel("slug")],
            heading="Name",
        ),
        FieldPanel("biography"),
        FieldPanel("portrait"),
        FieldPanel("links"),
        FieldPanel("identifiers"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        abstract = True
        ordering = ["sort_name", "name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; an empty sort name is made from the name."""
        self.sort_name = self.sort_name or self.usual_sort_name()
        self.initial = initial_of(self.sort_name)
        super().save(*args, **kwargs)

    @classmethod
    def address_of(cls, slug: str) -> str:
        """Return the root-relative address that goes with a slug."""
        return name_address(cls.kind, slug)

    def usual_sort_name(self) -> str:
        """Return the name as lists sort it when nobody said otherwise."""
        return self.name


class Person(Named):  # type: ignore[django-manager-missing]  # Orderable's
    """Someone whom films credit."""

    kind = "person"

    class Meta(Named.Meta):
        verbose_name_plural = "people"

    def usual_sort_name(self) -> str:
        """Return the last word first: right for most names in Latin script, else editable."""
        first, _, last = self.name.strip().rpartition(" ")
        latin = unicodedata.name(last[:1] or " ", "").startswith("LATIN")
        return f"{last}, {first}" if first and latin else self.name.strip()


class Company(Named):  # type: ignore[django-manager-missing]  # Orderable's
    """A company, institution or band whom films credit."""

    kind = "company"

    class Meta(Named.Meta):
        verbose_name_plural = "companies"

    def usual_sort_name(self) -> str:
        """Return the name without its leading article."""
        article, _, rest = self.name.partition(" ")
        return f"{rest}, {article}" if rest and article.casefold() == "the" else self.name
