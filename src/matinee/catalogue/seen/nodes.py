"""The parts of schema.org data that several kinds of pages have."""

from collections.abc import Iterable, Mapping
from typing import Any

from matinee.catalogue.published import FilmCard, House, Link
from matinee.catalogue.seen.addresses import whole

Node = Mapping[str, Any]
"""A thing in schema.org's words; the page's list of them is its graph."""


def node(kind: str | list[str], **properties: Any) -> Node:
    """Return a thing with all properties about which something is known; `id_` is its @id."""
    known = {"@id" if name == "id_" else name: value for name, value in properties.items()}
    return {"@type": kind, **{name: value for name, value in known.items() if _is_known(value)}}


def reference(kind: str, house: House, href: str, name: str) -> Node:
    """Return a short word about a thing that has a page of its own."""
    return node(kind, id_=thing(house, href), name=name, url=whole(house, href))


def thing(house: House, page: str, part: str = "it") -> str:
    """Return the identity of what a page is about, which is not the page."""
    return f"{whole(house, page)}#{part}"


def trail(house: House, *steps: Link) -> Node:
    """Return the way from the front page to a page, itself included."""
    return node(
        "BreadcrumbList",
        itemListElement=[
            node("ListItem", position=place, name=step.label, item=whole(house, step.href))
            for place, step in enumerate((Link(house.name, "/"), *steps), 1)
        ],
    )


def film_list(house: House, page: str, name: str, films: Iterable[FilmCard]) -> Node:
    """Return films in the order a page lists them."""
    items = [
        node("ListItem", position=place, name=film.title, url=whole(house, film.href))
        for place, film in enumerate(films, 1)
    ]
    return node(
        "ItemList",
        id_=thing(house, page, "films"),
        name=name,
        numberOfItems=len(items),
        itemListElement=items,
    )


def iso_duration(seconds: float | None) -> str:
    """Return a length as ISO 8601 writes it: "PT1H2M3S", "" for none."""
    if not seconds:
        return ""
    minutes, rest = divmod(max(1, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "H"), (minutes, "M"), (rest, "S"))
    return "PT" + "".join(f"{count}{unit}" for count, unit in parts if count)


def _is_known(value: Any) -> bool:
    """Say whether a value tells something; False and 0 do."""
    return value is not None and value not in ("", [], (), {})
