"""A film's words: the blocks of its body as the public page's HTML."""

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from matinee.catalogue import published
from matinee.catalogue.gather.pictures import captioned
from matinee.catalogue.rendering import public_environment
from matinee.catalogue.words import public_html

Words = Mapping[str, Markup]
"""Public HTML by rich text as stored."""


def gather_words(texts: Iterable[str]) -> Words:
    """Return the public HTML of all these rich texts, in one query or none."""
    distinct = sorted(set(texts))
    return dict(zip(distinct, public_html(distinct), strict=True))


def rich_texts(blocks: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the rich texts in a body."""
    return [
        block["value"] if block["type"] == "text" else block["value"]["text"]
        for block in blocks
        if block["type"] in ("text", "borrowed")
    ]


def picture_ids(blocks: Iterable[Mapping[str, Any]]) -> list[int]:
    """Return the ids of the pictures in a body."""
    return [
        block["value"]["picture"]
        for block in blocks
        if block["type"] == "still" and block["value"]["picture"]
    ]


def render_body(
    blocks: Iterable[Mapping[str, Any]], words: Words, pictures: Mapping[int, published.Picture]
) -> Markup:
    """Return the body; a still whose picture was deleted leaves no hole."""
    parts = (_render(block["type"], block["value"], words, pictures) for block in blocks)
    return Markup("\n").join(part for part in parts if part)


def _render(
    kind: str, value: Any, words: Words, pictures: Mapping[int, published.Picture]
) -> Markup:
    if kind == "text":
        return words[value]
    shown: Any = value
    if kind == "still":
        if value["picture"] not in pictures:
            return Markup("")
        picture = pictures[value["picture"]]
        shown = captioned(picture, value.get("caption") or "", value.get("credit") or "")
    elif kind == "quotation":
        shown = {"paragraphs": value["text"].split("\n"), "who": value.get("who") or ""}
    elif kind == "borrowed":
        shown = {"href": "", "date": "", **value, "text": words[value["text"]]}
    elif kind != "heading":
        return Markup("")
    template = public_environment().get_template(f"catalogue/blocks/{kind}.html")
    # The template escapes what it prints.
    return Markup(template.render(block=shown))  # noqa: S704
