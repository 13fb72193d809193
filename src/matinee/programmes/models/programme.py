"""A programme: films that someone chose, in an order, each with a note."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    TitleFieldPanel,
)
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from matinee.catalogue.redirects import leading_on
from matinee.catalogue.words import FEATURES
from matinee.programmes.addresses import programme_address
from matinee.programmes.programme_form import ProgrammeForm

NOTE_FEATURES = ["bold", "italic", "link"]


class ProgrammeIndexPage(Page):
    """The list of programmes; every programme's page stands under it."""

    introduction = RichTextField(blank=True, features=FEATURES, help_text="A few sentences.")

    max_count = 1
    parent_page_types = ["programmes.HomePage"]
    subpage_types = ["programmes.ProgrammePage"]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    # No slug to edit: every public address of a programme begins with /programmes/.
    promote_panels: list[Any] = []

    class Meta:
        verbose_name = "list of programmes"

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the same bytes as the baked file."""
        from matinee.programmes.booklet import serve_index  # noqa: PLC0415 - it reads these models

        return serve_index(self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the list with this draft's introduction."""
        from matinee.programmes.booklet import serve_index  # noqa: PLC0415 - as above

        return serve_index(self)


class ProgrammePage(Page):
    """Films in an order, and why these."""

    introduction = RichTextField(
        blank=True, features=FEATURES, help_text="What holds these films together."
    )
    chosen_by = models.ForeignKey(
        "catalogue.Person",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who chose the films, if they have a page here.",
    )
    chosen_by_words = models.CharField(
        "or in words", max_length=200, blank=True, help_text="Such as “the students of year two”."
    )
    picture = models.ForeignKey(
        "catalogue.Picture",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Stands beside the title. Lists show the first film's still without it.",
    )
    starts_on = models.DateField(
        "from", null=True, blank=True, help_text="Only where the programme has dates."
    )
    ends_on = models.DateField("to", null=True, blank=True)

    parent_page_types = ["programmes.ProgrammeIndexPage"]
    subpage_types: list[str] = []
    base_form_class = ProgrammeForm
    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("introduction"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("chosen_by"), FieldPanel("chosen_by_words")]),
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldPanel("picture"),
            ],
            heading="Curator, dates and picture",
        ),
        MultipleChooserPanel("picks", chooser_field_name="film", label="film", heading="Films"),
    ]
    promote_panels = [FieldPanel("slug")]

    class Meta:
        verbose_name = "programme"

    @classmethod
    def address_of(cls, slug: str) -> str:
        """Return the root-relative address that goes with a slug."""
        return programme_address(slug)

    @property
    def address(self) -> str:
        """The root-relative address of the page."""
        return programme_address(self.slug)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; an old address leads to the new one."""
        with leading_on(self):
            super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a programme that ends before it begins."""
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "It ends before it begins."})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the same bytes as the baked file."""
        from matinee.programmes.booklet import serve_programme  # noqa: PLC0415 - as above

        return serve_programme(self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the draft, picks included, through the renderer of the public page."""
        from matinee.programmes.booklet import serve_programme  # noqa: PLC0415 - as above

        return serve_programme(self)


class Pick(Orderable):
    """A film of a programme, with what its curator says of it."""

    programme = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="picks")
    film = models.ForeignKey("catalogue.FilmPage", on_delete=models.CASCADE, related_name="picks")
    heading = models.CharField(
        "heading above",
        max_length=120,
        blank=True,
        help_text="Begins a group, such as “Friday night”.",
    )
    note = RichTextField(blank=True, features=NOTE_FEATURES)
    picture = models.ForeignKey(
        "catalogue.Picture",
        verbose_name="picture of your own",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    on = models.DateField("date", null=True, blank=True)
    at = models.TimeField("time", null=True, blank=True)
    venue = models.CharField("place", max_length=200, blank=True)

    panels = [
        # In as few lines as may be: a programme may have sixty of them.
        FieldRowPanel([FieldPanel("film"), FieldPanel("picture"), FieldPanel("heading")]),
        FieldPanel("note"),
        FieldRowPanel([FieldPanel("on"), FieldPanel("at"), FieldPanel("venue")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "pick"

    def __str__(self) -> str:
        return str(self.film)

    def clean(self) -> None:
        """Refuse a time of no day."""
        super().clean()
        if self.at and not self.on:
            raise ValidationError({"on": "Say on which day."})
