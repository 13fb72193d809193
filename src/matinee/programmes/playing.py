"""What a film's page reads when it was opened within a programme: the picks in order."""

import json
from typing import Any

from matinee.catalogue.published import Pick, ProgrammePageData


def picks_address(programme: str) -> str:
    """Return where the picks of the programme at this address stand."""
    return f"{programme}picks.json"


def picks_json(page: ProgrammePageData) -> bytes:
    """Return the programme for the script: every film once, in the order it is first shown."""
    picks = {pick.film.href: pick for pick in reversed(page.picks)}
    order = dict.fromkeys(pick.film.href for pick in page.picks)
    told = {
        "title": page.title,
        "href": page.address,
        "picks": [_told(picks[href]) for href in order],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _told(pick: Pick) -> dict[str, Any]:
    poster = pick.picture
    return {
        "title": pick.film.title,
        "href": pick.film.href,
        "mark": pick.mark,
        "poster": {
            "src": poster.src,
            "srcset": poster.srcset,
            "width": poster.width,
            "height": poster.height,
        }
        if poster
        else None,
    }
