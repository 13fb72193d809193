"""A film's page, and the list that holds all of them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from matinee.catalogue.addresses import FILMS, film_address, is_reserved
from matinee.catalogue.blocks import BodyBlock, LinkBlock
from matinee.catalogue.code_fields import CodesField
from matinee.catalogue.film_form import FilmForm
from matinee.catalogue.master_panel import MasterPanel
from matinee.catalogue.words import FEATURES
from matinee.releases.models import Release


class FilmIndexPage(Page):
    """The list of films; every film's page stands under it."""

    introduction = RichTextField(blank=True, features=FEATURES, help_text="A few sentences.")

    max_count = 1
    subpage_types = ["catalogue.FilmPage"]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    # No slug to edit: every public address of a film begins with /films/.
    promote_panels: list[Any] = []

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the first page of the list, the same bytes as the baked file."""
        from matinee.catalogue.views import films  # noqa: PLC0415 - views read these models

        return films(request, page=1)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the list with this draft's introduction."""
        from matinee.catalogue.views import preview_films  # noqa: PLC0415 - as above

        return preview_films(self)


class FilmPage(Page):
    """One film: its facts, its words, its credits, and how it is shown."""

    class Kind(models.TextChoices):
        """What sort of film it is."""

        DOCUMENTARY = "documentary", "Documentary"
        SHORT = "short", "Short"
        FEATURE = "feature", "Feature"
        MUSIC_VIDEO = "music-video", "Music video"
        ADVERTISEMENT = "advertisement", "Advertisement"
        OTHER = "other", "Film"

    class Status(models.TextChoices):
        """How far the film is."""

        IN_PROGRESS = "in-progress", "In progress"
        RELEASED = "released", "Released"

    class Shown(models.TextChoices):
        """Where the film plays."""

        OWN = "own", "Here, from its master"
        ELSEWHERE = "elsewhere", "Elsewhere, on another site"

    original_title = models.CharField(
        max_length=255, blank=True, help_text="If the film was first called something else."
    )
    year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1870), MaxValueValidator(2200)],
        help_text="The year it was finished.",
    )
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.SHORT)
    countries = CodesField(noun="country", help_text="Such as “Portugal, France”.")
    locations = models.CharField(
        "shot at", max_length=255, blank=True, help_text="Such as “Ria de Alvor”."
    )
    languages = CodesField(noun="language", help_text="Spoken in it: “Portuguese, English”.")
    running_time_s = models.PositiveIntegerField(
        "running time in seconds",
        null=True,
        blank=True,
        help_text="Only for a film shown elsewhere; a film of your own is measured.",
    )
    subjects = ParentalManyToManyField("catalogue.Subject", blank=True, related_name="films")

    synopsis = models.TextField(
        blank=True, help_text="Two or three sentences in plain words. They stand beside the title."
    )
    body = StreamField(BodyBlock(), blank=True, help_text="All that you want to say about it.")
    statement = RichTextField(
        "maker's statement", blank=True, features=FEATURES, help_text="Why you made it."
    )

    rights = models.TextField(
        blank=True, help_text="What others may do with it, and whom to ask for the rest."
    )
    support_text = models.TextField("support", blank=True, help_text="What support would go to.")
    support_links = StreamField(
        [("link", LinkBlock())], blank=True, help_text="Where people can support you."
    )
    origin_publisher = models.CharField(
        "first published by", max_length=200, blank=True, help_text="If it was not here."
    )
    origin_url = models.URLField("address there", blank=True, max_length=500)
    origin_date = models.CharField(
        "date there", max_length=60, blank=True, help_text="As it should be printed."
    )

    status = models.CharField(max_length=20, choices=Status, default=Status.RELEASED)
    shown = models.CharField("plays", max_length=20, choices=Shown, default=Shown.OWN)
    elsewhere_url = models.URLField(
        "address elsewhere", blank=True, max_length=500, help_text="The page where it plays."
    )
    master = models.ForeignKey(
        "releases.Master", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    release = models.ForeignKey(
        "releases.Release", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    opens_when_ready = models.BooleanField(
        default=False,
        editable=False,
        help_text="Publish the page when its film has been made and verified.",
    )
    poster_still = models.ForeignKey(
        "releases.Still", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    poster_picture = models.ForeignKey(
        "catalogue.Picture",
        verbose_name="poster",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown before the film plays. Empty takes a still out of the film.",
    )

    parent_page_types = ["catalogue.FilmIndexPage"]
    subpage_types: list[str] = []

    film_panels = [
        TitleFieldPanel("title"),
        FieldPanel("original_title"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("year")]),
        FieldRowPanel([FieldPanel("countries"), FieldPanel("languages")]),
        FieldPanel("locations"),
        FieldPanel("synopsis"),
        FieldPanel("subjects", widget=forms.CheckboxSelectMultiple),
    ]
    words_panels = [FieldPanel("body"), FieldPanel("statement")]
    credits_panels = [InlinePanel("credits", label="credit", heading="Credits in billing order")]
    rights_panels = [
        FieldPanel("rights"),
        MultiFieldPanel([FieldPanel("support_text"), FieldPanel("support_links")], "Support"),
        MultiFieldPanel(
            [
                FieldPanel("origin_publisher"),
                FieldRowPanel([FieldPanel("origin_url"), FieldPanel("origin_date")]),
            ],
            "First published",
        ),
    ]
    shown_panels = [
        FieldRowPanel([FieldPanel("shown"), FieldPanel("status")]),
        MasterPanel(heading="Master"),
        FieldPanel("poster_still"),
        FieldPanel("poster_picture"),
        FieldRowPanel([FieldPanel("elsewhere_url"), FieldPanel("running_time_s")]),
    ]
    base_form_class = FilmForm
    edit_handler = TabbedInterface(
        [
            ObjectList(film_panels, heading="Film"),
            ObjectList(words_panels, heading="Words"),
            ObjectList(credits_panels, heading="Credits"),
            ObjectList(rights_panels, heading="Rights and support"),
            ObjectList(shown_panels, heading="How it is shown"),
            ObjectList([FieldPanel("slug")], heading="Address"),
            ObjectList(Page.settings_panels, heading="Schedule"),
        ]
    )

    class Meta:
        verbose_name = "film"

    @property
    def address(self) -> str:
        """The root-relative address of the page."""
        return film_address(self.slug)

    def clean(self) -> None:
        """Refuse an address the list needs, and an elsewhere that leads nowhere."""
        super().clean()
        if self.slug and is_reserved(self.slug):
            raise ValidationError({"slug": f"{FILMS}page-… is kept for the list's further pages."})
        if self.shown == self.Shown.ELSEWHERE and not self.elsewhere_url:
            raise ValidationError({"elsewhere_url": "Say where the film plays."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; the page plays the newest release of its master."""
        release_is_others = self.release is not None and self.release.master_id != self.master_id
        if self.master_id is None:
            self.release = None
        elif self.release is None or release_is_others:
            self.release = Release.objects.filter(master_id=self.master_id).first()
        super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> "FilmPage":
        """Read a revision; the film made since then stays, for it is no editor's doing."""
        page: FilmPage = super().with_content_json(content)
        if page.master_id == self.master_id:
            page.release_id = self.release_id
        return page

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the same bytes as the baked file."""
        from matinee.catalogue.views import film  # noqa: PLC0415 - views read these models

        return film(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the draft through the renderer of the public page."""
        from matinee.catalogue.views import film  # noqa: PLC0415 - as above

        return film(request, self)
