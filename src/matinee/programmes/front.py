"""The front page as published data, and its answer to a request."""

from django.http import HttpResponse

from matinee.catalogue.addresses import FILMS, HOME
from matinee.catalogue.gather.body import gather_words
from matinee.catalogue.gather.films import film_cards, public_films
from matinee.catalogue.gather.house import gather_house
from matinee.catalogue.published import Head, HomePageData
from matinee.catalogue.views import show
from matinee.programmes.models import HomePage

LATEST = 12
"""How many films the front page lists under its lead."""


def home_page(home: HomePage | None = None) -> HomePageData:
    """Return the front page: the chosen film first, else the newest, then the latest.

    `home` is the page itself where that is an unsaved draft.
    """
    page = home or HomePage.objects.first()
    introduction = page.introduction if page else ""
    words = gather_words([introduction])
    chosen = page.lead_film_id if page else None
    newest = public_films().order_by("-first_published_at", "-pk")
    films = list(newest[: LATEST + 2])
    lead = next((film for film in films if film.pk == chosen), None)
    if chosen and lead is None:
        lead = newest.filter(pk=chosen).first()
    lead = lead or (films[0] if films else None)
    others = [film for film in films if film != lead]
    cards = film_cards([*([lead] if lead else []), *others[:LATEST]])
    return HomePageData(
        house=gather_house(),
        head=Head(),
        address=HOME,
        title=page.title if page else "",
        introduction=words[introduction],
        lead=cards[0] if lead else None,
        films=tuple(cards[1:]),
        more_href=FILMS if len(others) > LATEST else "",
    )


def serve_home(home: HomePage) -> HttpResponse:
    """Answer with the front page, live or draft."""
    return show(home_page(home))
