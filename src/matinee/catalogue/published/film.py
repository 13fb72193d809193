"""A film's page and its parts."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from matinee.catalogue.licences import Licence
from matinee.catalogue.published.conversation import ConversationBelow, Mentions
from matinee.catalogue.published.shared import (
    Alternate,
    CreditName,
    FilmCard,
    FilmRecord,
    Head,
    House,
    Link,
    Picture,
)


@dataclass(frozen=True)
class Fact:
    """One fact of the facts line: its values, each with its page, and the words before them."""

    values: tuple[Link, ...]
    before: str = ""


@dataclass(frozen=True)
class TextTrack:
    """Captions, subtitles or chapters as a sidecar WebVTT file."""

    kind: str
    language: str
    label: str
    src: str
    automatic: bool = False
    """Made by speech recognition, and nobody has been over it yet."""
    transcript: str = ""
    """Root-relative address of the same words as a page, "" where there is none."""


@dataclass(frozen=True)
class Sound:
    """One sound track as the player offers it; `label` is its name in the playlist."""

    label: str
    language: str
    purpose: str = ""
    """"" for a mix as it was delivered, else as film.json names it: "clear-dialogue"."""
    gain_db: float = 0.0
    """What brings it to the loudness of all others, as far as its peaks allow."""


@dataclass(frozen=True)
class ChapterMark:
    """A chapter in the page's own list."""

    start_s: float
    title: str


@dataclass(frozen=True)
class Screen:
    """What the player needs to show a film of our own."""

    hls: str
    dash: str
    progressive: str
    poster: Picture | None
    width: int
    height: int
    duration_s: float
    duration_label: str
    """For people: "25 min", "45 sec"."""
    text_tracks: tuple[TextTrack, ...]
    chapters: tuple[ChapterMark, ...]
    chapters_src: str
    storyboard: str
    sounds: tuple[Sound, ...]

    @property
    def transcript(self) -> str:
        """Return the address of the film's words in their main language, "" where none are."""
        # All other languages stand below it.
        return min(filter(None, (track.transcript for track in self.text_tracks)), default="")


@dataclass(frozen=True)
class CreditLine:
    """One role as printed and its names in billing order."""

    role: str
    names: tuple[CreditName, ...]


@dataclass(frozen=True)
class Maker:
    """Who made the film, with a few words about them."""

    name: str
    href: str
    biography: Markup
    picture: Picture | None


@dataclass(frozen=True)
class Origin:
    """Where the film or its words were published first."""

    publisher: str
    href: str
    date: str


@dataclass(frozen=True)
class Elsewhere:
    """A film, or a part of a body, that plays on another site.

    `kind` is "frame" or "file" for what its host lets us play after a click at `src`, "" for
    a link alone. `gone` is a sentence when it is no longer there; then there is no player.
    """

    href: str
    host: str
    label: str
    kind: str = ""
    src: str = ""
    width: int = 16
    height: int = 9
    poster: Picture | None = None
    title: str = ""
    gone: str = ""
    player_host: str = ""
    """The machine that `src` names, which people are told before the click."""
    starts: bool = False
    """Whether its player begins at once when asked by `autoplay=1`."""
    caption: str = ""

    @property
    def origin(self) -> str:
        """Return the origin that a page must allow for the player, "" where it has none."""
        parts = urlsplit(self.src)
        return f"{parts.scheme}://{parts.netloc}" if self.src else ""


@dataclass(frozen=True)
class Contact:
    """Whom to ask about what."""

    about: str
    name: str
    email: str
    href: str


@dataclass(frozen=True)
class Award:
    """A prize, a selection, a mention."""

    what: str
    where: str
    year: str


@dataclass(frozen=True)
class PressQuote:
    """A sentence somebody wrote about the film."""

    text: str
    who: str
    source: str
    href: str


@dataclass(frozen=True)
class ScreeningLine:
    """One screening; `machine_date` is ISO 8601, with the venue's own time where it is known."""

    date: str
    machine_date: str
    time: str
    occasion: str
    venue: str
    town: str
    href: str
    note: str


@dataclass(frozen=True)
class Screenings:
    """Coming ones soonest first, past ones latest first, as of the day the page was made."""

    coming: tuple[ScreeningLine, ...] = ()
    past: tuple[ScreeningLine, ...] = ()
    calendar: str = ""
    """Root-relative address of an iCalendar file, "" where nothing is coming."""
    stamp: str = ""
    """When the film was last published, in UTC, as iCalendar writes it."""


@dataclass(frozen=True)
class RelatedFilms:
    """Films tied to this one in one way; `title` such as "The making-of", "Also by Ines Calder"."""

    title: str
    films: tuple[FilmCard, ...]
    near: bool = False
    """Whether it belongs beside the film itself: its trailer, its excerpts, what it is cut from."""


@dataclass(frozen=True)
class PrintedTitle:
    """A title in three parts that make one line: "Artist – ", "Song", "".

    Only `own` is the film's; the others are "" where nothing stands before or after it.
    """

    own: str
    before: str = ""
    after: str = ""
    names_makers: bool = False
    """Whether it says who directed the film, so that no byline has to."""


@dataclass(frozen=True)
class Enquiries:
    """Addresses of the forms that this film offers, "" for each that it does not."""

    footage: str = ""
    screening: str = ""
    news: str = ""


@dataclass(frozen=True)
class FilmPageData:
    """A film's page. `screen` is None while there is nothing of our own to play."""

    house: House
    head: Head
    address: str
    language: str
    """Of the page's words, BCP 47."""
    title: str
    """As it is printed, whole: "Artist – Song" where the trade writes it so."""
    printed: PrintedTitle
    original_title: str
    byline: tuple[CreditName, ...]
    byline_label: str
    """What the byline says before the names: "A film by", "Text, photographs and film:".

    Without a label and names where the title says who made it.
    """
    facts: tuple[Fact, ...]
    logline: str
    synopsis: str
    long_synopsis: tuple[str, ...]
    """In paragraphs."""
    body: Markup
    statement: Markup
    key_credits: tuple[CreditLine, ...]
    credits: tuple[CreditLine, ...]
    makers: tuple[Maker, ...]
    subjects: tuple[Link, ...]
    licence: Licence
    may_download: str
    """Root-relative address of the film as a file, "" where none is offered."""
    download_size: str
    """For people: "480p, 84 MB"."""
    rights: str
    enquiries: Enquiries
    contact: tuple[Contact, ...]
    awards: tuple[Award, ...]
    press: tuple[PressQuote, ...]
    screenings: Screenings
    related: tuple[RelatedFilms, ...]
    identifiers: tuple[Link, ...]
    translations: tuple[Link, ...]
    """The same page in other languages, each named in its own."""
    alternates: tuple[Alternate, ...]
    """All of them with their language, this page too; empty where there is only this one."""
    programmes: tuple[Link, ...]
    """The programmes it is a pick of."""
    support_text: str
    support: tuple[Link, ...]
    origin: Origin | None
    status_note: str
    """A sentence such as "In progress"; "" for a released film."""
    in_progress: bool
    elsewhere: Elsewhere | None
    embeds: tuple[Elsewhere, ...]
    """What plays on other sites among the words."""
    screen: Screen | None
    poster: Picture | None
    record: FilmRecord = FilmRecord()
    conversation: ConversationBelow | None = None
    mentions: Mentions | None = None
    """Comments under other films that lead to this one."""

    @property
    def credit_count(self) -> int:
        """Return how many names the roll has."""
        return sum(len(line.names) for line in self.credits)
