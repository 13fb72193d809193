"""A film's facts in the few words of its facts line."""

import re
from collections.abc import Iterable

from django.conf import settings

from matinee.catalogue.addresses import topic_address
from matinee.catalogue.codes import country_names, language_names
from matinee.catalogue.models import FilmPage, Place
from matinee.catalogue.published import Fact, Link, Origin
from matinee.releases.models import Release

LINE_CHARACTERS = 220
SENTENCE_CHARACTERS = 60
"""A sentence shorter than this may be no sentence ("Dr. Reyes …"); the next one is added."""

_NEXT_SENTENCE = re.compile(r"(?<=[.!?…])[”’\"')]*\s+")


def film_facts(film: FilmPage, places: Iterable[Place]) -> tuple[Fact, ...]:
    """Return kind, year, running time, countries, languages and places, as far as known."""
    countries = country_names(film.countries, settings.LANGUAGE_CODE)
    languages = language_names(film.languages, settings.LANGUAGE_CODE)
    facts = (
        Fact((Link(film.get_kind_display(), topic_address("kind", film.kind)),)),
        Fact(_plain(str(film.year or ""))),
        Fact(_plain(running_time(film))),
        Fact(_topics("country", film.countries, countries)),
        Fact(_topics("language", film.languages, languages)),
        Fact(tuple(Link(place.name, place.address) for place in places), before="Shot at"),
    )
    return tuple(fact for fact in facts if fact.values)


def card_facts(film: FilmPage) -> tuple[str, ...]:
    """Return the facts for where the film is one of many; the running time stands apart."""
    countries = ", ".join(country_names(film.countries, settings.LANGUAGE_CODE))
    return tuple(fact for fact in (*_kind_and_year(film), countries) if fact)


def running_time(film: FilmPage) -> str:
    """Return the running time, measured where we play the film, else as typed."""
    release = own_release(film)
    return duration_label(release.duration_s if release else film.running_time_s)


def duration_label(duration_s: float | None) -> str:
    """Return a length for people: "45 sec" under a minute, else whole minutes, half up."""
    if not duration_s:
        return ""
    if round(duration_s) < 60:
        return f"{max(1, round(duration_s))} sec"
    return f"{int(duration_s / 60 + 0.5)} min"


def own_release(film: FilmPage) -> Release | None:
    """Return the film of our own that this page plays, None while it plays none."""
    return film.release if film.shown == FilmPage.Shown.OWN else None


def status_note(film: FilmPage) -> str:
    """Return what people should know about a film that is not all there."""
    if film.status == FilmPage.Status.IN_PROGRESS:
        return "In progress"
    if film.shown == FilmPage.Shown.OWN and film.master_id and not film.release_id:
        return "The film is being prepared and will play here soon"
    return ""


def origin(film: FilmPage) -> Origin | None:
    """Return where the film was published first, if that was said."""
    if not film.origin_publisher:
        return None
    return Origin(film.origin_publisher, film.origin_url, film.origin_date)


def one_line(text: str) -> str:
    """Return the text's first paragraph, cut at a word where it is long."""
    line = next((each.strip() for each in text.splitlines() if each.strip()), "")
    if len(line) <= LINE_CHARACTERS:
        return line
    return line[:LINE_CHARACTERS].rpartition(" ")[0].rstrip(" ,;:–—-") + "…"


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a plain text.

    Where empty lines part them, a line's end is only where a mail or a PDF broke it; in a
    text without empty lines each line is a paragraph.
    """
    blocks = re.split(r"\n\s*\n", text.strip())
    parts = blocks if len(blocks) > 1 else text.splitlines()
    return tuple(" ".join(part.split()) for part in parts if part.strip())


def first_sentence(text: str) -> str:
    """Return the first sentence of a text for a card, cut at a word where it is long."""
    line = one_line(text)
    for end in _NEXT_SENTENCE.finditer(line):
        if end.start() >= SENTENCE_CHARACTERS:
            return line[: end.end()].rstrip()
    return line


def _plain(words: str) -> tuple[Link, ...]:
    return (Link(words),) if words else ()


def _topics(kind: str, codes: list[str], names: list[str]) -> tuple[Link, ...]:
    pairs = zip(codes, names, strict=True)
    return tuple(Link(name, topic_address(kind, code)) for code, name in pairs)


def _kind_and_year(film: FilmPage) -> tuple[str, str]:
    return film.get_kind_display(), str(film.year or "")
