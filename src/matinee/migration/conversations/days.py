"""Reads the days that other programs wrote, and believes only those that can be true."""

from datetime import UTC, datetime, timedelta, tzinfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST = datetime(1990, 1, 1, tzinfo=UTC)
"""Nobody commented on the web before."""
_MICROSECOND = timedelta(microseconds=1)


def microseconds_of(moment: datetime) -> int | None:
    """Return a moment as microseconds since 1970, None when it cannot be true."""
    now = datetime.now(tz=UTC)
    if not FIRST <= moment <= now + timedelta(days=1):
        return None
    return (moment - EPOCH) // _MICROSECOND


def moment_of(microseconds: int) -> datetime:
    """Return the moment so many microseconds after 1970."""
    return EPOCH + timedelta(microseconds=microseconds)


def read_day(text: str, zone: tzinfo = UTC) -> int | None:
    """Return an ISO 8601 moment in microseconds; where it names no zone, that of the argument."""
    try:
        moment = datetime.fromisoformat(text.strip())
        return microseconds_of(moment if moment.tzinfo else moment.replace(tzinfo=zone))
    except (ValueError, OverflowError):
        return None


def read_seconds(seconds: object) -> int | None:
    """Return seconds since 1970 in microseconds."""
    if not isinstance(seconds, int | float):
        return None
    try:
        return microseconds_of(datetime.fromtimestamp(seconds, tz=UTC))
    except (ValueError, OverflowError, OSError):
        return None
