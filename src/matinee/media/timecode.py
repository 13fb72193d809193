"""Times of a film: written as WebVTT does, and as people write and read them."""

import re

_CLOCK = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,4}):)?(\d{1,6}(?:[.,]\d{1,3})?)")


def vtt_time(seconds: float) -> str:
    """Return a WebVTT time, HH:MM:SS.mmm."""
    total_ms = round(seconds * 1000)
    minutes, ms = divmod(total_ms, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{ms // 1000:02d}.{ms % 1000:03d}"


def clock(seconds: float) -> str:
    """Return a time for people, "2:03" or "1:02:03", thousandths only where there are any."""
    total_ms = round(seconds * 1000)
    minutes, ms = divmod(total_ms, 60_000)
    rest = f"{ms // 1000:02d}" + f".{ms % 1000:03d}".rstrip("0").rstrip(".")
    if minutes < 60:
        return f"{minutes}:{rest}"
    return f"{minutes // 60}:{minutes % 60:02d}:{rest}"


def read_clock(text: str) -> float:
    """Read "1:02:03", "62:03" or "3723", with a fraction or without, as seconds.

    Only the first of the numbers may pass 59. Raises ValueError for anything else.
    """
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no time")
    hours, minutes, seconds = found[1], found[2], float(found[3].replace(",", "."))
    if (minutes and seconds >= 60) or (hours and int(minutes) >= 60):
        raise ValueError(f"{text!r} is no time")
    return round(int(hours or 0) * 3600 + int(minutes or 0) * 60 + seconds, 3)
