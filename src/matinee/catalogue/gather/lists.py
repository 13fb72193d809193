"""The list of films as published data."""

from matinee.catalogue.addresses import FILMS, list_address
from matinee.catalogue.gather.body import gather_words
from matinee.catalogue.gather.films import film_cards, public_films
from matinee.catalogue.gather.house import gather_house
from matinee.catalogue.models import FilmIndexPage
from matinee.catalogue.published import FilmsPageData, Head

PAGE_SIZE = 24


def films_lists(index: FilmIndexPage | None = None) -> list[FilmsPageData]:
    """Return all pages of the list, newest film first; an empty list is one page.

    `index` is the list's own page where that is an unsaved draft.
    """
    page = index or FilmIndexPage.objects.first()
    introduction = page.introduction if page else ""
    words = gather_words([introduction])
    cards = film_cards(list(public_films().order_by("-first_published_at", "-pk")))
    batches = [cards[at : at + PAGE_SIZE] for at in range(0, len(cards), PAGE_SIZE)] or [[]]
    hrefs = tuple(list_address(FILMS, number + 1) for number in range(len(batches)))
    house = gather_house()
    return [
        FilmsPageData(
            house=house,
            head=Head(),
            address=hrefs[number],
            title=page.title if page else "Films",
            introduction=words[introduction],
            films=tuple(batch),
            page=number + 1,
            page_count=len(batches),
            page_hrefs=hrefs,
        )
        for number, batch in enumerate(batches)
    ]
