"""What Wagtail's studio shows of the catalogue."""

from typing import Any

from django.db.models import Model
from django.urls import URLPattern, path, re_path, reverse
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from matinee.catalogue.captions_editor.saving import LOGGED as CAPTIONS_CHANGED
from matinee.catalogue.captions_editor.views import captions_addresses
from matinee.catalogue.credits_editor.views import credits_addresses
from matinee.catalogue.delivery import deliver_master
from matinee.catalogue.merging_view import merge_button, merge_view
from matinee.catalogue.models import Company, FilmPage, Person, Place, Subject
from matinee.catalogue.outside.views import elsewhere_addresses, elsewhere_script


class PersonViewSet(SnippetViewSet):
    """The list and the form of people.

    Found by plain comparison, as all names here: Wagtail's own index on SQLite knows no fields.
    """

    model = Person
    icon = "user"
    list_display = ("name", "sort_name")
    search_fields = ("name", "sort_name")
    search_backend_name = None
    ordering = ("sort_name",)


class CompanyViewSet(SnippetViewSet):
    """The list and the form of companies."""

    model = Company
    icon = "group"
    list_display = ("name", "sort_name")
    search_fields = ("name", "sort_name")
    search_backend_name = None
    ordering = ("sort_name",)


class TopicChooserViewSet(SnippetChooserViewSet):
    """Chooses subjects and places, and makes a new one without leaving the film."""

    form_fields = ("name",)
    create_action_label = "Add and choose"
    creation_tab_label = "New"


class SubjectViewSet(SnippetViewSet):
    """The list and the form of subjects."""

    model = Subject
    icon = "tag"
    list_display = ("name",)
    search_fields = ("name",)
    search_backend_name = None
    chooser_viewset_class = TopicChooserViewSet
    chooser_per_page = 50


class PlaceViewSet(SnippetViewSet):
    """The list and the form of places."""

    model = Place
    icon = "site"
    list_display = ("name",)
    search_fields = ("name",)
    search_backend_name = None
    chooser_viewset_class = TopicChooserViewSet
    chooser_per_page = 50


class NamesViewSet(SnippetViewSetGroup):
    """People, companies, subjects and places as one entry of the menu."""

    menu_label = "Names"
    menu_icon = "group"
    menu_order = 200
    items = (PersonViewSet, CompanyViewSet, SubjectViewSet, PlaceViewSet)


register_snippet(NamesViewSet)


@hooks.register("register_log_actions")
def say_what_was_done(actions: LogActionRegistry) -> None:
    """Let the studio's history tell of names that became one, and of captions."""
    actions.register_action(
        "matinee.merge_names", "Make one of two names", "Took over another name of the same"
    )
    actions.register_action(CAPTIONS_CHANGED, "Change captions", "Changed its captions")


@hooks.register("register_snippet_listing_buttons")
def names_can_be_merged(snippet: Model, user: Any, next_url: str | None) -> list[Button]:
    """Offer, beside a person or a company, to say that it is the same as another."""
    return merge_button(snippet)


@hooks.register("register_admin_urls")
def studio_addresses() -> list[URLPattern]:
    """Add the pages of ours: a film's master, credits and captions, its host, names made one."""
    return [
        path("films/<int:film_id>/master/", deliver_master, name="deliver_master"),
        *credits_addresses(),
        *captions_addresses(),
        *elsewhere_addresses(),
        re_path(
            r"^names/(?P<kind>person|company)/(?P<pk>\d+)/same/$", merge_view, name="merge_names"
        ),
    ]


@hooks.register("register_page_listing_more_buttons")
def sound_of_a_listed_film(page: Page, user: Any, next_url: str | None = None) -> list[Button]:
    """Lead from a film in a list to its sound and captions."""
    return _sound_button(page, user)


@hooks.register("register_page_header_buttons")
def sound_of_the_film(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> list[Button]:
    """Lead from the menu of a film to its sound and captions."""
    return _sound_button(page, user)


@hooks.register("insert_editor_js")
def ask_the_host() -> SafeString:
    """Let the form of a film ask the site where it plays."""
    return elsewhere_script()


def _sound_button(page: Page, user: Any) -> list[Button]:
    film = page.specific_deferred
    if not isinstance(film, FilmPage) or film.alias_of_id:
        return []
    if not film.permissions_for_user(user).can_edit():
        return []
    address = reverse("sound_and_captions", args=[film.pk])
    return [Button("Sound and captions", address, icon_name="openquote", priority=15)]
