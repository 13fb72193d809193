"""Turns a question into the page that answers it."""

from dataclasses import replace
from urllib.parse import urlencode

from django.conf import settings

from matinee.catalogue.addresses import SEARCH
from matinee.catalogue.gather.house import front_end, gather_house
from matinee.catalogue.published import FilmSaying, FoundThing, Head, SearchPageData
from matinee.media.errors import Refused
from matinee.search.asking import Found, ask
from matinee.search.carded import gather_films
from matinee.search.how_much import told_sayings, told_things
from matinee.search.said import film_sayings
from matinee.search.things import found_things

LONGEST_QUESTION = 200
"""In characters."""
PAGE_SIZE = 20


def search_page(question: str = "", after: str = "") -> SearchPageData:
    """Return the page that answers a question; without one, the form alone.

    Raises Refused("question-too-long").
    """
    asked = " ".join(question.replace("\0", " ").split())
    if len(asked) > LONGEST_QUESTION:
        raise Refused(
            "question-too-long",
            f"A question may have {LONGEST_QUESTION} characters; this one has {len(asked)}.",
            "Leave out all but a few words.",
        )
    return _answered(asked, after) if asked else _empty()


def refused_page(error: Refused, question: str) -> SearchPageData:
    """Return the page that says why a question was not answered; it stays, to be mended."""
    return replace(_empty(refused=f"{error.message} {error.hint}"), asked=question)


def still_page() -> SearchPageData:
    """Return the page for copies of the site, in which nothing can answer."""
    return replace(_empty(), head=Head(listed=False), answers=False, script="")


def shown(found: Found, language: str) -> tuple[tuple[FoundThing, ...], tuple[FilmSaying, ...]]:
    """Return what was found as a page in a language lists it, without what is public no more.

    The number of queries does not depend on how much was found.
    """
    ids = {each.pk for each in found.things if each.kind == "film"}
    films = gather_films(ids | {each.film_pk for each in found.sayings})
    return found_things(found.things, films), film_sayings(found.sayings, films, language)


def _answered(asked: str, after: str) -> SearchPageData:
    found = ask(asked, after=after, limit=PAGE_SIZE)
    page = _empty()
    things, sayings = shown(found, page.language)
    return replace(
        page,
        head=Head(listed=False),
        address=_address(asked, after),
        title=f"Search: {asked}",
        asked=asked,
        told=told_things(things),
        told_said=told_sayings(sayings),
        things=things,
        sayings=sayings,
        more=_address(asked, found.next) if found.next else "",
        first=_address(asked) if after else "",
        refused="" if found.asked else "There is no word in that to look for.",
    )


def _empty(refused: str = "") -> SearchPageData:
    house = gather_house()
    return SearchPageData(
        house=house,
        head=Head(listed=not refused),
        address=SEARCH,
        language=house.language,
        title="Search",
        script=_script(),
        refused=refused,
    )


def _address(asked: str, after: str = "") -> str:
    return f"{SEARCH}?{urlencode({'q': asked, **({'after': after} if after else {})})}"


def _script() -> str:
    """Return the URL of the script that answers while one types, "" where it was never built."""
    name = front_end().get("search.js")
    return f"{settings.STATIC_URL}matinee/{name}" if name else ""
