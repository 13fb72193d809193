"""The queue: every comment that a moderator may want to look at, a page at a time."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from matinee.discussion.moderators import may_moderate
from matinee.discussion.search import note_on
from matinee.discussion.studio.actions import REASONS, said_of, undoable
from matinee.discussion.studio.queue_filters import (
    TABS,
    Filters,
    film_choices,
    held_reasons,
    tab_counts,
)
from matinee.discussion.studio.queue_paging import turn
from matinee.discussion.studio.queue_rows import rows_of

KEYS = (
    ("j, ↓", "Next comment"),
    ("k, ↑", "Comment before"),
    ("x", "Select it, or not"),
    ("a", "Approve"),
    ("h", "Hold back"),
    ("r", "Remove"),
    ("s", "Mark as spam"),
    ("t", "Settle the reports"),
    ("p", "Pin, or unpin"),
    ("e", "Change its words"),
    ("i", "What else came from this person"),
    ("z", "Undo"),
    ("/", "Search"),
    ("?", "These keys"),
)
"""What each key does; with comments selected, it does so to all of them."""
ALL = {"approve": "Approve", "remove": "Remove", "spam": "Mark as spam", "hold": "Hold back"}
"""What can be done with all that match."""


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Show a page of the queue."""
    need_moderator(request)
    filters = Filters.read(request.GET)
    page = turn(
        filters.comments(),
        "posted_at",
        newest=filters.newest,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    counts = tab_counts()
    context = {
        "filters": filters,
        "rows": rows_of(page.rows),
        "tabs": [
            {"name": name, "label": label, "count": counts[name], "query": f"?tab={name}"}
            for name, label in TABS.items()
        ],
        "on": filters.query(after=page.on) if page.on else "",
        "back": filters.query(before=page.back) if page.back else "",
        "films": film_choices(),
        "held_reasons": held_reasons(),
        "asked": filters.asked,
        "note": note_on(filters.q),
        "all_actions": ALL,
        **page_facts(request),
        **bar(request.GET.get("done", "")),
    }
    return render(request, "discussion/studio/queue.html", context)


def need_moderator(request: HttpRequest) -> None:
    """Raise PermissionDenied unless the account may moderate."""
    if not may_moderate(request.user):
        raise PermissionDenied


def page_facts(request: HttpRequest) -> dict[str, Any]:
    """Return what every page with comments to act on needs."""
    profile = getattr(request.user, "wagtail_userprofile", None)
    # Whoever has single keys turned off in the studio's settings has none here either.
    keys_on = bool(getattr(profile, "keyboard_shortcuts", True))
    return {"keys": KEYS, "keys_on": keys_on, "here": here(request), "reasons": REASONS}


def here(request: HttpRequest) -> str:
    """Return the address of a page without what was done last."""
    query = request.GET.copy()
    query.pop("done", None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def bar(batch: str) -> dict[str, Any]:
    """Return what the bar says of a batch that was just done."""
    if not batch:
        return {"said": "", "undo": ""}
    return {"said": said_of(batch), "undo": batch if undoable(batch) else ""}


def safe_return(request: HttpRequest) -> str:
    """Return the page of ours to go back to; the queue where none is named."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    home = reverse("conversations:queue")
    return asked if asked.startswith(home) and "\\" not in asked else home
