"""Keeps what a host said about a film, and whether the film is still there."""

import dataclasses
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils import formats, timezone

from matinee.catalogue.models.elsewhere import ElsewhereFilm
from matinee.catalogue.outside.oembed import Facts, Gone, ask_about, at_once
from matinee.catalogue.outside.players import Player, player_of
from matinee.media.errors import MatineeError

SILENT_DAYS = 3
"""A host that is down for an evening has lost no film: we tell after checks on three days."""
MAX_TROUBLE = 300
UNSEEN = frozenset({"asked_at", "checked_at", "silent_since", "silent_checks"})
"""What no public page shows."""


def ask(url: str) -> ElsewhereFilm:
    """Ask a film's host about it and keep what it says, in place of what it said before.

    The editor's own words are on the page and are not touched. Raises what `ask_about` raises,
    and then keeps nothing.
    """
    now = timezone.now()
    facts = ask_about(url)
    film = ElsewhereFilm.objects.filter(url=url).first() or ElsewhereFilm(url=url)
    return _keep(film, {**_told(facts), **_there(now), "asked_at": now})


def check(url: str, before: Callable[[str], None] = at_once) -> ElsewhereFilm:
    """Ask whether a film is still there, and keep the answer.

    A host's no is told at once. No answer is not a no: it is told after failed checks on three
    days in a row of checks. A link that leads to a page without a player is in order.
    """
    film, _ = ElsewhereFilm.objects.get_or_create(url=url)
    now = timezone.now()
    try:
        facts = ask_about(url, before)
    except Gone as no:
        gone = {"gone_since": film.gone_since or now, "trouble": no.message[:MAX_TROUBLE]}
        return _keep(film, {**_there(now), **gone})
    except MatineeError as trouble:
        if trouble.code == "outside-no-film":
            return _keep(film, _there(now))
        if trouble.code == "outside-address":
            return _keep(film, {"checked_at": now, "trouble": trouble.message[:MAX_TROUBLE]})
        return _keep(film, _silence(film, now))
    return _keep(film, {**_told(facts), **_there(now), "asked_at": now})


def player_for(url: str, told: ElsewhereFilm | None) -> Player | None:
    """Return the player of a film: what its host told once, else what its address tells."""
    if told is None or not told.player_url:
        return player_of(url)
    host = (urlsplit(told.player_url).hostname or "").removeprefix("www.")
    return Player(
        told.player_kind, told.player_url, host, told.provider or host, told.width, told.height
    )


def _told(facts: Facts) -> dict[str, Any]:
    told = {
        field.name: getattr(facts, field.name)
        for field in dataclasses.fields(facts)
        if field.name != "player"
    }
    player = facts.player
    return {
        **told,
        "player_kind": player.kind if player else "",
        "player_url": player.src if player else "",
    }


def _there(now: datetime) -> dict[str, Any]:
    """Return the fields of a film whose host answered."""
    return {
        "checked_at": now,
        "gone_since": None,
        "silent_since": None,
        "silent_checks": 0,
        "trouble": "",
    }


def _silence(film: ElsewhereFilm, now: datetime) -> dict[str, Any]:
    """Count the days on which a host did not answer; what was known about the film stays."""
    since = film.silent_since or now
    another_day = (
        film.silent_checks == 0
        or film.checked_at is None
        or timezone.localdate(film.checked_at) != timezone.localdate(now)
    )
    days = film.silent_checks + another_day
    silent = {"checked_at": now, "silent_since": since, "silent_checks": days}
    if days >= SILENT_DAYS and film.gone_since is None:
        host = urlsplit(film.url).hostname
        day = formats.date_format(timezone.localdate(since), "j F Y")
        silent["trouble"] = f"{host} has not answered since {day}."
    return silent


def _keep(film: ElsewhereFilm, fields: dict[str, Any]) -> ElsewhereFilm:
    """Write the fields; only a change that a page shows is told to whoever listens."""
    seen = any(getattr(film, name) != value for name, value in fields.items() if name not in UNSEEN)
    for name, value in fields.items():
        setattr(film, name, value)
    if film._state.adding:  # noqa: SLF001 - Django's documented name
        film.save()
    elif seen:
        film.save(update_fields=list(fields))
    else:
        ElsewhereFilm.objects.filter(pk=film.pk).update(**fields)
    return film
