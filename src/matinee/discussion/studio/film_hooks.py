"""Puts the rules, the answers and the personal data of conversations into Wagtail's studio."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from matinee.catalogue.models import FilmPage
from matinee.discussion.moderators import may_erase, may_moderate
from matinee.discussion.studio.answering import answer_comment, own_words, say_something
from matinee.discussion.studio.film_rules import film_rules, turn, turn_pin
from matinee.discussion.studio.personal import personal_data


class PersonalItem(MenuItem):
    """The way to what is kept about a person."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to those who may erase."""
        return may_erase(request.user)


@hooks.register("register_admin_urls")
def film_addresses() -> list[URLPattern]:
    """Add the pages of a film's conversation."""
    return [
        path("conversation/film/<int:film_id>/", film_rules, name="conversation_film"),
        path("conversation/film/<int:film_id>/turn/", turn, name="conversation_turn"),
        path("conversation/film/<int:film_id>/say/", say_something, name="conversation_say"),
        path("conversation/answer/<int:pk>/", answer_comment, name="conversation_answer"),
        path("conversation/own/<int:pk>/", own_words, name="conversation_own"),
        path("conversation/pin/<int:pk>/", turn_pin, name="conversation_pin"),
        path("conversation/personal/", personal_data, name="conversation_personal"),
    ]


@hooks.register("register_page_header_buttons")
def film_button(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Lead from the form of a film to its conversation."""
    if isinstance(page.specific_deferred, FilmPage) and page.pk and may_moderate(user):
        address = reverse("conversation_film", args=[page.pk])
        yield Button("Conversation", address, icon_name="comment", priority=40)


@hooks.register("register_page_listing_more_buttons")
def film_listing_button(page: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Lead from the list of films to a film's conversation."""
    yield from film_button(page, user, "index", next_url)


@hooks.register("register_settings_menu_item")
def personal_item() -> MenuItem:
    """Lead to the page of personal data, for those who may erase."""
    address = reverse_lazy("conversation_personal")
    return PersonalItem("Personal data", address, icon_name="user", order=900)


@hooks.register("register_permissions")
def offered_permissions() -> QuerySet[Permission]:
    """Let groups be given the right to moderate, and to erase what is kept about a person."""
    wanted = {"content_type__app_label": "discussion", "codename__in": ("moderate", "erase")}
    return Permission.objects.filter(**wanted)
