"""The addresses of the credits editor: its page, and what its script asks for."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET, require_POST
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from matinee.catalogue.credits_editor.alike import find_names, people_data
from matinee.catalogue.credits_editor.merging import Merge, merge_data
from matinee.catalogue.credits_editor.page_data import page_data, roll_data, vocabulary
from matinee.catalogue.credits_editor.pasting import matches_data, read_pasted
from matinee.catalogue.credits_editor.rows import (
    MAX_CHARACTERS,
    MAX_ROWS,
    MOST,
    clean_text,
    read_rows,
)
from matinee.catalogue.credits_editor.saving import save_credits
from matinee.catalogue.studio_answers import in_json, sent_json
from matinee.catalogue.studio_film import film_to_edit, why_locked
from matinee.media.errors import Refused


def credits_addresses() -> list[URLPattern]:
    """Return the studio's addresses for credits, for its `register_admin_urls`."""
    return [
        path("films/<int:film_id>/credits/", edit_credits, name="edit_credits"),
        path("films/<int:film_id>/credits/save/", save, name="save_credits"),
        path("films/<int:film_id>/credits/read/", read, name="read_pasted_credits"),
        path("credits/names/", find, name="find_names"),
        path("credits/matches/", match, name="match_names"),
        path("credits/merge/", merge, name="merge_credited"),
    ]


@require_GET
def edit_credits(request: HttpRequest, film_id: int) -> HttpResponse:
    """Show the editor of a film's credits."""
    film = film_to_edit(film_id, request.user)
    return render(
        request,
        "catalogue/studio/credits.html",
        {
            "film": film,
            "data": page_data(film),
            "vocabulary": vocabulary(),
            "locked": why_locked(film, request.user),
            "may_publish": film.permissions_for_user(request.user).can_publish(),
        },
    )


@require_POST
@in_json(MOST)
def save(request: HttpRequest, film_id: int) -> dict[str, Any]:
    """Save {"rows", "madeFrom", "publish"} and answer with the rows as they are now."""
    film_to_edit(film_id, request.user)
    sent = sent_json(request)
    rows = read_rows(sent.get("rows"))
    made_from, publish = sent.get("madeFrom"), sent.get("publish") is True
    if not isinstance(made_from, str):
        raise Refused("credits", "These are no credits.", "Open the page again.")
    saved = save_credits(film_id, rows, made_from, request.user, publish=publish)
    return {**roll_data(saved.credits), "notice": saved.notice, "made": saved.made}


@require_POST
@in_json(MOST)
def read(request: HttpRequest, film_id: int) -> dict[str, Any]:
    """Read {"text"} and answer with what was found in it; nothing is saved."""
    film_to_edit(film_id, request.user)
    return read_pasted(sent_json(request).get("text"))


@require_GET
@in_json(MOST)
def find(request: HttpRequest) -> dict[str, Any]:
    """Answer with the people and companies whose name holds `q`."""
    _only_editors(request)
    typed = clean_text(request.GET.get("q", ""))[:MAX_CHARACTERS]
    found = find_names(typed) if typed else []
    return {"found": [each.who for each in found], "people": people_data(found)}


@require_POST
@in_json(MOST)
def match(request: HttpRequest) -> dict[str, Any]:
    """Answer for {"names"} with who may be meant by each."""
    _only_editors(request)
    names = sent_json(request).get("names")
    if not isinstance(names, list) or len(names) > MAX_ROWS:
        raise Refused("names", f"Ask for at most {MAX_ROWS} names.")
    return matches_data(clean_text(name)[:MAX_CHARACTERS] for name in map(str, names))


@require_POST
@in_json(MOST)
def merge(request: HttpRequest) -> dict[str, Any]:
    """Say what merging {"kept", "dropped"} would do; with {"sure": true}, do it."""
    _only_editors(request)
    sent = sent_json(request)
    wanted = Merge(
        str(sent.get("kept")),
        str(sent.get("dropped")),
        sure=sent.get("sure") is True,
        keep_spelling=sent.get("keepSpelling") is True,
    )
    film_id = sent.get("film")
    film = film_to_edit(film_id, request.user) if isinstance(film_id, int) else None
    return merge_data(wanted, film, str(sent.get("madeFrom")), request.user)


def _only_editors(request: HttpRequest) -> None:
    """Refuse whoever may change no page at all: names of drafts are no one else's business."""
    pages: Any = PagePermissionPolicy(Page)
    if not pages.user_has_any_permission(request.user, {"add", "change"}):
        raise PermissionDenied
