"""Turns the HTML of a comment into the small Markdown that people type here.

What the HTML says in plain words stays plain: an asterisk in it is no emphasis afterwards. nh3
makes the HTML well-formed and small first, so hostile tags never reach the second reader.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from matinee.discussion.links import good_target

DEEPEST = 20
"""Elements within each other; the words of what is deeper stand with the deepest."""
_MOST_TAGS = 5000
"""A text with more tags than this is not what anyone wrote; its tags are taken out unread."""
_TAGS = {
    *("p", "br", "div", "em", "i", "strong", "b", "a", "img", "blockquote", "ul", "ol", "li"),
    *("pre", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "dd", "dt", "hr", "code"),
}
_PARAGRAPHS = {"p", "div", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "dd", "dt", "hr"}
_MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
_LAYERS = {"blockquote", "ul", "ol", "li", "a", "code", *_MARKS}
_TAG = re.compile(r"<[^<>]*>")
_MENTION = re.compile(r"@([\w-]+):disqus\b")
_STRONG = re.compile(r"[\\*`]|(?<!\w)_|_(?!\w)|\](?=\()|<(?=[A-Za-z/!?])")
_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_LINE_START = re.compile(r"^([ \t]*)([>#+-]|\d+(?=[.)]))", re.MULTILINE)


@dataclass
class _Layer:
    tag: str
    href: str = ""
    parts: list[str] = field(default_factory=list)
    count: int = 0
    """Of the entries of a list so far."""


def text_of_html(source: str, *, lines_break: bool) -> str:
    """Return HTML as text; `lines_break` keeps the ends of its lines."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    if "<" not in source and "&" not in source:
        return _plain(source if lines_break else " ".join(source.split()))
    if source.count("<") > _MOST_TAGS:
        return _plain(_TAG.sub("", source))
    clean = nh3.clean(
        source,
        tags=_TAGS,
        attributes={"a": {"href"}, "img": {"src", "alt"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    reader = _Reader(lines_break=lines_break)
    reader.feed(clean)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Writes the text of well-formed HTML, layer upon layer."""

    def __init__(self, *, lines_break: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._lines_break = lines_break
        self._layers = [_Layer("")]
        self._in_pre = 0
        self._after_break = False
        self._too_deep: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "br":
            self._write("\n")
            self._after_break = True
            return
        if tag == "img":
            self._write(_link(given.get("alt") or "", given.get("src") or ""))
        elif tag in _PARAGRAPHS:
            self._write("\n\n")
            self._in_pre += tag == "pre"
        elif tag in _LAYERS and len(self._layers) > DEEPEST:
            self._too_deep.append(tag)
        elif tag in _LAYERS:
            self._layers.append(_Layer(tag, given.get("href") or ""))
        self._after_break = False

    def handle_endtag(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self._write("\n\n")
            self._in_pre -= tag == "pre"
        elif self._too_deep and tag in _LAYERS:
            self._too_deep.pop()
        elif tag in _LAYERS and self._layers[-1].tag == tag:
            self._close()
        self._after_break = False

    def handle_data(self, data: str) -> None:
        if self._after_break:
            # The tag broke the line; the end of the source's line says the same again.
            data = data.removeprefix("\n")
            self._after_break = False
        if not (self._lines_break or self._in_pre):
            data = re.sub(r"\s+", " ", data)
        if self._layers[-1].tag == "code":
            self._write(data)
            return
        at_start = "".join(self._layers[-1].parts[-1:]).endswith("\n") or not self._written()
        self._write(_plain(data, at_start=at_start))

    def text(self) -> str:
        """Return what was read, whatever was left open."""
        while len(self._layers) > 1:
            self._close()
        return re.sub(r" *\n *(?=\n)|[ ]+(?=\n)|(?<=\n) (?=\S)", _tidy, self._content())

    def _written(self) -> bool:
        return any(self._layers[-1].parts)

    def _content(self) -> str:
        return _EMPTY_LINES.sub("\n\n", "".join(self._layers[-1].parts)).strip()

    def _write(self, text: str) -> None:
        if text:
            self._layers[-1].parts.append(text)

    def _close(self) -> None:
        content = self._content()
        raw = "".join(self._layers[-1].parts)
        layer = self._layers.pop()
        if layer.tag in _MARKS:
            self._write(_marked(raw, _MARKS[layer.tag]))
        elif layer.tag == "code":
            code = not ({"`", "\n"} & set(content)) and content
            self._write(f"`{content}`" if code else _plain(raw))
        elif layer.tag == "a":
            self._write(_link(content, layer.href))
        elif layer.tag == "li":
            bullet = self._bullet()
            self._write(f"\n{bullet}{_indented(content, ' ' * len(bullet))}")
        elif content:
            prefix = "> " if layer.tag == "blockquote" else ""
            self._write(f"\n\n{prefix}{_indented(content, prefix)}\n\n")

    def _bullet(self) -> str:
        around = self._layers[-1]
        around.count += 1
        return f"{around.count}. " if around.tag == "ol" else "- "


def _indented(content: str, prefix: str) -> str:
    """Return the lines below the first with a prefix."""
    return content.replace("\n", f"\n{prefix}") if prefix else content


def _tidy(found: re.Match[str]) -> str:
    return "\n" if "\n" in found[0] else ""


def _plain(text: str, *, at_start: bool = True) -> str:
    """Return plain words with a backslash where our Markdown would read more into them."""
    text = _STRONG.sub(lambda found: f"\\{found[0]}", _MENTION.sub(r"@\1", text))
    if "\n" not in text and not at_start:
        return text
    first, line_end, rest = text.partition("\n")
    if at_start:
        first = _line_start(first)
    return first + line_end + _line_start(rest)


def _line_start(text: str) -> str:
    return _LINE_START.sub(_escaped_start, text)


def _escaped_start(found: re.Match[str]) -> str:
    # A number cannot be escaped itself; the sign after it is what makes it a list.
    if found[2].isdigit():
        return f"{found[1]}{found[2]}\\"
    return f"{found[1]}\\{found[2]}"


def _marked(raw: str, mark: str) -> str:
    """Return emphasised words; the white space around them stays outside, or it is no emphasis."""
    content = raw.strip()
    if not content or "\n\n" in content:
        return raw
    before = raw[: len(raw) - len(raw.lstrip())]
    after = raw[len(raw.rstrip()) :]
    return f"{before}{mark}{content}{mark}{after}"


def _link(words: str, href: str) -> str:
    """Return a link as people write it: the address alone where the words are just that."""
    if href.startswith("//"):
        href = f"https:{href}"
    href = good_target(href.strip())
    if not href:
        return words
    bare = words.replace("\\", "")
    plain = {"", href, href.rstrip("/"), href.partition("://")[2].rstrip("/")}
    if (bare in plain or _shortened(bare, href)) and not href.startswith("/"):
        return href
    # Square brackets within would end the words too early.
    return f"[{words.replace('[', '(').replace(']', ')')}](<{href}>)"


def _shortened(words: str, href: str) -> bool:
    """Say whether the words are the address with its end left out, as Disqus shows it."""
    head = re.split(r"…|\.\.\.$", words)[0]
    return head != words and len(head) > 8 and head in href
