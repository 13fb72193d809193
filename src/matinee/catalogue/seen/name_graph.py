"""A person or a company in schema.org's words, with the films they are in."""

from matinee.catalogue.addresses import NAME_LISTS
from matinee.catalogue.published import FilmCard, Link, NamePageData
from matinee.catalogue.seen.addresses import whole
from matinee.catalogue.seen.nodes import Node, film_list, node, thing, trail
from matinee.catalogue.seen.plain_words import plain

_LISTS = {"person": "People", "company": "Companies"}


def name_graph(page: NamePageData) -> tuple[Node, ...]:
    """Return who it is, the films each once, and the way to the page."""
    house = page.house
    identity = thing(house, page.address)
    who = node(
        "Person" if page.kind == "person" else "Organization",
        id_=identity,
        name=page.name,
        url=whole(house, page.address),
        description=plain(page.biography),
        image=whole(house, page.picture.src) if page.picture else "",
        sameAs=[each.href for each in page.links if each.href.startswith(("http:", "https:"))],
    )
    # A page about someone is a ProfilePage, which search engines know for both kinds.
    profile = node("ProfilePage", url=whole(house, page.address), mainEntity={"@id": identity})
    steps = (Link(_LISTS[page.kind], NAME_LISTS[page.kind]), Link(page.name, page.address))
    films = film_list(house, page.address, page.name, films_of(page))
    return (who, profile, films, trail(house, *steps))


def films_of(page: NamePageData) -> tuple[FilmCard, ...]:
    """Return the films of the page, each once, in the order of the page."""
    cards = {card.href: card for group in page.filmography for card in group.films}
    return tuple(cards.values())
