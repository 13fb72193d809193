"""What is said under a film: its comments, and the pages a long conversation is cut into."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from matinee.catalogue.published.shared import Feed, Head, House, Link, Picture


@dataclass(frozen=True)
class MentionCard:
    """A page of this site to which a comment leads."""

    kind: str
    """ "film", "person" or "programme"."""
    title: str
    href: str
    line: str
    """Who made the film, its year and length; what a person did; how many films. Or ""."""
    picture: Picture | None = None
    """Decoration: its title stands beside it."""


@dataclass(frozen=True)
class MentionLine:
    """That a comment under another film leads to this page."""

    name: str
    """Who wrote the comment."""
    href: str
    """Root-relative address of the comment."""
    film: Link
    """The film under which it stands."""
    date: str
    machine_date: str


@dataclass(frozen=True)
class Mentions:
    """The newest comments elsewhere on the site that lead to this page."""

    lines: tuple[MentionLine, ...]
    more: int = 0
    """How many further comments do."""


@dataclass(frozen=True)
class CommentData:
    """One comment as everyone reads it, with the replies that stand below it.

    `gone` is a sentence in place of a comment that was taken away but has something hanging on
    it; then all but its anchor, its number and its replies is empty.
    """

    pk: int
    anchor: str
    """Its id in the page."""
    address: str
    """Where it stands for good, with its anchor."""
    number: int | None
    """That of its thread; None for a reply."""
    gone: str
    name: str
    href: str
    badge: str
    """For people: "Maker", "Editor", ""."""
    date: str
    machine_date: str
    changed: bool
    words: Markup
    at_s: int | None
    moment: str
    """For people: "12:34", "" where it speaks of no moment."""
    moment_href: str
    """The film at that moment: "#t=754" on the film's own page, else with its address."""
    pinned: bool
    answers: Link | None
    """Whom it answers, with the address of that comment."""
    aloof: bool
    """Whether it stands apart from what it answers, so that eyes need to be told, too."""
    cards: tuple[MentionCard, ...]
    """Films, people and programmes of this site that it leads to."""
    reply: str
    """Address of the form to answer it, "" where nothing is taken."""
    report: str
    replies: tuple["CommentData", ...] = ()
    more: Link | None = None
    """The way to the replies of this thread that do not stand here."""


@dataclass(frozen=True)
class CommentForm:
    """The form to write with: the same for everyone, it holds no token."""

    action: str
    """Address that takes it."""
    preview: str
    film: int
    mails: bool
    """Whether the site can tell someone of replies by e-mail."""
    held: bool
    """Whether what is written may wait for a moderator."""
    privacy: str
    """What is kept of it, for how long, and who sees it."""


@dataclass(frozen=True)
class Turns:
    """The ways from one page of a conversation to its others, "" for each there is none.

    `earlier` and `later` are in time, whichever way the page is read; `oldest` and `newest` are
    the first pages of the two ways to read, "" for both where one page is all there is.
    """

    earlier: str = ""
    later: str = ""
    oldest: str = ""
    newest: str = ""


@dataclass(frozen=True)
class ConversationData:
    """A stretch of what is said under one film."""

    film: Link
    film_pk: int
    count: int
    """Comments that everyone can read, in all of it."""
    pinned: tuple[CommentData, ...]
    threads: tuple[CommentData, ...]
    newest_first: bool
    turns: Turns
    form: CommentForm | None
    """None where nothing is taken, and on all but the film's own page."""
    note: str
    """Such as "Comments are closed." or when they will be, "" while there is nothing to say."""
    feed: Feed | None
    endpoint: str
    """Address under which the endpoint answers."""
    moments: str
    """Root-relative address of the moments as JSON, "" where no comment speaks of one."""


@dataclass(frozen=True)
class ConversationBelow:
    """What a film's page shows of its conversation, ready as HTML."""

    html: Markup
    count: int
    script: str
    """URL of the script that posts in place, "" where the front end was never built."""
    feed: Feed | None
    moments: str
    endpoint_origin: str = ""
    """The other host that takes what is written, "" where it is this one."""
    comments: tuple[CommentData, ...] = ()
    """A few of them, for machines."""


@dataclass(frozen=True)
class ConversationPageData:
    """One further page of a conversation, or of one long thread of it."""

    house: House
    head: Head
    address: str
    title: str
    """What the page is called: "Low Water: threads 13 to 24"."""
    label: str
    """Which part this is: "Threads 13 to 24", "Newest comments", "Thread 7"."""
    conversation: ConversationData
    language: str
    """Of the page's words, BCP 47."""
    up: Link
    """What it is a part of: the film's page, or the threads among which a long one stands."""
    write: str = ""
    """Address of the form to write with, "" where nothing is taken."""
    canonical: str = ""
    """The page that search engines should list instead, root-relative; "" for this one."""


@dataclass(frozen=True)
class CommentEntry:
    """A comment as a feed has it. Its id stays when the film's or the site's address changes."""

    uuid: str
    name: str
    href: str
    """Its author's own site, or ""."""
    address: str
    words: Markup
    film: Link
    posted_at: datetime
    updated_at: datetime
    answers_uuid: str
    """What it answers: another comment, or the film."""
    answers_address: str


@dataclass(frozen=True)
class CommentFeed:
    """The newest comments under one film, or on the whole site, newest first."""

    house: House
    page: str
    """Root-relative address of the page it belongs to."""
    address: str
    title: str
    entries: tuple[CommentEntry, ...]


@dataclass(frozen=True)
class MomentNote:
    """That a comment speaks of a moment of the film, as the player's seek bar tells it."""

    at_s: int
    id: int
    name: str
    words: str
    """The beginning of what it says, in one line."""
    href: str
