"""Pages of long lists in the studio: cut after a row, so page 400 costs what page 1 does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

ROWS = 50


@dataclass(frozen=True)
class Cut:
    """Where a page begins or ends: at the row with this time and id, which is not on it."""

    at: datetime
    pk: int

    @classmethod
    def read(cls, text: str) -> "Cut | None":
        """Return what an address says, None where it says nothing of sense."""
        time, _, pk = text.partition("_")
        try:
            at = datetime.fromisoformat(time)
        except ValueError:
            return None
        sane = at.tzinfo and pk.isascii() and pk.isdecimal() and len(pk) < 19
        return cls(at, int(pk)) if sane else None

    def __str__(self) -> str:
        return f"{self.at.isoformat()}_{self.pk}"


@dataclass(frozen=True)
class Turn:
    """The rows of one page, and the cuts to read on or back from; "" at either end."""

    rows: Sequence[Any]
    on: str
    back: str


def turn(
    rows: QuerySet, column: str, *, newest: bool = True, after: str = "", before: str = ""
) -> Turn:
    """Return the page after a cut, or the one before it, or the first.

    Rows are ordered by the column, a time, and by their id where it is the same.
    """
    cut = Cut.read(before or after)
    back = bool(before and cut)
    falling = newest != back
    if cut:
        # An OR of two conditions would not be answered by the index alone.
        near, gone = ("lte", "gte") if falling else ("gte", "lte")
        rows = rows.filter(**{f"{column}__{near}": cut.at})
        rows = rows.exclude(**{column: cut.at, f"pk__{gone}": cut.pk})
    order = [f"-{column}", "-pk"] if falling else [column, "pk"]
    found = list(rows.order_by(*order)[: ROWS + 1])
    more, found = len(found) > ROWS, found[:ROWS]
    if back:
        found.reverse()
    if not found:
        return Turn([], "", "")
    first, last = (str(Cut(getattr(row, column), row.pk)) for row in (found[0], found[-1]))
    goes_on, goes_back = (True, more) if back else (more, cut is not None)
    return Turn(found, last if goes_on else "", first if goes_back else "")
