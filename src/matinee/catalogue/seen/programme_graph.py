"""A programme in schema.org's words: a collection of films, and when each is shown."""

from matinee.catalogue.published import CreditName, House, Link, Pick, ProgrammePageData
from matinee.catalogue.seen.addresses import whole
from matinee.catalogue.seen.film_graph import VIDEO_KINDS
from matinee.catalogue.seen.nodes import Node, film_list, node, reference, thing, trail
from matinee.catalogue.seen.plain_words import plain
from matinee.catalogue.seen.share_card import share_card

PROGRAMMES = "/programmes/"


def programme_graph(page: ProgrammePageData) -> tuple[Node, ...]:
    """Return the collection, its films in order, their showings, and the way to the page."""
    house = page.house
    films = [pick.film for pick in page.picks]
    return (
        _collection(page),
        film_list(house, page.address, page.title, films),
        *(_showing(house, pick) for pick in page.picks if pick.machine_slot and pick.venue),
        trail(house, Link("Programmes", PROGRAMMES), Link(page.title, page.address)),
    )


def _collection(page: ProgrammePageData) -> Node:
    house = page.house
    return node(
        "Collection",
        id_=thing(house, page.address),
        name=page.title,
        url=whole(house, page.address),
        description=plain(page.introduction),
        image=whole(house, share_card(page).address) if house.base else "",
        creator=_who(house, page.chosen_by) if page.chosen_by else None,
        collectionSize=len(page.picks),
        datePublished=page.published_at.isoformat() if page.published_at else "",
        dateModified=page.updated_at.isoformat() if page.updated_at else "",
        hasPart=[{"@id": thing(house, pick.film.href)} for pick in page.picks],
    )


def _who(house: House, name: CreditName) -> Node:
    if name.href:
        return reference("Person", house, name.href, name.name)
    return node("Person", name=name.name)


def _showing(house: House, pick: Pick) -> Node:
    featured = "workFeatured" if pick.film.record.kind in VIDEO_KINDS else "workPresented"
    return node(
        "ScreeningEvent",
        name=pick.film.title,
        startDate=pick.machine_slot,
        location=node("Place", name=pick.venue),
        url=whole(house, pick.film.href),
        **{featured: {"@id": thing(house, pick.film.href)}},
    )
