"""A film's coming screenings as an iCalendar file (RFC 5545), beside its page."""

import hashlib
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from matinee.catalogue.published import FilmPageData, ScreeningLine
from matinee.publishing.files import File

LINE_OCTETS = 75
"""A line longer than this is folded (RFC 5545, 3.1)."""
NEVER_PUBLISHED = "19700101T000000Z"


def screenings_calendar(page: FilmPageData) -> Iterable[File]:
    """Return the calendar of a film that has screenings to come.

    Times are the venue's own, which iCalendar calls floating; a screening without a time takes
    the day. A screening keeps its UID for as long as its film, time and venue are the same.
    """
    if not page.screenings.calendar:
        return ()
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Matinee//Screenings//EN",
        f"X-WR-CALNAME:{_text(page.title)}",
    ]
    for screening in page.screenings.coming:
        lines += _event(page, screening)
    lines.append("END:VCALENDAR")
    content = "".join(f"{fold}\r\n" for line in lines for fold in _folded(line))
    return (File(page.screenings.calendar, content.encode()),)


def _event(page: FilmPageData, screening: ScreeningLine) -> Iterator[str]:
    host = urlsplit(page.house.base).hostname or "matinee"
    known_by = f"{page.address}\n{screening.machine_date}\n{screening.venue}\n{screening.town}"
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(known_by.encode()).hexdigest()[:24]}@{host}"
    yield f"DTSTAMP:{page.screenings.stamp or NEVER_PUBLISHED}"
    if screening.time:
        yield f"DTSTART:{_digits(screening.machine_date)}00"
        if page.screen:
            yield f"DURATION:PT{max(1, round(page.screen.duration_s / 60))}M"
    else:
        yield f"DTSTART;VALUE=DATE:{_digits(screening.machine_date)}"
    yield f"SUMMARY:{_text(page.title)}"
    yield f"LOCATION:{_text(', '.join(filter(None, (screening.venue, screening.town))))}"
    if about := ". ".join(filter(None, (screening.occasion, screening.note))):
        yield f"DESCRIPTION:{_text(about)}"
    if href := screening.href or (f"{page.house.base}{page.address}" if page.house.base else ""):
        yield f"URL:{_address(href)}"
    yield "END:VEVENT"


def _digits(iso: str) -> str:
    return iso.replace("-", "").replace(":", "")


def _text(words: str) -> str:
    """Return words as a TEXT value: no control characters, and its four signs escaped."""
    plain = "".join(" " if letter in "\t\r" else letter for letter in words.replace("\r\n", "\n"))
    plain = "".join(letter for letter in plain if letter == "\n" or letter.isprintable())
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def _address(href: str) -> str:
    """Return an address without what would end its line."""
    return "".join(letter for letter in href if letter.isprintable() and letter != " ")


def _folded(line: str) -> Iterator[str]:
    """Yield the line in parts of at most 75 octets, none cut within a letter."""
    part, octets = "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > LINE_OCTETS:
            yield part
            # The space that begins a further part counts too.
            part, octets = " ", 1
        part, octets = part + letter, octets + size
    yield part
