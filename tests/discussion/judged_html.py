"""Judges HTML by another parser than the one that made it."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

ALLOWED = {
    **dict.fromkeys(("p", "br", "em", "strong", "blockquote", "ul", "li", "code"), frozenset()),
    "a": frozenset({"href", "rel"}),
    "ol": frozenset({"start"}),
}
VOID = {"br"}


class Judge(HTMLParser):
    """Reads HTML and notes all that no comment may have."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.targets: list[str] = []
        self.feed(html)
        self.close()
        self.wrong += [f"<{tag}> is never closed" for tag in self.open]

    def handle_starttag(self, tag, attrs) -> None:
        if tag not in ALLOWED:
            self.wrong.append(f"<{tag}>")
            return
        names = [name for name, _ in attrs]
        if not ALLOWED[tag].issuperset(names) or len(set(names)) != len(names):
            self.wrong.append(f"<{tag} {names}>")
        if tag not in VOID:
            self.open.append(tag)
        if tag == "a":
            self._judge_link(dict(attrs))

    def handle_endtag(self, tag) -> None:
        if tag in VOID or not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")

    def handle_data(self, data) -> None:
        self.words.append(data)

    def handle_comment(self, data) -> None:
        self.wrong.append("a comment")

    def handle_decl(self, decl) -> None:
        self.wrong.append(f"<!{decl}>")

    def handle_pi(self, data) -> None:
        self.wrong.append(f"<?{data}>")

    def unknown_decl(self, data) -> None:
        self.wrong.append(f"<![{data}]>")

    def _judge_link(self, attributes) -> None:
        href = attributes.get("href")
        if self.open.count("a") > 1:
            self.wrong.append("a link in a link")
        if href is None:
            self.wrong.append("a link to nowhere")
            return
        if href.startswith("#t="):
            if not href[3:].isdecimal() or "rel" in attributes:
                self.wrong.append(href)
            return
        self.targets.append(href)
        if attributes.get("rel") != "nofollow ugc noopener":
            self.wrong.append(f"{href}: {attributes.get('rel')}")
        self.wrong += [] if is_good(href) else [href]


def is_good(href: str) -> bool:
    """Say whether an address is one that a comment may lead to, by rules written twice."""
    if not href.isascii() or not href.isprintable() or set(href) & set(' "<>\\`{}^|'):
        return False
    parts = urlsplit(href)
    if parts.scheme == "mailto":
        return not parts.netloc and not parts.query and parts.path.count("@") == 1
    if parts.scheme in {"http", "https"}:
        port = parts.port is None or parts.port > 0
        return bool(parts.hostname) and port and "@" not in parts.netloc
    own = ("/films/", "/people/", "/companies/", "/programmes/")
    return not parts.scheme and not parts.netloc and parts.path.startswith(own)


def visible(html: str) -> str:
    """Return the words of HTML, all white space single."""
    return " ".join("".join(Judge(html).words).split())
