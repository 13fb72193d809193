"""What a reader asks of the list of films, read from an address and written to one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from matinee.catalogue.addresses import BROWSE
from matinee.catalogue.listing import FACETS

NEWEST = "newest"
SORTS = {
    NEWEST: "newest first",
    "title": "by title",
    "year": "latest year first",
    "shortest": "shortest first",
}

_VALUE = re.compile(r"[\w-]{1,100}")
_PAGE = re.compile(r"0*([1-9]\d{0,5})")


@dataclass(frozen=True)
class BrowseQuery:
    """Facts that films are to share, by kind in the order of FACETS; their order; the page."""

    facts: tuple[tuple[str, str], ...] = ()
    sort: str = NEWEST
    page: int = 1

    @property
    def address(self) -> str:
        """The one spelling of this question."""
        words = [*self.facts]
        if self.sort != NEWEST:
            words.append(("sort", self.sort))
        if self.page > 1:
            words.append(("page", str(self.page)))
        return f"{BROWSE}?{urlencode(words)}" if words else BROWSE

    def turned(self, page: int) -> "BrowseQuery":
        """Return the same question for another page."""
        return replace(self, page=page)


def read_query(asked: Mapping[str, Any]) -> BrowseQuery:
    """Read a question; what is empty, unknown or out of shape is left out."""
    given = {name: str(asked.get(name, "")).strip().lower() for name in (*FACETS, "sort", "page")}
    page = _PAGE.fullmatch(given["page"])
    return BrowseQuery(
        facts=tuple((kind, given[kind]) for kind in FACETS if _VALUE.fullmatch(given[kind])),
        sort=given["sort"] if given["sort"] in SORTS else NEWEST,
        page=int(page[1]) if page else 1,
    )
