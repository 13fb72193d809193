"""A film's words as a page."""

from dataclasses import dataclass

from matinee.catalogue.published.shared import Head, House, Link


@dataclass(frozen=True)
class SpokenLine:
    """One caption's words and the moment of the film at which they are said."""

    start_s: float
    words: str
    sound: bool = False
    """Whether it is a sound described, such as "[door slams]", and not what is said."""

    @property
    def moment(self) -> str:
        """The time to go to, in seconds, as an address has it: never after the words begin."""
        tenths = int(self.start_s * 10 + 1e-6)
        return f"{tenths // 10}.{tenths % 10}".removesuffix(".0")


@dataclass(frozen=True)
class Paragraph:
    """What is said in one go: until a pause, or until somebody else speaks.

    `speaker` is "" where nobody is named or the paragraph before has the same one. `chapter` is
    the title of a chapter that begins here.
    """

    lines: tuple[SpokenLine, ...]
    anchor: str
    """Its id in the page, from the second it begins in: "t754"."""
    speaker: str = ""
    chapter: str = ""
    turn: bool = False
    """Whether somebody else speaks than before, whom nothing names."""


@dataclass(frozen=True)
class Tongue:
    """One language of a film's words: its tag, its name in itself, and the page in it."""

    language: str
    label: str
    href: str


@dataclass(frozen=True)
class TranscriptPageData:
    """The words of a film in one language, as a page."""

    house: House
    head: Head
    address: str
    language: str
    """Of the words, BCP 47."""
    rtl: bool
    """Whether that language is written from right to left."""
    title: str
    """Such as "Transcript of The Tide Mill"."""
    film_title: str
    film_href: str
    year: int | None
    paragraphs: tuple[Paragraph, ...]
    automatic: bool
    """Whether a machine heard the words and nobody has been over them yet."""
    tongues: tuple[Tongue, ...]
    """All languages in which the film's words can be read, this one too."""
    files: tuple[Link, ...]
    """The same words to take along: as text, WebVTT and SRT."""
    vtt: str
    """The captions as they are kept, for those files."""

    @property
    def joiner(self) -> str:
        """Return what stands between two lines: nothing where words are written without spaces."""
        return "" if self.language.partition("-")[0] in {"ja", "zh", "yue"} else " "
