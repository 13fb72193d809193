"""What Wagtail's studio shows of the catalogue."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from matinee.catalogue.delivery import deliver_master
from matinee.catalogue.models import Company, Person, Subject


class PersonViewSet(SnippetViewSet):
    """The list and the form of people."""

    model = Person
    icon = "user"
    list_display = ("name", "sort_name")
    search_fields = ("name", "sort_name")
    ordering = ("sort_name",)


class CompanyViewSet(SnippetViewSet):
    """The list and the form of companies."""

    model = Company
    icon = "group"
    list_display = ("name", "sort_name")
    search_fields = ("name", "sort_name")
    ordering = ("sort_name",)


class SubjectViewSet(SnippetViewSet):
    """The list and the form of subjects."""

    model = Subject
    icon = "tag"
    list_display = ("name",)
    search_fields = ("name",)


class NamesViewSet(SnippetViewSetGroup):
    """People, companies and subjects as one entry of the menu."""

    menu_label = "Names"
    menu_icon = "group"
    menu_order = 200
    items = (PersonViewSet, CompanyViewSet, SubjectViewSet)


register_snippet(NamesViewSet)


@hooks.register("register_log_actions")
def say_what_was_done(actions: LogActionRegistry) -> None:
    """Let the studio's history tell of names that became one."""
    actions.register_action(
        "matinee.merge_names", "Make one of two names", "Took over another name of the same"
    )


@hooks.register("register_admin_urls")
def studio_addresses() -> list[URLPattern]:
    """Add the page where a film's master is delivered."""
    return [path("films/<int:film_id>/master/", deliver_master, name="deliver_master")]
