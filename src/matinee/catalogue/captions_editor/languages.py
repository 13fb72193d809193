"""The languages that captions can be in, by their names."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from babel import localedata
from django.conf import settings

from matinee.catalogue.codes import languages

Choices = list[tuple[str, Any]]


def language_choices(spoken: Iterable[str], empty: str) -> Choices:
    """Return the choices of a select: `empty` first, then those `spoken` in the film, then all."""
    names = language_names()
    in_film = [(tag, names[tag]) for tag in spoken if tag in names]
    everything = sorted(names.items(), key=lambda choice: choice[1].casefold())
    if not in_film:
        return [("", empty), *everything]
    return [("", empty), ("Spoken in the film", in_film), ("All languages", everything)]


@cache
def language_names() -> dict[str, str]:
    """Return the name of every language that can be told to a player, by its tag."""
    return {
        tag: name
        for tag, name in languages(settings.LANGUAGE_CODE).values()
        if localedata.exists(tag.replace("-", "_"))
    }
