"""What a film meets in the world: prizes, press, whom to ask, and its screenings."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from django.utils import formats

from matinee.catalogue.models import FilmPage, Screening
from matinee.catalogue.published import (
    Award,
    Contact,
    Enquiries,
    PressQuote,
    ScreeningLine,
    Screenings,
)

CALENDAR = "screenings.ics"
"""The calendar's name beside the page."""


def film_awards(film: FilmPage) -> tuple[Award, ...]:
    """Return the awards, newest year first and within a year as typed."""
    values = [block["value"] for block in film.awards.raw_data]
    newest_first = sorted(values, key=lambda value: -(value.get("year") or 0))
    return tuple(
        Award(value["what"], value["where"], str(value.get("year") or "")) for value in newest_first
    )


def film_press(film: FilmPage) -> tuple[PressQuote, ...]:
    """Return what others wrote about the film, as typed."""
    values = (block["value"] for block in film.press.raw_data)
    return tuple(
        PressQuote(value["text"], value.get("who") or "", value["source"], value.get("href") or "")
        for value in values
    )


def film_contact(film: FilmPage) -> tuple[Contact, ...]:
    """Return whom to ask about what, as typed."""
    values = (block["value"] for block in film.contact.raw_data)
    return tuple(
        Contact(
            value["about"],
            value.get("name") or "",
            value.get("email") or "",
            value.get("href") or "",
        )
        for value in values
    )


def film_screenings(film: FilmPage, screenings: Iterable[Screening], today: date) -> Screenings:
    """Sort the screenings into coming and past, as of that day.

    One that is today is still coming.
    """
    by_day = sorted(screenings, key=lambda each: (each.on, str(each.at or "")))
    coming = tuple(_line(each) for each in by_day if each.on >= today)
    past = tuple(_line(each) for each in reversed(by_day) if each.on < today)
    if not coming:
        return Screenings(past=past)
    published: datetime | None = film.last_published_at
    stamp = published.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ") if published else ""
    return Screenings(coming, past, f"{film.address}{CALENDAR}", stamp)


def film_enquiries(film: FilmPage) -> Enquiries:
    """Return the addresses of the forms that the film offers."""
    return Enquiries(
        footage=f"{film.address}footage/" if film.takes_footage_enquiries else "",
        screening=f"{film.address}host/" if film.takes_screening_enquiries else "",
        news=f"{film.address}news/" if film.offers_news else "",
    )


def _line(screening: Screening) -> ScreeningLine:
    on, at = screening.on, screening.at
    return ScreeningLine(
        date=formats.date_format(on, "j F Y"),
        machine_date=f"{on:%Y-%m-%d}T{at:%H:%M}" if at else f"{on:%Y-%m-%d}",
        time=f"{at:%H:%M}" if at else "",
        occasion=screening.occasion,
        venue=screening.venue,
        town=screening.town,
        href=screening.href,
        note=screening.note,
    )
