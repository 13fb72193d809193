"""The live pages of the endpoint as published data: what somebody typed, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from django.conf import settings
from django.db import DatabaseError
from markupsafe import Markup

from matinee.catalogue.gather.house import front_end, gather_house
from matinee.catalogue.published import Head, House, Link
from matinee.catalogue.rendering import public_environment
from matinee.correspondence.posting import sends_mail
from matinee.discussion.addresses import endpoint
from matinee.discussion.forms import Typed
from matinee.discussion.gather.conversing import script
from matinee.discussion.notices import PRIVACY

NOTHING = Markup()


class Shown(Protocol):
    """A film as a page names it."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def address(self) -> str:
        """Its root-relative address."""


LABELS = {
    "text": "Your comment",
    "name": "Your name",
    "email": "E-mail",
    "link": "Your site",
    "at": "Moment of the film",
    "leave_empty": "Leave this empty",
}


@dataclass(frozen=True)
class LivePage:
    """What every live page has; nothing of it is found by search engines."""

    house: House
    address: str
    label: str
    title: str
    film: Link | None
    head: Head = field(default_factory=lambda: Head(listed=False))


@dataclass(frozen=True)
class WritePage(LivePage):
    """The form as a page, empty or with everything that was typed."""

    introduction: str = ""
    answered: Markup = NOTHING
    """The comment that is answered."""
    preview: Markup = NOTHING
    """What was typed as it would look."""
    trouble: str = ""
    """What stands in the way, "" while nothing does."""
    typed: Mapping[str, str] = field(default_factory=dict)
    """By field."""
    wrong: Mapping[str, str] = field(default_factory=dict)
    """By field: a sentence."""
    can_post: bool = True
    mails: bool = False
    post: str = ""
    """Address that takes it."""
    look: str = ""
    """Address that shows how it would look."""
    privacy: str = PRIVACY
    script: str = field(default_factory=script)
    """URL of the script that keeps what is typed, "" where the front end was never built."""

    @property
    def troubles(self) -> tuple[tuple[str, str, str], ...]:
        """The fields to mend: name, label, sentence."""
        return tuple((name, LABELS.get(name, name), told) for name, told in self.wrong.items())


@dataclass(frozen=True)
class YoursPage(LivePage):
    """A comment of one's own: how it stands, and what can still be done with it."""

    text: str = ""
    """What becomes of it, in a sentence."""
    comment: Markup = NOTHING
    may_change: bool = False
    until: str = ""
    """Until when, for people: "14:32 UTC"."""
    words: str = ""
    """The text as it was typed."""
    error: str = ""
    onward: Link | None = None


@dataclass(frozen=True)
class ReportPage(LivePage):
    """The form to report a comment, or the thanks for it."""

    text: str = ""
    comment: Markup = NOTHING
    reasons: tuple[tuple[str, str], ...] = ()
    """Keys and labels; none on the page that thanks."""
    reason: str = ""
    words: str = ""
    error: str = ""
    onward: Link | None = None


@dataclass(frozen=True)
class WordPage(LivePage):
    """A page that says one thing and may have one button."""

    text: str = ""
    button: str = ""
    onward: Link | None = None


_TEMPLATES: dict[type[LivePage], str] = {
    WritePage: "discussion/form.html",
    YoursPage: "discussion/yours.html",
    ReportPage: "discussion/report.html",
    WordPage: "correspondence/word.html",
}


def render(page: LivePage) -> str:
    """Return the page's HTML, by the renderer of all public pages."""
    template = public_environment().get_template(_TEMPLATES[type(page)])
    return template.render(page=page)


def frame(address: str, label: str, title: str, film: Shown | None = None) -> dict[str, Any]:
    """Return what every live page has, as arguments."""
    return {
        "house": present_house(),
        "address": address,
        "label": label,
        "title": title,
        "film": Link(film.title, whole(film.address)) if film else None,
    }


def write_page(address: str, title: str, film: Shown | None, **more: Any) -> WritePage:
    """Return a page with the form in it; `more` are the fields of WritePage."""
    typed = more.pop("typed", Typed())
    ways: dict[str, Any] = {"post": endpoint("post/"), "look": endpoint("preview/")}
    ways["mails"] = sends_mail()
    around = frame(address, "Conversation", title, film)
    return WritePage(**around, **ways, typed=asdict(typed), **more)


def present_house() -> House:
    """Return the frame of the page; while the database is away, without what it knows."""
    try:
        return gather_house()
    except DatabaseError:
        assets = front_end()
        names = {name: f"{settings.STATIC_URL}matinee/{assets[name]}" for name in _ASSETS}
        return House(
            name=settings.MATINEE.site_name,
            tagline=settings.MATINEE.tagline,
            language=settings.LANGUAGE_CODE,
            navigation=(),
            footer=(),
            stylesheet=names["site.css"],
            player_loader=names["loader.js"],
            fonts=(),
            endpoint=settings.MATINEE.conversation_endpoint.rstrip("/"),
        )


def whole(address: str) -> str:
    """Return an address of the site as it stands on the endpoint's own host."""
    if not settings.MATINEE.conversation_endpoint:
        return address
    base: str = settings.MATINEE.address.rstrip("/")
    return f"{base}{address}"


_ASSETS = ("site.css", "loader.js")
