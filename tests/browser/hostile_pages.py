"""Pages of conversations in which everyone is hostile, made by the site's own templates."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace

from markupsafe import Markup

from matinee.catalogue.published import (
    CommentForm,
    ConversationData,
    ConversationPageData,
    Head,
    House,
    Link,
    Turns,
)
from matinee.catalogue.rendering import public_environment, render_page
from matinee.catalogue.seen.plain_words import plain
from matinee.discussion.gather.threads import Stage, comment_data
from matinee.discussion.links import good_link
from matinee.discussion.markup import VERSION, to_html
from matinee.discussion.models import Comment
from matinee.discussion.typed import clean_line
from tests.discussion.hostile_words import PAYLOADS

A_PAGE = 180
FILM = "/films/low-water/"
CSP_META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
STYLESHEET = "/site.css"
HOUSE = House("Tidewrack", "", "en", (), (), STYLESHEET, "", ())


@dataclass(frozen=True)
class HostilePage:
    """A page, and what was typed for it."""

    address: str
    html: str
    names: tuple[str, ...]
    """As they must be read, in the order of the comments."""


def hostile_pages() -> list[HostilePage]:
    """Return pages with every payload as text, as name and as link, and in an answer."""
    pages = []
    for start in range(0, len(PAYLOADS), A_PAGE):
        payloads = PAYLOADS[start : start + A_PAGE]
        comments = [_comment(start + at + 1, payload) for at, payload in enumerate(payloads)]
        pages.append(_page(f"{FILM}conversation/page-{len(pages) + 2}/", comments))
    pages.append(_below([_comment(at + 1, payload) for at, payload in enumerate(PAYLOADS[::3])]))
    return pages


def without_policy(html: str) -> str:
    """Return a page without the policy that would stop what gets through."""
    bare, count = CSP_META.subn("", html)
    assert count <= 1
    assert "Content-Security-Policy" not in bare.partition("</head>")[0]
    return bare


def _comment(number: int, payload: str) -> Comment:
    return Comment(
        pk=number,
        number=number,
        state="public",
        text=payload,
        html=to_html(payload),
        markup_version=VERSION,
        name=clean_line(payload) or "Nobody",
        link=good_link(payload),
        badge="",
        at_s=number,
        posted_at=datetime(2026, 3, 3, 12, tzinfo=UTC),
    )


def _page(address: str, comments: list[Comment]) -> HostilePage:
    stage = Stage(FILM, on_film=False, takes=True)
    page = ConversationPageData(
        house=HOUSE,
        head=Head(),
        address=address,
        title="Conversation: Low Water",
        label="Threads",
        conversation=_conversation(comments, stage),
        language="en",
        up=Link("Low Water", FILM),
    )
    return HostilePage(address, render_page(page), _names(comments))


def _below(comments: list[Comment]) -> HostilePage:
    """Return what stands on the film's own page, with all of it told to machines, too."""
    conversation = _conversation(comments, Stage(FILM, on_film=True, takes=True))
    told = [{"text": plain(Markup(each.html)), "author": each.text} for each in comments]
    head = Head(title=comments[0].text, description=comments[-1].text, graph=({"comment": told},))
    page = SimpleNamespace(head=head, house=HOUSE, address=FILM)
    templates = public_environment()
    made = (
        "<!doctype html><html lang=en><head><link rel=icon href=data:,>{}</head>{}</html>".format(
            templates.get_template("head.html").render(page=page),
            templates.get_template("discussion/below.html").render(conversation=conversation),
        )
    )
    return HostilePage(FILM, made, _names(comments))


def _conversation(comments: list[Comment], stage: Stage) -> ConversationData:
    answered = {each.pk: comments[at - 1] for at, each in enumerate(comments) if at % 2}
    return ConversationData(
        film=Link("Low Water", FILM),
        film_pk=1,
        count=len(comments),
        pinned=(),
        threads=tuple(
            comment_data(each, each, stage, answered=answered.get(each.pk), deep=True)
            for each in comments
        ),
        newest_first=False,
        turns=Turns(),
        form=CommentForm("/conversation/post/", "/conversation/preview/", 1, True, True, "Kept."),
        note="",
        feed=None,
        endpoint="/conversation/",
        moments="",
    )


def _names(comments: list[Comment]) -> tuple[str, ...]:
    return tuple(each.name for each in comments)
