"""Answers a request for a list of films: baked ones as their files are, others when asked."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe

from matinee.catalogue.browse_query import read_query
from matinee.catalogue.gather.browse import browse_page
from matinee.catalogue.gather.facets import TOPICS
from matinee.catalogue.gather.lists import films_lists
from matinee.catalogue.gather.topics import topic_pages, topics_list
from matinee.catalogue.models import FilmIndexPage
from matinee.catalogue.paging import NEWEST
from matinee.catalogue.views import show
from matinee.catalogue.zipped import zipped
from matinee.media.errors import Refused

BROWSE_MAX_AGE_S = 60


def films(request: HttpRequest, page: int | str = NEWEST) -> HttpResponse:
    """Show one page of the list of films."""
    for data in films_lists([int(page)]).values():
        return show(data)
    raise Http404


def preview_films(index: FilmIndexPage) -> HttpResponse:
    """Show the list of films under a draft of its introduction."""
    return show(films_lists([NEWEST], index)[NEWEST])


def topic(request: HttpRequest, kind: str, slug: str, page: int | str = NEWEST) -> HttpResponse:
    """Show one page of the films of a subject, or of anything else they share."""
    values = [slug]
    if kind in TOPICS:
        rows = TOPICS[kind].objects.filter(slug=slug).values_list("pk", flat=True)
        values = [str(pk) for pk in rows]
    for data in topic_pages(kind, {value: [int(page)] for value in values}).values():
        return show(data)
    raise Http404


def topics(request: HttpRequest, kind: str) -> HttpResponse:
    """Show all subjects, all countries, or all of another kind."""
    return show(topics_list(kind))


@require_safe
@zipped
def browse(request: HttpRequest) -> HttpResponse:
    """Show films by any facts and in any order; one question has one address."""
    query = read_query(request.GET)
    if query.address != request.get_full_path():
        answer: HttpResponse = HttpResponsePermanentRedirect(query.address)
    else:
        try:
            answer = show(browse_page(query))
        except Refused as error:
            raise Http404 from error
    answer["Cache-Control"] = f"public, max-age={BROWSE_MAX_AGE_S}"
    return answer
