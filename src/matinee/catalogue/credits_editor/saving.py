"""Saves the rows of the editor as a film's newest draft, and publishes it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Revision

from matinee.catalogue.credits_editor.rows import Row, fingerprint
from matinee.catalogue.credits_editor.who import find_or_make
from matinee.catalogue.gather.credits import draft_credits
from matinee.catalogue.models import Company, Credit, FilmPage, Named, Person
from matinee.media.errors import Refused


class ChangedSince(Refused):
    """Someone else changed the credits since the page was opened."""

    def __init__(self, film: FilmPage, now: str) -> None:
        self.now = now
        revision = film.latest_revision
        someone = str(revision.user) if revision and revision.user else "Someone"
        when = f" at {timezone.localtime(revision.created_at):%H:%M}" if revision else ""
        super().__init__(
            "credits-changed",
            f"{someone} changed these credits{when}, after you opened them.",
            "Nothing was saved; what you typed is still here.",
        )


@dataclass(frozen=True)
class Saved:
    """What became of the rows; `notice` is the sentence to show."""

    credits: tuple[Credit, ...]
    made: int
    live: bool
    notice: str


def film_to_edit(film_id: int, user: Any) -> FilmPage:
    """Return the film if this editor may change it, as Wagtail's own form decides it.

    Raises Http404, PermissionDenied.
    """
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


def save_credits(
    film_id: int, rows: Sequence[Row], made_from: str, user: Any, *, publish: bool
) -> Saved:
    """Make the rows the credits of the film's newest draft, and publish it if asked.

    Publishing shows everything of that draft. A draft that cannot be published yet stays one,
    and the notice says why.

    Raises RowsRefused, ChangedSince when the draft's credits are no longer those with the
    fingerprint `made_from`, Refused("locked"), PermissionDenied; then nothing was saved.
    """
    with transaction.atomic():
        FilmPage.objects.select_for_update().filter(pk=film_id).first()
        film = film_to_edit(film_id, user)
        if publish and not film.permissions_for_user(user).can_publish():
            raise PermissionDenied
        if sentence := why_locked(film, user):
            raise Refused("locked", sentence, "What you typed is still here.")
        draft = film.get_latest_revision_as_object()
        before = fingerprint(draft_credits(draft))
        if before != made_from:
            raise ChangedSince(film, before)
        credits, made = _credits(film, rows)
        revision = film.get_latest_revision()
        if revision is None or fingerprint(credits) != before:
            draft.credits.set(credits)
            # clean=False: credits can be saved while the film still lacks something else.
            revision = draft.save_revision(user=user, log_action=True, clean=False)
    if not publish:
        return Saved(tuple(credits), made, film.live, "Saved as a draft.")
    notice = _publish(revision, user)
    film.refresh_from_db()
    return Saved(tuple(credits), made, film.live, notice)


def _credits(film: FilmPage, rows: Sequence[Row]) -> tuple[list[Credit], int]:
    whom, made = find_or_make(rows)
    credits = [
        _credit(place, row, who) for place, (row, who) in enumerate(zip(rows, whom, strict=True))
    ]
    _keep_keys(film, credits)
    return credits, made


def _credit(place: int, row: Row, who: Named | None) -> Credit:
    return Credit(
        sort_order=place,
        role_key=row.role,
        label=row.label,
        person=who if isinstance(who, Person) else None,
        company=who if isinstance(who, Company) else None,
        name_as_printed="" if who and who.name == row.name else row.name,
        on_behalf_of=row.on_behalf_of,
        for_word=row.for_word,
        character=row.character,
        joiner=row.joiner,
    )


def _keep_keys(film: FilmPage, credits: Sequence[Credit]) -> None:
    """Give the credits the keys of published rows that say the same, else credit the same.

    So publishing writes what was changed instead of deleting and making hundreds of rows.
    """
    rows = list(Credit.objects.filter(film=film).order_by("sort_order", "pk"))
    for likeness in (lambda row: fingerprint([row]), lambda row: (row.person_id, row.company_id)):
        used = {credit.pk for credit in credits}
        free: dict[Any, list[int]] = defaultdict(list)
        for row in rows:
            if row.pk not in used:
                free[likeness(row)].append(row.pk)
        for credit in credits:
            if credit.pk is None and (alike := free.get(likeness(credit))):
                credit.pk = alike.pop(0)


def _publish(revision: Revision, user: Any) -> str:
    try:
        with transaction.atomic():
            PublishPageRevisionAction(revision, user=user).execute()
    except ValidationError as error:
        return f"Saved as a draft. The film cannot be published yet: {_first(error)}"
    film = revision.content_object
    if film.go_live_at and film.go_live_at > timezone.now():
        return f"Saved. The film opens on {timezone.localtime(film.go_live_at):%d %B at %H:%M}."
    return "Saved and published."


def _first(error: ValidationError) -> str:
    if hasattr(error, "error_dict"):
        field, messages = next(iter(error.message_dict.items()))
        return f"{field.replace('_', ' ')}: {messages[0]}"
    return str(error.messages[0])
