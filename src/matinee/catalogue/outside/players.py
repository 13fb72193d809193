"""Finds the host's own player for the address of a film, in the host's privacy mode."""

import dataclasses
import re
from collections.abc import Callable
from urllib.parse import SplitResult, parse_qs, urlencode, urlsplit

from matinee.catalogue.outside.address import read_address
from matinee.media.errors import Refused

FRAME, FILE = "frame", "file"
FILE_ENDINGS = (".mp4", ".m4v", ".webm", ".mov")
MAX_SRC = 1000
UNSAFE = re.compile(r"""["'<>`]""")
PEERTUBE_ID = r"(?:[1-9A-HJ-NP-Za-km-z]{22}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
"""A UUID, or its short form of 22 characters in base 58."""
PEERTUBE_PAGE = re.compile(rf"/(?:w|videos/watch|videos/embed)/({PEERTUBE_ID})/?")
PEERTUBE_LIST = re.compile(
    rf"/(?:w/p|videos/watch/playlist|video-playlists/embed)/({PEERTUBE_ID})/?"
)
YOUTUBE_HOSTS = frozenset(
    {"youtube.com", "m.youtube.com", "music.youtube.com", "youtube-nocookie.com"}
)
Query = dict[str, list[str]]


@dataclasses.dataclass(frozen=True)
class Player:
    """How a film that plays elsewhere is played on our page, once someone asks for it."""

    kind: str
    """FRAME: `src` is the page of the host's player; FILE: a file for a video element."""
    src: str
    host: str
    """The machine that `src` names: what a visitor is told before the click."""
    provider: str
    width: int | None = None
    height: int | None = None


def player_of(url: str, *, embed_src: str = "") -> Player | None:
    """Return the player of a film's page; None where the host has none that we may show.

    Known hosts are recognised by the address alone. For any other, `embed_src` is what its
    oEmbed answer puts into its frame; nothing else of that answer is ever used.
    """
    parts = _parts(url)
    if parts is None:
        return None
    bare = (parts.hostname or "").removeprefix("www.")
    if build := HOSTS.get(bare):
        return build(parts, parse_qs(parts.query))
    return _peertube(parts, embed_src) or _file(parts) or _framed(embed_src)


def provider_of(url: str) -> str:
    """Return the name of a known host, as it is printed; else the bare host."""
    parts = _parts(url)
    bare = (parts.hostname or "").removeprefix("www.") if parts else ""
    return PROVIDERS.get(bare, bare)


def is_player_src(src: str) -> bool:
    """Tell whether an address may stand in a frame or a video element of ours.

    It is https, of a named site at the usual port, and has no character that could end the
    attribute in which it is written.
    """
    try:
        address = read_address(src)
    except Refused:
        return False
    page, _, fragment = src.partition("#")
    return (
        address.scheme == "https"
        and address.url == page
        and len(src) <= MAX_SRC
        and not UNSAFE.search(src)
        and re.fullmatch(r"[\w=.-]*", fragment, re.ASCII) is not None
    )


def peertube_id(url: str) -> str:
    """Return the film's identifier when an address has the form of a PeerTube page, else ""."""
    parts = _parts(url)
    found = PEERTUBE_PAGE.fullmatch(parts.path) if parts else None
    return found[1] if found else ""


def _parts(url: str) -> SplitResult | None:
    try:
        address = read_address(url)
    except Refused:
        return None
    fragment = urlsplit(url).fragment
    return urlsplit(f"{address.url}#{fragment}")


def _frame(host: str, path: str, provider: str, params: dict[str, str] | None = None) -> Player:
    kept = {name: value for name, value in (params or {}).items() if value}
    src = f"https://{host}{path}{'?' if kept else ''}{urlencode(kept)}"
    return Player(FRAME, src, host, provider)


def _youtube(parts: SplitResult, query: Query) -> Player | None:
    words = parts.path.strip("/").split("/")
    if parts.hostname == "youtu.be":
        found = words[0]
    elif words[0] in {"shorts", "live", "embed", "v"} and len(words) > 1:
        found = words[1]
    else:
        found = _first(query, "v")
    start = {"start": _seconds(_first(query, "t") or _first(query, "start"))}
    if re.fullmatch(r"[A-Za-z0-9_-]{11}", found) and found != "videoseries":
        return _frame("www.youtube-nocookie.com", f"/embed/{found}", "YouTube", start)
    playlist = _first(query, "list")
    if re.fullmatch(r"[A-Za-z0-9_-]{12,64}", playlist):
        of = {"list": playlist}
        return _frame("www.youtube-nocookie.com", "/embed/videoseries", "YouTube", of)
    return None


def _vimeo(parts: SplitResult, query: Query) -> Player | None:
    film = re.fullmatch(
        r"/(?:(?:channels|groups|album|showcase|ondemand)/[\w-]+/(?:videos?/)?|video/)?"
        r"(\d{1,12})(?:/([0-9a-f]{6,40}))?/?",
        parts.path,
    )
    if film:
        hidden = film[2] or _first(query, "h")
        if hidden and not re.fullmatch(r"[0-9a-f]{6,40}", hidden):
            return None
        start = _seconds(parts.fragment.removeprefix("t="))
        player = _frame("player.vimeo.com", f"/video/{film[1]}", "Vimeo", {"dnt": "1", "h": hidden})
        return dataclasses.replace(player, src=f"{player.src}#t={start}s") if start else player
    showcase = re.fullmatch(r"/(?:album|showcase)/(\d{1,12})(?:/embed)?/?", parts.path)
    if showcase:
        return _frame("vimeo.com", f"/showcase/{showcase[1]}/embed", "Vimeo", {"dnt": "1"})
    return None


def _dailymotion(parts: SplitResult, query: Query) -> Player | None:
    before = "/" if parts.hostname == "dai.ly" else "/(?:embed/)?video/"
    found = re.fullmatch(rf"{before}([A-Za-z0-9]{{5,20}})(?:_[\w-]*)?/?", parts.path)
    film = found[1] if found else _first(query, "video")
    if not re.fullmatch(r"[xk][A-Za-z0-9]{4,19}", film):
        return None
    return _frame("geo.dailymotion.com", "/player.html", "Dailymotion", {"video": film})


def _archive(parts: SplitResult, query: Query) -> Player | None:
    found = re.fullmatch(
        r"/(?:details|embed|download)/([A-Za-z0-9][\w.-]{1,99})(?:/.*)?", parts.path
    )
    return _frame("archive.org", f"/embed/{found[1]}", "Internet Archive") if found else None


def _peertube(parts: SplitResult, embed_src: str) -> Player | None:
    """Recognise PeerTube by its own identifiers, or by the frame its oEmbed answer gives."""
    inside = _parts(embed_src)
    if inside is not None and inside.hostname != parts.hostname:
        return None
    place = inside or parts
    for form, path in ((PEERTUBE_LIST, "video-playlists"), (PEERTUBE_PAGE, "videos")):
        if found := form.fullmatch(place.path):
            # No link away, and no address of a visitor told to other visitors.
            quiet = {"peertubeLink": "0", "p2p": "0"}
            start = {"start": _seconds(_first(parse_qs(parts.query), "start"))}
            host = parts.hostname or ""
            return _frame(host, f"/{path}/embed/{found[1]}", "PeerTube", quiet | start)
    return None


def _file(parts: SplitResult) -> Player | None:
    src = parts._replace(fragment="").geturl()
    if not parts.path.lower().endswith(FILE_ENDINGS) or not is_player_src(src):
        return None
    host = parts.hostname or ""
    return Player(FILE, src, host, host)


def _framed(embed_src: str) -> Player | None:
    if not is_player_src(embed_src):
        return None
    known = player_of(embed_src)
    if known and known.kind == FRAME:
        return known
    host = urlsplit(embed_src).hostname or ""
    return Player(FRAME, embed_src, host, host)


def _first(query: Query, name: str) -> str:
    return query.get(name, [""])[0]


def _seconds(text: str) -> str:
    """Read "90", "90s" or "1h2m3s" as whole seconds; "" when it is no such time."""
    found = re.fullmatch(r"(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,5})s?)?", text)
    if not found or not text:
        return ""
    hours, minutes, seconds = (int(figure or 0) for figure in found.groups())
    return str(hours * 3600 + minutes * 60 + seconds or "")


HOSTS: dict[str, Callable[[SplitResult, Query], Player | None]] = {
    **dict.fromkeys((*YOUTUBE_HOSTS, "youtu.be"), _youtube),
    **dict.fromkeys(("vimeo.com", "player.vimeo.com"), _vimeo),
    **dict.fromkeys(("dailymotion.com", "geo.dailymotion.com", "dai.ly"), _dailymotion),
    "archive.org": _archive,
}
PROVIDERS = {
    **dict.fromkeys((*YOUTUBE_HOSTS, "youtu.be"), "YouTube"),
    **dict.fromkeys(("vimeo.com", "player.vimeo.com"), "Vimeo"),
    **dict.fromkeys(("dailymotion.com", "geo.dailymotion.com", "dai.ly"), "Dailymotion"),
    "archive.org": "Internet Archive",
}
