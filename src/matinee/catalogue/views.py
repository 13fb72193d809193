"""Answers a request for a page that has no baked file, with the bytes the file would have."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse

from matinee.catalogue.chapters_track import with_chapters_within
from matinee.catalogue.gather.film import film_page
from matinee.catalogue.gather.name_lists import letter_lists, names_index
from matinee.catalogue.gather.names import name_pages, public_names
from matinee.catalogue.models import FilmPage
from matinee.catalogue.rendering import PageData, render_page


def film(request: HttpRequest, page: FilmPage) -> HttpResponse:
    """Show a film's page."""
    return show(film_page(page))


def film_draft(page: FilmPage) -> HttpResponse:
    """Show what a film's page would be."""
    return show(with_chapters_within(film_page(page)))


def names(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the list of people or companies."""
    return show(names_index(kind))


def letter(request: HttpRequest, kind: str, initial: str, page: int | str = 1) -> HttpResponse:
    """Show one page of one letter of the list of people or companies."""
    return _nth(letter_lists(kind, [initial])[initial], int(page))


def name(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Show the page of a person or a company."""
    ids = list(public_names(kind).filter(slug=slug).values_list("pk", flat=True))
    for data in name_pages(kind, ids).values():
        return show(data)
    raise Http404


def show(data: PageData) -> HttpResponse:
    """Answer with a rendered page."""
    return HttpResponse(render_page(data))


def _nth(pages: Sequence[PageData], number: int) -> HttpResponse:
    if not 1 <= number <= len(pages):
        raise Http404
    return show(pages[number - 1])
