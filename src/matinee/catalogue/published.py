"""What a public page shows: frozen data, complete, the only thing templates receive.

Every href and src is root-relative. Text is plain unless its type is Markup.
"""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere; href "" means plain words."""

    label: str
    href: str = ""


@dataclass(frozen=True)
class House:
    """What every page of one site shares."""

    name: str
    tagline: str
    language: str
    navigation: tuple[Link, ...]
    footer: tuple[Link, ...]
    stylesheet: str
    player_loader: str
    """URL of the small script that brings the player on intent."""
    fonts: tuple[str, ...]
    """URLs of the woff2 files worth preloading."""


@dataclass(frozen=True)
class Picture:
    """One picture in several widths; `alt` "" only when it is decoration."""

    src: str
    width: int
    height: int
    alt: str = ""
    srcset: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class TextTrack:
    """Captions, subtitles or chapters as a sidecar WebVTT file."""

    kind: str
    language: str
    label: str
    src: str


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
    audio_labels: tuple[str, ...]


@dataclass(frozen=True)
class CreditName:
    """One name as printed, with whom it stands for and whom it plays."""

    name: str
    href: str = ""
    on_behalf_of: str = ""
    character: str = ""
    for_word: str = "for"
    """The word before `on_behalf_of`: "for" or "at"."""


@dataclass(frozen=True)
class CreditLine:
    """One role as printed and its names in billing order."""

    role: str
    names: tuple[CreditName, ...]


@dataclass(frozen=True)
class FilmCard:
    """A film as other pages list it."""

    title: str
    href: str
    byline: tuple[CreditName, ...]
    facts: tuple[str, ...]
    line: str
    poster: Picture | None
    duration_label: str


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
class FilmPageData:
    """A film's page. `screen` is None while there is nothing of our own to play."""

    house: House
    address: str
    title: str
    original_title: str
    byline: tuple[CreditName, ...]
    facts: tuple[str, ...]
    synopsis: str
    body: Markup
    statement: Markup
    key_credits: tuple[CreditLine, ...]
    credits: tuple[CreditLine, ...]
    makers: tuple[Maker, ...]
    subjects: tuple[Link, ...]
    rights: str
    support_text: str
    support: tuple[Link, ...]
    origin: Origin | None
    status_note: str
    """A sentence such as "Work in progress"; "" for a released film."""
    elsewhere: Link | None
    screen: Screen | None
    poster: Picture | None


@dataclass(frozen=True)
class FilmographyGroup:
    """The films in which someone had one role, newest first."""

    role: str
    films: tuple[FilmCard, ...]


@dataclass(frozen=True)
class NamePageData:
    """A person's or company's page. `kind` is "person" or "company"."""

    house: House
    address: str
    kind: str
    name: str
    biography: Markup
    picture: Picture | None
    links: tuple[Link, ...]
    filmography: tuple[FilmographyGroup, ...]


@dataclass(frozen=True)
class NamesPageData:
    """The list of people or of companies, by sort name."""

    house: House
    address: str
    title: str
    names: tuple[Link, ...]
    page: int
    page_count: int
    page_hrefs: tuple[str, ...]


@dataclass(frozen=True)
class FilmsPageData:
    """The list of films, newest first, in pages of a fixed size."""

    house: House
    address: str
    title: str
    introduction: Markup
    films: tuple[FilmCard, ...]
    page: int
    page_count: int
    page_hrefs: tuple[str, ...]


@dataclass(frozen=True)
class HomePageData:
    """The front page: a lead film and the latest."""

    house: House
    address: str
    title: str
    introduction: Markup
    lead: FilmCard | None
    films: tuple[FilmCard, ...]
    more_href: str


@dataclass(frozen=True)
class NoticePageData:
    """A page that says one thing, such as 404 or 500."""

    house: House
    address: str
    status: int
    title: str
    text: str
