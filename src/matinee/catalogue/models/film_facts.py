"""What is known about a film: its title, kind, year, where it was made and in what languages."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    TitleFieldPanel,
)
from wagtail.fields import StreamField

from matinee.catalogue.blocks import FilmIdentifierBlock
from matinee.catalogue.code_fields import CodesField, read_codes
from matinee.catalogue.titles import sorted_as


class FilmFacts(models.Model):
    """The facts of a film's page."""

    class Kind(models.TextChoices):
        """What sort of film it is."""

        DOCUMENTARY = "documentary", "Documentary"
        SHORT = "short", "Short"
        FEATURE = "feature", "Feature"
        MUSIC_VIDEO = "music-video", "Music video"
        ADVERTISEMENT = "advertisement", "Advertisement"
        TRAILER = "trailer", "Trailer"
        MAKING_OF = "making-of", "Making-of"
        OTHER = "other", "Film"

    class TitleForm(models.TextChoices):
        """How the title is printed."""

        TRADE = "trade", "As the trade writes it"
        PLAIN = "plain", "Only as typed above"

    title_form = models.CharField(
        "printed",
        max_length=10,
        choices=TitleForm,
        default=TitleForm.TRADE,
        help_text="A music video becomes “Artist feat. Artist – Song”, an advertisement"
        " “Director – Brand, Title featuring Artist”, with the names from its credits.",
    )
    sort_title = models.CharField(
        "sorted as",
        max_length=255,
        blank=True,
        db_index=True,
        help_text="Left empty, the title without its article.",
    )
    original_title = models.CharField(
        max_length=255, blank=True, help_text="If the film was first called something else."
    )
    year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        db_index=True,
        validators=[MinValueValidator(1870), MaxValueValidator(2200)],
        help_text="The year it was finished.",
    )
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.SHORT, db_index=True)
    countries = CodesField(noun="country", help_text="Such as “Portugal, France”.")
    languages = CodesField(noun="language", help_text="Spoken in it: “Portuguese, English”.")
    running_time_s = models.PositiveIntegerField(
        "running time in seconds",
        null=True,
        blank=True,
        help_text="Only for a film shown elsewhere; a film of your own is measured.",
    )
    identifiers = StreamField(
        [("identifier", FilmIdentifierBlock())],
        blank=True,
        help_text="How catalogues and archives name the film.",
    )
    page_language = models.CharField(
        "language of this page",
        max_length=35,
        blank=True,
        help_text="Only where the page is not in the site's own language: “Portuguese”, or pt.",
    )
    translation_of = models.ForeignKey(
        "catalogue.FilmPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="translations",
        help_text="The page of the same film in the site's own language. Lists show that one.",
    )

    class Meta:
        abstract = True

    facts_panels: ClassVar = [
        TitleFieldPanel("title"),
        FieldRowPanel([FieldPanel("original_title"), FieldPanel("sort_title")]),
        FieldPanel("title_form"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("year")]),
        FieldRowPanel([FieldPanel("countries"), FieldPanel("languages")]),
        MultipleChooserPanel(
            "film_places", chooser_field_name="place", label="place", heading="Shot at"
        ),
        MultipleChooserPanel(
            "film_subjects", chooser_field_name="subject", label="subject", heading="Subjects"
        ),
        MultiFieldPanel(
            [
                FieldPanel("identifiers"),
                FieldRowPanel([FieldPanel("page_language"), FieldPanel("translation_of")]),
            ],
            heading="Identifiers and translations",
            classname="collapsed",
        ),
    ]

    title: str
    pk: int

    def clean_facts(self) -> None:
        """Refuse a language nobody speaks and a page that is its own translation."""
        if self.page_language:
            try:
                self.page_language = read_codes("language", [self.page_language])[0]
            except ValidationError as error:
                raise ValidationError({"page_language": error.messages}) from error
        original = self.translation_of
        if original and (original.pk == self.pk or original.translation_of_id):
            raise ValidationError(
                {"translation_of": "Choose the page in the site's own language, not this one."}
            )

    def fill_sort_title(self) -> None:
        """Let a title that nobody sorted otherwise be sorted without its article."""
        self.sort_title = self.sort_title or sorted_as(self.title)[:255]
