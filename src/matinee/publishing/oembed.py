"""Tells other sites how to show a film of ours, as https://oembed.com lays down."""

from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseNotFound,
    JsonResponse,
)
from django.views.decorators.http import require_safe

from matinee.catalogue.addresses import FILMS
from matinee.catalogue.gather.films import cards_by_id, public_films
from matinee.catalogue.gather.house import gather_house
from matinee.catalogue.published import FilmCard, House
from matinee.catalogue.seen.addresses import player_address, whole
from matinee.catalogue.seen.embed_code import WIDTH, embed_code, fitted
from matinee.publishing.media_rss import legal
from matinee.publishing.xml_elements import document, element

AN_HOUR_S = 3600
MOST_DIGITS = 5
Answer = Mapping[str, str | int]


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """Answer how to show the film at `url`, within `maxwidth` and `maxheight` pixels.

    404 for anything but the page of a film that plays here, 501 for another format than json
    and xml, 400 for a limit that is no number.
    """
    form = request.GET.get("format", "json")
    limits = [_pixels(request.GET.get(name, "")) for name in ("maxwidth", "maxheight")]
    if form not in _WRITERS:
        response = HttpResponse("json or xml.", content_type="text/plain", status=501)
    elif None in limits:
        response = HttpResponseBadRequest("A limit is no number.", content_type="text/plain")
    else:
        response = _answer(request.GET.get("url", ""), form, limits[0] or WIDTH, limits[1] or 0)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _answer(url: str, form: str, max_width: int, max_height: int) -> HttpResponse:
    house = gather_house()
    try:
        film = _film(house, url)
    except Http404:
        return HttpResponseNotFound("No film plays at that address.", content_type="text/plain")
    response = _WRITERS[form](_facts(house, film, max_width, max_height))
    response["Cache-Control"] = f"public, max-age={AN_HOUR_S}"
    return response


def _pixels(text: str) -> int | None:
    """Return a limit, 0 for none given, None for what is no number of pixels."""
    if not text:
        return 0
    plain = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS and int(text) > 0
    return int(text) if plain else None


def _film(house: House, url: str) -> FilmCard:
    """Return the film of a page on this site, else raise Http404."""
    slug = _slug(house, url)
    ids = public_films().filter(slug=slug).values_list("pk", flat=True)[:1] if slug else ()
    for film in cards_by_id(ids).values():
        if film.record.file and player_address(house, film.href):
            return film
    raise Http404


def _slug(house: House, url: str) -> str:
    """Return the slug in the address of a film's page or player here, "" for any other."""
    try:
        asked, ours = urlsplit(url), urlsplit(house.base)
        same = (asked.hostname, asked.port) == (ours.hostname, ours.port)
    except ValueError:
        return ""
    # Whether by http or https, it is the same page.
    if not (house.base and same and asked.scheme in {"http", "https"}):
        return ""
    path = unquote(asked.path)
    slug = path.removeprefix(FILMS).removesuffix("/").removesuffix("/embed")
    return slug if path.startswith(FILMS) and "/" not in slug and "\0" not in slug else ""


def _facts(house: House, film: FilmCard, max_width: int, max_height: int) -> Answer:
    record = film.record
    player = player_address(house, film.href)
    size = fitted(record.file, max_width, max_height) if record.file else (0, 0)
    answer: dict[str, str | int] = {
        "version": "1.0",
        "type": "video",
        "title": film.title,
        "provider_name": house.name,
        "provider_url": whole(house, "/"),
        "cache_age": AN_HOUR_S,
        "html": embed_code(player, film.title, size),
        "width": size[0],
        "height": size[1],
    }
    if film.byline:
        answer["author_name"] = ", ".join(name.name for name in film.byline)
        if href := film.byline[0].href:
            answer["author_url"] = whole(house, href)
    if film.poster:
        answer["thumbnail_url"] = whole(house, film.poster.src)
        answer["thumbnail_width"] = film.poster.width
        answer["thumbnail_height"] = film.poster.height
    return answer


def _json(answer: Answer) -> HttpResponse:
    return JsonResponse(answer)


def _xml(answer: Answer) -> HttpResponse:
    with document() as (handler, file), element(handler, "oembed"):
        for name, value in answer.items():
            handler.addQuickElement(name, legal(str(value)))
    return HttpResponse(file.getvalue(), content_type="text/xml; charset=utf-8")


_WRITERS = {"json": _json, "xml": _xml}
