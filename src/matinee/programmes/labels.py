"""How a programme prints what it holds, how long it is and when it is."""

from collections.abc import Sequence
from datetime import date, time

from django.utils import formats

from matinee.catalogue.gather.facts import duration_label
from matinee.catalogue.published import Span

_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_DASH = "–"
_HOURS_FROM_S = 120 * 60
"""Cinemas print minutes up to about two hours."""


def programme_label(durations_s: Sequence[float | None]) -> str:
    """Return "Programme · three films · 22 min" for films of these lengths.

    Where the length of some is not known, the others' is what it is more than.
    """
    films = _films(len(durations_s))
    known = [each for each in durations_s if each]
    if not known:
        return f"Programme · {films}"
    more = "more than " if len(known) < len(durations_s) else ""
    return f"Programme · {films} · {more}{running_label(sum(known))}"


def running_label(duration_s: float) -> str:
    """Return a length for people: "22 min", from two hours on "2 h 5 min"."""
    if duration_s < _HOURS_FROM_S:
        return duration_label(duration_s)
    hours, minutes = divmod(int(duration_s / 60 + 0.5), 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def span(first: date | None, last: date | None) -> Span:
    """Return the days as printed: "1–14 March 2027", with no more said twice than must be."""
    ends = Span(
        first=first.isoformat() if first else "",
        last=last.isoformat() if last else "",
        label=_span_label(first, last),
    )
    return ends if ends.label else Span()


def slot_label(on: date | None, at: time | None) -> str:
    """Return when a pick is shown: "Friday 5 March 2027, 20:30", "" where nobody said."""
    if on is None:
        return ""
    day = formats.date_format(on, "l j F Y")
    return f"{day}, {at:%H:%M}" if at else day


def machine_slot(on: date | None, at: time | None) -> str:
    """Return the same in ISO 8601, without a zone: it is the venue's own time."""
    if on is None:
        return ""
    return f"{on:%Y-%m-%d}T{at:%H:%M}" if at else f"{on:%Y-%m-%d}"


def _films(count: int) -> str:
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{number} film" if count == 1 else f"{number} films"


def _span_label(first: date | None, last: date | None) -> str:
    if first and last:
        if first == last:
            return _printed(first)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}{_DASH}{_printed(last)}"
        shape = "j F" if first.year == last.year else "j F Y"
        return f"{formats.date_format(first, shape)} {_DASH} {_printed(last)}"
    if first:
        return f"From {_printed(first)}"
    return f"Until {_printed(last)}" if last else ""


def _printed(day: date) -> str:
    return formats.date_format(day, "j F Y")
