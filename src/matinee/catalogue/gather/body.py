"""A film's words: the blocks of its body as the public page's HTML."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from matinee.catalogue import published
from matinee.catalogue.gather.elsewhere import Told, elsewhere
from matinee.catalogue.gather.pictures import as_decoration, captioned
from matinee.catalogue.published import Elsewhere, FilmCard
from matinee.catalogue.rendering import public_environment
from matinee.catalogue.words import public_html

Words = Mapping[str, Markup]
"""Public HTML by rich text as stored."""

Blocks = Iterable[Mapping[str, Any]]
"""A body as its raw data: mappings with a type and a value."""


def gather_words(texts: Iterable[str]) -> Words:
    """Return the public HTML of all these rich texts, in one query or none."""
    distinct = sorted(set(texts))
    return dict(zip(distinct, public_html(distinct), strict=True))


@dataclass
class BodyNeeds:
    """What bodies show that has to be loaded: of many bodies at once."""

    texts: list[str] = field(default_factory=list)
    picture_ids: list[int] = field(default_factory=list)
    film_ids: list[int] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)

    def add(self, blocks: Blocks) -> None:
        """Add what one body needs."""
        for block in blocks:
            kind, value = block["type"], block["value"]
            if kind == "text":
                self.texts.append(value)
            elif kind in ("borrowed", "note"):
                self.texts.append(value["text"])
            elif kind in ("still", "embed"):
                self._picture(value)
            elif kind == "gallery":
                for still in listed(value["stills"]):
                    self._picture(still)
            elif kind == "film" and value["film"]:
                self.film_ids.append(value["film"])
            if kind == "embed":
                self.urls.append(value["url"])

    def _picture(self, value: Mapping[str, Any]) -> None:
        if value.get("picture"):
            self.picture_ids.append(value["picture"])


@dataclass(frozen=True)
class Stock:
    """What was loaded for the bodies of a batch of films."""

    words: Words
    pictures: Mapping[int, published.Picture]
    cards: Mapping[int, FilmCard]
    told: Told


def render_body(blocks: Blocks, stock: Stock) -> Markup:
    """Return the body; a block whose picture or film is gone leaves no hole."""
    parts = (_render(block["type"], block["value"], stock) for block in blocks)
    return Markup("\n").join(part for part in parts if part)


def body_embeds(blocks: Blocks, stock: Stock) -> tuple[Elsewhere, ...]:
    """Return what plays on other sites among the words."""
    return tuple(_embed(block["value"], stock) for block in blocks if block["type"] == "embed")


def listed(raw: Iterable[Any]) -> Iterator[Any]:
    """Yield the values of a list block's raw data, which older revisions keep bare."""
    for item in raw:
        wrapped = isinstance(item, Mapping) and item.get("type") == "item"
        yield item["value"] if wrapped else item


def _render(kind: str, value: Any, stock: Stock) -> Markup:
    if kind == "text":
        return stock.words[value]
    shown = _SHOWN[kind](value, stock) if kind in _SHOWN else None
    if not shown:
        return Markup("")
    template = public_environment().get_template(f"catalogue/blocks/{kind}.html")
    # The template escapes what it prints.
    return Markup(template.render(block=shown))  # noqa: S704


def _still(value: Any, stock: Stock) -> published.Picture | None:
    picture = stock.pictures.get(value.get("picture") or 0)
    if picture is None:
        return None
    return captioned(picture, value.get("caption") or "", value.get("credit") or "")


def _gallery(value: Any, stock: Stock) -> Any:
    stills = [still for each in listed(value["stills"]) if (still := _still(each, stock))]
    return {"title": value.get("title") or "", "stills": stills} if stills else None


def _quotation(value: Any, stock: Stock) -> Any:
    return {"paragraphs": value["text"].split("\n"), "who": value.get("who") or ""}


def _borrowed(value: Any, stock: Stock) -> Any:
    return {"href": "", "date": "", **value, "text": stock.words[value["text"]]}


def _note(value: Any, stock: Stock) -> Any:
    return {"text": stock.words[value["text"]], "who": value.get("who") or ""}


def _film(value: Any, stock: Stock) -> Any:
    card = stock.cards.get(value["film"] or 0)
    return card and {"card": card, "note": value.get("note") or ""}


def _embed(value: Any, stock: Stock) -> Elsewhere:
    return elsewhere(
        value["url"],
        stock.told,
        title=value["title"],
        poster=as_decoration(stock.pictures.get(value.get("picture") or 0)),
        caption=value.get("caption") or "",
    )


def _links(value: Any, stock: Stock) -> Any:
    links = [{"note": "", **each} for each in listed(value["links"])]
    return {"title": value.get("title") or "", "links": links}


def _support(value: Any, stock: Stock) -> Any:
    return {"text": value["text"], "links": list(listed(value["links"]))}


# A heading is shown as it stands; rich text has no template.
_SHOWN: dict[str, Callable[[Any, Stock], Any]] = {
    "heading": lambda value, stock: value,
    "still": _still,
    "gallery": _gallery,
    "quotation": _quotation,
    "borrowed": _borrowed,
    "note": _note,
    "film": _film,
    "embed": _embed,
    "links": _links,
    "support": _support,
}
