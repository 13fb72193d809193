"""A film's page, and the list that holds all of them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import RichTextField
from wagtail.models import Page

from matinee.catalogue.addresses import FILMS, film_address, is_reserved
from matinee.catalogue.chapters_panel import chapter_panels
from matinee.catalogue.credits_panel import CreditsPanel
from matinee.catalogue.film_form import FilmForm
from matinee.catalogue.models.film_facts import FilmFacts
from matinee.catalogue.models.film_rights import FilmRights
from matinee.catalogue.models.film_shown import FilmShown
from matinee.catalogue.models.film_words import FilmWords
from matinee.catalogue.redirects import leading_on
from matinee.catalogue.words import FEATURES


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
        from matinee.catalogue.list_views import films  # noqa: PLC0415 - views read these models

        return films(request)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the list with this draft's introduction."""
        from matinee.catalogue.list_views import preview_films  # noqa: PLC0415 - as above

        return preview_films(self)


class FilmPage(Page, FilmFacts, FilmWords, FilmRights, FilmShown):  # type: ignore[django-manager-missing]  # Orderable's
    """One film: its facts, its words, its credits, its rights, and how it is shown."""

    parent_page_types = ["catalogue.FilmIndexPage"]
    subpage_types: list[str] = []

    base_form_class = FilmForm
    edit_handler = TabbedInterface(
        [
            ObjectList(FilmFacts.facts_panels, heading="Film"),
            ObjectList(FilmWords.words_panels, heading="Words"),
            ObjectList(
                [CreditsPanel(heading="Credits in billing order")],
                heading="Credits",
            ),
            ObjectList(
                [
                    *FilmWords.echo_panels,
                    InlinePanel("screenings", label="screening", heading="Screenings"),
                    MultiFieldPanel(
                        [InlinePanel("relations", label="relation")], heading="Related films"
                    ),
                ],
                heading="Echo",
            ),
            ObjectList(FilmRights.rights_panels, heading="Rights and support"),
            ObjectList([*FilmShown.shown_panels, *chapter_panels()], heading="How it is shown"),
            ObjectList([FieldPanel("slug")], heading="Address"),
            ObjectList(Page.settings_panels, heading="Schedule"),
        ]
    )

    class Meta:
        verbose_name = "film"

    @classmethod
    def address_of(cls, slug: str) -> str:
        """Return the root-relative address that goes with a slug."""
        return film_address(slug)

    @property
    def address(self) -> str:
        """The root-relative address of the page."""
        return film_address(self.slug)

    def clean(self) -> None:
        """Refuse an address the list needs, and facts that contradict each other."""
        super().clean()
        if self.slug and is_reserved(self.slug):
            raise ValidationError({"slug": f"{FILMS}{self.slug}/ is kept for the list itself."})
        self.clean_facts()
        self.clean_rights()
        self.clean_shown()

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; the page plays the newest release of its master, and lists are in step."""
        from matinee.catalogue.credit_rows import credits_written  # noqa: PLC0415 - as below
        from matinee.catalogue.listing import relist  # noqa: PLC0415 - it reads these models
        from matinee.catalogue.public_names import names_in_step  # noqa: PLC0415 - as above

        self.fill_sort_title()
        self.take_newest_release()
        with (
            names_in_step(self),
            leading_on(self),
            credits_written(self, kwargs.get("update_fields")),
        ):
            super().save(*args, **kwargs)
        relist(self.pk)

    def with_content_json(self, content: dict[str, Any]) -> "FilmPage":
        """Read a revision; the film made since then stays, for it is no editor's doing."""
        from matinee.catalogue.credit_rows import read_drafted_credits  # noqa: PLC0415 - as above

        chapters = sorted(content.get("chapters", ()), key=lambda each: each["start_s"])
        page: FilmPage = super().with_content_json({**content, "credits": [], "chapters": chapters})
        page.credits.set(read_drafted_credits(content.get("credits", ())))
        if page.master_id == self.master_id:
            page.release_id = self.release_id
        return page

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the same bytes as the baked file."""
        from matinee.catalogue.views import film  # noqa: PLC0415 - views read these models

        return film(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the draft through the renderer of the public page."""
        from matinee.catalogue.views import film_draft  # noqa: PLC0415 - as above

        return film_draft(self)
