"""Asks a film's host what it says about the film: oEmbed (oembed.com), known or discovered."""

import dataclasses
import json
import math
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit

from matinee.catalogue.outside.address import follow, read_address
from matinee.catalogue.outside.fetch import Fetched, Limits, fetch
from matinee.catalogue.outside.markup import frame_src, oembed_link, plain
from matinee.catalogue.outside.players import (
    FILE,
    Player,
    is_player_src,
    peertube_id,
    player_of,
    provider_of,
)
from matinee.media.errors import MatineeError, Refused

KNOWN = {
    "YouTube": "https://www.youtube.com/oembed?format=json&url={}",
    "Vimeo": "https://vimeo.com/api/oembed.json?dnt=1&url={}",
    "Dailymotion": "https://www.dailymotion.com/services/oembed?format=json&url={}",
}
JSON_LIMITS = Limits(size_bytes=128 * 1024)
PAGE_LIMITS = Limits(beginning_only=True)
FILE_LIMITS = Limits(size_bytes=1024, beginning_only=True)
GONE = frozenset({404, 410})
SECURE = re.compile(r"^http:", re.IGNORECASE)
"""Old pages still name their oEmbed address without the s."""
CLOSED = frozenset({401, 403})
NOT_CLOSED: frozenset[int] = frozenset()
"""A page that is refused to a program may be open to people; an oEmbed answer is for programs."""
MAX_TITLE, MAX_NAME = 300, 100
MAX_SIDE = 16_384
MAX_DURATION_S = 48 * 3600


@dataclasses.dataclass(frozen=True)
class Facts:
    """What a host says about a film; empty where it says nothing or nonsense."""

    title: str = ""
    author: str = ""
    provider: str = ""
    duration_s: int | None = None
    width: int | None = None
    height: int | None = None
    picture_url: str = ""
    player: Player | None = None


class Gone(Refused):
    """The host answered, and says that the film is not there, or not for us."""


def at_once(url: str) -> None:
    """Ask without a pause: a person is waiting."""


def ask_about(url: str, before: Callable[[str], None] = at_once) -> Facts:
    """Ask the host of a film's page, or of a video file, about it.

    One or two requests: the oEmbed address of a known host, else the one that the page names.
    `before` is called with each address ahead of its request, and may wait.
    Raises Gone when the host says the film is not there or is closed, Refused for an address
    that leads to no film, MatineeError when the host gave no usable answer.
    """
    address = read_address(url)
    player = player_of(url)
    if player is not None and player.kind == FILE:
        return _of_file(url, player, before)
    provider = player.provider if player is not None else provider_of(url)
    if endpoint := known_endpoint(url, provider):
        return _facts(url, _json(url, endpoint, before))
    before(url)
    page = fetch(url, accept="text/html", limits=PAGE_LIMITS)
    _refuse_gone(page, url, closed=NOT_CLOSED)
    if link := oembed_link(page.text):
        endpoint = follow(read_address(page.final_url), SECURE.sub("https:", link)).url
        return _facts(url, _json(url, endpoint, before))
    if player is not None:
        return Facts(provider=player.provider, player=player)
    raise Refused(
        "outside-no-film",
        f"{address.host} does not say how this film can be shown on another site.",
        "The film will be a link. A player needs a host that speaks oEmbed, or a video file.",
    )


def known_endpoint(url: str, provider: str) -> str:
    """Return the oEmbed address of a known host, "" for one that has to be discovered."""
    if provider in KNOWN:
        return KNOWN[provider].format(quote(url, safe=""))
    if provider == "PeerTube" and peertube_id(url):
        host = urlsplit(url).netloc
        # PeerTube's oEmbed knows the pages, not the player.
        page = f"https://{host}/videos/watch/{peertube_id(url)}"
        return f"https://{host}/services/oembed?format=json&url={quote(page, safe='')}"
    return ""


def _of_file(url: str, player: Player, before: Callable[[str], None]) -> Facts:
    before(url)
    answer = fetch(url, accept="video/*", limits=FILE_LIMITS)
    _refuse_gone(answer, url)
    if answer.content_type and not answer.content_type.startswith(
        ("video/", "application/octet-stream", "binary/octet-stream", "application/mp4")
    ):
        raise Refused(
            "outside-no-film", f"What {player.host} has there is not a film.", "Open the address."
        )
    return Facts(provider=player.provider, player=player)


def _json(url: str, endpoint: str, before: Callable[[str], None]) -> dict[str, Any]:
    before(endpoint)
    answer = fetch(endpoint, accept="application/json", limits=JSON_LIMITS)
    _refuse_gone(answer, url)
    try:
        # Figures stay text: a number of a million digits would take minutes to read.
        told = json.loads(answer.body, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise MatineeError(
            "outside-unusable",
            f"{read_address(url).host} answered with something Matinee cannot read.",
        )
    return told


def _refuse_gone(answer: Fetched, url: str, closed: frozenset[int] = CLOSED) -> None:
    """Raise Gone for a host's no, MatineeError for any other answer that is no yes."""
    host = read_address(url).host
    provider = provider_of(url)
    # YouTube says 400 about a film it never had.
    if answer.status in GONE or (provider == "YouTube" and answer.status == 400):
        raise Gone("outside-gone", f"The film is no longer on {host}.", _look_at(provider))
    if answer.status in closed:
        raise Gone(
            "outside-closed",
            f"The film has become private on {host}, or may not be shown on other sites.",
            "Ask who put it there.",
        )
    if answer.status not in (200, 206):
        raise MatineeError("outside-silent", f"{host} had no answer just now.", "Try again later.")


def _look_at(provider: str) -> str:
    if provider == "Vimeo":
        return "It was taken away, or is shown on chosen sites only."
    return "It was taken away, or the address is wrong."


def _facts(url: str, told: dict[str, Any]) -> Facts:
    """Read an oEmbed answer: each value is of its type and in its bounds, or is left out."""
    width, height = (_whole(told.get(side), MAX_SIDE) for side in ("width", "height"))
    markup = told.get("html")
    player = player_of(url, embed_src=frame_src(markup) if isinstance(markup, str) else "")
    if player is not None:
        player = dataclasses.replace(player, width=width, height=height)
    picture = told.get("thumbnail_url")
    return Facts(
        title=_words(told.get("title"), MAX_TITLE),
        author=_words(told.get("author_name"), MAX_NAME),
        provider=_words(told.get("provider_name"), MAX_NAME) or provider_of(url),
        duration_s=_whole(told.get("duration"), MAX_DURATION_S),
        width=width,
        height=height,
        picture_url=picture if isinstance(picture, str) and is_player_src(picture) else "",
        player=player,
    )


def _words(value: Any, length: int) -> str:
    return plain(value, length) if isinstance(value, str) else ""


def _whole(value: Any, most: int) -> int | None:
    """Read a figure, sent as a number or as text ("640"); None when it is out of bounds."""
    if not isinstance(value, str) or len(value) > 20:
        return None
    try:
        figure = float(value)
    except ValueError:
        return None
    return round(figure) if math.isfinite(figure) and 0.5 < figure <= most else None
