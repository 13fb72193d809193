"""Turns what somebody typed into HTML that can do no harm.

A small Markdown: emphasis, links, quotations, lists, code. Then nh3 lets through what is named
here and nothing else. A time such as 12:34 becomes a link to that moment of the film.
"""

import html as entities
import re

import nh3
from markdown_it import MarkdownIt

from matinee.discussion.links import good_target
from matinee.discussion.reading import parser
from matinee.discussion.typed import clean_text

VERSION = 2
"""Counted up when the same text would give other HTML: what is stored is then made anew."""

TAGS = {"p", "br", "em", "strong", "a", "blockquote", "ul", "ol", "li", "code"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
REL = "nofollow ugc noopener"

# Minutes and seconds, or hours too; no part of a date, a time of day with its half, a ratio.
_TIME = re.compile(
    r"(?<![\w:.,/+−–-])(?<!\d{4}-\d\d-\d\d )(\d{1,3}:[0-5]\d|\d{1,2}:[0-5]\d:[0-5]\d)"
    r"(?![\w:/]|[.,]\d|[ \u00a0](?:[ap]\.?m\b|o[’']clock|uhr\b|h\b))",
    re.IGNORECASE,
)
_LEFT_ALONE = re.compile(r"(<a\b[^>]*>.*?</a>|<code>.*?</code>|<[^>]*>)", re.DOTALL)
_HREF = re.compile(r'<a href="([^"#][^"]*)"')
_PARSER: MarkdownIt = parser()


def to_html(text: str) -> str:
    """Return a comment's text as HTML; of any text, and never raising."""
    made = nh3.clean(
        _PARSER.render(clean_text(text)),
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=SCHEMES,
        link_rel=REL,
    )
    return _with_moments(made)


def links_in(html: str) -> list[str]:
    """Return where the links of HTML made here lead, in order; moments of the film are none."""
    return [entities.unescape(href) for href in _HREF.findall(html)]


def seconds_of(time: str) -> int:
    """Return "1:02:03" in seconds."""
    seconds = 0
    for part in time.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Judge every attribute once more: the parser may be wrong, this has the last word."""
    if name == "start":
        return value if value.isdecimal() else None
    good = name != "href" or (value and good_target(value) == value)
    return value if good else None


def _with_moments(html: str) -> str:
    """Link the times that stand in plain text, outside of tags, links and code."""
    if ":" not in html:
        return html
    parts = _LEFT_ALONE.split(html)
    parts[::2] = [_TIME.sub(_moment, part) for part in parts[::2]]
    return "".join(parts)


def _moment(found: re.Match[str]) -> str:
    return f'<a href="#t={seconds_of(found[1])}">{found[1]}</a>'
