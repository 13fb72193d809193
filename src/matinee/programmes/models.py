"""The front page: a few words, a lead film, the latest films."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from matinee.catalogue.words import FEATURES


class HomePage(Page):
    """The root of the site's pages."""

    introduction = RichTextField(blank=True, features=FEATURES, help_text="A few sentences.")
    lead_film = models.ForeignKey(
        "catalogue.FilmPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown first and large. Empty shows the newest film.",
    )

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["catalogue.FilmIndexPage"]
    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("lead_film")]
    promote_panels: list[Any] = []

    class Meta:
        verbose_name = "front page"

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the same bytes as the baked file."""
        from matinee.programmes.front import serve_home  # noqa: PLC0415 - it reads this model

        return serve_home(self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the draft through the renderer of the public page."""
        from matinee.programmes.front import serve_home  # noqa: PLC0415 - as above

        return serve_home(self)
