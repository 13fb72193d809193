"""Reads the small Markdown of comments: a parser with few rules, and bare links found by ours.

A bare link is an address with http or https, one that begins with www., a host under a
well-known ending, or an e-mail address. Other words with a dot between them are no link: "The
end.It was long" names no site in Italy.
"""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from matinee.discussion.links import good_link, good_target, told_host

NESTING = 20
"""Deeper than `typed` lets anything be; what lies deeper the parser would drop."""
RULES = ("emphasis", "link", "autolink", "backticks", "blockquote", "list", "newline", "escape")
ENDINGS = "com|org|net|info|edu|gov|film|films|movie|video|tv|blog|site|eu|io"

_ADDRESS = re.compile(r"://[^\s<>\"“”„«»`\\^{|}]{1,2000}")
_SCHEME = re.compile(r"(?<![^\W_])https?$", re.IGNORECASE)
_LABELS = r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+"
_MAIL = rf"[\w.+-]{{1,64}}@{_LABELS}[^\W\d_]{{2,24}}"
_BARE = re.compile(
    rf"(?<![\w@/.:%=&+-])(?:(?P<mail>{_MAIL})(?![\w@-])"
    rf"|(?:www\.{_LABELS}[^\W\d_]{{2,24}}|{_LABELS}(?:{ENDINGS}))(?![\w@-]|\.[\w@])"
    r"(?::\d{1,5})?(?:[/?#][^\s<>\"“”„«»`\\^{|}]*)?)",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?'’”»…*_~"
_BRACKETS = {")": "(", "]": "["}


def parser() -> MarkdownIt:
    """Return the parser; it keeps nothing between texts."""
    made = MarkdownIt("zero", {"html": False, "breaks": True, "maxNesting": NESTING})
    made.enable([*RULES, "hr"])
    made.inline.ruler.before("emphasis", "address", _address)
    made.core.ruler.after("inline", "bare_links", _bare_links)
    made.core.ruler.after("bare_links", "told_hosts", _told_hosts)
    made.normalizeLink = _kept  # type: ignore[method-assign]
    made.validateLink = lambda url: bool(good_target(url))  # type: ignore[method-assign]
    made.add_render_rule("link_open", _link_open)
    made.add_render_rule("hr", _stars)
    return made


def _kept(url: str) -> str:
    """Return a target as it is shown, or as it was typed for the judge to refuse."""
    return good_target(url) or url


def _link_open(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    # Without the title that Markdown allows: it says what it likes of where a link leads.
    tokens[at].attrs.pop("title", None)
    return self.renderToken(tokens, at, options, env)


def _stars(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    # What divides two parts of a text stays as words: comments have no rules across them.
    return "<p>* * *</p>\n"


def _address(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Take an address with http or https whole, before emphasis sees stars within it."""
    if state.src[state.pos] != ":" or state.linkLevel or silent:
        return False
    scheme = _SCHEME.search(state.pending[-6:])
    found = scheme and _ADDRESS.match(state.src, state.pos)
    if not scheme or not found:
        return False
    words = _trimmed(scheme[0] + found[0])
    target = good_link(words)
    if not target:
        return False
    state.pending = state.pending[: -len(scheme[0])]
    _push_link(state, words, target)
    state.pos += len(words) - len(scheme[0])
    return True


def _push_link(state: StateInline, words: str, target: str) -> None:
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": target}
    state.push("text", "", 0).content = words
    state.push("link_close", "a", -1)


def _bare_links(state: StateCore) -> None:
    """Link hosts and e-mail addresses that stand among plain words."""
    for block in state.tokens:
        if block.type == "inline" and block.children and "." in block.content:
            block.children = _linked(block.children)


def _linked(tokens: Sequence[Token]) -> list[Token]:
    made: list[Token] = []
    inside = 0
    for token in tokens:
        inside += (token.type == "link_open") - (token.type == "link_close")
        if token.type == "text" and not inside and "." in token.content:
            made.extend(_split(token))
        else:
            made.append(token)
    return made


def _split(token: Token) -> list[Token]:
    """Return a stretch of plain words in parts, the links among them linked."""
    made: list[Token] = []
    end = 0
    for found in _BARE.finditer(token.content):
        words = found["mail"] or _trimmed(found[0])
        target = good_target(f"mailto:{words}") if found["mail"] else good_link(f"https://{words}")
        if target:
            made += [_text(token.content[end : found.start()]), *_link(words, target)]
            end = found.start() + len(words)
    return [*made, _text(token.content[end:])] if made else [token]


def _trimmed(words: str) -> str:
    """Return an address without the marks that end a sentence, or a bracket around it."""
    while words:
        last = words[-1]
        opened = _BRACKETS.get(last)
        if last in _TRAILING or (opened and words.count(last) > words.count(opened)):
            words = words[:-1]
        else:
            break
    return words


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words)


def _link(words: str, target: str) -> list[Token]:
    opening = Token("link_open", "a", 1, attrs={"href": target})
    return [opening, _text(words), Token("link_close", "a", -1)]


def _told_hosts(state: StateCore) -> None:
    """Say the true host after a link's words where they look like another; drop empty links."""
    for block in state.tokens:
        if block.type != "inline" or not block.children:
            continue
        made: list[Token] = []
        words: list[str] = []
        target = ""
        for token in block.children:
            if token.type == "link_open":
                words, target = [], str(token.attrs.get("href", ""))
            elif token.type == "link_close":
                host = told_host("".join(words), target)
                made += [_text(f" ({host})")] if host else []
            else:
                words.append(token.content)
            if target or not token.type.startswith("link_"):
                made.append(token)
        block.children = made
