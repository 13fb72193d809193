"""The front page: a few words, and the sections that its editor composes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from matinee.catalogue.words import FEATURES
from matinee.programmes.blocks import SectionsBlock


class HomePage(Page):
    """The root of the site's pages."""

    introduction = RichTextField(
        blank=True,
        features=FEATURES,
        help_text="A few sentences. They stand under the lead film, or first of all.",
    )
    sections = StreamField(
        SectionsBlock(),
        blank=True,
        help_text="From top to bottom. Left empty, the newest film leads and the latest follow.",
    )

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["catalogue.FilmIndexPage", "programmes.ProgrammeIndexPage"]
    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("sections")]
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
