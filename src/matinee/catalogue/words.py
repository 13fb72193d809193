"""Editors' rich text: what it may hold, and how it becomes the public page's HTML."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bs4 import BeautifulSoup
from markupsafe import Markup
from wagtail.models import Page
from wagtail.whitelist import Whitelister, allow_without_attributes, attribute_rule, check_url

FEATURES = ["h2", "bold", "italic", "ol", "ul", "blockquote", "link"]
"""What the editor's toolbar offers in every rich text of ours."""

_ELEMENTS = ("b", "blockquote", "br", "em", "h2", "h3", "h4", "i", "li", "ol", "p", "strong", "ul")
_DROPPED = ("script", "style", "template", "iframe", "object", "svg", "math", "noscript")
_NAMES = "|".join(_ELEMENTS)

# What the editor itself writes. Text that is only this needs no parser, which is most text.
_PLAIN = re.compile(
    rf'(?:[^<]|</?(?:{_NAMES})/?>|<(?:{_NAMES}) data-block-key="\w+">|</a>'
    r'|<a linktype="page" id="\d+">|<a href="(?:https?://|/|#|mailto:)[^"<>]*">)*'
)
_BLOCK_KEY = re.compile(r' data-block-key="\w+"')
_PAGE_LINK = re.compile(r'<a id="(\d+)" linktype="page">|<a linktype="page" id="(\d+)">')


class _PublicWords(Whitelister):
    element_rules = {
        "[document]": allow_without_attributes,
        **dict.fromkeys(_ELEMENTS, allow_without_attributes),
        "a": attribute_rule({"href": check_url, "linktype": True, "id": True}),
    }

    def clean(self, html: str) -> str:
        """Clean, and drop the content of elements whose content is not words."""
        soup = BeautifulSoup(html, "html.parser")
        for element in soup.find_all(_DROPPED):
            element.decompose()
        return super().clean(str(soup))


def public_html(texts: Sequence[str]) -> list[Markup]:
    """Turn rich texts as stored into public HTML, with one query for the links of all.

    Only the elements of FEATURES remain, whoever wrote the text. A link to a page that is
    not public stays as words.
    """
    cleaned = [_clean(text) for text in texts]
    wanted = {int(a or b) for text in cleaned for a, b in _PAGE_LINK.findall(text)}
    addresses = page_addresses(wanted) if wanted else {}

    def link(match: re.Match[str]) -> str:
        address = addresses.get(int(match[1] or match[2]))
        return str(Markup('<a href="{}">').format(address)) if address else "<a>"

    # The cleaner above is what makes this markup safe.
    return [Markup(_PAGE_LINK.sub(link, text)) for text in cleaned]  # noqa: S704


def linked_pages(texts: Iterable[str]) -> set[int]:
    """Return the ids of the pages to which these rich texts, as stored, lead."""
    return {int(a or b) for text in texts for a, b in _PAGE_LINK.findall(_clean(text))}


def page_addresses(page_ids: set[int]) -> dict[int, str]:
    """Return the root-relative address of each page among these that is live and public."""
    rows = Page.objects.filter(pk__in=page_ids).live().public().values_list("pk", "url_path")
    return {pk: _address(url_path) for pk, url_path in rows}


def _address(url_path: str) -> str:
    """Return the address of a page by its path in the tree, whose first part is the site."""
    return "/" + url_path.split("/", 2)[-1]


@lru_cache(maxsize=4096)
def _clean(text: str) -> str:
    kept = text if _PLAIN.fullmatch(text) else _PublicWords().clean(text)
    return _BLOCK_KEY.sub("", kept)
