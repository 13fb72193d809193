"""Answers a request for a film's words that have no baked file, or have moved."""

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from wagtail.contrib.redirects.models import Redirect

from matinee.catalogue.addresses import film_address, tongue_slug, transcript_address
from matinee.catalogue.gather.films import public_films
from matinee.catalogue.gather.transcript import transcript_pages
from matinee.catalogue.views import show


def transcript(request: HttpRequest, slug: str, language: str = "") -> HttpResponseBase:
    """Show a film's words in a language, by default its main one.

    The main language by its name leads to the address without one, and so do the words of a
    film that has moved lead to where they are now.
    """
    film_ids = list(public_films().filter(slug=slug).values_list("pk", flat=True))
    if not film_ids:
        return _led_on(slug, language)
    for pages in transcript_pages(film_ids).values():
        if language and tongue_slug(pages[0].language) == language:
            return HttpResponsePermanentRedirect(pages[0].address)
        for page in pages:
            if page.address == transcript_address(film_address(slug), language):
                return show(page)
    raise Http404


def _led_on(slug: str, language: str) -> HttpResponseBase:
    old = Redirect.normalise_path(film_address(slug))
    moved = Redirect.objects.filter(old_path=old, site=None).values_list("redirect_link", flat=True)
    for film in filter(None, moved):
        return HttpResponsePermanentRedirect(transcript_address(film, language))
    raise Http404
