"""The moments of a film that comments speak of, as its player reads them."""

import re
from collections import defaultdict
from collections.abc import Iterable

from markupsafe import Markup

from matinee.catalogue.published import MomentNote
from matinee.catalogue.seen.plain_words import plain, shortened
from matinee.discussion.addresses import comment_address
from matinee.discussion.gather.conversing import conversing
from matinee.discussion.gather.cut import newest_of_each

MOST = 500
"""Moments of one film, those of the newest comments: a seek bar has no room for more."""
WORDS_CHARACTERS = 90
_READ_CHARACTERS = 400
"""So much of a comment's HTML is read for its first words."""
_CUT_TAG = re.compile(r"<[^>]*\Z|&[^;]*\Z")

_COLUMNS = (
    "c.film_id, c.id, c.at_s, c.name, substr(c.html, 1, {}), coalesce(t.number, c.number), c.place"
)


def film_moments(film_ids: Iterable[int]) -> dict[int, tuple[str, tuple[MomentNote, ...]]]:
    """Return the addresses of films whose comments speak of moments, and the moments in order."""
    known = conversing(film_ids)
    found: dict[int, list[MomentNote]] = defaultdict(list)
    rows = newest_of_each(
        known.films,
        _COLUMNS.format(_READ_CHARACTERS),
        "c.id DESC",
        MOST,
        "c.at_s IS NOT NULL",
    )
    for film, pk, at_s, name, html, number, place in rows:
        href = comment_address(known.films[film].address, pk, number, place)
        found[film].append(MomentNote(at_s, pk, name, _words(html), href))
    return {
        film: (
            known.films[film].address,
            tuple(sorted(each, key=lambda note: (note.at_s, note.id))),
        )
        for film, each in found.items()
    }


def _words(html: str) -> str:
    whole = html if len(html) < _READ_CHARACTERS else _CUT_TAG.sub("", html)
    return shortened(plain(Markup(whole)), WORDS_CHARACTERS)  # noqa: S704 - ours, and cut to text
