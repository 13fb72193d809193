"""The addresses, the menu and the panel of moderation in the studio."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component

from matinee.discussion.moderators import may_moderate
from matinee.discussion.studio.bans import ban_comment_author, bans, end_ban
from matinee.discussion.studio.history import history
from matinee.discussion.studio.queue import queue
from matinee.discussion.studio.queue_filters import tab_counts
from matinee.discussion.studio.queue_posts import act_on_chosen, confirm_all, edit, undo
from matinee.discussion.studio.record import export_record, record

MENU_HOOK = "register_conversation_menu_item"
"""What else of the conversations stands in the menu is registered here."""


class ModeratorsItem(MenuItem):
    """An entry of the menu for those who may moderate."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether this account sees it."""
        return may_moderate(request.user)


class WaitingPanel(Component):
    """Says on the studio's first page what waits for a moderator."""

    name = "conversations"
    template_name = "discussion/studio/waiting_panel.html"
    order = 150

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return how many comments wait and how many are reported."""
        counts = tab_counts(("waiting", "reported"))
        return {"counts": counts, "any": set(counts.values()) != {"0"}}


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    """Add the queue, the record, the bans and what belongs to them."""
    ways: list[URLPattern] = [
        path("", queue, name="queue"),
        path("act/", act_on_chosen, name="act"),
        path("undo/", undo, name="undo"),
        path("all/", confirm_all, name="all"),
        path("comment/<int:pk>/edit/", edit, name="edit"),
        path("comment/<int:pk>/history/", history, name="history"),
        path("comment/<int:pk>/ban/", ban_comment_author, name="ban"),
        path("record/", record, name="record"),
        path("record.csv", export_record, name="export"),
        path("bans/", bans, name="bans"),
        path("bans/<int:pk>/end/", end_ban, name="end_ban"),
    ]
    return [path("conversations/", include((ways, "conversations")))]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    """Add the conversations to the studio's menu."""
    return SubmenuMenuItem(
        "Conversations",
        Menu(register_hook_name=MENU_HOOK),
        name="conversations",
        icon_name="comment",
        order=240,
    )


def _entry(label: str, name: str, icon: str, order: int) -> ModeratorsItem:
    address = reverse_lazy(f"conversations:{name}")
    return ModeratorsItem(label, address, name=f"conversations-{name}", icon_name=icon, order=order)


@hooks.register(MENU_HOOK)
def queue_entry() -> MenuItem:
    """Lead to the queue."""
    return _entry("Comments", "queue", "comment", 10)


@hooks.register(MENU_HOOK)
def record_entry() -> MenuItem:
    """Lead to the record."""
    return _entry("Record", "record", "history", 20)


@hooks.register(MENU_HOOK)
def bans_entry() -> MenuItem:
    """Lead to the bans."""
    return _entry("Bans", "bans", "no-view", 30)


@hooks.register("construct_homepage_panels")
def first_page(request: HttpRequest, panels: list[Component]) -> None:
    """Tell moderators what waits."""
    if may_moderate(request.user):
        panels.append(WaitingPanel())
