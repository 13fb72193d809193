"""The words that are said at all, and in how many tracks: what a beginning may stand for.

An index of beginnings would be as large as the index itself; this table is a hundredth of it.
"""

from collections.abc import Iterable, Sequence

from django.db import connection

from matinee.search.question import Part, Wanted

MOST = 24
"""Words that one beginning stands for: the most common ones."""
MOST_BEFORE = 10
FEWEST = 3
"""As many at least for each of several spellings of it."""
_LEAD, _FINALS = 0xAC00, 28


def count_words(words: Iterable[str], by: int) -> None:
    """Note that these words are said in one track more, or one less."""
    rows = [(word, by) for word in sorted(words)]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_word (word, tracks) VALUES (%s, %s)"
            " ON CONFLICT (word) DO UPDATE SET tracks = search_word.tracks + excluded.tracks",
            rows,
        )
        if by < 0:
            cursor.executemany(
                "DELETE FROM search_word WHERE word = %s AND tracks <= 0",
                [(word,) for word, _ in rows],
            )


def spelled_out(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return parts in which no word is open: each beginning became the words it stands for.

    The last word may still be typed; those before it stand for fewer.
    """
    return tuple(
        Part(tuple(dict.fromkeys(_ways(part, MOST if at == len(parts) - 1 else MOST_BEFORE))))
        for at, part in enumerate(parts)
    )


def _ways(part: Part, most: int) -> Iterable[Wanted]:
    """Yield each way as it is, then what its beginnings stand for; many ways share the number."""
    still_open = [way for way in part.ways if way.open]
    yield from (Wanted(way.tokens) for way in part.ways)
    for way in still_open:
        for word in _begun(way.tokens[-1], max(most // len(still_open), FEWEST)):
            yield Wanted((*way.tokens[:-1], word))


def _begun(start: str, most: int) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM search_word WHERE word >= %s AND word < %s"
            " ORDER BY tracks DESC LIMIT %s",
            [start, first_after(start), most],
        )
        return [word for (word,) in cursor.fetchall()]


def first_after(start: str) -> str:
    """Return the first text after all that begin with this one.

    A Korean syllable without a final consonant may be about to get one.
    """
    last = ord(start[-1])
    syllable = last - _LEAD
    step = _FINALS if 0 <= syllable < 11_172 and syllable % _FINALS == 0 else 1
    after = last + step
    # Surrogates are no letters.
    return start[:-1] + chr(0xE000 if 0xD800 <= after < 0xE000 else after)
