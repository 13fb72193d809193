"""Makes one of two people or companies from within the credits editor."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied

from matinee.catalogue.credits_editor.rows import fingerprint
from matinee.catalogue.credits_editor.who import KINDS, MODELS
from matinee.catalogue.gather.credits import draft_credits
from matinee.catalogue.merging import merge_names, preview_merge
from matinee.catalogue.models import FilmPage, Named
from matinee.media.errors import Refused


@dataclass(frozen=True)
class Merge:
    """Which record is to go into which; `sure` once the editor has read what it does.

    With `keep_spelling` the films go on printing the name that goes.
    """

    kept: str
    dropped: str
    sure: bool = False
    keep_spelling: bool = False


def merge_data(wanted: Merge, film: FilmPage | None, made_from: str, user: Any) -> dict[str, Any]:
    """Tell what the merge touches; when `sure`, do it.

    The answer after a merge has the new fingerprint of the film's credits if they were still
    those with `made_from`: the merge itself is no reason to refuse the editor's next save.

    Raises Refused for a record that is gone or for two of different kinds, PermissionDenied.
    """
    kept, dropped = _record(wanted.kept), _record(wanted.dropped)
    _allow(user, kept)
    touched = preview_merge(dropped)
    answer: dict[str, Any] = {"credits": touched.credits, "films": touched.films}
    if not wanted.sure:
        return answer
    unchanged = film is not None and _now(film) == made_from
    merge_names(kept, dropped, user, keep_spelling=wanted.keep_spelling)
    if film is not None and unchanged:
        answer["madeFrom"] = _now(film)
    return answer


def _record(who: str) -> Named:
    kind = KINDS.get(who[:1], "")
    number = who[1:]
    found = None
    if kind and number.isascii() and number.isdigit() and len(number) <= 18:
        found = MODELS[kind].objects.filter(pk=int(number)).first()
    if found is None:
        raise Refused("merge", "One of the two is no longer on this site.", "Choose again.")
    return found


def _allow(user: Any, record: Named) -> None:
    """Ask for the rights to change and to delete: a merge does both."""
    rights = (f"catalogue.{right}_{record.kind}" for right in ("change", "delete"))
    if not all(user.has_perm(right) for right in rights):
        raise PermissionDenied


def _now(film: FilmPage) -> str:
    # Read anew: the film at hand remembers its draft as it was.
    draft = FilmPage.objects.get(pk=film.pk).get_latest_revision_as_object()
    return fingerprint(draft_credits(draft))
