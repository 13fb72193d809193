"""A film's words as a page."""

from dataclasses import dataclass

from matinee.catalogue.published.shared import Alternate, Head, House, Link


@dataclass(frozen=True)
class SpokenLine:
    """One caption's words and the moment of the film at which they are said."""

    start_s: float
    words: str


@dataclass(frozen=True)
class Paragraph:
    """What is said in one go: until a pause, or until somebody else speaks.

    `speaker` is "" where nobody is named or the paragraph before has the same one. `chapter` is
    the title of a chapter that begins here.
    """

    lines: tuple[SpokenLine, ...]
    speaker: str = ""
    chapter: str = ""


@dataclass(frozen=True)
class TranscriptPageData:
    """The words of a film in one language, as a page."""

    house: House
    head: Head
    address: str
    language: str
    """Of the words, BCP 47."""
    title: str
    """Such as "Transcript of The Tide Mill"."""
    film_title: str
    film_href: str
    year: int | None
    paragraphs: tuple[Paragraph, ...]
    automatic: bool
    """Whether a machine heard the words and nobody has been over them yet."""
    others: tuple[Alternate, ...] = ()
    """The same film's words in other languages."""
    files: tuple[Link, ...] = ()
    """The same words to take along: as text, WebVTT and SRT."""
    script: str = ""
    """URL of the script that finds, quotes and follows; "" where the page needs none."""
