"""Films and parts of films that play on other sites: where, and by which player."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from django.utils import formats, timezone

from matinee.catalogue.models import ElsewhereFilm, FilmPage
from matinee.catalogue.outside.elsewhere import player_for
from matinee.catalogue.outside.players import FRAME, PROVIDERS
from matinee.catalogue.published import Elsewhere, Picture

Told = Mapping[str, ElsewhereFilm]
"""What hosts told about films, by address."""

_START_WHEN_ASKED = frozenset({*PROVIDERS.values(), "PeerTube"})
"""Providers whose players begin at once with `autoplay=1`, so that one click is enough."""


def gather_told(urls: Iterable[str]) -> Told:
    """Return what is known of these addresses, in one query."""
    wanted = {url for url in urls if url}
    found = ElsewhereFilm.objects.filter(url__in=wanted) if wanted else ()
    return {each.url: each for each in found}


def film_elsewhere(film: FilmPage, told: Told, poster: Picture | None) -> Elsewhere | None:
    """Return the way to a film that plays on another site."""
    if film.shown != FilmPage.Shown.ELSEWHERE or not film.elsewhere_url:
        return None
    return elsewhere(film.elsewhere_url, told, title=film.title, poster=poster)


def elsewhere(
    url: str, told: Told, *, title: str, poster: Picture | None = None, caption: str = ""
) -> Elsewhere:
    """Return how something plays on another site, or since when it is gone from there."""
    known = told.get(url)
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    label = f"Watch on {host}"
    if known and known.gone_since:
        day = formats.date_format(timezone.localdate(known.gone_since), "j F Y")
        gone = f"It is no longer at {host}, as of {day}."
        return Elsewhere(url, host, label, poster=poster, title=title, gone=gone, caption=caption)
    player = player_for(url, known)
    if player is None:
        return Elsewhere(url, host, label, poster=poster, title=title, caption=caption)
    return Elsewhere(
        href=url,
        host=host,
        label=label,
        kind=player.kind,
        src=player.src,
        width=player.width or 16,
        height=player.height or 9,
        poster=poster,
        title=title,
        player_host=player.host.removeprefix("www."),
        starts=player.kind == FRAME and player.provider in _START_WHEN_ASKED,
        caption=caption,
    )
