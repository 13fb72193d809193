"""Titles as the trade writes them, and as lists sort them."""

from collections.abc import Sequence
from dataclasses import dataclass

# Articles that a list passes over, of the languages films here are most often titled in.
# One that ends with an apostrophe stands against its word.
_ARTICLES = (
    *("the ", "a ", "an ", "le ", "la ", "les ", "l'", "l’", "un ", "une ", "der ", "die "),
    *("das ", "ein ", "eine ", "el ", "los ", "las ", "una ", "il ", "lo ", "gli ", "o ", "os "),
    *("as ",),
)


@dataclass(frozen=True)
class TitleParts:
    """What a printed title is made of; names are as the film prints them, in billing order."""

    title: str
    artists: Sequence[str] = ()
    featured: Sequence[str] = ()
    directors: Sequence[str] = ()
    brands: Sequence[str] = ()


def music_video_title(parts: TitleParts) -> str:
    """Return "Artist, Artist feat. Artist – Song"; without an artist, the song alone."""
    if not parts.artists:
        return parts.title
    return f"{_featuring(', '.join(parts.artists), 'feat.', parts.featured)} – {parts.title}"


def advertisement_title(parts: TitleParts) -> str:
    """Return "Director – Brand, Title featuring Artist", leaving out what is not known."""
    named = ", ".join([*parts.brands, parts.title])
    whole = _featuring(named, "featuring", parts.featured or parts.artists)
    return f"{_and(parts.directors)} – {whole}" if parts.directors and parts.brands else whole


def sorted_as(title: str) -> str:
    """Return the title as lists sort it: its leading article moved behind a comma.

    A title that is nothing but the article, or a single letter and a number, stays.
    """
    folded = title.casefold()
    for article in _ARTICLES:
        rest = title[len(article) :].strip()
        if folded.startswith(article) and len(rest) > 1 and rest[0].isalpha():
            return f"{rest}, {title[: len(article)].strip()}"
    return title


def _featuring(words: str, joiner: str, featured: Sequence[str]) -> str:
    return f"{words} {joiner} {_and(featured)}" if featured else words


def _and(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} & {names[-1]}"
