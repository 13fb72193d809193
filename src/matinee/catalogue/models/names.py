"""People and companies: whom films credit, each with an address of its own."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from matinee.catalogue.addresses import first_free, is_reserved, make_slug, name_address
from matinee.catalogue.blocks import IdentifierBlock, LinkBlock
from matinee.catalogue.words import FEATURES


class SavedWhole(models.Model):
    """Saves and deletes in one transaction with everything that listens.

    Django sends post_save after its own transaction; the note that a page must be
    rendered anew would be lost with a process that dies in between.
    """

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, receivers included, or not at all."""
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete, receivers included, or not at all."""
        return super().delete(*args, **kwargs)


class Named(index.Indexed, SavedWhole):
    """What a person and a company have in common."""

    kind: ClassVar[str]

    name = models.CharField(max_length=200, help_text="As it is usually printed.")
    sort_name = models.CharField(
        max_length=200, blank=True, help_text="Under which it is listed, such as “Calder, Ines”."
    )
    slug = models.SlugField(
        "address",
        max_length=100,
        unique=True,
        blank=True,
        help_text="The last part of the page's address. Leave it empty to have it made.",
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
        """Save; what was left empty of sort name and address is made from the name."""
        self.sort_name = self.sort_name or self.usual_sort_name()
        if not self.slug:
            wanted = make_slug(self.name, self.kind)
            taken = type(self).objects.filter(slug__startswith=wanted)
            self.slug = first_free(wanted, set(taken.values_list("slug", flat=True)))
        super().save(*args, **kwargs)

    @property
    def address(self) -> str:
        """The root-relative address of the page."""
        return name_address(self.kind, self.slug)

    def clean(self) -> None:
        """Refuse an address that a list needs for its further pages."""
        super().clean()
        if is_reserved(self.slug):
            raise ValidationError({"slug": "“page-…” is kept for the list's further pages."})

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
        return f"{last}, {first}" if first and last.isascii() else self.name.strip()


class Company(Named):  # type: ignore[django-manager-missing]  # Orderable's
    """A company, institution or band whom films credit."""

    kind = "company"

    class Meta(Named.Meta):
        verbose_name_plural = "companies"

    def usual_sort_name(self) -> str:
        """Return the name without its leading article."""
        article, _, rest = self.name.partition(" ")
        return f"{rest}, {article}" if rest and article.casefold() == "the" else self.name
