"""An answer as JSON, for scripts and other sites; docs/reference/search.md tells its shape.

What is there stays there under its name; more may be added.
"""

from typing import Any

from markupsafe import Markup

from matinee.catalogue.addresses import SEARCH
from matinee.catalogue.published import FilmSaying, FoundThing, SaidLine, SearchPageData, Tile
from matinee.media.errors import Refused

SEARCH_JSON = "/search.json"


def told_answer(page: SearchPageData) -> dict[str, Any]:
    """Return an answer as plain values; every href and src is root-relative."""
    return {
        "asked": page.asked,
        "href": page.address,
        "things": [_thing(each) for each in page.things],
        "sayings": [_saying(each) for each in page.sayings],
        "more": f"{SEARCH_JSON}{page.more.removeprefix(SEARCH)}" if page.more else "",
    }


def told_refusal(error: Refused) -> dict[str, Any]:
    """Return why a question was not answered."""
    return {"error": {"code": error.code, "message": error.message, "hint": error.hint}}


def _thing(thing: FoundThing) -> dict[str, Any]:
    picture = thing.picture
    shown = ("src", "srcset", "width", "height")
    return {
        "kind": thing.kind,
        "href": thing.href,
        "title": _plain(thing.title),
        "html": thing.title,
        "note": thing.note,
        "picture": {name: getattr(picture, name) for name in shown} if picture else None,
    }


def _saying(saying: FilmSaying) -> dict[str, Any]:
    names = ("title", "href", "note", "language", "direction", "automatic", "count", "transcript")
    told = {name: getattr(saying, name) for name in names}
    return {**told, "lines": [_line(each) for each in saying.lines]}


def _line(line: SaidLine) -> dict[str, Any]:
    return {
        "start_s": line.start_s,
        "words": _plain(line.words),
        "html": line.words,
        "speaker": line.speaker,
        "href": line.href,
        "picture": _tile(line.tile) if line.tile else None,
    }


def _tile(tile: Tile) -> dict[str, Any]:
    """Return where on its sheet the picture is, in pixels."""
    return {
        "sheet": tile.sheet,
        "x": tile.column * tile.width,
        "y": tile.row * tile.height,
        "width": tile.width,
        "height": tile.height,
    }


def _plain(words: Markup) -> str:
    return words.striptags()
