"""What several kinds of pages show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere; href "" means plain words."""

    label: str
    href: str = ""


@dataclass(frozen=True)
class Feed:
    """A feed that belongs to a page; href is root-relative."""

    title: str
    href: str
    content_type: str = "application/atom+xml"


@dataclass(frozen=True)
class Alternate:
    """The same page in another language; both are BCP 47 and root-relative."""

    language: str
    href: str


@dataclass(frozen=True)
class Head:
    """What a page tells machines: search engines, feed readers, those who share its link.

    `canonical` and `image` are whole addresses, "" where the site has no address of its own
    or there is nothing to show. `graph` is schema.org data, printed as one JSON-LD block.
    `listed` False asks search engines to leave the page out. `frames` and `media` are the
    origins (such as "https://player.example") whose players or files may be loaded after a
    click.
    """

    title: str = ""
    """What a shared link is titled: the page's title without the site's name."""
    description: str = ""
    locale: str = ""
    """Language and territory ("pt_PT"), "" where the page's language names no territory."""
    canonical: str = ""
    image: str = ""
    image_alt: str = ""
    card: str = "website"
    """Open Graph's type: "website", "video.movie", "video.other", "profile"."""
    graph: tuple[Mapping[str, Any], ...] = ()
    feeds: tuple[Feed, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    oembed: str = ""
    """Whole address of the page's oEmbed answer."""
    video: str = ""
    """Whole address of the player page to embed."""
    video_file: str = ""
    """Whole address of the film as one file."""
    video_size: tuple[int, int] = (0, 0)
    """Width and height in which the player page shows all of the film, in pixels."""
    embed_code: str = ""
    """HTML for other people's pages that shows the film's player there."""
    listed: bool = True
    frames: tuple[str, ...] = ()
    media: tuple[str, ...] = ()


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
    base: str = ""
    """The site's own address without a slash at its end, "" while it has none."""
    embeds: bool = True
    """Whether other sites may show the player of a film."""
    transcript_script: str = ""
    """URL of the script that finds in a film's words, quotes them and shows them beside it."""
    endpoint: str = ""
    """Another origin that takes what visitors write, "" where it is this one."""


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
class CreditName:
    """One name as printed, with whom it stands for and whom it plays."""

    name: str
    href: str = ""
    on_behalf_of: str = ""
    character: str = ""
    for_word: str = "for"
    """The word before `on_behalf_of`: "for" or "at"."""
    joiner: str = ""
    """What joins it to the name before it, "&" or "and", "" where a comma does."""


@dataclass(frozen=True)
class FilmFile:
    """A film as one file that any player plays; `href` is root-relative."""

    href: str
    width: int
    height: int
    size_bytes: int
    content_type: str = "video/mp4"


@dataclass(frozen=True)
class RecordCredit:
    """A leading credit by its role's key in the vocabulary; `company` for who is no person."""

    role_key: str
    name: str
    href: str = ""
    character: str = ""
    company: bool = False


@dataclass(frozen=True)
class FilmRecord:
    """A film's facts as feeds, sitemaps and search engines take them.

    `uuid` stays the same when the film's or the site's address changes. Countries are ISO
    3166-1 codes, languages BCP 47. `licence` is the address of its deed. `original` is the
    page elsewhere that search engines should list instead, "" for this one. `file` is None
    for what does not play here.
    """

    uuid: str = ""
    kind: str = ""
    kind_label: str = ""
    year: int | None = None
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    duration_s: float | None = None
    published_at: datetime | None = None
    updated_at: datetime | None = None
    synopsis: str = ""
    licence: str = ""
    free: bool = False
    """Whether its licence lets everyone show and copy it."""
    original: str = ""
    file: FilmFile | None = None
    credits: tuple[RecordCredit, ...] = ()


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
    record: FilmRecord = FilmRecord()
