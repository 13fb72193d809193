"""Turns what somebody typed into HTML that can do no harm.

A small Markdown: emphasis, links, quotations, lists. Then nh3 lets through what is named here
and nothing else. A time such as 12:34 becomes a link to that moment of the film.
"""

import re

import nh3
from markdown_it import MarkdownIt

VERSION = 1
"""Counted up when the same text would give other HTML: what is stored is then made anew."""

TAGS = {"p", "br", "em", "strong", "a", "blockquote", "ul", "ol", "li", "code"}
REL = "nofollow ugc noopener"
_TIME = re.compile(r"(?<![\d:.])(\d{1,2}(?::[0-5]\d){1,2})(?![\d:])")
_TEXT_OR_LINK = re.compile(r"(<a\b[^>]*>.*?</a>|<[^>]*>)", re.DOTALL)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "linkify": True, "breaks": True})
    return parser.enable(
        ["emphasis", "link", "autolink", "linkify", "blockquote", "list", "newline", "escape"]
    )


_PARSER = _parser()


def to_html(text: str) -> str:
    """Return a comment's text as HTML."""
    made = nh3.clean(
        _PARSER.render(text),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=REL,
    )
    return _with_moments(made)


def seconds_of(time: str) -> int:
    """Return "1:02:03" in seconds."""
    seconds = 0
    for part in time.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds


def _with_moments(html: str) -> str:
    """Link the times that stand in plain text, outside of tags and links."""
    parts = _TEXT_OR_LINK.split(html)
    parts[::2] = [_TIME.sub(_moment, part) for part in parts[::2]]
    return "".join(parts)


def _moment(found: re.Match[str]) -> str:
    return f'<a href="#t={seconds_of(found[1])}">{found[1]}</a>'
