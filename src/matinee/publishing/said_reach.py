"""Which pages show what was said: the keys to bake anew when a conversation changes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F, Q

from matinee.discussion.addresses import REPLIES_A_PART, REPLIES_SHOWN, leaf_of, part_of
from matinee.discussion.gather.leaves import leaves_with, newest_numbers
from matinee.discussion.gather.pages import every_part
from matinee.discussion.gather.rows import changes_label
from matinee.discussion.models import Comment, Conversation
from matinee.publishing.marks import (
    CONVERSATION,
    FILM_COMMENTS,
    LEAF,
    MOMENTS,
    NEWEST,
    SITE_COMMENTS,
    THREAD,
    id_of,
    key_of,
)
from matinee.publishing.mention_reach import spoken_of
from matinee.publishing.models import BakedFile

_FEW = 40
"""Films whose pages are looked for one by one."""
_KINDS = (LEAF, NEWEST, THREAD, FILM_COMMENTS, MOMENTS)


@dataclass(frozen=True)
class _Spot:
    """Where a comment stands: in which thread of which film, `place` None for its first."""

    film: int
    number: int
    place: int | None
    last_place: int
    """Of its thread."""
    last_number: int
    """Of its film."""


def said_reach(pks: Collection[int]) -> set[str]:
    """Return the pages that show these comments, or did until now.

    Those that lead there, too, when a page has only begun; those on which an answer names
    them; and those of films and people to which they lead.
    """
    comments = Comment.objects.filter(pk__in=pks)
    keys = spoken_of(pks)
    for film, at_s in comments.values_list("film", "at_s"):
        keys |= {key_of("film", film), *_feeds(film)}
        if at_s is not None:
            keys.add(key_of(MOMENTS, film))
    for spot in _spots(Q(pk__in=pks)):
        keys |= _pages_of(spot) | _beginnings(spot)
    for spot in _spots(Q(parent__in=pks)):
        keys |= _pages_of(spot)
    return keys


def conversation_reach(film_ids: Collection[int]) -> set[str]:
    """Return the pages of films and the marks for all pages of their conversations."""
    return {key_of(kind, film) for film in film_ids for kind in ("film", CONVERSATION)}


def conversation_pages(film_ids: Collection[int]) -> set[str]:
    """Return all pages of the conversations under these films, and those that were."""
    keys: set[str] = set()
    last = Conversation.objects.filter(film__in=film_ids).values_list("film", "last_number")
    for film, number in last:
        leaves = range(1, leaf_of(number) + 1) if number else ()
        keys.update(leaf_key(film, leaf) for leaf in leaves)
    keys.update(part_key(*part) for part in every_part(film_ids))
    for film in film_ids:
        keys |= {key_of(NEWEST, film), key_of(MOMENTS, film), *_feeds(film)}
    return keys | _baked(film_ids)


def leaf_key(film: int, leaf: int) -> str:
    """Return the key of a leaf, whichever way it is read."""
    return key_of(LEAF, f"{film}/{leaf}")


def part_key(film: int, number: int, part: int) -> str:
    """Return the key of a page of a long thread."""
    return key_of(THREAD, f"{film}/{number}/{part}")


def _spots(which: Q) -> Iterable[_Spot]:
    """Return where comments stand, leaving out those that were never shown."""
    rows = Comment.objects.filter(which, Q(number__isnull=False) | Q(place__isnull=False))
    columns = ("film", "number", "place", "thread__number", "last_place", "thread__last_place")
    found = rows.values_list(*columns, F("film__conversation__last_number"))
    for film, number, place, of_thread, last, last_of_thread, last_number in found:
        yield _Spot(film, number or of_thread or 0, place, last_of_thread or last, last_number or 0)


def _pages_of(spot: _Spot) -> set[str]:
    """Return the pages on which a comment stands, or the count of what it is one of."""
    keys = set()
    if spot.place is None or spot.place <= REPLIES_SHOWN or changes_label(spot.place):
        keys.add(leaf_key(spot.film, leaf_of(spot.number)))
        if spot.number in newest_numbers(spot.last_number):
            keys.add(key_of(NEWEST, spot.film))
    if spot.last_place > REPLIES_SHOWN:
        keys.add(part_key(spot.film, spot.number, part_of(spot.place or 1)))
    return keys


def _beginnings(spot: _Spot) -> set[str]:
    """Return the pages that lead to others which a comment began, if it is new."""
    if spot.place is None:
        return {leaf_key(spot.film, leaf) for leaf in leaves_with(spot.number)}
    if spot.place % REPLIES_A_PART == 1 and spot.place > 1:
        return {part_key(spot.film, spot.number, part_of(spot.place) - 1)}
    return set()


def _feeds(film: int) -> set[str]:
    # Feeds hold whole addresses: a site without an address has none.
    return {key_of(FILM_COMMENTS, film), SITE_COMMENTS} if settings.MATINEE.address else set()


def _baked(film_ids: Collection[int]) -> set[str]:
    """Return the keys of these films' conversations for which there are files.

    By ranges of keys, which the index knows; "0" is what comes after "/".
    """
    which = Q(pk__in=[])
    for kind in _KINDS:
        if len(film_ids) > _FEW:
            which |= Q(key__gt=f"{kind}:", key__lt=f"{kind};")
            continue
        for film in film_ids:
            first = key_of(kind, film)
            which |= Q(key=first) | Q(key__gt=f"{first}/", key__lt=f"{first}0")
    keys = set(BakedFile.objects.filter(which).values_list("key", flat=True))
    return {key for key in keys if int(id_of(key).partition("/")[0]) in film_ids}
