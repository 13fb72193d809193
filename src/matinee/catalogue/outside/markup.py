"""Takes the few things we use out of other sites' markup: an oEmbed link, a frame's address."""

import html
import re
from html.parser import HTMLParser

# Tags are found first and read one by one: a page made to be slow to parse gains nothing.
LINK = re.compile(r"<link\b[^<>]{1,4000}>", re.IGNORECASE)
FRAME = re.compile(r"<iframe\b[^<>]{1,4000}>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]{0,4000}>")
INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
MAX_LINKS = 200


def oembed_link(page: str) -> str:
    """Return the address of a page's JSON oEmbed answer, "" when it offers none."""
    head = page[:end] if (end := page.lower().find("</head")) >= 0 else page
    for number, tag in enumerate(LINK.finditer(head)):
        if number == MAX_LINKS:
            break
        attributes = _attributes(tag[0])
        kind = attributes.get("type", "").strip().lower()
        if kind in {"application/json+oembed", "text/json+oembed"} and attributes.get("href"):
            return attributes["href"].strip()
    return ""


def frame_src(markup: str) -> str:
    """Return the address in the first frame of an oEmbed answer's markup, "" without one."""
    tag = FRAME.search(markup)
    src = _attributes(tag[0]).get("src", "").strip() if tag else ""
    return f"https:{src}" if src.startswith("//") else src


def plain(text: str, length: int) -> str:
    """Return words without markup, control characters and double spaces, cut to a length."""
    # Bounded first: nothing below looks at more than could be kept.
    words = html.unescape(TAG.sub(" ", text[: length * 8]))
    words = " ".join(INVISIBLE.sub(" ", words.replace("<", " ").replace(">", " ")).split())
    return words if len(words) <= length else f"{words[: length - 1].rstrip()}…"


def _attributes(tag: str) -> dict[str, str]:
    reader = _OneTag()
    reader.feed(tag)
    return reader.attributes


class _OneTag(HTMLParser):
    """Reads the attributes of a single opening tag."""

    def __init__(self) -> None:
        super().__init__()
        self.attributes: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the attributes; the first of a name wins, as in a browser."""
        for name, value in attrs:
            self.attributes.setdefault(name, value or "")
