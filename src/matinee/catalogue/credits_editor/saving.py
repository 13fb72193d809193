"""Saves the rows of the editor as a film's newest draft, and publishes it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Revision

from matinee.catalogue.credits_editor.rows import Row, fingerprint
from matinee.catalogue.credits_editor.who import find_or_make
from matinee.catalogue.gather.credits import draft_credits
from matinee.catalogue.models import Company, Credit, FilmPage, Named, Person
from matinee.catalogue.studio_answers import ChangedSince
from matinee.catalogue.studio_film import film_to_edit, refuse_locked


@dataclass(frozen=True)
class Saved:
    """What became of the rows; `notice` is the sentence to show."""

    credits: tuple[Credit, ...]
    made: int
    live: bool
    notice: str


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
        refuse_locked(film, user, "What you typed is still here.")
        draft = film.get_latest_revision_as_object()
        before = fingerprint(draft_credits(draft))
        if before != made_from:
            raise _changed_since(film, before)
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


def _changed_since(film: FilmPage, now: str) -> ChangedSince:
    last = film.latest_revision
    who, when = (last.user, last.created_at) if last else (None, None)
    return ChangedSince("credits", now, who, when)


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
