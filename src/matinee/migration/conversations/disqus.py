"""Reads the comments in a Disqus export, which lists threads first and then what was posted."""

from collections.abc import Iterator
from pathlib import Path

from matinee.discussion.models import Comment
from matinee.migration.conversations.arriving import Advance, Arrival, Page, Said
from matinee.migration.conversations.days import read_day
from matinee.migration.conversations.words import email_of, from_html, link_of, name_of
from matinee.migration.conversations.xml_records import records

THREAD = "/disqus/thread"
POST = "/disqus/post"
_WANTED = {
    THREAD: frozenset({"@id", "id", "link", "title", "createdAt"}),
    POST: frozenset(
        {
            *("@id", "message", "createdAt", "isDeleted", "isSpam", "isApproved"),
            *("author/name", "author/email", "author/link", "author/url", "thread@id", "parent@id"),
        }
    ),
}


def read_disqus(file: Path, advance: Advance) -> Iterator[Arrival]:
    """Yield threads and posts. Disqus numbers posts over all its sites, so an id is enough."""
    for kind, fields in records(file, _WANTED, advance):
        if kind == POST:
            yield _said(fields)
        else:
            yield Page(
                fields.get("@id", ""),
                address=fields.get("link", "").strip(),
                slug=fields.get("id", "").strip(),
                title=fields.get("title", "").strip(),
                at=read_day(fields.get("createdAt", "")),
            )


def _said(fields: dict[str, str]) -> Said:
    message = fields.get("message", "")
    # What Disqus took over from elsewhere has bare lines; its own messages are paragraphs.
    bare = "<p>" not in message and "<br" not in message
    text, cut = from_html(message, lines_break=bare)
    parent = fields.get("parent@id", "").strip()
    return Said(
        key=_key(fields.get("@id", "")),
        page=fields.get("thread@id", ""),
        parent=_key(parent) if parent else "",
        state=_state(fields),
        name=name_of(fields.get("author/name", ""), escaped=True),
        text=text,
        link=link_of(fields.get("author/link") or fields.get("author/url", "")),
        email=email_of(fields.get("author/email", "")),
        at=read_day(fields.get("createdAt", "")),
        cut=cut,
    )


def _key(post: str) -> str:
    return f"disqus:{post.strip()[:40]}"


def _state(fields: dict[str, str]) -> str:
    if fields.get("isSpam", "").strip() == "true":
        return Comment.State.SPAM
    if fields.get("isDeleted", "").strip() == "true":
        return Comment.State.REMOVED
    if fields.get("isApproved", "").strip() == "false":
        return Comment.State.HELD
    return Comment.State.PUBLIC
