"""Reads the comments in a WordPress export (WXR), below the posts and pages they belong to."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils import timezone

from matinee.discussion.models import Comment
from matinee.migration.conversations.arriving import Advance, Arrival, Left, Page, Said
from matinee.migration.conversations.days import read_day
from matinee.migration.conversations.words import email_of, from_html, link_of, name_of
from matinee.migration.conversations.xml_records import records

CHANNEL = "/rss/channel"
SITE = f"{CHANNEL}/base_blog_url"
LINK = f"{CHANNEL}/link"
ITEM = f"{CHANNEL}/item"
COMMENT = f"{ITEM}/comment"
STATES = {
    "1": Comment.State.PUBLIC,
    "approve": Comment.State.PUBLIC,
    "0": Comment.State.HELD,
    "hold": Comment.State.HELD,
    "spam": Comment.State.SPAM,
    "trash": Comment.State.REMOVED,
    "post-trashed": Comment.State.REMOVED,
}
KINDS = {"", "comment"}
"""What people wrote; all else is pingbacks, trackbacks and the notes of shops."""
_OWN = frozenset({""})
_WANTED = {
    SITE: _OWN,
    LINK: _OWN,
    ITEM: frozenset({"title", "link", "post_name", "post_id", "post_date_gmt", "post_date"}),
    COMMENT: frozenset(
        f"comment_{name}"
        for name in (
            *("id", "author", "author_email", "author_url", "date", "date_gmt"),
            *("content", "approved", "type", "parent"),
        )
    ),
}


def read_wordpress(file: Path, advance: Advance) -> Iterator[Arrival]:
    """Yield the posts that have comments, each after them, and the comments."""
    site = ""
    item, has_comments = 1, False
    for kind, fields in records(file, _WANTED, advance):
        if kind in {SITE, LINK}:
            site = _site(fields.get("", "")) if kind == SITE or not site else site
        elif kind == ITEM:
            if has_comments:
                yield _page(str(item), fields)
            item, has_comments = item + 1, False
        elif fields.get("comment_type", "").strip() not in KINDS:
            yield Left("pingbacks")
        else:
            has_comments = True
            yield _said(fields, str(item), f"wordpress:{site}")


def _site(address: str) -> str:
    """Return a site's address as it stays when its scheme and its www change."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}".lower()[:120]


def _page(key: str, fields: dict[str, str]) -> Page:
    return Page(
        key,
        address=fields.get("link", "").strip(),
        slug=unquote(fields.get("post_name", "").strip()),
        title=fields.get("title", "").strip(),
        at=_day(fields, "post_date"),
    )


def _said(fields: dict[str, str], page: str, origin: str) -> Said:
    text, cut = from_html(fields.get("comment_content", ""), lines_break=True)
    parent = fields.get("comment_parent", "").strip()
    return Said(
        key=f"{origin}:{fields.get('comment_id', '').strip()[:40]}",
        page=page,
        parent=f"{origin}:{parent[:40]}" if parent.strip("0") else "",
        state=STATES.get(fields.get("comment_approved", "").strip(), Comment.State.HELD),
        name=name_of(fields.get("comment_author", ""), escaped=True),
        text=text,
        link=link_of(fields.get("comment_author_url", "")),
        email=email_of(fields.get("comment_author_email", "")),
        at=_day(fields, "comment_date"),
        cut=cut,
    )


def _day(fields: dict[str, str], name: str) -> int | None:
    """Return a day in UTC; the site's own time, whose zone nobody tells, where that is missing."""
    day = read_day(fields.get(f"{name}_gmt", ""))
    return (
        day if day is not None else read_day(fields.get(name, ""), timezone.get_default_timezone())
    )
