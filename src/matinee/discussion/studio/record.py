"""The record: who did what with which comment, when and why; and undoing it."""

import csv
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET
from wagtail.models import Page

from matinee.correspondence.studio import inert
from matinee.discussion.models import Decision
from matinee.discussion.studio.queue import bar, here, need_moderator
from matinee.discussion.studio.queue_filters import film_choices, films_named
from matinee.discussion.studio.queue_paging import turn

ACTIONS = {
    "show": "Approved",
    "hold": "Held back",
    "remove": "Removed",
    "spam": "Marked as spam",
    "withdraw": "Withdrawn",
    "undo": "Undone",
    "edit": "Changed",
    "pin": "Pinned",
    "unpin": "Unpinned",
    "settle": "Reports settled",
    "ban": "Banned",
    "unban": "Ban ended",
    "erase": "Erased",
    "rules": "Rules changed",
    "close": "Conversation closed",
    "open": "Conversation opened",
}
EXPORTED = 100_000
"""Entries in one table; a spreadsheet holds not many more."""
COLUMNS = ("at", "by", "action", "film", "comment", "was", "became", "reason", "undone", "batch")


@require_GET
def record(request: HttpRequest) -> HttpResponse:
    """Show a page of the record, the newest entry first."""
    need_moderator(request)
    asked = {name: request.GET.get(name, "").strip()[:200] for name in ("film", "by", "action")}
    page = turn(
        _entries(asked),
        "at",
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    context = {
        "asked": asked,
        "entries": _shown(page.rows),
        "actions": ACTIONS,
        "films": film_choices(),
        "on": _query(asked, after=page.on) if page.on else "",
        "back": _query(asked, before=page.back) if page.back else "",
        "export": _query(asked),
        "here": here(request),
        **bar(request.GET.get("done", "")),
    }
    return render(request, "discussion/studio/record.html", context)


@require_GET
def export_record(request: HttpRequest) -> HttpResponse:
    """Return the record as a table, the newest entries as far as a spreadsheet can hold them."""
    need_moderator(request)
    asked = {name: request.GET.get(name, "").strip()[:200] for name in ("film", "by", "action")}
    entries = list(_entries(asked).order_by("-at", "-pk")[:EXPORTED])
    titles = _titles(entries)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"conversation-record-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for entry in entries:
        row: list[Any] = [
            timezone.localtime(entry.at).isoformat(timespec="seconds"),
            inert(entry.by),
            entry.action,
            inert(titles.get(entry.film_id, "")),
            entry.comment_id or "",
            entry.was,
            entry.became,
            inert(entry.reason),
            "yes" if entry.undone else "",
            entry.batch,
        ]
        writer.writerow(row)
    return response


def _shown(entries: Sequence[Decision]) -> list[dict[str, Any]]:
    """Return entries for the screen; the first of each batch offers to undo all of it."""
    titles = _titles(entries)
    counts = dict(
        Decision.objects.filter(batch__in={each.batch for each in entries}, undone=False)
        .exclude(was="")
        .order_by()
        .values_list("batch")
        .annotate(Count("pk"))
    )
    return [
        {
            "entry": entry,
            "what": ACTIONS.get(entry.action, entry.action),
            "film": titles.get(entry.film_id, ""),
            "together": counts.get(entry.batch, 0),
            "undo": bool(entry.was and entry.comment_id and not entry.undone)
            and counts.pop(entry.batch, 0),
        }
        for entry in entries
    ]


def _entries(asked: dict[str, str]) -> QuerySet[Decision]:
    rows = Decision.objects.all()
    if asked["film"]:
        rows = rows.filter(film__in=films_named(asked["film"]))
    if asked["by"]:
        rows = rows.filter(by=asked["by"])
    if asked["action"] in ACTIONS:
        rows = rows.filter(action=asked["action"])
    return rows


def _titles(entries: Any) -> dict[int | None, str]:
    films = Page.objects.filter(pk__in={each.film_id for each in entries} - {None})
    return dict(films.values_list("pk", "title"))


def _query(asked: dict[str, str], **more: str) -> str:
    return urlencode({name: value for name, value in {**asked, **more}.items() if value})
