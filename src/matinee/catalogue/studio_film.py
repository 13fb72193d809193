"""Whether an editor may change a film in an editor of ours, as Wagtail's own form decides it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.html import strip_tags

from matinee.catalogue.models import FilmPage
from matinee.media.errors import Refused


def film_to_edit(film_id: int, user: Any) -> FilmPage:
    """Return the film if this editor may change it. Raises Http404, PermissionDenied."""
    film = get_object_or_404(FilmPage, pk=film_id)
    if film.alias_of_id or not film.permissions_for_user(user).can_edit():
        raise PermissionDenied
    return film


def why_locked(film: FilmPage, user: Any) -> str:
    """Return the sentence that says why this editor cannot change the film now, else ""."""
    lock = film.get_lock()
    if lock is None or not lock.for_user(user):
        return ""
    said = strip_tags(str(lock.get_message(user) or "")).strip()
    return said or "This film is locked: someone else is working on it."


def refuse_locked(film: FilmPage, user: Any, hint: str = "") -> None:
    """Raise Refused("locked") when this editor cannot change the film now."""
    if sentence := why_locked(film, user):
        raise Refused("locked", sentence, hint)
